"""Stars of other places: own scores, direct routes, class gates, nominations, and what nobody has published."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Rulebook
from assess.scoring.export import to_json
from tests.scoring.conftest import SOURCE, TEXT, MakeScheme, criterion
from tests.support import assessment, cases, stars

GATES = {
    "lawfully_established": "是", "lawful_operation": "是", "major_accident_3y": "否", "abnormal_operation_3y": "否",
    "tax_or_legal_violation_3y": "否", "local_legal_person": "是", "per_mu_class": "a", "green_management_body": "是",
    "green_long_term_plan": "是", "green_annual_targets": "是", "green_training_regular": "是",
    "management_rules_four": "是", "provincial_or_national_green_factory": "是",
}  # fmt: skip


def facts_of(case: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in (GATES | case["facts"]).items() if said != "?"}


@pytest.mark.parametrize("case", cases(__file__, "local_stars.yaml"))
def test_the_table(rulebook: Rulebook, case: dict[str, Any]) -> None:
    tier = assessment(rulebook, facts_of(case), scheme=case["scheme"]).tier
    assert (stars(tier.secured), stars(tier.reachable)) == (case["secured"], case["reachable"])
    assert tier.below_lowest is case.get("below", False)
    if "nomination" in case:
        assert stars(tier.nomination) == case["nomination"]
    for key in ("missing", "blocked"):
        if key in case:
            assert list(getattr(tier, key)) == case[key]


def test_same_star_other_level(rulebook: Rulebook) -> None:
    def level(scheme: str) -> str | None:
        return next(tier.level for tier in rulebook.scheme(scheme).model.tiers if tier.stars == 3)

    assert (level("star-ningbo"), level("star-huzhou"), level("star-changxing")) == ("county", "city", None)


def test_a_total_of_ours_is_not_a_score_of_theirs(rulebook: Rulebook) -> None:
    """Nothing that our own table reads can move a star of Ningbo, Wuxi or Hebei."""
    for name in ("star-ningbo", "star-wuxi", "star-hebei", "star-huzhou"):
        scheme = rulebook.scheme(name)
        assert not scheme.scores
        assert not scheme.criteria
        assert all(tier.total is None for tier in scheme.model.tiers)


def test_project_entry_bars_and_outcomes_are_no_cut_offs(rulebook: Rulebook) -> None:
    """CX-7 (300 000, 4 000 000, 5 000 000 per mu) and CX-D2 (9.6 %, 53.5 %, 84.8 %) decide nothing."""
    for scheme in rulebook.schemes.values():
        for tier in scheme.tiers:
            for number in ("300000", "4000000", "5000000", "9.6", "53.5", "84.8"):
                assert number not in f"{tier.total} {tier.requires}"


def test_what_is_not_published_stands_in_the_data(rulebook: Rulebook) -> None:
    found = to_json(assessment(rulebook, facts_of({"facts": {"ningbo_score": 86}}), scheme="star-ningbo"), "en")["tier"]
    assert found["nomination"]["stars"] == 4
    assert found["secured"]["stars"] == 3
    assert found["secured"]["level"] == "county"
    assert [one["stars"] for one in found["not_evaluable"]] == [5]
    assert "provincial or national listing" in found["not_evaluable"][0]["not_published"]
    huzhou = to_json(assessment(rulebook, scheme="star-huzhou"), "zh")["tier"]
    assert [one["stars"] for one in huzhou["not_evaluable"]] == [1, 2, 3, 4, 5]


def test_an_unpublished_star_stops_those_above_it_too(make_scheme: MakeScheme) -> None:
    tiers = [
        {"stars": 1, "label": TEXT, "total": 10, "source": SOURCE},
        {"stars": 2, "label": TEXT, "total": None, "unpublished": TEXT, "source": SOURCE},
        {"stars": 3, "label": TEXT, "total": 20, "source": SOURCE},
    ]
    score = {"band": {"of": "forced_total", "base": 0, "lead": 100}, "basis": "adopted"}
    tier = assessment(
        make_scheme([criterion("P-1", score=score)], tiers=tiers), {"forced_total": 90}, scheme="case"
    ).tier
    assert (stars(tier.secured), stars(tier.reachable)) == (1, 1)
    assert (tier.missing, tier.blocked) == (("unpublished",), ("unpublished",))
    assert [one.stars for one in tier.not_evaluable] == [2]


def test_a_failed_gate_is_below_the_lowest_even_where_no_star_can_be_evaluated(make_scheme: MakeScheme) -> None:
    tiers = [{"stars": 1, "label": TEXT, "total": None, "unpublished": TEXT, "source": SOURCE}]
    must = {"kind": "basic_requirement", "must": "lawful", "source": SOURCE}
    gate = {"id": "G-1", "title": TEXT, "requirement": TEXT, "advice": TEXT, **must}
    book = make_scheme([criterion("P-1", score={"met": "lawful"})], [gate], tiers=tiers)
    for said, below in (("是", False), ("否", True), (None, False)):
        assert assessment(book, {"lawful": said}, scheme="case").tier.below_lowest is below
