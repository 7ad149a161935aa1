"""Geometry of a waterfall: rows from one total to another, each part starting where the one before it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assess.report.shapes import box, coordinate, hatched

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["total", "more", "less", "same"]

WIDTH = 320.0
ROW = 17.0
BAR = 9.0
_LEFT, _RIGHT = 112.0, 268.0
"""Titles stand left of the plot, amounts right of it."""


@dataclass(frozen=True, slots=True)
class Rise:
    """One row: a total from zero, or a part from the running total; ``path`` is empty where nothing changes."""

    kind: Kind
    y: str
    text_y: str
    title: str
    amount: str
    path: str
    x: str


@dataclass(frozen=True, slots=True)
class Fall:
    """The whole chart; ``links`` are (x, y1, y2) of the lines between two bars, ``zero`` is where 0 stands."""

    alt: str
    height: str
    zero: str
    rises: tuple[Rise, ...]
    links: tuple[tuple[str, str, str], ...]


def waterfall(alt: str, steps: Sequence[tuple[str, str, float]], maximum: float) -> Fall:
    """``steps`` are (title, amount as text, amount): the first a total, the last the total that follows.

    The axis shows zero, ``maximum`` and every running total, which may lie outside of the two.
    """
    ends = _ends([amount for _, _, amount in steps])
    low = min(0.0, *(min(pair) for pair in ends))
    high = max(maximum, *(max(pair) for pair in ends))

    def place(value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (value - low) / ((high - low) or 1.0)

    rises = []
    for number, ((title, amount, _), (start, end)) in enumerate(zip(steps, ends, strict=True)):
        kind = _kind(start, end, total=number in (0, len(steps) - 1))
        left, right = sorted((place(start), place(end)))
        path = hatched(left, right, BAR) if kind == "less" else box(left, right, BAR)
        y = ROW * number + (ROW - BAR) / 2
        rises.append(Rise(kind, coordinate(y), coordinate(y + BAR - 1), title, amount, path, coordinate(place(end))))
    links = tuple(
        (rise.x, coordinate(ROW * number + (ROW + BAR) / 2), coordinate(ROW * (number + 1) + (ROW - BAR) / 2))
        for number, rise in enumerate(rises[:-1])
    )
    return Fall(alt, coordinate(ROW * len(steps)), coordinate(place(0.0)), tuple(rises), links)


def _ends(amounts: Sequence[float]) -> list[tuple[float, float]]:
    """Where each bar begins and ends."""
    found = [(0.0, amounts[0])]
    for amount in amounts[1:-1]:
        running = found[-1][1]
        found.append((running, running + amount))
    return [*found, (0.0, amounts[-1])]


def _kind(start: float, end: float, *, total: bool) -> Kind:
    if total:
        return "total"
    return "more" if end > start else "less" if end < start else "same"
