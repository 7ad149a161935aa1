"""The gaps (差距): what the next star needs, and every criterion with points lost or open, most points first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from assess.planning.asking import ASKED, filled
from assess.planning.gaps import Gap, gaps
from assess.planning.limits import standings
from assess.report.context import Context
from assess.report.findings import gap_row, gate_row
from assess.report.hurdles import blocked, missing, undecided
from assess.report.next_star import next_star
from assess.report.values import listed_values
from assess.report.words import Words, shortened
from assess.scoring.shown import shown_values
from assess.tui.screens.listed import Listed
from assess.tui.screens.rows import Details, Row, Section
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.planning.limits import Standing
    from assess.scoring.result import Assessment, CriterionResult, GateResult, Reason
    from assess.tui.words import ScreenWords

_VALUE = 24
"""Cells that a row's value may take in the list; all of it stands in the explanation."""
_STATES = ("fail", "unknown", "pass")
_SIGNS = {"fail": "✗", "unknown": "○", "pass": "✓", "not_applicable": "–"}


class GapsScreen(Listed):
    """One scheme's gaps at a time; ``number`` is the scheme to begin with, F9 goes on to the next one."""

    name_: ClassVar[str] = "gaps"
    DEFAULT_CSS = """
    GapsScreen > #star { height: auto; max-height: 30%; padding: 0 1; }
    GapsScreen > #brief { height: auto; max-height: 6; padding: 0 1; }
    GapsScreen.-short > #star { display: none; }
    GapsScreen.-tall > #brief { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "scheme", show=False)]

    def __init__(self, number: int = 0) -> None:
        super().__init__()
        self.scheme = number

    def above(self) -> ComposeResult:
        """What the next star needs: a sentence where there are few rows, point by point where there are more."""
        yield Static(id="brief")
        yield Static(id="star")

    def sections(self) -> Sequence[Section]:
        """All gaps, those already lost, those still open."""
        page = _Page(self.session.assessments[self.scheme], self.words)
        self.query_one("#brief", Static).update(page.brief())
        self.query_one("#star", Static).update(page.star())
        self.query_one("#title", Static).update(Text(self.heading()))
        return page.sections()

    def heading(self) -> str:
        """The title, with the scheme's where there are several."""
        title = super().heading() if self.session.schemes[self.scheme].scores else self.say("gaps.title.plain")
        if len(self.session.schemes) == 1:
            return title
        scheme = self.session.schemes[self.scheme].model.title.in_(self.words.lang)
        return self.say("gaps.title.scheme", title=title, scheme=scheme)

    def action_scheme(self) -> None:
        """The gaps of the next scheme."""
        self.scheme = (self.scheme + 1) % len(self.session.schemes)
        self.lists = self.sections()
        self.turn_to(self.number)


class _Page:
    """One assessment's gaps in one language."""

    def __init__(self, assessment: Assessment, words: ScreenWords) -> None:
        scheme = assessment.scheme
        report = Words(words.lang, scheme.model.settings.decimals, scheme.rulebook)
        self.context = Context(assessment, report, date.today(), standings(assessment), shown_values(assessment))
        self.assessment, self.words, self.report, self.say = assessment, words, report, words.say

    def brief(self) -> Group:
        """The same in a sentence or two, where there is a next star."""
        one, words = self.assessment, self.report
        told = [text for text in (missing(words, one), blocked(words, one), *undecided(words, one)) if text]
        return Group(*map(Flow, told)) if told else self.star()

    def star(self) -> Group:
        """What stands in the way of the next star, as the report says it."""
        found = next_star(self.context)
        items = (Flow(f"{item.mark.symbol} {item.text}") for item in found.items)
        return Group(Flow(Text(found.title, style="bold")), *items)

    def sections(self) -> tuple[Section, ...]:
        scheme = self.assessment.scheme
        if scheme.scores:
            return self._points()
        return (self._values(), self._gates()) if scheme.criteria else (self._gates(),)

    # ---------------------------------------------------------------- what loses points

    def _points(self) -> tuple[Section, ...]:
        found = gaps(self.assessment)
        zero = self.report.points(0)
        lost = [gap for gap in found if self.report.points(gap.lost) != zero]
        still_open = sorted(
            (gap for gap in found if self.report.points(gap.open) != zero), key=lambda gap: -round(gap.open, 9)
        )
        everything = sorted(found, key=lambda gap: -round(gap.lost + gap.open, 9))
        return tuple(
            self._section(kind, chosen) for kind, chosen in (("all", everything), ("lost", lost), ("open", still_open))
        )

    def _section(self, kind: str, found: Sequence[Gap]) -> Section:
        title, empty = self.say(f"gaps.{kind}"), self.say(f"gaps.{kind}.empty")
        lost, still_open = (self.report.points(sum(points)) for points in _columns(found))
        lead = self.say("gaps.lead", lost=lost, open=still_open)
        return Section(title, lead, empty, tuple(map(self._row, found)), frozenset({0, 1}))

    def _row(self, gap: Gap) -> Row:
        row = gap_row(self.context, gap)
        lost, still_open = (f"−{row.lost}" if row.lost else ""), (f"?{row.open}" if row.open else "")
        goes = self._goes(gap.result.reasons, gap.result.facts)
        return Row((lost, still_open, row.id, row.title), goes, self._details(gap))

    def _details(self, gap: Gap) -> Details:
        row, result, report = gap_row(self.context, gap), gap.result, self.report
        kind = report("trace.mandatory" if result.criterion.mandatory else "trace.optional")
        kind = kind if self.assessment.scheme.has_mandatory else ""
        state = f"{report.of(result.points)}  {report(f'status.{result.status}')}  {kind}".rstrip()
        return (
            ("", f"{row.id} {row.title}"),
            ("", state),
            (self.say("gaps.why"), row.why),
            (self.say("gaps.steps"), self._steps(self.context.standings.get(result.id))),
            (self.say("gaps.advice"), row.advice),
            *self._evidence(row.evidence),
        )

    def _evidence(self, asked: Sequence[str]) -> Details:
        return tuple((self.say("gaps.evidence") if not n else "", f"· {text}") for n, text in enumerate(asked))

    def _steps(self, place: Standing | None) -> str:
        """The own value and every limit with the share it brings: ``0.82；≥ 0.65 → 50 %``."""
        if place is None:
            return ""
        own = self.say("gaps.own", value=self.report.quantity(place.own, place.unit))
        limits = [
            f"{self.report.limit(limit.sign, limit.threshold)} → {self.report.percent(limit.share, 1)} %"
            for limit in place.limits
            if limit.threshold is not None
        ]
        return self.report.listed((own, *(limits or [self.say("gaps.no_limit")])), separator="list.semicolon")

    # ---------------------------------------------------------------- where nothing is scored

    def _values(self) -> Section:
        """What each row comes to."""
        rows = tuple(map(self._value, self.assessment.criteria))
        return Section(self.say("gaps.values"), self.say("gaps.values.lead"), self.say("gaps.values.empty"), rows)

    def _value(self, result: CriterionResult) -> Row:
        text, report = self.report.text, self.report
        applies = result.status != "not_applicable"
        value = listed_values(report, self.context.shown[result.id]) if applies else report("status.not_applicable")
        state = "pass" if filled(result) else "unknown"
        waiting = [reason for reason in result.reasons if reason.code != "no_points"] if applies else []
        details = (
            ("", f"{result.id} {text(result.criterion.title)}"),
            ("", value),
            (self.say("gaps.why"), report.reasons(waiting)),
            ("", text(result.criterion.requirement)),
            (self.say("gaps.advice"), text(result.criterion.advice)),
            *self._evidence([text(one) for one in result.criterion.evidence]),
        )
        cells = (
            _SIGNS[state] if applies else _SIGNS["not_applicable"],
            result.id,
            shortened(value, _VALUE),
            text(result.criterion.title),
        )
        return Row(cells, self._goes(result.reasons, result.facts), details)

    def _gates(self) -> Section:
        """Every gate, the most pressing first."""
        gates = sorted(self.assessment.gates, key=lambda gate: _STATES.index(gate.state))
        rows = tuple(map(self._gate, gates))
        return Section(self.say("gaps.gates"), self.say("gaps.gates.lead"), self.say("gaps.gates.empty"), rows)

    def _gate(self, result: GateResult) -> Row:
        row = gate_row(self.context, result)
        details = (
            ("", f"{row.id} {row.title}"),
            ("", row.mark.word),
            ("", row.requirement),
            (self.say("gaps.why"), self.report.reasons(result.reasons)),
            (self.say("gaps.advice"), row.advice),
            *self._evidence([self.report.text(one) for one in result.gate.evidence]),
        )
        return Row((_SIGNS[result.state], row.id, row.title), self._goes(result.reasons, result.facts), details)

    # ---------------------------------------------------------------- where Enter goes

    def _goes(self, reasons: Sequence[Reason], facts: Sequence[str]) -> str | None:
        """The first question that is open, else the first one that the rule looks at."""
        book = self.assessment.scheme.rulebook
        waiting = [name for reason in reasons if reason.code in (*ASKED, "applies_unknown") for name in reason.names]
        for name in (*waiting, *facts):
            if name in book.benchmarks:
                return f"benchmarks.{name}"
            if name in book.facts:
                return name
        return None


def _columns(found: Sequence[Gap]) -> tuple[list[float], list[float]]:
    return [gap.lost for gap in found], [gap.open for gap in found]
