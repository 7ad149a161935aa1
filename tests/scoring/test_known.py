"""The rules compiled into one function give what each rule gives by itself, whatever the values are."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from assess import Rulebook, load_rulebook
from assess.rulebook.formula import NA, UNKNOWN, compile_formula
from assess.rulebook.scheme import score_formulas
from assess.scoring.bands import BandRule, BandsRule, Interpolation, ProductsRule
from assess.scoring.known import compile_known
from assess.scoring.rules import (
    SIGNS,
    ChoiceRule,
    ChosenRule,
    CountRule,
    ExtentRule,
    Met,
    StepsRule,
    Threshold,
    ValueRule,
    build_rule,
)
from assess.scoring.shares import Rule, Share

ODD = (UNKNOWN, NA, 0.0, -0.0, -1.0, 1e308, -1e308, 5e-324, 1, True, False, "", "text", (), ("a",), float("inf"))


class Seen(dict[str, Any]):
    """Values that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.seen: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.seen.add(name)
        return super().__getitem__(name)

    value = __getitem__

    def factor(self, name: str) -> Any:
        return UNKNOWN


def shares(rules: Sequence[Rule], values: Mapping[str, Any]) -> tuple[list[Share | None], list[int]]:
    """What the compiled function says, after checking it against the rules; and which it asked about."""
    known = compile_known(rules, lambda _, share: share)
    compiled, alone = Seen(values), Seen(values)
    asked: list[int] = []

    def ask(number: int) -> Share | None:
        asked.append(number)
        return rules[number].share(compiled)

    found = known(compiled, ask)  # type: ignore[arg-type]
    wanted = [rule.share(alone) for rule in rules]
    assert found == wanted
    assert compiled.seen == alone.seen, "what was looked up is part of an assessment"
    return found, asked


def formula(text: str) -> Any:
    return compile_formula(text, {})


def of_row(text: str) -> Any:
    return compile_formula(text, {"rows": frozenset({"p", "q", "w"})}, row_of="rows")


RISING = Interpolation(lower_is_better=False, method="range")
RULES: tuple[Rule, ...] = (
    Met(formula("a")),
    Met(formula("a and not b")),
    Met(formula("x > 3 or a and y <= 2 * x")),
    Met(formula("x == 3")),
    Met(formula('"a" in many')),
    Met(formula("x + y > 1 and -x < y / z")),
    Met(formula("max(x, y) > 1 and a")),
    Met(formula("1e14 * x * x > y")),
    StepsRule(
        "x",
        tuple(
            Threshold(*SIGNS["from"], formula(text), share) for text, share in (("1", 0.3), ("y", 0.6), ("2 * z", 1.0))
        ),
    ),
    StepsRule("x", tuple(Threshold(*SIGNS[key], formula("y"), 1.0) for key in SIGNS)),
    StepsRule("x", (Threshold(*SIGNS["under"], formula("y"), 1.0), Threshold(*SIGNS["to"], formula("z"), 0.5))),
    BandRule("x", formula("y"), formula("z"), RISING),
    BandRule("x", formula("y"), formula("z"), Interpolation(lower_is_better=True, method="ratio")),
    BandRule("x", formula("80"), formula("20"), Interpolation(lower_is_better=True, method="range")),
    CountRule((formula("a"), formula("b and a"), formula("x > 1")), 2),
    CountRule((formula("x"), formula("a or b")), 2),
    ChoiceRule("kind", {"a": 0.5, "b": 1.0}),
    ExtentRule("x"),
    ChosenRule("many", 3),
    BandRule("x", formula("y"), formula("z"), RISING, ProductsRule("rows", *map(of_row, ("p", "y", "q", "w")))),
    BandsRule("kind", {"a": BandRule("x", formula("y"), formula("z"), RISING)}),
    ValueRule(("x", "y")),
)
"""Each kind of rule, with formulas inside and outside what can be compiled."""

LEFT = [3, 6, 12, 15, 18, 19, 20, 21]
"""Equality, a call; a band whose ends are the wrong way round; a bare number counted; rules that are no expression."""

PLAIN: Mapping[str, tuple[Any, ...]] = {
    "a": (True, False), "b": (True, False), "kind": ("a", "b"), "many": ((), ("a",), ("a", "b", "c", "d")),
    "x": (0.0, 0.5, 1.0, 3.0, 50.0), "y": (0.0, 1.0, 3.0, 80.0), "z": (0.0, 2.0, 20.0),
    "rows": ((), ({"p": 2.0, "q": 4.0, "w": 1.0}, {"p": None, "q": 3.0, "w": 2.0})),
}  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_every_kind_of_rule(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(200):
        values = {name: chance.choice(plain) for name, plain in PLAIN.items()}
        for name in chance.sample(sorted(values), k=chance.choice((0, 1, 2))):
            values[name] = chance.choice(ODD)
        shares([rule for rule in RULES if computable(rule, values)], values)


def computable(rule: Rule, values: Mapping[str, Any]) -> bool:
    """Rules need not make sense of values that no reader lets through: there the compiled function may fail alike."""
    try:
        rule.share(Seen(values))
    except (TypeError, AttributeError, LookupError, ZeroDivisionError):
        return False
    return True


def test_known_values_are_not_asked_for() -> None:
    values = {"a": True, "b": False, "x": 2.0, "y": 1.0, "z": 4.0, "kind": "a", "many": ("a",), "rows": ()}
    found, asked = shares(RULES, values)
    assert asked == LEFT
    assert found[0] == Share(1.0, 1.0)


@pytest.fixture(scope="module")
def shipped() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("seed", range(3))
def test_the_shipped_schemes(shipped: Rulebook, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for name in shipped.schemes:
        scheme = shipped.scheme(name)
        models = [item.model.score for item in scheme.criteria]
        rules = [build_rule(score, shipped, scheme.model.settings) for score in models]
        names = {one for score in models for _, text in score_formulas(score) for one in shipped.expression(text).names}
        for missing in (0.0, 0.2, 1.0):
            values = {one: plausible(shipped, one, chance) for one in names}
            values |= {one: chance.choice((UNKNOWN, NA)) for one in names if chance.random() < missing}
            _, asked = shares(rules, values)
            assert missing or all(isinstance(rules[number], NO_EXPRESSION) for number in asked)


NO_EXPRESSION = (BandRule, BandsRule, ChosenRule, ValueRule)
"""Left to the rules: bands where the limits made up here are the wrong way round."""


def plausible(rulebook: Rulebook, name: str, chance: random.Random) -> Any:
    fact = rulebook.facts.get(name)
    if fact is None or fact.kind in ("quantity", "extent"):
        return chance.uniform(0.0, 100.0)
    if fact.kind == "choice":
        return chance.choice(fact.options).id
    if fact.kind == "multi":
        return tuple(option.id for option in fact.options if chance.random() < 0.5)
    if fact.kind == "table":
        return ()
    return chance.random() < 0.5
