"""The formula language is closed: nothing of Python's reach, size or depth gets through."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assess import yamlio
from assess.rulebook.formula import MAX_DEPTH, MAX_LENGTH, FormulaError, compile_formula, parse
from tests.support import ROOT

TABLES = {"t": frozenset({"x", "k"})}
ATTACKS = [
    (code, text)
    for code, texts in yamlio.load(ROOT / "tests" / "rulebook" / "attacks.yaml").items()
    for text in texts
]  # fmt: skip


def refusal(text: str) -> str:
    """The code a formula is refused with; it must not warn or blow up."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(FormulaError) as caught:
            compile_formula(text, TABLES)
    assert caught.value.detail
    assert caught.value.column >= 0
    return caught.value.code


@pytest.mark.parametrize(("code", "text"), ATTACKS, ids=[str(text) for _, text in ATTACKS])
def test_attack(code: str, text: str) -> None:
    assert refusal(str(text)) == code


@pytest.mark.parametrize(
    "text",
    [
        "1" * (MAX_LENGTH + 1),
        "a" * (MAX_LENGTH + 1),
        "a + " * 1000 + "a",
        "(" * 299 + "a" + ")" * 299,
        "-" * 590 + "a",
        "not " * 140 + "a",
        "min(" * 140 + "a" + ")" * 140,
        "a if b else " * 40 + "c",
        "a+" * 290 + "a",
        '"' + "x" * 700 + '"',
        "[" * 500,
        "9" * 590,
        "a\x00b",
        "\ud800",
        "a\r\nb",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_too_long_too_deep_or_broken(text: str) -> None:
    assert refusal(text) in ("GF-207", "GF-208")


def test_the_bounds_leave_room_for_real_formulas() -> None:
    assert parse(" + ".join(["a"] * (MAX_DEPTH - 1)))
    assert parse("min(" + ", ".join(["a"] * 90) + ")")
    assert parse('"' + "x" * (MAX_LENGTH - 2) + '"')


def test_full_width_names_are_folded_as_python_does() -> None:
    assert compile_formula("ｍｉｎ(ａ, b)", TABLES).names == ("a", "b")


def test_places_inside_a_formula() -> None:
    with pytest.raises(FormulaError) as caught:
        compile_formula("a + b ** c", TABLES)
    assert caught.value.column == 4
    with pytest.raises(FormulaError) as caught:
        compile_formula("a + (b", TABLES)
    assert caught.value.column == 4


SIGNS = [*"ab1 .()[]{},+-*/%<>=!&|^~@:;'\"\\_#\n", "min(", "sum(t,", " if ", " else ", "not ", " and ", "lambda "]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SIGNS), max_size=30).map("".join))
@example("a if b else c")
def test_any_text_is_a_formula_or_refused(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            compile_formula(text, TABLES)
        except FormulaError as error:
            assert error.code in ("GF-207", "GF-208")  # noqa: PT017 - either way out is right
