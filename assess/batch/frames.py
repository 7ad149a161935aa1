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

_PLAIN = (
    "file", "name", "credit_code", "industry", "region", "period", "made_up", "scheme", "secured", "reachable", "low",
    "high", "max", "gates_failed", "gates_unknown", "answered", "asked", "missing", "warnings",
)  # fmt: skip
_LISTS = ("gates_failed", "gates_unknown", "missing", "warnings")
_TAIL = ("digest", "rulebook", "version")


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


def flat(frame: pl.LazyFrame, groups: tuple[str, ...], separator: str) -> pl.LazyFrame:
    """One plain value per cell: lists joined, and for each group two columns ``ID.low`` and ``ID.high``."""
    plain = [
        pl.col(name).list.join(separator).alias(name) if name in _LISTS else pl.col(name) for name in (*_PLAIN, *_TAIL)
    ]
    spread = [
        pl.col("groups")
        .list.eval(pl.element().filter(pl.element().struct.field("id") == group).struct.field(end))
        .list.first()
        .alias(f"{group}.{end}")
        for group in groups
        for end in ("low", "high")
    ]
    return frame.select(*plain[: len(_PLAIN)], *spread, *plain[len(_PLAIN) :])


def criteria(frame: pl.LazyFrame) -> pl.DataFrame:
    """By scheme, criterion and status: how many factories, points lost and points open."""
    one = pl.col("criteria").struct.field
    return (
        frame.select("scheme", "criteria")
        .explode("criteria", empty_as_null=False)
        .select(
            "scheme",
            one("id").alias("id"),
            one("status").alias("status"),
            (one("max") - one("high")).alias("lost"),
            (one("high") - one("low")).alias("open"),
        )
        .drop_nulls("id")
        .group_by("scheme", "id", "status")
        .agg(pl.len().alias("count"), pl.col("lost").sum(), pl.col("open").sum())
        .sort("scheme", "id", "status")
        .collect()
    )
