"""Folders of small submissions, and runs over them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess import Rulebook
from assess.batch.run import Plan
from assess.batch.work import Job
from tests.support import document

SCHEME = "star-changxing"
WRONG = "factory: {name: 厂}\nperiod: 2024\nfacts:\n  electricity_use: 5 MWh\n"
"""A submission with a mistake: line 4, column 3."""


def text(number: int = 1, **more: Any) -> str:
    """A small submission, different for every number."""
    return document({"electricity_used": f"{number} MWh"}, **{"name": f"工厂 {number}", **more})


def fill(folder: Path, count: int, wrong: tuple[int, ...] = ()) -> Path:
    """``count`` submissions in three subfolders; those of ``wrong`` have a mistake."""
    for number in range(count):
        path = folder / f"镇{number % 3}" / f"厂-{number:03}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WRONG if number in wrong else text(number), encoding="utf-8")
    return folder


def hashes(out: Path) -> dict[str, str]:
    """Every file below a folder of results, by name, with the hash of its bytes."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


PlanFor = Callable[..., Plan]


@pytest.fixture
def plan_for(tmp_path: Path, rulebook: Rulebook) -> PlanFor:
    """A plan from a folder to ``out`` (a name below the test's own folder)."""

    def make(folder: Path, out: str = "out", **more: Any) -> Plan:
        of_plan = {key: more.pop(key) for key in ("resume", "send_content") if key in more}
        job = Job(**{"overlays": (), "schemes": (SCHEME,), "lang": "zh", "digest": rulebook.digest, **more})
        return Plan(folder, tmp_path / out, job, rulebook.digest, **of_plan)

    return make
