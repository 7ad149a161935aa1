"""One assessment as one flat row (结果行): what tables, portfolios and comparisons with peers are made of."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.scoring.result import Assessment, Interval
from assess.scoring.rounding import rounded
from assess.submission.model import Title
from assess.version import __version__

DETAIL_DECIMALS = 4
"""Places of a criterion's points; totals and groups have the scheme's own."""


def row_of(assessment: Assessment, name: str) -> dict[str, Any]:
    """The row for the submission ``name``.

    ``criteria`` lists only those that are not fully met: the rest have all their points. The total is null where no
    points are published.
    """
    scheme, submission, tier = assessment.scheme, assessment.submission, assessment.tier
    factory, decimals = submission.factory, scheme.model.settings.decimals
    total = _interval(assessment.total, decimals) if scheme.scores else (None, None, None)
    return {
        "file": name,
        "scheme": scheme.id,
        "name": factory.name,
        "credit_code": factory.credit_code,
        "industry": factory.industry,
        "region": factory.region,
        "province": factory.province,
        "made_up": factory.made_up,
        "period": submission.period,
        "secured": tier.secured.stars if tier.secured is not None else None,
        "reachable": tier.reachable.stars if tier.reachable is not None else None,
        "nomination": tier.nomination.stars if tier.nomination is not None else None,
        "below_lowest": tier.below_lowest,
        "low": total[0],
        "high": total[1],
        "max": total[2],
        "missing": list(tier.missing),
        "blocked": list(tier.blocked),
        "gates_failed": [gate.gate.id for gate in assessment.gates if gate.state == "fail"],
        "gates_unknown": [gate.gate.id for gate in assessment.gates if gate.state == "unknown"],
        "answered": sum(1 for fact in scheme.facts if fact in submission.answers),
        "asked": len(scheme.facts),
        "warnings": [warning.id for warning in assessment.warnings],
        "groups": [
            dict(zip(("id", "low", "high", "max"), (group.id, *_interval(group.points, decimals)), strict=True))
            for group in assessment.groups
        ],
        "criteria": [
            {
                "id": result.id,
                "status": result.status,
                "low": round(result.points.low, DETAIL_DECIMALS),
                "high": round(result.points.high, DETAIL_DECIMALS),
                "max": round(result.points.max, DETAIL_DECIMALS),
                "nominal": round(result.nominal_max, DETAIL_DECIMALS),
                "unknown": sorted({one for reason in result.reasons if "facts" in reason.code for one in reason.names}),
            }
            for result in assessment.criteria
            if result.status != "met"
        ],
        "titles": [
            {"level": one.level, "name": one.name, **{key: _day(day) for key, day in _days(one).items()}}
            for one in submission.titles
        ],
        "digest": submission.digest,
        "rulebook": scheme.rulebook.digest,
        "version": __version__,
    }


def _days(title: Title) -> dict[str, date | None]:
    return {"granted": title.granted, "reviewed": title.reviewed, "removed": title.removed}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _interval(points: Interval, decimals: int) -> tuple[float, float, float]:
    return tuple(float(rounded(value, decimals)) for value in (points.low, points.high, points.max))  # type: ignore[return-value]
