"""The per-mu evaluation (亩均论英雄) of one firm: Σ weight × value / base with a county's parameters.

The class A–D is a ranking among the county's firms: it is an input and never follows from this score.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from assess.rulebook.formula import NA, UNKNOWN
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Indicator, IndicatorClass, Settings
from assess.scoring.result import FactorUse
from assess.scoring.values import ELECTRICITY_ROWS, Values
from assess.submission.county import County, CountyItem, CountyRule, base_value
from assess.submission.model import Submission

INDICATORS = (
    "tax_per_mu",
    "value_added_per_mu",
    "value_added_per_energy",
    "value_added_per_emission",
    "labour_productivity",
    "rd_share",
)
"""The six indicators of above-scale firms, in the order of the provincial opinion."""
CARBON = ("carbon_per_value_added", "carbon_efficiency_ratio")
"""Zhejiang's carbon efficiency: L and K."""
EQUIVALENT = f"coal_equivalent.{ELECTRICITY_ROWS['equivalent']}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator's value, or what it lacks: facts not answered, factors or benchmarks without a number."""

    indicator: Indicator
    value: float | None
    not_applicable: bool
    facts: tuple[str, ...]
    missing: tuple[str, ...]
    level: IndicatorClass | None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the county's evaluation; ``points`` None is unknown, ``averaged`` where the county's mean stands in."""

    measured: Measured
    weight: float
    base: float
    points: float | None
    averaged: bool
    capped: bool


@dataclass(frozen=True, slots=True)
class PerMu:
    """What follows; ``total`` is None while an item is unknown, ``known`` adds up the others."""

    indicators: tuple[Measured, ...]
    carbon: tuple[Measured, ...]
    items: tuple[Item, ...]
    total: float | None
    known: float
    factors: tuple[FactorUse, ...]


def per_mu(
    rulebook: Rulebook,
    settings: Settings,
    submission: Submission,
    county: County | None = None,
    rule: CountyRule | None = None,
) -> PerMu:
    """Indicators, carbon efficiency and, with a county's ``rule``, the score. Electricity counts at 等价值."""
    equivalent = settings.model_copy(update={"electricity": "equivalent"})
    values = Values(rulebook, equivalent, submission)
    if county is not None and rule is not None:
        _bring_equivalent(values, county, rule.data_year)
    items = tuple(_item(one, values) for one in rule.items) if rule is not None else ()
    known = fsum(item.points for item in items if item.points is not None)
    complete = bool(items) and all(item.points is not None for item in items)
    return PerMu(
        indicators=tuple(measured(name, values) for name in INDICATORS),
        carbon=tuple(measured(name, values) for name in CARBON),
        items=items,
        total=known if complete else None,
        known=known,
        factors=tuple(sorted(values.factors.values(), key=lambda use: use.id)),
    )


def measured(name: str, values: Values) -> Measured:
    """An indicator's value with its class, or what is missing."""
    rulebook = values.rulebook
    indicator, found = rulebook.indicators[name], values.value(name)
    known = found is not UNKNOWN and found is not NA
    facts = tuple(fact for fact in rulebook.facts_of([name]) if not known and values.value(fact) is UNKNOWN)
    factors = values.missing_factors((name, *_inside(name, rulebook)))
    benchmarks = [one for one in rulebook.expression(indicator.formula).names if one in rulebook.benchmarks]
    missing = (*factors, *(one for one in benchmarks if values.value(one) is UNKNOWN)) if not known else ()
    return Measured(
        indicator, found if known else None, found is NA, facts, missing, class_of(indicator, found) if known else None
    )


def class_of(indicator: Indicator, value: float) -> IndicatorClass | None:
    """The class of a value: the first whose upper end it does not exceed. None without classes."""
    return next((one for one in indicator.classes if one.to is None or value <= one.to), None)


def points(weight: float, value: float, base: float, cap: float | None = None) -> float:
    """``weight × value / base``, at most ``cap`` where the county has one."""
    earned = weight * value / base
    return earned if cap is None else min(earned, cap)


def _item(one: CountyItem, values: Values) -> Item:
    found, base = measured(one.indicator, values), base_value(one, values.rulebook)
    if found.value is None:
        stands_in = one.average_score if found.not_applicable else None
        return Item(found, one.weight, base, stands_in, averaged=stands_in is not None, capped=False)
    earned = points(one.weight, found.value, base, one.cap)
    return Item(found, one.weight, base, earned, averaged=False, capped=one.cap is not None and earned >= one.cap)


def _bring_equivalent(values: Values, county: County, year: int) -> None:
    """The county's own coal equivalent of a kWh for that very year; another year's is not taken instead."""
    row = next((row for row in county.electricity_equivalent if row.year == year), None)
    if row is not None:
        values.factors[EQUIVALENT] = FactorUse(EQUIVALENT, row.value, row.year, row.document)


def _inside(name: str, rulebook: Rulebook) -> Iterable[str]:
    """The indicators inside an indicator's formula, at any depth."""
    for inner in rulebook.expression(rulebook.indicators[name].formula).names:
        if inner in rulebook.indicators:
            yield inner
            yield from _inside(inner, rulebook)
