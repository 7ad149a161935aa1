"""Running pack tests (方案用例): what each case should come to, beside what it comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isclose
from pathlib import Path
from typing import Any

from assess.errors import AssessError, Position, Problem, nearest
from assess.rulebook.case import Assume, Expect
from assess.rulebook.load import Rulebook, load_folders
from assess.rulebook.pack import CaseAt, Pack
from assess.rulebook.scheme import CompiledScheme
from assess.scoring.evaluate import evaluate
from assess.scoring.factor_cases import factors_differ
from assess.scoring.result import Assessment, CriterionResult, GateResult, Interval
from assess.scoring.tiers import decide_tier
from assess.scoring.values import Values
from assess.submission.load import load_submission, read_case
from assess.yamlio import locate

POINTS = 0.0005
"""Points agree to three decimals."""
INDICATOR = 1e-4
"""Indicators agree to a ten-thousandth of themselves."""

Shown = float | str | tuple[float, float] | bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that did not come out as expected; ``what`` is its path under ``expect``."""

    what: str
    expected: Shown
    found: Shown


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case with what differs, which is nothing when it holds."""

    scheme: str
    name: str
    position: Position
    differences: tuple[Difference, ...]


def run_packs(packs: Sequence[Pack], roots: Sequence[Path]) -> tuple[CaseResult, ...]:
    """Every case of the packs, each under the folders up to its own. Raises :class:`AssessError` for faulty cases."""
    books: dict[int, Rulebook] = {}
    problems: list[Problem] = []
    results = []
    for pack in packs:
        if pack.layer not in books:
            books[pack.layer] = load_folders(roots[: pack.layer + 1])
        for case in pack.cases:
            try:
                results.append(run_case(books[pack.layer].scheme(pack.scheme), case))
            except AssessError as error:
                problems.extend(error.problems)
    if problems:
        raise AssessError(sorted(problems, key=lambda problem: problem.position or Position("")))
    return tuple(results)


def run_case(scheme: CompiledScheme, case: CaseAt) -> CaseResult:
    """One case. Raises :class:`AssessError` where it names what the scheme does not have, or answers that are wrong."""
    if case.model.interpolation is not None:
        settings = scheme.model.settings.model_copy(update={"interpolation": case.model.interpolation})
        scheme = replace(scheme, model=scheme.model.model_copy(update={"settings": settings}))
    problems = list(_unknown_names(scheme, case))
    base = None
    if case.model.file is not None:
        base = load_submission(Path(case.position.file).parent / case.model.file, scheme.rulebook)
    submission, faults = read_case(case.raw, scheme.rulebook, base)
    if problems or faults:
        raise AssessError([*problems, *faults])
    found = evaluate(scheme, submission)
    if case.model.assume is not None:
        found = _assuming(found, case.model.assume)
    return CaseResult(scheme.id, case.model.name, case.position, tuple(_compare(case.model.expect, found)))


def _unknown_names(scheme: CompiledScheme, case: CaseAt) -> Iterator[Problem]:
    """Criteria, groups, gates and indicators that the scheme does not have."""
    expect = case.model.expect
    criteria = [item.model.id for item in scheme.criteria]
    groups = [name for name, _ in scheme.groups]
    known: Mapping[str, Sequence[str]] = {
        "groups": groups,
        "points": criteria,
        "status": criteria,
        "worth": [*criteria, *groups, "total"],
        "gates": [*(gate.model.id for gate in scheme.gates), "all"],
        "indicators": list(scheme.rulebook.indicators),
        "factors": list(scheme.rulebook.factors),
        "changes": sorted({name.rpartition(".")[0] for name, one in scheme.rulebook.factors.items() if one.by_year}),
    }
    for part, names in known.items():
        for name in getattr(expect, part):
            if name not in names:
                place = locate(case.raw, ("expect", part, name), key=True)
                yield Problem("GF-206", place, {"name": name, "nearest": nearest(name, names) or "–"})


# ---------------------------------------------------------------- what a case takes for granted


def _assuming(found: Assessment, assume: Assume) -> Assessment:
    """The same assessment with another total, other gates or mandatory criteria, and the stars that follow."""
    total, gates, criteria = found.total, found.gates, found.criteria
    if assume.total is not None:
        low, high = assume.total if isinstance(assume.total, tuple) else (assume.total, assume.total)
        total = Interval(low, high, found.total.max)
    if assume.gates is not None:
        gates = tuple(_gate_as(gate, assume.gates if number == 0 else "pass") for number, gate in enumerate(gates))
    if assume.mandatory is not None:
        criteria = _mandatory_as(criteria, assume.mandatory)
    scheme = found.scheme
    values = Values(scheme.rulebook, scheme.model.settings, found.submission)
    tier = decide_tier(scheme.model, scheme.rulebook, values, total, gates, criteria)
    return replace(found, total=total, gates=gates, criteria=criteria, tier=tier)


def _gate_as(gate: GateResult, state: Any) -> GateResult:
    return gate._replace(state=state, reasons=())


def _mandatory_as(criteria: tuple[CriterionResult, ...], word: str) -> tuple[CriterionResult, ...]:
    """Every mandatory criterion met, but for ``unmet`` and ``unknown`` the first one."""
    share = {"met": Interval(1.0, 1.0, 1.0), "unmet": Interval(0.0, 0.0, 1.0), "unknown": Interval(0.0, 1.0, 1.0)}
    first = next((one.id for one in criteria if one.criterion.mandatory), None)
    return tuple(
        one._replace(status="met", share=share[word if one.id == first else "met"]) if one.criterion.mandatory else one
        for one in criteria
    )


# ---------------------------------------------------------------- expected and found


def _compare(expect: Expect, found: Assessment) -> Iterator[Difference]:
    if expect.total is not None:
        yield from _points("total", expect.total, found.total)
    groups = {group.id: group for group in found.groups}
    criteria = {one.id: one for one in found.criteria}
    for name, wanted in expect.groups.items():
        yield from _points(f"groups.{name}", wanted, groups[name].points)
    for name, wanted in expect.points.items():
        na = criteria[name].status == "not_applicable"
        yield from _points(f"points.{name}", wanted, None if na else criteria[name].points)
    worth = {"total": found.scheme.model.maximum}
    worth |= {name: group.nominal_max for name, group in groups.items()}
    worth |= {name: one.nominal_max for name, one in criteria.items()}
    for name, most in expect.worth.items():
        if not isclose(most, worth[name], abs_tol=POINTS):
            yield Difference(f"worth.{name}", most, worth[name])
    for name, status in expect.status.items():
        yield from _same(f"status.{name}", status, criteria[name].status)
    yield from _gates(expect, found)
    yield from _indicators(expect, found)
    values = Values(found.scheme.rulebook, found.scheme.model.settings, found.submission)
    yield from (Difference(*one) for one in factors_differ(expect, values))
    yield from _tier(expect, found)


def _points(what: str, wanted: Any, found: Interval | None) -> Iterator[Difference]:
    """``found`` None is 不适用."""
    if found is None or wanted == "not_applicable":
        shown = "not_applicable" if found is None else _ends(found)
        yield from _same(what, wanted, shown)
        return
    low, high = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    if not (isclose(low, found.low, abs_tol=POINTS) and isclose(high, found.high, abs_tol=POINTS)):
        yield Difference(what, wanted, _ends(found))


def _ends(found: Interval) -> float | tuple[float, float]:
    low, high = round(found.low, 6), round(found.high, 6)
    return low if low == high else (low, high)


def _same(what: str, wanted: Shown, found: Shown) -> Iterator[Difference]:
    if wanted != found:
        yield Difference(what, wanted, found)


def _gates(expect: Expect, found: Assessment) -> Iterator[Difference]:
    for result in found.gates:
        wanted = expect.gates.get(result.gate.id, expect.gates.get("all"))
        if wanted is not None:
            yield from _same(f"gates.{result.gate.id}", wanted, result.state)


def _indicators(expect: Expect, found: Assessment) -> Iterator[Difference]:
    scheme = found.scheme
    values = Values(scheme.rulebook, scheme.model.settings, found.submission)
    for name, wanted in expect.indicators.items():
        value = values.value(name)
        shown = value if isinstance(value, float) else repr(value).lower()
        shown = "not_applicable" if shown == "na" else shown
        if isinstance(wanted, float) and isinstance(shown, float):
            if not isclose(wanted, shown, rel_tol=INDICATOR, abs_tol=1e-12):
                yield Difference(f"indicators.{name}", wanted, shown)
        else:
            yield from _same(f"indicators.{name}", wanted, shown)


def _tier(expect: Expect, found: Assessment) -> Iterator[Difference]:
    wanted, tier = expect.tier, found.tier
    if wanted is None:
        return
    for key, one in (("secured", tier.secured), ("reachable", tier.reachable), ("nomination", tier.nomination)):
        stars = getattr(wanted, key)
        if stars is not None:
            yield from _same(f"tier.{key}", stars, 0 if one is None else one.stars)
    if wanted.below_lowest is not None:
        yield from _same("tier.below_lowest", wanted.below_lowest, tier.below_lowest)
