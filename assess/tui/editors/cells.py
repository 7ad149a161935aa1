"""Text on terminal cells: cut to a width with an ellipsis, padded, and tables of it with aligned columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

GAP = 2
_LEAST = 6
"""A column is never squeezed below this many cells."""
_READABLE = 11
"""Cells in which most contents can still be told apart; columns that may be left out go before others fall below this."""


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


def widths(rows: Iterable[Sequence[str]], room: int, right: frozenset[int] = frozenset()) -> list[int]:
    """Column widths for ``rows`` in ``room`` cells: as wide as needed, the widest squeezed first, numbers (``right``) last."""
    columns = _natural(rows)
    spare = room - GAP * (len(columns) - 1)
    for squeezed in ([place for place in range(len(columns)) if place not in right], [*range(len(columns))]):
        while sum(columns) > spare and max((columns[place] for place in squeezed), default=0) > _LEAST:
            columns[max(squeezed, key=lambda place: columns[place])] -= 1
    return columns


def kept(rows: Sequence[Sequence[str]], room: int, spare: Sequence[int]) -> list[int]:
    """The columns to show in ``room`` cells: of those in ``spare`` the first go, until what stays can be read."""
    needed = [min(width, _READABLE) + GAP for width in _natural(rows)]
    left_out: set[int] = set()
    for place in spare:
        if sum(width for number, width in enumerate(needed) if number not in left_out) - GAP <= room:
            break
        left_out.add(place)
    return [number for number in range(len(needed)) if number not in left_out]


def _natural(rows: Iterable[Sequence[str]]) -> list[int]:
    """What each column would take."""
    return [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]


def aligned(row: Sequence[str], columns: Sequence[int], right: frozenset[int]) -> str:
    """One row of a table on its column widths."""
    cells = (
        pad(cell, width, right=place in right) for place, (cell, width) in enumerate(zip(row, columns, strict=True))
    )
    return (" " * GAP).join(cells).rstrip()
