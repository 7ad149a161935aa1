"""The built wheel works by itself: installed into an empty environment outside the checkout it runs the demo."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_everything_that_ships_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("criteria", "templates", "examples"):
        shipped = {
            f"assess/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert shipped
        assert shipped <= set(names)
    assert "assess/py.typed" in names
    assert not [
        name for name in names if name.split("/")[0] not in {"assess", wheel.stem.split("-py3")[0] + ".dist-info"}
    ]
    assert not [name for name in names if name.startswith("tests/") or "/tests/" in name or "conftest" in name]


@pytest.mark.slow
def test_an_empty_environment_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "env"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", str(wheel)], check=True
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [scripts / "assess", "demo"], cwd=elsewhere, env=variables, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    reports = [elsewhere / line for line in done.stdout.splitlines()[-2:]]
    assert all(report.read_bytes().startswith(b"%PDF-") for report in reports)
