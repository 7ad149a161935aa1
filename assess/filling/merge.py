"""Bringing answers and the present file together (合并): one address at a time, nobody's answer is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.errors import AssessError, Problem
from assess.submission.document import Address, Document, value_at
from assess.submission.raw import same

_SENT = 50


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question that we and somebody else changed since the file was last read, each to something different.

    Values are plain data as in the file (``entry_of`` reads them); None is nothing.
    """

    address: Address
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Waiting:
    """An answer that is not in the file yet.

    ``base`` is what the file said before; ``sent`` are digests of earlier answers of ours at the same place, which may have
    arrived there without our knowing. ``number`` tells it from them.
    """

    number: int
    raw: Any
    base: Any
    sent: tuple[str, ...] = ()

    def fits(self, present: Any) -> bool:
        """Whether nobody else has been there, so that it may replace what stands there."""
        return same(present, self.base) or digest_of(present) in self.sent

    def idle_at(self, present: Any) -> bool:
        """Whether it says what stood there in the first place, while somebody else wrote something new: theirs stays."""
        return same(self.raw, self.base) and not self.fits(present)

    def after(self, number: int, raw: Any) -> Waiting:
        """The next answer at the same place."""
        sent = dict.fromkeys((*self.sent, digest_of(self.raw)))
        return Waiting(number, raw, self.base, tuple(sent)[-_SENT:])


def digest_of(raw: Any) -> str:
    """What plain data is known by."""
    return hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(slots=True)
class Outcome:
    """What became of waiting answers: in the document now, held back against what others wrote, or not writable."""

    done: list[Address] = field(default_factory=list)
    conflicts: dict[Address, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def merge(document: Document, waiting: Mapping[Address, Waiting]) -> Outcome:
    """Put answers into ``document`` where it still says what they replace; what is not ours stays as it is."""
    outcome = Outcome()
    for address, answer in waiting.items():
        present = document.get(address)
        if same(present, answer.raw) or answer.idle_at(present):
            outcome.done.append(address)
        elif not answer.fits(present):
            outcome.conflicts[address] = present
        else:
            try:
                document.put(address, answer.raw)
            except AssessError as error:
                outcome.problems += error.problems
            else:
                outcome.done.append(address)
    return outcome


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Address]:
    """Addresses at which two files say different things."""
    for section in dict.fromkeys([*before, *after]):
        one, other = before.get(section), after.get(section)
        if isinstance(one, Mapping) or isinstance(other, Mapping):
            keys = [key for branch in (one, other) if isinstance(branch, Mapping) for key in branch]
            found: list[Address] = [(section, key) for key in dict.fromkeys(keys)]
        else:
            found = [(section,)]
        for address in found:
            if not same(value_at(before, address), value_at(after, address)):
                yield address
