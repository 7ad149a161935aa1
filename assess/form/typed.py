"""What stands in a cell as the text that a person would have typed into a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from assess.form import units
from assess.form.model import Cell


def text(cell: Cell) -> str | None:
    """A cell as a text; None for an empty one."""
    value = cell.value
    if cell.percent:
        return percentage(cell)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return units.plain(value)
    return None if value is None else _lines(value) or None


def percentage(cell: Cell) -> str:
    """``0.12`` shown as 12 % is 12 %."""
    assert isinstance(cell.value, int | float)
    return f"{units.plain(float(f'{cell.value * 100:.15g}'))}%"


def _lines(value: str) -> str:
    """Line ends as a file has them, control characters left out, blanks around it dropped."""
    kept: Iterable[str] = value.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    return "".join(sign for sign in kept if sign >= " " or sign in "\n\t").strip()
