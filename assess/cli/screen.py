"""The terminal: tables that fit 80 columns, bars and stars. Rich is imported only when something is shown."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from assess.cli import out
from assess.scoring.result import Interval
from assess.wrap import Flow

STARS = 5
BAR = 20
"""Cells of a bar."""


class Screen:
    """Prints to stdout as it is at this moment; nothing that a file holds is ever taken for markup."""

    def __init__(self) -> None:
        self.console = Console(markup=False, highlight=False, emoji=False)

    def put(self, *parts: RenderableType) -> None:
        """Print each part on its own lines, without blanks at their ends; plain text wraps as Chinese needs it."""
        for part in parts:
            with self.console.capture() as printed:
                self.console.print(Flow(part) if isinstance(part, str | Text) else part)
            out.data("\n".join(line.rstrip() for line in printed.get().split("\n")))

    def title(self, text: str) -> None:
        """A heading with an empty line above."""
        self.put("", Text(text, style="bold"))


def table(columns: int, *, right: tuple[int, ...] = (), wrap: int | None = None) -> Table:
    """A plain table without lines; columns in ``right`` are aligned to the right, the one named by ``wrap`` may wrap."""
    found = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for index in range(columns):
        found.add_column(justify="right" if index in right else "left", no_wrap=index != wrap)
    return found


def bar(points: Interval) -> Text:
    """█ earned, ▒ still open, · lost; whole cells, and never full unless everything is earned."""
    if points.max <= 0:
        return Text(" " * BAR)
    earned = int(BAR * points.low / points.max + 1e-9)
    open_ = int(BAR * points.high / points.max + 1e-9) - earned
    return Text.assemble(("█" * earned, "green"), ("▒" * open_, "yellow"), ("·" * (BAR - earned - open_), "dim"))


def stars(count: int) -> Text:
    """``★★★☆☆``."""
    return Text.assemble(("★" * count, "yellow"), ("☆" * (STARS - count), "dim"))
