"""The end of the page: files that could not be read, and what the page is and is not."""

from __future__ import annotations

from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import FEWEST, Unread
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table
from assess.messages import CATALOG


def unread(context: Context) -> Section:
    """By file; anonymised only by kind of problem."""
    words, portfolio = context.words, context.portfolio
    if portfolio.anonymised:
        heads = (
            Head(words("col.code"), 12),
            Head(words("col.problem"), 73),
            Head(words("col.file"), 15, number=True),
        )
        rows: tuple[Row, ...] = tuple(
            (Cell(code), Cell(_kind(context, code)), Cell(str(count))) for code, count in portfolio.unread_codes.items()
        )
        table = Table("", heads, rows)
    else:
        found = portfolio.unread or ()
        heads = (Head(words("col.file"), 38), Head(words("col.code"), 10), Head(words("col.problem"), 52))
        rows = tuple(_unread(context, one) for one in found[: context.limit])
        table = Table("", heads, rows, notes=context.cut(found, factories=False))
    return Section(words("unread.title"), (words("unread.lead"),), (table,), new_page=False)


def _unread(context: Context, one: Unread) -> Row:
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
    more = context.words("unread.more", count=one.problems) if one.problems > 1 else ""
    return (Cell(place), Cell(one.code), Cell(f"{one.what}{more}"))


def _kind(context: Context, code: str) -> str:
    """How to mend this kind of problem; what is wrong would repeat what the file says."""
    return CATALOG[code].mend(context.words.lang) if code in CATALOG and "{" not in CATALOG[code].mend("en") else ""


def about(context: Context) -> Section:
    """What the page is, what it leaves out, and how sure its cut-offs are."""
    words, portfolio = context.words, context.portfolio
    lines = [words("about.is"), words("about.unknown")]
    if context.tiers:
        cutoffs = words.listed(
            words(
                "about.cutoff",
                stars=tier.stars,
                total=words.number(tier.total),
                basis=words.basis(tier.source.basis),
            )
            for tier in context.tiers
            if tier.total is not None
        )
        lines.append(words("about.cutoffs", cutoffs=cutoffs or words("about.cutoffs.none")))
    if portfolio.older_rows:
        lines.append(words("about.older", count=portfolio.older_rows))
    if portfolio.twice:
        lines.append(words("about.twice", count=portfolio.twice))
    if portfolio.titles is None or not portfolio.titles.factories:
        lines.append(words("about.titles.older" if portfolio.titles is None else "about.titles.none"))
    lines += [words("about.versions", versions=words.listed(portfolio.versions))]
    if portfolio.anonymised:
        lines.append(words("about.anonymised", least=FEWEST))
    return Section(words("about.title"), tuple(lines), (), new_page=False)
