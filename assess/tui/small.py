"""What a terminal shows that is too small for the form."""

from __future__ import annotations

from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from assess.tui.words import ScreenWords
from assess.wrap import lines

COLUMNS, ROWS = 60, 18
"""The smallest terminal in which everything can be reached."""


class SmallScreen(ModalScreen[None]):
    """Stands on top of everything until there is room again; what is below keeps its state."""

    DEFAULT_CSS = """
    SmallScreen { background: $background; align: center middle; }
    """

    def __init__(self, words: ScreenWords) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """The message."""
        yield _Message(self._words)


class _Message(Widget):
    DEFAULT_CSS = """
    _Message { padding: 0 1; }
    """

    def __init__(self, words: ScreenWords) -> None:
        super().__init__()
        self._words = words

    def render(self) -> RenderResult:
        size = self.app.size
        text = self._words.say("small.text", width=COLUMNS, height=ROWS, columns=size.width, rows=size.height)
        wrapped = "\n".join(text[start:end] for start, end in lines(text, self.content_size.width))
        return Content.assemble((self._words.say("small.title"), "bold"), "\n", wrapped)
