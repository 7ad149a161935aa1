"""What each row of a table contributes (逐行折算): the sums over that table inside indicators, one row at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from typing import Any, NamedTuple

from assess.rulebook.formula import NA, UNKNOWN, Expression, is_table_call
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Settings
from assess.scoring.values import Values
from assess.submission.model import Submission


class RowValues(NamedTuple):
    """One indicator's share in a table, in the indicator's ``unit``; None where a row cannot be computed (no factor)."""

    indicator: str
    unit: str
    values: tuple[float | None, ...]

    @property
    def known(self) -> float:
        """The sum over the rows that can be computed."""
        return fsum(value for value in self.values if value is not None)

    @property
    def complete(self) -> bool:
        """Whether every row can be computed, so that :attr:`known` is the total."""
        return None not in self.values


def row_values(
    rulebook: Rulebook, settings: Settings, submission: Submission, table: str, rows: Sequence[Mapping[str, Any]]
) -> tuple[RowValues, ...]:
    """What ``rows`` (as read) of the table fact contribute to every indicator that adds up over it, row by row.

    Only whole addends of a formula count (``electricity * f + sum(table, …)``): anywhere else a row has no share of its
    own in the indicator's unit. Other facts of the submission need not be answered.
    """
    values = Values(rulebook, settings, submission)
    return tuple(
        RowValues(name, unit, tuple(_number(expression(values.assuming({table: (row,)}))) for row in rows))
        for name, unit, expression in _sums(rulebook, table)
    )


def _sums(rulebook: Rulebook, table: str) -> Iterator[tuple[str, str, Expression]]:
    """Indicators with the part of their formula that is a sum over ``table``."""
    for indicator in rulebook.indicators.values():
        for node in _addends(rulebook.expression(indicator.formula).tree):
            if _sums_over(node, table, rulebook.tables):
                yield indicator.id, indicator.unit, rulebook.expression(ast.unparse(node))


def _addends(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _addends(node.left)
        yield from _addends(node.right)
    else:
        yield node


def _sums_over(node: ast.expr, table: str, tables: Mapping[str, frozenset[str]]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "sum"
        and is_table_call(node, tables)
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id == table
    )


def _number(found: Any) -> float | None:
    return None if found is UNKNOWN or found is NA else float(found)
