"""What formulas say: values, unknowns, what does not apply, tables, factors, and the names they depend on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assess.rulebook.formula import NA, UNKNOWN, Expression, compile_formula
from tests.support import cases

TABLES = {"t": frozenset({"x", "k", "own"})}
FACTORS = {"f.a": 2.0, "f.b": 3.0}
SIGNS = {"?": UNKNOWN, "n/a": NA}


class Names:
    """A scope of plain values."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: _meant(value) for name, value in values.items()}

    def value(self, name: str) -> Any:
        return self.values[name]

    def factor(self, name: str) -> Any:
        return FACTORS.get(name, UNKNOWN)


def _meant(value: Any) -> Any:
    """Signs for unknown and 不适用; numbers as facts hold them."""
    if isinstance(value, list):
        return tuple(value)
    if type(value) is int:
        return float(value)
    return SIGNS.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("case", cases(__file__, "formulas.yaml"))
def test_value(case: list[Any]) -> None:
    text, names, wanted = case
    found = compile_formula(text, TABLES)(Names(names))
    wanted = _meant(wanted)
    if wanted is UNKNOWN or wanted is NA:
        assert found is wanted
    else:
        assert found == wanted
        assert isinstance(found, bool) is isinstance(wanted, bool)


def compiled(text: str) -> Expression:
    return compile_formula(text, TABLES)


def test_names_are_those_outside_table_rows_in_order_of_use() -> None:
    found = compiled('b + a * sum(t, x * coalesce(own, c)) + (b if d == "k" else factor("f", k))')
    assert found.names == ("b", "a", "t", "c", "d", "k")


def test_a_column_name_is_free_again_behind_the_table() -> None:
    assert compiled("sum(t, x) + x").names == ("t", "x")


def test_factors_are_named_as_far_as_they_are_known() -> None:
    assert compiled('factor("f.a") + factor("f", "b") + factor("g", k)').factors == ("f.a", "f.b", "g.*")


def test_unknown_and_not_applicable_are_never_true_or_false() -> None:
    for sign in (UNKNOWN, NA):
        with pytest.raises(TypeError):
            bool(sign)


def test_only_needed_names_are_asked_for() -> None:
    """A name in the branch not taken may be missing: `and`, `or` and the conditional stop as soon as they can."""
    assert compiled("a if c else b")(Names({"a": 1, "c": True})) == 1
    assert compiled("a or b")(Names({"a": True})) is True
    assert compiled("a and b")(Names({"a": False})) is False
