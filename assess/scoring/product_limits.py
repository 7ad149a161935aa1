"""What products are held against one by one (多产品的限值): levels of the norm that a row names, or the factory's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact
from assess.scoring.result import Assessment
from assess.scoring.values import Values
from assess.submission.norms import level_of
from assess.submission.quantity import ValueProblem


class ProductLimit(NamedTuple):
    """One limit of one product: ``column`` of the table ``fact``, in ``unit``; ``value`` None was neither named nor given.

    ``norm`` with its ``correction`` is set where the level of a norm stands for it; ``document`` is then the norm's, else
    the source that the factory gives.
    """

    fact: str
    product: str
    column: str
    value: float | None
    unit: str
    origin: Literal["norm", "submission", "none"]
    document: str | None
    basis: str | None
    superseded: bool
    norm: str | None = None
    correction: float | None = None


def product_limits(assessment: Assessment) -> tuple[ProductLimit, ...]:
    """Every limit of every product that the scheme judges by itself, in the order of the rows."""
    rulebook = assessment.scheme.rulebook
    values = Values(rulebook, assessment.scheme.model.settings, assessment.submission)
    found: list[ProductLimit] = []
    for name in _tables(assessment):
        rows = values.value(name)
        if isinstance(rows, tuple):
            found += [one for row in rows for one in limits_of_row(rulebook.facts[name], row, rulebook)]
    return tuple(found)


def _tables(assessment: Assessment) -> tuple[str, ...]:
    """The tables of products in the scheme's rules, each once."""
    names: dict[str, None] = {}
    for item in assessment.scheme.criteria:
        score = item.model.score
        bands = [score.band] if score.band is not None else []
        bands += score.bands.options.values() if score.bands is not None else []
        names |= {band.products.table: None for band in bands if band.products is not None}
    return tuple(names)


def limits_of_row(fact: Fact, row: Mapping[str, Any], rulebook: Rulebook) -> Iterator[ProductLimit]:
    """What one product is held against."""
    product = next(str(row.get(column.id) or "") for column in fact.columns if column.kind == "text")
    for column in fact.columns:
        if column.norm is not None:
            yield _limit(fact, column, row, product, rulebook)


def _limit(fact: Fact, column: Column, row: Mapping[str, Any], product: str, rulebook: Rulebook) -> ProductLimit:
    value, unit = row.get(column.id), _unit(fact, column, row)
    if value is None:
        return ProductLimit(fact.id, product, column.id, None, unit, "none", None, None, superseded=False)
    taken = _taken(column, row, unit, rulebook)
    if taken is None or taken != value:
        source = row.get("limits_source")
        return ProductLimit(fact.id, product, column.id, value, unit, "submission", source, None, superseded=False)
    norm = rulebook.norms[row["norm"]]
    return ProductLimit(
        fact.id, product, column.id, value, unit, "norm", norm.source.document, norm.source.basis, norm.superseded,
        norm.id, row.get("correction") if norm.correction is not None else None,
    )  # fmt: skip


def _taken(column: Column, row: Mapping[str, Any], unit: str, rulebook: Rulebook) -> float | None:
    """The level of the row's norm; a number that the factory typed instead differs from it."""
    if row.get("norm") is None:
        return None
    try:
        value, *_ = level_of(row["norm"], column.norm, row.get("correction"), units=(unit,), rulebook=rulebook)
    except ValueProblem:
        return None
    return value


def _unit(fact: Fact, column: Column, row: Mapping[str, Any]) -> str:
    """The column's unit, ``row`` in it replaced by the unit of the product."""
    options = {one.id: one.unit for other in fact.columns for one in other.options}
    chosen = next(
        (options[row[other.id]] for other in fact.columns if other.kind == "choice" and row.get(other.id)), ""
    )
    return (column.unit or "1").replace("row", chosen or "1")
