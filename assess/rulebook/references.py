"""Whether everything a rulebook refers to exists: without that, scoring could not even start."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from assess.errors import Bilingual, Position, Problem, listed, nearest
from assess.rulebook.model import Criterion, Fact, Factor, Scheme, Score
from assess.rulebook.scheme import score_bands
from assess.yamlio import locate

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook

    At = Callable[..., Position | None]
    Kind = Callable[..., Iterator[Problem]]

Place: TypeAlias = Callable[[], Position | None]
"""Looks a place up: thousands of names are checked at every start, and hardly one is ever wrong."""

_NEEDS = {"choice": "options", "multi": "options", "extent": "options", "table": "columns"}


def reference_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Names of topics, units, dimensions, principles, options and the like that do not exist."""
    yield from _unit_names(rulebook)
    for fact in rulebook.facts.values():
        yield from _fact(fact, rulebook)
    for factor in rulebook.factors.values():
        yield from _factor(factor, rulebook)
    for kind, entries in (("indicators", rulebook.indicators), ("benchmarks", rulebook.benchmarks)):
        for name, entry in entries.items():
            yield from _unit(entry.unit, rulebook, partial(rulebook.position, kind, name, "unit"))
    for name, benchmark in rulebook.benchmarks.items():
        place = partial(rulebook.position, "benchmarks", name, "indicator")
        yield from _known(benchmark.indicator, rulebook.indicators, place)
        for number, row in enumerate(benchmark.rows):
            for index, code in enumerate(row.industries_2002):
                at = partial(rulebook.position, "benchmarks", name, "rows", number, "industries_2002", index)
                yield from _known(code, rulebook.industry_codes, at)
    for code, old in rulebook.industry_codes.items():
        for index, new in enumerate(old.codes_2017):
            at = partial(rulebook.position, "industry_codes", code, "codes_2017", index)
            yield from _known(new[:2], rulebook.industries, at)
    regions = [name.rpartition(".")[2] for name in rulebook.factors if name.startswith("grid_co2.region.")]
    for name, province in rulebook.provinces.items():
        if province.grid_region is not None:
            yield from _known(
                province.grid_region, regions, partial(rulebook.position, "provinces", name, "grid_region")
            )
    for name, check in rulebook.checks.items():
        for index, fact_name in enumerate(check.facts):
            yield from _known(fact_name, rulebook.facts, partial(rulebook.position, "checks", name, "facts", index))
    for scheme in rulebook.schemes.values():
        yield from _scheme(scheme, rulebook)


def _fact(fact: Fact, rulebook: Rulebook) -> Iterator[Problem]:
    def at(*path: str | int) -> Place:
        return partial(rulebook.position, "facts", fact.id, *path)

    yield from _known(fact.topic, rulebook.topics, at("topic"))
    needed = _NEEDS.get(fact.kind)
    if needed is not None and not getattr(fact, needed):
        yield Problem("GF-203", at()(), {"key": needed})
    for unit in (fact.unit,) if isinstance(fact.unit, str) else fact.unit or ():
        yield from _unit(unit, rulebook, at("unit"))
    for index, option in enumerate(fact.options):
        if fact.kind == "extent" and option.share is None:
            yield Problem("GF-203", at("options", index)(), {"key": "share"})
    for index, column in enumerate(fact.columns):
        if column.unit_of is not None:
            choices = [other.id for other in fact.columns[:index] if other.kind == "choice"]
            yield from _known(column.unit_of, choices[:1], at("columns", index, "unit_of"))
        if column.unit is not None and not column.unit.endswith("/row"):
            yield from _unit(column.unit, rulebook, at("columns", index, "unit"))
        for number, option in enumerate(column.options):
            if option.unit is not None:
                yield from _unit(option.unit, rulebook, at("columns", index, "options", number, "unit"))


def _factor(factor: Factor, rulebook: Rulebook) -> Iterator[Problem]:
    given = [factor.value is not None, factor.range is not None, bool(factor.by_year), factor.unknown]
    if sum(given) != 1:
        place = rulebook.position("factors", factor.id)
        yield Problem("GF-224", place)
    yield from _unit(factor.unit, rulebook, partial(rulebook.position, "factors", factor.id, "unit"))


def _unit_names(rulebook: Rulebook) -> Iterator[Problem]:
    """Units derived from none, and names that two units claim (compared as people write them: 度 = KWH = kWh)."""
    units = rulebook.units
    for name, entry in units.entries.items():
        if entry.of is not None:
            yield from _unit(entry.of, rulebook, partial(rulebook.position, "units", name, "of"))
        for text in (name, *entry.aliases):
            owner = units.canonical(text)
            if owner is not None and owner != name:
                other = rulebook.position("units", owner)
                yield Problem("GF-205", rulebook.position("units", name), {"id": text, "other": str(other)})


def _unit(text: str, rulebook: Rulebook, place: Place) -> Iterator[Problem]:
    if not rulebook.units.known(text):
        yield Problem("GF-211", place(), {"unit": text})


def _known(name: str, known: Collection[str], place: Place) -> Iterator[Problem]:
    if name not in known:
        yield Problem("GF-206", place(), {"name": name, "nearest": nearest(name, known) or "–"})


def _scheme(scheme: Scheme, rulebook: Rulebook) -> Iterator[Problem]:
    raw = rulebook.raw.schemes[scheme.id]
    for part, entries in (("criteria", scheme.criteria), ("gates", scheme.gates)):
        yield from _duplicates([entry.id for entry in entries], part, scheme, rulebook)
    yield from _duplicates([tier.stars for tier in scheme.tiers], "tiers", scheme, rulebook)
    dimensions = [dimension.id for dimension in scheme.dimensions]
    principles = [principle.id for principle in scheme.principles]
    for index, criterion in enumerate(scheme.criteria):
        yield from _known(criterion.dimension, dimensions, partial(locate, raw, ("criteria", index, "dimension")))
        for name in (criterion.principle, *criterion.also):
            yield from _known(name, principles, partial(locate, raw, ("criteria", index, "principle")))
        yield from _rule(criterion, index, scheme, rulebook)
    if scheme.successor is not None:
        others = [name for name in rulebook.schemes if name != scheme.id]
        yield from _known(scheme.successor, others, partial(locate, raw, ("successor",)))
    for index, name in enumerate(scheme.inputs):
        yield from _known(name, rulebook.facts, partial(locate, raw, ("inputs", index)))
    for index, name in enumerate(scheme.shown):
        yield from _known(name, rulebook.indicators, partial(locate, raw, ("shown", index)))
    if scheme.notice is not None:
        for key in ("adopted", "sourced") if scheme.tiers else ("plain",):
            if getattr(scheme.notice, key) is None:
                yield Problem("GF-203", locate(raw, ("notice",)), {"key": f"notice.{key}"})


def _duplicates(ids: list[str] | list[int], part: str, scheme: Scheme, rulebook: Rulebook) -> Iterator[Problem]:
    first: dict[object, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            other = rulebook.position("schemes", scheme.id, part, first[name])
            yield Problem(
                "GF-205", rulebook.position("schemes", scheme.id, part, index), {"id": name, "other": str(other)}
            )
        first.setdefault(name, index)


def _rule(criterion: Criterion, index: int, scheme: Scheme, rulebook: Rulebook) -> Iterator[Problem]:
    score = criterion.score

    def at(*path: str | int) -> Position | None:
        return rulebook.position("schemes", scheme.id, "criteria", index, "score", *path)

    def kind(name: str, wanted: tuple[str, ...], *path: str | int) -> Iterator[Problem]:
        fact = rulebook.facts.get(name)
        if fact is None or fact.kind not in wanted:
            kinds = listed(wanted)
            expected = Bilingual(f"类型为 {kinds.zh} 的填报数据", f"a fact of kind {kinds.en}")
            yield Problem("GF-204", at(*path), {"key": path[-1], "found": name, "expected": expected})

    if score.extent is not None:
        yield from kind(score.extent, ("extent",), "extent")
    if score.choice is not None:
        yield from kind(score.choice.of, ("choice",), "choice", "of")
        chosen = rulebook.facts.get(score.choice.of)
        options = [option.id for option in chosen.options] if chosen else []
        for name in score.choice.shares:
            if name not in options:
                yield Problem("GF-222", at("choice", "shares", name), {"option": name, "options": listed(options)})
    if score.count is not None and isinstance(score.count.of, str):
        yield from kind(score.count.of, ("multi",), "count", "of")
    if score.steps is not None and score.steps.of not in rulebook.indicators:
        yield from kind(score.steps.of, ("quantity", "extent"), "steps", "of")
    yield from _bands(score, rulebook, at, kind)


def _bands(score: Score, rulebook: Rulebook, at: At, kind: Kind) -> Iterator[Problem]:
    """What bands are of, the tables of products, and one band for each option."""
    for path, band in score_bands(score):
        if band.of not in rulebook.indicators:
            yield from kind(band.of, ("quantity", "extent"), *path, "of")
        if band.products is not None:
            yield from kind(band.products.table, ("table",), *path, "products", "table")
    if score.bands is not None:
        yield from kind(score.bands.by, ("choice",), "bands", "by")
        chosen = rulebook.facts.get(score.bands.by)
        options = [option.id for option in chosen.options] if chosen else []
        for name in score.bands.options:
            if name not in options:
                yield Problem("GF-222", at("bands", "options", name), {"option": name, "options": listed(options)})
        for name in options:
            if name not in score.bands.options:
                yield Problem("GF-203", at("bands", "options"), {"key": name})


def option_problems(tree: ast.expr, rulebook: Rulebook, place: Place) -> Iterator[Problem]:
    """Comparisons of a choice with a text that is none of its options: they can never be true."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = (node.left, node.comparators[0])
        names = [side.id for side in sides if isinstance(side, ast.Name)]
        texts = [side.value for side in sides if isinstance(side, ast.Constant) and isinstance(side.value, str)]
        fact = rulebook.facts.get(names[0]) if names else None
        if fact is not None and texts and fact.options:
            options = [option.id for option in fact.options]
            if texts[0] not in options:
                yield Problem("GF-222", place(), {"option": texts[0], "options": listed(options)})


def message_problems(rulebook: Rulebook, known: Collection[str]) -> Iterator[Problem]:
    """Placeholders of check messages that name nothing."""
    for check in rulebook.checks.values():
        for lang in ("zh", "en"):
            for name in re.findall(r"\{(\w*)\}", check.message.in_(lang)):
                if name not in known:
                    place = rulebook.position("checks", check.id, "message", lang)
                    yield Problem("GF-206", place, {"name": name, "nearest": nearest(name, known) or "–"})
