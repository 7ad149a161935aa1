"""What to ask next (先问哪一题): the open questions whose answers narrow the total most.

A criterion's points settle only when everything it waits for is known, so questions are weighed in the sets that
criteria wait for: what a set would settle, divided by the answers it takes. A question is worth its best set. What brings
no points comes next, worth nothing: gates, since an open gate keeps every star from being secured; conditions of stars;
rows of a form that is not scored. Points that also wait for an unpublished factor are left out: no answer settles them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from assess.rulebook.formula import UNKNOWN
from assess.scoring.values import Values

if TYPE_CHECKING:
    from assess.rulebook.model import Tier
    from assess.scoring.result import Assessment, CriterionResult, Reason

ASKED = ("unknown_facts", "unverified_facts", "missing_benchmark", "benchmark_order")
"""Reasons whose names are answers that a person can give or mend."""
_NOISE = 1e-9


def worths(assessment: Assessment) -> Mapping[str, float]:
    """By open fact or benchmark: by how many points its answer narrows the total, on average over its best set.

    Zero where no points hang on it. Most valuable first; equals stay in the order of the scheme's criteria.
    """
    sets = _waiting(assessment)
    best: dict[str, float] = {}
    for names in sets:
        settled = sum(points for other, points in sets.items() if other <= names)
        for name in names:
            best[name] = max(best.get(name, 0.0), settled / len(names))
    for gate in assessment.gates:
        if gate.state == "unknown":
            best |= {name: 0.0 for name in _names(gate.reasons) if name not in best}
    for name in (*conditions(assessment), *_rows(assessment)):
        best.setdefault(name, 0.0)
    return dict(sorted(best.items(), key=lambda item: -round(item[1], 9)))


def conditions(assessment: Assessment) -> Mapping[str, tuple[Tier, ...]]:
    """By unknown fact: the stars that can still be reached, or nominated for, whose own condition waits for it."""
    scheme = assessment.scheme
    values = Values(scheme.rulebook, scheme.model.settings, assessment.submission)
    found: dict[str, tuple[Tier, ...]] = {}
    for tier in _within_reach(assessment):
        formula = scheme.rulebook.expression(tier.requires) if tier.requires is not None else None
        if formula is not None and formula(values) is UNKNOWN:
            for name in scheme.rulebook.facts_of(formula.names):
                if values.value(name) is UNKNOWN:
                    found[name] = (*found.get(name, ()), tier)
    return found


def filled(result: CriterionResult) -> bool:
    """Whether a row of a form that shows values and scores nothing has its result."""
    return all(reason.code in ("no_points", "not_applicable") for reason in result.reasons)


def _within_reach(assessment: Assessment) -> Iterator[Tier]:
    """The stars up to the reachable one; the next too where nothing but the decision of others is in its way."""
    reachable = assessment.tier.reachable
    top = reachable.stars if reachable is not None else 0
    tiers = sorted(assessment.scheme.model.tiers, key=lambda tier: tier.stars)
    yield from (tier for tier in tiers if tier.stars <= top)
    if assessment.tier.blocked == ("decision",):
        yield next(tier for tier in tiers if tier.stars > top)


def _rows(assessment: Assessment) -> Iterator[str]:
    """What the rows of a form wait for that shows values and scores nothing."""
    for result in assessment.criteria:
        if result.criterion.score.value is not None and result.share.open > _NOISE:
            yield from _names(result.reasons)


def _waiting(assessment: Assessment) -> dict[frozenset[str], float]:
    """By set of names that criteria wait for together: the points that would settle."""
    found: dict[frozenset[str], float] = {}
    for result in assessment.criteria:
        names = frozenset(_names(result.reasons))
        settles = all(reason.code != "missing_factor" for reason in result.reasons)
        if names and settles and result.points.open > _NOISE:
            found[names] = found.get(names, 0.0) + result.points.open
    return found


def _names(reasons: Iterable[Reason]) -> Iterator[str]:
    return (name for reason in reasons if reason.code in ASKED for name in reason.names)
