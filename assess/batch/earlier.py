"""What an earlier run left in the folder of results, and which of it still holds."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from assess import yamlio
from assess.batch.work import Item, Job, Outcome, report_name
from assess.errors import AssessError
from assess.version import __version__

RESULTS, PROBLEMS, REPORTS = "results.jsonl", "problems.jsonl", "reports"
PART = ".part"
STOPPED = ".stopped"


class Place(NamedTuple):
    """A line of an earlier result: which file, where."""

    file: int
    start: int
    length: int


Places: TypeAlias = tuple[Place, ...]
"""The lines of one submission, in the order of the schemes."""


class Earlier:
    """The results of an earlier run, finished or stopped, known by content, rules and program.

    A submission's lines still hold when its text, the rulebook's digest, the program's version and the schemes asked
    for are the same, and its reports are there if reports are asked for. Submissions with mistakes are read again.
    """

    def __init__(self, out: Path, digest: str, job: Job) -> None:
        self._out, self._digest, self._job = out, digest, job
        _set_aside(out)
        self._files = [out / name for name in (RESULTS, RESULTS + STOPPED) if (out / name).exists()]
        self._streams = [path.open("rb") for path in self._files]
        self._index: dict[tuple[str, str, str], Place] = {}
        for number, path in enumerate(self._files):
            for start, raw in _lines(path):
                self._note(number, start, raw)

    def places(self, item: Item) -> Places | None:
        """Where the lines of this submission stand; None when it has to be scored."""
        try:
            text = yamlio.read_text(Path(item.path))
        except AssessError:
            return None
        digest = hashlib.sha256(text.encode()).hexdigest()
        found = [self._index.get((item.name, scheme, digest)) for scheme in self._job.schemes]
        if not found or any(place is None for place in found):
            return None
        if self._job.reports and not all(
            (self._out / REPORTS / report_name(item, scheme, self._job.lang)).exists() for scheme in self._job.schemes
        ):
            return None
        return tuple(place for place in found if place is not None)

    def outcome(self, name: str, places: Places) -> Outcome:
        """The lines as an outcome."""
        return Outcome(name, "", tuple(self._read(place) for place in places), ())

    def close(self) -> None:
        """Let the earlier results go."""
        for stream in self._streams:
            stream.close()

    def _note(self, number: int, start: int, raw: bytes) -> None:
        try:
            row = json.loads(raw)
            right = row["rulebook"] == self._digest and row["version"] == __version__
            key = (row["file"], row["scheme"], row["digest"])
        except (ValueError, TypeError, KeyError):
            return  # the torn last line of a run that was killed
        if right:
            self._index[key] = Place(number, start, len(raw))

    def _read(self, place: Place) -> str:
        stream = self._streams[place.file]
        stream.seek(place.start)
        return stream.read(place.length).decode()


def _set_aside(out: Path) -> None:
    """What a stopped run has written joins what others before it left, since a new part is about to be written."""
    part = out / (RESULTS + PART)
    if part.exists():
        with part.open("rb") as source, (out / (RESULTS + STOPPED)).open("ab") as target:
            shutil.copyfileobj(source, target)
            target.write(b"\n")  # ends a torn last line
        part.unlink()


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    start = 0
    with path.open("rb") as stream:
        for raw in stream:
            if raw.endswith(b"\n"):
                yield start, raw[:-1]
            start += len(raw)
