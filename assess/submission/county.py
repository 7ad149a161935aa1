"""A county's parameters of the per-mu evaluation (亩均论英雄): weights and base values by data year, as the user has them.

They are a county's and a year's and change every year, so they are no part of the rulebook: whoever has the notice
writes them into a small YAML file (``examples/per-mu/huangyan.yaml`` shows how).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem, listed, nearest
from assess.rulebook.check import check_entry
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Entry, Name, Number, Source, Text, YearValue
from assess.submission.quantity import ValueProblem, quantity
from assess.yamlio import LocatedList, LocatedMap, locate

Firms = Literal["above_scale", "below_scale"]
"""规上 and 规下 firms: most counties evaluate them by different indicators."""
_FIRMS = {"above_scale": Bilingual("规上", "above scale"), "below_scale": Bilingual("规下", "below scale")}


class CountyItem(Entry):
    """One indicator's weight and base value (with its unit: ``24.097 万元/亩``).

    ``cap`` is the most points it can earn, where the county has one; ``average_score`` what a firm without data gets.
    """

    indicator: Name
    weight: Annotated[float, Field(strict=True, gt=0)]
    base: str | Number
    cap: Number | None = None
    average_score: Number | None = None


class CountyRule(Entry):
    """The evaluation of one data year for one kind of firm."""

    data_year: int
    firms: Firms
    items: tuple[CountyItem, ...] = Field(min_length=1)


class County(Entry):
    """Everything in one file. ``electricity_equivalent`` is the coal equivalent of a kWh at 等价值, kgce/kWh, by year."""

    county: Text
    example: bool = False
    source: Source
    electricity_equivalent: tuple[YearValue, ...] = ()
    rules: tuple[CountyRule, ...] = Field(min_length=1)


def load_county(path: Path, rulebook: Rulebook) -> County:
    """The county's parameters. Raises :class:`AssessError` with everything wrong in the file."""
    raw = yamlio.load(path)
    if not isinstance(raw, LocatedMap):
        found = Bilingual("列表", "a list") if isinstance(raw, LocatedList) else str(raw)[:40]
        expected = Bilingual("键值对", "a mapping")
        raise AssessError([Problem("GF-113", Position(str(path), 1, 1), {"expected": expected, "found": found})])
    problems: list[Problem] = []
    county = check_entry(County, raw, problems)
    if county is not None:
        problems += _wrong(county, raw, rulebook)
    if problems or county is None:
        raise AssessError(problems)
    return county


def base_value(item: CountyItem, rulebook: Rulebook) -> float:
    """The base in the indicator's unit; of a loaded county it can be read."""
    return quantity(item.base, (rulebook.indicators[item.indicator].unit,), rulebook.units)[0]


def _wrong(county: County, raw: LocatedMap, rulebook: Rulebook) -> list[Problem]:
    """Rules and indicators named twice, indicators that do not exist, bases that cannot be read."""
    found: list[Problem] = []
    seen: dict[object, Position | None] = {}
    for number, rule in enumerate(county.rules):
        place = locate(raw, ("rules", number))
        _once((rule.data_year, rule.firms), f"{rule.data_year} {rule.firms}", place, seen, found)
        for index, item in enumerate(rule.items):
            at = ("rules", number, "items", index)
            _once((number, item.indicator), item.indicator, locate(raw, at), seen, found)
            if item.indicator not in rulebook.indicators:
                close = nearest(item.indicator, rulebook.indicators) or "–"
                values = {"name": item.indicator, "nearest": close}
                found.append(Problem("GF-206", locate(raw, (*at, "indicator")), values))
                continue
            try:
                if base_value(item, rulebook) <= 0:
                    found.append(Problem("GF-309", locate(raw, (*at, "base")), {"typed": item.base, "minimum": "> 0"}))
            except ValueProblem as problem:
                found.append(
                    Problem(problem.code, locate(raw, (*at, "base")), {"name": item.indicator, **problem.values})
                )
    return found


def _once(
    key: object, shown: str, place: Position | None, seen: dict[object, Position | None], found: list[Problem]
) -> None:
    if key in seen:
        found.append(Problem("GF-205", place, {"id": shown, "other": str(seen[key])}))
    seen.setdefault(key, place)


def rule_of(county: County, year: int, firms: Firms) -> CountyRule:
    """The rule of a data year. Raises GF-325 where the county's file has none."""
    for rule in county.rules:
        if (rule.data_year, rule.firms) == (year, firms):
            return rule
    zh = [f"{rule.data_year} 年{_FIRMS[rule.firms].zh}" for rule in county.rules]
    en = [f"{rule.data_year} {_FIRMS[rule.firms].en}" for rule in county.rules]
    name = Bilingual(f"{year} 年{_FIRMS[firms].zh}", f"{year} {_FIRMS[firms].en}")
    known = Bilingual(listed(zh).zh, listed(en).en)
    raise AssessError([Problem("GF-325", None, {"name": name, "known": known})])
