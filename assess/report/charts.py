"""Geometry of the report's charts: numbers in, coordinates out; ``templates/report/charts.svg.j2`` draws them.

Every chart has ``alt``, the sentence that stands for it where it cannot be seen. Unknown parts are hatched and edged,
so that they differ from earned ones in print and for colour-blind readers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.shapes import box as _box
from assess.report.shapes import coordinate as _f
from assess.report.shapes import hatched as _hatched

if TYPE_CHECKING:
    from collections.abc import Sequence

STARS = 5
BAR_WIDTH = 100.0
BAR_HEIGHT = 8.0
LADDER_WIDTH = 640.0
LADDER_HEIGHT = 18.0
RADAR_CENTRE = (160.0, 118.0)
RADAR_RADIUS = 78.0
BULLET_WIDTH = 200.0
_SHOULDER = 12.0


@dataclass(frozen=True, slots=True)
class Star:
    """One star of a strip: ``secured``, ``reachable`` or ``open``."""

    points: str
    kind: str


@dataclass(frozen=True, slots=True)
class StarStrip:
    """Five stars in a row."""

    alt: str
    stars: tuple[Star, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval on its maximum: earned up to ``low``, hatched up to ``high``, lost beyond."""

    alt: str
    width: str
    low: str
    open: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One place on the ladder: a cut-off or the end of a scale."""

    x: str
    label: str
    sub: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """The total's interval against the cut-offs."""

    alt: str
    low: str
    open: str
    low_label: str
    low_x: str
    high_label: str
    high_x: str
    ticks: tuple[Tick, ...]
    scale: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class RadarLabel:
    """One axis title, in one or more lines."""

    x: str
    y: str
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Radar:
    """Shares by group: polygons of what is secured and what is reachable, inside rings; ``target`` may be empty."""

    alt: str
    rings: tuple[str, ...]
    ring_labels: tuple[Tick, ...]
    axes: tuple[tuple[str, str], ...]
    low: str
    high: str
    low_dots: tuple[tuple[str, str], ...]
    target: str
    labels: tuple[RadarLabel, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of a bullet chart between two steps; ``level`` 0 (worst) to 3 (full points)."""

    x: str
    width: str
    level: int


@dataclass(frozen=True, slots=True)
class BulletChart:
    """One indicator against its steps; ``own`` is empty when it is unknown, ``next`` when no step is left."""

    alt: str
    zones: tuple[Zone, ...]
    steps: tuple[str, ...]
    own: str
    next: str


def star_strip(alt: str, *, solid: int, outlined: int) -> StarStrip:
    """Five stars: ``solid`` filled ones, then those up to ``outlined`` as reachable, the rest open."""
    kinds = ("secured" if i < solid else "reachable" if i < outlined else "open" for i in range(STARS))
    return StarStrip(alt, tuple(Star(_star(12 + 26 * i, 12, 11), kind) for i, kind in enumerate(kinds)))


def bar(alt: str, low: float, high: float, maximum: float, width: float = BAR_WIDTH) -> Bar:
    """An interval bar; a maximum of zero is an empty one."""
    start, end = (_scale(v, maximum, width) for v in (low, high))
    return Bar(alt, _f(width), _box(0, start, BAR_HEIGHT), _hatched(start, end, BAR_HEIGHT))


def ladder(
    alt: str,
    interval: tuple[float, float, float],
    labels: tuple[str, str],
    cutoffs: Sequence[tuple[float, str, str]],
) -> Ladder:
    """The total's interval; ``cutoffs`` are (points, label, second line)."""
    low, high, maximum = interval
    start, end = (_scale(v, maximum, LADDER_WIDTH) for v in (low, high))
    low_x, high_x = _apart(start, end)
    scale = tuple(Tick(_f(LADDER_WIDTH * i / 5), f"{maximum * i / 5:g}", "") for i in range(6))
    ticks = tuple(Tick(_f(_scale(v, maximum, LADDER_WIDTH)), label, sub) for v, label, sub in cutoffs)
    return Ladder(
        alt,
        _box(0, start, LADDER_HEIGHT),
        _hatched(start, end, LADDER_HEIGHT),
        labels[0],
        _f(low_x),
        labels[1],
        _f(high_x),
        ticks,
        scale,
    )


def radar(alt: str, axes: Sequence[tuple[str, float, float]], target: float | None) -> Radar:
    """``axes`` are (title, secured share, reachable share), shares 0 to 1; ``target`` is the next star's share."""
    angles = [2 * math.pi * i / len(axes) - math.pi / 2 for i in range(len(axes))]
    low = [_polar(angle, share) for angle, (_, share, _) in zip(angles, axes, strict=True)]
    high = [_polar(angle, share) for angle, (_, _, share) in zip(angles, axes, strict=True)]
    return Radar(
        alt,
        tuple(_ring(angles, share) for share in (0.25, 0.5, 0.75, 1.0)),
        tuple(
            Tick(_f(RADAR_CENTRE[0] + 3), f"{share * 100:.0f}", _f(RADAR_CENTRE[1] - RADAR_RADIUS * share + 3))
            for share in (0.5, 1.0)
        ),
        tuple(_pair(_polar(angle, 1)) for angle in angles),
        _points(low),
        _points(high),
        tuple(_pair(point) for point in low),
        "" if target is None else _ring(angles, target),
        tuple(_axis_label(angle, title) for angle, (title, _, _) in zip(angles, axes, strict=True)),
    )


def bullet(
    alt: str, *, own: float | None, limits: Sequence[float], following: float | None, higher: bool
) -> BulletChart:
    """The axis always begins at zero and grows to the right; where lower is better the best zone is the left one.

    Without any known limit the own number says nothing, so the track stays empty.
    """
    top = max([*limits, own or 0.0, 0.0]) * 1.15 or 1.0
    edges = sorted(_scale(limit, top, BULLET_WIDTH) for limit in limits)
    bounds = [0.0, *edges, BULLET_WIDTH]
    count = len(bounds) - 1
    levels = [round(3 * i / max(1, count - 1)) for i in range(count)]
    if not higher:
        levels.reverse()
    zones = tuple(
        Zone(_f(start), _f(end - start), level)
        for start, end, level in zip(bounds, bounds[1:], levels, strict=False)
        if end > start
    )
    return BulletChart(
        alt,
        zones,
        tuple(_f(edge) for edge in edges),
        "" if own is None or not limits else _f(max(_scale(own, top, BULLET_WIDTH), 1.0)),
        "" if following is None else _f(_scale(following, top, BULLET_WIDTH)),
    )


# ---------------------------------------------------------------- helpers


def _scale(value: float, maximum: float, width: float) -> float:
    """A value as a length, kept inside the chart."""
    return min(max(value / maximum, 0.0), 1.0) * width if maximum > 0 else 0.0


def _star(x: float, y: float, radius: float) -> str:
    corners = []
    for i in range(10):
        angle, reach = math.pi * i / 5 - math.pi / 2, radius if i % 2 == 0 else radius * 0.42
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return _points(corners)


def _apart(low: float, high: float) -> tuple[float, float]:
    """Where the two ends' numbers stand so that they neither touch each other nor leave the chart."""
    room = 46.0
    low_x = min(max(low, room / 2), LADDER_WIDTH - room / 2)
    high_x = min(max(high, room / 2), LADDER_WIDTH - room / 2)
    if high_x - low_x < room:
        middle = min(max((low_x + high_x) / 2, room), LADDER_WIDTH - room)
        low_x, high_x = middle - room / 2, middle + room / 2
    return low_x, high_x


def _polar(angle: float, share: float) -> tuple[float, float]:
    reach = RADAR_RADIUS * min(max(share, 0.0), 1.0)
    return RADAR_CENTRE[0] + reach * math.cos(angle), RADAR_CENTRE[1] + reach * math.sin(angle)


def _ring(angles: Sequence[float], share: float) -> str:
    return _points([_polar(angle, share) for angle in angles])


def _pair(point: tuple[float, float]) -> tuple[str, str]:
    return _f(point[0]), _f(point[1])


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_f(x)},{_f(y)}" for x, y in points)


def _axis_label(angle: float, title: str) -> RadarLabel:
    x = RADAR_CENTRE[0] + (RADAR_RADIUS + _SHOULDER) * math.cos(angle)
    y = RADAR_CENTRE[1] + (RADAR_RADIUS + _SHOULDER) * math.sin(angle)
    lines = tuple(_folded(title))
    sine = math.sin(angle)
    rise = 11.0 * (len(lines) - 1)
    y += 4.0 - rise / 2 if abs(sine) < 0.9 else (-rise if sine < 0 else 7.0)
    anchor = "middle" if abs(math.cos(angle)) < 0.2 else "start" if math.cos(angle) > 0 else "end"
    return RadarLabel(_f(x), _f(y), anchor, lines)


def _folded(title: str, width: int = 13) -> list[str]:
    """A title in lines of at most ``width`` letters, broken at spaces; Chinese titles are short and stay whole."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [title]
