"""Last year's answer (上年) beside this year's: as it was written, what it comes to, and by how much this year's differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.submission.quantity import normal
from assess.tui.pane.readback import value_text

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.submission.model import Answer
    from assess.tui.words import ScreenWords


def last_year(question: Question, session: Session, words: ScreenWords) -> str:
    """``上年 2023：60亩（40,000 m2），今年 +3.2%``; empty without a submission of last year."""
    if session.last is None or question.fact is None:
        return ""
    before = session.last.answers.get(question.id)
    return words.say("about.last", year=session.last.period, text=_text(question, before, session, words))


def _text(question: Question, before: Answer | None, session: Session, words: ScreenWords) -> str:
    if before is None:
        return words.say("about.last.none")
    if before.value is None:
        return words.say("pane.not_applicable", reason=before.not_applicable or "")
    text = value_text(question, before, words)
    if question.kind != "quantity":
        return text
    if normal(before.typed) != normal(text):
        text = before.typed + words.report.aside(text)
    change = _change(before, session.answer_of(question.id))
    return text if change is None else words.say("about.last.change", value=text, change=f"{change:+.1f}")


def _change(before: Answer, now: Answer | None) -> float | None:
    """By how many percent this year's number is larger; None when the two cannot be compared."""
    if now is None or now.unit != before.unit or not isinstance(now.value, float):
        return None
    then = before.value
    return 100 * (now.value - then) / abs(then) if isinstance(then, float) and then else None
