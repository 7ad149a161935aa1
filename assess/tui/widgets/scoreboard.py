"""The scoreboard (计分牌): stars, the total as a bar against the cut-offs, gate lights, principle bars."""

from __future__ import annotations

from textual.widgets import Static

from assess.filling.session import Session
from assess.tui.words import ScreenWords


class Scoreboard(Static):
    """Always visible; one leading scheme at a time."""

    def show(self, session: Session, words: ScreenWords) -> None:
        """Show the session's assessments."""
        self.update(words.report.of(session.assessment.total))
