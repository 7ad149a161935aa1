"""Undo and redo (撤销与重做): what to put back where, the last thousand steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, NamedTuple

from assess.submission.raw import same

STEPS = 1000


class Step(NamedTuple):
    """Plain data to put back at a question."""

    question: str
    raw: Any


class History:
    """Both directions. A step only says what shall stand there, so what somebody else wrote meanwhile comes back by redo."""

    def __init__(self) -> None:
        self._back: deque[Step] = deque(maxlen=STEPS)
        self._forth: deque[Step] = deque(maxlen=STEPS)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._back)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to make again."""
        return bool(self._forth)

    def did(self, question: str, before: Any) -> None:
        """A new step: nothing can be made again after it."""
        self._back.append(Step(question, before))
        self._forth.clear()

    def undo(self, present: Callable[[str], Any], write: Callable[[str, Any], None]) -> str | None:
        """Put the last step back by ``write``; its question, None when there is none. Steps without effect are skipped."""
        return _step(self._back, self._forth, present, write)

    def redo(self, present: Callable[[str], Any], write: Callable[[str, Any], None]) -> str | None:
        """The other way round."""
        return _step(self._forth, self._back, present, write)


def _step(
    source: deque[Step], target: deque[Step], present: Callable[[str], Any], write: Callable[[str, Any], None]
) -> str | None:
    while source:
        step = source[-1]
        now = present(step.question)
        if not same(now, step.raw):
            write(step.question, step.raw)  # may raise: then the step is still to be taken
        source.pop()
        if not same(now, step.raw):
            target.append(Step(step.question, now))
            return step.question
    return None
