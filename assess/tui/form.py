"""The form: scoreboard on top, navigation on the left where there is room, one question pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Footer

from assess.tui.widgets.navigation import Navigation
from assess.tui.widgets.question_pane import QuestionPane
from assess.tui.widgets.scoreboard import Scoreboard

if TYPE_CHECKING:
    from assess.tui.app import FillApp


class FormScreen(Screen[None]):
    """Shows the session; ``question_id`` is the question in the pane."""

    def compose(self) -> ComposeResult:
        """Scoreboard, navigation, pane, keys."""
        yield Scoreboard()
        with Horizontal():
            yield Navigation()
            yield QuestionPane()
        yield Footer()

    @property
    def fill(self) -> FillApp:
        """The application, with its session and words."""
        return cast("FillApp", self.app)

    @property
    def question_id(self) -> str:
        """The question in the pane."""
        return self.query_one(QuestionPane).question_id

    def on_mount(self) -> None:
        """Begin at the first question that is open."""
        session = self.fill.session
        self.show()
        self.go(session.next_open() or session.questionnaire.questions[0].id)

    def show(self) -> None:
        """Show the session anew."""
        session, words = self.fill.session, self.fill.words
        self.query_one(Scoreboard).show(session, words)
        self.query_one(Navigation).show(session, words)
        self.query_one(QuestionPane).refresh_from(session, words)

    def go(self, question_id: str) -> None:
        """Put a question into the pane; what was typed at the last one is committed first."""
        pane = self.query_one(QuestionPane)
        pane.leave()
        pane.ask(question_id)
        self.query_one(Navigation).mark(question_id)

    def step(self, by: int) -> None:
        """The question ``by`` places further, within the questionnaire."""
        asked = self.fill.session.questionnaire.questions
        number = self.fill.session.questionnaire.number(self.question_id) + by
        if 0 <= number < len(asked):
            self.go(asked[number].id)

    def on_navigation_chosen(self, message: Navigation.Chosen) -> None:
        """A question picked in the tree."""
        self.go(message.question_id)

    def on_question_pane_committed(self, message: QuestionPane.Committed) -> None:
        """An answer given in the pane."""
        self.fill.commit(message.question_id, message.entry)
        if message.advance:
            self.step(1)
