"""Text on terminal cells: cut to a width with an ellipsis, padded, and tables of it with aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

GAP = 2
_LEAST = 6
"""A column is never squeezed below this many cells."""


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    used = 0
    for place, letter in enumerate(text):
        used += cell_len(letter)
        if used > width - 1:
            return text[:place] + "…"
    return text


def pad(text: str, width: int, *, right: bool = False) -> str:
    """``text`` cut and filled up to exactly ``width`` cells; ``right`` aligns numbers."""
    kept = cut(text, width)
    blank = " " * (width - cell_len(kept))
    return blank + kept if right else kept + blank


def widths(rows: Iterable[Sequence[str]], room: int) -> list[int]:
    """Column widths for ``rows`` in ``room`` cells: as wide as needed, the widest squeezed first."""
    columns = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    spare = room - GAP * (len(columns) - 1)
    while sum(columns) > spare and max(columns) > _LEAST:
        columns[columns.index(max(columns))] -= 1
    return columns


def aligned(row: Sequence[str], columns: Sequence[int], right: frozenset[int]) -> str:
    """One row of a table on its column widths."""
    cells = (
        pad(cell, width, right=place in right) for place, (cell, width) in enumerate(zip(row, columns, strict=True))
    )
    return (" " * GAP).join(cells).rstrip()
