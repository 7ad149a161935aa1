"""`assess benchmark list | show` and `assess per-mu`: what is published, what is not, and a county's score."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.paths import examples_dir
from tests.cli.conftest import Run

HUANGYAN = examples_dir() / "per-mu" / "huangyan.yaml"
COMPLETE = examples_dir() / "complete-5star.yaml"


def test_list_names_every_benchmark_and_counts_what_is_published(run: Run) -> None:
    rows = {row["id"]: row for row in run("benchmark", "list", "--format", "json").data}
    assert rows["plot_ratio_control"]["rows"] == 31
    assert (rows["energy_intensity_limit"]["rows"], rows["energy_intensity_limit"]["norms"]) == (0, 156)
    assert (rows["co2_intensity_average"]["basis"], rows["co2_intensity_average"]["norms"]) == ("unknown", 0)
    text = run("benchmark", "list").out
    assert "公布数值 31 条" in text
    assert "由企业自行提供并注明来源" in text
    assert "156 norms of products" in run("benchmark", "list", "--lang", "en").out


def test_show_by_industry_finds_rows_norms_and_gaps(run: Run) -> None:
    found = run("benchmark", "show", "--industry", "C3011", "--format", "json").data
    ratio = next(one for one in found["benchmarks"] if one["id"] == "plot_ratio_control")
    assert [(row["value"], row["superseded"], row["used"]) for row in ratio["rows"]] == [(0.7, True, True)]
    assert [norm["id"] for norm in found["norms"] if norm["family"] == "energy"] == [
        "gb16780_2021.cement", "gb16780_2021.clinker", "gb16780_2021.clinker_power", "gb16780_2021.clinker_coal",
        "gb16780_2021.cement_grinding_power",
    ]  # fmt: skip
    text = run("benchmark", "show", "--industry", "Ｃ３０１１").out
    for shown in (
        "采用",
        "已被取代",
        "1级 100  2级 107  3级 117",
        "修正：",
        "没有公布数值的基准值",
        "co2_intensity_average",
    ):
        assert shown in text


def test_show_says_when_rows_contradict_each_other(run: Run) -> None:
    found = run("benchmark", "show", "plot_ratio_control", "--industry", "29", "--format", "json").data
    (ratio,) = found["benchmarks"]
    assert ratio["contradictory"]
    assert sorted(row["value"] for row in ratio["rows"]) == [0.8, 1.0]
    assert not any(row["used"] for row in ratio["rows"])
    assert "disagree" in run("benchmark", "show", "plot_ratio_control", "--industry", "29", "--lang", "en").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_one_norm_with_an_unusable_unit(run: Run, lang: str) -> None:
    text = run("benchmark", "show", "gb36887_2018.class_1", "--lang", lang).out
    assert "kgce/tsl" in text
    assert ("不能直接引用" if lang == "zh" else "cannot be named") in text


def test_everything_can_be_shown_in_both_languages(run: Run) -> None:
    for lang in ("zh", "en"):
        assert run("benchmark", "show", "--lang", lang).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"), [(("show", "plot_ratio_contrl"), "GF-317"), (("show", "--industry", "X99"), "GF-312")]
)
def test_what_does_not_exist_is_refused(run: Run, arguments: tuple[str, ...], code: str) -> None:
    result = run("benchmark", *arguments)
    assert (result.code, result.out) == (2, "")
    assert code in result.err


def test_an_overlay_shows_its_own_rows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own" / "benchmarks").mkdir(parents=True)
    (tmp_path / "own" / "benchmarks" / "own.yaml").write_text(
        "- id: output_per_land_average\n  source: {document: 县通报, basis: published}\n"
        "  rows: [{value: 0.6, edition: '2026', source: {document: 县通报, basis: published}}]\n",
        encoding="utf-8",
    )
    text = run("benchmark", "show", "output_per_land_average", "--criteria", tmp_path / "own").out
    assert "0.6" in text
    assert "县通报" in text


# ---------------------------------------------------------------- per mu


@pytest.mark.parametrize(("lang", "label"), [("zh", "示例参数"), ("en", "example parameters")])
def test_per_mu_labels_the_example_and_names_what_is_missing(run: Run, lang: str, label: str) -> None:
    text = run("per-mu", COMPLETE, "--weights", HUANGYAN, "--year", "2022", "--lang", lang).out
    assert label in text
    assert "124.20" in text
    assert ("电力（等价值）" if lang == "zh" else "primary-energy equivalent") in text


def test_per_mu_as_json(run: Run) -> None:
    found = run("per-mu", COMPLETE, "--weights", HUANGYAN, "--year", "2022", "--format", "json").data
    assert (found["example"], found["data_year"], found["total"], found["class"]) == (True, 2022, None, "a")
    assert found["items"][0]["points"] == pytest.approx(30 * 36 / 24.097)
    assert found["carbon"][0]["class"] == "low"
    below = run("per-mu", COMPLETE, "--weights", HUANGYAN, "--year", "2022", "--below-scale", "--format", "json").data
    assert [item["id"] for item in below["items"]] == ["tax_per_mu", "tax_per_kwh"]
    assert below["total"] == pytest.approx(50 * 36 / 11.5932 + 50 * 2.25 / 0.2352)


def test_per_mu_without_a_county_gives_no_score(run: Run) -> None:
    found = run("per-mu", COMPLETE, "--format", "json").data
    assert (found["items"], found["total"], found["county"]) == ([], None, None)
    assert found["indicators"][0]["value"] == pytest.approx(36)
    assert "不计算得分" in run("per-mu", COMPLETE).out


def test_per_mu_without_that_year_is_refused(run: Run) -> None:
    result = run("per-mu", COMPLETE, "--weights", HUANGYAN)
    assert result.code == 2
    assert "GF-325" in result.err


@pytest.mark.parametrize(
    ("norm", "lang", "said"),
    [
        ("gb16780_2021.cement", "zh", "每 1 加：1级 1.1、2级 1.15"),
        ("gb16780_2021.cement", "en", "for each 1 add level 1 1.1, level 2 1.15, level 3 1.2"),
        ("gb31825_2024.wiping_wood", "en", "added to every level"),
        ("gb21252_2023.ceramic_board", "zh", "乘以各级数值"),
        ("electroplating.zinc", "en", "电镀行业清洁生产评价指标体系 Table 1"),
        ("gb21340_2019.float_glass_500_800", "zh", "kgce/重箱，不能直接引用"),
    ],
)
def test_a_norm_says_what_its_correction_does_and_where_it_stands(run: Run, norm: str, lang: str, said: str) -> None:
    text = " ".join(run("benchmark", "show", norm, "--lang", lang).out.split())
    assert said in text
