"""All score rules of a scheme as one Python function, for values that are known: the rules at Python's own speed.

Three-valued logic matters only where something is missing. UNKNOWN and NA have no truth, no order and no arithmetic:
they raise ``TypeError``, and that one criterion is then left to its rule. Everything else is the formula itself, which
is an expression of Python already. What would not raise (``==``) and what needs more than an expression (calls) is left
to the rules from the start. The function is written from checked syntax trees, never from a file's text.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from assess.scoring.bands import BandRule
from assess.scoring.rules import ChoiceRule, CountRule, ExtentRule, Met, StepsRule
from assess.scoring.shares import ALL, NONE, Rule, Share

T = TypeVar("T")


class Known(Protocol[T]):
    """Results in the order of the rules: those of known values, and what ``ask`` says for the others."""

    def __call__(self, values: Mapping[str, Any], ask: Callable[[int], T]) -> list[T]: ...


class _Left(Exception):
    """A rule or a formula that is left to the closures; never leaves this module."""


def compile_known(rules: Sequence[Rule | None], settle: Callable[[int, Share], T]) -> Known[T]:
    """The function for ``rules``, in their order; None is always asked for. ``settle`` turns a share into a result.

    Wherever a share does not depend on a number, its result is settled once and for all.
    """
    writer = _Writer(settle)
    lines = ["def known(v, ask):"]
    for number, rule in enumerate(rules):
        lines += [f" {line}" for line in writer.criterion(number, rule)]
    lines.append(f" return [{', '.join(f'r{number}' for number in range(len(rules)))}]")
    exec("\n".join(lines), writer.names)  # noqa: S102  # see above
    found: Known[T] = writer.names["known"]
    return found


class _Writer:
    """Writes one criterion after the other; ``names`` is all that the function can reach."""

    def __init__(self, settle: Callable[[int, Share], Any]) -> None:
        self.settle = settle
        self.names: dict[str, Any] = {
            "__builtins__": {},
            "among": _among,
            "finite": _finite,
            "certain": _certain,
            "same": _same,
            "missing": (TypeError, LookupError, ArithmeticError),
        }

    def criterion(self, number: int, rule: Rule | None) -> Iterator[str]:
        """The lines that give ``r7`` its value."""
        try:
            *before, result = self.rule(number, rule)
        except _Left:
            yield f"r{number} = ask({number})"
            return
        yield "try:"
        yield from (f" {line}" for line in before)
        yield f" r{number} = {result}"
        yield f"except missing: r{number} = ask({number})"

    def rule(self, number: int, rule: Rule | None) -> list[str]:
        """Statements that come first, and the expression of the result."""
        match rule:
            case Met(condition=condition):
                return [f"{self.settled(number, ALL)} if {_truth(condition.tree)} else {self.settled(number, NONE)}"]
            case StepsRule():
                return self.steps(number, rule)
            case ExtentRule(fact=fact):
                return [self.settling(number, f"same(v[{fact!r}])")]
            case BandRule(products=None):
                between = self.constant(_definite(rule))
                ends = f"{_number(rule.base.tree)}, {_number(rule.lead.tree)}"
                return [*_looked_up(rule.name), self.settling(number, f"{between}(x, {ends})")]
            case CountRule():
                return [self.count(number, rule)]
            case ChoiceRule(fact=fact, shares=shares):
                table = {option: self.settle(number, Share(earned, earned)) for option, earned in shares.items()}
                return [f"{self.constant(table)}[v[{fact!r}]]"]
        raise _Left

    def steps(self, number: int, rule: StepsRule) -> list[str]:
        """The bounds all come first, as in the rule: which benchmarks were looked up is part of the result."""
        before = _looked_up(rule.name)
        before += [f"b{place} = {_number(step.bound.tree)}" for place, step in enumerate(rule.steps)]
        choices = [
            f"{self.settled(number, Share(step.share, step.share))} if x {_SIGNS[step.sign]} b{place} else"
            for place, step in sorted(enumerate(rule.steps), key=lambda pair: -pair[1].share)
        ]
        return [*before, " ".join((*choices, self.settled(number, NONE)))]

    def count(self, number: int, rule: CountRule) -> str:
        """Only a plain yes counts, as in the rule; a bare name may hold anything."""
        holds = [
            f"certain({_truth(one.tree)})" if isinstance(one.tree, ast.Name) else _truth(one.tree)
            for one in rule.conditions
        ]
        met = " + ".join(f"(1 if {one} else 0)" for one in holds)
        shares = (min(count / rule.full, 1.0) for count in range(len(holds) + 1))
        return f"{self.constant(tuple(self.settle(number, Share(share, share)) for share in shares))}[{met}]"

    def settled(self, number: int, share: Share) -> str:
        return self.constant(self.settle(number, share))

    def settling(self, number: int, share: str) -> str:
        return f"{self.constant(self.settle)}({number}, {share})"

    def constant(self, value: object) -> str:
        """A name for ``value``."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name


_SIGNS: Mapping[str, str] = {"≥": ">=", ">": ">", "≤": "<=", "<": "<"}
_ORDER: Mapping[type, str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_ARITHMETIC: Mapping[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def _looked_up(name: str) -> list[str]:
    """A number, before any of its limits is looked up: they are not needed where it does not apply."""
    return [f"x = v[{name!r}]", "x + 0.0"]


def _truth(node: ast.expr) -> str:
    """A condition, true or false exactly when its closure says so; anything else raises."""
    match node:
        case ast.Name(id=name):
            return f"v[{name!r}]"
        case ast.BoolOp(op=boolean, values=values):
            return f"({(' or ' if isinstance(boolean, ast.Or) else ' and ').join(map(_truth, values))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return f"(not {_truth(operand)})"
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _ORDER:
            return f"({_number(left)} {_ORDER[type(op)]} {_number(right)})"
        case ast.Compare(left=ast.Constant(value=str() as option), ops=[ast.In()], comparators=[ast.Name(id=name)]):
            return f"among({option!r}, v[{name!r}])"
    raise _Left


def _number(node: ast.expr) -> str:
    """A number."""
    match node:
        case ast.Name(id=name):
            return f"v[{name!r}]"
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return repr(float(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"(-{_number(operand)})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            return f"finite({_number(left)} {_ARITHMETIC[type(op)]} {_number(right)})"
    raise _Left


def _among(option: str, chosen: object) -> bool:
    if isinstance(chosen, tuple):
        return option in chosen
    raise TypeError


def _finite(number: float) -> float:
    """What is too large for a number is not known."""
    if -math.inf < number < math.inf:
        return number
    raise OverflowError


def _certain(found: object) -> bool:
    if found is True or found is False:
        return found
    raise TypeError


def _same(extent: float) -> Share:
    return Share(extent + 0.0, extent + 0.0)


def _definite(rule: BandRule) -> Callable[[float, float, float], Share]:
    """The rule's share between known ends; ends the wrong way round leave it open."""

    def between(found: float, base: float, lead: float) -> Share:
        if not rule.between.fits(base, lead):
            raise TypeError
        earned = rule.between.earned(found, base, lead)
        return Share(earned, earned)

    return between
