"""Processes of this machine that score: started clean, deaf to Ctrl-C, and gone when the run ends, however it ends.

The standard library's pool has its workers share one pipe: one that is killed in the middle of an answer stops all the
others for ever. Here each has a pipe of its own, whose end tells either side at once that the other is gone.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Any, TypeAlias

from assess.batch.executors import Open
from assess.batch.work import Job, calm_collector, rules
from assess.errors import AssessError

Task: TypeAlias = "tuple[Future[Any], tuple[Callable[..., Any], tuple[Any, ...]]]"


def processes(job: Job, jobs: int) -> Open:
    """Processes started from a clean server that has the heavy imports already (on Windows one by one)."""

    @contextmanager
    def fresh() -> Iterator[Executor]:
        with _dead_ears_survived():
            pool = Pool(job, jobs)
            try:
                yield pool
            except BaseException:  # interrupted, or nobody wants the rest: what is under way is not waited for
                pool.terminate()
                raise
            finally:
                pool.shutdown()

    return fresh


class Pool(Executor):
    """An executor of ``jobs`` processes, started when there is work. When one dies, what is left breaks with it."""

    def __init__(self, job: Job, jobs: int) -> None:
        self._job, self._jobs = job, jobs
        self._context = clean_context(shipped=not job.overlays)
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._broken = False
        self._hands: list[tuple[BaseProcess, threading.Thread]] = []

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **_: Any) -> Future[Any]:
        """Hand in work. Raises BrokenExecutor when a worker has died."""
        future: Future[Any] = Future()
        with _interrupts_later():  # in the middle of this one would leave a process that nobody knows of
            with self._lock:
                if self._broken:
                    raise BrokenExecutor
                self._tasks.put((future, (call, arguments)))
            if len(self._hands) < self._jobs:
                self._hands.append(self._hire())
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers as soon as they have answered."""
        for _ in self._hands:
            self._tasks.put(None)
        for worker, hand in self._hands:
            hand.join()
            worker.join()

    def terminate(self) -> None:
        """End the workers at once."""
        self._break()
        for worker, _ in self._hands:
            worker.terminate()

    def _hire(self) -> tuple[BaseProcess, threading.Thread]:
        """A worker, and the thread that speaks with it."""
        here, there = multiprocessing.Pipe()
        worker: BaseProcess = self._context.Process(target=_work, args=(there, self._job), daemon=True)
        worker.start()
        there.close()  # else we would never hear that the worker's own end is gone
        hand = threading.Thread(target=self._serve, args=(here,), daemon=True)
        hand.start()
        return worker, hand

    def _serve(self, worker: Connection) -> None:
        with worker:
            while (task := self._tasks.get()) is not None:
                future, call = task
                try:
                    worker.send(call)
                    answer, fault = worker.recv()
                except (EOFError, OSError):
                    self._break()
                    future.set_exception(BrokenExecutor())
                    return
                except Exception as error:  # noqa: BLE001  # what cannot be sent or understood
                    future.set_exception(error)
                    continue
                if fault is None:
                    future.set_result(answer)
                else:
                    future.set_exception(fault)

    def _break(self) -> None:
        """Nothing more is taken, and what waits is given up."""
        with self._lock:
            self._broken = True
        with suppress(Empty):
            while (task := self._tasks.get_nowait()) is not None:
                task[0].set_exception(BrokenExecutor())
            self._tasks.put(None)  # it was meant for another thread


def _work(parent: Connection, job: Job) -> None:
    """A worker's life. It ends with its parent, even one that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(AssessError):  # told with the first answer
        rules(job)
    calm_collector()
    with suppress(EOFError, OSError):
        while True:
            call, arguments = parent.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = (call(*arguments), None)
            except Exception as error:  # noqa: BLE001  # whatever it is, it goes to the parent
                answer = (None, error)
            parent.send(answer)


# ---------------------------------------------------------------- starting, and signals


def clean_context(*, shipped: bool = True) -> Any:
    """How processes are started: from a server that has nothing but the imports, where the system has it.

    ``shipped``: and the shipped rules. The server gets ready by itself, so that whoever asks early need not wait.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    multiprocessing.set_forkserver_preload(["assess.batch.ready" if shipped else "assess.batch.work"])
    resource_tracker.ensure_running()  # first: it lets interrupts through again
    with _interrupts_later():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()  # it and its workers inherit that Ctrl-C is not for them
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return multiprocessing.get_context("forkserver")


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C is heard at the end. Blocking the signal is not enough, since any other thread would take it."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    heard: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda *how: heard.append(how))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        for how in heard[:1]:
            handler(*how)


@contextmanager
def _dead_ears_survived() -> Iterator[None]:
    """Speaking to a worker that has died is an error to be handled, and not the silent end that ``| head`` calls for."""
    if threading.current_thread() is not threading.main_thread() or sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)
