"""The executive page: what came out, the gates, the way to the next star, top gaps, what is unknown, warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.planning.gaps import Gap, Unknown, gaps, unknowns
from assess.report.headline import headline
from assess.report.model import GapRow, GateRow, Summary, UnknownRow, WarningRow
from assess.report.next_star import next_star
from assess.report.words import shortened
from assess.scoring.product_limits import product_limits
from assess.scoring.result import Reason

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.scoring.result import CriterionResult, GateResult

TOP_GAPS = 6
TOP_UNKNOWNS = 8
TYPED = 80
"""Terminal cells shown of an unverified answer, and of its note."""
NAMES = 3
"""How many data one gap names before it counts the rest."""


def build_summary(context: Context) -> Summary:
    """The executive page."""
    words, assessment = context.words, context.assessment
    lost = [gap for gap in gaps(assessment) if words.points(gap.lost) != words.points(0)]
    missing = unknowns(assessment)
    worth = sorted((u for u in missing if u.criteria), key=lambda u: -u.points)[:TOP_UNKNOWNS]
    return Summary(
        headline=headline(context),
        gates_lead=_gates_lead(context),
        gates_failed=tuple(gate_row(context, gate) for gate in assessment.gates if gate.state == "fail"),
        gates_unknown=_gate_names(context, "unknown"),
        gates_passed=_gate_names(context, "pass"),
        next=next_star(context),
        gaps=tuple(gap_row(context, gap) for gap in lost[:TOP_GAPS]),
        unknowns=tuple(_unknown_row(context, unknown) for unknown in worth),
        unknowns_more=words("unknowns.more", count=len(missing)) if len(missing) > len(worth) else "",
        warnings=tuple(
            WarningRow(w.zh if words.lang == "zh" else w.en, words.where(w.where, named=True))
            for w in assessment.warnings
        ),
    )


def _gate_names(context: Context, state: str) -> str:
    gates = [g.gate for g in context.assessment.gates if g.state == state]
    return context.words.listed(f"{gate.id} {context.words.text(gate.title)}" for gate in gates)


def gate_row(context: Context, result: GateResult) -> GateRow:
    """One gate, with advice unless it passes."""
    words, gate = context.words, result.gate
    reasons = words.brief(result.reasons) if result.applicable else words("gates.not_arising")
    return GateRow(
        id=gate.id,
        title=words.text(gate.title),
        kind=words(f"gates.kind.{gate.kind}"),
        requirement=words.text(gate.requirement),
        mark=context.mark("gate", result.state),
        reasons=reasons,
        advice=words.text(gate.advice) if result.state != "pass" else "",
        source=context.clause(gate.source),
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
        why=words.listed(_whys(context, gap), separator="list.semicolon"),
        advice=words.text(result.criterion.advice),
        evidence=tuple(words.text(text) for text in result.criterion.evidence),
    )


def _whys(context: Context, gap: Gap) -> list[str]:
    """Points already lost are explained by the requirement or the next step, open ones by what is not known."""
    words, result = context.words, gap.result
    told = any(reason.code in {"not_met", "below_step", "not_applicable_refused"} for reason in result.reasons)
    if told or words.points(gap.lost) == words.points(0):
        return [_why(context, result, reason) for reason in result.reasons]
    place = context.standings.get(result.id)
    lost = Reason("below_step" if place and place.own is not None else "not_met")
    return [_why(context, result, lost), *(_told(context, reason) for reason in result.reasons)]


def _why(context: Context, result: CriterionResult, reason: Reason) -> str:
    """What is missing: the requirement where it is not met, the next step of a number, else the reason itself."""
    words = context.words
    if reason.code == "not_met":
        return words("gaps.required", text=words.text(result.criterion.requirement))
    place = context.standings.get(result.id) if reason.code == "below_step" else None
    if place and place.following and place.following.threshold is not None:
        limit = words.limit(place.following.sign, place.following.threshold)
        return words("gaps.step", own=words.quantity(place.own, place.unit), limit=limit)
    if reason.code == "unknown_facts":
        return words.listed(map(words.name, reason.names), separator="list.semicolon", limit=NAMES)
    return _told(context, reason)


def _told(context: Context, reason: Reason) -> str:
    """A reason in words; of products judged one by one, those that have nothing to be held against."""
    if reason.code == "missing_benchmark" and (products := _without_limits(context, reason)):
        return context.words("gaps.products", names=context.words.listed(products))
    return context.words.reason(reason, NAMES)


def _without_limits(context: Context, reason: Reason) -> list[str]:
    """The products judged one by one that have no baseline or no leading value, where the reason is about them."""
    limits = product_limits(context.assessment)
    return list(dict.fromkeys(one.product for one in limits if one.value is None and one.fact in reason.names))


def unknown_rows(context: Context) -> tuple[UnknownRow, ...]:
    """Everything unknown, most valuable first."""
    return tuple(_unknown_row(context, unknown) for unknown in unknowns(context.assessment))


def _unknown_row(context: Context, unknown: Unknown) -> UnknownRow:
    words = context.words
    kind = "unverified" if unknown.unverified else unknown.kind
    worth = [words("unknowns.worth.gate")] if unknown.gates else []
    if unknown.criteria and context.assessment.scheme.scores:
        worth.append(words("unknowns.worth.points", points=words.points(unknown.points)))
    if unknown.stars and not worth:
        worth.append(words("unknowns.worth.star"))
    return UnknownRow(
        title=words.name(unknown.id),
        given=_given(context, unknown),
        kind=words(f"unknowns.kind.{kind}"),
        worth=words.listed(worth),
        feeds=words.listed((*unknown.gates, *unknown.criteria, *(f"{stars}★" for stars in unknown.stars))),
    )


def _given(context: Context, unknown: Unknown) -> str:
    """What was typed and the note beside it, for an answer that is not verified yet."""
    answer = context.assessment.submission.answers.get(unknown.id)
    if answer is None or not unknown.unverified:
        return ""
    words = context.words
    typed = words("unknowns.typed", typed=shortened(answer.typed, TYPED)) if answer.typed else ""
    return " · ".join(part for part in (typed, shortened(answer.note or "", TYPED)) if part)


def _gates_lead(context: Context) -> str:
    """How the gates stand; empty for a scheme without any."""
    if not context.assessment.gates:
        return ""
    states = [gate.state for gate in context.assessment.gates]
    return context.words(
        "gates.lead" if context.scheme.tiers else "gates.lead.plain",
        passed=states.count("pass"),
        failed=states.count("fail"),
        unknown=states.count("unknown"),
    )
