"""Quantitative criteria as bullet bars: each indicator once, against the steps of every criterion that uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.planning.limits import Limit, Standing, merged
from assess.report.charts import bullet
from assess.report.model import BulletRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assess.report.context import Context
    from assess.scoring.result import CriterionResult


def build_bullets(context: Context, results: Iterable[CriterionResult]) -> tuple[BulletRow, ...]:
    """One row per indicator; the mandatory floor and the graded part of it share the row."""
    found: dict[str, list[tuple[str, Standing]]] = {}
    for result in results:
        place = context.standings.get(result.id) if result.status != "not_applicable" else None
        if place is not None:
            found.setdefault(place.name, []).append((result.id, place))
    return tuple(_row(context, places) for places in found.values())


def _row(context: Context, places: Sequence[tuple[str, Standing]]) -> BulletRow:
    words = context.words
    place = merged([standing for _, standing in places])
    known = [limit.threshold for limit in place.limits if limit.threshold is not None]
    own = words.quantity(place.own, place.unit)
    title = words.name(place.name)
    steps = words.listed((_limit(context, limit) for limit in place.limits), separator="list.semicolon")
    following = place.following
    return BulletRow(
        ids=tuple(id_ for id_, _ in places),
        title=title,
        own=own,
        known=place.own is not None,
        base=_limit(context, place.limits[0]),
        next=_next(context, place, complete=len(known) == len(place.limits)),
        lead=_limit(context, place.limits[-1]),
        chart=bullet(
            words("alt.bullet", title=title, own=own, steps=steps),
            own=place.own,
            limits=known,
            following=following.threshold if following else None,
            higher=place.higher,
        ),
    )


def _limit(context: Context, limit: Limit) -> str:
    if limit.threshold is None:
        return context.words("group.limit_missing")
    return context.words.limit(limit.sign, limit.threshold)


def _next(context: Context, place: Standing, *, complete: bool) -> str:
    if place.following is not None:
        return _limit(context, place.following)
    return context.words("group.reached" if complete else "group.limit_missing")
