"""Values as people read them: numbers with units, yes or no, options by title, tables row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assess.report.words import Words
    from assess.rulebook.model import Column, Option
    from assess.scoring.result import InputValue


def shown(words: Words, given: InputValue) -> str:
    """One value: a fact as it was answered, an indicator with its unit."""
    fact = words.rulebook.facts.get(given.name)
    match given.value:
        case None:
            return words("unknown")
        case bool():
            return words("yes" if given.value else "no")
        case int() | float() if fact is not None and fact.kind == "extent":
            return words.quantity(100 * given.value, "%")
        case int() | float():
            return words.quantity(float(given.value), given.unit)
        case date():
            return words.date(given.value)
        case tuple() if fact is not None and fact.columns:
            rows = (_table_row(words, fact.columns, row) for row in given.value)
            return words.listed(rows, separator="list.semicolon") or words("rows.none")
        case tuple():
            return words.listed(_option(words, fact.options if fact else (), one) for one in given.value) or words(
                "none"
            )
        case _:
            return _option(words, fact.options if fact else (), given.value)


def listed_values(words: Words, given: Sequence[InputValue]) -> str:
    """Several values of one row: an empty table says nothing beside a number, several options are counted."""
    tables = [one for one in given if one.value == () and (words.rulebook.facts[one.name].columns)]
    kept = [one for one in given if one not in tables] or tables
    return words.listed((_counted(words, one) for one in kept), separator="list.semicolon")


def _counted(words: Words, given: InputValue) -> str:
    fact = words.rulebook.facts.get(given.name)
    if fact is None or fact.kind != "multi" or not isinstance(given.value, tuple):
        return shown(words, given)
    count = words("values.count", count=len(given.value), most=len(fact.options))
    return count + words.aside(shown(words, given)) if given.value else count


def _option(words: Words, options: Sequence[Option], value: object) -> str:
    """An option by its title; anything else as it is."""
    titles = {option.id: words.text(option.title) for option in options}
    return titles.get(str(value), str(value))


def _table_row(words: Words, columns: Sequence[Column], row: Mapping[str, Any]) -> str:
    """One row of a table fact: choices by title, quantities in their column's or their choice's unit."""
    parts = []
    for column in columns:
        value = row.get(column.id)
        if isinstance(value, int | float):
            parts.append(words.quantity(float(value), _column_unit(columns, column, row)))
        elif value is not None:
            parts.append(_option(words, column.options, value))
    return " ".join(parts)


def _column_unit(columns: Sequence[Column], column: Column, row: Mapping[str, Any]) -> str | None:
    """A column's own unit, or the one that the row's choice gives; ``row`` in a unit stands for the latter."""
    options = {option.id: option.unit for other in columns for option in other.options}
    chosen = next((options[row[other.id]] for other in columns if other.kind == "choice" and row.get(other.id)), None)
    return column.unit.replace("row", chosen or "row") if column.unit else chosen
