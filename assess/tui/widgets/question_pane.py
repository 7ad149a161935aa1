"""The question pane (答题区): one question at a time, the same widgets for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from assess.filling.session import Session
from assess.submission.entry import Entry
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.tui.app import FillApp


class QuestionPane(Vertical):
    """``question_id`` is the question shown."""

    question_id: str = ""

    @dataclass
    class Committed(Message):
        """The person is done with a question: its entry; ``advance`` asks for the next one."""

        question_id: str
        entry: Entry
        advance: bool

    def compose(self) -> ComposeResult:
        """The question and an input."""
        yield Static(id="ask")
        yield Input()

    def ask(self, question_id: str) -> None:
        """Show a question with what stands in the file, or the draft that was being typed."""
        fill = cast("FillApp", self.app)
        self.question_id = question_id
        question = fill.session.questionnaire.by_id[question_id]
        self.query_one("#ask", Static).update(question.ask.in_(fill.words.lang))
        value = fill.session.entry(question_id).value
        self.query_one(Input).value = "" if value is None else str(value)

    def leave(self) -> None:
        """Commit what was typed, when it differs from what stands in the file."""

    def refresh_from(self, session: Session, words: ScreenWords) -> None:
        """Show changes made elsewhere (undo, merge) without touching what is being typed."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter commits and goes on."""
        fill = cast("FillApp", self.app)
        entry = fill.session.entry(self.question_id).with_(value=event.value or None)
        self.post_message(self.Committed(self.question_id, entry, advance=True))
