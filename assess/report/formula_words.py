"""A formula as people read it (公式的读法): titles instead of names, × ÷ ≥ 且 instead of * / >= and."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from assess.report.texts import TEXTS

if TYPE_CHECKING:
    from assess.report.words import Words
    from assess.rulebook.formula import Expression
    from assess.rulebook.model import Column, Option

_OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _NEGATIVE, _ATOM = range(8)
_ARITHMETIC: Mapping[type, tuple[str, int]] = {
    ast.Add: ("+", _SUM),
    ast.Sub: ("−", _SUM),
    ast.Mult: ("×", _PRODUCT),
    ast.Div: ("÷", _PRODUCT),
}
_COMPARISON: Mapping[type, str] = {
    ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
}  # fmt: skip
_SETTINGS = {"steam_datum": "choice.steam"}
"""Settings whose values have a text of their own."""
_ASIDE = re.compile(r"\s*（[^（）]*）\s*$|\s*\([^()]*\)\s*$|[？?]$")


class _Part(NamedTuple):
    """A piece of the formula and how tightly it holds together."""

    text: str
    tightness: int = _ATOM

    def within(self, tightness: int) -> str:
        """The piece inside one that holds so tightly."""
        return self.text if self.tightness >= tightness else f"({self.text})"


def formula_words(expression: Expression, words: Words, row_of: str | None = None) -> str:
    """The formula in the reader's language; ``row_of`` is the table whose rows it is for."""
    return _Reader(words, _columns(words, row_of)).read(expression.tree).text


def _columns(words: Words, table: str | None) -> Mapping[str, Column]:
    return {} if table is None else {column.id: column for column in words.rulebook.facts[table].columns}


class _Reader:
    """Reads one formula; ``columns`` are those of the table whose rows are being looked at."""

    def __init__(self, words: Words, columns: Mapping[str, Column]) -> None:
        self.words, self.book, self.columns = words, words.rulebook, columns

    def read(self, node: ast.expr) -> _Part:
        match node:
            case ast.Constant(value=value):
                return _Part(self.constant(value))
            case ast.Name(id=name):
                return _Part(self.name(name))
            case ast.BinOp(left=left, right=right, op=op):
                sign, tight = _ARITHMETIC[type(op)]
                # the right side of − and ÷ needs its brackets even around its own kind
                after = tight + 1 if isinstance(op, ast.Sub | ast.Div) else tight
                return _Part(f"{self.read(left).within(tight)} {sign} {self.read(right).within(after)}", tight)
            case ast.UnaryOp(operand=operand, op=ast.Not()):
                return _Part(self.words("formula.not", what=self.read(operand).within(_ATOM)), _NOT)
            case ast.UnaryOp(operand=operand):
                return _Part(f"−{self.read(operand).within(_NEGATIVE)}", _NEGATIVE)
            case ast.BoolOp(values=values, op=op):
                tight = _AND if isinstance(op, ast.And) else _OR
                joint = self.words("formula.and" if tight == _AND else "formula.or")
                return _Part(joint.join(self.read(value).within(_NOT) for value in values), tight)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _Part(self.comparison(left, op, right), _COMPARE)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                parts = {"test": test, "body": body, "orelse": orelse}
                return _Part(
                    self.words("formula.if", **{key: self.read(part).text for key, part in parts.items()}), _OR
                )
            case ast.Call(func=ast.Name(id=name), args=args):
                return self.call(name, args)
        raise AssertionError(node)  # the compiler refuses everything else

    def constant(self, value: object) -> str:
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        return f"{value:g}" if isinstance(value, int | float) else self.quoted(str(value))

    def name(self, name: str) -> str:
        """The title of what a name stands for."""
        for known in (self.columns, self.book.facts, self.book.indicators, self.book.benchmarks):
            if name in known:
                entry = known[name]
                return self.quoted(self.words.text(entry.ask if hasattr(entry, "ask") else entry.title))
        return self.quoted(self.words(f"formula.context.{name}"))

    def quoted(self, title: str) -> str:
        """A title without what explains it, between marks that show where it ends."""
        return self.words("formula.name", name=_ASIDE.sub("", _ASIDE.sub("", title)) or title)

    def comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> str:
        if isinstance(op, ast.In):
            has = self.option(left, right)
            return self.words("formula.has", list=self.read(right).text, option=has or self.read(left).text)
        sides = (
            self.option(left, right) or self.read(left).within(_SUM),
            self.option(right, left) or self.read(right).within(_SUM),
        )
        return f"{sides[0]} {_COMPARISON[type(op)]} {sides[1]}"

    def option(self, node: ast.expr, of: ast.expr) -> str:
        """The title of the option or setting that a text stands for; empty where it is none."""
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and isinstance(of, ast.Name)):
            return ""
        if f"{_SETTINGS.get(of.id)}.{node.value}" in TEXTS:
            return self.quoted(self.words(f"{_SETTINGS[of.id]}.{node.value}"))
        asked = self.columns.get(of.id) or self.book.facts.get(of.id)
        options: tuple[Option, ...] = asked.options if asked is not None else ()
        return next((self.quoted(self.words.text(one.title)) for one in options if one.id == node.value), "")

    # ---------------------------------------------------------------- functions

    def call(self, name: str, args: list[ast.expr]) -> _Part:
        first = args[0]
        if name == "factor":
            return _Part(self.factor(args))
        if len(args) == 2 and isinstance(first, ast.Name) and self.is_table(first.id):
            each = _Reader(self.words, _columns(self.words, first.id)).read(args[1]).text
            return _Part(self.words(f"formula.rows.{name}", table=self.name(first.id), each=each), _OR)
        if name == "coalesce":
            return self.first_known(args)
        parts = [self.read(arg).text for arg in args]
        return _Part(self.words(f"formula.{name}", parts=self.words.listed(parts)))

    def first_known(self, args: list[ast.expr]) -> _Part:
        """What stands in for open answers; a text that is no option only says that there is none."""
        parts = [self.read(args[0])]
        for arg in args[1:]:
            if not isinstance(arg, ast.Constant) or not isinstance(arg.value, str):
                parts.append(self.read(arg))
            elif title := self.option(arg, args[0]):
                parts.append(_Part(title))
        if len(parts) == 1:
            return parts[0]
        return _Part(self.words("formula.else").join(part.within(_COMPARE) for part in parts), _OR)

    def is_table(self, name: str) -> bool:
        fact = self.book.facts.get(name)
        return fact is not None and fact.kind == "table"

    def factor(self, args: list[ast.expr]) -> str:
        """The factor's title, or its family and what chooses the row."""
        texts = [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        key = f"formula.factor.{texts[0].partition('.')[0]}"
        family = self.words(key) if key in TEXTS else ""
        fixed = self.book.factors.get(".".join(texts)) if len(texts) == len(args) else None
        if fixed is not None:
            return f"{family}{self.quoted(self.words.text(fixed.title))}"
        by = self.words.listed(self.read(arg).text for arg in args[1:])
        return self.words("formula.factor", family=family or self.quoted(texts[0]), by=by)
