"""不适用: where the points go under each policy, what is refused, and what the result says about it."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Rulebook
from assess.scoring.result import Interval
from tests.scoring.conftest import SOURCE, TEXT, MakeScheme, criterion
from tests.support import assessment, cases, stars

POLICIES = ("within_group", "exclude", "full", "zero")
FACTS = ("store_safe", "training_given", "training_tested", "permit_held")
NA = {"not_applicable": "没有这种情况"}


def dimension(name: str, weight: float) -> dict[str, Any]:
    return {
        "id": name,
        "title": TEXT,
        "weight": weight,
        "mandatory_points": 0,
        "optional_points": 100,
        "source": SOURCE,
    }


@pytest.fixture(scope="module")
def books(make_scheme: MakeScheme) -> dict[str, Rulebook]:
    rows = (
        ("a1", "group_a", 60, FACTS[0]),
        ("a2", "group_a", 40, FACTS[1]),
        ("b1", "group_b", 50, FACTS[2]),
        ("b2", "group_b", 50, FACTS[3]),
    )
    criteria = [
        criterion(name, dimension=group, points={"raw": raw, "basis": "adopted"}, score={"met": fact}, may_be_not_applicable=True)
        for name, group, raw, fact in rows
    ]  # fmt: skip
    dimensions = [dimension("group_a", 60), dimension("group_b", 40)]
    return {
        policy: make_scheme(criteria, dimensions=dimensions, settings={"not_applicable": policy}) for policy in POLICIES
    }


def answers(said: list[str]) -> dict[str, Any]:
    return {fact: NA if one == "na" else one for fact, one in zip(FACTS, said, strict=True) if one != "?"}


def numbers(interval: Interval) -> list[float]:
    return [pytest.approx(value, abs=1e-9) for value in (interval.low, interval.high, interval.max)]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("case", cases(__file__, "not_applicable.yaml"))
def test_policy(books: dict[str, Rulebook], case: dict[str, Any], policy: str) -> None:
    found = assessment(books[policy], answers(case["answers"]), scheme="case")
    assert case[policy] == numbers(found.total)
    if policy == "within_group":
        for group, name in zip(found.groups, "AB", strict=True):
            assert case["groups"][name] == numbers(group.points)
    assert [one.criterion for one in found.not_applicable] == [
        name for name, said in zip(("a1", "a2", "b1", "b2"), case["answers"], strict=True) if said == "na"
    ]


def test_each_one_is_listed_with_reason_and_nominal_points(books: dict[str, Rulebook]) -> None:
    found = assessment(books["within_group"], answers(["是", "na", "是", "是"]), scheme="case")
    (one,) = found.not_applicable
    assert (one.criterion, one.reason) == ("a2", "没有这种情况")
    assert one.nominal_max == pytest.approx(24)
    a1, a2 = found.criteria[:2]
    assert (a1.points.max, a1.nominal_max) == (pytest.approx(60), pytest.approx(36))
    assert (a2.points.max, a2.nominal_max, a2.status) == (0, pytest.approx(24), "not_applicable")


def test_the_raw_total_is_what_was_there_before_points_were_spread(books: dict[str, Rulebook]) -> None:
    found = assessment(books["within_group"], answers(["是", "na", "否", "是"]), scheme="case")
    assert numbers(found.raw_total) == [56, 56, 76]
    assert numbers(found.total) == [80, 80, 100]


def test_refused_where_the_criterion_does_not_allow_it(make_scheme: MakeScheme) -> None:
    book = make_scheme([criterion("a1", score={"met": "store_safe"})])
    found = assessment(book, {"store_safe": NA}, scheme="case")
    assert numbers(found.total) == [0, 100, 100]
    assert found.criteria[0].reasons[0].code == "not_applicable_refused"
    assert found.not_applicable == ()


def test_applies_when_needs_no_leave(make_scheme: MakeScheme) -> None:
    """A condition of the scheme itself takes an item out, whether or not a factory may."""
    rows = [
        criterion("a1", score={"met": "lawful"}, applies_when="promises_made"),
        criterion("a2", score={"met": "lawful"}),
    ]
    book = make_scheme(rows)
    found = assessment(book, {"promises_made": "否", "lawful": "是"}, scheme="case")
    assert [one.status for one in found.criteria] == ["not_applicable", "met"]
    assert numbers(found.total) == [100, 100, 100]
    assert found.not_applicable[0].reason == ""


@pytest.mark.parametrize("policy", POLICIES)
def test_a_mandatory_item_that_does_not_apply_stands_in_no_stars_way(make_scheme: MakeScheme, policy: str) -> None:
    tiers = [{"stars": 3, "label": TEXT, "total": 1, "all_mandatory": True, "source": SOURCE}]
    half = {"dimensions": [{**dimension("all_points", 100), "mandatory_points": 50, "optional_points": 50}]}
    rows = [
        criterion("m1", mandatory=True, score={"met": "store_safe"}, may_be_not_applicable=True),
        criterion("o1", score={"met": "lawful"}),
    ]
    book = make_scheme(rows, tiers=tiers, settings={"not_applicable": policy}, **half)
    for said, secured, reachable in (("是", 3, 3), ("否", 0, 0), (NA, 3, 3), (None, 0, 3)):
        tier = assessment(book, {"store_safe": said, "lawful": "是"}, scheme="case").tier
        assert (stars(tier.secured), stars(tier.reachable)) == (secured, reachable)


def test_a_reason_is_kept_once_per_criterion(mini: Rulebook) -> None:
    facts = {
        "training_given": {"not_applicable": "无职工"},
        "training_tested": {"not_applicable": "无职工"},
        "staff": 5,
    }
    assert assessment(mini, facts).not_applicable == ()  # staff >= 10 is a condition that does apply
    grade = {"grade": {"not_applicable": "无设备"}}
    assert [one.reason for one in assessment(mini, grade).not_applicable] == ["无设备"]
