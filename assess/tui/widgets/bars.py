"""What the scoreboard's lines are made of (计分条): bars in whole cells, counts, parts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from assess.planning.asking import filled
from assess.scoring.result import CriterionResult, Interval

GAP = 2
"""Cells between two parts of a line."""


def bar(points: Interval, width: int) -> Content:
    """█ earned, ▒ open, · lost, in whole cells: never full unless everything is earned."""
    earned = cells(points.low, points.max, width)
    reach = cells(points.high, points.max, width)
    return Content.assemble(
        ("█" * earned, "$text-success"),
        ("▒" * (reach - earned), "$text-warning"),
        ("·" * (width - reach), "$text-muted"),
    )


def cells(points: float, maximum: float, width: int) -> int:
    """How many whole cells of a bar so many points fill."""
    return min(int(width * points / maximum + 1e-9), width) if maximum > 0 else 0


def filled_rows(criteria: Sequence[CriterionResult]) -> Interval:
    """How many rows of a form that is not scored have a result (``low``), of all."""
    return Interval(sum(map(filled, criteria)), len(criteria), len(criteria))


def counted(rows: Interval) -> str:
    """``3/5``."""
    return f"{rows.low:g}/{rows.max:g}"


def joined(parts: Sequence[Content], gap: int = GAP) -> Content:
    """Parts on one line with blanks between them."""
    return Content(" " * gap).join(parts)


def longest(width: int, *variants: Content) -> Content:
    """The first variant that fits, else the last."""
    return next((one for one in variants if one.cell_length <= width), variants[-1])
