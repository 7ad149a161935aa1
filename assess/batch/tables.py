"""The tables of a batch run: CSV, Excel and Parquet, all made from ``results.jsonl`` and ``problems.jsonl``.

The same results give the same bytes. Texts that a spreadsheet could take for a formula stay texts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from assess.batch import frames
from assess.batch.earlier import RESULTS
from assess.batch.texts import title
from assess.batch.wording import readable
from assess.batch.workbook import write_workbook
from assess.errors import Position, one
from assess.rulebook.scheme import CompiledScheme

ROW_GROUP = 10_000
"""Rows of a block of ``results.parquet``; left to itself the size would depend on the machine."""

_FORMULA = r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]"


def write_tables(
    out: Path, schemes: Sequence[CompiledScheme], lang: str, overlays: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write ``results.xlsx``, ``results.csv`` and ``results.parquet`` into ``out``; each whole or not at all.

    ``overlays`` are the names of the rule folders laid over the shipped rules. Raises GF-401.
    """
    parquet = out / "results.parquet"
    _whole(parquet, lambda path: frames.rows(out / RESULTS).sink_parquet(path, row_group_size=ROW_GROUP))
    rows = pl.scan_parquet(parquet)  # several times as fast to read as the lines
    table = readable(rows, schemes, lang)
    names = _titles(table.columns, schemes, lang)
    targets: dict[str, Callable[[Path], object]] = {
        "results.xlsx": lambda path: write_workbook(path, out, rows, table, names, schemes, lang, overlays),
        "results.csv": lambda path: _csv(path, table, names),
    }
    for name, make in targets.items():
        _whole(out / name, make)
    return (*(out / name for name in targets), parquet)


def _whole(path: Path, make: Callable[[Path], object]) -> None:
    """Let ``make`` write beside the target, then move it there. Raises GF-401."""
    try:
        with tempfile.TemporaryDirectory(prefix=".assess-", dir=path.parent) as folder:
            part = Path(folder) / path.name
            make(part)
            part.replace(path)
    except OSError as error:
        raise one("GF-401", Position(str(path)), file=str(path), why=error.strerror or str(error)) from None


def _titles(keys: Sequence[str], schemes: Sequence[CompiledScheme], lang: str) -> dict[str, str]:
    """By column its title; those of groups carry the group's own. No title stands twice."""
    groups = {name: text.in_(lang) for scheme in reversed(schemes) for name, text in scheme.groups}
    found: dict[str, str] = {}
    for key in keys:
        group, _, end = key.rpartition(".")
        text = title(f"group.{end}", lang, title=groups[group]) if group in groups else title(key, lang)
        found[key] = text if text not in found.values() else f"{text} ({key})"
    return found


def _csv(path: Path, table: pl.DataFrame, names: dict[str, str]) -> None:
    """With a byte-order mark, without which Excel would not read Chinese."""
    texts = [key for key, kind in table.schema.items() if kind == pl.String]
    safe = table.with_columns(_as_text(pl.col(key)) for key in texts)
    heads = pl.Series(list(names.values())).to_frame("head").select(_as_text(pl.col("head")))["head"].to_list()
    safe.rename(dict(zip(names, heads, strict=True))).write_csv(path, include_bom=True)


def _as_text(text: pl.Expr) -> pl.Expr:
    """Texts that begin like a formula get an apostrophe in front, which spreadsheets read as “text”."""
    return pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text).name.keep()
