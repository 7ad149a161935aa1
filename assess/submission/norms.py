"""A benchmark taken from the norm of the factory's product: the level that the benchmark asks for, corrected, converted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assess.errors import Bilingual, Position, listed, nearest
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Benchmark, Correction, Norm, NormLevel, NormLevelName
from assess.submission.model import OwnBenchmark
from assess.submission.quantity import ValueProblem

_SHOWN = 8
_NEUTRAL = {"per_step": "0", "plus": "0", "times": "1"}


def benchmark_of_norm(
    benchmark: Benchmark,
    typed: str,
    correction: object,
    source: str | None,
    *,
    units: Sequence[str],
    rulebook: Rulebook,
    position: Position,
) -> OwnBenchmark:
    """The benchmark's level of the norm ``typed`` in one of ``units``. Raises what :func:`level_of` raises."""
    value, unit, norm, number = level_of(typed, benchmark.norm, correction, units=units, rulebook=rulebook)
    return OwnBenchmark(benchmark.id, value, unit, source or "", position, norm.id, number)


def level_of(
    typed: str, wanted: NormLevel | None, correction: object, *, units: Sequence[str], rulebook: Rulebook
) -> tuple[float, str, Norm, float | None]:
    """A level of the norm ``typed`` in one of ``units``, and the correction. Raises :class:`ValueProblem` GF-304, 322 … 324."""
    norm = rulebook.norms.get(typed)
    if norm is None or wanted is None or norm.family != wanted.family:
        raise ValueProblem("GF-322", norm=typed, norms=_possible(wanted, typed, rulebook.norms.values()))
    number = _number(norm, correction)
    published = norm.levels.get(wanted.level)
    if published is None:
        raise _unusable(norm, "这一级没有公布", "this level is not published")
    if norm.unit is None:
        printed = norm.printed_unit or "–"
        zh, en = f"单位“{printed}”无法换算或未查明", f"its unit, {printed}, cannot be converted or is not known"
        raise _unusable(norm, zh, en)
    value = published if norm.correction is None else corrected(published, wanted.level, norm.correction, number)
    for unit in units:
        factor = rulebook.units.factor(norm.unit, unit)
        if factor is not None:
            return float(f"{value * factor:.15g}"), unit, norm, number if norm.correction is not None else None
    fitting = listed(units)
    raise _unusable(norm, f"{norm.unit} 与本指标的单位 {fitting.zh} 不符", f"{norm.unit} does not fit {fitting.en}")


def corrected(published: float, level: NormLevelName, correction: Correction, number: float) -> float:
    """A level after the correction that the factory states."""
    match correction.how:
        case "per_step":
            return published + number * correction.steps[level]
        case "plus":
            return published + number
        case "times":
            return published * number


def _number(norm: Norm, typed: object) -> float:
    """The correction as a number: required where the norm has one, refused where it has none."""
    if norm.correction is None:
        if typed is not None:
            raise _unusable(
                norm, "这项标准没有收录修正，不要写 correction", "no correction is recorded for it; leave it out"
            )
        return 0.0
    if typed is None:
        what = Bilingual(norm.correction.what.zh, norm.correction.what.en)
        raise ValueProblem("GF-323", norm=norm.id, what=what, neutral=_NEUTRAL[norm.correction.how])
    if isinstance(typed, bool) or not isinstance(typed, (int, float)) or abs(typed) > 1e9:
        raise ValueProblem("GF-304", typed=str(typed))
    if norm.correction.how == "times" and typed <= 0:
        raise ValueProblem("GF-309", typed=str(typed), minimum="> 0")
    return float(typed)


def _possible(wanted: NormLevel | None, typed: str, norms: Iterable[Norm]) -> Bilingual:
    """Ids that could be meant, the nearest first."""
    family = wanted.family if wanted is not None else None
    ids = [norm.id for norm in norms if norm.family == family]
    close = nearest(typed, ids)
    shown = ([close] if close else []) + [name for name in ids if name != close]
    rest = len(shown) - _SHOWN
    names = listed(shown[:_SHOWN] or ["–"])
    return Bilingual(names.zh + f"……另有 {rest} 项" * (rest > 0), names.en + f" … and {rest} more" * (rest > 0))


def _unusable(norm: Norm, zh: str, en: str) -> ValueProblem:
    return ValueProblem("GF-324", norm=norm.id, detail=Bilingual(zh, en))
