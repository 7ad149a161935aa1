"""A note (备注) of several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from assess.tui.dialogs.sheet import Sheet
from assess.tui.editors.drafts import Drafts
from assess.tui.words import ScreenWords
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.filling.questions import Question


class NoteSheet(Sheet[str]):
    """Dismisses with the note's text."""

    DEFAULT_CSS: ClassVar[str] = """
    NoteSheet TextArea, NoteSheet TextArea:focus {
        height: 8;
        border: none;
        border-left: outer $accent;
        padding: 0 0 0 1;
        background: $panel;
        scrollbar-size: 0 0;
    }
    """

    def __init__(self, question: Question, note: str, words: ScreenWords, drafts: Drafts) -> None:
        super().__init__(words.say("note.title", question=question.ask.in_(words.lang)), "sheet.keys.text", words)
        self._note, self._drafts = note, drafts

    def fields(self) -> ComposeResult:
        """The text."""
        yield Static(Flow(self._words.say("sheet.restored")), id="restored", classes="said")
        yield TextArea(soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def on_mount(self) -> None:
        """Show the note, or what was being written."""
        draft = self._drafts.get("note")
        area = self.query_one(TextArea)
        self.query_one("#restored").display = draft is not None
        area.load_text(self._note if draft is None else str(draft.get("text", "")))
        area.move_cursor(area.document.end)
        area.focus()

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        text = event.text_area.text
        self._drafts.keep("note", None if text == self._note else {"text": text})

    def action_cancel(self) -> None:
        """Drop what was written."""
        self._drafts.keep("note", None)
        super().action_cancel()

    def action_accept(self) -> None:
        """Close with the note."""
        self.dismiss(self.query_one(TextArea).text)
