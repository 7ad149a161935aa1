"""How an entry reads, said at once below the line (读作): ``450万度 → 4,500 MWh``, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from string import ascii_letters
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from assess.report.words import EXACT
from assess.rulebook.norms import LEVEL_TITLES
from assess.scoring.values import best_row
from assess.submission.quantity import normal, year_digits
from assess.submission.readers import fact_readers
from assess.tui.editors.typing import shown
from assess.tui.pane.problems import told_all

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Reading, Session
    from assess.submission.entry import Entry
    from assess.submission.model import Answer, OwnBenchmark
    from assess.tui.words import ScreenWords

_NEEDED = ("factory.name", "period")
_OPTIONAL = ("factory.note", "factory.credit_code")
Tone = Literal["ok", "wrong", "hint"]


class Readback(NamedTuple):
    """A line below the input; ``tone`` names its look, the sign in front says the same."""

    tone: Tone
    text: str


def readback(question: Question, entry: Entry, session: Session, words: ScreenWords) -> Readback:
    """How ``entry`` would be read at ``question``."""
    reading = session.read(question.id, entry)
    if reading.problems:
        return Readback("wrong", "✗ " + _wrong(question, entry, reading, session, words))
    if entry.given is None:
        if entry.not_applicable is not None:
            return Readback("ok", words.say("pane.not_applicable", reason=entry.not_applicable))
        return Readback("hint", words.say(_open(question, session)))
    return Readback("ok", f"✓ {_understood(question, entry, reading, session, words)}".rstrip())


def _understood(question: Question, entry: Entry, reading: Reading, session: Session, words: ScreenWords) -> str:
    """What was typed and what it means, where that is not the same."""
    if question.fact is None and question.benchmark is None:
        return _head(question, entry, session, words)
    if reading.benchmark is not None:
        read = quantity(reading.benchmark.value, reading.benchmark.unit, words) + _level(
            question, reading.benchmark, words
        )
    else:
        read = "" if reading.answer is None else value_text(question, reading.answer, words)
    typed = shown(entry.given)
    converted = question.kind in ("quantity", "date", "benchmark") and normal(typed) != normal(read)
    return f"{typed} → {read}" if converted else read


def _level(question: Question, own: OwnBenchmark, words: ScreenWords) -> str:
    """Which level of which product's norm a benchmark takes."""
    wanted = question.benchmark.norm if question.benchmark is not None else None
    if own.norm is None or wanted is None:
        return ""
    title = words.report.rulebook.norms[own.norm].title.in_(words.lang)
    return words.report.aside(words.report.listed((title, LEVEL_TITLES[wanted.level].in_(words.lang))))


def _wrong(question: Question, entry: Entry, reading: Reading, session: Session, words: ScreenWords) -> str:
    """The message, and where it belongs when the value itself is right."""
    text = told_all(reading.problems, question, words)
    if entry.evidence and not session.read(question.id, entry.with_(evidence=())).problems:
        return words.say("pane.in_evidence", text=text)
    return text


def _open(question: Question, session: Session) -> str:
    """The text for an empty question: some may stay empty for good."""
    if question.benchmark is not None:
        row = best_row(question.benchmark, session.submission.factory.industry)
        return "pane.open.benchmark" if row is None else "pane.open.published"
    if question.id in _NEEDED:
        return "pane.open.needed"
    return "pane.open.optional" if question.id in _OPTIONAL else "pane.open"


def value_text(question: Question, answer: Answer, words: ScreenWords) -> str:
    """A fact's value as people read it."""
    value = answer.value
    if question.kind == "yes_no":
        return words.say("option.yes" if value else "option.no")
    if question.kind == "quantity" and isinstance(value, float):
        return quantity(value, answer.unit, words)
    if isinstance(value, date):
        return words.report.date(value)
    if question.kind == "extent" and isinstance(value, float):
        return words.say("pane.share", share=f"{value * 100:g}")
    if question.kind == "table":
        return words.say("pane.rows", count=len(value) if isinstance(value, tuple) else 0)
    return titles(question, value if isinstance(value, tuple) else (value,), words)


def quantity(value: float, unit: str | None, words: ScreenWords) -> str:
    """A number with its unit; a bare number that can be a year is not grouped."""
    if unit in (None, "", "1"):
        return f"{value:g}" if value == int(value) and abs(value) < 10_000 else words.report.number(value)
    return words.report.quantity(value, unit, EXACT)


def titles(question: Question, ids: Sequence[Any], words: ScreenWords) -> str:
    """The titles of options."""
    if not ids:
        return words.say("option.none")
    assert question.fact is not None
    known = {one.id: one.title.in_(words.lang) for one in question.fact.options}
    return words.report.listed(known.get(str(one), str(one)) for one in ids)


def _head(question: Question, entry: Entry, session: Session, words: ScreenWords) -> str:
    """What a line about the factory is understood as: the industry's division, the province."""
    typed, book = normal(shown(entry.value)), session.rulebook
    match question.id:
        case "factory.industry":
            division = book.industries.get(typed.lstrip(ascii_letters)[:2])
            return typed if division is None else f"{typed} → {division.title.in_(words.lang)}"
        case "factory.region":
            folded = typed.lower()
            found = next((id_ for name, id_ in fact_readers(book).provinces if folded.startswith(name.lower())), None)
            return typed if found is None else f"{typed} → {book.provinces[found].title.in_(words.lang)}"
        case "period":
            return words.say("pane.year", year=year_digits(typed))
        case "factory.credit_code":
            return words.say("pane.check_digit")
    return ""
