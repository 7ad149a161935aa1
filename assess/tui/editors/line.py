"""The line that an answer is typed into: one row, nothing to its right, no action on a letter."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.message import Message
from textual.widgets import Input

_SPACES = frozenset({" ", "\u3000"})


class AnswerLine(Input):
    """An input of one row. ``ticks`` makes a blank on the empty line tick an option instead of being typed."""

    ticks: bool = False

    DEFAULT_CSS: ClassVar[str] = """
    AnswerLine, AnswerLine:focus {
        height: 1;
        border: none;
        border-left: outer $primary;
        padding: 0 0 0 1;
        background: $panel;
    }
    AnswerLine:focus { border-left: outer $accent; }
    AnswerLine.-wrong, AnswerLine.-wrong:focus { border-left: outer $error; }
    """

    class Emptied(Message):
        """Backspace or Delete on the empty line: take the answer back."""

    class AtEnd(Message):
        """The right arrow behind the last character: take a suggestion."""

    class Ticked(Message):
        """A blank on the empty line."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, select_on_focus=False)

    def put(self, text: str) -> None:
        """Show ``text`` with the cursor behind it, without a word to anybody."""
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)

    async def _on_key(self, event: events.Key) -> None:
        if self.ticks and not self.value and event.character in _SPACES:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ticked())
            return
        await super()._on_key(event)

    def action_delete_left(self) -> None:
        """Backspace; on the empty line the answer goes."""
        if self.value:
            super().action_delete_left()
        else:
            self.post_message(self.Emptied())

    def action_delete_right(self) -> None:
        """Delete; on the empty line the answer goes."""
        if self.value:
            super().action_delete_right()
        else:
            self.post_message(self.Emptied())

    def action_cursor_right(self, select: bool = False) -> None:
        """The right arrow."""
        if not select and self.cursor_position == len(self.value):
            self.post_message(self.AtEnd())
        super().action_cursor_right(select)
