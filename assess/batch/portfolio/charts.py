"""Geometry of the portfolio's own charts; ``templates/portfolio/charts.svg.j2`` draws them, bars are the report's.

Every chart has ``alt``, the sentence that stands for it where it cannot be seen, and reads in black and white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.batch.portfolio.model import Spread

BINS = 20
WIDTH, HEIGHT = 640.0, 100.0
BOX = 200.0
_ROOM = 11.0
"""Room above the highest column for its number."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the histogram with its number above."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    label: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A cut-off or a place on the scale."""

    x: str
    label: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many factories have how many points, against the cut-offs."""

    alt: str
    columns: tuple[Column, ...]
    cutoffs: tuple[Mark, ...]
    scale: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """The middle half of the factories as a box with the median in it."""

    alt: str
    start: str
    width: str
    median: str


def bins(totals: Sequence[float], maximum: float) -> list[int]:
    """Factories per twentieth of the maximum; a total on an edge counts upwards, the maximum itself in the last."""
    counts = [0] * BINS
    for total in totals:
        counts[min(BINS - 1, max(0, int(total * BINS / maximum + 1e-9)))] += 1
    return counts


def histogram(
    alt: str, totals: Sequence[float], maximum: float, cutoffs: Sequence[tuple[float, str]]
) -> Histogram | None:
    """The columns; None where there are no points to have."""
    if maximum <= 0:
        return None
    counts = bins(totals, maximum)
    step, most = WIDTH / BINS, max(*counts, 1)
    columns = tuple(
        _column(number * step, step, count * (HEIGHT - _ROOM) / most, count)
        for number, count in enumerate(counts)
        if count
    )
    return Histogram(
        alt,
        columns,
        tuple(Mark(_f(WIDTH * points / maximum), label) for points, label in cutoffs),
        tuple(Mark(_f(WIDTH * place / 10), f"{maximum * place / 10:g}") for place in range(11)),
    )


def box(alt: str, spread: Spread, maximum: float) -> Box:
    """The quartiles on a track from nothing to ``maximum``; never thinner than a line."""
    scale = BOX / maximum if maximum > 0 else 0.0
    start, end = spread.first * scale, spread.third * scale
    return Box(alt, _f(start), _f(max(end - start, 1.0)), _f(spread.median * scale))


def _column(x: float, step: float, height: float, count: int) -> Column:
    top = HEIGHT - height
    return Column(
        _f(x + 1.5), _f(top), _f(step - 3), _f(height), _f(x + step / 2), str(count), _f(top - 3)
    )  # fmt: skip


def _f(value: float) -> str:
    """A coordinate with at most two decimals, never ``-0``."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
