"""A table's own sheet (如能源品种): a row per entry, the units beside the numbers following the choice in the row."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from assess.form import norms, units
from assess.form.layout import Asked
from assess.form.looks import DARK, DAY, height
from assess.form.model import HEAD, MARK, NOTHING, Line, table_mark
from assess.form.norm_sheet import lookup
from assess.form.norms import NORM
from assess.form.titles import DAYS
from assess.form.typed import text
from assess.rulebook.model import Column, Fact
from assess.rulebook.units import DIMENSIONLESS

if TYPE_CHECKING:
    from assess.form.write import Writer

TOP, SPARE = 3, 30
_WIDTH = {"choice": 26, "quantity": 20, "text": 36}
_NORM, _SAYS, _UNIT, _DAY = 46, 40, 12, 16
_MANY = 6
"""Tables with more columns are printed on two pages side by side."""


def last_row(asked: Asked) -> int:
    """The last row to write in, from 1: those in use and some more, as far as the table may have them."""
    fact = asked.question.fact
    most = fact.rows_at_most if fact is not None else None
    return TOP + max(len(asked.row.lines), min(len(asked.row.lines) + SPARE, most or sys.maxsize))


def write_table(writer: Writer, asked: Asked, name: str) -> None:
    """Write the sheet of one table."""
    fact = asked.question.fact
    assert fact is not None
    sheet = writer.book.add_worksheet(name)
    sheet.set_tab_color(DARK)
    sheet.set_row(0, None, None, {"hidden": True})
    heads = ((column.title.in_(writer.lang), _width(fact, column)) for column in fact.columns)
    sheet.set_row(2, max(height(heads), 32))
    sheet.set_column(0, 0, 4, None, {"hidden": True})
    for row, mark in enumerate((table_mark(fact.id), HEAD, HEAD)):
        sheet.write_string(row, 0, mark)
    places = _places(fact)
    _title(writer, sheet, asked, sum(_width(fact, column) for column in fact.columns))
    for column in fact.columns:
        _Filling(writer, sheet, asked, places).column(column)
    for row in range(TOP, last_row(asked)):
        line = asked.row.lines[row - TOP] if row - TOP < len(asked.row.lines) else {}
        texts = [(text(line.get(one.id, NOTHING)) or "", _width(fact, one)) for one in fact.columns]
        says = [("\n\n", _SAYS)] if norms.levels_of(fact) else []  # what a norm says appears when one is chosen
        if line or says:
            sheet.set_row(row, height(texts + says))
    sheet.freeze_panes(TOP, 2)
    writer.page(sheet, last_row(asked) - 1, 1, _right(fact, places), wide=1 + (len(places) > _MANY))
    sheet.repeat_rows(1, 2)


def _places(fact: Fact) -> dict[str, int]:
    """Where each column stands; quantities have their unit beside them, norms what they say."""
    places, place = {}, 1
    for column in fact.columns:
        places[column.id] = place
        place += 2 if _has_unit(column) or norms.chooses_norm(fact, column) else 1
    return places


def _has_unit(column: Column) -> bool:
    """Whether a unit stands beside it: not beside plain numbers."""
    return column.kind == "quantity" and column.unit != DIMENSIONLESS


def _right(fact: Fact, places: dict[str, int]) -> int:
    """The last column in use."""
    last = fact.columns[-1]
    return places[last.id] + _has_unit(last)


def _title(writer: Writer, sheet: Any, asked: Asked, width: float) -> None:
    """What the table is, which question it answers, and that question's help."""
    fact, looks = asked.question.fact, writer.looks
    assert fact is not None
    title = f"{fact.ask.in_(writer.lang)} · {writer.word('table.head', n=asked.number)}"
    right = _right(fact, _places(fact))
    if fact.help is None:
        sheet.set_row(1, 26)
        sheet.write_string(1, 1, title, looks.title())
        return
    body = fact.help.in_(writer.lang)
    wrapped = looks(text_wrap=True)
    sheet.set_row(1, height([(f"{title}\n{body}", width)]) + 10)
    sheet.merge_range(1, 1, 1, right, "", wrapped)
    sheet.write_rich_string(1, 1, looks.title(), f"{title}\n", looks(font_color="#595959"), body, wrapped)


def _width(fact: Fact, column: Column) -> int:
    if norms.chooses_norm(fact, column):
        return _NORM
    return _DAY if column.id in DAYS else _WIDTH[column.kind]


class _Filling:
    """One table's cells, column by column."""

    def __init__(self, writer: Writer, sheet: Any, asked: Asked, places: dict[str, int]) -> None:
        assert asked.question.fact is not None
        self.writer, self.sheet, self.asked, self.places = writer, sheet, asked, places
        self.fact: Fact = asked.question.fact
        self.quiet = writer.looks.label(font_color="#595959", indent=1)

    def column(self, column: Column) -> None:
        """Write its title, and its cell in every row."""
        place = self.places[column.id]
        self.sheet.write_string(0, place, MARK + column.id)
        self._head(place, column.title.in_(self.writer.lang), _width(self.fact, column))
        found = self._norms() if norms.chooses_norm(self.fact, column) else ()
        if found:
            self._head(place + 1, self.writer.word("norms.says"), _SAYS)
        elif _has_unit(column):
            self._head(place + 1, self.writer.word("unit"), _UNIT)
        validation = self._validation(column)
        for row in range(TOP, last_row(self.asked)):
            self._cell(row, column)
            if found:
                self._says(row, place, found)
            elif _has_unit(column):
                self._unit(row, column)
        if validation is not None:
            self.sheet.data_validation(TOP, place, last_row(self.asked) - 1, place, validation)

    def _head(self, place: int, title: str, width: int) -> None:
        self.sheet.write_string(2, place, title, self.writer.looks.head())
        self.sheet.set_column(place, place, width)

    def _line(self, row: int) -> Line:
        lines = self.asked.row.lines
        return lines[row - TOP] if row - TOP < len(lines) else {}

    def _cell(self, row: int, column: Column) -> None:
        form = DAY if column.id in DAYS else "@"
        look = self.writer.looks.input(**({} if column.kind == "quantity" else {"num_format": form}))
        cell = self._line(row).get(column.id, NOTHING)
        self.writer.put(self.sheet, (row, self.places[column.id]), cell, look, self.asked)

    def _validation(self, column: Column) -> dict[str, Any] | None:
        if norms.chooses_norm(self.fact, column):
            return self.writer.answers.norm_rule(self._norms())
        if column.kind == "choice":
            return self.writer.answers.choice_rule(tuple(one.title.in_(self.writer.lang) for one in column.options))
        return self.writer.answers.day_rule() if column.id in DAYS else None

    def _norms(self) -> tuple[tuple[str, ...], ...]:
        """Every norm that a row may name, with what it says."""
        levels, form, rulebook = norms.levels_of(self.fact), self.writer.form, self.writer.rulebook
        found = norms.fitting(levels, norms.row_units(self.fact), rulebook, form.industry)
        lines = []
        for norm in found:
            label, says, wants = norms.described(norm, self.writer.lang, levels)
            lines.append((label, says + (self.writer.word("norms.corrected", what=wants) if wants else "")))
        return tuple(zip(*lines, strict=True))

    def _says(self, row: int, place: int, block: tuple[tuple[str, ...], ...]) -> None:
        """What the norm in this row says, looked up by its name."""
        chosen = self._line(row).get(NORM, NOTHING).value
        shown = next((says for label, says in zip(*block, strict=True) if label == chosen), "")
        formula = lookup(f"${_letter(place)}{row + 1}", self.writer.lists.block(block), 2)
        self.sheet.write_formula(row, place + 1, formula, self.quiet, shown)

    def _unit(self, row: int, column: Column) -> None:
        """The unit that a bare number in this row has: looked up by the row's choice."""
        choice, found = units.chooser(self.fact), units.units_by_option(self.fact, column)
        place = self.places[column.id] + 1
        if choice is None or len(set(found.values())) == 1:
            self.sheet.write_string(row, place, _shown(units.in_row(self.fact, column, None)), self.quiet)
            return
        titles = tuple(option.title.in_(self.writer.lang) for option in choice.options)
        block = self.writer.lists.block((titles, tuple(_shown(found[option.id]) for option in choice.options)))
        chosen = self._line(row).get(choice.id, NOTHING).value
        shown = next((_shown(found[one.id]) for one in choice.options if one.title.in_(self.writer.lang) == chosen), "")
        cell = f"${_letter(self.places[choice.id])}{row + 1}"
        self.sheet.write_formula(row, place, lookup(cell, block, 2), self.quiet, shown)


def _shown(unit: str | None) -> str:
    return "" if unit in (None, DIMENSIONLESS) else str(unit)


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
