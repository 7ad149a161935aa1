"""`assess report` and `assess new`: where results land, and what they never overwrite."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from assess.report.job import today
from assess.report.paths import report_path
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plant.yaml", "reports/plant-s-zh.pdf"),
        ("湖州 工厂（2024）.yaml", "reports/湖州-工厂（2024）-s-zh.pdf"),
        ("../../etc/passwd", "reports/passwd-s-zh.pdf"),
        ("..yaml", "reports/report-s-zh.pdf"),
        ("a\nb;rm -rf.yaml", "reports/a-b-rm--rf-s-zh.pdf"),
        (".yaml", "reports/yaml-s-zh.pdf"),
        ("---.yaml", "reports/report-s-zh.pdf"),
        ("长" * 300 + ".yaml", f"reports/{'长' * 60}-s-zh.pdf"),
    ],
)
def test_default_names_stay_inside_reports(name: str, expected: str) -> None:
    path = report_path(Path("reports"), Path(name), "s", "zh", "pdf")
    assert path.as_posix() == expected
    assert len(path.name.encode()) < 255


def test_html_lands_in_reports_and_its_path_is_printed(run: Run, small: Path, tmp_path: Path) -> None:
    result = run("report", small, "--format", "html")
    assert (result.code, result.err) == (0, "")
    assert Path(result.out.strip()) == Path("reports/small-star-changxing-zh.html")
    text = (tmp_path / result.out.strip()).read_text(encoding="utf-8")
    assert "测试工厂" in text
    assert 'lang="zh-CN"' in text
    assert not list((tmp_path / "reports").glob(".assess-*"))


def test_the_suffix_of_out_decides_the_format(run: Run, small: Path, tmp_path: Path) -> None:
    assert run("report", small, "--out", tmp_path / "a.html").code == 0
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!DOCTYPE html>")
    assert run("report", small, "--out", tmp_path / "page", "--format", "html").code == 0
    result = run("report", small, "--out", tmp_path / "b.HTML", "--format", "pdf")
    assert result.code == 2
    assert "GF-009" in result.err
    assert not (tmp_path / "b.HTML").exists()


def test_pdf_is_replaced_and_the_same_for_the_same_day(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    target = tmp_path / "out" / "a.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")
    assert run("report", small, "--out", target).code == 0
    first = target.read_bytes()
    assert first.startswith(b"%PDF-")
    assert run("report", small, "--out", target).code == 0
    assert target.read_bytes() == first


def test_the_day_comes_from_source_date_epoch() -> None:
    assert today({"SOURCE_DATE_EPOCH": "1735689600"}) == date(2025, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": "tomorrow"}) == date.today()


def test_a_report_never_overwrites_what_it_was_made_from(run: Run, small: Path) -> None:
    before = small.read_bytes()
    result = run("report", small, "--out", small)
    assert (result.code, result.out) == (2, "")
    assert "GF-405" in result.err
    assert small.read_bytes() == before


@pytest.mark.parametrize("target", ["folder", "file.txt/below.html"])
def test_an_unwritable_target_is_an_error_that_leaves_nothing(
    run: Run, small: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.txt").write_text("", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = run("report", small, "--format", "html", "--out", tmp_path / target)
    assert (result.code, result.out) == (2, "")
    assert "GF-401" in result.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_an_error(run: Run, small: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert "GF-401" in run("report", small, "--format", "html", "--out", folder / "a.html").err


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["star-changxing", "gbt36132-2018"])
def test_a_blank_submission_loads_once_name_and_period_are_filled_in(
    run: Run, tmp_path: Path, lang: str, scheme: str
) -> None:
    blank = tmp_path / "blank.yaml"
    result = run("new", blank, "--scheme", scheme, "--lang", lang)
    assert (result.code, result.out) == (0, f"{blank}\n")
    text = blank.read_text(encoding="utf-8")
    filled = text.replace("  name:", "  name: 甲", 1).replace("\nperiod:", "\nperiod: 2024", 1)
    blank.write_text(filled, encoding="utf-8")
    data = run("score", blank, "--scheme", scheme, "--format", "json").data
    assert data["total"] == {"low": 0.0, "high": 100.0, "max": 100.0}


def test_new_refuses_to_overwrite(run: Run, small: Path) -> None:
    before = small.read_bytes()
    result = run("new", small)
    assert (result.code, result.out) == (2, "")
    assert "GF-402" in result.err
    assert small.read_bytes() == before
    assert "GF-401" in run("new", small / "below.yaml").err
