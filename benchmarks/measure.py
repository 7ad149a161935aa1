"""What the benchmarks share: timing in turns, and one table row per promise."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, how much, and the bound that was promised; None where nothing was."""

    what: str
    measured: float
    bound: float | None
    unit: str
    detail: str = ""

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.bound is None or self.measured <= self.bound


def in_turns(runs: int, *tasks: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Median seconds of each task, run in turns so that a slow moment of the machine meets them all.

    With ``time.process_time`` as the clock other work on the machine counts less; it sees this process only.
    """
    seconds: list[list[float]] = [[] for _ in tasks]
    for task in tasks:
        task()
    for _ in range(runs):
        for index, task in enumerate(tasks):
            start = clock()
            task()
            seconds[index].append(clock() - start)
    return [statistics.median(times) for times in seconds]


class Spent(NamedTuple):
    """Seconds on the clock, and seconds that a process and its children have kept processors busy."""

    wall: float
    busy: float


def spent(*arguments: str, without: Path | None = None) -> Spent:
    """What one run of this Python with ``arguments`` in a new process takes. Ends everything when it fails.

    Modules in the folder ``without`` stand before the installed ones, in all processes that it starts.
    """
    environment = os.environ | ({"PYTHONPATH": str(without)} if without is not None else {})
    start, before = time.perf_counter(), busy()
    found = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=False, capture_output=True)
    if found.returncode:
        raise SystemExit(found.stderr.decode(errors="replace"))
    return Spent(time.perf_counter() - start, busy() - before)


def busy() -> float:
    """Seconds that processes started by this one, and those below them, have kept processors busy."""
    times = os.times()
    return times.children_user + times.children_system


def command(*arguments: str) -> Callable[[], object]:
    """A task that runs this Python with ``arguments`` in a new process, its output thrown away.

    Compiled modules are kept between runs, as they are on a machine where the package is installed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, env=environment)

    return run


def show(rows: Sequence[Row]) -> None:
    """Print a Markdown table."""
    print("| what | measured | bound | kept | detail |")
    print("|---|---:|---:|---|---|")
    for row in rows:
        kept = "–" if row.bound is None else "yes" if row.kept else "**no**"
        bound = "–" if row.bound is None else f"{row.bound:g} {row.unit}"
        print(f"| {row.what} | {row.measured:.2f} {row.unit} | {bound} | {kept} | {row.detail} |")
