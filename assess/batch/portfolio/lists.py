"""Lists of factories: below the lowest star (反向倒逼), and within reach of the next one."""

from __future__ import annotations

from collections.abc import Sequence

from assess.batch.portfolio.context import NAMES, Context
from assess.batch.portfolio.model import NEAR, BelowLine, NearLine
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table

_KINDS = ("gate", "mandatory")


def below(context: Context) -> Section:
    """Sure ones first."""
    words, found = context.words, context.portfolio.below
    scheme = context.scheme.model
    lead = words("below.none") if not found else ""
    if found and scheme.below_lowest is not None:
        lead = words("below.lead", consequence=words.text(scheme.below_lowest.consequence))
    leads = [lead, words("below.possible.lead") if any(one.standing == "possible" for one in found) else ""]
    heads = (
        *context.who_heads,
        Head(words("col.total"), 14, number=True),
        Head(words("col.state"), 11),
        Head(words("col.why"), 31),
    )
    rows = tuple(_below(context, one) for one in found[: context.limit])
    table = Table("", heads, rows, notes=context.cut(found))
    return Section(words("below.title", label=context.star(0)), tuple(filter(None, leads)), (table,))


def _below(context: Context, one: BelowLine) -> Row:
    words, line = context.words, one.factory
    mark = Cell(f"× {words('below.sure')}", "unmet")
    if one.standing == "possible":
        mark = Cell(f"? {words('below.possible')}", "unknown")
    total = Cell(context.interval(line.low, line.high))
    return (*context.who(line), total, mark, Cell(_why_below(context, one)))


def _why_below(context: Context, one: BelowLine) -> str:
    """Gates by name; else the points, else that something is open."""
    words, cutoff = context.words, context.tiers[0].total
    parts = [
        words(f"below.{key}", names=_gates(context, ids))
        for key, ids in (("gates_failed", one.gates_failed), ("gates_unknown", one.gates_unknown))
        if ids
    ]
    high = one.factory.high
    if cutoff is not None and high is not None and high < cutoff:
        parts.append(words("below.points", cutoff=words.number(cutoff)))
    if not parts:
        parts.append(words("below.open" if one.standing == "possible" else "below.other"))
    return words.listed(parts, separator="list.semicolon")


def near(context: Context) -> Section:
    """The fewest points first."""
    words, found = context.words, context.portfolio.near
    lead = words("near.lead", near=f"{NEAR:g}") if found else words("near.none")
    heads = (
        *context.who_heads,
        Head(words("col.next"), 12),
        Head(words("col.short"), 12, number=True),
        Head(words("col.others"), 32),
    )
    rows = tuple(_near(context, one) for one in found[: context.limit])
    return Section(words("near.title"), (lead,), (Table("", heads, rows, notes=context.cut(found)),), new_page=False)


def _near(context: Context, one: NearLine) -> Row:
    words, line = context.words, one.factory
    step = f"{context.short_star(line.secured)} → {one.stars}★"
    others = Cell(_others(context, one) or words("near.only"), sub=words("near.answers") if one.by_answers else "")
    return (*context.who(line), Cell(step), Cell(words.points(one.short)), others)


def _others(context: Context, one: NearLine) -> str:
    """Codes of ``tier.missing`` in words."""
    words = context.words
    split = [code.partition(":") for code in one.others]
    titles = {item.model.id: item.model.title for item in context.scheme.criteria}
    parts = []
    for kind in _KINDS:
        ids = [id_ for name, _, id_ in split if name == kind]
        if ids and kind == "gate":
            parts.append(words("near.gate", names=_gates(context, ids)))
        elif ids:
            names = words.listed((f"{id_} {words.text(titles.get(id_))}".rstrip() for id_ in ids), limit=NAMES)
            parts.append(words("near.mandatory", names=names))
    if any(name == "requires" for name, _, _ in split):
        tier = next(tier for tier in context.tiers if tier.stars == one.stars)
        parts.append(words.text(tier.requires_text) or str(tier.requires))
    return words.listed(parts, separator="list.semicolon")


def _gates(context: Context, ids: Sequence[str]) -> str:
    titles = {gate.model.id: gate.model.title for gate in context.scheme.gates}
    return context.words.listed((f"{id_} {context.words.text(titles.get(id_))}".rstrip() for id_ in ids), limit=NAMES)
