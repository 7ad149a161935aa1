"""A page per principle (or dimension): its score, quantitative criteria against their steps, every gap with advice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assess.planning.gaps import gaps
from assess.planning.limits import Limit, Standing, standing
from assess.report.charts import bullet
from assess.report.findings import gap_row
from assess.report.model import BulletRow, CriterionRow, Group, Mark

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.rulebook.model import Criterion, Score
    from assess.scoring.result import CriterionResult, GroupResult

STATES = ("met", "partly", "unmet", "unknown", "not_scorable", "not_applicable")


def build_groups(context: Context) -> tuple[Group, ...]:
    """One entry per group that has criteria, in the scheme's order."""
    return tuple(_group(context, g) for g in context.assessment.groups if _results(context, g.id))


def _results(context: Context, group: str) -> list[CriterionResult]:
    return [result for result in context.assessment.criteria if result.group == group]


def _group(context: Context, group: GroupResult) -> Group:
    words, points, results = context.words, group.points, _results(context, group.id)
    nominal = words.points(group.nominal_max)
    adjusted = nominal != words.points(points.max)
    tally = Counter(result.status for result in results)
    return Group(
        title=words.text(group.title),
        points=words("group.points", points=words.interval(points), max=words.points(points.max)),
        note=words("group.raw", nominal=nominal) if adjusted else "",
        lost=words("group.lost", points=words.points(points.lost)),
        open=words("group.open", points=words.points(points.open)),
        counts=tuple(_count(context, state, tally[state]) for state in STATES if tally[state]),
        bar=context.bar(points),
        bullets=tuple(row for row in (_bullet(context, result) for result in results) if row),
        criteria=tuple(criterion_row(context, result) for result in results),
        gaps=tuple(gap_row(context, gap) for gap in gaps(context.assessment) if gap.result.group == group.id),
    )


def _count(context: Context, state: str, count: int) -> Mark:
    mark = context.mark("status", state)
    return Mark(mark.kind, mark.symbol, f"{mark.word} {count}")


# ---------------------------------------------------------------- criteria


def criterion_row(context: Context, result: CriterionResult) -> CriterionRow:
    """One criterion with its points and the basis of its numbers."""
    words, criterion = context.words, result.criterion
    return CriterionRow(
        id=criterion.id,
        title=context.title(result),
        mandatory=criterion.mandatory,
        kind=words("mandatory" if criterion.mandatory else "optional"),
        mark=context.mark("status", result.status),
        points=words.of(result.points),
        bar=context.bar(result.points),
        basis_points=words.basis(criterion.points.basis),
        basis_limit=words.basis(limit_basis(criterion)),
        source=words.source(criterion.source),
        reasons=words.reasons(result.reasons),
    )


def limit_basis(criterion: Criterion) -> str:
    """The basis of a criterion's thresholds: the rule's own, else that of its text."""
    return _weakest(criterion.score) or criterion.score.basis or criterion.source.basis


def _weakest(score: Score) -> str | None:
    """The least sure basis among steps that name one."""
    order = ("published", "derived", "secondary", "recalled", "adopted", "unknown")
    named = [step.basis for step in score.steps.at if step.basis] if score.steps else []
    return max(named, key=order.index, default=None)


# ---------------------------------------------------------------- quantitative criteria


def _bullet(context: Context, result: CriterionResult) -> BulletRow | None:
    place = standing(context.assessment, result)
    if place is None or result.status == "not_applicable":
        return None
    words = context.words
    known = [limit for limit in place.limits if limit.threshold is not None]
    own = words.quantity(place.own, place.unit)
    steps = words.listed((_limit(context, place, limit) for limit in place.limits), separator="list.semicolon")
    following = place.following
    return BulletRow(
        id=result.id,
        title=words.name(place.name),
        own=own,
        known=place.own is not None,
        base=_limit(context, place, place.limits[0]) if place.limits else "",
        next=_next(context, place, following, complete=len(known) == len(place.limits)),
        lead=_limit(context, place, place.limits[-1]) if len(place.limits) > 1 else "",
        chart=bullet(
            words("alt.bullet", title=words.name(place.name), own=own, steps=steps),
            own=place.own,
            steps=[(limit.threshold, limit.share) for limit in known if limit.threshold is not None],
            following=following.threshold if following else None,
            higher=place.higher,
        ),
    )


def _limit(context: Context, place: Standing, limit: Limit) -> str:
    if limit.threshold is None:
        return context.words("not_published")
    return f"{limit.sign} {context.words.number(limit.threshold)}"


def _next(context: Context, place: Standing, following: Limit | None, *, complete: bool) -> str:
    if following is not None:
        return _limit(context, place, following)
    return context.words("group.reached") if complete and place.own is not None else context.words("unknown")
