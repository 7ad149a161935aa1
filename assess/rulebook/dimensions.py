"""Units checked when the rulebook is linted: pint runs each formula once on units instead of numbers.

Every sub-expression has a unit *including its scale*. A literal power of ten in a product is read as a conversion
(``pv / total * 100`` has the unit %), any other literal as a plain coefficient; a literal added to or compared with a
quantity takes its unit. ``bool``, ``text`` and the like are kinds of their own.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assess.errors import Bilingual
from assess.rulebook.choices import row_names
from assess.rulebook.formula import fixed_factor, is_table_call
from assess.rulebook.load import CONTEXT_NAMES, Rulebook
from assess.rulebook.model import Column, Fact, Option
from assess.rulebook.units import Units

if TYPE_CHECKING:
    import pint

BOOL, TEXT, LITERAL = "bool", "text", "literal"
OPTIONS = "several options"
"""The value of a multi fact: only ``"option" in fact`` makes sense of it."""


class UnitMismatch(Exception):
    """Two units that do not fit; ``detail`` names both, in both languages."""

    def __init__(self, detail: str | Bilingual, **parts: str | Bilingual) -> None:
        self.detail = Bilingual(*(_in(detail, lang).format(**_all_in(parts, lang)) for lang in ("zh", "en")))
        super().__init__(self.detail.en)


def _in(text: str | Bilingual, lang: str) -> str:
    return text.in_(lang) if isinstance(text, Bilingual) else text


def _all_in(parts: Mapping[str, str | Bilingual], lang: str) -> dict[str, str]:
    return {name: _in(part, lang) for name, part in parts.items()}


class UnitChecker:
    """Checks formulas of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.registry, self._names = build_registry(rulebook.units)
        self._row: dict[str, Any] = {}

    def check(self, tree: ast.expr, declared: str | None) -> None:
        """The unit of ``tree`` must be ``declared`` (None: a condition). Raises :class:`UnitMismatch`."""
        found = self.unit(tree)
        if declared is None:
            if found is not BOOL:
                raise UnitMismatch("{found} ≠ {wanted}", found=_shown(found), wanted=_shown(BOOL))
        elif found is not LITERAL:
            self.same(found, self.parse(declared), f"→ {declared}")

    def compatible(self, tree: ast.expr, unit: str) -> None:
        """A threshold of something measured in ``unit``: the same unit, or a bare literal."""
        found = self.unit(tree)
        if found is not LITERAL:
            self.same(found, self.parse(unit), f"→ {unit}")

    def parse(self, text: str) -> Any:
        """The pint quantity of one ``text``."""
        top, _, bottom = text.partition("/")
        result = self._simple(top)
        return result / self._simple(bottom) if bottom else result

    def _simple(self, text: str) -> Any:
        name = self.rulebook.units.canonical(text)
        if name is None:
            raise UnitMismatch(Bilingual("没有单位“{unit}”", "unknown unit “{unit}”"), unit=text)
        return 1.0 * self.registry.Unit(self._names[name])

    def same(self, left: Any, right: Any, what: str) -> None:
        """Both have the same unit and scale."""
        if _is_kind(left) or _is_kind(right):
            if not (_is_kind(left) and _is_kind(right) and left == right):
                raise UnitMismatch("{left} ≠ {right} ({what})", left=_shown(left), right=_shown(right), what=what)
            return
        ratio = (left / right).to_base_units()
        if not ratio.dimensionless or not math.isclose(ratio.magnitude, 1.0, rel_tol=1e-9):
            raise UnitMismatch(
                "{left} ≠ {right} ({what})", left=self.spelled(left), right=self.spelled(right), what=what
            )

    def spelled(self, unit: Any) -> str:
        """A unit in the rulebook's own names."""
        text = f"{unit:~}" if hasattr(unit, "units") else str(unit)
        for name, inner in sorted(self._names.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(inner, name)
        return text

    def unit(self, node: ast.expr) -> Any:
        """The unit of a sub-expression."""
        match node:
            case ast.Constant(value=bool()):
                return BOOL
            case ast.Constant(value=str()):
                return TEXT
            case ast.Constant():
                return LITERAL
            case ast.Name(id=name):
                return self.of_name(name)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self._condition(operand)
                return BOOL
            case ast.UnaryOp(operand=operand):
                return self._number(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return self._binary(left, op, right)
            case ast.BoolOp(values=values):
                for value in values:
                    self._condition(value)
                return BOOL
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                self._comparison(left, op, right, ast.unparse(node))
                return BOOL
            case ast.IfExp(test=test, body=body, orelse=orelse):
                settled = self._settled(test)
                if settled is not None:
                    return self.unit(body if settled else orelse)
                self._condition(test)
                return self._alike([body, orelse], ast.unparse(node))
            case ast.Call():
                return self._call(node)
        raise UnitMismatch("{what}", what=type(node).__name__)

    def _settled(self, test: ast.expr) -> bool | None:
        """Whether ``column == "option"`` holds for the row being checked; None for any other condition."""
        match test:
            case ast.Compare(left=ast.Name(id=name), ops=[ast.Eq()], comparators=[ast.Constant(value=str(wanted))]):
                option = self._row.get(name)
                return option.id == wanted if isinstance(option, Option) else None
        return None

    def _condition(self, node: ast.expr) -> None:
        found = self.unit(node)
        if found is not BOOL:
            raise UnitMismatch("{what}: {a} ≠ {b}", what=ast.unparse(node), a=_shown(found), b=_shown(BOOL))

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr, what: str) -> None:
        if isinstance(op, ast.In):
            self.same(self.unit(right), OPTIONS, what)
            return
        found = self._alike([left, right], what)
        if _is_kind(found) and not (found in (BOOL, TEXT) and isinstance(op, (ast.Eq, ast.NotEq))):
            raise UnitMismatch("{what}: {found}", what=what, found=_shown(found))

    def _number(self, node: ast.expr) -> Any:
        found = self.unit(node)
        if _is_kind(found):
            raise UnitMismatch("{what}: {a} ≠ {b}", what=ast.unparse(node), a=_shown(found), b=_shown(LITERAL))
        return found

    def _alike(self, nodes: Iterable[ast.expr], what: str) -> Any:
        units = [self.unit(node) for node in nodes]
        given = [unit for unit in units if unit is not LITERAL]
        for other in given[1:]:
            self.same(given[0], other, what)
        if given and _is_kind(given[0]) and len(given) < len(units):
            raise UnitMismatch("{what}: {a} ≠ {b}", what=what, a=_shown(given[0]), b=_shown(LITERAL))
        return given[0] if given else LITERAL

    def _binary(self, left: ast.expr, op: ast.operator, right: ast.expr) -> Any:
        what = f"{ast.unparse(left)} … {ast.unparse(right)}"
        if isinstance(op, (ast.Add, ast.Sub)):
            self._number(left)
            return self._alike([left, right], what)
        a, b = self._product_part(left), self._product_part(right)
        if a is LITERAL and b is LITERAL:
            return LITERAL
        one = self.registry.Quantity(1.0)
        a, b = (one if part is LITERAL else part for part in (a, b))
        return a * b if isinstance(op, ast.Mult) else a / b

    def _product_part(self, node: ast.expr) -> Any:
        """A factor of a product: a literal power of ten other than 1 carries its inverse as unit."""
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, (int, float)) and not isinstance(value, bool) and _power_of_ten(value):
            return self.registry.Quantity(1.0 / value)
        return self._number(node)

    def _call(self, node: ast.Call) -> Any:
        assert isinstance(node.func, ast.Name)
        if node.func.id == "factor":
            return self._factor(node)
        if is_table_call(node, self.rulebook.tables):
            assert isinstance(node.args[0], ast.Name)
            return self._table(self.rulebook.facts[node.args[0].id], node.args[1])
        if node.func.id in ("min", "max"):
            self._number(node.args[0])
        return self._alike(node.args, ast.unparse(node))

    def _table(self, table: Fact, expression: ast.expr, *, alike: bool = True) -> Any:
        """Per option of the column that decides units, so that every row's unit is checked; ``alike`` for sums."""
        chooser = next((column for column in table.columns if column.kind == "choice"), None)
        found: Any = None
        for option in chooser.options if chooser else (None,):
            self._row = {column.id: self._of_column(column, option) for column in table.columns}
            if chooser is not None and option is not None:
                self._row[chooser.id] = option
            try:
                unit = self._number(expression)
            except UnitMismatch as error:
                raise UnitMismatch("{row}: {why}", row=option.id if option else table.id, why=error.detail) from None
            finally:
                self._row = {}
            if unit is LITERAL:
                continue  # a bare number takes any unit: `… if carrier == "biomass" else 0`
            if found is not None and alike:
                self.same(found, unit, f"{table.id} · {option.id if option else ''}")
            found = unit
        return LITERAL if found is None else found

    def row(self, table: Fact, tree: ast.expr, measured: ast.expr | None) -> None:
        """A formula for one row is a number in every row, in the unit of ``measured`` where that is given."""
        self._table(table, tree if measured is None else ast.BinOp(tree, ast.Sub(), measured), alike=False)

    def _of_column(self, column: Column, option: Option | None) -> Any:
        if column.kind != "quantity":
            return TEXT
        unit = option.unit if column.unit_of is not None and option is not None else column.unit
        return self.parse(_per_row(unit or "1", option))

    def _factor(self, node: ast.Call) -> Any:
        family = str(ast.literal_eval(node.args[0]))
        known = fixed_factor(node)
        if known is not None:
            return self.parse(self.rulebook.factors[known].unit)
        names = [key.id if isinstance(key, ast.Name) else "" for key in node.args[1:]]
        chosen = [f".{key.id}" for name in names if isinstance(key := self._row.get(name), Option)]
        possible = [row for name in names for row in row_names(name)]
        members = [
            factor
            for name, factor in self.rulebook.factors.items()
            if name.startswith(f"{family}.")
            and all(name.endswith(ending) for ending in chosen)
            and (not possible or name.removeprefix(f"{family}.") in possible)
        ]
        if not members:
            missing = f"{family}.*{''.join(chosen)}"
            raise UnitMismatch(Bilingual("没有系数 {id}", "factor {id} does not exist"), id=missing)
        first = self.parse(members[0].unit)
        for member in members[1:]:
            self.same(first, self.parse(member.unit), f"factor {family}.*")
        return first

    def of_name(self, name: str) -> Any:
        """The declared unit of a name."""
        if name in self._row:
            found = self._row[name]
            return TEXT if isinstance(found, Option) else found
        rulebook = self.rulebook
        if name in rulebook.facts:
            return self._of_fact(rulebook.facts[name])
        if name in rulebook.indicators:
            return self.parse(rulebook.indicators[name].unit)
        if name in rulebook.benchmarks:
            return self.parse(rulebook.benchmarks[name].unit)
        assert name in CONTEXT_NAMES
        return self.parse("1") if name == "period" else TEXT

    def _of_fact(self, fact: Fact) -> Any:
        if fact.kind == "quantity":
            return self.parse("output" if isinstance(fact.unit, tuple) else fact.unit or "1")
        return {"yes_no": BOOL, "extent": self.parse("1"), "choice": TEXT, "multi": OPTIONS}.get(fact.kind, fact.kind)


def build_registry(units: Units) -> tuple[pint.UnitRegistry[float], dict[str, str]]:
    """A pint registry with nothing but our units, and pint's internal name for each."""
    import pint

    registry: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    names = {name: f"unit{number}_" for number, name in enumerate(units.entries)}
    for name, entry in units.entries.items():
        if entry.of is None:
            registry.define(f"{names[name]} = []" if name == "1" else f"{names[name]} = [dimension_{names[name]}]")
    done = {name for name, entry in units.entries.items() if entry.of is None}
    while len(done) < len(units.entries):
        for name, entry in units.entries.items():
            parent = units.canonical(entry.of) if entry.of is not None else None
            if name not in done and parent in done:
                registry.define(f"{names[name]} = {entry.times!r} * {names[parent]}")
                done.add(name)
        if not any(
            name not in done and units.canonical(entry.of or "") in done for name, entry in units.entries.items()
        ):
            break
    return registry, names


def _per_row(unit: str, option: Option | None) -> str:
    """A column's own factor may be declared ``kgce/row``: per unit of the row's amount."""
    return unit.replace("row", option.unit or "1") if option is not None and unit.endswith("/row") else unit


def _power_of_ten(value: float) -> bool:
    if value <= 0 or value == 1.0:
        return False
    exponent = math.log10(value)
    return math.isclose(exponent, round(exponent), abs_tol=1e-12)


def _is_kind(found: Any) -> bool:
    """Whether it is no number: yes/no, a text, several options, a date, a whole table."""
    return isinstance(found, str) and found != LITERAL


_WORDS = {
    BOOL: Bilingual("是非", "yes/no"),
    TEXT: Bilingual("文本", "text"),
    OPTIONS: Bilingual("多选", "several options"),
    "date": Bilingual("日期", "date"),
    "table": Bilingual("表格", "table"),
}


def _shown(found: Any) -> Bilingual:
    """What kind of value it is, in words."""
    return _WORDS.get(found, _NUMBER) if isinstance(found, str) else _NUMBER


_NUMBER = Bilingual("数值", "number")
