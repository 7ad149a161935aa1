"""Every way a run can end: its exit code, and words that name the fault in the reader's language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Run

USAGE = [
    (["scor"], "GF-001", "“scor”", "assess --help"),
    (["frobnicate"], "GF-002", "“frobnicate”", "assess --help"),
    (["score", "x.yaml", "--fromat", "json"], "GF-003", "“--format”", "assess score --help"),
    (["score", "x.yaml", "--zzz"], "GF-004", "“--zzz”", "assess score --help"),
    (["score"], "GF-005", "", "assess score --help"),
    (["score", "x.yaml", "--format", "xml"], "GF-006", "xml", "text, json"),
    (["score", "x.yaml", "--lang", "fr"], "GF-006", "fr", "zh, en"),
    (["version", "extra"], "GF-007", "extra", "assess version --help"),
    (["score", "x.yaml", "--format"], "GF-007", "--format", "assess"),
    (["score", "x.yaml", "y.yaml", "--explain", "K-01"], "GF-008", "2", "--scheme"),
]


@pytest.mark.parametrize(("arguments", "code", "named", "helped"), USAGE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_command_line_is_explained(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, arguments: list[str], code: str, named: str, helped: str
) -> None:
    monkeypatch.setenv("ASSESS_LANG", lang)
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"{code} ")
    assert named in result.err
    assert helped in result.err
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in result.err)
    assert chinese is (lang == "zh")


FILES = {
    "missing.yaml": (None, "GF-101"),
    "folder.yaml": (Path(), "GF-102"),
    "large.yaml": (b"# " + b"x" * 50_000_000, "GF-104"),
    "gbk.yaml": (SMALL.encode("gb18030"), "GF-105"),
    "binary.yaml": (b"\xff\xfe\x00\x01\x80", "GF-106"),
    "nul.yaml": (SMALL.encode() + b"\x00", "GF-107"),
    "deep.yaml": (b"a: " + b"[" * 10_000 + b"]" * 10_000, "GF-108"),
    "syntax.yaml": (b"factory: {name: x\nperiod: 2024\n", "GF-109"),
    "duplicate.yaml": (SMALL.encode() + b"period: 2024\n", "GF-110"),
    "anchor.yaml": (b"factory: &a {name: x}\nperiod: 2024\n", "GF-111"),
    "alias.yaml": (b"factory: {name: x}\nperiod: *a\n", "GF-111"),
    "tag.yaml": (b"factory: !!python/object:os.system {name: x}\nperiod: 2024\n", "GF-111"),
    "empty.yaml": (b"", "GF-112"),
    "list.yaml": (b"- a\n", "GF-113"),
    "two.yaml": (SMALL.encode() + b"---\n" + SMALL.encode(), "GF-114"),
    "unit.yaml": (SMALL.replace("2300 万度", "450 吨").encode(), "GF-303"),
    "word.yaml": (SMALL.replace("2300 万度", "两千多").encode(), "GF-304"),
    "bare.yaml": (SMALL.replace("2300 万度", "2300").encode(), "GF-305"),
    "name.yaml": (SMALL.replace("pv_self_used", "pv_self_usd").encode(), "GF-301"),
    "key.yaml": (SMALL.replace("region", "regoin").encode(), "GF-201"),
    "code.yaml": (SMALL.replace("  industry", "  credit_code: 91330522MA2B4C5D6X\n  industry").encode(), "GF-311"),
    "industry.yaml": (SMALL.replace("C3311", "Z9999").encode(), "GF-312"),
}


@pytest.mark.parametrize(("name", "content", "code"), [(name, *rest) for name, rest in FILES.items()])
def test_a_bad_file_is_named_and_nothing_is_written(
    run: Run, tmp_path: Path, name: str, content: bytes | Path | None, code: str
) -> None:
    path = tmp_path / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        path.mkdir()
    before = sorted(tmp_path.rglob("*"))
    result = run("report", path)
    assert (result.code, result.out) == (2, "")
    assert f" {code} " in result.err, result.err
    assert result.err.startswith(str(path))
    assert "Traceback" not in result.err
    assert sorted(tmp_path.rglob("*")) == before


def test_all_mistakes_are_listed_at_once_in_file_order(run: Run, small: Path) -> None:
    small.write_text(
        SMALL.replace("C3311", "Z9999").replace("2300 万度", "450 吨").replace("450 万kWh", "很多"), encoding="utf-8"
    )
    result = run("score", small)
    assert result.code == 2
    assert [line.split(" ")[1] for line in result.err.splitlines()[::2]] == ["GF-312", "GF-303", "GF-304"]
    assert f"{small}:3:13: GF-312" in result.err
    assert f"{small}:7:21: GF-303" in result.err


def test_unknown_scheme_and_criterion_name_what_there_is(run: Run, small: Path) -> None:
    scheme = run("score", small, "--scheme", "star-changxin")
    assert (scheme.code, scheme.out) == (2, "")
    assert "GF-220" in scheme.err
    assert "star-changxing" in scheme.err
    criterion = run("score", small, "--explain", "K-99")
    assert (criterion.code, criterion.out) == (2, "")
    assert "GF-221" in criterion.err


def test_an_internal_error_is_one_line_and_says_where_to_report(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        message = "secret\nsecond line"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("assess.scoring.evaluate.evaluate", broken)
    result = run("score", small)
    assert (result.code, result.out) == (70, "")
    assert result.err.count("\n") == 1
    assert result.err.startswith("GF-900 ")
    assert "ZeroDivisionError" in result.err
    assert "README" in result.err
    monkeypatch.setenv("ASSESS_DEBUG", "1")
    assert "Traceback" in run("score", small).err


def test_an_interrupt_ends_with_130_and_no_traceback(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assess.scoring.evaluate.evaluate", interrupted)
    result = run("score", small)
    assert result.code == 130
    assert "Traceback" not in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_stops_early_is_no_error() -> None:
    root = Path(__file__).resolve().parents[2]
    line = f"'{sys.executable}' -m assess scheme show star-changxing | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_terminal_without_utf8_shows_replacements_and_does_not_fail(small: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "assess", "score", str(small)],
        cwd=root, capture_output=True, env=environment, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
