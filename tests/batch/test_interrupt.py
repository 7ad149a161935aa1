"""Ctrl-C and worse, sent to the command itself: it stops cleanly, its workers go, and --resume ends with the same bytes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assess.cli.run import main
from tests.batch.conftest import fill, hashes
from tests.support import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX process groups only")

HELD = """
import sys, time
from assess.batch import output
from assess.cli.run import entry

class Output(output.Output):
    count = 0
    def add(self, outcome):
        self.count += 1
        if self.count == 50:
            print("here", flush=True)
            time.sleep(1000)
        return super().add(outcome)

import assess.batch.run
assess.batch.run.Output = Output
entry()
"""
"""The command, held in the middle of its work until somebody stops it."""


@contextmanager
def held(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """The command in a process group of its own, as a terminal would start it, when it has 49 outcomes."""
    command = [sys.executable, "-c", HELD, *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, **pipes)  # type: ignore[call-overload]
    try:
        assert process.stdout.readline() == "here\n"
        yield process
    finally:
        if alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def gone(group: int) -> bool:
    """Whether nobody of the group is left after a while, a very long one."""
    for _ in range(3000):
        if not alive(group):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_cleanly_and_resume_goes_on(tmp_path: Path, jobs: int, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = fill(tmp_path / "in", 200, wrong=(4, 150)), tmp_path / "out"
    with held("batch", folder, "--out", out, "--jobs", jobs) as process:
        os.killpg(process.pid, signal.SIGINT)
        told = process.communicate()[1]
        assert process.returncode == 130
        assert gone(process.pid)
    assert "--resume" in told
    assert "Traceback" not in told
    assert {path.name for path in out.iterdir()} == {"results.jsonl.part", "problems.jsonl.part"}
    assert len((out / "results.jsonl.part").read_bytes().splitlines()) >= 48

    assert main(["batch", str(folder), "--out", str(out), "--resume", "--jobs", "1"]) == 1
    assert "没有改动" in capsys.readouterr().err
    assert main(["batch", str(folder), "--out", str(tmp_path / "whole"), "--jobs", "1"]) == 1
    assert hashes(out) == hashes(tmp_path / "whole")


def test_workers_of_a_command_that_was_killed_end_too(tmp_path: Path) -> None:
    folder = fill(tmp_path / "in", 200)
    with held("batch", folder, "--out", tmp_path / "out", "--jobs", 2) as process:
        process.kill()
        process.wait()
        assert gone(process.pid)
