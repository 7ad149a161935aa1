"""Line breaks for Chinese on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from assess.wrap import lines

CASES = [
    ("绿色工厂自评价", 6, ["绿色工", "厂自评", "价"]),
    ("绿色工厂，自评价", 8, ["绿色工", "厂，自评", "价"]),
    ("绿色（工厂）自评", 8, ["绿色（工", "厂）自评"]),
    ("绿色（工厂）自评", 6, ["绿色", "（工", "厂）自", "评"]),
    ("用 GB/T 36132-2018 打分", 12, ["用 GB/T", "36132-2018", "打分"]),
    ("one two three", 7, ["one two", "three"]),
    ("unbreakable", 4, ["unbr", "eaka", "ble"]),
    ("甲\n乙", 10, ["甲", "乙"]),
    ("", 10, [""]),
]


@pytest.mark.parametrize(("text", "width", "expected"), CASES)
def test_breaks(text: str, width: int, expected: list[str]) -> None:
    assert [text[a:b] for a, b in lines(text, width)] == expected


@given(st.text(alphabet="绿色工厂，。（）ab 12\n", max_size=60), st.integers(min_value=4, max_value=30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    found = [text[a:b] for a, b in lines(text, width)]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in found)
