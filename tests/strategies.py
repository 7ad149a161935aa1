"""What property tests draw from: damaged texts, plain data, formulas with values, answers and whole submissions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from assess import Rulebook
from assess.rulebook.formula import NA, UNKNOWN
from assess.rulebook.model import Fact, Option
from assess.scoring.values import best_row

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
        leaves += [
            Formula("x", 'row["x"]'),
            Formula("coalesce(own, x)", '(row["x"] if row["own"] is None else row["own"])'),
        ]
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
        {
            "x": number | st.none() if missing else number,
            "k": st.sampled_from(["one", "two"]),
            "own": number | st.none(),
        }
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


# ---------------------------------------------------------------- answers and submissions

AMOUNTS = (0, 0.1, 0.5, 1, 2, 5, 10, 30, 40, 50, 60, 65, 66, 80, 90, 100, 1000)
"""Few numbers, near the thresholds and each other, so that ratios, balances and steps are hit from both sides."""
NOT_APPLICABLE = {"not_applicable": "没有这种情况"}


@dataclass(frozen=True)
class Draft:
    """What a factory has written so far, as plain data: ``facts``, own ``benchmarks`` and the head of the form."""

    facts: dict[str, Any]
    benchmarks: dict[str, Any]
    factory: dict[str, str]
    output: str | None

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments of :func:`tests.support.document`."""
        return {"benchmarks": self.benchmarks, **self.factory}


def value_of(fact: Fact, output: str | None = None) -> st.SearchStrategy[Any]:
    """A right value of any kind of fact, as a person types it."""
    match fact.kind:
        case "quantity":
            per_output = isinstance(fact.unit, tuple) or fact.unit == "output"
            unit = output if per_output else str(fact.unit or "1")
            return st.sampled_from(_within(fact)).map(lambda number: _amount(number, unit))
        case "yes_no":
            return st.sampled_from(["是", "否"])
        case "choice":
            return st.sampled_from([option.id for option in fact.options])
        case "extent":
            return st.sampled_from([*(option.id for option in fact.options), "0%", "35%", "100%"])
        case "multi":
            return st.lists(st.sampled_from([option.id for option in fact.options]), unique=True)
        case "date":
            return st.sampled_from(["2023-05-01", "2026年1月10日"])
    return st.lists(_row(fact), max_size=2)


def _within(fact: Fact) -> list[float]:
    low = float("-inf") if fact.at_least is None else fact.at_least
    high = float("inf") if fact.at_most is None else fact.at_most
    return [number for number in AMOUNTS if low <= number <= high] or [low]


def _amount(number: float, unit: str | None) -> Any:
    return number if unit in (None, "1") else f"{number:g} {unit}"


@st.composite
def _row(draw: st.DrawFn, table: Fact) -> dict[str, Any]:
    """A row whose quantities are in the units that its choice asks for."""
    row: dict[str, Any] = {}
    chosen: Option | None = None
    for column in table.columns:
        if column.id == "norm" or (not column.required and draw(st.booleans())):
            continue  # the id of a norm is no free text
        if column.kind == "choice":
            picked = draw(st.sampled_from(column.options))
            row[column.id] = picked.id
            chosen = chosen or picked  # the first choice gives the units
        elif column.kind == "text":
            row[column.id] = "备注"
        else:
            unit = (chosen.unit if chosen else None) if column.unit_of else column.unit
            if unit is not None and unit.endswith("/row"):
                unit = unit.removesuffix("row") + ((chosen.unit if chosen else None) or "1")
            row[column.id] = _amount(draw(st.sampled_from(AMOUNTS)), unit)
    return row


def settled(fact: Fact, output: str | None = None) -> st.SearchStrategy[Any]:
    """A final answer: a value, or 不适用 where that is allowed."""
    value = value_of(fact, output)
    return value | st.just(NOT_APPLICABLE) if fact.may_be_not_applicable else value


@st.composite
def drafts(draw: st.DrawFn, rulebook: Rulebook, scheme: str, *, known: float = 0.5) -> Draft:
    """A form partly filled in: some facts answered, some unverified, the rest left open (``known`` says how many)."""
    compiled = rulebook.scheme(scheme)
    units = rulebook.facts["qualified_output"].unit
    output = draw(st.sampled_from(units)) if isinstance(units, tuple) else None
    often = st.sampled_from([number / 10 < known for number in range(10)])
    facts: dict[str, Any] = {}
    for name in compiled.facts:
        if draw(often):
            facts[name] = draw(settled(rulebook.facts[name], output))
        elif draw(st.integers(0, 5)) == 0:
            facts[name] = _unverified(draw(settled(rulebook.facts[name], output)))
    industry = draw(st.sampled_from([{}, {"industry": "C33"}, {"industry": "C3311"}]))
    region = draw(st.sampled_from([{}, {"region": "浙江省"}]))
    own = {name: one for name, one in _own_benchmarks(draw, rulebook, output, industry).items() if draw(often)}
    return Draft(facts, own, industry | region, output)


def _unverified(answer: Any) -> dict[str, Any]:
    return {**(answer if isinstance(answer, dict) else {"value": answer}), "unverified": True}


def _is_open(answer: Any) -> bool:
    return answer is None or (isinstance(answer, dict) and answer.get("unverified") is True)


def _own_benchmarks(draw: st.DrawFn, rulebook: Rulebook, output: str | None, factory: dict[str, str]) -> dict[str, Any]:
    """A value for every benchmark that the rulebook does not know for this industry."""
    number = st.sampled_from(AMOUNTS)
    return {
        name: {"value": _amount(draw(number), one.unit.replace("output", output or "output")), "source": "某协会通报"}
        for name, one in rulebook.benchmarks.items()
        if best_row(one, factory.get("industry", "").removeprefix("C") or None) is None
    }


@st.composite
def completed(draw: st.DrawFn, draft: Draft, rulebook: Rulebook, scheme: str, *, whole: bool = True) -> Draft:
    """``draft`` with what was open settled: all of it, or with ``whole`` False some of it."""
    facts = dict(draft.facts)
    for name in rulebook.scheme(scheme).facts:
        if _is_open(facts.get(name)) and (whole or draw(st.booleans())):
            facts[name] = draw(settled(rulebook.facts[name], draft.output))
    own = _own_benchmarks(draw, rulebook, draft.output, draft.factory)
    own = {
        name: one for name, one in own.items() if name in draft.benchmarks or whole or draw(st.booleans())
    } | draft.benchmarks
    region = {"region": "江苏省"} if "region" not in draft.factory and (whole or draw(st.booleans())) else {}
    return Draft(facts, own, draft.factory | region, draft.output)


# ---------------------------------------------------------------- whole schemes over tests/mini

MINI_NUMBERS = (
    "waste_used", "wastewater", "water_intensity", "solar_share", "staff", "lamp_share", "co2_power", "energy_total",
    "largest_carrier", "water_base", "sales_per_land_base", "daylight", "period",
)  # fmt: skip
MINI_CONDITIONS = ("store_safe", "training_given", "metered", "promises_made", "permit_held", "plan_in_place")
MINI_NAMES = {
    "kind": "grade", '"one" in several': '"rainwater" in measures', '"one"': '"good"', "t": "energy_carriers",
    "x": "amount", "own": "own_factor", "f.a": "coal_equivalent.diesel",
}  # fmt: skip
SHARES = st.sampled_from([0, 0.2, 0.5, 0.8, 1])
TEXT = {"zh": "测试", "en": "test"}
SOURCE = {"document": "测试", "basis": "adopted"}


@st.composite
def mini_formulas(draw: st.DrawFn, *, condition: bool, depth: int = 2) -> str:
    """A formula of the small language on facts, indicators and benchmarks of tests/mini; units do not matter here."""
    found = draw(conditions(depth) if condition else numbers(depth)).text
    found = found.replace('k == "one"', 'carrier == "diesel"')
    for old, new in MINI_NAMES.items():
        found = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w.])", new, found)
    names = {name: draw(st.sampled_from(MINI_NUMBERS)) for name in NUMBERS}
    names |= {name: draw(st.sampled_from(MINI_CONDITIONS)) for name in CONDITIONS}
    return re.sub(r"\b([abcpq])\b(?!\")", lambda match: names[match.group(1)], found)


@st.composite
def scores(draw: st.DrawFn) -> dict[str, Any]:
    """Any score rule, also ones that can never earn everything."""
    of = draw(
        st.sampled_from(["solar_share", "water_intensity", "wastewater", "lamp_share", "daylight", "largest_carrier"])
    )
    bound = st.sampled_from(AMOUNTS) | mini_formulas(condition=False, depth=1)
    match draw(st.sampled_from(["met", "met", "choice", "extent", "steps", "steps", "band", "count", "chosen"])):
        case "met":
            return {"met": draw(mini_formulas(condition=True))}
        case "choice":
            fact, options = draw(
                st.sampled_from([("grade", ("poor", "fair", "good")), ("roof", ("none_built", "all_built"))])
            )
            return {
                "choice": {"of": fact, "shares": {option: draw(SHARES) for option in options if draw(st.booleans())}}
            }
        case "extent":
            return {"extent": "daylight"}
        case "steps":
            keys = st.sampled_from(["from", "over", "to", "under"])
            steps = [{draw(keys): draw(bound), "share": draw(SHARES)} for _ in range(draw(st.integers(1, 3)))]
            return {"steps": {"of": of, "at": steps}}
        case "band":
            method = draw(st.sampled_from(["range", "ratio"]))
            return {"band": {"of": of, "base": draw(bound), "lead": draw(bound), "method": method}}
        case "count":
            parts = draw(st.lists(mini_formulas(condition=True, depth=1), min_size=1, max_size=3))
            return {"count": {"of": parts, "full": draw(st.integers(1, 4))}}
    return {"count": {"of": "measures", "full": draw(st.integers(1, 4))}}


@st.composite
def mini_schemes(draw: st.DrawFn) -> dict[str, Any]:
    """A whole scheme ``case``: any rules, gates, conditions, groups, policy and ladder."""
    condition = mini_formulas(condition=True)
    criteria = []
    for number in range(draw(st.integers(2, 6))):
        one = {
            "id": f"C-{number}", "dimension": draw(st.sampled_from(["one", "two"])), "principle": draw(st.sampled_from(["save", "care"])),
            "title": TEXT, "requirement": TEXT, "mandatory": draw(st.booleans()), "points": {"raw": "equal", "basis": "adopted"},
            "score": draw(scores()), "may_be_not_applicable": draw(st.booleans()), "source": SOURCE, "advice": TEXT,
        }  # fmt: skip
        criteria.append(one | ({"applies_when": draw(condition)} if draw(st.booleans()) else {}))
    gates = [
        {"id": f"G-{number}", "title": TEXT, "requirement": TEXT, "kind": "negative_list", "must": draw(condition), "source": SOURCE, "advice": TEXT}
        | ({"applies_when": draw(condition)} if draw(st.booleans()) else {})
        for number in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    tiers = [
        {"stars": star, "label": TEXT, "total": draw(st.sampled_from([0, 20, 40, 50, 60, 80, 100])), "all_mandatory": draw(st.booleans()), "source": SOURCE}
        | ({"requires": draw(condition)} if draw(st.booleans()) else {})
        for star in (2, 3, 4)
    ]  # fmt: skip
    dimension = {"title": TEXT, "mandatory_points": 60, "optional_points": 40, "source": SOURCE}
    return {
        "id": "case", "title": TEXT, "issuer": TEXT, "document": "测试", "verified_on": "2026-11", "about": TEXT, "source": SOURCE,
        "group_by": draw(st.sampled_from(["dimension", "principle"])),
        "principles": [{"id": name, "title": TEXT} for name in ("save", "care")],
        "dimensions": [{"id": "one", "weight": 40, **dimension}, {"id": "two", "weight": 60, **dimension}],
        "settings": {
            "not_applicable": draw(st.sampled_from(["within_group", "within_group", "exclude", "full", "zero"])),
            "grid": draw(st.sampled_from(["national", "provincial"])),
        },
        "criteria": criteria, "gates": gates, "tiers": tiers,
    }  # fmt: skip
