"""How far from the next threshold (限值): the steps of a quantitative criterion beside the factory's own number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.scoring.bands import BandRule, BandsRule
from assess.scoring.rules import StepsRule, build_rule
from assess.scoring.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.rulebook.formula import Expression
    from assess.rulebook.model import Formula
    from assess.scoring.result import Assessment


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


def standings(assessment: Assessment) -> Mapping[str, Standing]:
    """By criterion: the steps or band with its thresholds worked out; criteria with other score rules are left out.

    So are those that are scored product by product: they have no single number.
    """
    values = _values(assessment)
    found = {}
    for result in assessment.criteria:
        rule = build_rule(result.criterion.score, values.rulebook, values.settings)
        if isinstance(rule, BandsRule):
            rule = rule.chosen(values) or rule
        if isinstance(rule, StepsRule):
            limits = [Limit(step.sign, _number(values, step.bound), step.share) for step in rule.steps]
        elif isinstance(rule, BandRule) and not rule.by_product(values):
            sign = "≤" if rule.lower_is_better else "≥"
            limits = [Limit(sign, _number(values, rule.base), 0.0), Limit(sign, _number(values, rule.lead), 1.0)]
        else:
            continue
        found[result.id] = _standing(values, rule.name, limits)
    return found


def merged(places: Sequence[Standing]) -> Standing:
    """Several criteria on one indicator as one standing: equal limits once, in the order of the criteria."""
    first = places[0]
    limits = dict.fromkeys((limit.sign, limit.threshold) for place in places for limit in place.limits)
    shares = {(limit.sign, limit.threshold): limit.share for place in places for limit in place.limits}
    return Standing(first.name, first.unit, first.own, first.higher, tuple(Limit(*key, shares[key]) for key in limits))


def holds(assessment: Assessment, formula: Formula) -> bool | None:
    """Whether a condition on facts holds for this assessment; None when that is unknown."""
    values = _values(assessment)
    found = values.rulebook.expression(formula)(values)
    return found if isinstance(found, bool) else None


def _values(assessment: Assessment) -> Values:
    scheme = assessment.scheme
    return Values(scheme.rulebook, scheme.model.settings, assessment.submission)


def _number(values: Values, expression: Expression) -> float | None:
    """A formula's value when it is a known number."""
    return _as_number(expression(values))


def _as_number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _standing(values: Values, name: str, limits: Sequence[Limit]) -> Standing:
    higher = not limits or limits[0].sign in {"≥", ">"}
    ordered = tuple(sorted(limits, key=lambda limit: limit.share))
    return Standing(name, _unit(values, name), _as_number(values.value(name)), higher, ordered)


def _unit(values: Values, name: str) -> str | None:
    """The unit an indicator is computed in, or a fact is answered in."""
    book = values.rulebook
    if name in book.indicators:
        return values.with_output(book.indicators[name].unit)
    answer = values.submission.answers.get(name)
    declared = book.facts[name].unit if name in book.facts else None
    return answer.unit if answer and answer.unit else declared if isinstance(declared, str) else None
