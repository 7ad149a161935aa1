"""What somebody saw when beginning to type (看到的原值), so that an answer never replaces what was written there since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from assess.submission.entry import Entry, entry_of, raw_of
from assess.submission.raw import same

_PARTS = tuple(one.name for one in fields(Entry))


class Seen:
    """By question the plain data that stood there when typing began, as long as it goes on; ``before`` in the last session."""

    def __init__(self, before: Mapping[str, Any]) -> None:
        self._raws: dict[str, Any] = dict(before)

    def begin(self, question_id: str, raw: Any) -> None:
        """Somebody types; only the first time counts."""
        self._raws.setdefault(question_id, raw)

    def end(self, question_id: str) -> None:
        """Nobody types there any more."""
        self._raws.pop(question_id, None)

    def ours(self, question_id: str, raw: Any) -> None:
        """We have put something there ourselves: that is known to whoever types on."""
        if question_id in self._raws:
            self._raws[question_id] = raw

    def before(self, question_id: str, present: Any) -> Any:
        """What was seen; what stands there now where nobody types."""
        return self._raws.get(question_id, present)


def overwrites(seen: Any, present: Any, entry: Entry) -> bool:
    """Whether an entry undoes a part that somebody else changed from ``seen`` to ``present``.

    Part by part: a note of theirs that the entry took over is no reason to ask.
    """
    before, now, new = (_parts(raw) for raw in (seen, present, raw_of(entry)))
    return any(not same(before[one], now[one]) and not same(now[one], new[one]) for one in _PARTS)


def _parts(raw: Any) -> dict[str, Any]:
    entry = entry_of(raw)
    found = {one: getattr(entry, one) for one in _PARTS}
    return found | {"evidence": list(entry.evidence), "unverified": bool(entry.unverified)}
