"""Bands: from the baseline (基准值) to the leading value (引领值), for a whole factory, by product, or by choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum, isclose
from typing import Any

from assess.rulebook.formula import NA, UNKNOWN, Expression, Row, Scope
from assess.scoring.shares import OPEN, Share

NOISE = 1e-9
"""Relative difference that is binary noise: exactly the baseline is not worse than the baseline."""


@dataclass(frozen=True, slots=True)
class Interpolation:
    """How a number between baseline and leading value earns: 极差法 (``range``) or 线性比例法 (``ratio``).

    GB/T 36132-2025 5.2: at or better than the leading value all, worse than the baseline nothing. Exactly the baseline
    is not worse than it: 0 by range, but something by ratio. Equal values make a single step.
    """

    lower_is_better: bool
    method: str

    def fits(self, base: float, lead: float) -> bool:
        """Whether the leading value is no worse than the baseline."""
        return base == lead or (lead < base) is self.lower_is_better

    def earned(self, found: float, base: float, lead: float) -> float:
        """The share between 0 and 1."""
        if self._reaches(found, lead):
            return 1.0
        if base == lead or not self._reaches(found, base):
            return 0.0
        if self.method == "range":
            return min(max((found - base) / (lead - base), 0.0), 1.0)
        top, bottom = (lead, found) if self.lower_is_better else (found, lead)
        return min(max(top / bottom, 0.0), 1.0) if bottom > 0 else 0.0

    def _reaches(self, found: float, limit: float) -> bool:
        return (found < limit if self.lower_is_better else found > limit) or isclose(found, limit, rel_tol=NOISE)


@dataclass(frozen=True, slots=True)
class ProductsRule:
    """Every product by itself: Σ weight × share ÷ Σ weight."""

    table: str
    of: Expression
    base: Expression
    lead: Expression
    weight: Expression

    def rows(self, values: Scope) -> tuple[Mapping[str, Any], ...] | None:
        """The products given; None while unknown, empty where the factory is judged as a whole."""
        found = values.value(self.table)
        return None if found is UNKNOWN else () if found is NA else found

    def share(self, values: Scope, between: Interpolation) -> Share:
        """The weighted share; open as far as a product's own limits are missing."""
        weights = [self.weight(Row(values, row)) for row in self.rows(values) or ()]
        if any(weight is UNKNOWN or weight is NA for weight in weights) or fsum(weights) <= 0:
            return OPEN
        shares = self.by_row(values, between)
        total = fsum(weights)
        low = fsum(weight * one.low for weight, one in zip(weights, shares, strict=True)) / total
        high = fsum(weight * one.high for weight, one in zip(weights, shares, strict=True)) / total
        return Share(min(low, 1.0), min(high, 1.0))

    def by_row(self, values: Scope, between: Interpolation) -> tuple[Share, ...]:
        """Each product's own share."""
        return tuple(
            _between(Row(values, row), self.of, self.base, self.lead, between) for row in self.rows(values) or ()
        )

    def limits(self, values: Scope) -> Iterator[tuple[Any, Any]]:
        """Baseline and leading value of each product."""
        for row in self.rows(values) or ():
            yield self.base(Row(values, row)), self.lead(Row(values, row))


@dataclass(frozen=True, slots=True)
class BandRule:
    """One band. A leading value on the wrong side of the baseline scores nothing until it is mended."""

    name: str
    base: Expression
    lead: Expression
    between: Interpolation
    products: ProductsRule | None = None

    @property
    def lower_is_better(self) -> bool:
        """Whether less is better."""
        return self.between.lower_is_better

    @property
    def refused(self) -> Share:
        return OPEN

    def by_product(self, values: Scope) -> bool:
        """Whether products are given, so that they count and not the whole factory."""
        return self.products is not None and bool(self.products.rows(values))

    def names(self, values: Scope) -> tuple[str, ...]:
        """What decides with these values."""
        if self.products is None:
            return (self.name, *self.base.names, *self.lead.names)
        if self.products.rows(values):
            return (self.products.table,)
        return (self.products.table, self.name, *self.base.names, *self.lead.names)

    def share(self, values: Scope) -> Share | None:
        if self.products is not None:
            rows = self.products.rows(values)
            if rows is None:
                return OPEN
            if rows:
                return self.products.share(values, self.between)
        found = values.value(self.name)
        return None if found is NA else _between(values, found, self.base, self.lead, self.between)

    def limits(self, values: Scope) -> tuple[tuple[float, float], ...]:
        """Every known pair of baseline and leading value that decides with these values."""
        if self.products is not None and self.products.rows(values):
            pairs = list(self.products.limits(values))
        else:
            pairs = [(self.base(values), self.lead(values))]
        return tuple((base, lead) for base, lead in pairs if isinstance(base, float) and isinstance(lead, float))

    def fits(self, values: Scope) -> bool:
        """Whether every known pair is in the right order."""
        return all(self.between.fits(base, lead) for base, lead in self.limits(values))

    def unlimited(self, values: Scope) -> bool:
        """Whether a product lacks its baseline or its leading value."""
        return self.products is not None and any(
            limit is UNKNOWN for pair in self.products.limits(values) for limit in pair
        )


@dataclass(frozen=True, slots=True)
class BandsRule:
    """One band for each option of a choice; while nothing is chosen, whatever any of them still allows."""

    fact: str
    options: Mapping[str, BandRule]

    @property
    def refused(self) -> Share:
        return OPEN

    def chosen(self, values: Scope) -> BandRule | None:
        """The band of the option chosen; None while that is unknown or does not apply."""
        found = values.value(self.fact)
        return self.options.get(found) if isinstance(found, str) else None

    def names(self, values: Scope) -> tuple[str, ...]:
        """What decides with these values."""
        band = self.chosen(values)
        return (self.fact,) if band is None else band.names(values)

    def share(self, values: Scope) -> Share | None:
        if values.value(self.fact) is NA:
            return None
        band = self.chosen(values)
        return Share(0.0, 1.0, may_lapse=True) if band is None else band.share(values)


def _between(scope: Scope, found: Any, base: Expression, lead: Expression, between: Interpolation) -> Share:
    """The share of a number, or of a formula on one row; open while a value is missing or the limits do not fit."""
    number = found(scope) if isinstance(found, Expression) else found
    low, high = base(scope), lead(scope)
    if any(value is UNKNOWN or value is NA for value in (number, low, high)) or not between.fits(low, high):
        return OPEN
    earned = between.earned(number, low, high)
    return Share(earned, earned)
