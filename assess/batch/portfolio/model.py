"""What a portfolio says, in numbers and ids: no language, no page, nothing rounded for show.

Stars are 0 where there are none. ``low`` is what is secured, ``high`` what open answers could still bring.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FEWEST = 5
"""Groups smaller than this are masked in an anonymised portfolio, and too small to compare with."""
NEAR = 5.0
"""Points short of the next star up to which a factory counts as within reach: this tool's own choice."""

Standing = Literal["sure", "possible"]
TargetState = Literal["met", "possible", "short", "not_scored"]


@dataclass(frozen=True, slots=True)
class StarCount:
    """One star: how many factories have exactly and at least so many, secured and reachable."""

    stars: int
    secured: int
    reachable: int
    at_least_secured: int
    at_least_reachable: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Points or shares of ``n`` factories: means of both ends, quartiles of the secured one."""

    n: int
    mean_low: float
    mean_high: float
    first: float
    median: float
    third: float


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One principle's share of its points, 0 to 1, over the factories it applies to."""

    id: str
    spread: Spread


@dataclass(frozen=True, slots=True)
class Part:
    """One industry division or town. ``key`` is empty for rows that name none and for masked small groups."""

    key: str
    kind: Literal["named", "unnamed", "masked"]
    n: int
    covered_secured: int
    covered_reachable: int
    total: Spread | None
    shares: tuple[GroupShare, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One factory in a list; anonymised ones have a code for a name and nothing else that tells who they are.

    ``low`` and ``high`` are None where no points are published.
    """

    name: str
    credit_code: str | None
    file: str | None
    division: str | None
    town: str | None
    secured: int
    reachable: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class BelowLine:
    """A factory below the lowest star: ``sure``, or only as long as its open answers are open."""

    factory: Line
    standing: Standing
    gates_failed: tuple[str, ...]
    gates_unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearLine:
    """A factory within reach of its next star: points short, what else is missing, and whether answers alone may do."""

    factory: Line
    stars: int
    short: float
    others: tuple[str, ...]
    by_answers: bool


@dataclass(frozen=True, slots=True)
class GapCount:
    """A criterion not fully met: by how many factories, and the points that costs them together."""

    id: str
    factories: int
    lost: float


@dataclass(frozen=True, slots=True)
class UnknownCount:
    """A fact nobody knows yet: for how many factories, and the points of criteria that wait for it."""

    id: str
    factories: int
    open: float


@dataclass(frozen=True, slots=True)
class GateCount:
    """A gate: how many factories fail it, for how many it is unknown."""

    id: str
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A factory found in both runs whose secured star changed."""

    factory: Line
    before: int
    low_before: float | None


@dataclass(frozen=True, slots=True)
class MeanChange:
    """A mean secured share, 0 to 1, over the factories found in both runs."""

    id: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Change:
    """This run against an earlier one; means are over the ``matched`` factories only."""

    n_before: int
    periods_before: tuple[int, ...]
    covered_before: int
    matched: int
    matched_by_name: int
    risen: tuple[Moved, ...]
    fallen: tuple[Moved, ...]
    same: int
    new: tuple[Line, ...]
    gone: tuple[Line, ...]
    total_before: float | None
    total_now: float | None
    groups: tuple[MeanChange, ...]
    rulebooks_before: tuple[str, ...]
    versions_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetResult:
    """One target and how far it is: counted by what is secured and by what is reachable."""

    id: str
    name: dict[str, str]
    stars: int
    scheme: str
    counts_basis: str
    counts_note: dict[str, str] | None
    number: int
    by: str
    secured: int
    reachable: int
    state: TargetState
    overdue: bool
    source: str
    source_basis: str
    source_note: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class TitleDue:
    """A title that has ended, waits for its review, or does so within a year: ``until`` is that day (2027-05-01).

    ``level`` is a rung of ``ladder``, the one of the factory's place.
    """

    factory: Line
    ladder: str
    level: str
    state: Literal["expired", "review_due", "valid"]
    until: str


@dataclass(frozen=True, slots=True)
class TitlesHeld:
    """Titles as submissions state them: factories that have any, titles without a published term, and those due.

    ``due`` is empty in an anonymised portfolio, ``count`` is not.
    """

    factories: int
    unpublished: int
    count: int
    due: tuple[TitleDue, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be scored, with its first problem; anonymised portfolios only count codes."""

    file: str
    line: int | None
    column: int | None
    code: str
    what: str
    problems: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything. ``unread`` is None where the run's list of problems is not at hand.

    ``scores`` is false where no points are published: then there are no totals, shares, gaps or points short. ``stars``
    are those that results can reach; ``nominated`` counts, by star, who may be nominated for one that others award.
    """

    scheme: str
    rulebook: str
    versions: tuple[str, ...]
    anonymised: bool
    scores: bool
    n: int
    made_up: int
    periods: dict[int, int]
    older_rows: int
    twice: int
    twice_files: tuple[str, ...]
    maximum: float
    total: Spread | None
    totals: tuple[float, ...] = field(repr=False)
    stars: tuple[StarCount, ...]
    nominated: dict[int, int]
    covered_secured: int
    covered_reachable: int
    below: tuple[BelowLine, ...]
    near: tuple[NearLine, ...]
    groups: tuple[GroupShare, ...]
    divisions: tuple[Part, ...]
    towns: tuple[Part, ...]
    gaps: tuple[GapCount, ...]
    gap_count: int
    unknowns: tuple[UnknownCount, ...]
    gates: tuple[GateCount, ...]
    change: Change | None
    targets: tuple[TargetResult, ...]
    titles: TitlesHeld | None
    unread: tuple[Unread, ...] | None
    unread_codes: dict[str, int]
    unread_count: int
