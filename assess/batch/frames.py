"""Results as data frames: read back from the lines of a run, and laid flat for tables."""

from __future__ import annotations

from pathlib import Path

import polars as pl

_GROUP = pl.Struct({"id": pl.String, "low": pl.Float64, "high": pl.Float64, "max": pl.Float64})
_CRITERION = pl.Struct(
    {
        "id": pl.String,
        "status": pl.String,
        "low": pl.Float64,
        "high": pl.Float64,
        "max": pl.Float64,
        "nominal": pl.Float64,
        "unknown": pl.List(pl.String),
    }
)
_TITLE = pl.Struct(dict.fromkeys(("level", "name", "granted", "reviewed", "removed"), pl.String))
"""Days are written as in submissions, 2024-05-01."""
ROWS: dict[str, pl.DataType | type[pl.DataType]] = {
    "file": pl.String,
    "scheme": pl.String,
    "name": pl.String,
    "credit_code": pl.String,
    "industry": pl.String,
    "region": pl.String,
    "province": pl.String,
    "made_up": pl.Boolean,
    "period": pl.Int64,
    "secured": pl.Int64,
    "reachable": pl.Int64,
    "nomination": pl.Int64,
    "below_lowest": pl.Boolean,
    "low": pl.Float64,
    "high": pl.Float64,
    "max": pl.Float64,
    "missing": pl.List(pl.String),
    "blocked": pl.List(pl.String),
    "gates_failed": pl.List(pl.String),
    "gates_unknown": pl.List(pl.String),
    "answered": pl.Int64,
    "asked": pl.Int64,
    "warnings": pl.List(pl.String),
    "groups": pl.List(_GROUP),
    "criteria": pl.List(_CRITERION),
    "titles": pl.List(_TITLE),
    "digest": pl.String,
    "rulebook": pl.String,
    "version": pl.String,
}
"""The columns of ``results.jsonl`` and ``results.parquet``; only ever added to."""

PROBLEMS: dict[str, pl.DataType | type[pl.DataType]] = {
    "file": pl.String,
    "line": pl.Int64,
    "column": pl.Int64,
    "code": pl.String,
    "what": pl.String,
    "mend": pl.String,
}
"""The columns of ``problems.jsonl``."""

PLAIN = (
    "file", "name", "credit_code", "industry", "region", "period", "made_up", "scheme", "secured", "nomination", "below_lowest",
    "reachable", "low", "high", "max", "gates_failed", "gates_unknown", "answered", "asked", "missing", "warnings",
)  # fmt: skip
TAIL = ("digest", "rulebook", "version")
"""The columns of :func:`flat` before and after those of the groups."""


EXACT = 10**4
"""The decimals of a criterion's points as a factor."""


def rows(path: Path) -> pl.LazyFrame:
    """The rows of ``results.jsonl``, in its order."""
    if path.stat().st_size == 0:
        return pl.LazyFrame(schema=ROWS)
    return pl.scan_ndjson(path, schema=ROWS)


def problems(path: Path) -> pl.LazyFrame:
    """The rows of ``problems.jsonl``, in its order."""
    if path.stat().st_size == 0:
        return pl.LazyFrame(schema=PROBLEMS)
    return pl.scan_ndjson(path, schema=PROBLEMS)


def flat(frame: pl.LazyFrame, groups: tuple[str, ...]) -> pl.DataFrame:
    """A row per result without its criteria: for each group two columns ``ID.low`` and ``ID.high``."""
    spread = [
        pl.col("groups")
        .list.eval(pl.element().filter(pl.element().struct.field("id") == group).struct.field(end))
        .list.first()
        .alias(f"{group}.{end}")
        for group in groups
        for end in ("low", "high")
    ]
    return frame.select(*PLAIN, *spread, *TAIL).collect(engine="streaming")


def criteria(frame: pl.LazyFrame) -> pl.DataFrame:
    """By scheme, criterion and status: how many factories, points lost and points open.

    Points are added up as whole ten-thousandths, since the order of the additions is not the same every time.
    """
    one = pl.col("criteria").struct.field

    def exact(difference: pl.Expr) -> pl.Expr:
        return (difference * EXACT).round().cast(pl.Int64)

    return (
        frame.select("scheme", "criteria")
        .explode("criteria", empty_as_null=False)
        .select(
            "scheme",
            one("id").alias("id"),
            one("status").alias("status"),
            exact(one("max") - one("high")).alias("lost"),
            exact(one("high") - one("low")).alias("open"),
        )
        .drop_nulls("id")
        .group_by("scheme", "id", "status")
        .agg(pl.len().alias("count"), pl.col("lost").sum() / EXACT, pl.col("open").sum() / EXACT)
        .sort("scheme", "id", "status")
        .collect(engine="streaming")
    )
