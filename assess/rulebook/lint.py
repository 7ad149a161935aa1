"""Everything that can be wrong with a rulebook that loads: `assess scheme lint`.

What prevents loading (unknown names, cycles, missing keys, texts or sources) is found by the loader and reported in
the same way. Findings are problems like any other: file, line, column, what, and how to mend it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assess.errors import AssessError, Bilingual, Position, Problem
from assess.rulebook import model
from assess.rulebook.dimensions import UnitChecker, UnitMismatch
from assess.rulebook.load import FormulaAt, Rulebook, distinct, formulas, load_folders
from assess.rulebook.scheme import part_total, raw_points, score_bands, step_bound
from assess.yamlio import LocatedList, LocatedMap, locate

_YAML11 = (
    (re.compile(r"(?:y|n|yes|no|on|off|true|false)\Z", re.IGNORECASE), "boolean"),
    (re.compile(r"(?:null|~)\Z", re.IGNORECASE), "null"),
    (re.compile(r"[-+]?(?:0[0-7_]+|0x[0-9a-f_]+|0b[01_]+|[0-9][0-9_]*)\Z", re.IGNORECASE), "integer"),
    (re.compile(r"[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9]+|[0-9]+)(?:e[-+]?[0-9]+)?\Z", re.IGNORECASE), "float"),
    (re.compile(r"[0-9]+(?::[0-5]?[0-9])+\Z"), "base-60 integer"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z"), "date"),
)
_KINDS = {
    "facts": Bilingual("填报数据", "fact"),
    "indicators": Bilingual("指标", "indicator"),
    "benchmarks": Bilingual("基准值", "benchmark"),
}
_CHINESE = re.compile("[\u4e00-\u9fff]")


def lint(roots: Sequence[Path]) -> list[Problem]:
    """Everything wrong in criteria folders, later ones laid over earlier ones; an empty list is a clean bill."""
    try:
        rulebook = load_folders(roots)
    except AssessError as error:
        return list(error.problems)
    return lint_rulebook(rulebook)


def lint_rulebook(rulebook: Rulebook) -> list[Problem]:
    """Everything wrong in a loaded rulebook, in file order."""
    problems = [
        *_unused(rulebook),
        *_units(rulebook),
        *_schemes(rulebook),
        *_texts(rulebook),
        *_traps(rulebook),
    ]
    return distinct(problems)


# ---------------------------------------------------------------- unused entries


def _unused(rulebook: Rulebook) -> Iterator[Problem]:
    used = {name for formula in formulas(rulebook) for name in rulebook.expression(formula.text, formula.row_of).names}
    for scheme in rulebook.schemes.values():
        used.update((*scheme.inputs, *scheme.shown))
    used.update(name for check in rulebook.checks.values() for name in check.facts)
    used.update(name for name, indicator in rulebook.indicators.items() if indicator.stands_alone)
    for kind, entries in (
        ("facts", rulebook.facts),
        ("indicators", rulebook.indicators),
        ("benchmarks", rulebook.benchmarks),
    ):
        for name in entries:
            if name not in used:
                yield Problem("GF-215", rulebook.position(kind, name), {"kind": _KINDS[kind], "id": name})


# ---------------------------------------------------------------- units


def _units(rulebook: Rulebook) -> Iterator[Problem]:
    checker = UnitChecker(rulebook)
    for formula in formulas(rulebook):
        try:
            _check_unit(formula, checker, rulebook)
        except UnitMismatch as error:
            yield Problem("GF-210", formula.position(), {"detail": error.detail})


def _check_unit(formula: FormulaAt, checker: UnitChecker, rulebook: Rulebook) -> None:
    tree = rulebook.expression(formula.text, formula.row_of).tree
    path = formula.path
    if formula.row_of is not None:
        _check_row(formula, formula.row_of, checker, rulebook)
        return
    if path == ("formula",):
        checker.check(tree, rulebook.indicators[formula.entry["id"]].unit)
    elif path[-1] in ("must", "applies_when", "requires", "when", "met") or path[-2:-1] == ("of",):
        checker.check(tree, None)
    elif "at" in path or path[-1] in ("base", "lead"):
        of = _rule_around(formula.entry, path)["of"]
        found = checker.unit(tree)
        if found != "literal":
            checker.same(found, checker.of_name(of), f"→ {of}")


def _check_row(formula: FormulaAt, table: str, checker: UnitChecker, rulebook: Rulebook) -> None:
    """A formula for one row: limits in the unit of what they limit, in every row."""
    tree = rulebook.expression(formula.text, table).tree
    measured = None
    if formula.path[-1] in ("base", "lead"):
        of = _rule_around(formula.entry, formula.path)["of"]
        measured = rulebook.expression(of, table).tree
    checker.row(rulebook.facts[table], tree, measured)


def _rule_around(entry: LocatedMap, path: Sequence[str | int]) -> Mapping[str, Any]:
    """The innermost mapping around a place that says what is measured (``of``)."""
    found: Any = None
    here: Any = entry
    for step in path:
        if isinstance(here, Mapping) and isinstance(here.get("of"), str):
            found = here
        here = here[step]
    assert found is not None
    return found  # type: ignore[no-any-return]


# ---------------------------------------------------------------- schemes


def _schemes(rulebook: Rulebook) -> Iterator[Problem]:
    for scheme in rulebook.schemes.values():
        raw = rulebook.raw.schemes[scheme.id]
        yield from _points(scheme, raw)
        for index, criterion in enumerate(scheme.criteria):
            if criterion.score.steps is not None:
                path = ("criteria", index, "score", "steps")
                yield from _steps(criterion.score.steps, raw, path, rulebook)
            for band_path, band in score_bands(criterion.score):
                yield from _band(band, raw, ("criteria", index, "score", *band_path), rulebook)
            if _has_threshold(criterion.score) and criterion.score.basis is None:
                place = locate(raw, ("criteria", index, "score"))
                yield Problem("GF-216", place, {"id": f"{criterion.id} score.basis"})
        yield from _tiers(scheme, raw, rulebook)


def _has_threshold(score: model.Score) -> bool:
    return score.met is None and score.extent is None and score.value is None


def _points(scheme: model.Scheme, raw: LocatedMap) -> Iterator[Problem]:
    raws = raw_points(scheme)
    for index, dimension in enumerate(scheme.dimensions):
        for mandatory, key in ((True, "mandatory_points"), (False, "optional_points")):
            part = [c.id for c in scheme.criteria if c.dimension == dimension.id and c.mandatory is mandatory]
            total, declared = math.fsum(raws[name] for name in part), part_total(dimension, mandatory=mandatory)
            if not math.isclose(total, declared, abs_tol=1e-9) or any(raws[name] < 0 for name in part):
                values = {"group": f"{dimension.id}.{key}", "sum": f"{total:g}", "expected": f"{declared:g}"}
                yield Problem("GF-213", locate(raw, ("dimensions", index, key)), values)
    total = math.fsum(d.weight for d in scheme.dimensions if d.mandatory_points + d.optional_points)
    if not math.isclose(total, scheme.maximum, abs_tol=1e-9):
        values = {"group": scheme.id, "sum": f"{total:g}", "expected": f"{scheme.maximum:g}"}
        yield Problem("GF-213", locate(raw, ("dimensions",)), values)


class _Ones:
    """Every name is 1: enough to compare thresholds that are multiples of one benchmark."""

    def value(self, name: str) -> Any:
        return 1.0

    def factor(self, name: str) -> Any:
        return 1.0


def _steps(steps: model.Steps, raw: LocatedMap, path: tuple[str | int, ...], rulebook: Rulebook) -> Iterator[Problem]:
    """Better thresholds must earn more, in one direction, and the direction must be the indicator's."""
    better = rulebook.indicators[steps.of].better if steps.of in rulebook.indicators else "none"
    keys = [key for step in steps.at for key, _ in step_bound(step)]
    upward = [key in ("from", "over") for key in keys]
    if any(upward) and not all(upward):
        yield Problem("GF-212", locate(raw, path), {"detail": "from/over + to/under"})
        return
    if better == ("lower" if upward[0] else "higher"):
        yield Problem("GF-212", locate(raw, (*path, "of")), {"detail": f"{steps.of}: better = {better}, {keys[0]}"})
    for number in range(1, len(steps.at)):
        before, after = steps.at[number - 1], steps.at[number]
        names = [rulebook.expression(step_bound(step)[0][1]).names for step in (before, after)]
        low, high = (_bound(step, rulebook) for step in (before, after))
        comparable = names[0] == names[1] and len(names[0]) <= 1 and low is not None and high is not None
        wrong = comparable and not (low < high if upward[0] else low > high)  # type: ignore[operator]
        if wrong or after.share <= before.share:
            detail = f"{low:g} → {before.share:g}, {high:g} → {after.share:g}" if comparable else str(after.share)
            yield Problem("GF-212", locate(raw, (*path, "at", number)), {"detail": detail})


def _bound(step: model.Step, rulebook: Rulebook) -> float | None:
    found = rulebook.expression(step_bound(step)[0][1])(_Ones())
    return float(found) if isinstance(found, (int, float)) else None


def _band(band: model.Band, raw: LocatedMap, path: tuple[str | int, ...], rulebook: Rulebook) -> Iterator[Problem]:
    if isinstance(band.base, float) and isinstance(band.lead, float) and band.of in rulebook.indicators:
        better = rulebook.indicators[band.of].better
        if band.base != band.lead and (band.lead > band.base) is (better == "lower"):
            detail = f"base {band.base:g}, lead {band.lead:g}, better = {better}"
            yield Problem("GF-212", locate(raw, path), {"detail": detail})


def _tiers(scheme: model.Scheme, raw: LocatedMap, rulebook: Rulebook) -> Iterator[Problem]:
    previous: model.Tier | None = None
    order = {tier.stars: index for index, tier in enumerate(scheme.tiers)}
    for tier in sorted(scheme.tiers, key=lambda tier: tier.stars):
        path = ("tiers", order[tier.stars])
        if tier.total is not None and tier.total > scheme.maximum:
            detail = Bilingual(
                f"{tier.total:g} 分超过满分 {scheme.maximum:g} 分",
                f"{tier.total:g} exceeds the maximum {scheme.maximum:g}",
            )
            yield Problem("GF-214", locate(raw, (*path, "total")), {"stars": tier.stars, "detail": detail})
        if previous is not None and tier.total is not None and tier.total < (previous.total or 0):
            yield _falling(previous, tier, raw, order, rulebook)
        if tier.total is None and tier.requires is None and tier.unpublished is None:
            detail = Bilingual("没有任何条件", "there is no condition at all")
            yield Problem("GF-214", locate(raw, path), {"stars": tier.stars, "detail": detail})
        if tier.requires is not None:
            expression = rulebook.expression(tier.requires)
            if not expression.names and expression(_Ones()) is not True:
                detail = Bilingual(
                    f"条件“{tier.requires}”永远不成立", f"the condition “{tier.requires}” can never hold"
                )
                values = {"stars": tier.stars, "detail": detail}
                yield Problem("GF-214", locate(raw, (*path, "requires")), values)
        previous = previous if tier.total is None else tier


def _falling(
    lower: model.Tier, higher: model.Tier, raw: LocatedMap, order: Mapping[int, int], rulebook: Rulebook
) -> Problem:
    """Two cut-offs in the wrong order, shown at the one that the latest overlay wrote."""
    places = {tier.stars: locate(raw, ("tiers", order[tier.stars], "total")) for tier in (lower, higher)}
    shown, other, zh, en = higher, lower, "低于", "below"
    if _layer(places[lower.stars], rulebook) > _layer(places[higher.stars], rulebook):
        shown, other, zh, en = lower, higher, "高于", "above"
    detail = Bilingual(
        f"{shown.total:g} 分{zh} {other.stars}★ 的 {other.total:g} 分",
        f"{shown.total:g} is {en} the {other.total:g} of {other.stars}★",
    )
    return Problem("GF-214", places[shown.stars], {"stars": shown.stars, "detail": detail})


def _layer(place: Position | None, rulebook: Rulebook) -> int:
    """Which overlay a place is in, from 1; 0 for the rules underneath."""
    inside = [
        number
        for number, folder in enumerate(rulebook.overlays, 1)
        if place is not None and Path(place.file).is_relative_to(folder)
    ]
    return max(inside, default=0)


# ---------------------------------------------------------------- texts and ids


def _texts(rulebook: Rulebook) -> Iterator[Problem]:
    """Texts whose English is the Chinese left in place, or whose Chinese holds no Chinese at all."""
    for raw in _raw_entries(rulebook):
        yield from _texts_in(raw)


def _texts_in(data: object) -> Iterator[Problem]:
    if isinstance(data, LocatedMap):
        if data.keys() == {"zh", "en"} and isinstance(data["zh"], str) and isinstance(data["en"], str):
            chinese = bool(_CHINESE.search(data["zh"]))
            if chinese and data["zh"].strip() == data["en"].strip():
                yield Problem("GF-217", data.value_position("en"), {"lang": "en"})
            elif not chinese and re.search("[a-z]{4}", data["zh"]) and len(data["zh"]) > 12:
                yield Problem("GF-217", data.value_position("zh"), {"lang": "zh"})
        for value in data.values():
            yield from _texts_in(value)
    elif isinstance(data, LocatedList):
        for value in data:
            yield from _texts_in(value)


def _traps(rulebook: Rulebook) -> Iterator[Problem]:
    """Ids that another YAML reader, or an editor, would read as something other than text unless quoted."""
    for raw in _raw_entries(rulebook):
        yield from _traps_in(raw)


def _traps_in(data: object) -> Iterator[Problem]:
    if isinstance(data, LocatedMap):
        name = data.get("id")
        found = next((kind for pattern, kind in _YAML11 if isinstance(name, str) and pattern.match(name)), None)
        if found is not None:
            yield Problem("GF-218", data.value_position("id"), {"id": name, "as_what": found})
        for value in data.values():
            yield from _traps_in(value)
    elif isinstance(data, LocatedList):
        for value in data:
            yield from _traps_in(value)


def _raw_entries(rulebook: Rulebook) -> Iterator[Mapping[str, Any]]:
    for kind, entries in rulebook.raw.entries.items():
        if kind != "units":
            yield from entries.values()
    yield from rulebook.raw.schemes.values()
