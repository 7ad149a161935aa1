"""Reports of the 2025 schemes: no pass mark, no 必选, the weights called an example; without points, values and no score."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess import Rulebook, evaluate, load_submission
from assess.report.build import build_report
from assess.report.html import render_html
from tests.report.conftest import DAY
from tests.support import ROOT, assessment

FILES = [ROOT / "examples" / "complete-5star.yaml", ROOT / "examples" / "7412.yaml"]


def page(rulebook: Rulebook, file: Path, scheme: str, lang: str) -> str:
    """The report's text without markup."""
    found = evaluate(rulebook.scheme(scheme), load_submission(file, rulebook))
    html = render_html(build_report(found, lang, DAY, "1.2.3"))
    return re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize(
    ("lang", "no_pass", "example", "mandatory"),
    [
        ("zh", "没有公布这份评价表的合格分数线", "仅供参考；标准没有合格线", ["必选"]),
        (
            "en",
            "No national pass mark is published",
            "for reference only; the standard has no pass mark",
            ["M is mandatory", "mandatory criteria", "Mandatory"],
        ),
    ],
)
def test_c1_is_a_score_without_pass_mark_or_mandatory_rows(
    rulebook: Rulebook, file: Path, lang: str, no_pass: str, example: str, mandatory: list[str]
) -> None:
    text = page(rulebook, file, "gbt36132-2025", lang)
    assert no_pass in text
    assert text.count(example) >= 2
    assert not [words for words in mandatory if words in text]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize(("lang", "why"), [("zh", "只列出各行的计算结果，不打分"), ("en", "scores nothing")])
def test_the_platform_form_lists_values_and_no_points(rulebook: Rulebook, file: Path, lang: str, why: str) -> None:
    text = page(rulebook, file, "gbt36132-2025-platform", lang)
    assert why in text
    assert "0.00" not in text
    assert "P-15-3" in text
    if file is FILES[0]:
        assert "27.257 kgce/万元" in text
        assert ("9 项，共 12 项" if lang == "zh" else "9 of 12") in text


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        ("gbt36132-2025", "GB/T 36132-2025 附录B B.1 · 已公布；GB/T 36132-2018 附录A A.11 · 凭记忆"),
        ("gbt36132-2018", "GB/T 36132-2018 附录A A.11 · 凭记忆；GB/T 36132-2025 附录B B.1 · 已公布"),
    ],
)
def test_an_indicator_names_the_clause_of_both_editions_with_the_basis_of_each(
    rulebook: Rulebook, scheme: str, said: str
) -> None:
    assert said in page(rulebook, FILES[0], scheme, "zh")


def test_articles_of_a_rule_read_as_articles(rulebook: Rulebook) -> None:
    assert "工信部节〔2024〕13号 第 15 条 · 已公布" in page(rulebook, FILES[0], "gbt36132-2025", "zh")
    assert "工信部节〔2024〕13号 clause 15 · published" in page(rulebook, FILES[0], "gbt36132-2025", "en")


@pytest.mark.parametrize(("scheme", "said"), [("gbt36132-2025", True), ("gbt36132-2018", False)])
def test_the_interpolation_is_said_where_anything_is_scored_by_band(
    rulebook: Rulebook, scheme: str, *, said: bool
) -> None:
    assert ("基准值与引领值之间用极差法折算" in page(rulebook, FILES[0], scheme, "zh")) is said


def test_the_negative_list_is_called_policy(rulebook: Rulebook) -> None:
    found = evaluate(rulebook.scheme("gbt36132-2025"), load_submission(FILES[0], rulebook))
    kinds = {gate.id: gate.kind for gate in build_report(found, "en", DAY, "1").gates}
    assert kinds["BR-a"] == "basic requirement"
    assert kinds["NL-1"] == "negative list (policy)"


def test_products_without_limits_are_named_and_every_limit_is_listed(rulebook: Rulebook) -> None:
    row = {"unit": "吨", "output": "1000 t", "energy": "100 tce", "limits_source": "无"}
    rows = [{**row, "product": "水泥", "norm": "gb16780_2021.clinker"}, {**row, "product": "铜材"}]
    found = assessment(rulebook, {"product_energy": rows}, scheme="gbt36132-2025")
    report = build_report(found, "en", DAY, "1")
    whys = {gap.id: gap.why for group in report.groups for gap in (*group.gaps, *group.open_items)}
    assert "products without baseline or leading value: 铜材" in whys["C-01"]
    shown = [(one.title, one.value, one.basis, one.source) for one in report.sources.benchmarks if "." in one.id]
    assert shown[:2] == [
        ("水泥: Baseline (such as level 2 of the limit standard)", "0.107 tce/t", "secondary",
         "Clinker, comprehensive energy level 2; GB 16780-2021"),
        ("水泥: Leading value (such as level 1 of the limit standard)", "0.1 tce/t", "secondary",
         "Clinker, comprehensive energy level 1; GB 16780-2021"),
    ]  # fmt: skip
    assert [(value, basis) for _, value, basis, _ in shown[2:]] == [("not published", "unknown")] * 2
