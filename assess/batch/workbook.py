"""``results.xlsx``: results, criteria, problems, and what the numbers mean. Texts are texts, never formulas or links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from assess.batch import frames
from assess.batch.earlier import PROBLEMS
from assess.batch.texts import title
from assess.rulebook.model import Tier
from assess.rulebook.scheme import CompiledScheme
from assess.version import __version__

EXCEL_ROWS = 1_048_575
"""Rows that one sheet can hold below its header."""
EXCEL_CELL = 32_767
"""Characters that one cell can hold, as UTF-16 counts them."""
FOOTER = 240
"""Characters of a page's footer, which carries the notice about stars onto paper."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COLOURS = {5: "#7AB648", 4: "#B5D99C", 3: "#F6E58D", 2: "#F7C59F"}
_NO_STAR, _HEAD = "#F4A6A0", "#1F6F50"
_STARS = ("secured", "standing", "reachable")
_WIDTHS = {
    "file": 30, "name": 28, "credit_code": 21, "industry": 26, "region": 24, "scheme": 16, "standing": 14,
    "missing": 48, "gates_failed": 28, "gates_unknown": 28, "warnings": 30, "digest": 14, "rulebook": 14, "title": 36,
    "what": 60, "mend": 60,
}  # fmt: skip
_LAST_PRINTED = "warnings"
"""The results' last column on paper; points by group and checksums are for the screen."""
_WRAPPED = frozenset({"missing", "gates_failed", "gates_unknown", "warnings", "what", "mend"})


def write_workbook(
    path: Path,
    out: Path,
    rows: pl.LazyFrame,
    table: pl.DataFrame,
    names: Mapping[str, str],
    schemes: Sequence[CompiledScheme],
    lang: str,
    overlays: Sequence[str],
) -> None:
    """Write the workbook: ``table`` under the titles ``names``, criteria from ``rows``, problems from ``out``."""
    problems = frames.problems(out / PROBLEMS).collect()
    notices = [scheme.notice.in_(lang) for scheme in schemes if scheme.notice is not None]
    with _excel(path) as book:
        sheets = _Sheets(book, lang, " ".join(dict.fromkeys(notices)))
        sheets.table("sheet.results", table, names)
        sheets.table("sheet.criteria", _criteria(rows, schemes, lang))
        sheets.table("sheet.problems", problems)
        sheets.about(_about(schemes, lang, overlays, max(table.height, problems.height)))


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

    def __init__(self, book: Any, lang: str, notice: str) -> None:
        self.book, self.lang = book, lang
        self.footer = f"&L{notice.replace('&', '&&')[:FOOTER]}" if notice else ""
        look = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}
        head = {"bold": True, "bg_color": _HEAD, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"}
        self.head = book.add_format(look | head)
        self.text = book.add_format(look)
        self.wrapped = book.add_format(look | {"text_wrap": True})
        self.number = book.add_format(look | {"num_format": "0.00"})
        star = look | {"num_format": '0"★"', "align": "center"}
        self.stars = {stars: book.add_format(star | {"bg_color": colour}) for stars, colour in _COLOURS.items()}
        self.any_star = book.add_format(star)
        self.no_star = book.add_format(look | {"align": "center", "bg_color": _NO_STAR})

    def table(self, name: str, frame: pl.DataFrame, names: Mapping[str, str] | None = None) -> None:
        """One sheet: frozen header, filter, a row per row of the frame; ready to print."""
        sheet = self.book.add_worksheet(title(name, self.lang))
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        if _LAST_PRINTED in frame.columns:  # more would be too small to read on one sheet of paper
            sheet.fit_to_pages(2, 0)
            sheet.repeat_columns(0, 1)
            sheet.print_area(0, 0, min(frame.height, EXCEL_ROWS), frame.columns.index(_LAST_PRINTED))
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer(self.footer)
        for place, key in enumerate(frame.columns):
            sheet.set_column(place, place, _WIDTHS.get(key, 11))
            self._text(sheet, 0, place, names[key] if names else title(key, self.lang), self.head)
        for number, row in enumerate(frame.head(EXCEL_ROWS).iter_rows(), start=1):
            cells = dict(zip(frame.columns, row, strict=True))
            for place, (key, value) in enumerate(cells.items()):
                if key in _STARS:
                    self._star(sheet, number, place, key, cells)
                else:
                    self._cell(sheet, number, place, key, value)
        sheet.autofilter(0, 0, max(min(frame.height, EXCEL_ROWS), 1), len(frame.columns) - 1)

    def about(self, lines: Sequence[tuple[str, str]]) -> None:
        """Which rules, how sure, and that nobody is certified."""
        sheet = self.book.add_worksheet(title("sheet.about", self.lang))
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 100)
        for number, (left, right) in enumerate(lines):
            self._text(sheet, number, 0, left, self.text)
            self._text(sheet, number, 1, right, self.wrapped)

    def _cell(self, sheet: Any, row: int, column: int, key: str, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._text(sheet, row, column, title("yes" if value else "no", self.lang), self.text)
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self.number)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.text)
        else:
            self._text(sheet, row, column, str(value), self.wrapped if key in _WRAPPED else self.text)

    def _star(self, sheet: Any, row: int, column: int, key: str, cells: Mapping[str, Any]) -> None:
        """Stars are numbers that show a star, to be sorted and counted; their colour only repeats what is written."""
        stars = cells["reachable" if key == "reachable" else "secured"]
        if stars is not None:
            look = self.stars.get(stars, self.any_star)
        else:
            open_ = [title(f"star.{key}", self.lang) for key in ("none", "no_tiers", "unpublished")]
            look = self.any_star if cells["standing"] in open_ else self.no_star
        if key == "standing":
            self._text(sheet, row, column, cells[key], look)
        elif stars is not None:
            sheet.write_number(row, column, stars, look)
        else:
            self._text(sheet, row, column, "–", look)

    def _text(self, sheet: Any, row: int, column: int, text: str, look: Any) -> None:
        sheet.write_string(row, column, _fitting(text), look)


_STATUSES = ("met", "partly", "unmet", "unknown", "not_applicable")


def _criteria(rows: pl.LazyFrame, schemes: Sequence[CompiledScheme], lang: str) -> pl.DataFrame:
    """Each criterion: how many factories meet it, how many do not, what that costs in all."""
    counts: dict[tuple[str, str], dict[str, float]] = {}
    for scheme, name, status, count, lost, open_ in frames.criteria(rows).iter_rows():
        found = counts.setdefault((scheme, name), {"lost": 0.0, "open": 0.0})
        key = "unknown" if status == "not_scorable" else status
        found[key] = found.get(key, 0) + count
        found["lost"], found["open"] = found["lost"] + lost, found["open"] + open_
    factories = dict(rows.select("scheme").collect()["scheme"].value_counts().iter_rows())
    table = []
    for scheme in schemes:
        for item in scheme.criteria:
            found = counts.get((scheme.id, item.model.id), {})
            found["met"] = factories.get(scheme.id, 0) - sum(found.get(status, 0) for status in _STATUSES)
            table.append(
                {"scheme": scheme.id, "id": item.model.id, "title": item.model.title.in_(lang)}
                | {"mandatory": item.model.mandatory, "max": item.points}
                | {status: int(found.get(status, 0)) for status in _STATUSES}
                | {"lost": found.get("lost", 0.0), "open": found.get("open", 0.0)}
            )
    return pl.DataFrame(table)


def _about(schemes: Sequence[CompiledScheme], lang: str, overlays: Sequence[str], rows: int) -> list[tuple[str, str]]:
    """Notices first, then how to read the columns, then which rules; no date, so that the same input looks the same."""
    lines = [
        (scheme.model.title.in_(lang), scheme.notice.in_(lang) if scheme.notice else title("about.no_tiers", lang))
        for scheme in schemes
    ]
    if rows > EXCEL_ROWS:
        lines.append((title("about.cut", lang), title("about.cut.text", lang, rows=f"{EXCEL_ROWS:,}", all=f"{rows:,}")))
    lines += [(title(key, lang), title(f"about.{key}", lang)) for key in ("low", "high", "secured", "reachable")]
    lines += [(title(key, lang), title(f"about.{key}", lang)) for key in ("lost", "open")]
    for scheme in schemes:
        cuts = "  ".join(
            f"{tier.stars}★ {tier.label.in_(lang)} {_cutoff(tier, lang)}"
            for tier in sorted(scheme.model.tiers, key=lambda tier: tier.stars)
        )
        lines += [(title("about.cutoffs", lang), cuts)] if cuts else []
        lines.append((title("scheme", lang), f"{scheme.id}  {scheme.model.document}"))
    lines.append((title("rulebook", lang), schemes[0].rulebook.digest))
    lines.append((title("about.overlays", lang), title("names", lang).join(overlays) or title("about.none", lang)))
    return [*lines, (title("version", lang), __version__)]


def _cutoff(tier: Tier, lang: str) -> str:
    return f"≥ {tier.total:g}" if tier.total is not None else title("about.unpublished", lang)


def _fitting(text: str) -> str:
    """What a cell can hold: no sign that XML forbids, and no more than its limit."""
    if len(text) <= EXCEL_CELL // 2 and text.isprintable():  # nearly all of them
        return text
    text = _NO_XML.sub("\ufffd", text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * EXCEL_CELL:
        return text
    return units[: 2 * EXCEL_CELL - 2].decode("utf-16-le", errors="ignore") + "…"
