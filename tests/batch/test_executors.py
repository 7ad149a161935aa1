"""Where chunks are scored: the same outcomes in the same order everywhere, whatever happens to the workers."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from pathlib import Path
from pickle import PicklingError
from typing import Any

import pytest

from assess import Rulebook
from assess.batch import executors
from assess.batch.executors import AHEAD, Chunk, chunks, parallel, serial
from assess.batch.run import Tally, run
from assess.batch.work import Item, Job, Outcome
from assess.batch.workers import Pool, processes
from tests.batch import deadly
from tests.batch.conftest import SCHEME, PlanFor, fill, hashes, text
from tests.support import codes, failure

JOB = Job((), (SCHEME,), "zh")
kills = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals only")


def items(count: int, known: tuple[int, ...] = ()) -> list[Item]:
    return [Item(f"{number:03}.yaml", "", text(number).encode(), known=number in known) for number in range(count)]


def names(outcomes: Iterator[Outcome] | list[Outcome]) -> list[str]:
    return [one.name for one in outcomes]


# ---------------------------------------------------------------- an executor without processes


class Fake(Executor):
    """Does the work at once, and counts what has been handed in and not been taken yet."""

    def __init__(self, breaks_at: Callable[[list[Item]], bool] = lambda chunk: False) -> None:
        self.breaks_at, self.broken = breaks_at, False
        self.done: list[str] = []
        self.largest = 0

    def submit(self, fn: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
        if self.broken:
            raise BrokenExecutor
        future: Future[Any] = Future()
        if fn is executors.ready:
            future.set_result(True)
            return future
        chunk: list[Item] = arguments[1]
        self.largest = max(self.largest, len(chunk))
        if self.breaks_at(chunk):
            self.broken = True
            future.set_exception(BrokenExecutor())
        else:
            self.done += [one.name for one in chunk]
            future.set_result([Outcome(one.name, "", ("{}",), ()) for one in chunk])
        return future


def opened(*fakes: Fake) -> Callable[[], Any]:
    """Hands out one executor after the other, the last one again and again."""
    left = list(fakes)

    @contextmanager
    def fresh() -> Iterator[Executor]:
        yield left.pop(0) if len(left) > 1 else left[0]

    return fresh


def test_the_parent_takes_only_a_few_chunks_ahead() -> None:
    taken = given = most = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        for one in items(20 * AHEAD * 2 * 4):
            taken += 1
            yield one

    for _ in parallel(JOB, chunks(endless(), 4), opened(Fake()), workers=2):
        given += 1
        most = max(most, taken - given)
    assert given == taken
    assert most <= (AHEAD * 2 + 1) * 4


def test_known_items_keep_their_place_and_are_not_scored() -> None:
    fake = Fake()
    known = (0, 5, 6, 7, 8, 11)
    found = list(parallel(JOB, chunks(items(12, known), 4), opened(fake), workers=1))
    assert names(found) == [f"{number:03}.yaml" for number in range(12)]
    assert [bool(one.rows) for one in found] == [number not in known for number in range(12)]
    assert len(fake.done) == 6


def test_only_known_items_need_no_worker() -> None:
    fake = Fake(lambda chunk: True)
    assert len(list(parallel(JOB, chunks(items(10, tuple(range(10))), 4), opened(fake), workers=1))) == 10


@pytest.mark.parametrize("at", [0, 7, 39])
def test_a_worker_lost_once_loses_nothing(at: int) -> None:
    dying = Fake(lambda chunk: any(one.name == f"{at:03}.yaml" for one in chunk))
    found = list(parallel(JOB, chunks(items(40), 4), opened(dying, Fake()), workers=2))
    assert names(found) == [f"{number:03}.yaml" for number in range(40)]
    assert all(one.rows for one in found)


@pytest.mark.parametrize("known", [(), (6, 8)])
def test_a_file_that_always_kills_is_named_and_passed_over(known: tuple[int, ...]) -> None:
    @contextmanager
    def fresh() -> Iterator[Executor]:
        yield Fake(lambda chunk: any(one.name == "007.yaml" for one in chunk))

    found = list(parallel(JOB, chunks(items(40, known), 4), fresh, workers=2))
    assert names(found) == [f"{number:03}.yaml" for number in range(40)]
    wrong = [json.loads(one.problems[0]) for one in found if one.problems]
    assert [(one["file"], one["code"]) for one in wrong] == [("007.yaml", "GF-504")]


def test_workers_that_never_come_up_end_the_run() -> None:
    class Stillborn(Fake):
        def submit(self, fn: Any, /, *arguments: Any, **_: Any) -> Future[Any]:
            raise BrokenExecutor

    assert codes(failure(lambda: list(parallel(JOB, chunks(items(9), 4), opened(Stillborn()), 2)))) == ["GF-552"]


def test_whoever_stops_listening_closes_the_executor() -> None:
    closed: list[type[BaseException] | None] = []

    @contextmanager
    def fresh() -> Iterator[Executor]:
        try:
            yield Fake()
        except BaseException as error:
            closed.append(type(error))
            raise

    found = parallel(JOB, chunks(items(40), 4), fresh, workers=2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert closed == [GeneratorExit]


# ---------------------------------------------------------------- real processes


@contextmanager
def pool(jobs: int = 2) -> Iterator[Pool]:
    with processes(JOB, jobs)() as found:
        assert isinstance(found, Pool)
        yield found
    assert active_children() == []


def test_a_pool_answers_and_passes_on_what_goes_wrong() -> None:
    with pool() as found:
        good = [found.submit(divmod, 7, number) for number in (1, 2, 3)]
        bad, known, odd = found.submit(divmod, 7, 0), found.submit(deadly.fail), found.submit(lambda: None)
        assert [one.result() for one in good] == [(7, 0), (3, 1), (2, 1)]
        with pytest.raises(ZeroDivisionError):
            bad.result()
        assert codes(failure(known.result)) == ["GF-504"]
        with pytest.raises((AttributeError, PicklingError)):
            odd.result()
        assert found.submit(divmod, 9, 2).result() == (4, 1)


@kills
def test_a_worker_killed_in_the_middle_of_its_answer_holds_nobody_up() -> None:
    with pool() as found:
        assert found.submit(divmod, 9, 2).result() == (4, 1)
        lost = found.submit(deadly.half_an_answer)
        with pytest.raises(BrokenExecutor):
            lost.result()
        with pytest.raises(BrokenExecutor):
            found.submit(divmod, 9, 2)


@kills
def test_what_waits_behind_a_dead_worker_is_given_up() -> None:
    with pool(1) as found:
        lost = [found.submit(deadly.half_an_answer)]
        with suppress(BrokenExecutor):  # when it has died already
            lost += [found.submit(divmod, 9, 2) for _ in range(5)]
        assert {type(one.exception()) for one in lost} == {BrokenExecutor}


def test_ending_early_waits_for_nobody() -> None:
    def interrupted() -> None:
        with pool() as found:
            found.submit(time.sleep, 1000)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert active_children() == []


def test_processes_give_what_one_process_gives(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 70, wrong=(3, 40))
    run(plan_for(folder, "one"), serial)
    plan = plan_for(folder, "two")
    tally = run(plan, lambda job, work: parallel(job, work, processes(job, 2), 2))
    assert (tally.done, tally.scored, tally.wrong) == (70, 68, 2)
    assert hashes(tmp_path / "two") == hashes(tmp_path / "one")
    assert active_children() == []


@kills
def test_workers_killed_from_outside(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 400, wrong=(3,))
    run(plan_for(folder, "one"), serial)
    killed: list[int] = []

    def kill(tally: Tally) -> None:
        if tally.done in (10, 60):
            for worker in active_children()[: 1 + len(killed)]:
                assert worker.pid is not None
                os.kill(worker.pid, signal.SIGKILL)
                killed.append(worker.pid)

    run(plan_for(folder, "two"), lambda job, work: parallel(job, work, processes(job, 2), 2), kill)
    assert len(killed) >= 2
    assert hashes(tmp_path / "two") == hashes(tmp_path / "one")
    assert active_children() == []


@kills
def test_a_file_that_kills_every_worker(
    tmp_path: Path, plan_for: PlanFor, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", 40)
    monkeypatch.setattr(executors, "score_chunk", deadly.score_chunk)
    run(plan_for(folder), lambda job, work: parallel(job, work, processes(job, 2), 2))
    problems = [json.loads(one) for one in (tmp_path / "out" / "problems.jsonl").read_text().splitlines()]
    assert [(one["file"], one["code"]) for one in problems] == [(deadly.NAME, "GF-504")]
    files = [json.loads(one)["file"] for one in (tmp_path / "out" / "results.jsonl").read_text().splitlines()]
    assert len(files) == len(set(files)) == 39
    assert files == sorted(files)


def test_the_serial_way_goes_file_by_file() -> None:
    seen = []

    def work() -> Iterator[Chunk]:
        seen.append("asked")
        yield items(2)

    outcomes = serial(JOB, work())
    assert next(outcomes).name == "000.yaml"
    assert seen == ["asked"]
