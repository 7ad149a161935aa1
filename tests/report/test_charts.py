"""Geometry: every chart stays inside its drawing, whatever the numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.report import charts

SHARE = st.floats(0, 1)
PLACE = re.compile(r"-?\d+(?:\.\d+)?")


def numbers(text: str) -> list[float]:
    return [float(number) for number in PLACE.findall(text)]


def test_star_strip_tells_secured_reachable_and_open_apart() -> None:
    strip = charts.star_strip("alt", solid=2, outlined=4)
    assert [star.kind for star in strip.stars] == ["secured", "secured", "reachable", "reachable", "open"]


@given(SHARE, SHARE, st.floats(0.01, 100))
def test_bars_stay_inside(one: float, other: float, maximum: float) -> None:
    low, high = sorted((one * maximum, other * maximum))
    bar = charts.bar("alt", low, high, maximum)
    for number in numbers(bar.open):
        assert -charts.BAR_WIDTH <= number <= charts.BAR_WIDTH + 0.01
    assert bool(bar.low) is (low / maximum * charts.BAR_WIDTH >= 0.005)


def test_a_bar_without_maximum_is_empty() -> None:
    bar = charts.bar("alt", 0, 0, 0)
    assert (bar.low, bar.open) == ("", "")


@given(SHARE, SHARE)
def test_the_ladder_s_two_numbers_never_touch(one: float, other: float) -> None:
    low, high = sorted((100 * one, 100 * other))
    ladder = charts.ladder("alt", (low, high, 100.0), ("low", "high"), [(60.0, "2★", "a"), (90.0, "5★", "b")])
    left, right = float(ladder.low_x), float(ladder.high_x)
    assert right - left >= 45.9
    assert left >= 23
    assert right <= charts.LADDER_WIDTH - 23 + 0.01
    assert [tick.x for tick in ladder.ticks] == ["384", "576"]


@given(st.lists(st.tuples(SHARE, SHARE), max_size=9), st.none() | st.floats(0, 1.2))
def test_the_radar_stays_inside_its_outer_ring(shares: list[tuple[float, float]], target: float | None) -> None:
    axes = [(f"Group number {n}", min(pair), max(pair)) for n, pair in enumerate(shares)]
    radar = charts.radar("alt", axes, target)
    for polygon in (radar.low, radar.high, radar.target, *radar.rings):
        for pair in polygon.split():
            x, y = numbers(pair)
            assert (x - charts.RADAR_CENTRE[0]) ** 2 + (y - charts.RADAR_CENTRE[1]) ** 2 <= (
                charts.RADAR_RADIUS + 0.02
            ) ** 2
    assert len(radar.labels) == len(axes)


@given(
    own=st.none() | st.floats(0, 1e6),
    limits=st.lists(st.floats(0, 1e6), max_size=4),
    higher=st.booleans(),
)
def test_bullets_cover_the_whole_width_and_stay_inside(own: float | None, limits: list[float], higher: bool) -> None:
    chart = charts.bullet("alt", own=own, limits=limits, following=limits[0] if limits else None, higher=higher)
    assert sum(float(zone.width) for zone in chart.zones) == pytest.approx(charts.BULLET_WIDTH, abs=0.1)
    assert all(0 <= float(x) <= charts.BULLET_WIDTH for x in (*chart.steps, chart.own or "0", chart.next or "0"))
    assert all(0 <= zone.level <= 3 for zone in chart.zones)


@pytest.mark.parametrize("higher", [True, False])
def test_the_best_zone_is_on_the_good_side(higher: bool) -> None:
    chart = charts.bullet("alt", own=5.0, limits=[2.0, 4.0], following=None, higher=higher)
    levels = [zone.level for zone in chart.zones]
    assert levels == sorted(levels, reverse=not higher)
    assert {levels[0], levels[-1]} == {0, 3}
