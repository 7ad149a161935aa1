"""A page per principle (or dimension): its score, quantitative criteria against their steps, every gap with advice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assess.planning.gaps import gaps
from assess.report.bullets import build_bullets
from assess.report.findings import gap_row
from assess.report.model import CriterionRow, Group, Mark
from assess.report.values import listed_values
from assess.report.words import shortened

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.report.words import Words
    from assess.rulebook.model import Criterion, Score
    from assess.scoring.result import CriterionResult, GroupResult

REMARK = 40
"""Terminal cells of a remark in the table of all criteria; a Chinese letter takes two."""
WIDE = 700.0
"""The group's own bar is as wide as the page, in the units of its drawing."""
STATES = ("met", "partly", "unmet", "unknown", "not_scorable", "not_applicable")


def build_groups(context: Context) -> tuple[Group, ...]:
    """One entry per group that has criteria, in the scheme's order."""
    return tuple(_group(context, g) for g in context.assessment.groups if _results(context, g.id))


def _results(context: Context, group: str) -> list[CriterionResult]:
    return [result for result in context.assessment.criteria if result.group == group]


def _group(context: Context, group: GroupResult) -> Group:
    words, points, results = context.words, group.points, _results(context, group.id)
    scores = context.assessment.scheme.scores
    nominal = words.points(group.nominal_max)
    adjusted = nominal != words.points(points.max)
    tally: Counter[str] = Counter(result.status for result in results)
    rows = [gap_row(context, gap) for gap in gaps(context.assessment) if gap.result.group == group.id]
    return Group(
        title=words.text(group.title),
        points=words("group.points", points=words.interval(points), max=words.points(points.max)) if scores else "",
        note=words("group.raw", nominal=nominal) if adjusted else "",
        lost=_unless_zero(words, "group.lost", points.lost),
        open=_unless_zero(words, "group.open", points.open),
        counts=tuple(_count(context, state, tally[state]) for state in STATES if tally[state]),
        bar=context.bar(points, WIDE) if scores else None,
        bullets=build_bullets(context, results),
        criteria=tuple(criterion_row(context, result) for result in results),
        gaps=tuple(row for row in rows if row.lost),
        open_items=tuple(row for row in rows if not row.lost),
    )


def _unless_zero(words: Words, key: str, points: float) -> str:
    shown = words.points(points)
    return "" if shown == words.points(0) else words(key, points=shown)


def _count(context: Context, state: str, count: int) -> Mark:
    mark = context.mark("status", state)
    return Mark(mark.kind, mark.symbol, f"{mark.word} {count}")


# ---------------------------------------------------------------- criteria


def criterion_row(context: Context, result: CriterionResult) -> CriterionRow:
    """One criterion with its points and the basis of its numbers."""
    words, criterion = context.words, result.criterion
    counts = result.points.max > 0
    return CriterionRow(
        id=criterion.id,
        title=context.title(result),
        mandatory=criterion.mandatory,
        kind=_kind(context, criterion),
        mark=context.mark("status", result.status),
        points=_result(context, result),
        bar=context.bar(result.points) if counts else None,
        basis_points=words.basis(criterion.points.basis),
        basis_limit=words.basis(limit_basis(criterion)),
        source=context.clause(criterion.source),
        remark=_remark(context, result),
    )


def _kind(context: Context, criterion: Criterion) -> str:
    """必选 or 可选, in schemes that tell them apart."""
    if not context.assessment.scheme.has_mandatory:
        return ""
    return context.words("mandatory" if criterion.mandatory else "optional")


def _result(context: Context, result: CriterionResult) -> str:
    """The points, or what is shown where no points are published."""
    if result.id in context.shown and result.status != "not_applicable":
        return listed_values(context.words, context.shown[result.id])
    return context.words.of(result.points) if result.points.max > 0 else context.words("compare.dash")


def _remark(context: Context, result: CriterionResult) -> str:
    """The beginning of the factory's own words for 不适用 (a table of its own has them all), else reasons in brief."""
    given = [item.reason for item in context.assessment.not_applicable if item.criterion == result.id and item.reason]
    return shortened(context.words.listed(given), REMARK) or context.words.brief(
        result.reasons, partly=result.status == "partly"
    )


def limit_basis(criterion: Criterion) -> str:
    """The basis of a criterion's thresholds: the rule's own, else that of its text."""
    return _weakest(criterion.score) or criterion.score.basis or criterion.source.basis


def _weakest(score: Score) -> str | None:
    """The least sure basis among steps that name one."""
    order = ("published", "derived", "secondary", "recalled", "adopted", "unknown")
    named = [step.basis for step in score.steps.at if step.basis] if score.steps else []
    return max(named, key=order.index, default=None)
