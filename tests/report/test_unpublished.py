"""Reports on schemes whose rules are not all published: what cannot be evaluated is said, and no star stands in for it."""

from __future__ import annotations

import re

import pytest

from assess import Rulebook
from assess.report.build import build_report
from assess.report.html import render_html
from assess.report.texts import TEXTS
from tests.report.conftest import DAY
from tests.support import assessment

CLEAR = {
    "lawfully_established": "是", "lawful_operation": "是", "major_accident_3y": "否", "local_legal_person": "是",
    "per_mu_class": "b", "green_management_body": "是", "green_long_term_plan": "是", "green_annual_targets": "是",
    "green_training_regular": "是", "management_rules_four": "是",
}  # fmt: skip


def page(rulebook: Rulebook, scheme: str, lang: str, **facts: object) -> str:
    report = build_report(assessment(rulebook, CLEAR | facts, scheme=scheme), lang, DAY, "1.2.3")
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", render_html(report), flags=re.DOTALL)
    return re.sub(r"\s+", " " if lang == "en" else "", text)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "1★、2★、3★、4★、5★无法判定：综合评分的指标表和分数线未公布。"),
        ("en", "1★, 2★, 3★, 4★, 5★ not evaluable: the composite score with its table and cut-off is not published."),
    ],
)
def test_huzhou_has_no_star_and_says_why(rulebook: Rulebook, lang: str, said: str) -> None:
    text = page(rulebook, "star-huzhou", lang)
    assert said in text
    assert ("无法判定" if lang == "zh" else "Not evaluable") in text
    assert "≥" not in text.split("star-huzhou")[0]


@pytest.mark.parametrize(
    ("lang", "nominated", "open_"),
    [
        ("zh", "满足4★的推荐条件，可以被推荐；是否授予由主管部门决定。", "5★无法判定"),
        (
            "en",
            "The conditions for a nomination to 4★ are met; whether it is awarded, the authority decides.",
            "5★ not evaluable",
        ),
    ],
)
def test_ningbo_names_the_nomination_and_never_four_stars(
    rulebook: Rulebook, lang: str, nominated: str, open_: str
) -> None:
    text = page(rulebook, "star-ningbo", lang, ningbo_score=86)
    assert nominated in text
    assert open_ in text
    report = build_report(assessment(rulebook, CLEAR | {"ningbo_score": 86}, scheme="star-ningbo"), lang, DAY, "1.2.3")
    assert all(line.title.startswith("3★") for line in report.cover.stars)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_conditions_alone_give_no_verdict(rulebook: Rulebook, lang: str) -> None:
    text = page(rulebook, "zhejiang-low-carbon", lang)
    said = (
        "这里只核对已公布的条件，不计分，也不判定能否入选"
        if lang == "zh"
        else "only the published conditions are checked"
    )
    assert said in text
    assert ("评分表和合格线没有公布" if lang == "zh" else "Neither score table nor pass mark is published") in text


@pytest.mark.parametrize("scheme", ["star-wuxi", "star-hebei"])
def test_a_score_of_theirs_gives_their_star(rulebook: Rulebook, scheme: str) -> None:
    facts = {
        "wuxi_clauses": "three", "wuxi_self_evaluation_report": "是", "wuxi_score": 85, "hebei_score": 80,
        "provincial_or_national_green_factory": "是", "abnormal_operation_3y": "否", "tax_or_legal_violation_3y": "否",
    }  # fmt: skip
    found = build_report(assessment(rulebook, CLEAR | facts, scheme=scheme), "en", DAY, "1.2.3")
    assert found.cover.stars[0].title.startswith("4★")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["star-huzhou", "star-wuxi"])
def test_a_scheme_without_gates_and_criteria_says_nothing_of_them(rulebook: Rulebook, scheme: str, lang: str) -> None:
    found = build_report(assessment(rulebook, {"electricity_used": "1 MWh"}, scheme=scheme), lang, DAY, "1.2.3")
    assert found.summary.gates_lead == ""
    assert not [item for item in found.summary.next.items if item.mark.kind == "pass"]
    assert found.sources.factors == ()
    html = render_html(found)
    for heading in ("gates.title", "evidence.title", "indicators.title", "sources.documents", "sources.count.points"):
        assert f">{TEXTS[heading][lang != 'zh']}<" not in html


def test_the_worklist_names_what_stars_wait_for(rulebook: Rulebook) -> None:
    found = build_report(assessment(rulebook, CLEAR, scheme="star-ningbo"), "en", DAY, "1.2.3")
    rows = {row.feeds: row.worth for row in found.collect}
    assert rows["3★"] == rows["3★, 4★"] == "decides a star"
