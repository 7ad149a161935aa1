"""The formula language: a small, safe subset of Python expressions, aware of *unknown* and *not applicable*.

Names, numbers, texts, ``+ - * /``, comparisons, ``and or not``, ``a if c else b`` and a handful of functions. Parsed
once by :mod:`ast` against a whitelist and compiled to closures; no attribute, subscript, power or other call exists.
The language is described in ``docs/criteria-language.md``.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from assess.errors import Bilingual
from assess.messages.foreign import python_detail

MAX_LENGTH = 600
MAX_NODES = 200
MAX_DEPTH = 24


class _Missing:
    """A value that is not there; never true, never a number."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name

    def __bool__(self) -> bool:
        raise TypeError(f"{self.name} has no truth value")


UNKNOWN: Final = _Missing("UNKNOWN")
"""Not answered, not published or not computable (未知)."""
NA: Final = _Missing("NA")
"""Not applicable (不适用)."""


class Scope(Protocol):
    """Where a formula finds its names."""

    def value(self, name: str) -> Any:
        """The value of a name: a number, bool, text, tuple, table rows, UNKNOWN or NA."""
        ...

    def factor(self, name: str) -> Any:
        """The number of a factor, or UNKNOWN."""
        ...


Closure = Callable[[Scope], Any]

_ARITHMETIC: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARISON: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
FUNCTIONS: Final = ("min", "max", "sum", "coalesce", "factor")


class FormulaError(Exception):
    """A formula outside the language. ``code`` is GF-207 or GF-208, ``column`` counts from 0 inside the formula."""

    def __init__(self, code: str, detail: str | Bilingual, column: int = 0) -> None:
        super().__init__(code, detail)
        self.code, self.detail, self.column = code, detail, column


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled formula: ``text`` as written, ``tree`` for the unit check, ``names`` used outside table rows."""

    text: str
    tree: ast.expr
    names: tuple[str, ...]
    factors: tuple[str, ...]
    run: Closure

    def __call__(self, scope: Scope) -> Any:
        """The value in ``scope``; overflow and division by zero are UNKNOWN."""
        return self.run(scope)


def parse(text: str) -> ast.expr:
    """The syntax tree of a formula, every node on the whitelist. Raises :class:`FormulaError`."""
    if len(text) > MAX_LENGTH:
        raise FormulaError("GF-207", f"> {MAX_LENGTH} characters")
    if "\\" in text or "\n" in text:
        raise FormulaError("GF-207", "\\")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError(
            "GF-208", python_detail(error.msg or "invalid syntax"), max((error.offset or 1) - 1, 0)
        ) from None
    except (ValueError, MemoryError, RecursionError) as error:
        raise FormulaError("GF-208", str(error) or type(error).__name__) from None
    if _check(tree, 1) > MAX_NODES:
        raise FormulaError("GF-207", f"> {MAX_NODES} parts")
    return tree


def compile_formula(text: str, tables: Mapping[str, frozenset[str]], row_of: str | None = None) -> Expression:
    """Compile ``text``; ``tables`` gives the column names of every table fact. Raises :class:`FormulaError`.

    With ``row_of`` it is a formula for one row of that table, to be run in a :class:`Row`.
    """
    tree = parse(text)
    compiler = _Compiler(tables)
    if row_of is not None:
        compiler.columns = tables.get(row_of, frozenset())
    run = compiler.closure(tree)
    return Expression(text, tree, tuple(dict.fromkeys(compiler.names)), tuple(dict.fromkeys(compiler.factors)), run)


def is_table_call(node: ast.Call, tables: Mapping[str, frozenset[str]]) -> bool:
    """Whether a call is ``sum(table, expression)`` and the like, computed once per row."""
    first = node.args[0]
    return (
        _function(node) in ("sum", "min", "max")
        and len(node.args) == 2
        and isinstance(first, ast.Name)
        and first.id in tables
    )


def fixed_factor(node: ast.Call) -> str | None:
    """The id of the factor that a call of ``factor`` always means; None when it depends on a value."""
    parts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return ".".join(parts) if len(parts) == len(node.args) else None


def _function(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _refuse(node: ast.AST, detail: str) -> FormulaError:
    return FormulaError("GF-207", detail, getattr(node, "col_offset", 0))


def _check(node: ast.expr, depth: int) -> int:
    """How many parts a formula has; refuses what is not in the language."""
    if depth > MAX_DEPTH:
        raise _refuse(node, f"depth > {MAX_DEPTH}")
    return 1 + sum([_check(child, depth + 1) for child in _children(node)])


def _children(node: ast.expr) -> list[ast.expr]:
    """The operands of an allowed node; refuses every other node."""
    match node:
        case ast.Name():
            return []
        case ast.Constant(value=value):
            _check_constant(node, value)
            return []
        case ast.BinOp(left=left, right=right, op=op) if type(op) in _ARITHMETIC:
            return [left, right]
        case ast.UnaryOp(operand=operand, op=ast.USub() | ast.Not()):
            return [operand]
        case ast.BoolOp(values=values):
            return values
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISON:
            return [left, right]
        case ast.Compare(left=ast.Constant(value=str()), ops=[ast.In()], comparators=[ast.Name()]):
            return [node.left, node.comparators[0]]
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return [test, body, orelse]
        case ast.Call(args=args, keywords=[]) if args and _function(node) in FUNCTIONS:
            _check_call(node)
            return args
    raise _refuse(node, type(node).__name__)


def _check_constant(node: ast.expr, value: object) -> None:
    if isinstance(value, (bool, str)):
        return
    if isinstance(value, (int, float)) and abs(value) < 1e15 and math.isfinite(value):
        return
    raise _refuse(node, repr(value)[:40])


def _check_call(node: ast.Call) -> None:
    name = _function(node)
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        raise _refuse(node, "*")
    if name == "factor":
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
            raise _refuse(node, 'factor("family", key …)')
    if name == "sum" and len(node.args) != 2:
        raise _refuse(node, "sum(table, expression)")


class _Compiler:
    """Turns a checked tree into closures and notes the names it uses."""

    def __init__(self, tables: Mapping[str, frozenset[str]]) -> None:
        self.tables = tables
        self.names: list[str] = []
        self.factors: list[str] = []
        self.columns: frozenset[str] = frozenset()

    def closure(self, node: ast.expr) -> Closure:
        match node:
            case ast.Constant(value=value):
                constant = float(value) if type(value) is int else value
                return lambda scope: constant
            case ast.Name(id=name):
                if name not in self.columns:
                    self.names.append(name)
                return lambda scope: scope.value(name)
            case ast.BinOp(left=left, right=right, op=op):
                return _arithmetic(_ARITHMETIC[type(op)], self.closure(left), self.closure(right))
            case ast.UnaryOp(operand=operand, op=ast.USub()):
                return _negative(self.closure(operand))
            case ast.UnaryOp(operand=operand):
                return _not(self.closure(operand))
            case ast.BoolOp(op=boolean, values=values):
                return _boolean(isinstance(boolean, ast.Or), [self.closure(value) for value in values])
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                if isinstance(op, ast.In):
                    return _contains(self.closure(left), self.closure(right))
                return _comparison(_COMPARISON[type(op)], self.closure(left), self.closure(right))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return _conditional(self.closure(test), self.closure(body), self.closure(orelse))
            case ast.Call():
                return self._call(node)
        raise _refuse(node, type(node).__name__)

    def _call(self, node: ast.Call) -> Closure:
        name = _function(node)
        if name == "factor":
            return self._factor(node)
        if is_table_call(node, self.tables):
            return self._table(name, node)
        if name == "sum":
            raise _refuse(node, "sum(table, expression)")
        arguments = [self.closure(argument) for argument in node.args]
        if name == "coalesce":
            cells = [isinstance(argument, ast.Name) and argument.id in self.columns for argument in node.args]
            return _coalesce(list(zip(arguments, cells, strict=True)))
        return _extreme(min if name == "min" else max, arguments)

    def _table(self, name: str, node: ast.Call) -> Closure:
        assert isinstance(node.args[0], ast.Name)
        table = node.args[0].id
        if self.columns:
            raise _refuse(node, "sum(sum(…))")
        self.names.append(table)
        self.columns = self.tables[table]
        try:
            expression = self.closure(node.args[1])
        finally:
            self.columns = frozenset()
        combine: Callable[[list[float]], Any] = math.fsum if name == "sum" else _of_rows(min if name == "min" else max)
        return _per_row(table, expression, combine)

    def _factor(self, node: ast.Call) -> Closure:
        assert isinstance(node.args[0], ast.Constant)
        family = str(node.args[0].value)
        known = fixed_factor(node)
        if known is not None:
            self.factors.append(known)
            return lambda scope: scope.factor(known)
        self.factors.append(family + ".*")
        keys = [self.closure(key) for key in node.args[1:]]

        def look_up(scope: Scope) -> Any:
            parts = [key(scope) for key in keys]
            if any(part is UNKNOWN or part is NA for part in parts):
                return UNKNOWN if any(part is UNKNOWN for part in parts) else NA
            return scope.factor(".".join((family, *map(str, parts))))

        return look_up


class Row:
    """A table row in front of the outer names."""

    __slots__ = ("outer", "row")

    def __init__(self, outer: Scope, row: Mapping[str, Any]) -> None:
        self.outer, self.row = outer, row

    def value(self, name: str) -> Any:
        if name in self.row:
            found = self.row[name]
            return UNKNOWN if found is None else found
        return self.outer.value(name)

    def factor(self, name: str) -> Any:
        return self.outer.factor(name)


def _missing(left: Any, right: Any) -> Any:
    """NA wins over UNKNOWN: what does not apply need not be known."""
    return NA if left is NA or right is NA else UNKNOWN


def _arithmetic(apply: Callable[[Any, Any], Any], left: Closure, right: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        a, b = left(scope), right(scope)
        if a is UNKNOWN or b is UNKNOWN or a is NA or b is NA:
            return _missing(a, b)
        try:
            result = apply(a, b)
            return result if math.isfinite(result) else UNKNOWN
        except (ZeroDivisionError, OverflowError, TypeError):
            return UNKNOWN

    return run


def _negative(operand: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        a = operand(scope)
        if a is UNKNOWN or a is NA:
            return a
        return -a if isinstance(a, (int, float)) else UNKNOWN

    return run


def _not(operand: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        a = operand(scope)
        return a if a is UNKNOWN or a is NA else not a

    return run


def _boolean(decides: bool, operands: list[Closure]) -> Closure:
    """Kleene's ``or`` (``decides`` True) and ``and`` (False): one deciding operand settles it."""

    def run(scope: Scope) -> Any:
        unknown = missing = False
        for operand in operands:
            a = operand(scope)
            if a is UNKNOWN:
                unknown = True
            elif a is NA:
                missing = True
            elif bool(a) is decides:
                return decides
        if unknown:
            return UNKNOWN
        return NA if missing else not decides

    return run


def _comparison(apply: Callable[[Any, Any], Any], left: Closure, right: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        a, b = left(scope), right(scope)
        if a is UNKNOWN or b is UNKNOWN or a is NA or b is NA:
            return _missing(a, b)
        try:
            return apply(a, b)
        except TypeError:
            return UNKNOWN

    return run


def _contains(item: Closure, container: Closure) -> Closure:
    def run(scope: Scope) -> Any:
        b = container(scope)
        if b is UNKNOWN or b is NA:
            return b
        return item(scope) in b if isinstance(b, tuple) else UNKNOWN

    return run


def _conditional(test: Closure, body: Closure, orelse: Closure) -> Closure:
    """Where the condition is unknown or does not apply, a value that both branches agree on holds all the same."""

    def run(scope: Scope) -> Any:
        condition = test(scope)
        if condition is not UNKNOWN and condition is not NA:
            return body(scope) if condition else orelse(scope)
        a, b = body(scope), orelse(scope)
        if a is UNKNOWN or b is UNKNOWN:
            return UNKNOWN
        return a if type(a) is type(b) and a == b else condition

    return run


def _coalesce(arguments: list[tuple[Closure, bool]]) -> Closure:
    """The first value that applies. A blank table cell is passed over; an unanswered fact is not: it could still win."""

    def run(scope: Scope) -> Any:
        result: Any = NA
        for argument, is_cell in arguments:
            a = argument(scope)
            if a is UNKNOWN and is_cell:
                result = UNKNOWN
            elif a is not NA:
                return a
        return result

    return run


def _extreme(pick: Callable[[list[Any]], Any], arguments: list[Closure]) -> Closure:
    def run(scope: Scope) -> Any:
        values = [argument(scope) for argument in arguments]
        if any(value is NA for value in values):
            return NA
        if any(value is UNKNOWN for value in values):
            return UNKNOWN
        try:
            return pick(values)
        except TypeError:
            return UNKNOWN

    return run


def _of_rows(pick: Callable[[list[float]], float]) -> Callable[[list[float]], Any]:
    return lambda values: pick(values) if values else UNKNOWN


def _per_row(table: str, expression: Closure, combine: Callable[[list[float]], Any]) -> Closure:
    def run(scope: Scope) -> Any:
        rows = scope.value(table)
        if rows is UNKNOWN or rows is NA:
            return rows
        values = [expression(Row(scope, row)) for row in rows]
        kept = [value for value in values if value is not NA]
        if any(value is UNKNOWN for value in kept):
            return UNKNOWN
        try:
            return combine(kept)
        except (OverflowError, TypeError):
            return UNKNOWN

    return run
