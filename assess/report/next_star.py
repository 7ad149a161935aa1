"""What stands between the secured star and the next one; without stars, what is in the way of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.planning.limits import holds
from assess.report.hurdles import blocked, tier_above
from assess.report.model import Mark, NextItem, NextStar

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.rulebook.model import Tier
    from assess.scoring.result import CriterionResult, GateResult

NAMES = 6
"""How many names one line lists before it counts the rest."""


def next_star(context: Context) -> NextStar:
    """The open conditions of the next tier, gates first."""
    words, tier = context.words, context.next_tier
    if not context.scheme.tiers:
        return NextStar(words("next.plain"), (*_gates(context), *_mandatory(context)))
    if tier is None:
        mark = Mark("met", context.mark("status", "met").symbol, words("status.met"))
        return NextStar(words("next.top"), (NextItem(mark, words("next.top.text")),))
    items = [*_gates(context), *_points(context, tier)]
    if tier.unpublished is not None:
        items.append(_item(context, "unknown", words("next.unpublished", what=words.text(tier.unpublished))))
    if tier.all_mandatory:
        items += _mandatory(context)
    if tier.requires is not None:
        items.append(_requires(context, tier))
    if tier.nomination and tier.unpublished is None:
        nomination = words("tier.nomination")
        items.append(_item(context, "unknown", nomination[0].upper() + nomination[1:]))
    cap = blocked(words, context.assessment)
    if cap and tier_above(context.assessment, context.assessment.tier.reachable) != tier:
        items.append(_item(context, "fail", cap))
    return NextStar(words("next.title", star=context.star(tier)), tuple(items))


def _item(context: Context, state: str, text: str) -> NextItem:
    return NextItem(context.mark("gate", state), text)


def _gates(context: Context) -> list[NextItem]:
    words = context.words

    def line(state: str, gates: list[GateResult]) -> NextItem:
        names = words.listed(gate.gate.id for gate in gates)
        return _item(context, state, words(f"next.gates.{state}", count=len(gates), names=names))

    found = {state: [gate for gate in context.assessment.gates if gate.state == state] for state in ("fail", "unknown")}
    lines = [line(state, gates) for state, gates in found.items() if gates]
    if not context.assessment.gates:
        return []
    return lines or [_item(context, "pass", words("next.gates.met"))]


def _points(context: Context, tier: Tier) -> list[NextItem]:
    """The cut-off, where the star has one on this scheme's own total."""
    return [] if tier.total is None else [_cutoff(context, tier.total)]


def _cutoff(context: Context, target: float) -> NextItem:
    words, total = context.words, context.assessment.total
    low, cutoff = words.points(total.low), words.number(target)
    short = target - total.low
    if words.points(short) == words.points(0) or short < 0:
        return _item(context, "pass", words("next.points.met", cutoff=cutoff, low=low))
    enough = total.high >= target
    still_open = words.points(total.open)
    key = "next.points.open" if enough else "next.points" if still_open != words.points(0) else "next.points.lost"
    text = words(key, cutoff=cutoff, low=low, short=words.points(short), open=still_open)
    return _item(context, "unknown" if enough else "fail", text)


def _mandatory(context: Context) -> list[NextItem]:
    words = context.words
    if not context.assessment.scheme.has_mandatory:
        return []
    applying = [r for r in context.assessment.criteria if r.criterion.mandatory and r.status != "not_applicable"]
    unmet = [r for r in applying if r.share.high < 1]
    unknown = [r for r in applying if r.share.low < 1 <= r.share.high]

    def line(key: str, state: str, results: list[CriterionResult]) -> NextItem:
        names = words.listed((f"{r.id} {context.title(r)}" for r in results), limit=NAMES)
        return _item(context, state, words(key, count=len(results), names=names))

    lines = []
    if unmet:
        lines.append(line("next.mandatory.unmet", "fail", unmet))
    if unknown:
        lines.append(line("next.mandatory.unknown", "unknown", unknown))
    return lines or [_item(context, "pass", words("next.mandatory.met"))]


def _requires(context: Context, tier: Tier) -> NextItem:
    assert tier.requires is not None
    words = context.words
    text = words.text(tier.requires_text) or str(tier.requires)
    held = holds(context.assessment, tier.requires)
    if held is None:
        return _item(context, "unknown", words("next.requires.unknown", text=text))
    return (
        _item(context, "pass", words("next.requires.met", text=text))
        if held
        else _item(context, "fail", words("next.requires", text=text))
    )
