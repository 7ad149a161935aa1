"""Formulas against Python's own arithmetic, and the promise that a known value never changes when more is known."""

from __future__ import annotations

from math import fsum
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assess.rulebook.formula import NA, UNKNOWN, FormulaError, compile_formula
from tests.strategies import COLUMNS, Formula, completions, conditions, numbers, scopes

TABLES = {"t": COLUMNS}


class Names:
    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def value(self, name: str) -> Any:
        return self.values[name]

    def factor(self, name: str) -> Any:
        return {"f.a": 2.0}.get(name, UNKNOWN)


def run(formula: Formula, scope: dict[str, Any]) -> Any:
    try:
        return compile_formula(formula.text, TABLES)(Names(scope))
    except FormulaError:
        assume(condition=False)


def same(found: Any, wanted: Any) -> bool:
    return found is wanted or (type(found) is type(wanted) and found == wanted)


@settings(max_examples=200)
@given(numbers() | conditions(), scopes(missing=False))
def test_agrees_with_python(formula: Formula, scope: dict[str, Any]) -> None:
    try:
        wanted = eval(formula.python, {"fsum": fsum, **scope})  # noqa: S307 - made by our own strategy
    except ZeroDivisionError:
        assume(condition=False)
    assert run(formula, scope) == wanted


@settings(max_examples=250)
@given(st.data(), numbers() | conditions(), scopes(missing=True))
def test_what_is_known_stays_known(data: st.DataObject, formula: Formula, scope: dict[str, Any]) -> None:
    """Kleene's promise for the whole language: knowing more refines UNKNOWN and changes nothing else."""
    before = run(formula, scope)
    assume(before is not UNKNOWN)
    after = run(formula, data.draw(completions(scope)))
    assert same(after, before)


@settings(max_examples=100)
@given(numbers() | conditions(), scopes(missing=True))
def test_the_value_is_a_number_yes_or_no_unknown_or_not_applicable(formula: Formula, scope: dict[str, Any]) -> None:
    found = run(formula, scope)
    assert found is UNKNOWN or found is NA or isinstance(found, (float, bool))


@given(numbers(2), scopes(missing=True))
def test_evaluating_changes_nothing(formula: Formula, scope: dict[str, Any]) -> None:
    before = dict(scope)
    assert same(run(formula, scope), run(formula, scope))
    assert scope == before
