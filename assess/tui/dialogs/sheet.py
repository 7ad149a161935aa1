"""The frame of every dialog: a sheet over the lower part of the screen, as wide as the screen.

It has a line above and nothing at its sides, so that nothing stands to the right of an input.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from assess.tui.pane.rule import RuleLine
from assess.tui.words import ScreenWords
from assess.wrap import Flow

T = TypeVar("T")


class SheetBody(VerticalScroll, can_focus=False):
    """What is on the sheet; it scrolls when the screen is too low."""


class Sheet(ModalScreen[T]):
    """Esc cancels, Ctrl+S accepts. ``fields`` gives what stands on it."""

    DEFAULT_CSS: ClassVar[str] = """
    Sheet { align: left bottom; background: $background 50%; }
    Sheet SheetBody {
        width: 100%;
        height: auto;
        max-height: 100%;
        background: $surface;
        padding: 0 0 0 1;
        scrollbar-size-vertical: 0;
    }
    Sheet .title { text-style: bold; height: auto; }
    Sheet .label { height: auto; color: $text-muted; }
    Sheet .said { height: auto; padding: 0 0 0 2; color: $text-muted; display: none; }
    Sheet .said.-ok { color: $text-success; }
    Sheet .said.-wrong { color: $text-error; text-style: bold; }
    Sheet .keys { height: auto; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+s", "accept", show=False),
    ]

    def __init__(self, title: str, keys: str, words: ScreenWords) -> None:
        super().__init__()
        self._heading, self._keys, self._words = title, keys, words

    def compose(self) -> ComposeResult:
        """Line, title, content, keys."""
        with SheetBody():
            yield RuleLine()
            yield Static(Flow(self._heading), classes="title")
            yield from self.fields()
            yield Static(Flow(self._words.say(self._keys)), classes="keys")

    def fields(self) -> ComposeResult:
        """What stands between title and keys."""
        yield Widget()

    def say(self, name: str, text: str, tone: str = "hint") -> None:
        """Show a remark below a field; an empty one takes no room."""
        said = self.query_one(f"#{name}", Static)
        said.display = bool(text)
        said.set_classes(f"said -{tone}")
        said.update(Flow(text))

    def action_cancel(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)

    def action_accept(self) -> None:
        """Close with what was filled in."""
        raise NotImplementedError
