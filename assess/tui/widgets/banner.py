"""One line under the scoreboard while nothing can be answered: why, and what to do about it."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from assess.filling.session import Session
from assess.tui.words import ScreenWords
from assess.wrap import lines


class Banner(Widget):
    """Not there at all while answers are taken."""

    DEFAULT_CSS = """
    Banner { height: auto; padding: 0 1; display: none; color: $text-warning; background: $panel; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, session: Session, words: ScreenWords) -> None:
        """Show the reason, if there is one."""
        problem = session.read_only
        text = "" if problem is None else words.report.sentences((problem.what(words.lang), problem.mend(words.lang)))
        if text != self._text:
            self._text, self.display = text, bool(text)
            self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The reason, with line breaks that suit Chinese."""
        width = max(self.content_size.width, 20)
        return Content("\n".join(self._text[a:b] for a, b in lines(self._text, width)))
