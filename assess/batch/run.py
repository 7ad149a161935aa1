"""A batch run: find, score, and keep every result as a line of JSON, from which all tables are made.

``results.jsonl`` is written as results come in and holds no more in memory than a few chunks. It is also what a later
run takes unchanged submissions from, and what a stopped run goes on from (``results.jsonl.part``).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from assess.batch.earlier import Earlier, Kept
from assess.batch.executors import CHUNK, CHUNK_WITH_REPORTS, Chunk, chunks, serial
from assess.batch.find import Found, find
from assess.batch.names import ending, safe_names
from assess.batch.output import Output
from assess.batch.read import read
from assess.batch.work import Item, Job, Outcome, refused
from assess.errors import AssessError, Position, one

Score = Callable[[Job, Iterable[Chunk]], Iterator[Outcome]]
"""Scores chunks in order: :func:`executors.serial`, or :func:`executors.parallel` with everything but the first two."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far: files found, done, scored, taken from an earlier run, and with something wrong.

    ``wrong`` counts links and folders that cannot be followed as well, and files whose report could not be made.
    """

    found: int = 0
    done: int = 0
    scored: int = 0
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
    :class:`~assess.errors.AssessError` where the folder cannot be read (GF-101, GF-103, GF-501), where nothing in it is
    a submission (GF-508) or the results cannot be written (GF-401).
    """
    found, problems = find(plan.folder, leave_out=plan.out)
    if not found and not problems:
        raise one("GF-508", Position(str(plan.folder)), file=str(plan.folder))
    tally = Tally(found=len(found), wrong=len(problems))
    with (
        Earlier(plan.out, plan.digest, plan.job) if plan.resume else nullcontext() as earlier,
        Output(plan.out, plan.job, plan.digest) as output,
        closing(_outcomes(plan, found, earlier, score)) as outcomes,
    ):
        for problem in problems:
            output.add(refused(problem.position.file if problem.position else "", [problem], plan.job.lang))
        for outcome, reused in outcomes:
            tally.reports += output.add(outcome)
            _count(tally, outcome, reused=reused)
            if progress is not None:
                progress(tally)
    output.finish()
    return tally


def _count(tally: Tally, outcome: Outcome, *, reused: bool) -> None:
    tally.done += 1
    tally.scored += bool(outcome.rows)
    tally.reused += reused
    tally.wrong += bool(outcome.problems)


def _outcomes(
    plan: Plan, found: Sequence[Found], earlier: Earlier | None, score: Score
) -> Generator[tuple[Outcome, bool], None, None]:
    """Every outcome in the order of the names: taken from an earlier run where nothing has changed, else scored."""
    known: dict[str, Outcome | Kept] = {}
    size = CHUNK_WITH_REPORTS if plan.job.reports else CHUNK
    scored = score(plan.job, chunks(_items(plan, found, earlier, known), size))
    try:
        for outcome in scored:
            settled = known.pop(outcome.name, None)
            if settled is None:
                yield outcome, False
            elif isinstance(settled, Outcome):
                yield settled, False
            else:
                assert earlier is not None
                yield earlier.outcome(outcome.name, settled), True
    finally:
        if isinstance(scored, Generator):
            scored.close()  # now, not when the last reference is gone: it ends the workers


def _items(
    plan: Plan, found: Sequence[Found], earlier: Earlier | None, known: dict[str, Outcome | Kept]
) -> Iterator[Item]:
    """Every submission as an item; what needs no scoring is noted in ``known``."""
    stems = _stems(plan, found)
    for file in found:
        item = Item(file.name, str(file.path), None, stems.get(file.name, ""), str(plan.folder))
        kept = earlier.kept(item) if earlier is not None else None
        if kept is not None:
            known[file.name] = kept
        elif plan.send_content:
            try:
                item = replace(item, content=read(plan.folder, file.path, file.name))
            except AssessError as error:
                known[file.name] = refused(file.name, error.problems, plan.job.lang)
        yield replace(item, known=True) if file.name in known else item


def _stems(plan: Plan, found: Sequence[Found]) -> Mapping[str, str]:
    if not plan.job.reports:
        return {}
    return safe_names((file.name for file in found), [ending(name, plan.job.lang) for name in plan.job.schemes])
