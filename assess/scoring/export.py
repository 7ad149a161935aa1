"""An assessment as plain data for scripts (``assess score --format json``). Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from assess.scoring.product_limits import product_limits
from assess.scoring.rounding import rounded
from assess.scoring.shown import shown_values

if TYPE_CHECKING:
    from assess.rulebook.model import Tier
    from assess.scoring.result import (
        Assessment,
        BenchmarkUse,
        CriterionResult,
        FactorUse,
        GateResult,
        GroupResult,
        IndicatorResult,
        InputValue,
        Interval,
        Reason,
    )

DECIMALS = 6
"""Places of every number but the total, which has the scheme's own; fine enough to add points up again."""


def to_json(assessment: Assessment, lang: str) -> dict[str, Any]:
    """The whole result; titles, labels and messages are in ``lang``, everything a script compares is an id."""
    scheme, submission = assessment.scheme, assessment.submission
    decimals = scheme.model.settings.decimals
    notice = scheme.notice
    shown = shown_values(assessment)
    return {
        "scheme": scheme.id,
        "rulebook": {
            "version": scheme.rulebook.version,
            "digest": scheme.rulebook.digest,
            "overlays": list(scheme.rulebook.overlays),
        },
        "submission": {"file": submission.file, "digest": submission.digest},
        "factory": _factory(assessment),
        "period": submission.period,
        "notice": notice.in_(lang) if notice is not None else None,
        "total": _interval(assessment.total, decimals),
        "total_before_not_applicable": _interval(assessment.raw_total, decimals),
        "tier": {
            "secured": _tier(assessment.tier.secured, lang),
            "reachable": _tier(assessment.tier.reachable, lang),
            "below_lowest": assessment.tier.below_lowest,
            "missing": list(assessment.tier.missing),
            "blocked": list(assessment.tier.blocked),
            "nomination": _tier(assessment.tier.nomination, lang),
            "not_evaluable": [
                {"stars": tier.stars, "label": tier.label.in_(lang), "not_published": tier.unpublished.in_(lang)}
                for tier in assessment.tier.not_evaluable
                if tier.unpublished is not None
            ],
        },
        "gates": [_gate(result, lang) for result in assessment.gates],
        "groups": [_group(result, lang) for result in assessment.groups],
        "scores": scheme.scores,
        "criteria": [_criterion(result, lang, shown.get(result.id, ())) for result in assessment.criteria],
        "indicators": [_indicator(result, lang) for result in assessment.indicators],
        "settings": _settings(assessment),
        "factors": [_factor(use, assessment, lang) for use in assessment.factors],
        "benchmarks": [_benchmark(use, assessment, lang) for use in assessment.benchmarks],
        "product_limits": [one._asdict() for one in product_limits(assessment)],
        "not_applicable": [
            {"criterion": one.criterion, "reason": one.reason, "nominal_max": _number(one.nominal_max)}
            for one in assessment.not_applicable
        ],
        "warnings": [
            {
                "id": warning.id,
                "facts": list(warning.facts),
                "message": warning.zh if lang == "zh" else warning.en,
                "where": warning.where,
            }
            for warning in assessment.warnings
        ],
    }


def _factory(assessment: Assessment) -> dict[str, Any]:
    factory = assessment.submission.factory
    return {
        "name": factory.name,
        "credit_code": factory.credit_code,
        "industry": factory.industry,
        "region": factory.region,
        "province": factory.province,
        "made_up": factory.made_up,
    }


def _tier(tier: Tier | None, lang: str) -> dict[str, Any] | None:
    if tier is None:
        return None
    return {
        "stars": tier.stars,
        "label": tier.label.in_(lang),
        "total": tier.total,
        "level": tier.level,
        "basis": tier.source.basis,
    }


def _gate(result: GateResult, lang: str) -> dict[str, Any]:
    gate = result.gate
    return {
        "id": gate.id,
        "title": gate.title.in_(lang),
        "kind": gate.kind,
        "state": result.state,
        "applicable": result.applicable,
        "basis": gate.source.basis,
        "reasons": _reasons(result.reasons),
    }


def _group(result: GroupResult, lang: str) -> dict[str, Any]:
    return {
        "id": result.id,
        "title": result.title.in_(lang),
        "points": _interval(result.points, DECIMALS),
        "nominal_max": _number(result.nominal_max),
    }


def _criterion(result: CriterionResult, lang: str, shown: Iterable[InputValue]) -> dict[str, Any]:
    """``basis`` is the requirement's; the points and the thresholds have their own.

    ``values`` are what a scheme without published points shows instead.
    """
    criterion = result.criterion
    return {
        "id": result.id,
        "title": criterion.title.in_(lang),
        "dimension": criterion.dimension,
        "principle": criterion.principle,
        "mandatory": criterion.mandatory,
        "status": result.status,
        "points": _interval(result.points, DECIMALS),
        "nominal_max": _number(result.nominal_max),
        "basis": criterion.source.basis,
        "points_basis": criterion.points.basis,
        "score_basis": criterion.score.basis,
        "reasons": _reasons(result.reasons),
        "facts": list(result.facts),
        "values": [{"name": one.name, "value": _plain(one.value), "unit": one.unit} for one in shown],
    }


def _plain(value: Any) -> Any:
    """A fact's value as JSON has it: options as a list, table rows as objects."""
    if isinstance(value, tuple):
        return [dict(item) if isinstance(item, Mapping) else item for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _indicator(result: IndicatorResult, lang: str) -> dict[str, Any]:
    return {
        "id": result.indicator.id,
        "title": result.indicator.title.in_(lang),
        "state": result.state,
        "value": result.value,
        "unit": result.unit,
        "reasons": _reasons(result.reasons),
    }


def _settings(assessment: Assessment) -> dict[str, str]:
    """The choices that hold for the whole assessment: which factors are used, how points follow from numbers."""
    chosen = assessment.scheme.model.settings
    return {
        "grid": chosen.grid,
        "fuel_co2": chosen.fuel_co2,
        "electricity": chosen.electricity,
        "steam_datum": chosen.steam_datum,
        "not_applicable": chosen.not_applicable,
        "interpolation": chosen.interpolation,
    }


def _factor(use: FactorUse, assessment: Assessment, lang: str) -> dict[str, Any]:
    """One factor's row; ``value`` null: it was needed and has no usable number."""
    factor = assessment.scheme.rulebook.factors.get(use.id)
    return {
        "id": use.id,
        "title": factor.title.in_(lang) if factor is not None else None,
        "value": use.value,
        "unit": factor.unit if factor is not None else None,
        "year": use.year,
        "edition": factor.edition if factor is not None else None,
        "superseded": factor is not None and factor.superseded,
        "document": use.document or None,
        "clause": factor.source.clause if factor is not None else None,
        "basis": factor.source.basis if factor is not None else "unknown",
    }


def _benchmark(use: BenchmarkUse, assessment: Assessment, lang: str) -> dict[str, Any]:
    """One benchmark; ``value`` null: none is published that fits, and the factory brought none."""
    own = assessment.submission.benchmarks.get(use.id)
    return {
        "id": use.id,
        "title": assessment.scheme.rulebook.benchmarks[use.id].title.in_(lang),
        "value": use.value,
        "unit": own.unit if own is not None else use.unit,
        "origin": use.origin,
        "document": use.document,
        "basis": use.basis,
        "superseded": use.superseded,
        "norm": use.norm,
        "correction": own.correction if own is not None else None,
    }


def _reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"code": reason.code, "names": list(reason.names)} for reason in reasons]


def _interval(interval: Interval, decimals: int) -> dict[str, float]:
    return {
        "low": _number(interval.low, decimals),
        "high": _number(interval.high, decimals),
        "max": _number(interval.max, decimals),
    }


def _number(value: float, decimals: int = DECIMALS) -> float:
    return float(rounded(value, decimals))
