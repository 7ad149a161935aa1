"""The files that a run writes as it goes: results, problems and reports; complete ones take the place of older ones."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import IO, Self

from assess.batch.earlier import PART, PRINTED, PROBLEMS, REPORTS, RESULTS, forget_stopped
from assess.batch.work import Job, Outcome, line
from assess.errors import AssessError, Position, one
from assess.files import write


class Output:
    """The folder of results while a run goes on. Every method raises GF-401 where something cannot be written."""

    def __init__(self, out: Path, job: Job, digest: str) -> None:
        self._out, self._job, self._digest = out, job, digest
        self._names = (RESULTS, PROBLEMS, PRINTED) if job.reports else (RESULTS, PROBLEMS)
        self._streams: dict[str, IO[str]] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for name in self._names:
            path = self._out / (name + PART)
            try:
                self._out.mkdir(parents=True, exist_ok=True)
                self._streams[name] = self._stack.enter_context(path.open("w", encoding="utf-8", newline="\n"))
            except OSError as error:
                self._stack.close()
                raise _unwritable(path, error) from None
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._stack.close()
        except OSError as error:  # a full disk may show only now
            raise _unwritable(self._out, error) from None

    def add(self, outcome: Outcome) -> int:
        """Write one outcome; how many reports that were."""
        for name, content in outcome.reports:
            write(self._out / REPORTS / name, content)
        for name in (*outcome.printed, *(name for name, _ in outcome.reports)):
            made = {"report": name, "digest": outcome.digest, "rulebook": self._digest, "version": self._job.version}
            self._write(PRINTED, line(made))
        for row in outcome.rows:
            self._write(RESULTS, row)
        for row in outcome.problems:
            self._write(PROBLEMS, row)
        return len(outcome.reports)

    def finish(self) -> None:
        """Everything is written and closed: put it in place."""
        for name in self._names:
            path = self._out / name
            try:
                (self._out / (name + PART)).replace(path)
            except OSError as error:
                raise _unwritable(path, error) from None
        forget_stopped(self._out)

    def _write(self, name: str, text: str) -> None:
        try:
            self._streams[name].write(text + "\n")
        except OSError as error:
            raise _unwritable(self._out / (name + PART), error) from None


def _unwritable(path: Path, error: OSError) -> AssessError:
    return one("GF-401", Position(str(path)), file=str(path), why=error.strerror or str(error))
