"""Benchmarks and norms as plain data: the list, and everything that applies to one industry or one id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.errors import nearest, one
from assess.rulebook.industries import related
from assess.rulebook.norms import FAMILIES, FAMILY_TITLES, LEVEL_TITLES
from assess.scoring.values import best_row
from assess.submission.load import industry_digits
from assess.submission.quantity import normal

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Benchmark, BenchmarkRow, Norm, Source


def listed(rulebook: Rulebook, lang: Lang) -> list[dict[str, Any]]:
    """Every benchmark: what it is for, how many values are published for it, and how sure it is."""
    return [
        {
            "id": benchmark.id,
            "title": benchmark.title.in_(lang),
            "unit": benchmark.unit,
            "indicator": benchmark.indicator,
            "indicator_title": rulebook.indicators[benchmark.indicator].title.in_(lang),
            "rows": len(benchmark.rows),
            "norms": len(_norms(rulebook, benchmark, None)),
            "basis": benchmark.source.basis,
        }
        for benchmark in rulebook.benchmarks.values()
    ]


def shown(rulebook: Rulebook, name: str | None, industry: str | None, lang: Lang) -> dict[str, Any]:
    """What applies: ``benchmarks`` with their rows, and ``norms``, of ``industry`` where one is given.

    Raises GF-317 for an id that neither a benchmark nor a norm has, GF-312 for an unknown industry code.
    """
    code = None
    if industry is not None:
        code = industry_digits(normal(industry), rulebook)
        if code is None:
            raise one("GF-312", None, typed=industry)
    if name is not None and name not in rulebook.benchmarks and name not in rulebook.norms:
        close = nearest(name, (*rulebook.benchmarks, *rulebook.norms))
        raise one("GF-317", None, name=name, nearest=close or "–")
    benchmarks = [one_ for one_ in rulebook.benchmarks.values() if name in (None, one_.id)]
    norms = [norm for norm in rulebook.norms.values() if name in (None, norm.id) and _of(norm, code)]
    if name is not None and name in rulebook.benchmarks:
        norms = _norms(rulebook, rulebook.benchmarks[name], code)
    division = rulebook.industries.get((code or "")[:2])
    return {
        "industry": code,
        "industry_title": division.title.in_(lang) if division is not None else None,
        "benchmarks": [_benchmark(benchmark, rulebook, code, lang) for benchmark in benchmarks],
        "norms": [_norm(norm, lang) for norm in norms],
    }


def _benchmark(benchmark: Benchmark, rulebook: Rulebook, code: str | None, lang: Lang) -> dict[str, Any]:
    fitting = [row for row in benchmark.rows if code is None or related(row.industries, code)]
    used = best_row(benchmark, code) if code is not None else None
    asked = benchmark.norm
    return {
        "id": benchmark.id,
        "title": benchmark.title.in_(lang),
        "unit": benchmark.unit,
        "indicator": benchmark.indicator,
        **_source(benchmark.source, lang),
        "norm_family": asked.family if asked is not None else None,
        "norm_level": asked.level if asked is not None else None,
        "norms": len(_norms(rulebook, benchmark, code)),
        "rows": [_row(row, used=row is used, lang=lang) for row in fitting],
        "published": bool(fitting),
        "contradictory": code is not None and bool(fitting) and used is None,
    }


def _row(row: BenchmarkRow, *, used: bool, lang: Lang) -> dict[str, Any]:
    return {
        "value": row.value,
        "industries": list(row.industries),
        "industries_2002": list(row.industries_2002),
        "edition": row.edition,
        "superseded": row.superseded,
        "used": used,
        **_source(row.source, lang),
    }


def _norm(norm: Norm, lang: Lang) -> dict[str, Any]:
    order = FAMILIES[norm.family]
    return {
        "id": norm.id,
        "title": norm.title.in_(lang),
        "family": norm.family,
        "family_title": FAMILY_TITLES[norm.family].in_(lang),
        "unit": norm.unit,
        "printed_unit": norm.printed_unit,
        "per": norm.per.in_(lang) if norm.per is not None else None,
        "better": norm.better,
        "industries": list(norm.industries),
        "levels": [
            {"id": level, "title": LEVEL_TITLES[level].in_(lang), "value": norm.levels.get(level)} for level in order
        ],
        "correction": norm.correction.what.in_(lang) if norm.correction is not None else None,
        "correction_how": norm.correction.how if norm.correction is not None else None,
        "correction_steps": dict(norm.correction.steps) if norm.correction is not None else {},
        "edition": norm.edition,
        "superseded": norm.superseded,
        **_source(norm.source, lang),
    }


def _source(source: Source, lang: Lang) -> dict[str, Any]:
    return {
        "document": source.document,
        "clause": source.clause,
        "basis": source.basis,
        "note": source.note.in_(lang) if source.note is not None else None,
    }


def _norms(rulebook: Rulebook, benchmark: Benchmark, code: str | None) -> list[Norm]:
    """The norms that can stand for a benchmark, of one industry where it is given."""
    if benchmark.norm is None:
        return []
    return [norm for norm in rulebook.norms.values() if norm.family == benchmark.norm.family and _of(norm, code)]


def _of(norm: Norm, code: str | None) -> bool:
    return code is None or related(norm.industries, code)
