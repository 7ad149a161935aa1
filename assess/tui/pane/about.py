"""Everything worth knowing about a question, below its answer: labelled paragraphs, the most needed first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

from assess.rulebook.industries import related
from assess.scoring.values import best_row
from assess.tui.editors.cells import pad
from assess.tui.editors.options import OPTION_KINDS
from assess.tui.pane.feeds import SHOWN, asked_evidence, uses
from assess.tui.pane.last import last_year
from assess.tui.pane.readback import quantity
from assess.tui.pane.ways import ways
from assess.wrap import lines

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.model import Benchmark
    from assess.submission.entry import Entry
    from assess.tui.words import ScreenWords

_EVIDENCE_SHOWN = 6
_NORMS_SHOWN = 8
_NARROW = 48


class Paragraph(NamedTuple):
    """A label, and what stands beside it; a continued paragraph has an empty label, a wide one stands across both columns."""

    label: str
    text: str
    style: str = ""
    wide: bool = False


class Paragraphs:
    """Paragraphs with their labels in a column of their own; on narrow screens the labels stand above."""

    def __init__(self, items: list[Paragraph]) -> None:
        self.items = items
        self._indent = max((cell_len(item.label) for item in items), default=0) + 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options.max_width):
            yield from line.render(console)
            yield Segment.line()

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, options.max_width)

    def lines(self, width: int) -> Iterator[Text]:
        """The paragraphs in ``width`` cells."""
        for item in self.items:
            indent = 0 if item.wide else self._indent if width >= _NARROW else 2
            if width < _NARROW and item.label:
                yield Text(item.label, "bold")
            for number, (start, end) in enumerate(lines(item.text, max(width - indent, 8))):
                label = item.label if number == 0 and width >= _NARROW else ""
                yield Text.assemble((pad(label, indent), "bold"), (item.text[start:end], item.style))


def about(question: Question, entry: Entry, session: Session, words: ScreenWords) -> Paragraphs:
    """The paragraphs of one question as things stand."""
    how = _labelled("about.ways", ways(question, session, words), words)
    late = question.kind in OPTION_KINDS
    before = last_year(question, session, words)
    found = [
        *([Paragraph("", before, wide=True)] if before else []),
        *_warnings(question, session, words),
        *([] if late else how),
        *_published(question, session, words),
        *_norms(question, session, words),
        *_labelled("about.help", _help(question, words), words),
        *_used(question, session, words),
        *_evidence(question, entry, session, words),
        *_labelled("about.note", str(entry.note or ""), words),
        *(how if late else []),
    ]
    return Paragraphs(found)


def _help(question: Question, words: ScreenWords) -> str:
    """The help text; where it says what to write into a file, what to choose here."""
    text = question.help.in_(words.lang) if question.help else ""
    for said, row in (("about.help.list", "option.none"), ("about.help.table", "table.none")):
        text = text.replace(words.say(said), words.say(f"{said}.here", name=words.say(row)))
    return text


def _labelled(key: str, text: str, words: ScreenWords, style: str = "") -> list[Paragraph]:
    return [Paragraph(words.say(key), text, style)] if text else []


def _warnings(question: Question, session: Session, words: ScreenWords) -> Iterator[Paragraph]:
    for warning in session.warned:
        if question.id in warning.facts:
            text = warning.zh if words.lang == "zh" else warning.en
            yield Paragraph(words.say("about.warning"), f"! {text}")


def _used(question: Question, session: Session, words: ScreenWords) -> Iterator[Paragraph]:
    label = words.say("about.uses")
    worth = session.worth(question.id)
    if round(worth, 2) > 0:
        yield Paragraph(label, words.say("about.worth", points=words.report.points(worth)))
        label = ""
    found = uses(question, session, words)
    if not found and question.fact is not None:
        yield Paragraph(label, words.say("about.only_checked"))
    for use in found[:SHOWN]:
        yield Paragraph(label, f"{use.stake}  {use.name}")
        yield Paragraph("", use.source, "dim")
        label = ""
    if len(found) > SHOWN:
        yield Paragraph("", words.say("about.more_uses", count=len(found) - SHOWN))


def _evidence(question: Question, entry: Entry, session: Session, words: ScreenWords) -> Iterator[Paragraph]:
    label = words.say("about.evidence")
    for raw in entry.evidence:
        yield Paragraph(label, evidence_line(raw, words))
        label = ""
    asked = asked_evidence(question, session, words)
    if asked and question.fact is not None:
        listed = words.report.listed(asked, limit=_EVIDENCE_SHOWN, separator="list.semicolon")
        yield Paragraph(label, words.say("about.asked_evidence", names=listed), "dim" if entry.evidence else "")


def evidence_line(raw: Any, words: ScreenWords) -> str:
    """One piece of evidence as written in the file."""
    if not isinstance(raw, Mapping):
        return str(raw)
    parts = [str(raw.get("file") or "–")]
    if raw.get("date") is not None:
        parts.append(str(raw["date"]))
    if raw.get("valid_until") is not None:
        parts.append(words.say("evidence.until", day=raw["valid_until"]))
    return "  ".join(parts)


def _published(question: Question, session: Session, words: ScreenWords) -> list[Paragraph]:
    """The benchmark that holds as long as the factory brings none."""
    if question.benchmark is None:
        return []
    row = best_row(question.benchmark, session.submission.factory.industry)
    if row is None:
        return _labelled("about.published", _unpublished(question.benchmark, session, words), words)
    source = words.report.source(row.source) + words.report.aside(words.report.basis(row.source.basis))
    value = quantity(row.value, question.benchmark.unit, words)
    return _labelled("about.published", words.say("about.published.row", value=value, source=source), words)


def _unpublished(benchmark: Benchmark, session: Session, words: ScreenWords) -> str:
    if benchmark.rows and session.submission.factory.industry is None:
        return words.say("about.published.industry")
    note = benchmark.source.note.in_(words.lang) if benchmark.source.note else ""
    return note or words.say("about.published.none")


def _norms(question: Question, session: Session, words: ScreenWords) -> list[Paragraph]:
    """The quotas of the factory's industry that may be named in place of a value."""
    wanted = question.benchmark.norm if question.benchmark is not None else None
    if wanted is None:
        return []
    industry = session.submission.factory.industry
    if industry is None:
        return _labelled("about.norms", words.say("about.norms.industry"), words)
    fitting = [
        f"{norm.id} {norm.title.in_(words.lang)}"
        for norm in session.rulebook.norms.values()
        if norm.family == wanted.family
        and norm.unit is not None
        and norm.levels.get(wanted.level) is not None
        and norm.industries
        and related(norm.industries, industry)
    ]
    names = words.report.listed(fitting, limit=_NORMS_SHOWN, separator="list.semicolon")
    return _labelled("about.norms", words.say("about.norms.how", names=names) if names else "", words)
