"""The questionnaire's application (填报界面): one session, one form, and the screens around it.

Widgets never change the session. They post what the person did; the application answers, saves, scores and tells every
widget to show itself anew.
"""

from __future__ import annotations

from textual import work
from textual.app import App

from assess.errors import AssessError
from assess.filling.session import Session
from assess.language import Lang
from assess.submission.entry import Entry
from assess.tui.form import FormScreen
from assess.tui.words import ScreenWords


class FillApp(App[None]):
    """``assess fill``. ``session`` is everything that is known, ``words`` how it is said."""

    CSS_PATH = "fill.tcss"
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, session: Session, lang: Lang) -> None:
        super().__init__()
        self.session = session
        self.words = ScreenWords(lang, session.schemes[0].model.settings.decimals, session.rulebook)
        self.title = self.words.say("app.title")
        for keys, action, text in (
            ("pagedown", "next", "key.next"),
            ("pageup", "previous", "key.previous"),
            ("f3", "next_open", "key.next_open"),
            ("f4", "most_valuable", "key.most_valuable"),
            ("ctrl+z", "undo", "key.undo"),
            ("ctrl+y", "redo", "key.redo"),
            ("ctrl+q", "quit", "key.quit"),
        ):
            self._bindings.bind(keys, action, self.words.say(text), priority=True)
        self.form = FormScreen()

    def on_mount(self) -> None:
        """Begin with the form at the first question worth asking."""
        self.push_screen(self.form)

    # ---------------------------------------------------------------- what the screens ask for

    def commit(self, question_id: str, entry: Entry) -> None:
        """Answer, score, show, save."""
        try:
            self.session.answer(question_id, entry)
        except AssessError as error:
            self.say_problem(error)
            return
        self.changed()

    def changed(self) -> None:
        """Something in the session is different: show it everywhere and carry it into the file."""
        self.form.show()
        self.save()

    def go(self, question_id: str) -> None:
        """Show a question in the form."""
        self.form.go(question_id)

    def say_problem(self, error: AssessError) -> None:
        """Tell what went wrong, with the way out."""
        for problem in error.problems:
            self.notify(problem.text(self.words.lang), severity="error", timeout=15)

    @work(thread=True, exclusive=True, group="save")
    def save(self) -> None:
        """Write waiting answers without holding the screen up."""
        try:
            self.session.flush()
        except AssessError as error:
            self.call_from_thread(self.say_problem, error)
            return
        self.call_from_thread(self._saved)

    def _saved(self) -> None:
        if self.session.refresh():
            self.form.show()

    # ---------------------------------------------------------------- keys

    def action_next(self) -> None:
        """The next question in the order of the questionnaire."""
        self.form.step(1)

    def action_previous(self) -> None:
        """The question before."""
        self.form.step(-1)

    def action_next_open(self) -> None:
        """The next question without an answer."""
        found = self.session.next_open(self.form.question_id)
        if found:
            self.go(found)

    def action_most_valuable(self) -> None:
        """The question that narrows the total most."""
        found = self.session.most_valuable()
        if found:
            self.go(found)

    def action_undo(self) -> None:
        """Take the last change back and show its question."""
        self._jump(self.session.undo())

    def action_redo(self) -> None:
        """Make the last undone change again."""
        self._jump(self.session.redo())

    def _jump(self, question_id: str | None) -> None:
        if question_id is not None:
            self.changed()
            self.go(question_id)
