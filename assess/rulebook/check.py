"""From raw YAML entries to checked models, with every fault named by file, line and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from assess.errors import Bilingual, Problem, listed, nearest
from assess.rulebook import case, ladder, model
from assess.rulebook.model import Entry
from assess.yamlio import LocatedMap, locate

EntryT = TypeVar("EntryT", bound=Entry)

_EXPECTED = {
    "string_type": Bilingual("文本", "text"),
    "float_type": Bilingual("不加引号的数字", "a number without quotes"),
    "int_type": Bilingual("不加引号的整数", "a whole number without quotes"),
    "int_from_float": Bilingual("整数", "a whole number"),
    "bool_type": Bilingual("true 或 false", "true or false"),
    "bool_parsing": Bilingual("true 或 false", "true or false"),
    "model_type": Bilingual("键值对", "a mapping"),
    "tuple_type": Bilingual("列表", "a list"),
    "dict_type": Bilingual("键值对", "a mapping"),
    "string_too_short": Bilingual("不能为空的文本", "text that is not empty"),
    "too_short": Bilingual("至少一项", "at least one entry"),
    "int_parsing": Bilingual("整数", "a whole number"),
}

_BOUNDS = (
    ("le", "不大于", "at most"),
    ("ge", "不小于", "at least"),
    ("lt", "小于", "less than"),
    ("gt", "大于", "more than"),
)


def check_entry(kind: type[EntryT], raw: LocatedMap, problems: list[Problem]) -> EntryT | None:
    """The checked model, or None with what is wrong added to ``problems``."""
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        problems.extend(problems_of(error, raw, kind))
        return None


def problems_of(error: ValidationError, raw: LocatedMap, kind: type[Entry]) -> list[Problem]:
    """Pydantic's findings as ours, one per place."""
    found: dict[object, Problem] = {}
    items = error.errors(include_url=False)
    places = [item["loc"] for item in items]
    for item in items:
        depth = len(item["loc"])
        if item["type"] == "too_short" and any(len(place) > depth and place[:depth] == item["loc"] for place in places):
            continue  # pydantic counts only entries without a fault: a list is not empty because its entry is wrong
        problem = _problem(item, raw, kind)
        found.setdefault(problem.position, problem)
    return list(found.values())


def _problem(item: Any, raw: LocatedMap, kind: type[Entry]) -> Problem:
    path = item["loc"]
    key = str(next((step for step in reversed(path) if isinstance(step, str)), "?"))
    if item["type"] == "extra_forbidden":
        close = nearest(key, _FIELD_NAMES if kind.page == Entry.page else _keys_of(kind))
        place = locate(raw, path, key=True)
        return (
            Problem("GF-201", place, {"key": key, "nearest": close})
            if close
            else Problem("GF-202", place, {"key": key, "keys": _possible_keys(kind, path)})
        )
    if item["type"] == "missing":
        language = {"zh", "en"} & {key}
        code, values = ("GF-217", {"lang": key}) if language else ("GF-203", {"key": key})
        if key in ("source", "basis", "document"):
            code, values = "GF-216", {"id": f"{raw.get('id', '')} {'.'.join(map(str, path))}"}
        return Problem(code, locate(raw, path), dict(values))
    found = _short(item.get("input"))
    return Problem(
        "GF-204", locate(raw, path), {"key": _written_key(path, raw), "found": found, "expected": _expected(item)}
    )


def _possible_keys(kind: type[Entry], path: tuple[str | int, ...]) -> Bilingual:
    """The keys that the mapping around the last step of ``path`` may have, and the page that explains them."""
    kinds = [kind]
    for step in path[:-1]:
        inner = [
            field.annotation for one in kinds for name, field in one.model_fields.items() if step in (name, field.alias)
        ]
        kinds = [found for annotation in inner for found in _entries_in(annotation)] or kinds
    names = dict.fromkeys(field.alias or name for one in kinds for name, field in one.model_fields.items())
    keys = listed(names)
    return Bilingual(f"{keys.zh}（见 docs/{kind.page}.zh-CN.md）", f"{keys.en} (see docs/{kind.page}.md)")


def _keys_of(kind: type[Entry]) -> set[str]:
    """Every key that an entry or anything in it may have."""
    below = [inner for field in kind.model_fields.values() for inner in _entries_in(field.annotation)]
    return {*kind.model_fields}.union(*map(_keys_of, below))


def _entries_in(annotation: Any) -> Iterator[type[Entry]]:
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        yield annotation
    for part in get_args(annotation):
        yield from _entries_in(part)


def _written_key(path: tuple[str | int, ...], raw: Any) -> str:
    """The last key on the way that stands in the file; pydantic adds names of its own behind it."""
    key = "?"
    for step in path:
        if isinstance(raw, dict) and step in raw:
            raw, key = raw[step], str(step)
        elif isinstance(raw, list) and isinstance(step, int) and step < len(raw):
            raw = raw[step]
        else:
            break
    return key


def _expected(item: Any) -> Bilingual:
    """What would have been right, in words."""
    context = item.get("ctx", {})
    if item["type"] == "literal_error":
        choices = str(context.get("expected", ""))
        return Bilingual(choices.replace(" or ", "、"), choices)
    if item["type"] == "string_pattern_mismatch":
        return Bilingual("字母开头、由小写字母数字下划线组成的标识", "an id of letters, digits and _ . -")
    for name, zh, en in _BOUNDS:
        if name in context:
            return Bilingual(f"{zh} {context[name]}", f"{en} {context[name]}")
    return _EXPECTED.get(item["type"]) or Bilingual(item["msg"], item["msg"])


def _short(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _all_fields() -> tuple[str, ...]:
    names: set[str] = set()
    for value in (*vars(model).values(), *vars(ladder).values(), *vars(case).values()):
        if isinstance(value, type) and issubclass(value, Entry):
            names.update(field.alias or name for name, field in value.model_fields.items())
    return tuple(sorted(names))


_FIELD_NAMES = _all_fields()
