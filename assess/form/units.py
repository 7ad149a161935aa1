"""Units in the workbook (计量单位): which ones a drop-down offers, and numbers split from their units and joined again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assess.filling.questions import Question
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact
from assess.rulebook.units import DIMENSIONLESS
from assess.submission.load import OUTPUT
from assess.submission.quantity import ValueProblem, number_and_unit, quantity

_MULTIPLIER = re.compile(r"万亿|[百十千]?万|亿|千|百")
_OFTEN = {"MWh": ("万kWh",), "kWh": ("万kWh",), "m3": ("万m3",), "m2": ("万m2",), "t": ("万t",)}
"""Spellings with 万 that people use all the time and that are no units of their own."""
_OFFERED = 6


def declared(question: Question, rulebook: Rulebook) -> tuple[str, ...]:
    """The units in which an answer can be stored; several for the output and for what is counted per output."""
    if question.fact is not None:
        unit = question.fact.unit
        return (unit or DIMENSIONLESS,) if unit is None or isinstance(unit, str) else unit
    assert question.benchmark is not None
    unit = question.benchmark.unit
    fact = rulebook.facts.get(OUTPUT)
    if "output" not in unit or fact is None or not isinstance(fact.unit, tuple):
        return (unit,)
    return tuple(unit.replace("output", one) for one in fact.unit)


def offered(question: Question, rulebook: Rulebook) -> tuple[str, ...]:
    """What the drop-down lists, the declared unit first; nothing for pure numbers."""
    known = declared(question, rulebook)
    if len(known) > 1:
        return known
    if known == (DIMENSIONLESS,):
        return ()
    near = [name for name in rulebook.units.fitting(known[0])[1:] if name != DIMENSIONLESS]
    return tuple(dict.fromkeys((*known, *_OFTEN.get(known[0], ()), *near)))[:_OFFERED]


def preset(question: Question, rulebook: Rulebook) -> str | None:
    """The unit that stands in an empty row already; None where the factory has to choose."""
    units = offered(question, rulebook)
    return units[0] if units and len(declared(question, rulebook)) == 1 else None


def split(typed: str, units: tuple[str, ...], rulebook: Rulebook) -> tuple[str | float, str | None]:
    """A typed quantity as the two cells that mean exactly the same: a number and its unit, or all of it as a text."""
    try:
        number, rest = number_and_unit(typed)
    except ValueProblem:
        return typed, None
    unit = rest or None
    fits = float(plain(number)) == number
    if fits and _reads(joined(number, unit), units, rulebook) == _reads(typed, units, rulebook) is not None:
        return number, unit
    return typed, None


def joined(number: str | float, unit: str | None) -> str | float:
    """Two cells as one typed quantity; a bare number stays one."""
    if unit is None:
        return number
    return f"{number}{unit}" if isinstance(number, str) else f"{plain(number)} {unit}"


def is_number(typed: str) -> bool:
    """Whether a text begins with a number that can be read."""
    try:
        number_and_unit(typed)
    except ValueProblem:
        return False
    return True


def own_unit(typed: str) -> str:
    """The unit that a text carries itself; empty for bare numbers, and for those with no more than 万 or 亿."""
    try:
        _, rest = number_and_unit(typed)
    except ValueProblem:
        return ""
    return "" if _MULTIPLIER.fullmatch(rest) else rest


def agree(own: str, beside: str, units: tuple[str, ...], rulebook: Rulebook) -> bool:
    """Whether two units say the same; also where either cannot be read, since the reader then says why."""
    found = _reads(f"1{own}", units, rulebook), _reads(f"1{beside}", units, rulebook)
    return None in found or found[0] == found[1]


def same(one: str | float, other: str | float, units: tuple[str, ...], rulebook: Rulebook) -> bool:
    """Whether two typed quantities are exactly one amount."""
    found = _reads(one, units, rulebook)
    return found is not None and found == _reads(other, units, rulebook)


def plain(number: float) -> str:
    """A number as people write it: as many digits as a cell can hold, no ``.0``."""
    return f"{number:.15g}"


def _reads(typed: str | float, units: tuple[str, ...], rulebook: Rulebook) -> tuple[float, str] | None:
    try:
        return quantity(typed, units, rulebook.units)
    except ValueProblem:
        return None


# ---------------------------------------------------------------- tables


def chooser(fact: Fact) -> Column | None:
    """The column whose choice gives the other columns of a row their units."""
    return next((column for column in fact.columns if column.kind == "choice"), None)


def units_by_option(fact: Fact, column: Column) -> Mapping[str, str | None]:
    """The unit of a quantity column by the option chosen in its row; the same for every option where it is fixed."""
    choice = chooser(fact)
    if choice is None:
        return {"": column.unit}
    if column.unit_of is not None:
        return {option.id: option.unit for option in choice.options}
    if column.unit is not None and column.unit.endswith("/row"):
        top = column.unit.removesuffix("row")
        return {option.id: top + (option.unit or DIMENSIONLESS) for option in choice.options}
    return {option.id: column.unit for option in choice.options}


def in_row(fact: Fact, column: Column, chosen: str | None) -> str | None:
    """The unit of a quantity in a row with this choice; None as long as it depends on a choice not made."""
    found = units_by_option(fact, column)
    return next(iter(found.values())) if len(set(found.values())) == 1 else found.get(chosen or "")
