"""Stars (星级): which tier is secured by the answers given, and which is still reachable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assess.rulebook.formula import NA, UNKNOWN, Scope
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Formula, Scheme, Tier
from assess.scoring.result import CriterionResult, GateResult, Interval, TierResult
from assess.scoring.rounding import rounded


def decide_tier(
    scheme: Scheme,
    rulebook: Rulebook,
    values: Scope,
    total: Interval,
    gates: Sequence[GateResult],
    criteria: Sequence[CriterionResult],
) -> TierResult:
    """Tiers are cumulative: each needs the one below. A failed gate means none, an unknown gate secures none.

    The cut-off is compared with the total after the scheme's one rounding. A tier whose rule is not published, or that
    others award after a nomination, is never reached here, nor is any above it.
    """
    if not scheme.tiers:
        return TierResult(None, None, below_lowest=False, missing=())
    low, high = rounded(total.low, scheme.settings.decimals), rounded(total.high, scheme.settings.decimals)
    tiers = sorted(scheme.tiers, key=lambda tier: tier.stars)
    failed = any(gate.state == "fail" for gate in gates)
    all_pass = all(gate.state == "pass" for gate in gates)
    needed = [one for one in criteria if one.criterion.mandatory and one.status != "not_applicable"]
    secured = reachable = nomination = None
    if not failed:
        for tier in tiers:
            if tier.nomination or not _holds(tier, rulebook, values, high, needed, hopeful=True):
                break
            reachable = tier
        for tier in tiers if all_pass else ():
            if not _holds(tier, rulebook, values, low, needed, hopeful=False):
                break
            if tier.nomination:
                nomination = tier
                break
            secured = tier
    above = [tier for tier in tiers if secured is None or tier.stars > secured.stars]
    missing = tuple(_missing(above[0], rulebook, values, low, gates, needed, hopeful=False)) if above else ()
    beyond = [tier for tier in tiers if reachable is None or tier.stars > reachable.stars]
    blocked = tuple(_missing(beyond[0], rulebook, values, high, gates, needed, hopeful=True)) if beyond else ()
    return TierResult(
        secured,
        reachable,
        below_lowest=failed or (reachable is None and tiers[0].unpublished is None),
        missing=missing,
        blocked=blocked,
        nomination=nomination,
        not_evaluable=tuple(tier for tier in tiers if tier.unpublished is not None),
    )


@lru_cache(maxsize=256)
def _cut_off(total: float) -> Decimal:
    return rounded(total, 9)


def _holds(
    tier: Tier,
    rulebook: Rulebook,
    values: Scope,
    total: Decimal,
    needed: Sequence[CriterionResult],
    *,
    hopeful: bool,
) -> bool:
    """Whether a tier's conditions are met; with ``hopeful`` whether they still can be."""
    if tier.unpublished is not None or (tier.total is not None and total < _cut_off(tier.total)):
        return False
    if tier.all_mandatory and not all(_met(one, hopeful=hopeful) for one in needed):
        return False
    return tier.requires is None or _allowed(tier.requires, rulebook, values, hopeful=hopeful)


def _met(result: CriterionResult, *, hopeful: bool) -> bool:
    return (result.share.high if hopeful else result.share.low) >= 1.0


def _missing(
    tier: Tier,
    rulebook: Rulebook,
    values: Scope,
    total: Decimal,
    gates: Sequence[GateResult],
    needed: Sequence[CriterionResult],
    *,
    hopeful: bool,
) -> Iterator[str]:
    """What keeps ``tier`` away; with ``hopeful`` only what no open answer can change."""
    for gate in sorted(gates, key=lambda gate: gate.state != "fail"):
        if gate.state == "fail" or (gate.state == "unknown" and not hopeful):
            yield f"gate:{gate.gate.id}"
    if tier.unpublished is not None:
        yield "unpublished"
        return
    short = Decimal(0) if tier.total is None else _cut_off(tier.total) - total
    if short > 0:
        yield f"total:{short.normalize():f}"
    if tier.all_mandatory:
        for result in needed:
            if not _met(result, hopeful=hopeful):
                yield f"mandatory:{result.id}"
    if tier.requires is not None and not _allowed(tier.requires, rulebook, values, hopeful=hopeful):
        yield "requires"
    if tier.nomination:
        yield "decision"


def _allowed(requires: Formula, rulebook: Rulebook, values: Scope, *, hopeful: bool) -> bool:
    found = rulebook.expression(requires)(values)
    if found is UNKNOWN:
        return hopeful
    return found is not NA and bool(found)
