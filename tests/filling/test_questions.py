"""The questionnaire of one scheme and of several: everything is asked once, where somebody would look for it."""

from __future__ import annotations

from itertools import permutations

import pytest

from assess import Rulebook
from assess.filling.questions import Questionnaire

SCHEMES = (
    "star-changxing", "star-2025", "gbt36132-2018", "gbt36132-2025", "gbt36132-2025-platform",
    "star-ningbo", "star-wuxi", "star-hebei", "star-huzhou", "zhejiang-low-carbon",
)  # fmt: skip


def asked(rulebook: Rulebook, *names: str) -> Questionnaire:
    return Questionnaire([rulebook.scheme(name) for name in names])


def home(found: Questionnaire, question_id: str) -> str:
    return found.place(question_id)[0].title.zh


def test_every_scheme_of_the_rulebook_is_known_here(rulebook: Rulebook) -> None:
    assert set(SCHEMES) == set(rulebook.schemes)


@pytest.mark.parametrize("names", [*((name,) for name in SCHEMES), *permutations(SCHEMES, 2)], ids="+".join)
def test_everything_is_asked_once_whatever_the_schemes(rulebook: Rulebook, names: tuple[str, ...]) -> None:
    found = asked(rulebook, *names)
    assert sorted(found.facts) == sorted({fact for name in names for fact in rulebook.scheme(name).facts})
    assert len(found.by_id) == len(found.by_address) == len(found.questions)
    sections = [section.id for section in found.sections]
    assert len(set(sections)) == len(sections)
    scored = {fact for name in names for item in rulebook.scheme(name).criteria for fact in item.facts}
    for section in found.sections:
        inside = {question.id for topic in section.topics for question in topic.questions}
        assert inside
        if section.id in ("gates", "rest"):
            assert not inside & scored
            assert not {name for name in inside if name.startswith("benchmarks.")}


@pytest.mark.parametrize(
    ("names", "homes"),
    [
        (
            ("star-2025",),
            {
                "product_energy": "能源低碳化", "pv_metered": "能源低碳化", "energy_carriers": "能源低碳化",
                "product_water": "资源高效化", "water_recycled": "资源高效化", "pollution_measure": "生产洁净化",
                "green_design_extent": "产品绿色化", "land_measure": "用地集约化", "per_mu_class": "星级条件与核对",
                "qms_in_place": "基本要求", "benchmarks.energy_intensity_lead": "能源低碳化",
            },
        ),
        (
            ("star-changxing", "star-2025"),
            {
                "product_energy": "能源低碳化", "water_recycled": "资源高效化", "green_design_extent": "产品绿色化",
                "land_measure": "用地集约化", "land_area": "用地集约化", "pv_generated": "能源低碳化",
                "benchmarks.water_intensity_lead": "资源高效化", "qms_in_place": "管理",
            },
        ),
        (
            ("star-ningbo", "gbt36132-2025"),
            {
                "ningbo_score": "星级条件与核对", "local_legal_person": "基本要求", "per_mu_class": "基本要求",
                "electricity_used": "能源低碳化", "product_footprint_extent": "产品绿色化",
            },
        ),
        (("gbt36132-2025-platform",), {"land_index_respected": "核对用数据", "catalogue_technologies": "生产洁净化"}),
    ],
)  # fmt: skip
def test_facts_stand_where_somebody_would_look_for_them(
    rulebook: Rulebook, names: tuple[str, ...], homes: dict[str, str]
) -> None:
    found = asked(rulebook, *names)
    assert {name: home(found, name) for name in homes} == homes


def test_answers_know_the_stars_that_they_decide(rulebook: Rulebook) -> None:
    found = asked(rulebook, "star-ningbo", "star-2025").by_id
    assert [(one.scheme, one.tier.stars) for one in found["ningbo_score"].conditions] == [
        ("star-ningbo", 3),
        ("star-ningbo", 4),
    ]
    assert [(one.scheme, one.tier.stars) for one in found["per_mu_class"].conditions] == [("star-2025", 5)]
    assert {feed.scheme for feed in found["per_mu_class"].feeds} == {"star-ningbo"}
    assert found["electricity_used"].conditions == ()
