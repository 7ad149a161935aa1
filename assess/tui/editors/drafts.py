"""What is being typed at one question (草稿), part by part: the answer itself, and each dialog that is open over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from assess.filling.session import Session

Part = Literal["answer", "evidence", "note", "reason", "row"]
PARTS: tuple[Part, ...] = ("answer", "evidence", "note", "reason", "row")


class Drafts:
    """Keeps one question's draft in the session as it changes."""

    def __init__(self, session: Session, question_id: str) -> None:
        self._session, self._question_id = session, question_id
        self._parts: dict[str, Any] = dict(session.draft_of(question_id) or {})
        self._found = frozenset(self._parts)

    def reload(self) -> None:
        """Read the session's draft anew: an answer given meanwhile has ended it."""
        self._parts = dict(self._session.draft_of(self._question_id) or {})
        self._found &= self._parts.keys()

    def get(self, part: Part) -> Mapping[str, Any] | None:
        """One part as it was left."""
        found = self._parts.get(part)
        return found if isinstance(found, Mapping) else None

    def keep(self, part: Part, content: Mapping[str, Any] | None) -> None:
        """Remember a part; None forgets it."""
        if self._parts.get(part) == content:
            return
        self._parts.pop(part, None)
        self._found -= {part} if content is None else set()
        if content is not None:
            self._parts[part] = dict(content)
        self._session.draft(self._question_id, dict(self._parts) or None)

    def settle(self, part: Part) -> None:
        """Forget a part that has been committed; the answer may have ended the draft as a whole already."""
        self.reload()
        self.keep(part, None)

    def drop(self) -> None:
        """Forget everything."""
        if self._parts:
            self._parts.clear()
            self._found = frozenset()
            self._session.draft(self._question_id, None)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Which parts there are."""
        return tuple(part for part in PARTS if part in self._parts)

    @property
    def restored(self) -> tuple[Part, ...]:
        """Those that were there before anything was typed this time."""
        return tuple(part for part in self.parts if part in self._found)
