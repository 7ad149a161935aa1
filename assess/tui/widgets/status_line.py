"""The line above the keys: whether everything is saved, where we are, what needs a look, or what just happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from assess.filling.session import Session
from assess.tui.words import ScreenWords

_HINT = re.compile(r"\s*[（(][^（）()]*[）)]$")
_SAVED = {"saved": "$text-success", "waiting": "$text-muted", "failed": "$text-error bold"}


class StatusLine(Widget):
    """:meth:`show` gives the state, :meth:`say` a remark that stays until the next step."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Content] = []
        self._remark = ""

    def show(self, session: Session, words: ScreenWords) -> None:
        """The session's state."""
        self._parts = list(_parts(session, words))
        self.refresh()

    def say(self, remark: str = "") -> None:
        """What just happened; nothing clears it."""
        self._remark = remark
        self.refresh()

    def render(self) -> RenderResult:
        """A remark stands alone; the sign of a failure to save stays in front of it."""
        shown = Content(" · ").join(self._parts)
        if shown.cell_length > self.content_size.width:
            shown = Content(" · ").join(_without_hint(part) for part in self._parts)
        if self._remark:
            failed = bool(self._parts) and self._parts[0].plain.startswith("✗")
            shown = Content.assemble(("✗ " if failed else "", _SAVED["failed"]), self._remark)
        return shown.truncate(self.content_size.width, ellipsis=True)


def _without_hint(part: Content) -> Content:
    """What is left where there is no room for the keys that help."""
    hint = _HINT.search(part.plain)
    return part[: hint.start()] if hint else part


def _parts(session: Session, words: ScreenWords) -> Iterator[Content]:
    say, asked = words.say, session.questionnaire.questions
    if session.read_only is not None:
        yield Content.styled(say("status.read_only"), "$text-warning bold")
    else:
        yield Content.styled(say(f"status.{session.saved}"), _SAVED[session.saved])
    states = [session.state(question.id) for question in asked]
    done = len(states) - states.count("unknown") - states.count("wrong")
    yield Content(say("status.answered", done=done, count=len(states)))
    for key, count, style in (
        ("wrong", states.count("wrong"), "$text-error"),
        ("conflicts", len(session.conflicts), "$text-error"),
        ("warnings", len(session.warned), "$text-warning"),
        ("file_problems", len(session.file_problems), "$text-warning"),
    ):
        if count:
            yield Content.styled(say(f"status.{key}", count=count), style)
