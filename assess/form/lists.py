"""The hidden sheet with the choices of every drop-down list: a list in the cell itself could hold 255 characters only."""

from __future__ import annotations

from typing import Any

from assess.form.model import MARK

LISTS = "assess_lists"


class Lists:
    """Collects columns while the other sheets are written; equal lists are one."""

    def __init__(self) -> None:
        self._columns: dict[tuple[tuple[str, ...], ...], int] = {}
        self._width = 1

    def source(self, items: tuple[str, ...], *beside: tuple[str, ...]) -> str:
        """The cells that hold these items, as a formula; ``beside`` names the columns that :meth:`block` has with them."""
        return f"={self._cells((items, *beside), 1)}"

    def block(self, columns: tuple[tuple[str, ...], ...]) -> str:
        """Several columns side by side, for lookups."""
        return self._cells(columns, len(columns))

    def _cells(self, columns: tuple[tuple[str, ...], ...], width: int) -> str:
        if columns not in self._columns:
            self._columns[columns] = self._width
            self._width += len(columns)
        first = self._columns[columns]
        left, right = _letters(first), _letters(first + width - 1)
        return f"{LISTS}!${left}$1:${right}${len(columns[0])}"

    def write(self, book: Any) -> None:
        """Write all of it."""
        sheet = book.add_worksheet(LISTS)
        sheet.write_string(0, 0, f"{MARK}lists")
        for columns, first in self._columns.items():
            for offset, items in enumerate(columns):
                for row, item in enumerate(items):
                    sheet.write_string(row, first + offset, item)
        sheet.hide()
        sheet.protect()


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
