"""The file behind a session: answers waiting to be written, whole writes, merging with what others wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

from assess import yamlio
from assess.errors import Problem
from assess.files import write
from assess.submission.document import Address, Document


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question that we and somebody else changed since the file was last read, each to something different."""

    address: Address
    base: Any
    ours: Any
    theirs: Any


class Store:
    """One submission file as it is being edited.

    ``text`` is the file as last read or written; :meth:`raw` adds the answers not written yet. ``read_only`` says why
    nothing can be answered, None when it can.
    """

    def __init__(self, path: Path, text: str, order: Sequence[str]) -> None:
        self.path, self.text = path, text
        self.read_only: Problem | None = None
        self._order = order
        self._lock = RLock()
        self._data: Any = yamlio.parse(text, str(path))
        self._pending: dict[Address, Any] = {}
        self._drafts: dict[str, Mapping[str, Any]] = {}
        self._document: Document | None = None

    @classmethod
    def open(cls, path: Path, blank: Callable[[], str], order: Sequence[str]) -> Store:
        """Open the file, or begin it with ``blank()``."""
        if not path.exists():
            write(path, blank().encode())
        return cls(path, yamlio.read_text(path), order)

    def raw(self, address: Address) -> Any:
        """The plain data at an address, unwritten answers included."""
        if address in self._pending:
            return self._pending[address]
        found = self._data
        for key in address:
            found = found.get(key) if isinstance(found, Mapping) else None
        if isinstance(found, Mapping) and len(address) == 1:
            found = dict(found) | {a[1]: raw for a, raw in self._pending.items() if a[0] == address[0] and len(a) > 1}
        return found

    def put(self, address: Address, raw: Any) -> None:
        """Change what stands at an address; durable when this returns, in the file after :meth:`flush`."""
        with self._lock:
            self._pending[address] = raw

    def pending(self) -> tuple[Address, ...]:
        """Addresses whose answers are not in the file yet."""
        return tuple(self._pending)

    def flush(self) -> tuple[Conflict, ...]:
        """Write every waiting answer."""
        with self._lock:
            waiting = dict(self._pending)
        if not waiting:
            return ()
        if self._document is None:
            self._document = Document(self.text, str(self.path), self._order)
        for address, raw in waiting.items():
            self._document.put(address, raw)
        text = self._document.text()
        write(self.path, text.encode())
        with self._lock:
            self.text, self._data = text, yamlio.parse(text, str(self.path))
            for address, raw in waiting.items():
                if self._pending.get(address) is raw or self._pending.get(address) == raw:
                    self._pending.pop(address, None)
        return ()

    def digest(self) -> str:
        """What the file's text is known by."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def keep_draft(self, question_id: str, payload: Mapping[str, Any]) -> None:
        """Remember unfinished typing."""
        self._drafts[question_id] = payload

    def draft(self, question_id: str) -> Mapping[str, Any] | None:
        """The unfinished typing at a question."""
        return self._drafts.get(question_id)

    def forget_draft(self, question_id: str) -> None:
        """Drop the unfinished typing at a question."""
        self._drafts.pop(question_id, None)

    def close(self) -> None:
        """Let go of the file."""
