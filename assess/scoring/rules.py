"""The score rules: few, named, monotone; each returns which share of the points is earned, as an interval.

A new rule is one small class here, its model in ``assess/rulebook/model.py``, and its cases in
``tests/scoring/rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from operator import ge, gt, le, lt
from typing import Any, Final, Protocol

from assess.rulebook.formula import NA, UNKNOWN, Expression, Scope
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Score
from assess.rulebook.scheme import step_bound


@dataclass(frozen=True, slots=True)
class Share:
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


@dataclass(frozen=True, slots=True)
class Met:
    """Everything when the condition holds, nothing when it does not."""

    condition: Expression

    @property
    def refused(self) -> Share:
        return OPEN

    def share(self, values: Scope) -> Share | None:
        found = self.condition(values)
        if found is NA:
            return None
        if found is UNKNOWN:
            return OPEN
        return ALL if found else NONE


@dataclass(frozen=True, slots=True)
class ChoiceRule:
    """A share for each option of a choice."""

    fact: str
    shares: Mapping[str, float]

    @property
    def refused(self) -> Share:
        return Share(0.0, max(self.shares.values(), default=0.0))

    def share(self, values: Scope) -> Share | None:
        found = values.value(self.fact)
        if found is NA:
            return None
        if found is UNKNOWN:
            return replace(self.refused, may_lapse=True)
        earned = self.shares.get(found, 0.0)
        return Share(earned, earned)


@dataclass(frozen=True, slots=True)
class ExtentRule:
    """The extent itself (0 to 1) is the share."""

    fact: str

    @property
    def refused(self) -> Share:
        return OPEN

    def share(self, values: Scope) -> Share | None:
        found = values.value(self.fact)
        if found is NA:
            return None
        if found is UNKNOWN:
            return OPEN
        return Share(found, found)


SIGNS: Final[Mapping[str, tuple[str, Callable[[Any, Any], bool]]]] = {
    "from": ("≥", ge),
    "over": (">", gt),
    "to": ("≤", le),
    "under": ("<", lt),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """One step: ``sign`` with its comparison, the bound and the share it earns."""

    sign: str
    reaches: Callable[[Any, Any], bool]
    bound: Expression
    share: float


@dataclass(frozen=True, slots=True)
class StepsRule:
    """The share of the best threshold reached; an unknown threshold may still be reached."""

    name: str
    steps: tuple[Threshold, ...]

    @property
    def refused(self) -> Share:
        return Share(0.0, max(step.share for step in self.steps))

    def share(self, values: Scope) -> Share | None:
        found = values.value(self.name)
        if found is NA:
            return None
        if found is UNKNOWN:
            return replace(self.refused, may_lapse=True)
        low = high = 0.0
        for step in self.steps:
            bound = step.bound(values)
            if bound is UNKNOWN or bound is NA:
                high = max(high, step.share)
            elif step.reaches(found, bound):
                low, high = max(low, step.share), max(high, step.share)
        return Share(low, high)


@dataclass(frozen=True, slots=True)
class BandRule:
    """From the baseline (基准值, 0) to the leading value (引领值, 1); equal values make a single step.

    ``range``: (x − base) / (lead − base). ``ratio``: x / lead, or lead / x where lower is better, and 0 when worse
    than the baseline. A leading value on the wrong side of the baseline scores nothing until it is mended.
    """

    name: str
    base: Expression
    lead: Expression
    lower_is_better: bool
    method: str

    @property
    def refused(self) -> Share:
        return OPEN

    def share(self, values: Scope) -> Share | None:
        found, base, lead = values.value(self.name), self.base(values), self.lead(values)
        if found is NA:
            return None
        if any(value is UNKNOWN or value is NA for value in (found, base, lead)):
            return OPEN
        if base != lead and (lead > base) is self.lower_is_better:
            return OPEN
        earned = self._earned(found, base, lead)
        return Share(earned, earned)

    def _earned(self, found: float, base: float, lead: float) -> float:
        sign = -1.0 if self.lower_is_better else 1.0
        if sign * (found - lead) >= 0:
            return 1.0
        if base == lead or sign * (found - base) <= 0:
            return 0.0
        if self.method == "range":
            return (found - base) / (lead - base)
        top, bottom = (lead, found) if self.lower_is_better else (found, lead)
        return min(max(top / bottom, 0.0), 1.0) if bottom > 0 else 0.0


@dataclass(frozen=True, slots=True)
class CountRule:
    """How many conditions hold out of ``full``; a condition that does not apply is not met."""

    conditions: tuple[Expression, ...]
    full: int

    @property
    def refused(self) -> Share:
        return NONE  # as for a single condition that does not apply

    def share(self, values: Scope) -> Share | None:
        found = [condition(values) for condition in self.conditions]
        if all(one is NA for one in found):
            return None
        low = sum(1 for one in found if one is True)
        high = low + sum(1 for one in found if one is UNKNOWN)
        lapse = all(one is UNKNOWN or one is NA for one in found)
        return Share(min(low / self.full, 1.0), min(high / self.full, 1.0), may_lapse=lapse)


@dataclass(frozen=True, slots=True)
class ChosenRule:
    """How many options of a multi fact are chosen out of ``full``."""

    fact: str
    full: int

    @property
    def refused(self) -> Share:
        return OPEN

    def share(self, values: Scope) -> Share | None:
        found = values.value(self.fact)
        if found is NA:
            return None
        if found is UNKNOWN:
            return OPEN
        earned = min(len(found) / self.full, 1.0)
        return Share(earned, earned)


def build_rule(score: Score, rulebook: Rulebook) -> Rule:
    """The rule that a checked score names."""
    if score.met is not None:
        return Met(rulebook.expression(score.met))
    if score.choice is not None:
        return ChoiceRule(score.choice.of, score.choice.shares)
    if score.extent is not None:
        return ExtentRule(score.extent)
    if score.steps is not None:
        return StepsRule(score.steps.of, tuple(_threshold(step, rulebook) for step in score.steps.at))
    if score.band is not None:
        band = score.band
        indicator = rulebook.indicators.get(band.of)
        lower = indicator is not None and indicator.better == "lower"
        return BandRule(band.of, rulebook.expression(band.base), rulebook.expression(band.lead), lower, band.method)
    assert score.count is not None
    if isinstance(score.count.of, str):
        return ChosenRule(score.count.of, score.count.full)
    return CountRule(tuple(rulebook.expression(text) for text in score.count.of), score.count.full)


def _threshold(step: Any, rulebook: Rulebook) -> Threshold:
    ((key, bound),) = step_bound(step)
    sign, reaches = SIGNS[key]
    return Threshold(sign, reaches, rulebook.expression(bound), step.share)
