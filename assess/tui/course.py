"""What comes next (下一题), by how the person is going.

Whoever went by F4 is given the most valuable question again after Enter, until they go any other way (F3, PageUp and
PageDown, contents, palette); everybody else is given the next question of the questionnaire. F4 passes over what it has
offered before and was left unanswered, until nothing else is open; then it begins again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.filling.session import REQUIRED

if TYPE_CHECKING:
    from assess.filling.session import Session


@dataclass(frozen=True, slots=True)
class Offer:
    """A question worth asking now; ``remark`` is the key of the text that says why, ``worth`` its points."""

    question_id: str
    remark: str
    worth: float


class Course:
    """One person's way through the questions."""

    def __init__(self) -> None:
        self.by_value = False
        self._passed: list[str] = []

    def offer(self, session: Session) -> Offer | None:
        """The most valuable question that was not passed over; None when nothing is open."""
        found, remark = session.most_valuable(self._passed), "said.most_valuable"
        if found is None and self._passed:
            self._passed.clear()
            found, remark = session.most_valuable(), "said.most_valuable.again"
        if found is None:
            return None
        self._passed.append(found)
        stake = session.stake(found)
        if found in REQUIRED:
            remark = "said.most_valuable.required"
        elif stake != "points":
            remark = f"said.most_valuable.{stake}"
        return Offer(found, remark, session.worth(found))
