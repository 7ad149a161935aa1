"""How far from the next threshold (限值): the steps of a quantitative criterion beside the factory's own number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.rulebook.formula import NA, UNKNOWN
from assess.rulebook.scheme import step_bound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.rulebook.model import Formula, Score, Steps
    from assess.scoring.result import Assessment, CriterionResult

_SIGNS = {"from": "≥", "over": ">", "to": "≤", "under": "<"}


@dataclass(frozen=True, slots=True)
class Limit:
    """One threshold: ``share`` of the points from here on; ``threshold`` is None while its benchmark is missing."""

    sign: str
    threshold: float | None
    share: float

    def reached(self, value: float) -> bool:
        """Whether ``value`` is on the good side."""
        assert self.threshold is not None
        match self.sign:
            case "≥":
                return value >= self.threshold
            case ">":
                return value > self.threshold
            case "≤":
                return value <= self.threshold
            case _:
                return value < self.threshold


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a factory stands on one indicator or quantity: ``own`` is None when unknown; limits run worst to best."""

    name: str
    unit: str | None
    own: float | None
    higher: bool
    limits: tuple[Limit, ...]

    @property
    def following(self) -> Limit | None:
        """The nearest limit not reached yet; the first one when the own number is unknown, None when all are."""
        for limit in self.limits:
            if limit.threshold is not None and (self.own is None or not limit.reached(self.own)):
                return limit
        return None


def standing(assessment: Assessment, result: CriterionResult) -> Standing | None:
    """The steps or band of one criterion with its thresholds worked out; None for other score rules."""
    score = result.criterion.score
    scope = Known(assessment)
    if score.steps is not None:
        return _standing(assessment, scope, score.steps.of, _step_limits(scope, score.steps))
    if score.band is not None:
        return _standing(assessment, scope, score.band.of, _band_limits(scope, score))
    return None


def merged(places: Sequence[Standing]) -> Standing:
    """Several criteria on one indicator as one standing: equal limits once, in the order of the criteria."""
    first = places[0]
    limits = dict.fromkeys((limit.sign, limit.threshold) for place in places for limit in place.limits)
    shares = {(limit.sign, limit.threshold): limit.share for place in places for limit in place.limits}
    return Standing(first.name, first.unit, first.own, first.higher, tuple(Limit(*key, shares[key]) for key in limits))


def holds(assessment: Assessment, formula: Formula) -> bool | None:
    """Whether a condition on facts holds for this assessment; None when that is unknown."""
    value = assessment.scheme.rulebook.expression(formula)(Known(assessment))
    return value if isinstance(value, bool) else None


class Known:
    """The names of formulas, answered from a finished assessment."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.numbers: dict[str, Any] = {"period": assessment.submission.period}
        for use in assessment.benchmarks:
            self.numbers[use.id] = UNKNOWN if use.value is None else use.value
        for indicator in assessment.indicators:
            gone = NA if indicator.state == "not_applicable" else UNKNOWN
            self.numbers[indicator.indicator.id] = gone if indicator.value is None else indicator.value

    def value(self, name: str) -> Any:
        """A known number or answer, or UNKNOWN."""
        if name in self.numbers:
            return self.numbers[name]
        answer = self.assessment.submission.answers.get(name)
        if answer is None or answer.unverified:
            return UNKNOWN
        return NA if answer.not_applicable is not None else answer.value

    def factor(self, name: str) -> Any:
        """A factor this assessment has used."""
        values = [use.value for use in self.assessment.factors if use.id == name]
        return values[0] if values and values[0] is not None else UNKNOWN

    def number(self, formula: Formula) -> float | None:
        """A formula's value when it is a known number."""
        value = self.assessment.scheme.rulebook.expression(formula)(self)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _standing(assessment: Assessment, scope: Known, name: str, limits: Sequence[Limit]) -> Standing:
    book = assessment.scheme.rulebook
    unit = next((i.unit for i in assessment.indicators if i.indicator.id == name), None)
    if unit is None and name in book.facts:
        answer = assessment.submission.answers.get(name)
        declared = book.facts[name].unit
        unit = answer.unit if answer and answer.unit else declared if isinstance(declared, str) else None
    higher = not limits or limits[0].sign in {"≥", ">"}
    return Standing(name, unit, scope.number(name), higher, tuple(sorted(limits, key=lambda limit: limit.share)))


def _step_limits(scope: Known, steps: Steps) -> list[Limit]:
    return [
        Limit(_SIGNS[key], scope.number(formula), step.share) for step in steps.at for key, formula in step_bound(step)
    ]


def _band_limits(scope: Known, score: Score) -> list[Limit]:
    assert score.band is not None
    base, lead = scope.number(score.band.base), scope.number(score.band.lead)
    sign = "≤" if base is not None and lead is not None and lead < base else "≥"
    return [Limit(sign, base, 0.0), Limit(sign, lead, 1.0)]
