"""Quantities: numbers and units as people in Chinese factories write them, and what is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Problem, Rulebook
from assess.submission.quantity import ValueProblem, quantity
from tests.strategies import PRINTABLE
from tests.support import cases, codes, submission


@pytest.mark.parametrize("case", cases(__file__, "quantities.yaml"))
def test_quantity(rulebook: Rulebook, case: list[Any]) -> None:
    typed, unit, wanted = case
    if isinstance(wanted, str):
        with pytest.raises(ValueProblem) as caught:
            quantity(typed, (unit,), rulebook.units)
        assert caught.value.code == wanted
        codes([Problem(caught.value.code, None, caught.value.values)])
    else:
        number, found = quantity(typed, (unit,), rulebook.units)
        assert found == unit
        assert number == wanted
        assert isinstance(number, float)


def test_a_wrong_unit_names_the_right_ones(rulebook: Rulebook) -> None:
    with pytest.raises(ValueProblem) as caught:
        quantity("450 吨", ("MWh",), rulebook.units)
    assert caught.value.values["unit"] == "吨"
    assert "MWh" in str(caught.value.values["accepts"])
    assert "kWh" in str(caught.value.values["accepts"])


def test_a_bare_number_gets_an_example(rulebook: Rulebook) -> None:
    with pytest.raises(ValueProblem) as caught:
        quantity("2300", ("MWh",), rulebook.units)
    assert caught.value.values["example"] == "12 MWh"  # another number: the reader decides the scale


@pytest.mark.parametrize(
    ("typed", "number", "unit"),
    [
        ("5 t", 5.0, "t"),
        ("500 公斤", 0.5, "t"),
        ("300 万元", 300.0, "万元"),
        ("3 亿元", 30_000.0, "万元"),
        ("12 台", 12.0, "件"),
    ],
)
def test_the_factory_picks_the_unit_of_its_output(mini: Rulebook, typed: str, number: float, unit: str) -> None:
    answer = submission(mini, {"qualified_output": typed}).answers["qualified_output"]
    assert (answer.value, answer.unit) == (number, unit)


# ---------------------------------------------------------------- properties

UNITS = {
    "MWh": ["MWh", "kWh", "度", "万度", "万kWh", "GJ", "亿度", "千瓦时"],
    "万元": ["万元", "元", "亿元", "百万元"],
    "t": ["t", "kg", "吨", "公斤", "万吨"],
    "m2": ["m2", "亩", "公顷", "平方米", "㎡"],
}
NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@given(NUMBERS, st.sampled_from([(unit, typed) for unit, names in UNITS.items() for typed in names]))
def test_written_and_read_back(rulebook: Rulebook, number: Any, units: tuple[str, str]) -> None:
    """What is read, written again in the declared unit, reads the same."""
    declared, typed = units
    found, unit = quantity(f"{number} {typed}", (declared,), rulebook.units)
    assert unit == declared
    assert quantity(f"{found!r} {unit}", (declared,), rulebook.units) == (found, unit)
    assert quantity(f"{found:.17g}{unit}", (declared,), rulebook.units) == (found, unit)


@given(NUMBERS)
def test_the_declared_unit_changes_nothing(rulebook: Rulebook, number: Any) -> None:
    assert quantity(f"{number} t", ("t",), rulebook.units)[0] == float(number)


@given(NUMBERS)
def test_ways_to_write_one_number(rulebook: Rulebook, number: Any) -> None:
    plain = f"{number:f}"
    wide = plain.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.-"})
    wanted = quantity(f"{plain} t", ("t",), rulebook.units)
    for typed in (f"{number:,f} t", f"{wide} t", f"{wide}ｔ", f" {plain}  吨 "):
        assert quantity(typed, ("t",), rulebook.units) == wanted


@given(st.integers(0, 10**6), st.sampled_from(["万", "亿", "千", "百", "百万", "千万"]))
def test_chinese_multipliers_are_exact(rulebook: Rulebook, number: int, sign: str) -> None:
    value = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2, "百万": 10**6, "千万": 10**7}[sign]
    assert quantity(f"{number}{sign}件", ("件",), rulebook.units)[0] == number * value


@settings(max_examples=300)
@given(st.text(PRINTABLE, max_size=12) | st.text(st.sampled_from(list("0123456789.,-+eE%万亿千t度/ １")), max_size=12))
def test_any_text_is_a_finite_number_or_refused(rulebook: Rulebook, typed: str) -> None:
    try:
        number, _ = quantity(typed, ("t", "1"), rulebook.units)
    except ValueProblem as problem:
        codes([Problem(problem.code, None, problem.values)])
    else:
        assert math.isfinite(number)
