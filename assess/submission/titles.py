"""Titles held (称号): the lists that a factory says it is on, with the days that decide how long they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

from assess.errors import Bilingual, Position
from assess.rulebook.model import Fact, LevelName
from assess.submission.model import Answer, Title
from assess.submission.places import Map
from assess.submission.quantity import ValueProblem, fold, option

TITLE_KEYS = dict.fromkeys(("level", "name", "granted", "reviewed", "removed", "document"))
LEVELS: Final[dict[LevelName, Bilingual]] = {
    "cultivation": Bilingual("培育", "cultivation"),
    "county": Bilingual("县级", "county"),
    "city": Bilingual("市级", "city"),
    "province": Bilingual("省级", "province"),
    "nation": Bilingual("国家级", "nation"),
}
"""What ``level`` may say, in either language."""

_ALSO: Final[dict[str, LevelName]] = {
    "培育库": "cultivation",
    "培育对象": "cultivation",
    "区级": "county",
    "区县级": "county",
    "district": "county",
    "provincial": "province",
    "national": "nation",
}
_OPTIONS = {fold(word): name for name, title in LEVELS.items() for word in (name, title.zh)} | _ALSO
_LISTED = Bilingual(
    "、".join(f"{title.zh}（{name}）" for name, title in LEVELS.items()),
    ", ".join(LEVELS),
)
_NONE = frozenset({"无", "没有", "none"})
_LIST = Bilingual("列表", "a list")
_MAPPING = Bilingual("键值对", "a mapping")


class Reader(Protocol):
    """What reading a submission offers its parts."""

    def problem(self, code: str, position: Position | None, **values: object) -> None: ...
    def value_at(self, found: Map, key: str) -> Position: ...
    def item_at(self, found: list[Any], index: int) -> Position: ...
    def keys(self, found: Map, known: Mapping[str, object]) -> None: ...
    def text(self, found: Map, key: str) -> str | None: ...
    def day(self, found: Map, key: str) -> date | None: ...


def read_titles(data: Map, reader: Reader) -> tuple[Title, ...]:
    """The titles of a submission, in the order of the file."""
    listed = data.get("titles")
    if listed is None or (isinstance(listed, str) and fold(listed) in _NONE):
        return ()
    if not isinstance(listed, list):
        place = reader.value_at(data, "titles")
        reader.problem("GF-204", place, key="titles", found=_short(listed), expected=_LIST)
        return ()
    rows = (_title(item, reader.item_at(listed, number), reader) for number, item in enumerate(listed))
    return tuple(title for title in rows if title is not None)


def answers(title: Title, fact: Fact, province: str | None) -> bool:
    """Whether a title that was not removed says yes to a question."""
    asked = fact.titles
    if asked is None or title.removed is not None or asked.province not in (None, province):
        return False
    return title.level in asked.levels


def answers_of_titles(titles: Sequence[Title], facts: Iterable[Fact], province: str | None) -> dict[str, Answer]:
    """Questions that ask for what a title already says."""
    found = {}
    for fact in facts if titles else ():
        title = next((one for one in titles if answers(one, fact, province)), None)
        if title is not None:
            found[fact.id] = Answer(fact.id, True, None, f"titles: {title.level} {title.granted}", title.position)
    return found


def _title(item: Any, position: Position, reader: Reader) -> Title | None:
    if not isinstance(item, dict):
        reader.problem("GF-204", position, key="titles", found=_short(item), expected=_MAPPING)
        return None
    reader.keys(item, TITLE_KEYS)
    level, name = _level(item, reader), reader.text(item, "name")
    if item.get("level") is None and not name:
        reader.problem("GF-203", position, key="level")
    granted = reader.day(item, "granted")
    if item.get("granted") is None:
        reader.problem("GF-203", position, key="granted")
    reviewed, removed = (_later(item, key, granted, reader) for key in ("reviewed", "removed"))
    document = reader.text(item, "document")
    if granted is None or (level is None and not name):
        return None
    return Title(level, name or None, granted, position, reviewed, removed, document)


def _level(item: Map, reader: Reader) -> LevelName | None:
    if item.get("level") is None:
        return None
    try:
        found = option(item["level"], dict(_OPTIONS), _LISTED)
    except ValueProblem as problem:
        reader.problem(problem.code, reader.value_at(item, "level"), **problem.values)
        return None
    return next(name for name in LEVELS if name == found)


def _later(item: Map, key: str, granted: date | None, reader: Reader) -> date | None:
    """A day that cannot be before the title was granted."""
    found = reader.day(item, key)
    if found is not None and granted is not None and found < granted:
        reader.problem("GF-331", reader.value_at(item, key), key=key, day=found, granted=granted)
        return None
    return found


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
