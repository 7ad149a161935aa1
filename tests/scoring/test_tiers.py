"""Stars: cut-offs to the last digit, cumulative conditions, unknowns; failed gates come first in what is missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assess import Rulebook
from assess.scoring.rounding import rounded
from tests.scoring.conftest import SOURCE, TEXT, MakeScheme, criterion
from tests.support import assessment, cases, stars

SAID = {True: "是", False: "否", "n/a": {"not_applicable": "无"}, "pass": "是", "fail": "否"}


def facts_of(case: dict[str, Any]) -> dict[str, Any]:
    facts = {"promises_made": "否"}
    for key, fact in (("total", "forced_total"), ("met", "duty_done"), ("gate", "lawful"), ("class", "per_mu_class")):
        if case[key] != "?":
            facts[fact] = SAID.get(case[key], case[key]) if key in ("met", "gate") else case[key]
    return facts


@pytest.mark.parametrize("case", cases(__file__, "tiers.yaml"))
def test_ladder(mini: Rulebook, case: dict[str, Any]) -> None:
    tier = assessment(mini, facts_of(case), scheme="edge").tier
    assert (stars(tier.secured), stars(tier.reachable)) == (case["secured"], case["reachable"])
    assert tier.below_lowest is case.get("below", False)
    if "missing" in case:
        assert list(tier.missing) == case["missing"]


@pytest.mark.parametrize("case", cases(__file__, "tiers.yaml"))
def test_the_shipped_ladder_is_the_same(mini: Rulebook, rulebook: Rulebook, case: dict[str, Any]) -> None:
    """``edge`` stands for the shipped ladder: the same stars, totals and conditions."""
    shipped, edge = rulebook.scheme("star-changxing").model.tiers, mini.scheme("edge").model.tiers
    keys = ("stars", "total", "all_mandatory", "requires")
    assert [[getattr(tier, key) for key in keys] for tier in shipped] == [
        [getattr(tier, key) for key in keys] for tier in edge
    ]


def test_a_failed_gate_is_named_before_an_unknown_one(mini: Rulebook) -> None:
    facts = {"forced_total": 95, "duty_done": "是", "per_mu_class": "a", "promises_made": "是", "permit_held": "否"}
    assert assessment(mini, facts, scheme="edge").tier.missing == ("gate:E-2", "gate:E-1")


def test_a_scheme_without_tiers_has_no_stars(rulebook: Rulebook) -> None:
    tier = assessment(rulebook, {}, scheme="gbt36132-2018").tier
    assert (tier.secured, tier.reachable, tier.below_lowest, tier.missing) == (None, None, False, ())


def test_the_order_of_tiers_in_the_file_does_not_matter(make_scheme: MakeScheme) -> None:
    tiers = [{"stars": n, "label": TEXT, "total": 10 * n, "source": SOURCE} for n in (4, 2, 5, 3)]
    score = {"band": {"of": "forced_total", "base": 0, "lead": 100}, "basis": "adopted"}
    book = make_scheme([criterion("P-1", score=score)], tiers=tiers)
    for total in (0, 20, 30, 45, 50):
        found = assessment(book, {"forced_total": total}, scheme="case").tier
        assert stars(found.secured) == (total // 10 if total >= 20 else 0)


def test_a_lower_star_that_is_missed_blocks_the_higher_ones(make_scheme: MakeScheme) -> None:
    tiers = [
        {"stars": 1, "label": TEXT, "total": 10, "requires": "lawful", "source": SOURCE},
        {"stars": 2, "label": TEXT, "total": 20, "source": SOURCE},
    ]
    score = {"band": {"of": "forced_total", "base": 0, "lead": 100}, "basis": "adopted"}
    book = make_scheme([criterion("P-1", score=score)], tiers=tiers)
    for said, secured, reachable in (("是", 2, 2), ("否", 0, 0), (None, 0, 2)):
        found = assessment(book, {"forced_total": 90, "lawful": said}, scheme="case").tier
        assert (stars(found.secured), stars(found.reachable)) == (secured, reachable)


@pytest.mark.parametrize(
    ("decimals", "total", "secured"),
    [(0, 59.5, 2), (0, 59.49, 0), (1, 59.95, 2), (1, 59.94, 0), (4, 59.99995, 2), (4, 59.9999, 0)],
)
def test_the_schemes_own_decimals_decide(make_scheme: MakeScheme, decimals: int, total: float, secured: int) -> None:
    score = {"band": {"of": "forced_total", "base": 0, "lead": 100}, "basis": "adopted"}
    tiers = [{"stars": 2, "label": TEXT, "total": 60, "source": SOURCE}]
    book = make_scheme([criterion("P-1", score=score)], tiers=tiers, settings={"decimals": decimals})
    assert stars(assessment(book, {"forced_total": total}, scheme="case").tier.secured) == secured


@pytest.mark.parametrize(
    ("value", "decimals", "wanted"),
    [
        (74.995, 2, "75.00"),
        (74.994999, 2, "74.99"),
        (74.99499999999999, 2, "75.00"),
        (69.995, 2, "70.00"),
        (89.995, 2, "90.00"),
        (0.125, 2, "0.13"),
        (0.135, 2, "0.14"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1.01"),
        (1e-12, 2, "0.00"),
        (99.99999999999999, 2, "100.00"),
        (0.1 + 0.2, 9, "0.300000000"),
        (60, 0, "60"),
    ],
)
def test_rounding_half_up(value: float, decimals: int, wanted: str) -> None:
    assert rounded(value, decimals) == Decimal(wanted)
    assert str(rounded(value, decimals)) == wanted


def test_totals_of_many_parts_round_as_on_paper(make_scheme: MakeScheme) -> None:
    """A third of a hundred and the like: sums of parts that no binary fraction holds still meet the cut-off."""
    parts = [criterion(f"P-{n}", score={"met": "lawful" if n < 7 else "plan_in_place"}) for n in range(10)]
    tiers = [{"stars": 2, "label": TEXT, "total": 70, "source": SOURCE}]
    book = make_scheme(parts, tiers=tiers)
    found = assessment(book, {"lawful": "是", "plan_in_place": "否"}, scheme="case")
    assert found.total.low == pytest.approx(70)
    assert stars(found.tier.secured) == 2
    thirds = [criterion(f"P-{n}", score={"met": "lawful" if n < 6 else "plan_in_place"}) for n in range(9)]
    book = make_scheme(thirds, tiers=[{**tiers[0], "total": 66.67}])
    assert stars(assessment(book, {"lawful": "是", "plan_in_place": "否"}, scheme="case").tier.secured) == 2


@pytest.mark.parametrize(
    ("facts", "stars", "blocked"),
    [
        ({"enms_in_place": "否"}, 2, ("mandatory:M-07",)),
        ({"major_accident_3y": "是"}, None, ("gate:BR-02", "gate:NL-2")),
        ({"per_mu_class": "b"}, 4, ("requires",)),
        ({}, 5, ()),
    ],
)
def test_what_caps_the_reachable_star(
    rulebook: Rulebook, facts: dict[str, str], stars: int | None, blocked: tuple[str, ...]
) -> None:
    tier = assessment(rulebook, facts).tier
    assert (tier.reachable.stars if tier.reachable else None) == stars
    assert tier.blocked == blocked
