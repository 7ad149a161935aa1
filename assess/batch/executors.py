"""Where chunks are scored: in this process, in several, or on a cluster; always in order, each exactly once.

A worker that dies (out of memory, killed) takes its chunk with it. The chunks under way are then scored again one file
at a time, and a file that kills its worker even alone becomes a problem of its own (GF-504) instead of ending the run.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from itertools import islice
from typing import TypeAlias

from assess.batch.work import Item, Job, Outcome, line, problem_row, score_chunk, warm
from assess.errors import Position, Problem

Chunk: TypeAlias = list[Item]
Open: TypeAlias = Callable[[], AbstractContextManager[Executor]]
"""Opens a fresh executor; leaving the context ends its workers."""

CHUNK = 32
"""Files per chunk: enough to make sending one cheap, few enough to share the work evenly."""
AHEAD = 4
"""Chunks under way per worker: the parent holds no more than these, however many files there are."""


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[Chunk]:
    """The items in chunks of ``size``."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def serial(job: Job, work: Iterable[Chunk]) -> Iterator[Outcome]:
    """Score in this process."""
    for chunk in work:
        yield from score_chunk(job, chunk)


def processes(job: Job, jobs: int) -> Open:
    """Processes of this machine, started from a clean server that has the heavy imports already."""
    import multiprocessing

    def fresh() -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["assess.batch.work"])
        return ProcessPoolExecutor(jobs, context, initializer=_prepare, initargs=(job,))

    return fresh


def parallel(
    job: Job,
    work: Iterable[Chunk],
    open_executor: Open,
    workers: int,
    breaks: tuple[type[BaseException], ...] = (BrokenExecutor,),
) -> Iterator[Outcome]:
    """Score with an executor, a bounded number of chunks ahead; ``breaks`` are its ways to say that a worker died."""
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
                under_way[-1] = (chunk, executor.submit(score_chunk, job, chunk))
            if not under_way:
                return
            future = under_way[0][1]
            assert future is not None
            outcomes = future.result()
            under_way.popleft()
            yield from outcomes
    finally:
        for chunk, waiting in under_way:
            left.extend(chunk)
            if waiting is not None:
                waiting.cancel()


def _one_by_one(
    job: Job, left: deque[Item], open_executor: Open, breaks: tuple[type[BaseException], ...]
) -> Iterator[Outcome]:
    """Each file in its own task; one that kills its worker is named and passed over."""
    while left:
        with open_executor() as executor:
            try:
                while left:
                    outcomes = executor.submit(score_chunk, job, [left[0]]).result()
                    left.popleft()
                    yield from outcomes
            except breaks:
                yield _lost(left.popleft(), job)


def _lost(item: Item, job: Job) -> Outcome:
    problem = Problem("GF-504", Position(item.name), {"file": item.name})
    return Outcome(item.name, "", (), (line(problem_row(item.name, problem, job.lang)),))


def _prepare(job: Job) -> None:
    """A worker's first step: an interrupt ends the parent, which ends us; the rules are loaded once."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm(job)
    gc.freeze()
