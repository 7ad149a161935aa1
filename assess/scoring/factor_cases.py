"""Pack tests of factors (系数): single numbers, and how many of a family fell and rose from one year to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isclose

from assess.rulebook.case import Expect
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Factor
from assess.scoring.values import Values

SAME = 1e-9
"""Factors are printed numbers: they agree exactly, but for binary noise."""


def factors_differ(expect: Expect, values: Values) -> Iterator[tuple[str, float | str, float | str]]:
    """What does not agree: its path under ``expect``, expected and found."""
    for name, wanted in expect.factors.items():
        found = values.factor(name)
        shown = found if isinstance(found, float) else "unknown"
        if isinstance(wanted, str) or isinstance(shown, str):
            if wanted != shown:
                yield f"factors.{name}", wanted, shown
        elif not isclose(wanted, shown, rel_tol=SAME):
            yield f"factors.{name}", wanted, shown
    for family, change in expect.changes.items():
        pairs = list(_pairs(members(values.rulebook, family), change.from_, change.to))
        counts = {"fell": sum(new < old for old, new in pairs), "rose": sum(new > old for old, new in pairs)}
        for key, count in counts.items():
            asked = getattr(change, key)
            if asked is not None and asked != count:
                yield f"changes.{family}.{key}", float(asked), float(count)


def members(rulebook: Rulebook, family: str) -> Sequence[Factor]:
    """The factors by year whose id begins with ``family``."""
    return [one for name, one in rulebook.factors.items() if name.startswith(f"{family}.") and one.by_year]


def _pairs(factors: Sequence[Factor], before: int, after: int) -> Iterator[tuple[float, float]]:
    for factor in factors:
        years = {row.year: row.value for row in factor.by_year}
        if before in years and after in years:
            yield years[before], years[after]
