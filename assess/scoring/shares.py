"""What a score rule returns: which share of the points is earned, as an interval, and what every rule offers."""

from __future__ import annotations

from typing import Final, NamedTuple, Protocol

from assess.rulebook.formula import Scope


class Share(NamedTuple):
    """Between 0 and 1: what is earned for sure and what could be.

    ``may_lapse``: nothing is known yet, so the item may still turn out not to apply (不适用).
    """

    low: float
    high: float
    may_lapse: bool = False


NONE: Final = Share(0.0, 0.0)
ALL: Final = Share(1.0, 1.0)
OPEN: Final = Share(0.0, 1.0)


class Rule(Protocol):
    """What every score rule offers. ``share`` is None when the rule's facts do not apply (不适用)."""

    @property
    def refused(self) -> Share:
        """What stays open where 不适用 is claimed but not allowed: as much as while nothing was known."""
        ...

    def share(self, values: Scope) -> Share | None:
        """The share earned with these values."""
        ...
