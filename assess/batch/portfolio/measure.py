"""What the tables of a portfolio are computed with: stars, shares, spreads, and rows as lines of a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import polars as pl

from assess.batch.portfolio.model import GroupShare, Line, Part, Spread
from assess.batch.portfolio.people import MASKED
from assess.batch.results import IDENTITY
from assess.rulebook.model import Tier
from assess.rulebook.scheme import CompiledScheme

_SPREAD = {
    "n": pl.len(),
    "mean_low": pl.col("low").mean(),
    "mean_high": pl.col("high").mean(),
    "first": pl.col("low").quantile(0.25, "linear"),
    "median": pl.col("low").median(),
    "third": pl.col("low").quantile(0.75, "linear"),
}
_COVERED = {"covered_secured": pl.col("secured").count(), "covered_reachable": pl.col("reachable").count()}


def decidable(scheme: CompiledScheme) -> tuple[Tier, ...]:
    """The tiers that results can reach, from the lowest up: those before one that is unpublished or that others award."""
    tiers = sorted(scheme.model.tiers, key=lambda tier: tier.stars)
    return tuple(takewhile(lambda tier: tier.unpublished is None and not tier.nomination, tiers))


def stars(column: str) -> pl.Expr:
    """Stars with 0 for none."""
    return pl.col(column).fill_null(0)


def lines(rows: pl.DataFrame) -> tuple[Line, ...]:
    """Each row as a line, in its order."""
    chosen = rows.select(
        "name", "credit_code", "file", "division", "town", stars("secured"), stars("reachable"), "low", "high"
    )
    hidden = rows["digest"].null_count() == rows.height
    return tuple(
        Line(name, code, None if hidden else file, None if hidden else division, None if hidden else town, *rest)
        for name, code, file, division, town, *rest in chosen.iter_rows()
    )


def shares(rows: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """One row per factory and group that applies to it: ``group``, ``low`` and ``high`` as shares of its points."""
    inside = pl.col("groups").struct.field
    return (
        rows.select(IDENTITY, *keys, "groups")
        .explode("groups", empty_as_null=False)
        .select(IDENTITY, *keys, inside("id").alias("group"), inside("low"), inside("high"), inside("max"))
        .filter(pl.col("max") > 0)
        .with_columns((pl.col("low") / pl.col("max")), (pl.col("high") / pl.col("max")))
        .drop("max")
    )


def spread(rows: pl.DataFrame) -> Spread:
    """The spread of the totals; of ``low`` and ``high`` whatever they are."""
    return Spread(**rows.select(**_SPREAD).row(0, named=True))


def group_shares(rows: pl.DataFrame, order: tuple[str, ...]) -> tuple[GroupShare, ...]:
    """The spread of each group's share, in the scheme's order."""
    found = {row.pop("group"): Spread(**row) for row in _spreads(shares(rows), "group")}
    return tuple(GroupShare(group, found[group]) for group in order if group in found)


def parts(rows: pl.DataFrame, column: str, order: tuple[str, ...]) -> tuple[Part, ...]:
    """The rows by division or town: the largest first, those that name none and masked ones last."""
    totals = rows.group_by(column).agg(**_SPREAD, **_COVERED)
    by_group: dict[str | None, dict[str, Spread]] = {}
    for row in _spreads(shares(rows, column), column, "group"):
        key, group = row.pop(column), row.pop("group")
        by_group.setdefault(key, {})[group] = Spread(**row)
    found = []
    for row in totals.iter_rows(named=True):
        key = row.pop(column)
        counts = {name: row.pop(name) for name in _COVERED}
        inside = by_group.get(key, {})
        found.append(
            Part(
                key="" if key in (None, MASKED) else key,
                kind="unnamed" if key is None else "masked" if key == MASKED else "named",
                n=row["n"],
                total=Spread(**row) if row["mean_low"] is not None else None,
                shares=tuple(GroupShare(group, inside[group]) for group in order if group in inside),
                **counts,
            )
        )
    return tuple(sorted(found, key=lambda part: (part.kind != "named", part.kind, -part.n, part.key)))


def _spreads(rows: pl.DataFrame, *keys: str) -> Iterator[dict[str, Any]]:
    return rows.group_by(*keys).agg(**_SPREAD).iter_rows(named=True)
