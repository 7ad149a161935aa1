"""Several schemes at once: the table of `score --scheme all`, one blank file for several schemes, the lens, the page."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from rich.cells import cell_len

from assess import Rulebook
from tests.cli.conftest import SMALL, Run
from tests.support import ROOT

COMPLETE = ROOT / "examples" / "complete-5star.yaml"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", ["40", "80", "160"])
def test_one_table_of_all_schemes_fits_the_terminal(
    run: Run, rulebook: Rulebook, lang: str, width: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    result = run("score", COMPLETE, "--scheme", "all", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert all(cell_len(line) <= int(width) for line in result.out.splitlines())
    if width != "40":
        for name in rulebook.schemes:
            assert re.search(rf"^{re.escape(name)}\b", result.out, re.MULTILINE), name
        assert ("虚构示例" if lang == "zh" else "MADE-UP EXAMPLE") in result.out


def test_several_files_give_a_table_each(run: Run, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("测试工厂", "另一工厂"), encoding="utf-8")
    result = run("score", small, other, "--scheme", "all")
    assert result.out.index("测试工厂") < result.out.index("另一工厂")
    assert result.out.count("star-changxing") == 2
    assert result.out.count("没有公布合格线") == 4


def test_all_gives_the_list_as_json_whatever_else_is_named(run: Run, rulebook: Rulebook, small: Path) -> None:
    for extra in ((), ("--scheme", "star-hebei")):
        found = run("score", small, "--scheme", "all", *extra, "--format", "json").data
        assert [one["scheme"] for one in found] == list(rulebook.schemes)


def test_an_explanation_is_of_one_scheme(run: Run, small: Path, rulebook: Rulebook) -> None:
    result = run("score", small, "--scheme", "all", "--explain", "K-11")
    assert (result.code, result.out) == (2, "")
    assert f"现在给了 {len(rulebook.schemes)} 组" in result.err


# ---------------------------------------------------------------- one blank file


def test_a_blank_file_for_all_schemes_asks_each_question_once(run: Run, rulebook: Rulebook, tmp_path: Path) -> None:
    blank = tmp_path / "all.yaml"
    result = run("new", blank, "--scheme", "all")
    assert (result.code, result.out) == (0, f"{blank}\n")
    assert f"assess score {blank} --scheme all" in result.err
    text = blank.read_text(encoding="utf-8")
    keys = [key for key in re.findall(r"^  ([a-z_0-9]+):", text, re.MULTILINE) if key in rulebook.facts]
    assert len(keys) == len(set(keys))
    assert set(keys) == {fact for name in rulebook.schemes for fact in rulebook.scheme(name).facts}
    filled = text.replace("  name:", "  name: 甲", 1).replace("\nperiod:", "\nperiod: 2024", 1)
    blank.write_text(filled, encoding="utf-8")
    found = run("score", blank, "--scheme", "all", "--format", "json").data
    assert len(found) == len(rulebook.schemes)


def test_two_schemes_are_named_on_top(run: Run, tmp_path: Path) -> None:
    blank = tmp_path / "two.yaml"
    run("new", blank, "--scheme", "star-hebei", "--scheme", "star-wuxi", "--lang", "en")
    lines = blank.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("2 schemes, each question asked once:")
    assert lines[1:3] == ["#   · Hebei green-factory stars (DB13/T 6005—2024)", "#   · Wuxi green-factory stars"]
    assert "  hebei_score:" in "\n".join(lines)
    assert "  wuxi_score:" in "\n".join(lines)


# ---------------------------------------------------------------- the lens


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """The complete example a year earlier, without its photovoltaics."""
    text = COMPLETE.read_text(encoding="utf-8").replace("period: 2024", "period: 2023", 1)
    path = tmp_path / "last.yaml"
    path.write_text(
        re.sub(r"^  pv_self_used:.*$", "  pv_self_used: 10 MWh", text, flags=re.MULTILINE), encoding="utf-8"
    )
    return path


def test_the_lens_adds_up_as_json(run: Run, last: Path) -> None:
    data = run("lens", COMPLETE, "--last", last, "--format", "json").data
    assert (data["old"]["scheme"], data["new"]["scheme"]) == ("star-changxing", "star-2025")
    assert [one["period"] for one in data["last"]] == [2023, 2023]
    for fall in (*data["editions"], *data["years"]):
        parts = sum((Decimal(part["amount"]) for part in fall["parts"]), Decimal(0))
        assert Decimal(fall["start"]) + parts == Decimal(fall["end"])
    assert Decimal(data["editions"][0]["end"]) == Decimal(str(data["new"]["total"]["low"])).quantize(Decimal("0.01"))
    alone = run("lens", COMPLETE, "--scheme", "gbt36132-2025", "--format", "json").data
    assert (alone["last"], alone["years"]) == (None, None)
    assert alone["old"]["scheme"] == "gbt36132-2018"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lens_on_the_screen(run: Run, last: Path, lang: str) -> None:
    result = run("lens", COMPLETE, "--last", last, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert all(cell_len(line) <= 80 for line in result.out.splitlines())
    for said in (
        ("能源低碳化", "管理", "规则变化") if lang == "zh" else ("Low-carbon", "Management", "what the rules did")
    ):
        assert said in result.out


def test_a_scheme_without_another_edition_is_refused(run: Run, small: Path) -> None:
    result = run("lens", small, "--scheme", "star-hebei")
    assert (result.code, result.out) == (2, "")
    assert "GF-013" in result.err
    assert "star-changxing" in result.err


def test_the_report_takes_last_year_to_the_lens(run: Run, last: Path, tmp_path: Path) -> None:
    for extra, there in (((), False), (("--last", last), True)):
        page = tmp_path / "page.html"
        assert run("report", COMPLETE, "--out", page, *extra).code == 0
        text = page.read_text(encoding="utf-8")
        assert "各方案一览" in text
        assert "新旧版对照" in text
        assert ("2023 年，旧版" in text) is there


# ---------------------------------------------------------------- the page on schemes


def test_an_overlay_shows_on_the_page_of_schemes(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "county" / "schemes" / "star-changxing"
    folder.mkdir(parents=True)
    tier = "{stars: 4, total: 88, source: {document: 某县办法, basis: published}}"
    (folder / "scheme.yaml").write_text(f"id: star-changxing\ntiers:\n  - {tier}\n", encoding="utf-8")
    shipped, changed = (run("scheme", "doc", *more).out for more in ((), ("--criteria", tmp_path / "county")))
    part = changed.split("`star-changxing`\n")[1].split("\n## ")[0]
    assert "- 星级条件（1）：4★" in part
    assert "- 星级条件（3）：2★、3★、5★" in part
    assert "- 2★、3★、5★ 的分数线（以自定的分数线代替）" in part
    assert shipped.count("4★ ≥ 80") - changed.count("4★ ≥ 80") == 1
