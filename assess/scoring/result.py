"""What follows from one scheme and one submission: frozen results, ready to show and never changed again.

Those made by the dozen for every submission are named tuples, which take a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from assess.rulebook.model import Criterion, Gate, Indicator, Tier
    from assess.rulebook.scheme import CompiledScheme
    from assess.submission.model import Submission

Status = Literal["met", "partly", "unmet", "unknown", "not_scorable", "not_applicable"]
GateState = Literal["pass", "fail", "unknown"]


class Interval(NamedTuple):
    """What is earned for sure (``low``) and what could still be earned (``high``), out of ``max``."""

    low: float
    high: float
    max: float

    @property
    def open(self) -> float:
        """Points that unanswered questions still decide."""
        return self.high - self.low

    @property
    def lost(self) -> float:
        """Points that the answers given have already cost."""
        return self.max - self.high


class Reason(NamedTuple):
    """Why a result is what it is; ``code`` names a text in ``assess/texts.py``, ``names`` are ids or free texts."""

    code: Literal[
        "not_met",
        "below_step",
        "unknown_facts",
        "unverified_facts",
        "missing_benchmark",
        "missing_factor",
        "benchmark_order",
        "no_points",
        "not_computable",
        "not_applicable",
        "not_applicable_refused",
        "applies_unknown",
    ]
    names: tuple[str, ...] = ()


class CriterionResult(NamedTuple):
    """One criterion's points. ``points`` are weighted and adjusted for 不适用; ``share`` is the part of them earned."""

    criterion: Criterion
    group: str
    status: Status
    share: Interval
    points: Interval
    raw_max: float
    nominal_max: float
    reasons: tuple[Reason, ...]
    facts: tuple[str, ...]

    @property
    def id(self) -> str:
        """The criterion's id, as printed in the standard."""
        return self.criterion.id


class GateResult(NamedTuple):
    """One gate: pass, fail or unknown; ``applicable`` is false when its condition does not arise."""

    gate: Gate
    state: GateState
    applicable: bool
    reasons: tuple[Reason, ...]
    facts: tuple[str, ...]


class GroupResult(NamedTuple):
    """One group's sum (a dimension, or a principle): ``nominal_max`` before, ``points.max`` after 不适用."""

    id: str
    title: Any
    points: Interval
    nominal_max: float


class IndicatorResult(NamedTuple):
    """A computed number with its formula's direct inputs; ``value`` is None when unknown or not applicable."""

    indicator: Indicator
    value: float | None
    unit: str
    state: Literal["known", "unknown", "not_applicable"]
    inputs: tuple[InputValue, ...]
    reasons: tuple[Reason, ...]


class InputValue(NamedTuple):
    """One name a formula used, with its value as text-ready data and where it came from."""

    name: str
    kind: Literal["fact", "indicator", "benchmark", "factor", "context"]
    value: Any
    unit: str | None
    where: str | None


class FactorUse(NamedTuple):
    """A factor's row that an assessment used; ``value`` is None where the factor has no usable number."""

    id: str
    value: float | None
    year: int | None
    document: str


class BenchmarkUse(NamedTuple):
    """A benchmark that an assessment needed; ``value`` None means: not published, and the factory brought none.

    ``origin`` is ``rulebook``, ``submission``, or ``norm`` where the factory named the norm of its product (``norm``).
    """

    id: str
    value: float | None
    unit: str
    origin: Literal["rulebook", "submission", "norm", "none"]
    document: str | None
    basis: str | None
    superseded: bool
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class TierResult:
    """The stars: ``secured`` by the answers given, ``reachable`` by those still open. None is no tier at all.

    ``below_lowest`` is true when no answer still open can reach the lowest tier.
    ``missing`` lists, for the tier after the secured one, what is still in the way; ``blocked``, for the tier after the
    reachable one, what rules it out whatever the open answers: ``gate:ID``, ``total:POINTS``, ``mandatory:ID``, ``requires``,
    ``unpublished`` (the rule is not published), ``decision`` (others award it after a nomination).
    ``nomination`` is the tier for which the factory may be nominated (推荐); it does not have it. ``not_evaluable`` are the
    tiers whose rule is not published.
    """

    secured: Tier | None
    reachable: Tier | None
    below_lowest: bool
    missing: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    nomination: Tier | None = None
    not_evaluable: tuple[Tier, ...] = ()


@dataclass(frozen=True, slots=True)
class PlausibilityWarning:
    """A plausibility warning: ``id`` of the check, or ``year_on_year`` / ``unit_slip`` / ``evidence_expired``."""

    id: str
    facts: tuple[str, ...]
    zh: str
    en: str
    where: str | None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """One 不适用 with its reason and what it did: points taken out of the criterion and spread over its group."""

    criterion: str
    reason: str
    nominal_max: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that follows from one scheme and one submission (评价结果)."""

    scheme: CompiledScheme
    submission: Submission
    total: Interval
    raw_total: Interval
    groups: tuple[GroupResult, ...]
    gates: tuple[GateResult, ...]
    tier: TierResult
    criteria: tuple[CriterionResult, ...]
    indicators: tuple[IndicatorResult, ...]
    factors: tuple[FactorUse, ...]
    benchmarks: tuple[BenchmarkUse, ...]
    not_applicable: tuple[NotApplicable, ...]
    warnings: tuple[PlausibilityWarning, ...]
