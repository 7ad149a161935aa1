"""`assess demo` and `assess doctor`."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from assess import system
from tests.cli.conftest import Run


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_demo_scores_two_factories_and_prints_where_their_reports_are(run: Run, tmp_path: Path, lang: str) -> None:
    result = run("demo", "--out", tmp_path / "out", "--lang", lang)
    assert result.code == 0
    paths = [Path(line) for line in result.out.splitlines()[-2:]]
    assert [path.name.split("-")[0] for path in paths] == ["7412", "complete"]
    for path in paths:
        assert path.read_bytes().startswith(b"%PDF-")
    assert ("虚构" if lang == "zh" else "MADE-UP") in result.out


def test_a_healthy_machine_gets_a_clean_bill(run: Run) -> None:
    result = run("doctor")
    assert result.code == 0, result.out
    assert "✗" not in result.out
    assert not Path("reports").exists()
    found = run("doctor", "--format", "json", "--lang", "en").data
    assert {one["id"] for one in found} >= {"python", "pango", "harfbuzz_subset", "chinese_font", "write_access"}
    assert all(one["ok"] and one["mend"] is None for one in found)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install libharfbuzz-subset0"),
        ("dnf", "sudo dnf install harfbuzz"),
        ("brew", "brew install harfbuzz"),
    ],
)
def test_a_missing_library_comes_with_the_command_that_installs_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
) -> None:
    found = system.library

    def without_subset(name: str) -> ctypes.CDLL | None:
        return None if name == "HarfBuzz subset" else found(name)

    monkeypatch.setattr(system, "library", without_subset)
    monkeypatch.setattr("shutil.which", lambda name: name if name == manager else None)
    result = run("doctor")
    assert result.code == 1
    assert "✗ HarfBuzz subset" in result.out
    assert command in result.out


def test_a_missing_font_and_a_folder_that_cannot_be_written_are_found(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(system, "chinese_fonts", tuple)
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    faults = [one for one in run("doctor", "--format", "json").data if not one["ok"]]
    assert [one["id"] for one in faults] == ["chinese_font", "write_access"]
    assert all(one["mend"] for one in faults)
