"""Between the file and the editor (录入): an entry as somebody would have typed it, and what was typed as an entry.

A benchmark has two lines: a value and its source, or the norm of the product and the correction that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.submission.quantity import ValueProblem, day, fold
from assess.tui.editors.options import NONE, OPTION_KINDS, UNKNOWN, Row, exactly

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Benchmark
    from assess.submission.entry import Entry
    from assess.tui.words import ScreenWords

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,10}\Z")
_NORM = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+\Z")
_NONE_LISTS: tuple[list[str], ...] = ([], ["无"], ["none"])


@dataclass(frozen=True, slots=True)
class Typing:
    """What stands in the editor: the line, a benchmark's second line, the ids picked (None: no answer, empty: none of them)."""

    line: str = ""
    source: str = ""
    picked: tuple[str, ...] | None = None

    def payload(self) -> dict[str, Any]:
        """As a draft keeps it."""
        picked = None if self.picked is None else list(self.picked)
        return {"line": self.line, "source": self.source, "picked": picked}


def from_payload(payload: Mapping[str, Any]) -> Typing:
    """What a draft kept."""
    picked = payload.get("picked")
    return Typing(
        str(payload.get("line") or ""), str(payload.get("source") or ""), None if picked is None else tuple(picked)
    )


def opened(question: Question, entry: Entry, rows: Sequence[Row]) -> Typing:
    """The entry as the editor shows it; what no option means stands in the line as it was written."""
    if question.kind == "table" or (entry.value is None and question.kind != "benchmark"):
        return Typing()
    if question.kind == "benchmark":
        if entry.value is None and entry.norm is not None:
            return Typing(shown(entry.norm), shown(entry.correction))
        return Typing(shown(entry.value), shown(entry.source))
    if question.kind not in OPTION_KINDS:
        return Typing(shown(entry.value))
    if question.kind != "multi":
        row = exactly(entry.value, rows)
        return Typing(shown(entry.value)) if row is None else Typing(picked=(row.id,))
    return _opened_multi(entry.value, rows)


def _opened_multi(raw: Any, rows: Sequence[Row]) -> Typing:
    items = raw if isinstance(raw, list) else [raw]
    if items in _NONE_LISTS:
        return Typing(picked=())
    found = [(item, exactly(item, rows)) for item in items]
    rest = "、".join(shown(item) for item, row in found if row is None)
    picked = tuple(row.id for _, row in found if row is not None)
    return Typing(rest, "", picked or None)


def shown(raw: Any) -> str:
    """A value of the file as text."""
    if raw is None:
        return ""
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def written(question: Question, typing: Typing, entry: Entry, words: ScreenWords) -> Entry:
    """The entry that the editor's content makes of ``entry``; an answer takes the place of 不适用."""
    if question.benchmark is not None:
        return _compared(question.benchmark, typing, entry, words)
    value = _picked(question, typing, words) if question.kind in OPTION_KINDS else _typed(question.kind, typing.line)
    return entry.with_(value=value, not_applicable=entry.not_applicable if value is None else None)


def _compared(benchmark: Benchmark, typing: Typing, entry: Entry, words: ScreenWords) -> Entry:
    """A value with its source, or a norm with its correction."""
    line, second = typing.line.strip(), typing.source.strip() or None
    norm = line if line and line == shown(entry.norm) else norm_named(line, benchmark, words.report.rulebook)
    if norm is None:
        source = None if entry.norm is not None and second == shown(entry.correction) else second
        return entry.with_(value=_typed("benchmark", line), source=source, norm=None, correction=None)
    source = entry.source if entry.norm is not None else None
    correction = as_number(second) if second and (entry.norm is not None or second != shown(entry.source)) else None
    return entry.with_(value=None, source=source, norm=norm, correction=correction)


def norm_named(line: str, benchmark: Benchmark, rulebook: Rulebook) -> str | None:
    """The id of the norm that a line names by its id or its title; ids that do not exist count as one too."""
    if benchmark.norm is None or not line or line[0].isdigit():
        return None
    if _NORM.match(line):
        return line
    family, word = benchmark.norm.family, fold(line)
    found = (norm for norm in rulebook.norms.values() if norm.family == family)
    return next((norm.id for norm in found if word in (fold(norm.title.zh), fold(norm.title.en))), None)


def without_strange(question: Question, entry: Entry) -> Entry:
    """The entry with nothing but what its question may have."""
    if question.benchmark is not None:
        return entry.with_(not_applicable=None, unverified=False, evidence=(), note=None, others={})
    return entry.with_(source=None, norm=None, correction=None, others={})


def _picked(question: Question, typing: Typing, words: ScreenWords) -> Any:
    line = typing.line.strip()
    if question.kind == "multi":
        if typing.picked is None and not line:
            return None
        assert question.fact is not None
        ids = [one.id for one in question.fact.options if one.id in (typing.picked or ())]
        return [*ids, line] if line else ids
    if line:
        return line
    if not typing.picked:
        return None
    return words.say(f"option.{typing.picked[0]}") if question.kind == "yes_no" else typing.picked[0]


def _typed(kind: str, line: str) -> Any:
    """What to write for a typed line: plain numbers as numbers, dates as YYYY-MM-DD, everything else as typed."""
    text = line.strip()
    if not text:
        return None
    if kind == "date":
        return as_date(text)
    return text if kind == "text" else as_number(text)


def as_date(text: str) -> str:
    """A date as YYYY-MM-DD; what is no date as typed."""
    try:
        return day(text).isoformat()
    except ValueProblem:
        return text


def as_number(text: str) -> int | float | str:
    """A plain number as a number; with a unit, grouped, or in full-width digits as typed."""
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) and str(float(text)) == text else text


def pick(typing: Typing, row: Row, *, several: bool) -> Typing:
    """The content after a row was picked; with ``several`` an option is added or taken away."""
    if row.id == UNKNOWN:
        return Typing()
    if row.id == NONE:
        return Typing(picked=())
    if not several:
        return Typing(picked=(row.id,))
    kept = typing.picked or ()
    after = tuple(one for one in kept if one != row.id) if row.id in kept else (*kept, row.id)
    return Typing(picked=after or None)
