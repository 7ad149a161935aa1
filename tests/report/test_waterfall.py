"""Geometry of the waterfall: bars hang together, stay in the plot, and colour is never the only sign."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assess import load_rulebook
from assess.report.waterfall import BAR, WIDTH, waterfall
from assess.report.words import shortened

AMOUNTS = st.lists(st.floats(-60, 60, allow_nan=False), min_size=1, max_size=9)


@given(st.floats(0, 100), AMOUNTS)
def test_bars_hang_together_and_stay_in_the_plot(start: float, amounts: list[float]) -> None:
    steps = [("a", "", start), *(("p", "", amount) for amount in amounts), ("z", "", start + sum(amounts))]
    found = waterfall("alt", steps, 100.0)
    assert len(found.rises) == len(steps)
    assert len(found.links) == len(steps) - 1
    for rise in found.rises:
        assert 100.0 <= float(rise.x) <= 280.0
        assert 0 <= float(rise.y) <= float(found.height) - BAR
        edges = [float(x) for x in re.findall(r"M(-?[\d.]+) 0h", rise.path)]
        assert all(100.0 <= x <= WIDTH for x in edges)
    for rise, (x, top, bottom) in zip(found.rises, found.links, strict=False):
        assert x == rise.x
        assert float(top) < float(bottom)
    assert abs(float(found.rises[-2].x) - float(found.rises[-1].x)) <= 0.02


def test_each_kind_is_drawn_in_its_own_way() -> None:
    found = waterfall("alt", [("a", "50", 50), ("b", "+9", 9), ("c", "−4", -4), ("d", "0", 0), ("e", "55", 55)], 100)
    assert [rise.kind for rise in found.rises] == ["total", "more", "less", "same", "total"]
    assert found.rises[3].path == ""
    strokes = [rise.path.count("M") for rise in found.rises]
    assert strokes[1] == 1
    assert strokes[2] > 1


def test_no_title_of_a_shipped_principle_is_cut() -> None:
    titles = {one.title.in_(lang) for scheme in load_rulebook().schemes.values() for one in scheme.principles
              for lang in ("zh", "en")}  # fmt: skip
    assert [title for title in titles if shortened(title, 20) != title] == []
