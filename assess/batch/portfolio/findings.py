"""What many factories lack: the most common gaps, the unknowns that hide most, gates that fail."""

from __future__ import annotations

from dataclasses import replace

from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import GapCount, GateCount, UnknownCount
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table
from assess.report.charts import bar

TOP = 20
"""Rows of a table of criteria or facts on paper; the web page and the JSON have all."""


def findings(context: Context) -> Section:
    """Gaps, unknowns and gates in one chapter; only gates where nothing is scored."""
    if not context.portfolio.scores:
        return Section(context.words("gates.title"), (), (replace(_gates(context), title=""),), new_page=False)
    return Section(context.words("gaps.title"), (), (_gaps(context), _unknowns(context), _gates(context)))


def _top(context: Context) -> int:
    return min(TOP, context.limit) if context.limit < 1000 else context.limit


def _gaps(context: Context) -> Table:
    words, found = context.words, context.portfolio.gaps
    heads = (
        Head(words("col.criterion"), 46),
        Head(words("col.factories"), 14, number=True),
        Head("", 16),
        Head(words("col.lost"), 13, number=True),
        Head(words("col.per"), 11, number=True),
    )
    rows = tuple(_gap(context, one) for one in found[: _top(context)])
    return Table("", heads, rows, words("gaps.lead"), _rest(context, len(found)), "gaps")


def _gap(context: Context, one: GapCount) -> Row:
    words = context.words
    item = next((item.model for item in context.scheme.criteria if item.model.id == one.id), None)
    title = one.id if item is None else f"{one.id} {words.text(item.title)}"
    title += words.aside(words("mandatory")) if item is not None and item.mandatory else ""
    lost, each = words.points(one.lost), words.points(one.lost / one.factories)
    return (Cell(title), *_count(context, one.factories), Cell(lost), Cell(each))


def _unknowns(context: Context) -> Table:
    words, found = context.words, context.portfolio.unknowns
    heads = (
        Head(words("col.fact"), 57),
        Head(words("col.factories"), 14, number=True),
        Head("", 16),
        Head(words("col.open"), 13, number=True),
    )
    rows = tuple(_unknown(context, one) for one in found[: _top(context)])
    lead = words("unknowns.lead" if found else "unknowns.none")
    return Table(words("unknowns.title"), heads, rows, lead, _rest(context, len(found)), "gaps")


def _unknown(context: Context, one: UnknownCount) -> Row:
    words = context.words
    return (Cell(words.name(one.id), sub=one.id), *_count(context, one.factories), Cell(words.points(one.open)))


def _gates(context: Context) -> Table:
    words, found = context.words, context.portfolio.gates
    heads = (
        Head(words("col.gate"), 70),
        Head(words("col.failed"), 15, number=True),
        Head(words("col.unknown"), 15, number=True),
    )
    rows = tuple(_gate(context, one) for one in found)
    return Table(
        words("gates.title"),
        heads,
        rows,
        "" if found else words("gates.none" if context.scheme.gates else "gates.no_such"),
    )


def _gate(context: Context, one: GateCount) -> Row:
    gate = next((gate.model for gate in context.scheme.gates if gate.model.id == one.id), None)
    title = one.id if gate is None else f"{one.id} {context.words.text(gate.title)}"
    return (Cell(title), Cell(str(one.failed)), Cell(str(one.unknown)))


def _count(context: Context, factories: int) -> Row:
    """The number and its bar."""
    n = context.portfolio.n
    alt = context.words("alt.count", count=factories, n=n)
    shown = f"{factories} · {context.words.percent(factories, n)} %"
    return (Cell(shown), Cell("", bar=bar(alt, factories, factories, n)))


def _rest(context: Context, count: int) -> tuple[str, ...]:
    shown = _top(context)
    return (context.words("more.rows", shown=shown, more=count - shown),) if count > shown else ()
