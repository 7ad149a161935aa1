"""An assessment as plain data for scripts (``assess score --format json``). Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from assess.scoring.rounding import rounded

if TYPE_CHECKING:
    from assess.rulebook.model import Tier
    from assess.scoring.result import (
        Assessment,
        CriterionResult,
        GateResult,
        GroupResult,
        IndicatorResult,
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
        },
        "gates": [_gate(result, lang) for result in assessment.gates],
        "groups": [_group(result, lang) for result in assessment.groups],
        "criteria": [_criterion(result, lang) for result in assessment.criteria],
        "indicators": [_indicator(result, lang) for result in assessment.indicators],
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
    return {"stars": tier.stars, "label": tier.label.in_(lang), "total": tier.total, "basis": tier.source.basis}


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


def _criterion(result: CriterionResult, lang: str) -> dict[str, Any]:
    """``basis`` is the requirement's; the points and the thresholds have their own."""
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
    }


def _indicator(result: IndicatorResult, lang: str) -> dict[str, Any]:
    return {
        "id": result.indicator.id,
        "title": result.indicator.title.in_(lang),
        "state": result.state,
        "value": result.value,
        "unit": result.unit,
        "reasons": _reasons(result.reasons),
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
