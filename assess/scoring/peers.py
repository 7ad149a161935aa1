"""Where a factory stands among others (同行位次): plain counts, made elsewhere from the results of many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FEWEST = 5
"""With fewer peers than this in its industry a factory is held against all; with fewer in all, against nobody."""


@dataclass(frozen=True, slots=True)
class Place:
    """How many of ``n`` peers have a lower, the same and a higher secured value."""

    lower: int
    same: int
    higher: int

    @property
    def n(self) -> int:
        """All peers compared with."""
        return self.lower + self.same + self.higher

    @property
    def percentile(self) -> float:
        """The share of peers with a lower value, 0 to 100; ties do not count as lower."""
        return 100.0 * self.lower / self.n if self.n else 0.0


@dataclass(frozen=True, slots=True)
class PeerStanding:
    """The secured total and the secured share of every group among those of peers under the same scheme and rules.

    ``scope`` is ``division`` (GB/T 4754 大类) or ``all``; ``in_division`` is how many peers the division has. ``total``
    is None where even all are fewer than :data:`FEWEST`.
    """

    scope: Literal["division", "all"]
    division: str | None
    in_division: int
    n: int
    made_up: int
    periods: tuple[int, ...]
    total: Place | None
    groups: tuple[tuple[str, Place], ...]


def peers_json(peers: PeerStanding) -> dict[str, Any]:
    """As plain data for scripts; keys are only ever added."""
    return {
        "scope": peers.scope,
        "division": peers.division,
        "in_division": peers.in_division,
        "n": peers.n,
        "made_up": peers.made_up,
        "periods": list(peers.periods),
        "total": _place(peers.total) if peers.total is not None else None,
        "groups": [{"id": group, **_place(place)} for group, place in peers.groups],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "lower": place.lower,
        "same": place.same,
        "higher": place.higher,
        "n": place.n,
        "percentile": round(place.percentile, 1),
    }
