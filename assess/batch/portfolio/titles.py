"""The list of titles that end or are due for review (称号到期、复核), with the rules that say so."""

from __future__ import annotations

from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import TitleDue, TitlesHeld
from assess.batch.portfolio.page import Cell, Head, Row, Section, Table
from assess.rulebook.ladder import Term
from assess.rulebook.ladders import climb

_LOOKS = {"expired": ("×", "unmet"), "review_due": ("!", "unknown"), "valid": ("·", "")}


def titles(context: Context, held: TitlesHeld) -> Section:
    """The earliest first; without names where names are masked."""
    words, found = context.words, held.due
    lead = [words("titles.lead", factories=held.factories)]
    if not held.count:
        lead.append(words("titles.none"))
    elif not found:
        lead.append(words("titles.masked", count=held.count))
    if held.unpublished:
        lead.append(words("titles.unpublished", count=held.unpublished))
    heads = (
        *context.who_heads,
        Head(words("col.title"), 22),
        Head(words("col.until"), 14),
        Head(words("col.state"), 20),
    )
    rows = tuple(_row(context, one) for one in found[: context.limit])
    notes = (*context.cut(found, factories=False), *_rules(context, found))
    return Section(words("titles.title"), tuple(lead), (Table("", heads, rows, notes=notes),), new_page=False)


def _row(context: Context, one: TitleDue) -> Row:
    words = context.words
    mark, look = _LOOKS[one.state]
    term = _term(context, one)
    key = f"titles.{one.state}" if one.state != "valid" or term is None else f"titles.valid.{term.kind}"
    return (
        *context.who(one.factory),
        Cell(words(f"level.{one.level}")),
        Cell(one.until),
        Cell(f"{mark} {words(key)}", look),
    )


def _rules(context: Context, found: tuple[TitleDue, ...]) -> tuple[str, ...]:
    """Where the terms of the listed titles come from, each once."""
    words, book = context.words, context.scheme.rulebook
    told: dict[str, None] = {}
    for one in found[: context.limit]:
        term = _term(context, one)
        if term is not None:
            place = f"{words.text(book.ladders[one.ladder].title)} {words(f'level.{one.level}')}"
            source = f"{words.source(term.source)}{words.aside(words.basis(term.source.basis))}"
            told[words("titles.rule", place=place, term=words.text(term.text), source=source)] = None
    return tuple(told)


def _term(context: Context, one: TitleDue) -> Term | None:
    """The rule of the rung that the title stands on."""
    book = context.scheme.rulebook
    return next(level.term for level in climb(book.ladders[one.ladder], book.ladders) if level.id == one.level)
