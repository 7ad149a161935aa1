"""What property tests draw from: damaged texts, plain data, formulas with values, answers and whole submissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assess.rulebook.formula import NA, UNKNOWN
from hypothesis import strategies as st

# ---------------------------------------------------------------- texts and plain data

PRINTABLE = st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\ufeff")
"""Characters that may stand in a file: no controls, surrogates or invisible line ends."""


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    """``text`` with pieces dropped, doubled, moved or replaced by signs that mean something in YAML."""
    signs = st.text(st.sampled_from(list("&*!|>'\"%@`?:-[]{},#~ \n\t\\=.0浙：")), max_size=4)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.one_of(signs, st.just(text[start:end] * 2), st.just(""))) + text[end:]
    return text


def plain_data() -> st.SearchStrategy[Any]:
    """What YAML can hold, three levels deep: the whole range of scalars, texts that look like something else."""
    words = st.text(PRINTABLE, max_size=12) | st.sampled_from(
        ["no", "1e3", "~", "", " ", "2024-01-01", "- a", "a: b", "#"]
    )
    numbers = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
    scalars = st.none() | st.booleans() | numbers | words
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=10
    )


# ---------------------------------------------------------------- formulas

COLUMNS = frozenset({"x", "k", "own"})
NUMBERS = ("a", "b", "c")
CONDITIONS = ("p", "q")


@dataclass(frozen=True)
class Formula:
    """A formula and the same thing in Python, for a table ``t`` of rows with the columns of :data:`COLUMNS`."""

    text: str
    python: str


def numbers(depth: int = 3, *, row: bool = False) -> st.SearchStrategy[Formula]:
    """Formulas whose value is a number; inside a table's row they may use its columns."""
    leaves = [Formula(name, name) for name in NUMBERS] + [Formula(text, text) for text in ("0", "1", "2.5", "100")]
    leaves.append(Formula('factor("f.a")', "2.0"))
    if row:
        leaves += [Formula("x", 'row["x"]'), Formula("coalesce(own, x)", '(row["x"] if row["own"] is None else row["own"])')]
    leaf = st.sampled_from(leaves)
    if depth == 0:
        return leaf
    inner = numbers(depth - 1, row=row)
    forms = [
        leaf,
        st.builds(_join, inner, st.sampled_from(["+", "-", "*", "/"]), inner),
        st.builds(lambda one: _wrap("(-{})", one), inner),
        st.builds(lambda a, c, b: _wrap("({} if {} else {})", a, c, b), inner, conditions(depth - 1, row=row), inner),
        st.builds(lambda name, a, b: _wrap(name + "({}, {})", a, b), st.sampled_from(["min", "max"]), inner, inner),
        st.builds(lambda a, b: Formula(f"coalesce({a.text}, {b.text})", a.python), inner, inner),
    ]
    if not row:
        over = st.sampled_from([("sum", "fsum"), ("min", "min"), ("max", "max")])
        forms.append(st.builds(_over_rows, over, numbers(depth - 1, row=True)))
    return st.one_of(forms)


def conditions(depth: int = 3, *, row: bool = False) -> st.SearchStrategy[Formula]:
    """Formulas whose value is yes or no."""
    leaves = [Formula(text, text) for text in (*CONDITIONS, 'kind == "one"', '"one" in several')]
    if row:
        leaves.append(Formula('k == "one"', 'row["k"] == "one"'))
    leaf = st.sampled_from(leaves)
    if depth == 0:
        return leaf
    inner, number = conditions(depth - 1, row=row), numbers(depth - 1, row=row)
    return st.one_of(
        leaf,
        st.builds(_join, number, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), number),
        st.builds(_join, inner, st.sampled_from(["and", "or"]), inner),
        st.builds(lambda one: _wrap("(not {})", one), inner),
    )


def _join(left: Formula, sign: str, right: Formula) -> Formula:
    return _wrap("({} " + sign + " {})", left, right)


def _wrap(form: str, *parts: Formula) -> Formula:
    return Formula(form.format(*(part.text for part in parts)), form.format(*(part.python for part in parts)))


def _over_rows(names: tuple[str, str], inner: Formula) -> Formula:
    return Formula(f"{names[0]}(t, {inner.text})", f"{names[1]}([{inner.python} for row in t])")


@st.composite
def scopes(draw: st.DrawFn, *, missing: bool) -> dict[str, Any]:
    """A value for every name of :func:`numbers` and :func:`conditions`; with ``missing`` some unknown or 不适用."""
    signs = st.sampled_from([UNKNOWN, UNKNOWN, NA]) if missing else st.nothing()
    number = st.sampled_from([0.0, 1.0, -2.0, 0.5, 3.0, 100.0])
    cell = st.fixed_dictionaries(
        {"x": number | st.none() if missing else number, "k": st.sampled_from(["one", "two"]), "own": number | st.none()}
    )
    rows = st.lists(cell, min_size=0 if missing else 1, max_size=3).map(tuple)
    return {
        **{name: draw(signs | number) for name in NUMBERS},
        **{name: draw(signs | st.booleans()) for name in CONDITIONS},
        "kind": draw(signs | st.sampled_from(["one", "two"])),
        "several": draw(signs | st.sampled_from([(), ("one",), ("one", "two")])),
        "t": draw(signs | rows),
    }


@st.composite
def completions(draw: st.DrawFn, scope: dict[str, Any]) -> dict[str, Any]:
    """``scope`` with every unknown value settled: known, or 不适用."""
    settled = draw(scopes(missing=False))
    return {
        name: (draw(st.sampled_from([NA, settled[name]])) if value is UNKNOWN else value)
        for name, value in scope.items()
    }
