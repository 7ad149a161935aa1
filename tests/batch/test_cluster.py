"""Scoring on a cluster: one of two workers killed half-way changes nothing; what goes wrong is said in our own words."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assess.batch.cluster import scorer
from assess.batch.run import run
from tests.batch.conftest import PlanFor, fill, hashes
from tests.support import ROOT, failure

installed = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="the extra is not installed")


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (problem,) = failure(scorer, "tcp://127.0.0.1:8786")
    assert problem.code == "GF-505"
    assert "pip install 'green-factory-assess[cluster]'" in problem.mend("zh")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """What came of several runs over 300 files on one cluster, and where."""
    folder = tmp_path_factory.mktemp("cluster")
    fill(folder / "in", 300, wrong=(3, 150))
    done = subprocess.run(
        [sys.executable, "-m", "tests.batch.cluster_runs", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


@installed
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals only")
class TestRealCluster:
    def test_a_killed_worker_loses_nothing(self, cluster: tuple[Path, dict[str, Any]], plan_for: PlanFor) -> None:
        folder, found = cluster
        assert found["worker killed"] == {"done": 300, "scored": 298, "wrong": 2}
        plan = plan_for(folder / "in", "serial", lang="en")
        run(plan)
        assert hashes(folder / "cluster") == hashes(plan.out)

    def test_a_lost_scheduler_leaves_what_was_scored(self, cluster: tuple[Path, dict[str, Any]]) -> None:
        folder, found = cluster
        assert found["scheduler killed"]["codes"] == ["GF-553"]
        kept = (folder / "lost" / "results.jsonl.part").read_text(encoding="utf-8").splitlines()
        whole = (folder / "cluster" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        assert 0 < len(kept) < len(whole)
        assert kept == whole[: len(kept)]

    @pytest.mark.parametrize(
        ("case", "code", "what"),
        [
            ("closed port", "GF-506", "tcp://127.0.0.1:1"),
            ("no address", "GF-506", "unknown address scheme"),
            ("no workers", "GF-506", "has no workers"),
            ("other rules", "GF-554", "other rules"),
        ],
    )
    def test_what_goes_wrong_is_said(
        self, cluster: tuple[Path, dict[str, Any]], case: str, code: str, what: str
    ) -> None:
        found = cluster[1][case]
        assert found["codes"] == [code]
        assert what in found["what"]
