"""What an earlier run left in the folder of results, and which of it still holds."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self

from assess.batch.work import Item, Job, Outcome, report_name, text_of
from assess.errors import AssessError, Position, one
from assess.version import __version__

RESULTS, PROBLEMS, REPORTS = "results.jsonl", "problems.jsonl", "reports"
PRINTED = "reports.jsonl"
"""Which content and rules each report in ``reports/`` was made from."""
PART = ".part"
STOPPED = ".stopped"


class Place(NamedTuple):
    """A line of an earlier result: which file, where."""

    file: int
    start: int
    length: int


class Kept(NamedTuple):
    """What still holds of one submission: its lines, in the order of the schemes, and the names of its reports."""

    digest: str
    places: tuple[Place, ...]
    printed: tuple[str, ...]


class Earlier:
    """The results of an earlier run, finished or stopped, known by content, rules and program.

    A submission's lines still hold when its text, the rulebook's digest, the program's version and the schemes asked
    for are the same, and its reports were made from the same if reports are asked for. Submissions with mistakes are
    read again. Raises GF-103 when the results are there and cannot be read.
    """

    def __init__(self, out: Path, digest: str, job: Job) -> None:
        self._out, self._digest, self._job = out, digest, job
        self._index: dict[tuple[str, str, str], Place] = {}
        self._printed: dict[str, str] = {}
        self._files: list[Path] = []
        self._streams: list[Any] = []

    def __enter__(self) -> Self:
        try:
            for name in (RESULTS, PRINTED):
                _set_aside(self._out, name)
            self._files = _left(self._out, RESULTS)
            self._streams = [path.open("rb") for path in self._files]
            for number, path in enumerate(self._files):
                for start, raw in _lines(path):
                    self._note(number, start, raw)
            for path in _left(self._out, PRINTED):
                for _, raw in _lines(path):
                    self._note_report(raw)
        except OSError as error:
            file = error.filename or str(self._out)
            raise one("GF-103", Position(str(file)), file=file, why=error.strerror or str(error)) from None
        return self

    def __exit__(self, *_: object) -> None:
        for stream in self._streams:
            stream.close()

    def kept(self, item: Item) -> Kept | None:
        """What still holds of this submission; None when it has to be scored."""
        try:
            digest = hashlib.sha256(text_of(item).encode()).hexdigest()
        except AssessError:
            return None
        found = [self._index.get((item.name, scheme, digest)) for scheme in self._job.schemes]
        places = tuple(place for place in found if place is not None)
        names = tuple(report_name(item, scheme, self._job.lang) for scheme in self._job.schemes)
        if len(places) < len(found) or (self._job.reports and not self._has(names, digest)):
            return None
        return Kept(digest, places, names if self._job.reports else ())

    def outcome(self, name: str, kept: Kept) -> Outcome:
        """The lines as an outcome."""
        return Outcome(name, kept.digest, tuple(self._read(place) for place in kept.places), (), (), kept.printed)

    def _has(self, reports: tuple[str, ...], digest: str) -> bool:
        return all(self._printed.get(name) == digest and (self._out / REPORTS / name).exists() for name in reports)

    def _note(self, number: int, start: int, raw: bytes) -> None:
        with suppress(ValueError, TypeError, KeyError):  # the torn last line of a run that was killed
            row = json.loads(raw)
            if row["rulebook"] == self._digest and row["version"] == __version__:
                self._index[row["file"], row["scheme"], row["digest"]] = Place(number, start, len(raw))

    def _note_report(self, raw: bytes) -> None:
        """A later line about the same file takes the place of an earlier one, whatever it was made from."""
        with suppress(ValueError, TypeError, KeyError):
            row = json.loads(raw)
            right = row["rulebook"] == self._digest and row["version"] == __version__
            self._printed[row["report"]] = row["digest"] if right else ""

    def _read(self, place: Place) -> str:
        stream = self._streams[place.file]
        stream.seek(place.start)
        text: str = stream.read(place.length).decode()
        return text


def forget_stopped(out: Path) -> None:
    """A finished run has taken over what stopped ones had left."""
    for name in (RESULTS, PRINTED):
        (out / (name + STOPPED)).unlink(missing_ok=True)


def _left(out: Path, name: str) -> list[Path]:
    return [out / one for one in (name, name + STOPPED) if (out / one).exists()]


def _set_aside(out: Path, name: str) -> None:
    """What a stopped run has written joins what others before it left, since a new part is about to be written."""
    part = out / (name + PART)
    if part.exists():
        with part.open("rb") as source, (out / (name + STOPPED)).open("ab") as target:
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
