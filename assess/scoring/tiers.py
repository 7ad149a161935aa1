"""Stars (星级): which tier is secured by the answers given, and which is still reachable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assess.rulebook.formula import NA, UNKNOWN, Scope
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Scheme, Tier
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

    The cut-off is compared with the total after the scheme's one rounding.
    """
    if not scheme.tiers:
        return TierResult(None, None, below_lowest=False, missing=())
    low, high = rounded(total.low, scheme.settings.decimals), rounded(total.high, scheme.settings.decimals)
    tiers = sorted(scheme.tiers, key=lambda tier: tier.stars)
    failed = any(gate.state == "fail" for gate in gates)
    all_pass = all(gate.state == "pass" for gate in gates)
    secured = reachable = None
    if not failed:
        for tier in tiers:
            if not _holds(tier, rulebook, values, high, criteria, hopeful=True):
                break
            reachable = tier
        for tier in tiers if all_pass else ():
            if not _holds(tier, rulebook, values, low, criteria, hopeful=False):
                break
            secured = tier
    above = [tier for tier in tiers if secured is None or tier.stars > secured.stars]
    missing = tuple(_missing(above[0], rulebook, values, low, gates, criteria)) if above else ()
    return TierResult(secured, reachable, below_lowest=reachable is None, missing=missing)


def _holds(
    tier: Tier,
    rulebook: Rulebook,
    values: Scope,
    total: Decimal,
    criteria: Sequence[CriterionResult],
    *,
    hopeful: bool,
) -> bool:
    """Whether a tier's conditions are met; with ``hopeful`` whether they still can be."""
    if total < rounded(tier.total, 9):
        return False
    if tier.all_mandatory and not all(_mandatory_met(one, hopeful=hopeful) for one in criteria):
        return False
    if tier.requires is None:
        return True
    found = rulebook.expression(tier.requires)(values)
    if found is UNKNOWN:
        return hopeful
    return found is not NA and bool(found)


def _mandatory_met(result: CriterionResult, *, hopeful: bool) -> bool:
    if not result.criterion.mandatory or result.status == "not_applicable":
        return True
    return (result.share.high if hopeful else result.share.low) >= 1.0


def _missing(
    tier: Tier,
    rulebook: Rulebook,
    values: Scope,
    total: Decimal,
    gates: Sequence[GateResult],
    criteria: Sequence[CriterionResult],
) -> Iterator[str]:
    """What stands between the secured tier and ``tier``: ``gate:ID``, ``total:POINTS``, ``mandatory:ID``, ``requires``."""
    for gate in sorted(gates, key=lambda gate: gate.state != "fail"):
        if gate.state != "pass":
            yield f"gate:{gate.gate.id}"
    short = rounded(tier.total, 9) - total
    if short > 0:
        yield f"total:{short.normalize():f}"
    if tier.all_mandatory:
        for result in criteria:
            if not _mandatory_met(result, hopeful=False):
                yield f"mandatory:{result.id}"
    if tier.requires is not None:
        found = rulebook.expression(tier.requires)(values)
        if found is UNKNOWN or found is NA or not found:
            yield "requires"
