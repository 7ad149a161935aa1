"""``assess batch``: what it prints where, its exit codes, and what it says on a terminal."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from assess.batch.run import Tally
from assess.cli import batch as command
from assess.cli.batch_progress import _Lines
from assess.cli.say import Say
from assess.report import pdf
from tests.batch.conftest import fill, hashes, text
from tests.cli.conftest import Run

FILES = ["results.xlsx", "results.csv", "results.parquet", "results.jsonl", "problems.jsonl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill(tmp_path / "in", 6, wrong=(2,))


def good(folder: Path) -> Path:
    for path in folder.rglob("厂-002.yaml"):
        path.write_text(text(2), encoding="utf-8")
    return folder


def test_paths_on_stdout_words_on_stderr(run: Run, folder: Path) -> None:
    result = run("batch", folder, "--out", "out", "--jobs", 1)
    assert result.code == 1
    assert result.out.splitlines() == [str(Path("out") / name) for name in FILES]
    assert all(Path(line).is_file() for line in result.out.splitlines())
    assert result.err.splitlines()[-1].startswith("共 6 份，评出 5 份；1 处有问题")
    assert "已评 6 / 6" in result.err


def test_english(run: Run, folder: Path) -> None:
    result = run("batch", folder, "--out", "out", "--jobs", 1, "--lang", "en")
    assert result.err.splitlines()[-1].startswith("6 submissions, 5 scored; 1 with problems")
    assert "6 of 6" in result.err


def test_all_scored_is_zero(run: Run, folder: Path) -> None:
    assert run("batch", good(folder), "--out", "out", "--jobs", 1).code == 0


def test_json_counts_and_names_the_files(run: Run, folder: Path) -> None:
    result = run("batch", folder, "--out", "out", "--jobs", 1, "--format", "json")
    found = {"found": 6, "done": 6, "scored": 5, "reused": 0, "wrong": 1, "reports": 0}
    assert result.data == {**found, "files": {name: str(Path("out") / name) for name in FILES}}
    again = run("batch", folder, "--out", "out", "--jobs", 1, "--format", "json", "--resume")
    assert (again.data["reused"], again.data["scored"]) == (5, 5)
    assert "5 份没有改动" in again.err


def test_the_number_of_processes_changes_nothing(run: Run, folder: Path) -> None:
    for jobs in (1, 2, 0):
        assert run("batch", folder, "--out", f"out{jobs}", "--jobs", jobs).code == 1
    assert hashes(Path("out1")) == hashes(Path("out2")) == hashes(Path("out0"))


def test_correcting_a_file_and_going_on(run: Run, folder: Path) -> None:
    run("batch", folder, "--out", "out", "--jobs", 1)
    result = run("batch", good(folder), "--out", "out", "--jobs", 1, "--resume", "--format", "json")
    assert (result.code, result.data["reused"], result.data["scored"]) == (0, 5, 6)
    run("batch", folder, "--out", "whole", "--jobs", 1)
    assert hashes(Path("out")) == hashes(Path("whole"))


def test_results_beside_the_submissions(run: Run, folder: Path) -> None:
    run("batch", folder, "--out", folder, "--jobs", 1)
    first = hashes(folder)
    run("batch", folder, "--out", folder, "--jobs", 1)
    assert hashes(folder) == first


def test_an_empty_folder_is_told_kindly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("batch", "empty", "--out", "out")
    assert (result.code, result.out) == (2, "")
    assert "GF-508" in result.err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none", "--out", "out"], "GF-101"),
        (["in/镇0/厂-000.yaml", "--out", "out"], "GF-501"),
        (["in", "--out", "out", "--scheme", "nope"], "GF-220"),
        (["in"], "GF-005"),
        (["in", "--out", "out", "--jobs", "-1"], "GF-006"),
    ],
)
def test_mistakes_on_the_command_line(run: Run, folder: Path, arguments: list[str], code: str) -> None:
    result = run("batch", *arguments)
    assert (result.code, result.out) == (2, "")
    assert code in result.err
    assert not Path("out").exists()


def test_overlays_are_named_by_folder_and_not_by_machine(run: Run, folder: Path, tmp_path: Path) -> None:
    scheme = tmp_path / "我的规则" / "schemes" / "mine"
    scheme.mkdir(parents=True)
    (scheme / "scheme.yaml").write_text(
        "id: mine\nextends: star-changxing\ndefault: false\ntitle: {zh: 我的, en: Mine}\n", encoding="utf-8"
    )
    result = run("batch", folder, "--out", "out", "--jobs", 2, "--scheme", "mine", "--criteria", "我的规则")
    assert result.code == 1, result.err
    raw = b"".join(path.read_bytes() for path in Path("out").iterdir())
    assert str(tmp_path).encode() not in raw
    assert json.loads(Path("out/results.jsonl").read_text(encoding="utf-8").splitlines()[0])["scheme"] == "mine"


def test_reports_land_in_their_folder(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "pdf_bytes", lambda html: b"%PDF")
    result = run("batch", folder, "--out", "out", "--jobs", 1, "--reports", "--format", "json")
    assert result.data["reports"] == 5
    assert len(list(Path(result.data["files"]["reports"]).iterdir())) == 5
    assert "新出报告 5 份" in result.err


@pytest.mark.slow
def test_a_real_report_from_a_worker(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    for path in sorted(folder.rglob("*.yaml"))[2:]:
        path.unlink()
    assert run("batch", folder, "--out", "out", "--jobs", 2, "--reports").code == 0
    name = "镇0-厂-000-star-changxing-zh.pdf"
    content = (Path("out") / "reports" / name).read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert len(content) > 10_000


def test_ctrl_c_says_how_to_go_on(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_run", interrupted)
    result = run("batch", folder, "--out", "out", "--lang", "en")
    assert (result.code, result.out) == (130, "")
    assert "--resume" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals only")
def test_a_bar_with_rate_and_time_left_on_a_terminal(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm-256color")
        run("batch", folder, "--out", "out", "--jobs", 1)
        terminal.flush()
        shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert "6/6" in shown
    assert "份/秒" in shown
    assert "还需" in shown
    assert "已评" not in shown


def test_progress_lines_come_every_tenth_and_every_half_minute(capsys: pytest.CaptureFixture[str]) -> None:
    now = 0.0
    lines = _Lines(Say("zh"), lambda: now)
    for done, at in ((100, 0.0), (101, 10.0), (103, 31.0), (104, 40.0), (110, 60.0), (111, 62.0), (1000, 63.0)):
        now = at
        lines(Tally(found=1000, done=done, reused=100))
    shown = capsys.readouterr().err.splitlines()
    assert shown == [
        "已评 100 / 1000",
        "已评 103 / 1000，约还需 154 分钟",
        "已评 111 / 1000，约还需 84 分钟",
        "已评 1000 / 1000",
    ]
