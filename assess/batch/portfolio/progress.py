"""Where things are going: against the earlier run, and against targets."""

from __future__ import annotations

from collections.abc import Sequence

from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import Change, Line, Moved, TargetResult
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table

SHORT_DIGEST = 12
NAMED = 30
"""New and gone factories named on paper before the rest is counted."""
_SYMBOLS = {"met": ("✓", "met"), "possible": ("?", "unknown"), "short": ("×", "unmet"), "not_scored": ("—", "")}


def change(context: Context, found: Change) -> Section:
    """Counts, means, and who moved."""
    words, portfolio = context.words, context.portfolio
    lead = [
        words(
            "change.lead",
            before=found.n_before,
            periods=words.listed(map(str, found.periods_before)),
            now=portfolio.n,
            matched=found.matched,
            by_name=found.matched_by_name,
        ),
        words(
            "change.counts",
            risen=len(found.risen),
            fallen=len(found.fallen),
            same=found.same,
            new=len(found.new),
            gone=len(found.gone),
        ),
    ]
    if found.rulebooks_before != (portfolio.rulebook,):
        before = words.listed(digest[:SHORT_DIGEST] for digest in found.rulebooks_before)
        lead.append(words("change.rules", before=before or "–", now=portfolio.rulebook[:SHORT_DIGEST]))
    return Section(words("change.title"), tuple(lead), (_means(context, found), _moved(context, found)), new_page=False)


def _means(context: Context, found: Change) -> Table:
    words, n = context.words, context.portfolio.n
    heads = tuple(
        Head(words(key), width, number=key != "col.group")
        for key, width in (("col.group", 40), ("col.before", 20), ("col.now", 20), ("col.difference", 20))
    )
    rows = []
    if context.portfolio.stars:
        before, now = found.covered_before / max(1, found.n_before), context.portfolio.covered_secured / n
        rows.append(_mean(words("change.covered"), 100 * before, 100 * now, 1))
    if found.total_before is not None and found.total_now is not None:
        rows.append(_mean(words("change.total"), found.total_before, found.total_now, words.decimals))
    titles = dict(context.scheme.groups)
    for group in sorted(found.groups, key=lambda one: list(titles).index(one.id) if one.id in titles else len(titles)):
        title = f"{words.text(titles.get(group.id)) or group.id} %"
        rows.append(_mean(title, 100 * group.before, 100 * group.now, 1))
    return Table(words("change.means", matched=found.matched), heads, tuple(rows))


def _mean(title: str, before: float, now: float, decimals: int) -> Row:
    """The difference is that of the numbers shown."""
    shown = [f"{value:.{decimals}f}" for value in (before, now)]
    difference = float(shown[1]) - float(shown[0])
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return (Cell(title), *(Cell(text) for text in shown), Cell(f"{sign}{abs(difference):.{decimals}f}"))


def _moved(context: Context, found: Change) -> Table:
    words = context.words
    everyone = (*found.fallen, *found.risen)
    heads = (
        *context.who_heads,
        Head(words("col.star"), 24),
        Head(words("col.before"), 16, number=True),
        Head(words("col.now"), 16, number=True),
    )
    rows = tuple(_move(context, one) for one in everyone[: context.limit])
    notes = [*context.cut(everyone)]
    for key, lines in (("change.new", found.new), ("change.gone", found.gone)):
        if lines:
            notes.append(words(key, names=_names(context, lines)))
    return Table(
        words("change.moved"), heads, rows, "" if everyone else words("change.none"), tuple(notes)
    )  # fmt: skip


def _move(context: Context, one: Moved) -> Row:
    line = one.factory
    rose = line.secured > one.before
    step = f"{'↑' if rose else '↓'} {context.short_star(one.before)} → {context.short_star(line.secured)}"
    return (
        *context.who(line),
        Cell(step, "met" if rose else "unmet"),
        Cell(context.interval(one.low_before, one.low_before)),
        Cell(context.interval(line.low, line.low)),
    )


def _names(context: Context, lines: Sequence[Line]) -> str:
    return context.words.listed((line.name for line in lines), limit=min(NAMED, context.limit))


def targets(context: Context) -> Section:
    """One row per target."""
    words = context.words
    heads = (
        Head(words("col.target"), 46),
        Head(words("col.by"), 12),
        Head(words("col.number"), 10, number=True),
        Head(words("col.count"), 14, number=True),
        Head(words("col.state"), 18),
    )
    rows = tuple(_target(context, one) for one in context.portfolio.targets)
    table = Table("", heads, rows, look="targets")
    return Section(words("targets.title"), (words("targets.lead"),), (table,), new_page=False)


def _target(context: Context, one: TargetResult) -> Row:
    words, lang = context.words, context.words.lang
    symbol, look = _SYMBOLS[one.state]
    state = words(
        f"targets.state.{one.state}", **({"count": one.number - one.reachable} if one.state == "short" else {})
    )
    remarks = [
        words("targets.counts", scheme=one.scheme, stars=one.stars, basis=words.basis(one.counts_basis)),
        one.counts_note[lang] if one.counts_note is not None else "",
        words("targets.source", source=one.source, basis=words.basis(one.source_basis)),
        one.source_note[lang] if one.source_note is not None else "",
    ]
    sub = words.listed(filter(None, remarks), separator="list.semicolon")
    overdue = words("targets.overdue") if one.overdue else ""
    return (
        Cell(one.name[lang], sub=sub),
        Cell(one.by, sub=overdue),
        Cell(str(one.number)),
        Cell(f"{one.secured}–{one.reachable}" if one.secured != one.reachable else str(one.secured)),
        Cell(f"{symbol} {state}", look),
    )
