"""The terminal: one console for data, tables that fit 80 columns, bars and stars. Rich is imported only when shown."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assess.scoring.result import Interval

STARS = 5
BAR = 20
"""Cells of a bar."""


def console() -> Console:
    """Prints to stdout as it is at this moment; nothing in a file is ever taken for markup."""
    return Console(markup=False, highlight=False, emoji=False, soft_wrap=False)


def table(*columns: str, right: tuple[int, ...] = (), stretch: int | None = None) -> Table:
    """A plain table without lines; columns numbered in ``right`` are aligned to the right, ``stretch`` may wrap."""
    found = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", show_header=any(columns))
    for index, title in enumerate(columns):
        found.add_column(
            Text(title),
            justify="right" if index in right else "left",
            no_wrap=index != stretch,
            overflow="fold",
            ratio=1 if index == stretch else None,
        )
    return found


def bar(points: Interval) -> Text:
    """█ earned, ▒ still open, · lost; whole cells, and never full unless everything is earned."""
    if points.max <= 0:
        return Text(" " * BAR)
    earned = int(BAR * points.low / points.max + 1e-9)
    open_ = int(BAR * points.high / points.max + 1e-9) - earned
    return Text.assemble(
        ("█" * earned, "green"), ("▒" * open_, "yellow"), ("·" * (BAR - earned - open_), "dim")
    )


def stars(count: int) -> Text:
    """``★★★☆☆``."""
    return Text.assemble(("★" * count, "yellow"), ("☆" * (STARS - count), "dim"))
