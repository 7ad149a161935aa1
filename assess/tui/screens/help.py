"""The help (帮助): every key, the signs, how numbers are written, what the stars mean, what is saved where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from assess.report.paths import REPORTS
from assess.tui.commands import COMMANDS, GROUPS, Command
from assess.tui.screens.base import Side
from assess.tui.screens.rows import Behind
from assess.wrap import Flow

SIGNS = (
    ("✓", "answered"), ("○", "unknown"), ("–", "not_applicable"), ("✗", "wrong"), ("?", "unverified"), ("!", "warning"),
    ("█", "earned"), ("▒", "open"), ("·", "lost"),
)  # fmt: skip
NUMBERS = (
    ("450万度", "power"), ("4,500 MWh", "grouped"), ("１２．５％", "wide"), ("1.2 亿元", "money"), ("35 亩", "area"),
    ("是 / 否", "yes_no"), ("2024-06-30", "date"),
)  # fmt: skip
"""What people may type, each with what it shows. A test reads them all."""


class HelpScreen(Side[None]):
    """One long page; scrolls."""

    name_: ClassVar[str] = "help"
    DEFAULT_CSS = """
    HelpScreen > VerticalScroll { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    HelpScreen > VerticalScroll > Static { height: auto; }
    """

    def body(self) -> ComposeResult:
        """The page."""
        with VerticalScroll():
            yield Static(Group(*self._page()))

    def on_mount(self) -> None:
        """Arrows and page keys scroll at once."""
        self.query_one(VerticalScroll).focus()

    def _page(self) -> Iterator[RenderableType]:
        keys = max(cell_len(one.shown) for one in COMMANDS)
        for group in GROUPS:
            yield from self._title(self.say(f"keys.{group}"), first=group == GROUPS[0])
            yield from self._rows([self._key(one) for one in COMMANDS if one.group == group], keys)
        yield from self._title(self.say("help.signs"))
        yield from self._rows([(sign, self.say(f"help.sign.{name}")) for sign, name in SIGNS])
        yield from self._title(self.say("help.numbers"))
        yield Flow(self.say("help.numbers.lead"))
        yield from self._rows([(typed, self.say(f"help.number.{name}")) for typed, name in NUMBERS])
        yield from self._title(self.say("help.stars"))
        yield from map(
            Flow, (self.say("help.stars.secured"), self.say("help.stars.reachable"), self.say("help.stars.not"))
        )
        yield from self._title(self.say("help.files"))
        path = _shown(self.session.store.path)
        yield from map(
            Flow,
            (
                self.say("help.files.saved", file=path),
                self.say("help.files.journal"),
                self.say("help.files.evidence"),
                self.say("help.files.reports", folder=f"{REPORTS}/"),
            ),
        )

    def _title(self, text: str, *, first: bool = False) -> Iterator[RenderableType]:
        if not first:
            yield Text("")
        yield Text(text, style="bold underline")

    def _key(self, command: Command) -> tuple[str, str]:
        title, help_ = command.title(self.words), command.help(self.words)
        return command.shown, f"{title}{self.words.report('colon')}{help_}"

    def _rows(self, rows: list[tuple[str, str]], least: int = 0) -> Iterator[RenderableType]:
        """Two columns, the first of at least so many cells; the second wraps within itself."""
        width = max(least, *(cell_len(first) for first, _ in rows)) + 2
        for first, text in rows:
            yield Behind(first + " " * (width - cell_len(first)), " " * width, Text(text), style="bold")


def _shown(path: Path) -> Path:
    """Relative to the folder one works in, when it lies below."""
    full, here = path.absolute(), Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else path
