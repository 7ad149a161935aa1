"""The score rules: few, named, monotone; each returns which share of the points is earned, as an interval.

Bands have a file of their own (``bands.py``). A new rule is one small class here, its model in
``assess/rulebook/model.py``, and its cases in ``tests/scoring/rules.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any, Final

from assess.rulebook.formula import NA, UNKNOWN, Expression, Scope
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Band, Score, Settings
from assess.rulebook.scheme import shown_names, step_bound
from assess.scoring.bands import BandRule, BandsRule, Interpolation, ProductsRule
from assess.scoring.shares import ALL, NONE, OPEN, Rule, Share


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
            return self.refused._replace(may_lapse=True)
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
            return self.refused._replace(may_lapse=True)
        low = high = 0.0
        for step in self.steps:
            bound = step.bound(values)
            if bound is UNKNOWN or bound is NA:
                high = max(high, step.share)
            elif step.reaches(found, bound):
                low, high = max(low, step.share), max(high, step.share)
        return Share(low, high)


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


@dataclass(frozen=True, slots=True)
class ValueRule:
    """Shows values and earns nothing: the points are not published."""

    names: tuple[str, ...]

    @property
    def refused(self) -> Share:
        return OPEN

    def share(self, values: Scope) -> Share | None:
        return None if all(values.value(name) is NA for name in self.names) else OPEN


def build_rule(score: Score, rulebook: Rulebook, settings: Settings) -> Rule:
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
        return _band(score.band, rulebook, settings)
    if score.bands is not None:
        options = {name: _band(band, rulebook, settings) for name, band in score.bands.options.items()}
        return BandsRule(score.bands.by, options)
    if score.value is not None:
        return ValueRule(shown_names(score))
    assert score.count is not None
    if isinstance(score.count.of, str):
        return ChosenRule(score.count.of, score.count.full)
    return CountRule(tuple(rulebook.expression(text) for text in score.count.of), score.count.full)


def _threshold(step: Any, rulebook: Rulebook) -> Threshold:
    ((key, bound),) = step_bound(step)
    sign, reaches = SIGNS[key]
    return Threshold(sign, reaches, rulebook.expression(bound), step.share)


def _band(band: Band, rulebook: Rulebook, settings: Settings) -> BandRule:
    indicator = rulebook.indicators.get(band.of)
    lower = indicator is not None and indicator.better == "lower"
    between = Interpolation(lower, band.method or settings.interpolation)
    products = None
    if band.products is not None:
        table = band.products.table
        formulas = (getattr(band.products, key) for key in ("of", "base", "lead", "weight"))
        products = ProductsRule(table, *(rulebook.expression(text, table) for text in formulas))
    return BandRule(band.of, rulebook.expression(band.base), rulebook.expression(band.lead), between, products)
