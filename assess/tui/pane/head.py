"""The top of the pane: where the question stands, and its state in signs and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult

from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.filling.session import Session
    from assess.submission.entry import Entry
    from assess.tui.words import ScreenWords

SIGNS = {"answered": "✓", "unknown": "○", "not_applicable": "–", "wrong": "✗"}


class Head:
    """Place and state on one line, or on two where they do not fit beside each other."""

    def __init__(self, place: str, state: str) -> None:
        self._place, self._state = place, state

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        beside = f"{self._place}   {self._state}"
        fits = cell_len(beside) <= options.max_width
        yield Flow(beside if fits else f"{self._place}\n{self._state}")


def place(question_id: str, session: Session, words: ScreenWords) -> str:
    """``能源低碳化 › 计量 · 31/146``."""
    section, topic = session.questionnaire.place(question_id)
    titles = dict.fromkeys((section.title.in_(words.lang), topic.title.in_(words.lang)))
    number = session.questionnaire.number(question_id) + 1
    return f"{' › '.join(titles)} · {number}/{len(session.questionnaire.questions)}"


def state(question_id: str, entry: Entry, session: Session, words: ScreenWords) -> str:
    """``✓ 已填 · ? 未核实 · ! 1 条提示 · 证据 2 份 · 有备注``."""
    found = session.state(question_id)
    if found == "unknown" and entry.unverified and entry.value is not None:
        found = "answered"
    warnings = len(session.warnings(question_id))
    parts = [f"{SIGNS[found]} {words.say(f'state.{found}')}"]
    if entry.unverified:
        parts.append("? " + words.say("state.unverified"))
    if warnings:
        parts.append("! " + words.say("state.warnings", count=warnings))
    if entry.evidence:
        parts.append(words.say("state.evidence", count=len(entry.evidence)))
    if entry.note:
        parts.append(words.say("state.note"))
    return " · ".join(parts)
