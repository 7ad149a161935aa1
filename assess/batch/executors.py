"""Where chunks are scored: in this process, in several, or on a cluster; always in order, each exactly once.

A worker that dies (out of memory, killed) takes its chunk with it. The chunks under way are then scored again one file
at a time, and a file that kills its worker even alone becomes a problem of its own (GF-504) instead of ending the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager
from itertools import islice
from typing import TypeAlias

from assess.batch.work import Item, Job, Outcome, refused, rules, score_chunk
from assess.errors import Position, Problem, one

Chunk: TypeAlias = list[Item]
Open: TypeAlias = Callable[[], AbstractContextManager[Executor]]
"""Opens a fresh executor; leaving the context ends its workers and forgets what they have not done."""

CHUNK = 32
"""Files per chunk: enough to make sending one cheap, few enough to share the work evenly."""
CHUNK_WITH_REPORTS = 1
"""A report takes a hundred times as long as a score, and its bytes wait in memory until its turn comes."""
AHEAD = 4
"""Chunks under way per worker: the parent holds no more than these, however many files there are."""


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[Chunk]:
    """The items in chunks of ``size``."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def serial(job: Job, work: Iterable[Chunk]) -> Iterator[Outcome]:
    """Score in this process, file by file."""
    for chunk in work:
        for item in chunk:
            yield from _merged([item], [] if item.known else score_chunk(job, [item]))


def parallel(
    job: Job,
    work: Iterable[Chunk],
    open_executor: Open,
    workers: int,
    breaks: tuple[type[BaseException], ...] = (BrokenExecutor,),
) -> Iterator[Outcome]:
    """Score with an executor, a bounded number of chunks ahead; ``breaks`` are its ways to say that a worker died.

    Raises GF-552 when workers die before they have been given anything to do.
    """
    rest = iter(work)
    while True:
        left: deque[Item] = deque()
        with open_executor() as executor:
            try:
                yield from _ordered(job, rest, executor, workers * AHEAD, left)
                return
            except breaks:
                pass
        yield from _one_by_one(job, left, open_executor, breaks)


def _ordered(job: Job, rest: Iterator[Chunk], executor: Executor, ahead: int, left: deque[Item]) -> Iterator[Outcome]:
    """Results in order. However this ends, ``left`` holds the items taken from ``rest`` that have no result yet."""
    under_way: deque[tuple[Chunk, Future[list[Outcome]] | None]] = deque()
    try:
        while True:
            for chunk in islice(rest, ahead - len(under_way)):
                under_way.append((chunk, None))  # taken: from here on it must not get lost
                todo = [item for item in chunk if not item.known]
                if todo:
                    under_way[-1] = (chunk, executor.submit(score_chunk, job, todo))
            if not under_way:
                return
            chunk, future = under_way[0]
            outcomes = _merged(chunk, future.result() if future is not None else [])
            under_way.popleft()
            yield from outcomes
    finally:
        for chunk, _ in under_way:
            left.extend(chunk)


def _one_by_one(
    job: Job, left: deque[Item], open_executor: Open, breaks: tuple[type[BaseException], ...]
) -> Iterator[Outcome]:
    """Each file in its own task; one that kills its worker even then, and once more, is named and passed over."""
    suspect = None
    while left:
        with open_executor() as executor:
            try:
                executor.submit(ready, job).result()
            except breaks:
                raise one("GF-552") from None
            try:
                while left:
                    todo = [] if left[0].known else [left[0]]
                    outcomes = executor.submit(score_chunk, job, todo).result() if todo else []
                    yield from _merged([left.popleft()], outcomes)
            except breaks:
                if suspect is left[0]:
                    yield _lost(left.popleft(), job)
                else:  # somebody else may have ended the worker just then
                    suspect = left[0]


def _lost(item: Item, job: Job) -> Outcome:
    return refused(item.name, [Problem("GF-504", Position(item.name), {"file": item.name})], job.lang)


def ready(job: Job) -> bool:
    """A worker's answer that it is there and has the rules."""
    rules(job)
    return True


def _merged(chunk: Chunk, scored: Sequence[Outcome]) -> list[Outcome]:
    """What was scored, and an empty outcome in the place of each item that was known before."""
    outcomes = iter(scored)
    return [Outcome(item.name, "", (), ()) if item.known else next(outcomes) for item in chunk]
