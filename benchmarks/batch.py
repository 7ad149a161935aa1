"""A folder in one command: ``assess batch`` against PyYAML's C loader parsing the same files, and on two processes.

Everything counts, from starting Python to the last table. ``python benchmarks/batch.py --scale 100000`` scores one large
folder instead, and shows time and memory.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import DEVNULL, Popen
from sys import executable

from county import write
from measure import ROOT, Row, command, in_turns, show

FACTORIES, REPORTS, PATTERNS = 10_000, 24, 60
PARSE = """
import sys, pathlib, yaml
for path in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""


def rows(runs: int = 3, factories: int = FACTORIES, reports: int = REPORTS) -> list[Row]:
    """One process against parsing, two against one, and the same for reports."""
    with tempfile.TemporaryDirectory() as home:
        many, few = Path(home) / "many", Path(home) / "few"
        write(many, factories, seed=1, patterns=PATTERNS)
        write(few, reports, seed=2)
        parse, one, two = in_turns(runs, command("-c", PARSE, str(many)), _batch(many, 1), _batch(many, 2))
        slow, quick = in_turns(1, _batch(few, 1, "--reports"), _batch(few, 2, "--reports"))
    rate = f"{factories / one:.0f} a second"
    return [
        Row(
            f"batch of {factories:,}, one process / CSafeLoader",
            one / parse,
            1.3,
            "×",
            f"{one:.1f} s, {rate}, parsing {parse:.1f} s",
        ),
        Row(
            f"batch of {factories:,}, two processes / one",
            two / one,
            1 / 1.8,
            "×",
            f"{two:.1f} s, {one / two:.2f} times the rate",
        ),
        Row(
            f"{reports} reports, two processes / one",
            quick / slow,
            1 / 1.8,
            "×",
            f"{quick:.1f} s, {slow / quick:.2f} times the rate",
        ),
    ]


def _batch(folder: Path, jobs: int, *more: str) -> Callable[[], object]:
    return command("-m", "assess", "batch", str(folder), "--out", f"{folder}-{jobs}", "--jobs", str(jobs), *more)


# ---------------------------------------------------------------- one large folder


def scale(factories: int, jobs: int, home: Path) -> list[Row]:
    """Time for everything, and the most memory that the parent and its largest child have had."""
    folder = home / "province"
    write(folder, factories, seed=1, patterns=PATTERNS)
    line = [executable, "-m", "assess", "batch", str(folder), "--out", str(home / "out"), "--jobs", str(jobs)]
    start = time.perf_counter()
    with Popen(line, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL) as parent:
        most: dict[int, int] = {}
        while parent.poll() is None:
            for process in _family(parent.pid):
                most[process] = max(most.get(process, 0), _peak(process))
            time.sleep(0.2)
    seconds = time.perf_counter() - start
    children = [peak for process, peak in most.items() if process != parent.pid]
    return [
        Row(f"batch of {factories:,}, {jobs} processes", seconds, None, "s", f"{factories / seconds:.0f} a second"),
        Row("memory of the parent", most[parent.pid] / 1024, None, "MB", "its peak, tables included"),
        Row("memory of the largest worker", max(children, default=0) / 1024, None, "MB", f"{len(children)} children"),
    ]


def _family(root: int) -> Sequence[int]:
    """A process and all below it, where Linux tells it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it has just ended
    found = [root]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return found


def _peak(process: int) -> int:
    """The most memory that a process has had, in kB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def main() -> None:
    """Both measurements from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--factories", type=int, default=FACTORIES)
    arguments.add_argument("--reports", type=int, default=REPORTS)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--scale", type=int, default=0)
    arguments.add_argument("--jobs", type=int, default=2)
    given = arguments.parse_args()
    if not given.scale:
        show(rows(given.runs, given.factories, given.reports))
        return
    with tempfile.TemporaryDirectory() as home:
        show(scale(given.scale, given.jobs, Path(home)))


if __name__ == "__main__":
    main()
