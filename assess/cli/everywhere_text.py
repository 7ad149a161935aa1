"""All schemes on the screen: one table for each submission, with star, total, gates and what is missing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assess.cli.say import Say
from assess.cli.screen import Screen, table
from assess.report.everywhere import StandRow, stand_row
from assess.report.words import Words
from assess.wrap import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.language import Lang
    from assess.scoring.result import Assessment

_STYLES = {"met": "green", "unknown": "yellow", "unmet": "red"}
_NARROW = 22
"""Cells of the scheme's title on a terminal of 80 columns; wider ones give it a quarter."""


def show_all(assessments: Sequence[Assessment], lang: Lang) -> None:
    """One table for each submission, in the order given."""
    screen, previous = Screen(), None
    for start, assessment in enumerate(assessments):
        if assessment.submission is not previous:
            if previous is not None:
                screen.put("", Text("─" * screen.console.width, style="dim"), "")
            previous = assessment.submission
            _show([one for one in assessments[start:] if one.submission is previous], screen, lang)


def _show(assessments: Sequence[Assessment], screen: Screen, lang: Lang) -> None:
    first, say = assessments[0], Say(lang)
    words = Words(lang, 2, first.scheme.rulebook)
    period = say(f"{first.submission.period} 年度", str(first.submission.period))
    screen.put(Text.assemble((first.submission.factory.name, "bold"), f"  {period}"))
    if first.submission.factory.made_up:
        screen.put(Text(words("report.made_up"), style="bold red"))
    rows = table(4, wrap=3)
    rows.columns[0].no_wrap = False
    rows.columns[0].width = max(_NARROW, screen.console.width // 4) if screen.console.width >= 80 else None
    rows.add_row(*(Flow(words(f"stand.{name}"), "bold") for name in ("scheme", "total", "gates", "verdict")))
    for assessment in assessments:
        rows.add_row("")
        rows.add_row(*_cells(stand_row(assessment, lang), assessment, words))
    screen.put("", rows, "", Text(words("stand.legend"), style="dim"))


def _cells(row: StandRow, assessment: Assessment, words: Words) -> tuple[Flow | str, ...]:
    """Title with id, total, gates, and the verdict with what is missing first below it."""
    verdict = Text(row.verdict, _STYLES.get(row.kind, ""))
    if row.first:
        verdict = Text.assemble(verdict, "\n", (f"→ {row.first}", "dim"))
    nothing = words("stand.nothing")
    return (
        Flow(Text.assemble(row.title, "\n", (row.id, "dim"))),
        words.interval(assessment.total) if row.total else nothing,
        "\n".join(row.gates) or nothing,
        Flow(verdict),
    )
