"""One sheet's rows, and each of its cells as a plain value: what Excel may do to a value is undone or named here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from assess.errors import Bilingual, Position, Problem, one
from assess.form.model import MARK, Cell

MOST_ROWS, MOST_MERGED = 20_000, 2_000
_KEYS_WITHIN, _COLUMNS = 30, 16_384
_SHOWN = 40
_MERGED = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_PLAIN_NUMBER = re.compile(r"=\s*([-+]?[0-9]+(?:\.[0-9]+)?)\s*\Z")


class SheetReader:
    """One sheet (of openpyxl's read-only mode) with the XML behind it; what is wrong goes into ``problems``."""

    def __init__(self, sheet: Any, xml: bytes, file: str, problems: list[Problem]) -> None:
        self.sheet, self.file, self.problems = sheet, file, problems
        self.title, self.visible = str(sheet.title), sheet.sheet_state == "visible"
        self._merged = self._ranges(xml)
        self._told: set[str] = set()
        sheet.reset_dimensions()
        self.keys = self._find_keys()

    def _find_keys(self) -> Mapping[str, int]:
        """The column of each hidden key, without its mark; nothing on sheets that are not ours."""
        for cells in self.sheet.iter_rows(max_row=_KEYS_WITHIN, max_col=_COLUMNS):
            marks = [(str(cell.value), place) for place, cell in enumerate(cells) if is_mark(cell.value)]
            if marks:
                return {mark.removeprefix(MARK): place for mark, place in reversed(marks)}
        return {}

    def rows(self) -> Iterator[tuple[int, Any]]:
        """Rows with their numbers, as wide as ours are."""
        width = max(self.keys.values(), default=1) + 2
        for number, cells in enumerate(self.sheet.iter_rows(max_col=width), start=1):
            if number > MOST_ROWS:
                zh, en = (
                    f"工作表“{self.title}”超过 {MOST_ROWS} 行",
                    f"the sheet “{self.title}” has over {MOST_ROWS} rows",
                )
                raise one("GF-602", Position(self.file), file=self.file, why=Bilingual(zh, en))
            yield number, cells

    def problem(self, code: str, where: str, **values: object) -> None:
        """Note one problem at a cell."""
        self.problems.append(Problem(code, Position(f"{self.file}:{where}"), values))

    def name(self, cells: Any) -> str | None:
        """What stands in the hidden column of ids."""
        return words(cells, self.keys.get("id", 0))

    def cell(self, cells: Any, number: int, key: str) -> Cell:
        """The cell in the column ``key``; formulas and error values are named and read as nothing."""
        place = self.keys.get(key)
        if place is None:
            return Cell(None)
        where = self.where(number, place)
        if place >= len(cells) or cells[place].value is None:
            return Cell(None, where=where)
        found, value = cells[place], cells[place].value
        if found.data_type == "f":
            plain = _PLAIN_NUMBER.match(str(value))
            if plain is None:
                self.problem("GF-608", where, formula=_short(getattr(value, "text", value)))
                return Cell(None, where=where, faulty=True)
            value = float(plain.group(1))
        elif found.data_type == "e":
            self.problem("GF-609", where, shown=_short(value))
            return Cell(None, where=where, faulty=True)
        if isinstance(value, str) and not value.strip():
            return Cell(None, where=where)
        if not isinstance(value, str | int | float | date | datetime):
            value = str(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return Cell(value, is_number and "%" in (found.number_format or ""), where)

    def where(self, number: int, place: int) -> str:
        """``生产洁净化!E12``."""
        from openpyxl.utils import get_column_letter

        return f"{self.title}!{get_column_letter(place + 1)}{number}"

    # ---------------------------------------------------------------- merged cells

    def whole(self, number: int, keys: Sequence[str]) -> bool:
        """Whether no cell of these columns is merged with another in this row; each range is named once."""
        places = [self.keys[key] for key in keys if key in self.keys]
        for top, left, bottom, right, shown in self._merged:
            if top <= number <= bottom and any(left <= place <= right for place in places):
                if shown not in self._told:
                    self._told.add(shown)
                    self.problem("GF-610", self.where(number, left), range=shown)
                return False
        return True

    def _ranges(self, xml: bytes) -> list[tuple[int, int, int, int, str]]:
        """Merged ranges as top, left, bottom, right (rows from 1, columns from 0) and as shown."""
        from openpyxl.utils import column_index_from_string

        found = []
        for match in _MERGED.finditer(xml):
            left, top, right, bottom = (part.decode() for part in match.groups())
            columns = column_index_from_string(left) - 1, column_index_from_string(right) - 1
            found.append((int(top), columns[0], int(bottom), columns[1], f"{left}{top}:{right}{bottom}"))
            if len(found) > MOST_MERGED:
                why = Bilingual("合并的单元格太多", "too many cells are merged")
                raise one("GF-602", Position(self.file), file=self.file, why=why)
        return found


def place_of(cell: str) -> tuple[int, int]:
    """Row and column of ``E12``."""
    from openpyxl.utils import coordinate_to_tuple

    row, column = coordinate_to_tuple(cell)
    return int(row), int(column)


def is_mark(value: object) -> bool:
    """Whether a cell holds one of our hidden words."""
    return isinstance(value, str) and value.startswith(MARK)


def words(cells: Any, place: int) -> str | None:
    """A cell's text; None when it is empty."""
    value = cells[place].value if place < len(cells) else None
    return str(value).strip() or None if value is not None else None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
