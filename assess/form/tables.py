"""A table's own sheet (如能源品种): a row per entry, the units beside the numbers following the choice in the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.form import units
from assess.form.layout import Asked
from assess.form.looks import DARK
from assess.form.model import HEAD, MARK, NOTHING, table_mark
from assess.rulebook.model import Column, Fact

if TYPE_CHECKING:
    from assess.form.write import Writer

TOP, SPARE = 3, 30
_WIDTH = {"choice": 26, "quantity": 20, "text": 36}


def last_row(asked: Asked) -> int:
    """The last row to write in, from 1: those in use and some more."""
    return TOP + len(asked.row.lines) + SPARE


def write_table(writer: Writer, asked: Asked, name: str) -> None:
    """Write the sheet of one table."""
    fact = asked.question.fact
    assert fact is not None
    sheet = writer.book.add_worksheet(name)
    sheet.set_tab_color(DARK)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 26)
    sheet.set_row(2, 46)
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    for row, mark in enumerate((table_mark(fact.id), HEAD, HEAD)):
        sheet.write_string(row, 0, mark)
    title = f"{fact.ask.in_(writer.lang)} · {writer.word('table.head', n=asked.number)}"
    sheet.write_string(1, 1, title, writer.looks.title())
    place = 1
    for column in fact.columns:
        _head(writer, sheet, place, column, fact)
        for row in range(TOP, last_row(asked)):
            _cell(writer, sheet, (row, place), asked, column)
        place += 2 if column.kind == "quantity" else 1
    sheet.freeze_panes(TOP, 2)
    writer.page(sheet, last_row(asked) - 1, 1, place - 1)


def _head(writer: Writer, sheet: Any, place: int, column: Column, fact: Fact) -> None:
    title = column.title.in_(writer.lang)
    sheet.write_string(0, place, MARK + column.id)
    sheet.write_string(2, place, title, writer.looks.head())
    sheet.set_column(place, place, _WIDTH[column.kind])
    if column.kind == "quantity":
        sheet.write_string(2, place + 1, writer.word("unit"), writer.looks.head())
        sheet.set_column(place + 1, place + 1, 12)


def _cell(writer: Writer, sheet: Any, at: tuple[int, int], asked: Asked, column: Column) -> None:
    row, place = at
    line = asked.row.lines[row - TOP] if row - TOP < len(asked.row.lines) else {}
    more = {} if column.kind == "quantity" else {"num_format": "@"}
    writer.put(sheet, (row, place), line.get(column.id, NOTHING), writer.looks.input(**more), asked)
    if column.kind == "choice":
        titles = tuple(option.title.in_(writer.lang) for option in column.options)
        sheet.data_validation(row, place, row, place, writer.answers.choice_rule(titles))
    if column.kind == "quantity":
        _unit(writer, sheet, at, asked, column)


def _unit(writer: Writer, sheet: Any, at: tuple[int, int], asked: Asked, column: Column) -> None:
    """The unit that a bare number in this row has: looked up by the row's choice."""
    row, place = at
    fact = asked.question.fact
    assert fact is not None
    look = writer.looks.label(font_color="#595959")
    choice, found = units.chooser(fact), units.units_by_option(fact, column)
    if choice is None:
        sheet.write_string(row, place + 1, column.unit or "", look)
        return
    titles = tuple(option.title.in_(writer.lang) for option in choice.options)
    block = writer.lists.block((titles, tuple(found[option.id] or "" for option in choice.options)))
    cell = f"${_letter(1 + list(fact.columns).index(choice))}{row + 1}"
    line = asked.row.lines[row - TOP] if row - TOP < len(asked.row.lines) else {}
    chosen = line.get(choice.id, NOTHING).value
    shown = next((found[one.id] or "" for one in choice.options if one.title.in_(writer.lang) == chosen), "")
    formula = f'=IF({cell}="","",IFERROR(VLOOKUP({cell},{block},2,FALSE),""))'
    sheet.write_formula(row, place + 1, formula, look, shown)


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
