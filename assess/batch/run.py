"""A batch run: find, score, and keep every result as a line of JSON, from which all tables are made.

``results.jsonl`` is written as results come in and holds no more in memory than a few chunks. It is also what a later
run takes unchanged submissions from, and what a stopped run goes on from (``results.jsonl.part``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from assess.batch.earlier import PART, PROBLEMS, REPORTS, RESULTS, STOPPED, Earlier, Places
from assess.batch.executors import Chunk, chunks, serial
from assess.batch.find import Found, find
from assess.batch.names import safe_names
from assess.batch.work import Item, Job, Outcome, line, problem_row
from assess.errors import AssessError, Position, one
from assess.files import write

Score = Callable[[Job, Iterable[Chunk]], Iterator[Outcome]]
"""Scores chunks in order: :func:`executors.serial`, or :func:`executors.parallel` with everything but the first two."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    found: int = 0
    done: int = 0
    reused: int = 0
    wrong: int = 0
    reports: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: where from, where to, how. ``digest`` is the rulebook's, ``schemes`` its resolved ids."""

    folder: Path
    out: Path
    job: Job
    digest: str
    resume: bool = False
    send_content: bool = False


def run(plan: Plan, score: Score = serial, progress: Callable[[Tally], None] | None = None) -> Tally:
    """Score everything and write ``results.jsonl`` and ``problems.jsonl`` (and ``reports/``) in ``plan.out``.

    An interrupt leaves ``results.jsonl.part`` behind, which ``resume`` goes on from. Raises
    :class:`~assess.errors.AssessError` where the folder cannot be read or the results cannot be written.
    """
    found, problems = find(plan.folder, leave_out=plan.out)
    tally = Tally(found=len(found), wrong=len(problems))
    earlier = Earlier(plan.out, plan.digest, plan.job) if plan.resume else None
    stems = safe_names(file.name for file in found) if plan.job.reports else {}
    part, wrong = plan.out / (RESULTS + PART), plan.out / (PROBLEMS + PART)
    with _Writer(part) as rows, _Writer(wrong) as refused:
        for problem in problems:
            place = problem.position.file if problem.position is not None else ""
            refused.add(line(problem_row(_below(plan.folder, place), problem, plan.job.lang)))
        for outcome, reused in _outcomes(plan, found, stems, earlier, score):
            for row in outcome.rows:
                rows.add(row)
            for text in outcome.problems:
                refused.add(text)
            for name, content in outcome.reports:
                write(plan.out / REPORTS / name, content)
                tally.reports += 1
            tally.done += 1
            tally.reused += reused
            tally.wrong += bool(outcome.problems)
            if progress is not None:
                progress(tally)
    part.replace(plan.out / RESULTS)
    wrong.replace(plan.out / PROBLEMS)
    if earlier is not None:
        earlier.close()
    (plan.out / (RESULTS + STOPPED)).unlink(missing_ok=True)
    return tally


def _outcomes(
    plan: Plan, found: Sequence[Found], stems: Mapping[str, str], earlier: Earlier | None, score: Score
) -> Iterator[tuple[Outcome, bool]]:
    """Every outcome in the order of the names: taken from an earlier run where nothing has changed, else scored."""
    known: dict[str, Places] = {}

    def todo() -> Iterator[Item]:
        for file in found:
            item = Item(file.name, str(file.path), None, stems.get(file.name, ""))
            places = earlier.places(item) if earlier is not None else None
            if places is not None:
                known[file.name] = places
            else:
                yield replace(item, content=file.path.read_bytes()) if plan.send_content else item

    rest = iter(found)
    for outcome in score(plan.job, chunks(todo())):
        for file in rest:  # whatever lies between two scored files is known from before
            if file.name == outcome.name:
                break
            assert earlier is not None
            yield earlier.outcome(file.name, known.pop(file.name)), True
        yield outcome, False
    for file in rest:
        assert earlier is not None
        yield earlier.outcome(file.name, known.pop(file.name)), True


class _Writer:
    """Lines into a file, one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self.path.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise _unwritable(self.path, error) from None
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def add(self, text: str) -> None:
        """One more line."""
        try:
            self._stream.write(text + "\n")
        except OSError as error:
            raise _unwritable(self.path, error) from None


def _unwritable(path: Path, error: OSError) -> AssessError:
    return one("GF-401", Position(str(path)), file=str(path), why=error.strerror or str(error))


def _below(folder: Path, place: str) -> str:
    """A path as the results name it: below the folder."""
    path = Path(place)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else place
