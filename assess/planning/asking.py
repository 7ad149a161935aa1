"""What to ask next (先问哪一题): the open questions whose answers narrow the total most.

A criterion's points settle only when everything it waits for is known, so questions are weighed in the sets that
criteria wait for: what a set would settle, divided by the answers it takes. A question is worth its best set. Gates
bring no points; they come next, since an open gate keeps every star from being secured. Points that also wait for an
unpublished factor are left out: no answer settles them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.scoring.result import Assessment, Reason

_ASKED = ("unknown_facts", "unverified_facts", "missing_benchmark")
_NOISE = 1e-9


def worths(assessment: Assessment) -> Mapping[str, float]:
    """By open fact or benchmark: by how many points its answer narrows the total, on average over its best set.

    Zero where only a gate waits for it. Most valuable first; equals stay in the order of the scheme's criteria.
    """
    sets = _waiting(assessment)
    best: dict[str, float] = {}
    for names in sets:
        settled = sum(points for other, points in sets.items() if other <= names)
        for name in names:
            best[name] = max(best.get(name, 0.0), settled / len(names))
    for gate in assessment.gates:
        if gate.state == "unknown":
            for name in _names(gate.reasons):
                best.setdefault(name, 0.0)
    return dict(sorted(best.items(), key=lambda item: -round(item[1], 9)))


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
    return (name for reason in reasons if reason.code in _ASKED for name in reason.names)
