"""What the records of a journal say: answers that wait, drafts, and which file they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.filling.journal import Record
from assess.filling.merge import Waiting
from assess.submission.document import Address


@dataclass(slots=True)
class Replayed:
    """The end of a journal. ``seen`` is what stood where a draft was begun; ``files`` are digests of the file as the journal's writer read or wrote it."""

    waiting: dict[Address, Waiting] = field(default_factory=dict)
    drafts: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    number: int = 0


def put_record(address: Address, answer: Waiting) -> Record:
    """An answer was given."""
    return {
        "put": list(address),
        "number": answer.number,
        "raw": answer.raw,
        "base": answer.base,
        "sent": list(answer.sent),
    }


def done_record(done: Mapping[Address, Waiting]) -> Record:
    """Answers arrived in the file."""
    return {"done": [[list(address), answer.number] for address, answer in done.items()]}


def draft_record(question_id: str, payload: Mapping[str, Any] | None, seen: Any) -> Record:
    """Something is being typed where ``seen`` stood; None: no more."""
    return {"draft": question_id, "payload": payload, "seen": seen}


def file_record(digest: str) -> Record:
    """The file says this now, or will in a moment."""
    return {"file": digest}


def replay(records: Iterable[Record]) -> Replayed:
    """Go through the records in order."""
    found = Replayed()
    for record in records:
        try:
            _take(found, record)
        except (AttributeError, KeyError, TypeError, ValueError):  # not one of ours
            continue
    return found


def _take(found: Replayed, record: Record) -> None:
    if "put" in record:
        answer = Waiting(int(record["number"]), record["raw"], record["base"], tuple(record["sent"]))
        found.waiting[tuple(map(str, record["put"]))] = answer
        found.number = max(found.number, answer.number)
    elif "done" in record:
        for address, number in record["done"]:
            answer = found.waiting[tuple(address)]
            if answer.number <= number:
                del found.waiting[tuple(address)]
    elif "draft" in record:
        name = str(record["draft"])
        found.drafts.pop(name, None)
        found.seen.pop(name, None)
        if record["payload"] is not None:
            found.drafts[name] = dict(record["payload"])
            found.seen |= {name: record["seen"]} if "seen" in record else {}
    elif "file" in record:
        found.files.add(record["file"])
