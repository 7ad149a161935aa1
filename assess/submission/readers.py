"""How each kind of fact is read (填报数据): one function per fact, worked out once per rulebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

from assess.errors import Bilingual, Position, Problem
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact, Option
from assess.rulebook.units import DIMENSIONLESS
from assess.submission.norms import level_of
from assess.submission.places import Map
from assess.submission.quantity import ValueProblem, day, fold, normal, option, quantity, yes_no

_EMPTY_TABLE = frozenset({"无", "没有", "none"})
_SHOWN_OPTIONS = 16


class Report(Protocol):
    """Where a reader says what is wrong with the rows of a table."""

    rulebook: Rulebook
    problems: list[Problem]

    def problem(self, code: str, position: Position | None, **values: object) -> None:
        """Note one problem."""
        ...

    def value_at(self, found: Map, key: str) -> Position:
        """Where a value stands."""
        ...

    def item_at(self, found: list[Any], index: int) -> Position:
        """Where an item of a list stands."""
        ...

    def keys(self, found: Map, known: Mapping[str, object]) -> None:
        """Note every key that is not known."""
        ...

    def per_output(self, unit: str) -> tuple[str, ...]:
        """The units that a unit with ``output`` in it may stand for."""
        ...


ValueReader = Callable[[Any, "Report"], tuple[Any, str | None]]


class FactReaders:
    """What a rulebook says about reading answers, worked out once: one function per fact."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.by_fact: dict[str, ValueReader] = {fact.id: _value_reader(fact, self) for fact in rulebook.facts.values()}
        self.asked = {fact.ask.zh: fact.id for fact in rulebook.facts.values()}
        self.provinces = sorted(
            ((normal(name), province.id) for province in rulebook.provinces.values() for name in province.names),
            key=lambda pair: -len(pair[0]),
        )


@lru_cache(maxsize=8)
def fact_readers(rulebook: Rulebook) -> FactReaders:
    """The readers of a rulebook."""
    return FactReaders(rulebook)


def _value_reader(fact: Fact, readers: FactReaders) -> ValueReader:
    match fact.kind:
        case "quantity":
            return _quantity_reader(fact, readers)
        case "yes_no":
            return lambda raw, _: (yes_no(raw), None)
        case "choice":
            options, listed = _options(fact.options)
            return lambda raw, _: (option(raw, options, listed), None)
        case "multi":
            return _multi_reader(fact)
        case "extent":
            return _extent_reader(fact, readers)
        case "date":
            return lambda raw, _: (day(raw), None)
    return _table_reader(fact)


def _quantity_reader(fact: Fact, readers: FactReaders) -> ValueReader:
    declared = (fact.unit,) if isinstance(fact.unit, str) else (fact.unit or ("1",))
    units, least, most = readers.rulebook.units, fact.at_least, fact.at_most

    def read(raw: Any, report: Report) -> tuple[float, str]:
        per_output = fact.unit == "output"
        number, unit = quantity(raw, report.per_output("output") if per_output else declared, units)
        _bounds(raw, number, unit, least, most)
        return number, unit

    return read


def _bounds(raw: object, number: float, unit: str, least: float | None, most: float | None) -> None:
    if least is not None and number < least:
        raise ValueProblem("GF-309", typed=str(raw), minimum=_limit(least, unit))
    if most is not None and number > most:
        raise ValueProblem("GF-310", typed=str(raw), maximum=_limit(most, unit))


def _limit(number: float, unit: str) -> str:
    return f"{number:g}" if unit == DIMENSIONLESS else f"{number:g} {unit}"


def _options(options: Sequence[Option]) -> tuple[dict[str, str], Bilingual]:
    names: dict[str, str] = {}
    for one in options:
        for name in (one.id, one.title.zh, one.title.en):
            names[fold(name)] = one.id
    shown = list(options)[:_SHOWN_OPTIONS]
    zh = "、".join(f"{one.title.zh}（{one.id}）" for one in shown)
    en = ", ".join(f"{one.title.en} ({one.id})" for one in shown)
    rest = len(list(options)) - len(shown)
    return names, Bilingual(zh + f"……另有 {rest} 项" * (rest > 0), en + f" … and {rest} more" * (rest > 0))


def _multi_reader(fact: Fact) -> ValueReader:
    options, listed = _options(fact.options)

    def read(raw: Any, _: Report) -> tuple[tuple[str, ...], None]:
        items = raw if isinstance(raw, list) else [raw]
        if items in (["无"], ["none"]):
            return (), None
        return tuple(dict.fromkeys(option(item, options, listed) for item in items)), None

    return read


def _extent_reader(fact: Fact, readers: FactReaders) -> ValueReader:
    options, listed = _options(fact.options)
    shares = {one.id: one.share or 0.0 for one in fact.options}
    units = readers.rulebook.units

    def read(raw: Any, _: Report) -> tuple[float, None]:
        known = options.get(fold(str(raw)))
        if known is not None:
            return shares[known], None
        if isinstance(raw, str) and normal(raw).endswith("%"):
            percent, _unit = quantity(raw, ("%",), units)
            _bounds(raw, percent, "%", 0.0, 100.0)
            return percent / 100.0, None
        raise ValueProblem("GF-307", typed=str(raw), options=Bilingual(listed.zh + "、0–100%", listed.en + ", 0–100%"))

    return read


def _table_reader(fact: Fact) -> ValueReader:
    choices = {column.id: _options(column.options) for column in fact.columns if column.kind == "choice"}
    units_of = {
        column.id: {one.id: one.unit for one in _column(fact, column.unit_of).options}
        for column in fact.columns
        if column.unit_of is not None
    }
    chooser = next((column for column in fact.columns if column.kind == "choice"), None)
    for column in fact.columns:
        if chooser is not None and column.unit is not None and column.unit.endswith("/row"):
            per_row = column.unit.removesuffix("row")
            units_of[column.id] = {one.id: per_row + (one.unit or "1") for one in chooser.options}

    def read(raw: Any, reader: Report) -> tuple[tuple[Mapping[str, Any], ...] | None, None]:
        if isinstance(raw, str) and fold(raw) in _EMPTY_TABLE:
            return (), None
        if not isinstance(raw, list):
            raise ValueProblem("GF-319", detail=Bilingual("应为若干行组成的列表", "a list of rows is expected"))
        if fact.rows_at_most is not None and len(raw) > fact.rows_at_most:
            most = fact.rows_at_most
            raise ValueProblem("GF-319", detail=Bilingual(f"最多填 {most} 行", f"at most {most} rows are possible"))
        before = len(reader.problems)
        rows = tuple(
            _row(fact, item, reader.item_at(raw, index), reader, choices, units_of) for index, item in enumerate(raw)
        )
        return (rows if len(reader.problems) == before else None), None

    return read


def _column(fact: Fact, name: str) -> Column:
    return next(column for column in fact.columns if column.id == name)


def _row(
    fact: Fact,
    item: Any,
    position: Position,
    reader: Report,
    choices: Mapping[str, tuple[dict[str, str], Bilingual]],
    units_of: Mapping[str, Mapping[str, str | None]],
) -> Mapping[str, Any]:
    if not isinstance(item, dict):
        reader.problem("GF-319", position, name=fact.id, detail=Bilingual("每行应为键值对", "each row is a mapping"))
        return {}
    reader.keys(item, dict.fromkeys(column.id for column in fact.columns))
    row: dict[str, Any] = {}
    for column in fact.columns:
        typed = item.get(column.id)
        if typed is None:
            row[column.id] = None
            if column.required:
                reader.problem("GF-203", position, key=column.id)
            continue
        try:
            row[column.id] = _cell(column, typed, row, reader, choices, units_of)
        except ValueProblem as problem:
            row[column.id] = None
            values = {"name": f"{fact.id}.{column.id}", **problem.values}
            reader.problem(problem.code, reader.value_at(item, column.id), **values)
    if isinstance(row.get("norm"), str):
        _fill_from_norm(fact, row, item, reader, choices, units_of)
    return MappingProxyType(row)


def _fill_from_norm(
    fact: Fact,
    row: dict[str, Any],
    item: Map,
    reader: Report,
    choices: Mapping[str, tuple[dict[str, str], Bilingual]],
    units_of: Mapping[str, Mapping[str, str | None]],
) -> None:
    """Blank cells take their level of the norm that the row names; what is typed stays."""
    for column in fact.columns:
        if column.norm is None or row[column.id] is not None:
            continue
        chosen = next((row[name] for name in row if name in choices), None)
        if column.id in units_of and chosen is None:
            continue  # what is wrong with the choice is said already
        unit = units_of.get(column.id, {}).get(str(chosen), column.unit)
        try:
            row[column.id], *_ = level_of(
                row["norm"], column.norm, row.get("correction"), units=(unit or "1",), rulebook=reader.rulebook
            )
        except ValueProblem as problem:
            values = {"name": f"{fact.id}.{column.id}", **problem.values}
            reader.problem(problem.code, reader.value_at(item, "norm"), **values)
            return


def _cell(
    column: Column,
    typed: Any,
    row: Mapping[str, Any],
    reader: Report,
    choices: Mapping[str, tuple[dict[str, str], Bilingual]],
    units_of: Mapping[str, Mapping[str, str | None]],
) -> Any:
    if column.kind == "choice":
        return option(typed, *choices[column.id])
    if column.kind == "text":
        return str(typed)
    unit = column.unit
    if column.id in units_of:
        chosen = next((row[name] for name in row if name in choices), None)
        unit = units_of[column.id].get(chosen) if isinstance(chosen, str) else None
        if unit is None:
            return None
    number, found = quantity(typed, (unit or "1",), reader.rulebook.units)
    _bounds(typed, number, found, column.at_least, None)
    return number
