"""The form: scoreboard on top, contents on the left where there is room, one question pane, status and keys below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from assess.errors import AssessError
from assess.tui.commands import bindings
from assess.tui.course import Course
from assess.tui.widgets.banner import Banner
from assess.tui.widgets.key_bar import KeyBar
from assess.tui.widgets.navigation import Navigation
from assess.tui.widgets.question_pane import QuestionPane
from assess.tui.widgets.scoreboard import Scoreboard
from assess.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from assess.tui.app import FillApp

SIDE_BY_SIDE = 100
"""From so many columns on contents and pane stand beside each other; below, the contents open over the pane."""


class FormScreen(Screen[None]):
    """Shows the session; ``question_id`` is the question in the pane."""

    AUTO_FOCUS = ""  # the answer's line gets it; the contents would have it first
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("form")]

    def __init__(self) -> None:
        super().__init__()
        self._course = Course()

    def compose(self) -> ComposeResult:
        """Scoreboard, contents, pane, status, keys."""
        yield Scoreboard()
        yield Banner()
        with Horizontal(id="body"):
            yield Navigation()
            yield QuestionPane()
        yield StatusLine()
        yield KeyBar(self.fill.words, without=() if len(self.fill.session.schemes) > 1 else ("scheme",))

    @property
    def fill(self) -> FillApp:
        """The application, with its session and words."""
        return cast("FillApp", self.app)

    @property
    def pane(self) -> QuestionPane:
        """Where questions are answered."""
        return self.query_one(QuestionPane)

    @property
    def question_id(self) -> str:
        """The question in the pane."""
        return self.pane.question_id

    @property
    def whole(self) -> bool:
        """Whether all parts are there: a save may end before they have come, or after they have gone."""
        return bool(self.query(KeyBar))

    def on_mount(self) -> None:
        """Begin at the first question that is open."""
        session = self.fill.session
        self._fit(self.app.size.width)
        self.show()
        self.go(session.next_open() or session.questionnaire.questions[0].id)

    # ---------------------------------------------------------------- showing

    def show(self) -> None:
        """Show the session anew."""
        session, words = self.fill.session, self.fill.words
        self.query_one(Scoreboard).show(session, words)
        self.query_one(Banner).show(session, words)
        self.query_one(Navigation).show(session, words)
        self.pane.refresh_from(session, words)
        self.show_status()

    def show_status(self) -> None:
        """Show what is saved and what needs a look."""
        self.query_one(StatusLine).show(self.fill.session, self.fill.words)

    def say(self, key: str = "", **values: object) -> None:
        """A remark on the status line until the next step."""
        self.query_one(StatusLine).say(self.fill.words.say(key, **values) if key else "")

    def go(self, question_id: str) -> None:
        """Put a question into the pane; what was typed at the last one is committed first."""
        self.pane.leave()
        self.say()
        self.pane.ask(question_id)
        self.query_one(Navigation).mark(question_id)
        self.show_status()

    def wander(self, question_id: str) -> None:
        """Go where the person wants to, which ends going by value."""
        self._course.by_value = False
        self.go(question_id)

    def on_resize(self, event: events.Resize) -> None:
        """Room has changed."""
        self._fit(event.size.width)

    def _fit(self, columns: int) -> None:
        """Contents beside the pane, or hidden until asked for."""
        self.set_class(columns < SIDE_BY_SIDE, "-narrow")
        self.query_one(Navigation).styles.width = _navigation_width(columns)

    # ---------------------------------------------------------------- answers

    def on_question_pane_committed(self, message: QuestionPane.Committed) -> None:
        """An answer given in the pane."""
        self.fill.commit(message.question_id, message.entry)
        if message.advance:
            self.advance()

    def advance(self) -> None:
        """What comes after Enter; see :mod:`assess.tui.course`."""
        if self._course.by_value:
            self._offer()
        else:
            self._step(1)

    def _step(self, by: int) -> None:
        """The question ``by`` places further, within the questionnaire."""
        asked = self.fill.session.questionnaire.questions
        number = self.fill.session.questionnaire.number(self.question_id) + by
        if 0 <= number < len(asked):
            self.go(asked[number].id)
        else:
            self.say("said.last" if by > 0 else "said.first")

    def _offer(self) -> None:
        """The most valuable question, and why it is."""
        found = self._course.offer(self.fill.session)
        if found is None:
            self.say("said.nothing_open")
            return
        self.go(found.question_id)
        self.say(found.remark, points=self.fill.words.report.points(found.worth))

    # ---------------------------------------------------------------- keys: moving

    def action_next(self) -> None:
        """The next question of the questionnaire."""
        self._course.by_value = False
        self._step(1)

    def action_previous(self) -> None:
        """The question before."""
        self._course.by_value = False
        self._step(-1)

    def action_next_open(self) -> None:
        """The next question without an answer."""
        self.pane.leave()
        found = self.fill.session.next_open(self.question_id)
        if found is None:
            self.say("said.nothing_open")
        else:
            self.wander(found)

    def action_most_valuable(self) -> None:
        """The question that narrows the total most."""
        self.pane.leave()
        self._course.by_value = True
        self._offer()

    def action_navigation(self) -> None:
        """Into the contents, and back."""
        navigation = self.query_one(Navigation)
        if navigation.has_focus:
            self._to_pane()
        else:
            self.add_class("-contents")
            navigation.focus()

    def action_to_pane(self) -> None:
        """From the contents back to the question."""
        self._to_pane()

    def on_navigation_chosen(self, message: Navigation.Chosen) -> None:
        """A question picked in the contents."""
        self._to_pane()
        self.wander(message.question_id)

    def _to_pane(self) -> None:
        self.remove_class("-contents")
        first = next((one for one in self.pane.query("*") if one.focusable), None)
        if first is not None:
            first.focus()

    # ---------------------------------------------------------------- keys: undoing, looking

    def action_undo(self) -> None:
        """Take the last change back and show its question."""
        self._travel(forward=False)

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._travel(forward=True)

    def _travel(self, *, forward: bool) -> None:
        self.pane.leave()
        session = self.fill.session
        try:
            found = session.redo() if forward else session.undo()
        except AssessError as error:
            self.fill.say_problem(error)
            return
        if found is None:
            self.say("said.nothing_to_redo" if forward else "said.nothing_to_undo")
            return
        self.fill.changed()
        self.wander(found)
        name = session.questionnaire.by_id[found].ask.in_(self.fill.words.lang)
        self.say("said.redone" if forward else "said.undone", question=name)

    def action_scheme(self) -> None:
        """The next scheme on the scoreboard."""
        if not self.query_one(Scoreboard).next_scheme():
            self.say("said.one_scheme")

    def action_why(self) -> None:
        """The criteria that this question feeds."""
        from assess.tui.screens.why import WhyScreen

        self._look(WhyScreen(self.question_id))

    def action_gaps(self) -> None:
        """Where points are lost."""
        from assess.tui.screens.gaps import GapsScreen

        self._look(GapsScreen())

    def action_review(self) -> None:
        """Unknowns, warnings, not applicable."""
        from assess.tui.screens.review import ReviewScreen

        self._look(ReviewScreen())

    def action_print(self) -> None:
        """The report as a PDF."""
        from assess.tui.screens.printing import PrintScreen

        self._look(PrintScreen())

    def _look(self, screen: Screen[str | None]) -> None:
        """Show a screen; it may send us to a question."""
        self.pane.leave()
        if self.fill.session.refresh(places=True):
            self.show()
        self.fill.push_screen(screen, lambda found: self.wander(found) if found else None)

    def action_check(self) -> None:
        """Look whether somebody else changed the file."""
        self.pane.leave()
        self.fill.check(asked=True)


def _navigation_width(columns: int) -> int:
    """A third of the screen, between what a name needs and what the eye can follow."""
    return max(34, min(columns * 3 // 10, 60)) if columns >= SIDE_BY_SIDE else min(columns * 3 // 4, 56)
