"""What stands in a file for one question, as typed (填写内容): the raw side of an answer, wrong ones included.

The short form is a bare value, the long form a mapping with ``value``, ``evidence``, ``note``, ``not_applicable`` and
``unverified``; a benchmark's entry has ``value`` and ``source``, or ``norm`` and ``correction``. Keys we do not know are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assess.submission.raw import with_numbers

LONG_KEYS = ("value", "not_applicable", "unverified", "norm", "correction", "source", "evidence", "note")
"""The keys of the long form, in the order in which we write them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question's content. ``value`` None is nothing; ``evidence`` rows are mappings as written in the file."""

    value: Any = None
    not_applicable: Any = None
    unverified: Any = False
    source: Any = None
    evidence: Sequence[Any] = ()
    note: Any = None
    norm: Any = None
    correction: Any = None
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def given(self) -> Any:
        """The value, or the norm that a benchmark takes its value from."""
        return self.norm if self.value is None else self.value

    @property
    def empty(self) -> bool:
        """Whether nothing at all is written."""
        return self == Entry()

    def with_(self, **changes: Any) -> Entry:
        """The same entry with some parts changed."""
        return replace(self, **changes)


def entry_of(raw: object) -> Entry:
    """The entry behind the plain data of a file."""
    if not isinstance(raw, Mapping):
        return Entry(value=raw)
    known = {key: raw[key] for key in LONG_KEYS if key in raw}
    evidence = known.pop("evidence", None)
    rows = evidence if isinstance(evidence, list) else () if evidence is None else [evidence]
    return Entry(**known, evidence=tuple(rows), others={key: raw[key] for key in raw if key not in LONG_KEYS})


def raw_of(entry: Entry) -> Any:
    """The plain data to write: the short form whenever it can say everything, None for nothing.

    A value that is nothing but a number is one: ``2024`` typed on the screen is ``2024`` in the file, without quotes.
    """
    kept: dict[str, Any] = {}
    if entry.value is not None:
        kept["value"] = with_numbers(entry.value)
    for key in ("not_applicable", "unverified", "norm", "source", "note"):
        if getattr(entry, key) not in (None, False):
            kept[key] = getattr(entry, key)
    if entry.correction is not None:  # 0 is one
        kept["correction"] = with_numbers(entry.correction)
    if entry.evidence:
        kept["evidence"] = list(entry.evidence)
    kept |= entry.others
    if not kept:
        return None
    return (
        kept["value"]
        if set(kept) == {"value"}
        else {key: kept[key] for key in (*LONG_KEYS, *entry.others) if key in kept}
    )
