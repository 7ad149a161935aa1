"""The executive page: what came out, the gates, the way to the next star, top gaps, what is unknown, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.planning.gaps import Gap, Unknown, gaps, unknowns
from assess.report.headline import headline
from assess.report.model import GapRow, GateRow, Summary, UnknownRow, WarningRow
from assess.report.next_star import next_star

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.scoring.result import GateResult

TOP_GAPS = 6
TOP_UNKNOWNS = 8


def build_summary(context: Context) -> Summary:
    """The executive page."""
    words, assessment = context.words, context.assessment
    waiting = sorted((g for g in assessment.gates if g.state != "pass"), key=lambda g: g.state != "fail")
    lost = [gap for gap in gaps(assessment) if words.points(gap.lost) != words.points(0)]
    missing = unknown_rows(context)
    more = len(missing) - TOP_UNKNOWNS
    return Summary(
        headline=headline(context),
        gates_lead=_gates_lead(context),
        gates_open=tuple(gate_row(context, gate) for gate in waiting),
        gates_passed=words.listed(words.text(g.gate.title) for g in assessment.gates if g.state == "pass"),
        next=next_star(context),
        gaps=tuple(gap_row(context, gap) for gap in lost[:TOP_GAPS]),
        unknowns=missing[:TOP_UNKNOWNS],
        unknowns_more=words("unknowns.more", count=more) if more > 0 else "",
        warnings=tuple(
            WarningRow(w.zh if words.lang == "zh" else w.en, words("warnings.where", where=w.where) if w.where else "")
            for w in assessment.warnings
        ),
    )


def gate_row(context: Context, result: GateResult) -> GateRow:
    """One gate, with advice unless it passes."""
    words, gate = context.words, result.gate
    reasons = words.reasons(result.reasons) if result.applicable else words("gates.not_arising")
    return GateRow(
        id=gate.id,
        title=words.text(gate.title),
        kind=words(f"gates.kind.{gate.kind}"),
        requirement=words.text(gate.requirement),
        mark=context.mark("gate", result.state),
        reasons=reasons,
        advice=words.text(gate.advice) if result.state != "pass" else "",
        source=words.source(gate.source),
        basis=words.basis(gate.source.basis),
    )


def gap_row(context: Context, gap: Gap) -> GapRow:
    """One criterion's gap; what is zero stays empty."""
    words, result = context.words, gap.result
    zero = words.points(0)
    lost, still_open = words.points(gap.lost), words.points(gap.open)
    return GapRow(
        id=result.id,
        title=context.title(result),
        lost="" if lost == zero else lost,
        open="" if still_open == zero else still_open,
        why=words.reasons(result.reasons),
        advice=words.text(result.criterion.advice),
        evidence=tuple(words.text(text) for text in result.criterion.evidence),
    )


def unknown_rows(context: Context) -> tuple[UnknownRow, ...]:
    """Everything unknown, most valuable first."""
    return tuple(_unknown_row(context, unknown) for unknown in unknowns(context.assessment))


def _unknown_row(context: Context, unknown: Unknown) -> UnknownRow:
    words = context.words
    kind = "unverified" if unknown.unverified else unknown.kind
    worth = [words("unknowns.worth.gate")] if unknown.gates else []
    if unknown.criteria:
        worth.append(words("unknowns.worth.points", points=words.points(unknown.points)))
    return UnknownRow(
        title=words.name(unknown.id),
        kind=words(f"unknowns.kind.{kind}"),
        worth=words.listed(worth),
        feeds=words.listed((*unknown.gates, *unknown.criteria)),
    )


def _gates_lead(context: Context) -> str:
    states = [gate.state for gate in context.assessment.gates]
    return context.words(
        "gates.lead" if context.scheme.tiers else "gates.lead.plain",
        passed=states.count("pass"),
        failed=states.count("fail"),
        unknown=states.count("unknown"),
    )
