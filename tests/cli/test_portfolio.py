"""`assess portfolio` and `--peers`: a small county through the whole command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Run
from tests.support import ROOT

TARGETS = ROOT / "examples" / "targets" / "haishu.yaml"


@pytest.fixture
def results(run: Run, tmp_path: Path) -> Path:
    """Six factories and a broken file, scored."""
    folder = tmp_path / "县"
    folder.mkdir()
    for number in range(6):
        name = f"企业{number}"
        text = SMALL.replace("测试工厂", name) + ("  qms_certified: 是\n" if number % 2 else "")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "坏.yaml").write_text("factory：{}\n", encoding="utf-8")
    assert run("batch", folder, "--out", "out", "--jobs", "1").code == 1
    return tmp_path / "out"


def test_a_pdf_and_a_page_are_written_and_named(run: Run, results: Path, tmp_path: Path) -> None:
    result = run("portfolio", results, "--targets", TARGETS, "--last", results)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "reports/portfolio-star-changxing-zh.pdf",
        "reports/portfolio-star-changxing-zh.html",
    ]
    assert (tmp_path / "reports" / "portfolio-star-changxing-zh.pdf").read_bytes().startswith(b"%PDF")
    page = (tmp_path / "reports" / "portfolio-star-changxing-zh.html").read_text(encoding="utf-8")
    for title in (
        "反向倒逼",
        "够得着下一星级",
        "最常见的差距",
        "与上次相比",
        "目标及进度",
        "读不了的文件",
        "坏.yaml:1:1",
    ):
        assert title in page


def test_json_goes_to_stdout(run: Run, results: Path) -> None:
    data = run("portfolio", results / "results.parquet", "--format", "json", "--lang", "en").data
    assert (data["n"], data["unread_count"], data["anonymised"]) == (6, 1, False)
    assert data["notice"].startswith("Indicative star")
    assert [one["factory"]["name"] for one in data["below"]] == ["企业0", "企业2", "企业4", "企业1", "企业3", "企业5"]


@pytest.mark.parametrize("suffix", ["pdf", "html", "json"])
def test_the_suffix_of_out_decides(run: Run, results: Path, tmp_path: Path, suffix: str) -> None:
    result = run("portfolio", results, "--out", f"新/页.{suffix}")
    assert (result.code, result.out) == (0, f"新/页.{suffix}\n")
    content = (tmp_path / "新" / f"页.{suffix}").read_bytes()
    assert content.startswith({"pdf": b"%PDF", "html": b"<!DOCTYPE html>", "json": b"{"}[suffix])
    assert (
        run("portfolio", results, "--out", f"页.{suffix}", "--format", "pdf" if suffix != "pdf" else "json").code == 2
    )


def test_anonymised_names_nobody(run: Run, results: Path, tmp_path: Path) -> None:
    assert run("portfolio", results, "--anonymise", "--format", "html", "--out", "匿名").code == 0
    page = next((tmp_path / "匿名").iterdir()).read_text(encoding="utf-8")
    data = run("portfolio", results, "--anonymise", "--format", "json").out
    for text in (page, data):
        assert "企业0" not in text
        assert "坏.yaml" not in text
        assert "F-006" in text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], "GF-510"),
        (["{results}", "--scheme", "gbt36132-2018"], "GF-513"),
        (["{results}", "--scheme", "nothing"], "GF-220"),
        (["{results}", "--last", "nowhere"], "GF-510"),
        (["{results}", "--targets", "nowhere.yaml"], "GF-101"),
        (["{results}", "--criteria", "{overlay}"], "GF-514"),
    ],
)
def test_mistakes_are_named(run: Run, results: Path, tmp_path: Path, arguments: list[str], code: str) -> None:
    overlay = tmp_path / "overlay" / "schemes" / "star-changxing"
    overlay.mkdir(parents=True)
    (overlay / "scheme.yaml").write_text("id: star-changxing\nverified_on: '2027-01'\n", encoding="utf-8")
    given = [word.format(results=results, overlay=tmp_path / "overlay") for word in arguments]
    result = run("portfolio", *given)
    assert (result.code, result.out) == (2, "")
    assert code in result.err


def test_results_are_never_overwritten(run: Run, results: Path, tmp_path: Path) -> None:
    goals = tmp_path / "goals.html"
    goals.write_text(TARGETS.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("portfolio", results, "--targets", goals, "--out", goals)
    assert (result.code, "GF-405" in result.err) == (2, True)
    assert goals.read_text(encoding="utf-8") == TARGETS.read_text(encoding="utf-8")


# ---------------------------------------------------------------- peers


def test_score_shows_the_place_among_peers(run: Run, results: Path, tmp_path: Path) -> None:
    file = tmp_path / "县" / "企业1.yaml"
    text = run("score", file, "--peers", results).out.replace("\n", "")
    assert "与同一行业大类（金属制品业）的另外 5 家相比" in text
    assert "低于本厂 3 家，相同 2 家，高于 0 家，共 5 家" in text
    data = run("score", file, "--peers", results, "--format", "json").data
    plain = run("score", file, "--format", "json").data
    peers = data.pop("peers")
    assert data == plain
    assert (peers["n"], peers["total"]) == (5, {"lower": 3, "same": 2, "higher": 0, "n": 5, "percentile": 60.0})


def test_every_file_is_compared_under_its_scheme(run: Run, results: Path, tmp_path: Path) -> None:
    files = [tmp_path / "县" / f"企业{number}.yaml" for number in (0, 1)]
    found = json.loads(run("score", *files, "--peers", results, "--format", "json").out)
    assert [one["peers"]["total"]["lower"] for one in found] == [0, 3]
    assert "GF-513" in run("score", *files, "--peers", results, "--scheme", "gbt36132-2018").err


@pytest.mark.parametrize(("lang", "title"), [("zh", "在同行中的位置"), ("en", "Among its peers")])
def test_the_report_shows_it_only_when_asked(run: Run, results: Path, tmp_path: Path, lang: str, title: str) -> None:
    file = tmp_path / "县" / "企业1.yaml"
    for more, shown in (([], False), (["--peers", results], True)):
        assert run("report", file, "--out", "r.html", "--lang", lang, *more).code == 0
        assert (title in (tmp_path / "r.html").read_text(encoding="utf-8")) is shown
