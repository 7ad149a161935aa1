"""Results of a run, read back for portfolios and comparisons: a folder, ``results.jsonl`` or ``results.parquet``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assess.batch import frames
from assess.batch.earlier import PROBLEMS, RESULTS
from assess.errors import AssessError, Position, listed, one

PARQUET = "results.parquet"
NEEDED = (
    "file", "scheme", "name", "credit_code", "industry", "region", "made_up", "period", "secured", "reachable",
    "low", "high", "max", "missing", "gates_failed", "gates_unknown", "groups", "criteria", "digest", "rulebook",
    "version",
)  # fmt: skip
"""Columns without which nothing can be said."""

IDENTITY, IDENTITY_NAME = "identity", "identity_name"
"""Columns added by :func:`identified`: who a row is about, by credit code else by name; and by name alone."""


@dataclass(frozen=True, slots=True)
class Results:
    """The rows of a run under one scheme, and the files it could not read (None where that list is not at hand)."""

    rows: pl.DataFrame
    problems: pl.DataFrame | None


def read_results(path: Path) -> Results:
    """All rows of a run, and its problems where ``problems.jsonl`` lies beside them.

    Raises GF-510 where ``path`` holds no results, GF-511 where they are not of this program's shape.
    """
    file = _file(path)
    try:
        rows = pl.read_parquet(file) if file.suffix == ".parquet" else frames.rows(file).collect()
        beside = file.parent / PROBLEMS
        problems = frames.problems(beside).collect() if beside.is_file() else None
    except (OSError, pl.exceptions.PolarsError) as error:
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise one("GF-511", Position(str(file)), file=file.name, why=why) from None
    lacking = [name for name in NEEDED if name not in rows.columns]
    wrong = [name for name in NEEDED if name not in lacking and rows.schema[name] != frames.ROWS[name]]
    if lacking or wrong:
        raise one("GF-512", Position(str(file)), file=file.name, columns=listed([*lacking, *wrong]))
    return Results(rows, problems)


def of_scheme(results: Results, path: Path, scheme: str) -> Results:
    """The rows under one scheme. Raises GF-513 where there are none."""
    rows = results.rows.filter(pl.col("scheme") == scheme)
    if rows.is_empty():
        known = listed(sorted(results.rows["scheme"].unique()) or ["–"])
        raise one("GF-513", Position(str(path)), scheme=scheme, known=known)
    return Results(rows, results.problems)


def identified(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with who they are about: the credit code, else the name without blanks."""
    name = pl.col("name").str.normalize("NFKC").str.replace_all(r"\s+", "")
    return rows.with_columns(
        name.alias(IDENTITY_NAME), pl.coalesce(pl.col("credit_code"), "name:" + name).alias(IDENTITY)
    )


def newest(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per factory: the latest year, the first file of that year; in the order of the files."""
    return (
        rows.sort("period", "file", descending=[True, False], maintain_order=True)
        .unique(IDENTITY, keep="first", maintain_order=True)
        .sort("file", maintain_order=True)
    )


def _file(path: Path) -> Path:
    """The file to read: ``results.jsonl`` of a folder before its ``results.parquet``."""
    if path.is_dir():
        for name in (RESULTS, PARQUET):
            if (path / name).is_file():
                return path / name
        raise _none(path)
    if path.suffix not in (".parquet", ".jsonl") or not path.is_file():
        raise _none(path)
    return path


def _none(path: Path) -> AssessError:
    return one("GF-510", Position(str(path)), file=str(path))
