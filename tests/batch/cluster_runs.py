"""Runs on a real cluster of two worker processes; ``python -m tests.batch.cluster_runs FOLDER`` prints what came of them.

A program of its own: the scheduler's warnings and threads are none of the tests' business.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from distributed import Client

from assess import AssessError, load_rulebook
from assess.batch import cluster
from assess.batch.run import Plan, Tally, run
from assess.batch.work import Job

SCHEME = "star-changxing"
HALF_WAY = 100
"""Outcomes after which something is killed."""


def result(
    folder: Path, out: str, address: str, kill: Callable[[], object] = int, digest: str | None = None
) -> dict[str, Any]:
    """A run into ``out``; what is wrong, or how many files were done."""
    digest = digest or load_rulebook().digest
    job = Job((), (SCHEME,), "en", digest=digest)
    plan = Plan(folder / "in", folder / out, job, digest, send_content=True)
    try:
        tally = run(plan, cluster.scorer(address), lambda tally: _at(tally, kill))
    except AssessError as error:
        return {"codes": [one.code for one in error.problems], "what": error.problems[0].what("en")}
    return {"done": tally.done, "scored": tally.scored, "wrong": tally.wrong}


def _at(tally: Tally, kill: Callable[[], object]) -> None:
    if tally.done == HALF_WAY:
        kill()


@contextlib.contextmanager
def dask(name: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A part of a cluster as its own process, gone at the end."""
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def kill_a_worker(address: str) -> int:
    with Client(address) as client:
        pid: int = min(client.run(os.getpid).values())
    os.kill(pid, signal.SIGKILL)
    return pid


def main() -> None:
    folder = Path(sys.argv[1])
    found: dict[str, Any] = {}
    cluster.PATIENCE = 1
    found["closed port"] = result(folder, "none", "tcp://127.0.0.1:1")
    found["no address"] = result(folder, "none", "foo://x")
    with tempfile.TemporaryDirectory() as temporary:
        where = Path(temporary) / "scheduler.json"
        options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(where))
        with dask("scheduler", *options) as scheduler:
            while not where.exists() or not where.read_text():
                assert scheduler.poll() is None
            address = json.loads(where.read_text())["address"]
            found["no workers"] = result(folder, "none", address)
            cluster.PATIENCE = 100
            with dask("worker", "--no-dashboard", "--nworkers", "2", "--nthreads", "1", address):
                with Client(address) as client:
                    client.wait_for_workers(2)
                found["worker killed"] = result(folder, "cluster", address, lambda: kill_a_worker(address))
                found["other rules"] = result(folder, "other", address, digest="0" * 64)
                found["scheduler killed"] = result(folder, "lost", address, scheduler.kill)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
