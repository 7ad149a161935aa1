"""The edition lens on the screen, in the words of the report's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assess.cli.screen import Screen, table
from assess.report.edition_lens import LensPage, Years, build_lens
from assess.report.words import Words
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.planning.lens import Lens


def show(found: Lens, lang: Lang) -> None:
    """Both editions by principle, then two years if there are."""
    screen, page = Screen(), build_lens(found, lang)
    words = Words(lang, 2, found.new.scheme.rulebook)
    factory = found.new.submission.factory
    screen.put(Text.assemble((factory.name, "bold"), f"  {found.new.submission.period}"))
    if factory.made_up:
        screen.put(Text(words("report.made_up"), style="bold red"))
    screen.put(*page.lead, "")
    _editions(page, screen, words)
    if page.years is not None:
        _years(page.years, screen, words)
    screen.put("", Text(words("lens.exact"), style="dim"))


def _editions(page: LensPage, screen: Screen, words: Words) -> None:
    rows = table(5, right=(3, 4), wrap=0)
    heads = [words(f"lens.{name}") for name in ("principle", "old", "new")]
    changes = [f"± {words(f'lens.{name}')}" for name in ("secured", "reachable")]
    rows.add_row(*(Text(head, "bold") for head in (*heads, *changes)))
    for row in (*page.rows, page.total):
        style = "bold" if row is page.total else ""
        rows.add_row(
            Flow(row.title, style), *(Text(text, style) for text in (row.old, row.new, row.secured, row.reachable))
        )
    screen.put(rows)


def _years(years: Years, screen: Screen, words: Words) -> None:
    screen.title(words("lens.years"))
    screen.put(Text(words("lens.years.lead"), style="dim"), *([Text(years.note, "yellow")] if years.note else []), "")
    totals = table(3)
    totals.add_row(*(Text(words(f"lens.{name}"), "bold") for name in ("year", "old", "new")))
    for row in years.totals:
        totals.add_row(*row)
    steps = table(3, right=(1, 2), wrap=0)
    steps.add_row(*(Text(words(f"lens.{name}"), "bold") for name in ("step", "secured", "reachable")))
    for step in years.steps:
        steps.add_row(Flow(step.title), step.secured, step.reachable)
    screen.put(totals, "", steps)
