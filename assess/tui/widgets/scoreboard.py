"""The scoreboard (计分牌): stars, the total as a bar against the cut-offs, gate lights, principle bars."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from assess.filling.session import Session
from assess.tui.widgets.board_lines import board
from assess.tui.words import ScreenWords

TALL = 30
"""From so many rows of the terminal on the scoreboard says more."""


class Scoreboard(Widget):
    """Always visible; shows one of the session's schemes."""

    DEFAULT_CSS = """
    Scoreboard { height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._session: Session | None = None
        self._words: ScreenWords | None = None
        self._lines: list[Content] = []
        self.number = 0

    def show(self, session: Session, words: ScreenWords) -> None:
        """Show the session's assessment as it is now."""
        self._session, self._words = session, words
        before = len(self._lines)
        self._lines = self._board(self.content_size.width)
        self.refresh(layout=len(self._lines) != before)

    def next_scheme(self) -> bool:
        """Show the next scheme; False when there is only one."""
        if self._session is None or self._words is None or len(self._session.assessments) < 2:
            return False
        self.number = (self.number + 1) % len(self._session.assessments)
        self.show(self._session, self._words)
        return True

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        self._lines = self._board(width)
        return len(self._lines)

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines)

    def _board(self, width: int) -> list[Content]:
        if self._session is None or self._words is None or width <= 0:
            return self._lines
        count = len(self._session.assessments)
        title = self._words.say("board.scheme", number=self.number + 1, count=count) if count > 1 else ""
        tall = self.app.size.height >= TALL
        return board(self._session.assessments[self.number], self._words, width, tall=tall, title=title)
