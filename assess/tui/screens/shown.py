"""What stands in a file for one question, to be read by a person (填写内容): values as typed, options by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assess.submission.entry import Entry, entry_of

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.rulebook.model import Column, Option
    from assess.tui.screens.rows import Details
    from assess.tui.words import ScreenWords


def value_text(value: object, question: Question | None, words: ScreenWords) -> str:
    """A value on one line, as typed; empty for nothing."""
    fact = question.fact if question is not None else None
    if isinstance(value, list | tuple):
        if fact is not None and fact.columns:
            rows = [_row(row, fact.columns, words) for row in value]
            return words.report.listed(rows, separator="list.semicolon") or words.report("rows.none")
        return words.report.listed(_plain(one, fact.options if fact else (), words) for one in value)
    return _plain(value, fact.options if fact else (), words)


def entry_details(raw: object, question: Question | None, words: ScreenWords) -> Details:
    """Everything that stands there, part by part: the value, 不适用, source, evidence, note."""
    return tuple((label, text) for label, text in _parts(entry_of(raw), question, words) if text)


def _parts(entry: Entry, question: Question | None, words: ScreenWords) -> Iterator[tuple[str, str]]:
    yield "", value_text(entry.value, question, words) or (words.say("shown.nothing") if entry.empty else "")
    yield words.say("shown.not_applicable"), _said(entry.not_applicable)
    yield words.say("shown.unverified"), words.report("yes") if entry.unverified is True else _said(entry.unverified)
    yield words.say("key_of.norm"), _said(entry.norm)
    yield words.say("key_of.correction"), "" if entry.correction is None else str(entry.correction)
    yield words.say("shown.source"), _said(entry.source)
    yield words.say("shown.evidence"), words.report.listed(map(_file, entry.evidence), separator="list.semicolon")
    yield words.say("shown.note"), _said(entry.note)
    for key, value in entry.others.items():
        yield str(key), value_text(value, None, words)


def _said(text: object) -> str:
    return "" if text in (None, False) else str(text)


def _plain(value: object, options: Sequence[Option], words: ScreenWords) -> str:
    """One value; options by title, mappings key by key."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return words.report("yes" if value else "no")
    if isinstance(value, Mapping):
        pairs = (f"{key}{words.report('colon')}{_plain(inner, (), words)}" for key, inner in value.items())
        return words.report.listed(pairs)
    titles = {option.id: words.report.text(option.title) for option in options}
    return titles.get(str(value), str(value))


def _row(row: object, columns: Sequence[Column], words: ScreenWords) -> str:
    """One row of a table: the columns' values side by side."""
    if not isinstance(row, Mapping):
        return _plain(row, (), words)
    known = {column.id: column.options for column in columns}
    return " ".join(_plain(value, known.get(str(key), ()), words) for key, value in row.items() if value is not None)


def _file(row: Any) -> str:
    """One evidence file with its dates."""
    if not isinstance(row, Mapping):
        return str(row)
    return " ".join(str(value) for value in row.values() if value is not None)
