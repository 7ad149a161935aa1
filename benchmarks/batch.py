"""A folder in one command: ``assess batch`` against PyYAML's C loader parsing the same files, and on two processes.

Everything counts, from starting Python to the last table. One process is compared by processor time, which other work
on the machine disturbs least; two processes by the clock. ``--scale 100000`` scores one large folder instead, and shows
time and memory.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from subprocess import DEVNULL, Popen
from sys import executable

from county import write
from measure import ROOT, Row, Spent, show, spent

FACTORIES, REPORTS, PATTERNS = 10_000, 24, 60
PARSE = """
import sys, pathlib, yaml
for path in pathlib.Path(sys.argv[1]).rglob("*.yaml"):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""
HIDDEN = "raise ImportError('hidden by the benchmark')\n"
"""What stands in the place of yaml-rs to measure ``assess`` without its extra ``fast``."""


def rows(runs: int = 1, factories: int = FACTORIES, reports: int = REPORTS) -> list[Row]:
    """One process against parsing, two against one, and the same for reports."""
    with tempfile.TemporaryDirectory() as home:
        many, few = Path(home) / "many", Path(home) / "few"
        write(many, factories, seed=1, patterns=PATTERNS)
        write(few, reports, seed=2, patterns=1)
        without = Path(home) / "without"
        without.mkdir()
        (without / "yaml_rs.py").write_text(HIDDEN, encoding="utf-8")
        return [*_scoring(runs, many, factories, without), _printing(few, reports)]


def _scoring(runs: int, folder: Path, factories: int, without: Path) -> list[Row]:
    tasks: dict[str, Callable[[], Spent]] = {
        "parse": lambda: spent("-c", PARSE, str(folder)),
        "plain": lambda: spent("-m", "assess", *_batch(folder, 1), without=without),
        "plain two": lambda: spent("-m", "assess", *_batch(folder, 2), without=without),
        "fast": lambda: spent("-m", "assess", *_batch(folder, 1)),
        "fast two": lambda: spent("-m", "assess", *_batch(folder, 2)),
    }
    found: dict[str, list[Spent]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            found[name].append(task())
    used = {name: statistics.median(one.busy for one in times) for name, times in found.items()}
    wall = {name: statistics.median(one.wall for one in times) for name, times in found.items()}
    what = f"batch of {factories:,}"
    return [
        Row(f"{what}, one process / CSafeLoader", used["plain"] / used["parse"], 1.3, "×", _detail(used, "plain")),
        _fast(what, used),
        _two(f"{what}, two processes / one (clock)", wall, "plain", 1 / 1.8),
        _two(f"{what}, the same with extra fast (clock)", wall, "fast", None),
    ]


def _two(what: str, wall: dict[str, float], name: str, bound: float | None) -> Row:
    one, two = wall[name], wall[f"{name} two"]
    return Row(what, two / one, bound, "×", f"{one:.1f} s and {two:.1f} s, {one / two:.2f} times the rate")


def _fast(what: str, used: dict[str, float]) -> Row:
    name = f"{what}, one process with extra fast / CSafeLoader"
    if find_spec("yaml_rs") is None:
        return Row(name, float("nan"), None, "×", "not installed: pip install green-factory-assess[fast]")
    return Row(name, used["fast"] / used["parse"], None, "×", f"aim 0.5 ×; {_detail(used, 'fast')}")


def _detail(used: dict[str, float], name: str) -> str:
    return f"{used[name]:.1f} s of one processor, parsing {used['parse']:.1f} s"


def _printing(folder: Path, reports: int) -> Row:
    one, two = (spent("-m", "assess", *_batch(folder, jobs), "--reports").wall for jobs in (1, 2))
    detail = f"{one:.1f} s and {two:.1f} s, {one / two:.2f} times the rate"
    return Row(f"{reports} reports, two processes / one (clock)", two / one, 1 / 1.8, "×", detail)


def _batch(folder: Path, jobs: int) -> tuple[str, ...]:
    return ("batch", str(folder), "--out", f"{folder}-{jobs}", "--jobs", str(jobs))


# ---------------------------------------------------------------- one large folder


def scale(factories: int, jobs: int, home: Path) -> list[Row]:
    """Time for everything, and the most memory that the parent and its largest child have had.

    The folder holds 10,000 different submissions again and again; a run takes no notice of that.
    """
    folder = home / "province"
    write(folder / "0", min(factories, FACTORIES), seed=1, patterns=PATTERNS)
    for number in range(1, factories // FACTORIES):
        shutil.copytree(folder / "0", folder / str(number))
    found = sum(1 for _ in folder.rglob("*.yaml"))
    start = time.perf_counter()
    with Popen([executable, "-m", "assess", *_batch(folder, jobs)], cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL) as parent:
        most: dict[int, int] = {}
        while parent.poll() is None:
            for process in _family(parent.pid):
                most[process] = max(most.get(process, 0), _peak(process))
            time.sleep(0.2)
    seconds = time.perf_counter() - start
    children = [peak for process, peak in most.items() if process != parent.pid]
    return [
        Row(f"batch of {found:,}, {jobs} processes", seconds, None, "s", f"{found / seconds:.0f} a second"),
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
    arguments.add_argument("--runs", type=int, default=1)
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
