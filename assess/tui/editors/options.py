"""The rows of an option question, and which of them a person means by what they typed (选项匹配)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.submission.quantity import ValueProblem, fold, yes_no

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.rulebook.model import Option
    from assess.tui.words import ScreenWords

YES, NO = "yes", "no"
UNKNOWN, NONE = "?", "-"
"""The rows that are no option: take the answer back, and "none of these"."""

_UNKNOWN_NAMES = ("未知", "不知道", "不清楚", "unknown", "?")
_NONE_NAMES = ("无", "没有", "都没有", "none")
_ENDS = "。.、，,；;！!"
OPTION_KINDS = frozenset({"yes_no", "choice", "extent", "multi"})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``names`` are the folded forms that mean it, ``id`` an option's id or one of the four above."""

    id: str
    title: str
    names: tuple[str, ...]


def rows_of(question: Question, words: ScreenWords) -> tuple[Row, ...]:
    """The rows of a question's list, none for questions that are typed."""
    if question.kind not in OPTION_KINDS:
        return ()
    unknown = Row(UNKNOWN, words.say("option.unknown"), _UNKNOWN_NAMES)
    if question.kind == "yes_no":
        return Row(YES, words.say("option.yes"), (YES,)), Row(NO, words.say("option.no"), (NO,)), unknown
    assert question.fact is not None
    found = [_row(option, question.kind == "extent", words) for option in question.fact.options]
    if question.kind == "multi":
        found.append(Row(NONE, words.say("option.none"), _NONE_NAMES))
    return (*found, unknown)


def column_rows(options: Sequence[Option], lang: str) -> tuple[Row, ...]:
    """The rows of a table's choice column, with the unit that each brings."""
    return tuple(
        Row(one.id, one.title.in_(lang) + (f"  {one.unit}" if one.unit else ""), _names(one)) for one in options
    )


def _row(option: Option, extent: bool, words: ScreenWords) -> Row:
    title = option.title.in_(words.lang)
    if extent and option.share is not None:
        title += words.report.aside(words.say("option.share", share=f"{option.share * 100:g}"))
    return Row(option.id, title, _names(option))


def _names(option: Option) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in (option.title.zh, option.title.en, option.id)))


def exactly(raw: object, rows: Sequence[Row]) -> Row | None:
    """The row that a value in a file names by its id or title."""
    word = fold(str(raw))
    if any(row.id == YES for row in rows):
        with suppress(ValueProblem):
            word = YES if yes_no(raw) else NO
    return next((row for row in rows if word in row.names), None)


def meant(typed: str, rows: Sequence[Row]) -> tuple[int, ...]:
    """Places of the rows that ``typed`` can mean, the best first: a name, a number (1, １, ①), or a part of a name."""
    text = fold(typed).rstrip(_ENDS)
    if not text:
        return ()
    same = exactly(text, rows)
    if same is not None:
        return (rows.index(same),)
    if text.isdecimal():
        return (int(text) - 1,) if 1 <= int(text) <= len(rows) else ()
    begins = [place for place, row in enumerate(rows) if any(name.startswith(text) for name in row.names)]
    holds = [place for place, row in enumerate(rows) if any(text in name for name in row.names)]
    return tuple(dict.fromkeys((*begins, *holds)))
