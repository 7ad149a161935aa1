"""Not applicable (不适用), with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assess.tui.dialogs.form import FormSheet, Line
from assess.tui.editors.drafts import Drafts
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.filling.questions import Question


class ReasonSheet(FormSheet):
    """Asks why a question does not apply."""

    def __init__(self, question: Question, words: ScreenWords, drafts: Drafts) -> None:
        title = words.say("reason.title", question=question.ask.in_(words.lang))
        line = Line("reason", words.say("reason.hint"))
        super().__init__(title, (line,), {}, words, drafts, "reason")

    def label(self, line: str, values: Mapping[str, str]) -> str:
        """What the reason is for."""
        return self._words.say("reason.field")

    def missing(self, values: Mapping[str, str]) -> str | None:
        """Without a reason nothing is not applicable."""
        return None if values["reason"] else "reason"
