"""Averages and spread: by principle over all factories, by industry division, by town."""

from __future__ import annotations

from assess.batch.portfolio.charts import box
from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import FEWEST, GroupShare, Part
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table
from assess.report.charts import Radar, radar

_FIRST, _N, _COVERED, _MEAN, _BOX = 17, 5, 8, 8, 12
"""Widths in percent of a part's columns; groups share the rest."""


def groups(context: Context) -> Section:
    """The radar with the table of groups, then industries and towns."""
    words, portfolio = context.words, context.portfolio
    notes = (words("masked.note" if portfolio.anonymised else "small.note", least=FEWEST),)
    tables = [_principles(context)]
    for key, parts in (("divisions", portfolio.divisions), ("towns", portfolio.towns)):
        tables.append(_parts(context, key, parts, notes))
    return Section(
        words("groups.title"), (words("groups.lead"),), tuple(tables), _radar(context), words("groups.legend")
    )


def _radar(context: Context) -> Radar | None:
    """None below three axes, which make no area."""
    words = context.words
    axes = [(_title(context, one.id), one.spread.mean_low, one.spread.mean_high) for one in context.portfolio.groups]
    shares = words.listed(
        (f"{title} {words.percent(low, 1)}–{words.percent(high, 1)} %" for title, low, high in axes),
        separator="list.semicolon",
    )
    return radar(words("alt.radar", shares=shares), axes, None) if len(axes) >= 3 else None


def _principles(context: Context) -> Table:
    words = context.words
    heads = (
        Head(words("col.group"), 34),
        Head(words("col.share"), 26, number=True),
        Head(words("col.median"), 16, number=True),
        Head(words("col.spread"), 24),
    )
    return Table("", heads, tuple(_principle(context, one) for one in context.portfolio.groups))


def _principle(context: Context, one: GroupShare) -> Row:
    words, spread = context.words, one.spread
    ends = [words.percent(value, 1) for value in (spread.mean_low, spread.mean_high)]
    return (
        Cell(_title(context, one.id)),
        Cell("–".join(dict.fromkeys(ends))),
        Cell(words.percent(spread.median, 1)),
        Cell("", box=box(context.quartiles(spread, percent=True), spread, 1.0)),
    )


def _parts(context: Context, key: str, parts: tuple[Part, ...], notes: tuple[str, ...]) -> Table:
    words, tiers = context.words, context.portfolio.stars
    order = [group.id for group in context.portfolio.groups]
    covered = (Head(words("col.covered"), _COVERED, number=True),) if tiers else ()
    rest = 100 - _FIRST - _N - _MEAN - _BOX - (_COVERED if tiers else 0)
    heads = (
        Head(words("col.industry" if key == "divisions" else "col.town"), _FIRST),
        Head(words("col.n"), _N, number=True),
        *covered,
        Head(words("col.mean"), _MEAN, number=True),
        Head(words("col.quartiles"), _BOX),
        *(Head(_title(context, group), rest // max(1, len(order)), number=True) for group in order),
    )
    rows = tuple(_part(context, key, part, order) for part in parts[: context.limit])
    remarks = (*notes, *context.cut(parts, factories=False))
    return Table(words(f"{key}.title"), heads, rows, words(f"{key}.lead"), remarks, "tight-cells")


def _part(context: Context, key: str, part: Part, order: list[str]) -> Row:
    words, total = context.words, part.total
    assert total is not None, "without points there is no such table"
    shares = {share.id: words.percent(share.spread.mean_low, 1) for share in part.shares}
    covered = (Cell(words.percent(part.covered_secured, part.n)),) if context.portfolio.stars else ()
    return (
        Cell(_name(context, key, part)),
        Cell(str(part.n)),
        *covered,
        Cell(words.points(total.mean_low)),
        Cell("", box=box(context.quartiles(total), total, context.portfolio.maximum)),
        *(Cell(shares.get(group, words("compare.dash"))) for group in order),
    )


def _name(context: Context, key: str, part: Part) -> str:
    if part.kind == "masked":
        return context.words("masked")
    if part.kind == "unnamed":
        return context.words("unnamed" if key == "divisions" else "unnamed.town")
    return context.division(part.key) if key == "divisions" else part.key


def _title(context: Context, group: str) -> str:
    return next((context.words.text(title) for id_, title in context.scheme.groups if id_ == group), group)
