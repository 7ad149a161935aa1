"""The tables of a batch run: CSV, Excel and Parquet, all made from ``results.jsonl`` and ``problems.jsonl``.

The same results give the same bytes. Texts that a spreadsheet could take for a formula stay texts.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from assess.batch import frames
from assess.batch.earlier import PROBLEMS, RESULTS
from assess.batch.texts import title
from assess.errors import Position, one
from assess.rulebook.scheme import CompiledScheme

EXCEL_ROWS = 1_048_575
"""Rows that one sheet can hold below its header."""

_FORMULA = r"^[=+\-@\t\r]"
_STARS = {5: "#7AB648", 4: "#B5D99C", 3: "#F6E58D", 2: "#F7C59F"}
_NO_STAR, _HEAD = "#F4A6A0", "#1F6F50"
_WIDTHS = {
    "file": 28, "name": 30, "credit_code": 21, "industry": 9, "region": 22, "scheme": 16, "missing": 34,
    "gates_failed": 18, "gates_unknown": 18, "warnings": 22, "digest": 14, "rulebook": 14, "title": 40, "what": 60,
    "mend": 60,
}  # fmt: skip


def write_tables(out: Path, schemes: Sequence[CompiledScheme], lang: str) -> tuple[Path, ...]:
    """Write ``results.parquet``, ``results.csv`` and ``results.xlsx`` into ``out``; each whole or not at all."""
    rows = frames.rows(out / RESULTS)
    groups = tuple(dict.fromkeys(name for scheme in schemes for name, _ in scheme.groups))
    flat = frames.flat(rows, groups, title("list", lang))
    names = _titles(schemes, lang)
    csv = flat.with_columns(_as_text(flat)).rename({key: names[key] for key in flat.collect_schema().names()})
    targets = {
        "results.parquet": rows.sink_parquet,
        "results.csv": lambda path: csv.sink_csv(path, include_bom=True),
        "results.xlsx": lambda path: _workbook(path, out, rows, flat, schemes, names, lang),
    }
    for name, make in targets.items():
        _whole(out / name, make)
    return tuple(out / name for name in targets)


def _whole(path: Path, make: Callable[[Path], object]) -> None:
    """Let ``make`` write beside the target, then move it there. Raises GF-401."""
    try:
        with tempfile.TemporaryDirectory(prefix=".assess-", dir=path.parent) as folder:
            part = Path(folder) / path.name
            make(part)
            part.replace(path)
    except OSError as error:
        raise one("GF-401", Position(str(path)), file=str(path), why=error.strerror or str(error)) from None


def _titles(schemes: Sequence[CompiledScheme], lang: str) -> dict[str, str]:
    """Column titles; those of groups carry the group's own."""
    plain = (
        "file", "name", "credit_code", "industry", "region", "period", "made_up", "scheme", "secured", "reachable",
        "low", "high", "max", "gates_failed", "gates_unknown", "answered", "asked", "missing", "warnings", "digest",
        "rulebook", "version",
    )  # fmt: skip
    found = {key: title(key, lang) for key in plain}
    for scheme in schemes:
        for name, text in scheme.groups:
            for end in ("low", "high"):
                found.setdefault(f"{name}.{end}", title(f"group.{end}", lang, title=text.in_(lang)))
    return found


def _as_text(frame: pl.LazyFrame) -> list[pl.Expr]:
    """Texts that begin like a formula get an apostrophe in front, which spreadsheets read as “text”."""
    texts = [name for name, kind in frame.collect_schema().items() if kind == pl.String]
    return [
        pl.when(pl.col(name).str.contains(_FORMULA)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in texts
    ]


# ---------------------------------------------------------------- Excel


def _workbook(
    path: Path,
    out: Path,
    rows: pl.LazyFrame,
    flat: pl.LazyFrame,
    schemes: Sequence[CompiledScheme],
    names: dict[str, str],
    lang: str,
) -> None:
    with _excel(path) as book:
        sheets = _Sheets(book, lang)
        results = flat.collect()
        sheets.table("sheet.results", results, names, star=("secured", "reachable"))
        sheets.table("sheet.criteria", _criteria(rows, results, schemes, lang), None)
        sheets.table("sheet.problems", frames.problems(out / PROBLEMS).collect(), None)
        sheets.about(schemes)


@contextmanager
def _excel(path: Path) -> Iterator[Any]:
    """A workbook that takes every text for a text, and whose bytes depend on nothing but its content."""
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "tmpdir": str(path.parent),
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    yield book
    book.close()


class _Sheets:
    """The sheets of one workbook, in one look."""

    def __init__(self, book: Any, lang: str) -> None:
        self.book, self.lang = book, lang
        look = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
        self.head = book.add_format(
            look | {"bold": True, "bg_color": _HEAD, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        )
        self.text = book.add_format(look)
        self.wrapped = book.add_format(look | {"text_wrap": True})
        self.number = book.add_format(look | {"num_format": "0.00"})
        self.stars = {stars: book.add_format(look | {"bg_color": colour}) for stars, colour in _STARS.items()}
        self.none = book.add_format(look | {"bg_color": _NO_STAR})

    def table(self, name: str, frame: pl.DataFrame, titles: dict[str, str] | None, star: tuple[str, ...] = ()) -> None:
        """One sheet: frozen header, filter, a row per row of the frame."""
        sheet = self.book.add_worksheet(title(name, self.lang))
        sheet.freeze_panes(1, 2 if star else 1)
        for place, key in enumerate(frame.columns):
            sheet.set_column(place, place, _WIDTHS.get(key, 11))
            sheet.write_string(0, place, titles[key] if titles else title(key, self.lang), self.head)
        for number, row in enumerate(frame.head(EXCEL_ROWS).iter_rows(), start=1):
            for place, (key, value) in enumerate(zip(frame.columns, row, strict=True)):
                self._cell(sheet, number, place, value, is_star=key in star)
        if frame.columns:
            sheet.autofilter(0, 0, max(min(frame.height, EXCEL_ROWS), 1), len(frame.columns) - 1)

    def about(self, schemes: Sequence[CompiledScheme]) -> None:
        """Which rules, how sure, and that nobody is certified."""
        sheet = self.book.add_worksheet(title("sheet.about", self.lang))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 90)
        rulebook = schemes[0].rulebook
        lines = [(title("rulebook", self.lang), rulebook.digest)]
        lines += [(scheme.id, scheme.model.title.in_(self.lang)) for scheme in schemes]
        lines += [(scheme.id, scheme.notice.in_(self.lang)) for scheme in schemes if scheme.notice is not None]
        for number, (left, right) in enumerate(lines):
            sheet.write_string(number, 0, left, self.text)
            sheet.write_string(number, 1, right, self.wrapped)

    def _cell(self, sheet: Any, row: int, column: int, value: object, *, is_star: bool) -> None:
        if is_star:
            stars = value if isinstance(value, int) else 0
            shown = f"{'★' * stars}" if stars else title("star.none", self.lang)
            sheet.write_string(row, column, shown, self.stars.get(stars, self.none))
        elif value is None:
            return
        elif isinstance(value, bool):
            sheet.write_string(row, column, title("yes" if value else "no", self.lang), self.text)
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.text)
        else:
            sheet.write_string(row, column, str(value)[:32000], self.text)


_STATUSES = ("met", "partly", "unmet", "unknown", "not_applicable")


def _criteria(rows: pl.LazyFrame, results: pl.DataFrame, schemes: Sequence[CompiledScheme], lang: str) -> pl.DataFrame:
    """Each criterion: how many factories meet it, how many do not, what that costs in all."""
    counts: dict[tuple[str, str], dict[str, float]] = {}
    for scheme, name, status, count, lost, open_ in frames.criteria(rows).iter_rows():
        found = counts.setdefault((scheme, name), {})
        key = "unknown" if status == "not_scorable" else status
        found[key] = found.get(key, 0) + count
        found["lost"], found["open"] = found.get("lost", 0.0) + lost, found.get("open", 0.0) + open_
    factories = dict(results["scheme"].value_counts().iter_rows())
    table = []
    for scheme in schemes:
        for item in scheme.criteria:
            found = counts.get((scheme.id, item.model.id), {})
            others = sum(found.get(status, 0) for status in _STATUSES)
            found["met"] = factories.get(scheme.id, 0) - others
            table.append(
                {"scheme": scheme.id, "id": item.model.id, "title": item.model.title.in_(lang)}
                | {"mandatory": item.model.mandatory, "max": item.points}
                | {status: int(found.get(status, 0)) for status in _STATUSES}
                | {"lost": found.get("lost", 0.0), "open": found.get("open", 0.0)}
            )
    return pl.DataFrame(table)
