"""Norms of products in the workbook (能耗限额、取水定额): named by title and document, with what their levels say."""

from __future__ import annotations

from collections.abc import Iterable

from assess.errors import Bilingual
from assess.form import units
from assess.rulebook.industries import closeness
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact, Norm, NormLevel
from assess.rulebook.norms import FAMILIES, LEVEL_TITLES
from assess.submission.norms import level_of
from assess.submission.quantity import ValueProblem, fold

NORM, CORRECTION = "norm", "correction"
"""The columns in which a norm and its correction stand, on the sheet for benchmarks and in tables."""
_SEPARATOR = {"zh": "、", "en": ", "}
_REWORDED = {"GF-322": "GF-628", "GF-323": "GF-629", "GF-324": "GF-630"}
_OF_CORRECTION = ("GF-304", "GF-309", "GF-323")


def label(norm: Norm, lang: str) -> str:
    """How a drop-down names it; no two norms have the same."""
    return f"{norm.title.in_(lang)} · {norm.source.document}"


def levels_of(fact: Fact) -> tuple[NormLevel, ...]:
    """The levels that a table's rows take from the norm they name; nothing where they name none."""
    return tuple(column.norm for column in fact.columns if column.norm is not None)


def chooses_norm(fact: Fact, column: Column) -> bool:
    """Whether a table's column names a norm."""
    return column.id == NORM and bool(levels_of(fact))


def fitting(
    levels: Iterable[NormLevel], wanted: Iterable[str], rulebook: Rulebook, industry: str = ""
) -> tuple[Norm, ...]:
    """Norms that have a value at one of these levels in one of the units ``wanted``; those of the industry come first."""
    asked, into = list(levels), list(wanted)
    found = [norm for norm in rulebook.norms.values() if not norm.superseded and _fits(norm, asked, into, rulebook)]
    return by_industry(found, industry)


def by_industry(found: Iterable[Norm], industry: str) -> tuple[Norm, ...]:
    """The same norms, those of the industry first."""
    return tuple(sorted(found, key=lambda norm: -closeness(norm.industries, industry)))


def _fits(norm: Norm, levels: list[NormLevel], wanted: list[str], rulebook: Rulebook) -> bool:
    has = any(norm.family == one.family and norm.levels.get(one.level) is not None for one in levels)
    return has and norm.unit is not None and any(rulebook.units.factor(norm.unit, unit) for unit in wanted)


def row_units(fact: Fact) -> tuple[str, ...]:
    """Every unit that a value taken from a norm may have in a row of a table."""
    found = [units.units_by_option(fact, column) for column in fact.columns if column.norm is not None]
    return tuple(dict.fromkeys(unit for one in found for unit in one.values() if unit is not None))


def named(typed: str, levels: Iterable[NormLevel], rulebook: Rulebook) -> str:
    """The id of the norm that somebody named by label, title or id, in either language; else what was typed."""
    families, word = {one.family for one in levels}, fold(typed)
    norms = [norm for norm in rulebook.norms.values() if norm.family in families]
    for norm in norms:
        if word in (fold(norm.id), fold(label(norm, "zh")), fold(label(norm, "en"))):
            return norm.id
    titled = [norm.id for norm in norms if word in (fold(norm.title.zh), fold(norm.title.en))]
    return titled[0] if len(titled) == 1 else typed


def described(norm: Norm, lang: str, levels: Iterable[NormLevel] = ()) -> tuple[str, str, str]:
    """Its label, its values at these levels or at all (``2级 87 kgce/t``), and what it wants as correction."""
    wanted = [one.level for one in levels if one.family == norm.family]
    shown = [level for level in FAMILIES[norm.family] if norm.levels.get(level) is not None]
    values = [
        f"{LEVEL_TITLES[level].in_(lang)} {norm.levels[level]:g}" for level in shown if level in wanted or not wanted
    ]
    wants = norm.correction.what.in_(lang) if norm.correction is not None else ""
    return label(norm, lang), f"{_SEPARATOR[lang].join(values)} {norm.unit}", wants


def problem_with(
    norm: str, level: NormLevel | None, correction: object, wanted: tuple[str, ...], rulebook: Rulebook
) -> tuple[str, dict[str, object], bool] | None:
    """Why no value follows: code, values, and whether it is the correction's fault; None where one does."""
    try:
        level_of(norm, level, correction, units=wanted, rulebook=rulebook)
    except ValueProblem as problem:
        known = rulebook.norms.get(norm)
        shown = Bilingual(label(known, "zh"), label(known, "en")) if known is not None else norm
        values = {**problem.values, "norm": shown}
        return _REWORDED.get(problem.code, problem.code), values, problem.code in _OF_CORRECTION
    return None
