"""What is not in the file yet (待存内容): answers that wait and drafts, in memory and in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assess.filling.journal import Journal, Record
from assess.filling.merge import Waiting
from assess.filling.replay import done_record, draft_record, file_record, put_record, replay
from assess.submission.document import Address
from assess.submission.raw import same

LONGEST = 100_000
"""Characters an answer may have; more is a slip of the clipboard, and could make the file too large to be read."""


class Outstanding:
    """Answers by address and drafts by question. Whoever uses it sees to it that only one thread does at a time.

    What changes is noted in the journal; the methods return what the disk had against that, or None. Memory is right in any
    case, and the next change brings all of it into the journal.
    """

    def __init__(self, journal: Journal) -> None:
        self.waiting: dict[Address, Waiting] = {}
        self.drafts: dict[str, Mapping[str, Any]] = {}
        self.seen: dict[str, Any] = {}
        self.journal = journal
        self._number = 0

    def __bool__(self) -> bool:
        return bool(self.waiting or self.drafts)

    def replay(self) -> set[str]:
        """Take over what the journal says; the digests of the file as its writer knew it. Raises :class:`OSError`."""
        found = replay(self.journal.read())
        self.waiting, self.drafts, self.seen, self._number = found.waiting, found.drafts, found.seen, found.number
        return found.files

    def wait(self, address: Address, raw: Any, base: Any, file: str) -> OSError | None:
        """A new answer in place of ``base``, or of an earlier one that still waits. ``file`` is the digest of the file."""
        self._number += 1
        before = self.waiting.get(address)
        answer = Waiting(self._number, raw, base) if before is None else before.after(self._number, raw)
        self.waiting[address] = answer
        return self.note([put_record(address, answer)], file, sync=True)

    def draft(self, question_id: str, payload: Mapping[str, Any] | None, seen: Any) -> bool:
        """Something is being typed where ``seen`` stood; None: no more. Whether :meth:`note_draft` has to say it."""
        before = self.drafts.pop(question_id, None), self.seen.pop(question_id, None)
        if payload is None:
            return before[0] is not None
        self.drafts[question_id], self.seen[question_id] = payload, seen
        return before[0] != payload or not same(before[1], seen)

    def note_draft(self, question_id: str, file: str) -> None:
        """Without a sync for each key: a kill leaves what the system has, and nobody waits for the disk while typing."""
        payload = self.drafts.get(question_id)
        if _fits(payload):
            self.note([draft_record(question_id, payload, self.seen.get(question_id))], file, sync=False)

    def arrived(self, done: Mapping[Address, Waiting], file: str) -> None:
        """Answers are in the file: the journal need not keep them.

        Where it cannot be told, it keeps them; replaying them changes nothing.
        """
        if self:
            if done:
                self.note([done_record(done)], file, sync=False)
            return
        try:
            self.journal.clear()
        except OSError:
            return

    def note(self, records: list[Record], file: str, *, sync: bool) -> OSError | None:
        """Add to the journal what has just changed; when it has lost anything, all that counts is written anew."""
        journal = self.journal
        try:
            if journal.whole and not journal.large:
                journal.append([file_record(file), *records] if journal.empty else records, sync=sync)
            else:
                journal.rewrite(self._records(file))
        except OSError as error:
            return error
        return None

    def _records(self, file: str) -> list[Record]:
        return [
            file_record(file),
            *(put_record(address, answer) for address, answer in self.waiting.items()),
            *(
                draft_record(name, payload, self.seen.get(name))
                for name, payload in self.drafts.items()
                if _fits(payload)
            ),
        ]


def _fits(payload: object) -> bool:
    return len(str(payload)) <= LONGEST
