"""The file behind a session: answers are safe in the journal at once, and carried into the file whole.

Two locks. ``_state`` guards what is known; it is held for moments only (and while an answer goes into the journal).
``_saving`` lets one thread save at a time, while the screen goes on reading and answering.

Between the last look at the file and its replacement lie microseconds in which a change by somebody else goes unnoticed; no
portable call closes that gap. Two windows of this program cannot meet there, since the second one opens read-only.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Any, Literal, TypeAlias

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem, one
from assess.files import companion, replace
from assess.filling.disk import Content, Disk, read_content, stamp, stamp_of
from assess.filling.journal import Journal
from assess.filling.merge import Conflict, Outcome, Waiting, differing, merge
from assess.filling.outstanding import LONGEST, Outstanding
from assess.filling.replay import file_record
from assess.submission.document import Address, Document, Outline, value_at
from assess.submission.raw import cleaned, same

__all__ = ["Conflict", "NotKept", "Saved", "Store"]

Saved: TypeAlias = Literal["saved", "waiting", "failed"]
"""Where the answers are: all in the file; some only in the journal beside it yet; the last try to keep them failed."""

SETTLE = 0.05
"""Seconds for which a file that somebody else is writing has to keep still before it is read."""
_TRIES = 20


class NotKept(AssessError):
    """An answer was taken, but is in memory only: the disk is full, or worse (GF-412)."""


class _Moved(Exception):
    """Somebody else wrote the file between our reading and replacing it."""


class Store:
    """One submission file as it is being edited.

    ``text`` is the file as last read or written; :meth:`raw` adds the answers not written yet. ``read_only`` says why
    nothing can be answered, None when it can. ``recovered`` are the addresses and drafts that the journal brought back;
    ``begun`` tells that there was no file before.
    """

    begun = False

    def __init__(self, path: Path, target: Path, outline: Outline, read_only: Problem | None = None) -> None:
        """``target`` is the file behind ``path`` and its symbolic links. Opening, with its lock: :func:`open_store`."""
        self.path, self.target, self.read_only = path, target, read_only
        self._outline = outline
        self._state, self._saving = RLock(), RLock()
        content = read_content(target)
        if content is None:
            raise one("GF-101", Position(str(path)), file=str(path))
        self._disk: Disk = content.read(str(path))
        self._data: Mapping[str, Any] = Document(self._disk.text, str(path)).data
        self._seen = stamp_of(target)
        self._mode = target.stat().st_mode & 0o666
        self._conflicts: dict[Address, Any] = {}
        self._failed = self._closed = self._foreign = False
        self._broken: Problem | None = None
        self._notices: list[tuple[str, tuple[Address, ...]]] = []
        self._out = Outstanding(Journal(companion(target, ".draft"), self._mode))
        self.recovered: tuple[tuple[Address, ...], tuple[str, ...], bool] = ((), (), False)
        if read_only is None:
            try:
                self._recover()
            except OSError as error:  # without a journal nothing is safe
                values = {"file": str(path), "why": f"{self._out.journal.path.name}: {error.strerror or error}"}
                self.read_only = Problem("GF-411", Position(str(path)), values)

    # ---------------------------------------------------------------- what is known

    @property
    def text(self) -> str:
        """The file as last read or written."""
        return self._disk.text

    def raw(self, address: Address) -> Any:
        """The plain data at an address, unwritten answers included."""
        with self._state:
            if address in self._out.waiting:
                return self._out.waiting[address].raw
            found = value_at(self._data, address)
            if len(address) > 1 or not (found is None or isinstance(found, Mapping)):
                return found
            mine = {inner[1]: one.raw for inner, one in self._out.waiting.items() if inner[:1] == address}
            return {**(found or {}), **mine} if mine else found

    @property
    def foreign(self) -> bool:
        """Whether the text holds something of somebody else that no :meth:`snapshot` has shown yet."""
        return self._foreign

    def snapshot(self) -> tuple[str, tuple[Address, ...]]:
        """The text and the addresses whose answers are not in it yet, of one moment."""
        with self._state:
            self._foreign = False
            return self._disk.text, tuple(self._out.waiting)

    @property
    def saved(self) -> Saved:
        """Where the answers are."""
        return "failed" if self._failed else "waiting" if self._out.waiting else "saved"

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Addresses held back until somebody chooses."""
        with self._state:
            return tuple(
                Conflict(address, self._out.waiting[address].base, self._out.waiting[address].raw, theirs)
                for address, theirs in self._conflicts.items()
            )

    @property
    def unreadable(self) -> Problem | None:
        """Why the file could not be read the last time, as somebody else left it (GF-414)."""
        return self._broken

    def changed(self) -> bool:
        """Whether somebody else changed or removed the file since it was last looked at; one ``stat``."""
        return stamp_of(self.target) != self._seen

    def take_notices(self) -> list[tuple[str, tuple[Address, ...]]]:
        """Codes, with the addresses concerned, of what happened on the side; each is given once."""
        with self._state:
            found, self._notices = self._notices, []
            return found

    # ---------------------------------------------------------------- answers and drafts

    def put(self, address: Address, raw: Any, seen: Any) -> None:
        """Change what stands at an address; durable when this returns, in the file after :meth:`flush`.

        ``seen`` is what the person meant to replace: where somebody else's change has been taken over since, both wait for a
        choice. Raises ``read_only`` and GF-418 (nothing changes), and :class:`NotKept` (the answer waits in memory).
        """
        raw = self._acceptable(raw)
        with self._state:
            present = value_at(self._data, address)
            if address in self._conflicts and same(self._conflicts[address], raw):
                self.resolve(address, raw)
            elif address in self._out.waiting or not same(present, raw):
                if address not in self._out.waiting and not same(present, seen):
                    self._conflicts[address] = present
                self._wait(address, raw, seen)

    def resolve(self, address: Address, raw: Any) -> None:
        """Settle a conflict: ``raw`` shall stand in place of what somebody else wrote. Raises as :meth:`put` does."""
        raw = self._acceptable(raw)
        with self._state:
            if address in self._conflicts:
                del self._out.waiting[address]  # what it replaced is not there any more
                self._wait(address, raw, self._conflicts.pop(address))

    def keep_draft(self, question_id: str, payload: Mapping[str, Any], seen: Any) -> None:
        """Remember unfinished typing where ``seen`` stood: survives a kill, not a power cut. Never raises for the disk's sake."""
        self._draft(question_id, payload, seen)

    def draft(self, question_id: str) -> Mapping[str, Any] | None:
        """The unfinished typing at a question."""
        return self._out.drafts.get(question_id)

    @property
    def seen(self) -> Mapping[str, Any]:
        """By question with a draft: what stood there when it was begun."""
        return self._out.seen

    def forget_draft(self, question_id: str) -> None:
        """Drop the unfinished typing at a question."""
        if question_id in self._out.drafts:
            self._draft(question_id, None, None)

    def _acceptable(self, raw: Any) -> Any:
        if self.read_only is not None:
            raise AssessError([self.read_only])
        if self._closed:
            raise one(
                "GF-411", Position(str(self.path)), file=str(self.path), why=Bilingual("已经关闭", "it is closed")
            )
        raw = cleaned(raw)
        length = len(str(raw))
        if length > LONGEST:
            raise one("GF-418", Position(str(self.path)), length=length, limit=LONGEST)
        return raw

    def _wait(self, address: Address, raw: Any, base: Any) -> None:
        error = self._out.wait(address, raw, base, self._disk.digest)
        self._failed = error is not None
        if error is not None:
            raise NotKept([Problem("GF-412", Position(str(self.path)), {"why": error.strerror or str(error)})])

    def _draft(self, question_id: str, payload: Mapping[str, Any] | None, seen: Any) -> None:
        with self._state:
            new = self._out.draft(question_id, payload, seen)
            if new and self.read_only is None and not self._closed:
                self._out.note_draft(question_id, self._disk.digest)

    def _recover(self) -> None:
        """Take over what the last session could not save."""
        known = self._out.replay()
        for address, answer in list(self._out.waiting.items()):
            present = value_at(self._data, address)
            if same(present, answer.raw) or answer.idle_at(present):
                del self._out.waiting[address]
            elif not answer.fits(present):
                self._conflicts[address] = present
        if self._out:
            changed_since = bool(known) and self._disk.digest not in known
            self.recovered = (tuple(self._out.waiting), tuple(self._out.drafts), changed_since)
        self._out.arrived({}, self._disk.digest)

    # ---------------------------------------------------------------- the file

    def flush(self) -> tuple[Conflict, ...]:
        """Write every waiting answer, and take over what others wrote. See :meth:`Session.flush` for the errors."""
        with self._saving:
            try:
                if not self._closed:
                    self._save()
            except AssessError:
                self._failed = True
                raise
            return self.conflicts

    def close(self) -> None:
        """Save, and remove the journal when nothing is outstanding. Never raises; may be called twice."""
        with self._saving:
            if self._out.waiting and not self._closed:
                try:
                    self.flush()
                except AssessError:
                    self._failed = True
            with self._state:
                self._closed = True
                if self._out or self.read_only is not None:
                    self._out.journal.close()
                else:
                    with suppress(OSError):
                        self._out.journal.remove()

    def _save(self) -> None:
        for _ in range(_TRIES):
            with self._state:
                waiting = dict(self._out.waiting)
            if not waiting and not self.changed():
                self._failed = self._failed and self._broken is not None
                return
            try:
                self._attempt(waiting)
                return
            except _Moved:
                continue
        raise self._unsaved(Bilingual("别的程序一直在改写它", "another program keeps writing it"))

    def _attempt(self, waiting: dict[Address, Waiting]) -> None:
        """Read, merge, replace. Raises :class:`_Moved` when somebody else was faster."""
        self._seen = stamp_of(self.target)
        try:
            present = self._settled()
            document = Document((present or self._disk).text, str(self.path), self._outline)
        except AssessError as error:
            found = self._unreadable(error.problems[0])
            self._broken = found.problems[0]
            raise found from None
        self._broken = None
        if present is None and self.read_only is not None:
            return
        theirs = document.data
        outcome = merge(document, waiting)
        disk = present
        if disk is None or document.text() != disk.text:
            disk = self._replaced(document.text(), present)
        self._publish(disk, document.data, theirs, waiting, outcome, gone=present is None)
        if outcome.problems:
            raise AssessError(outcome.problems)

    def _settled(self) -> Disk | None:
        """The file now; one that somebody else is just writing is waited for."""
        found = read_content(self.target)
        for _ in range(_TRIES):
            if found is None or found.content == self._disk.content:
                break
            time.sleep(SETTLE)
            before, found = found, read_content(self.target)
            if found is not None and found.content == before.content:
                break
        return None if found is None else found.read(str(self.path))

    def _replaced(self, text: str, present: Disk | None) -> Disk:
        content = (present or self._disk).encoded(text)
        if len(content) > yamlio.MAX_BYTES:
            raise self._unsaved(Bilingual("文件会超过 4 MB", "it would grow beyond 4 MB"))

        def before() -> None:
            now = self.target.read_bytes() if self.target.exists() else None
            if now != (None if present is None else present.content):
                raise _Moved

        with self._state:
            if not self._out.journal.empty:
                coming = Content(content, self._disk.stamp).digest
                self._out.note([file_record(coming)], self._disk.digest, sync=False)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            found = replace(self.target, content, keep=True, mode=self._mode, before=before)
        except OSError as error:
            raise self._unsaved(error.strerror or str(error)) from None
        return Disk(content, stamp(found), text)

    def _publish(
        self,
        disk: Disk,
        data: Mapping[str, Any],
        theirs: Mapping[str, Any],
        waiting: Mapping[Address, Waiting],
        outcome: Outcome,
        *,
        gone: bool,
    ) -> None:
        """The file is as we mean it: from now on this is what is known."""
        with self._state:
            taken = tuple(address for address in differing(self._data, theirs) if address not in waiting)
            self._notices += [("GF-415", ())] * gone + [("GF-417", taken)] * bool(taken)
            self._foreign = self._foreign or gone or bool(taken)
            self._disk, self._data, self._seen = disk, data, disk.stamp
            self._failed = bool(outcome.problems)
            for address in outcome.done:
                if self._out.waiting[address].number == waiting[address].number:
                    del self._out.waiting[address]
                else:
                    newer = self._out.waiting[address]
                    self._out.waiting[address] = Waiting(newer.number, newer.raw, value_at(data, address))
            self._conflicts = {a: present for a, present in outcome.conflicts.items() if a in self._out.waiting}
            self._out.arrived({address: waiting[address] for address in outcome.done}, disk.digest)

    def _unsaved(self, why: str | Bilingual) -> AssessError:
        return one("GF-413", Position(str(self.path)), file=str(self.path), why=why, draft=self._out.journal.path.name)

    def _unreadable(self, problem: Problem) -> AssessError:
        line = problem.position.line if problem.position else 0
        why = Bilingual(
            f"第 {line} 行，{problem.what('zh').rstrip('。')}" if line else problem.what("zh").rstrip("。"),
            f"line {line}, {problem.what('en').rstrip('.')}" if line else problem.what("en").rstrip("."),
        )
        return one("GF-414", problem.position, file=str(self.path), why=why, draft=self._out.journal.path.name)
