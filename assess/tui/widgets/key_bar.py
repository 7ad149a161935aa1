"""The last line: the keys that fit. They can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from assess.tui.commands import Command, footer, label
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.tui.app import FillApp


class KeyBar(Widget):
    """Never cut in the middle of a key: what does not fit is in the help."""

    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; }
    """

    def __init__(self, words: ScreenWords, without: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._words, self._without = words, without

    def render(self) -> RenderResult:
        """``F1 帮助  F3 下个未答  …``."""
        return Content.assemble(*(self._key(command) for command in self._commands()))

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        right = 0
        for command in self._commands():
            right += cell_len(label(command, self._words))
            if event.x < right:
                cast("FillApp", self.app).perform(command.action)
                return

    def _commands(self) -> list[Command]:
        return footer(self.size.width, self._words, without=self._without)

    def _key(self, command: Command) -> Content:
        name = label(command, self._words).removeprefix(f" {command.shown}")
        return Content.assemble(" ", (command.shown, "bold $text-accent"), name)
