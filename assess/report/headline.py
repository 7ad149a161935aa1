"""The findings in a few sentences: star, total, criteria, mandatory criteria, warnings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assess.report.hurdles import blocked, undecided

if TYPE_CHECKING:
    from assess.report.context import Context


def headline(context: Context) -> tuple[str, ...]:
    """The opening sentences of the executive page."""
    scheme = context.assessment.scheme
    return (
        _star(context) if context.gate_failed else _capped(context),
        *((_total(context), _counts(context)) if scheme.scores else ()),
        *((_mandatory(context),) if scheme.has_mandatory else ()),
        _warnings(context),
    )


def _capped(context: Context) -> str:
    words, assessment = context.words, context.assessment
    return words.sentences((_star(context), blocked(words, assessment), *undecided(words, assessment)))


def _star(context: Context) -> str:
    words, scheme, tier = context.words, context.scheme, context.assessment.tier
    if not scheme.tiers:
        return words(context.plain_statement)
    reachable = context.star(tier.reachable) if tier.reachable else words("star.none")
    label = words.text(scheme.below_lowest.label) if scheme.below_lowest else words("star.none")
    consequence = words.text(scheme.below_lowest.consequence) if scheme.below_lowest else words("not_published")
    states = [gate.state for gate in context.assessment.gates]
    if "fail" in states:
        return words("summary.gate_fails", count=states.count("fail"), label=label, consequence=consequence)
    if tier.below_lowest:
        return words("summary.below", label=label, consequence=consequence)
    if tier.reachable is None:
        return ""
    if "unknown" in states:
        return words("summary.gate_unknown", count=states.count("unknown"), reachable=reachable)
    secured = context.star(tier.secured) if tier.secured else words("star.unconfirmed")
    if tier.secured == tier.reachable:
        return words("summary.same", secured=secured)
    return words("summary.stars", secured=secured, reachable=reachable)


def _total(context: Context) -> str:
    words, total = context.words, context.assessment.total
    shown, maximum = words.interval(total), words.points(total.max)
    if words.points(total.low) == words.points(total.high):
        return words("summary.total.exact", points=shown, max=maximum)
    lost, still_open = words.points(total.lost), words.points(total.open)
    return words("summary.total", points=shown, max=maximum, lost=lost, open=still_open)


def _counts(context: Context) -> str:
    tally: Counter[str] = Counter(result.status for result in context.assessment.criteria)
    states = ("met", "partly", "unmet", "unknown", "not_scorable", "not_applicable")
    return context.words("summary.counts", total=tally.total(), **{state: tally[state] for state in states})


def _mandatory(context: Context) -> str:
    states = [r.share for r in context.assessment.criteria if r.criterion.mandatory and r.status != "not_applicable"]
    met = sum(share.low >= 1 for share in states)
    unmet = sum(share.high < 1 for share in states)
    return context.words(
        "summary.mandatory", total=len(states), met=met, unmet=unmet, unknown=len(states) - met - unmet
    )


def _warnings(context: Context) -> str:
    count = len(context.assessment.warnings)
    return context.words("warnings.some", count=count) if count else context.words("warnings.none")
