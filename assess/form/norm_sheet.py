"""The sheet on which benchmarks take the norm of a product (产品标准): choices on top, all that can be chosen below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.form import norms, units
from assess.form.layout import Asked, Layout
from assess.form.looks import DARK, height
from assess.form.model import HEAD, MARK
from assess.form.norms import CORRECTION, NORM

if TYPE_CHECKING:
    from assess.form.write import Writer

TOP = 4
"""Rows above the first benchmark: keys (hidden), title, what to do, column titles."""
_WIDTHS = {"id": 4, "benchmark": 40, NORM: 50, CORRECTION: 12, "level": 40, "wanted": 46}
_KEYS = tuple(_WIDTHS)
_PLACE = {key: number for number, key in enumerate(_KEYS)}


def cells(form: Layout, asked: Asked) -> tuple[str, str, str] | None:
    """Where a benchmark's norm is chosen, corrected, and said what it wants: None where no norm can stand for it."""
    if asked not in form.by_norm:
        return None
    row = TOP + form.by_norm.index(asked) + 1
    norm, correction, wanted = (f"'{form.norms}'!{_letter(key)}{row}" for key in (NORM, CORRECTION, "wanted"))
    return norm, correction, wanted


def write_norms(writer: Writer) -> None:
    """Write the sheet."""
    form = writer.form
    sheet = writer.book.add_worksheet(form.norms)
    sheet.set_tab_color(DARK)
    sheet.set_row(0, None, None, {"hidden": True})
    for column, (key, width) in enumerate(_WIDTHS.items()):
        sheet.write_string(0, column, MARK + key)
        sheet.set_column(column, column, width, None, {"hidden": key == "id"})
    sheet.set_row(1, 26)
    sheet.write_string(1, 1, writer.word("norms"), writer.looks.title())
    sheet.write_string(2, 1, writer.word("norms.how"), writer.looks())
    _heads(writer, sheet, TOP - 1, [f"norms.{key}" for key in _KEYS[1:]])
    for row in range(1, TOP):
        sheet.write_string(row, 0, HEAD)
    for row, asked in enumerate(form.by_norm, start=TOP):
        _choice(writer, sheet, row, asked)
    _list(writer, sheet, TOP + len(form.by_norm) + 1)
    sheet.freeze_panes(TOP, 0)
    writer.page(sheet, TOP + len(form.by_norm) - 1, 1, len(_KEYS) - 1)  # the list is for searching, not for paper


def _choice(writer: Writer, sheet: Any, row: int, asked: Asked) -> None:
    """One benchmark: the norm, its correction, the level that counts, and what the correction is."""
    benchmark = asked.question.benchmark
    assert benchmark is not None
    assert benchmark.norm is not None
    looks, title = writer.looks, asked.question.ask.in_(writer.lang)
    shown = f"{asked.number}  {title}"
    sheet.write_string(row, 0, asked.question.id)
    sheet.write_string(row, _PLACE["benchmark"], shown, looks.label())
    sheet.set_row(row, height([(shown, _WIDTHS["benchmark"]), ("\n", 9)]))
    writer.put(sheet, (row, _PLACE[NORM]), asked.row.cell(NORM), looks.input(num_format="@"), asked)
    writer.put(sheet, (row, _PLACE[CORRECTION]), asked.row.cell(CORRECTION), looks.input(align="right"), asked)
    levels = (benchmark.norm,)
    wanted = units.declared(asked.question, writer.rulebook)
    found = norms.fitting(levels, wanted, writer.rulebook, writer.form.industry)
    columns = tuple(zip(*(norms.described(norm, writer.lang, levels) for norm in found), strict=True))
    sheet.data_validation(row, _PLACE[NORM], row, _PLACE[NORM], writer.answers.norm_rule(columns))
    chosen = [one for one in zip(*columns, strict=True) if one[0] == asked.row.cell(NORM).value]
    for number, key in ((2, "level"), (3, "wanted")):
        formula = lookup(f"{_letter(NORM)}{row + 1}", writer.lists.block(columns), number)
        sheet.write_formula(row, _PLACE[key], formula, looks.label(indent=1), chosen[0][number - 1] if chosen else "")


def lookup(cell: str, block: str, column: int) -> str:
    """The formula for what stands beside the norm chosen in a cell."""
    return f'=IF({cell}="","",IFERROR(VLOOKUP({cell},{block},{column},FALSE)&"",""))'


def _list(writer: Writer, sheet: Any, row: int) -> None:
    """Everything that can be chosen, to search in."""
    sheet.write_string(row, 0, HEAD)
    sheet.write_string(row, 1, writer.word("norms.list"), writer.looks.title())
    _heads(writer, sheet, row + 1, ["norms.document", "norms.product", "", "norms.levels", "norms.wanted"])
    sheet.write_string(row + 1, 0, HEAD)
    top = row + 1
    for place, norm in enumerate(writer.form.choices, start=top + 1):
        _, says, wants = norms.described(norm, writer.lang)
        values = (norm.source.document, norm.title.in_(writer.lang), "", says, wants)
        sheet.write_string(place, 0, HEAD)
        for column, value in enumerate(values, start=1):
            sheet.write_string(place, column, value, writer.looks.label())
        sheet.set_row(place, height(zip(values, list(_WIDTHS.values())[1:], strict=True)))
    sheet.autofilter(top, 1, top + len(writer.form.choices), len(_KEYS) - 1)


def _heads(writer: Writer, sheet: Any, row: int, keys: list[str]) -> None:
    sheet.set_row(row, 32)
    for column, key in enumerate(keys, start=1):
        sheet.write_string(row, column, writer.word(key) if key else "", writer.looks.head())


def _letter(key: str) -> str:
    return "ABCDEF"[_PLACE[key]]
