"""Coordinates and paths that several charts draw with."""

from __future__ import annotations

_HATCH = 4.0


def coordinate(value: float) -> str:
    """A coordinate with at most two decimals, never ``-0``."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def box(start: float, end: float, height: float) -> str:
    """A rectangle from ``start`` to ``end`` as a path; empty when it has no width."""
    width = coordinate(end - start)
    return "" if width == "0" else f"M{coordinate(start)} 0h{width}v{coordinate(height)}h-{width}z"


def hatched(start: float, end: float, height: float) -> str:
    """A rectangle with strokes at 45° in it, as one path; empty when it has no width."""
    outline = box(start, end, height)
    strokes = []
    x = start - height + _HATCH / 2
    while outline and x < end:
        left, right = max(x, start), min(x + height, end)
        if right > left:
            strokes.append(
                f"M{coordinate(left)} {coordinate(height - (left - x))}L{coordinate(right)} {coordinate(height - (right - x))}"
            )
        x += _HATCH
    return outline + "".join(strokes)
