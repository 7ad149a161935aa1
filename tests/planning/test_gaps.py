"""Gaps, what unknowns are worth, evidence, and how far the next threshold is."""

from __future__ import annotations

from datetime import date

import pytest

from assess import Assessment, Rulebook
from assess.planning.gaps import evidence_index, gaps, unknowns
from assess.planning.limits import Standing, holds, merged, standings
from tests.support import assessment

FACTS = {
    "plan_in_place": {"value": "否", "evidence": [{"file": "a.pdf", "valid_until": "2024-06-30"}, {"file": "b.pdf"}]},
    "store_safe": {"not_applicable": "不使用危险品"},
    "daylight": "50%",
    "electricity_used": "100 MWh",
    "solar_used": "20 MWh",
}


@pytest.fixture(scope="module")
def found(mini: Rulebook) -> Assessment:
    return assessment(mini, FACTS)


def test_gaps_come_by_points_lost_and_leave_out_what_does_not_apply(found: Assessment) -> None:
    rows = gaps(found)
    assert [row.lost for row in rows] == sorted((row.lost for row in rows), reverse=True)
    assert "H-2" not in {row.result.id for row in rows}
    assert sum(row.lost for row in rows) == pytest.approx(found.total.lost)
    assert sum(row.open for row in rows) == pytest.approx(found.total.open)


def test_a_met_criterion_is_no_gap(mini: Rulebook) -> None:
    rows = gaps(assessment(mini, {"plan_in_place": "是"}))
    assert "H-1" not in {row.result.id for row in rows}


def test_unknowns_that_decide_a_gate_come_first_then_by_worth(found: Assessment) -> None:
    rows = unknowns(found)
    assert rows[0].gates
    assert [bool(row.gates) for row in rows] == sorted((bool(row.gates) for row in rows), reverse=True)
    worth = [row.points for row in rows if not row.gates]
    assert worth == sorted(worth, reverse=True)


def test_what_is_answered_is_not_unknown(found: Assessment) -> None:
    assert not {"plan_in_place", "daylight", "electricity_used", "store_safe"} & {row.id for row in unknowns(found)}


def test_an_unknown_is_worth_the_points_it_holds_open(mini: Rulebook) -> None:
    found = assessment(mini, {})
    row = next(row for row in unknowns(found) if row.id == "plan_in_place")
    criterion = next(result for result in found.criteria if result.id == "H-1")
    assert (row.points, row.criteria, row.kind) == (criterion.points.open, ("H-1",), "fact")


def test_unverified_answers_are_unknown_and_say_so(mini: Rulebook) -> None:
    found = assessment(mini, {"plan_in_place": {"value": "是", "unverified": True}})
    assert next(row for row in unknowns(found) if row.id == "plan_in_place").unverified


def test_a_missing_benchmark_is_an_unknown_of_its_own(found: Assessment) -> None:
    assert any(row.kind == "benchmark" and "W-2" in row.criteria for row in unknowns(found))


def test_nothing_is_unknown_about_a_complete_submission(rulebook: Rulebook) -> None:
    from assess import evaluate, load_submission
    from tests.support import ROOT

    file = ROOT / "examples" / "complete-5star.yaml"
    assert unknowns(evaluate(rulebook.scheme(), load_submission(file, rulebook))) == ()


@pytest.mark.parametrize(
    ("scheme", "facts", "stars"),
    [
        ("star-ningbo", {}, {"ningbo_score": (3, 4), "cleaner_production_accepted_3y": (3,), "municipal_water_saving_firm": (3,)}),
        ("star-ningbo", {"municipal_water_saving_firm": "是"}, {"ningbo_score": (4,)}),
        ("star-ningbo", {"ningbo_score": 80}, {}),
        ("star-wuxi", {"wuxi_clauses": "three", "wuxi_self_evaluation_report": "是"}, {"wuxi_score": (4, 5), "land_use_class": (5,)}),
        ("star-changxing", {}, {"per_mu_class": (5,)}),
    ],
)  # fmt: skip
def test_what_a_star_waits_for_is_unknown_too(
    rulebook: Rulebook, scheme: str, facts: dict[str, object], stars: dict[str, tuple[int, ...]]
) -> None:
    rows = unknowns(assessment(rulebook, facts, scheme=scheme))
    assert {row.id: row.stars for row in rows if row.stars} == stars


def test_a_condition_typed_but_not_verified_says_so(rulebook: Rulebook) -> None:
    rows = unknowns(assessment(rulebook, {"ningbo_score": {"value": 90, "unverified": True}}, scheme="star-ningbo"))
    assert {row.id for row in rows if row.stars and row.unverified} == {"ningbo_score"}


@pytest.mark.parametrize(
    ("on", "state", "expired"),
    [(None, "provided", 1), (date(2024, 6, 30), "provided", 0), (date(2024, 7, 1), "provided", 1)],
)
def test_evidence_expires_the_day_after_it_was_valid(
    found: Assessment, on: date | None, state: str, expired: int
) -> None:
    row = next(row for row in evidence_index(found, on) if row.id == "H-1")
    assert (row.state, len(row.expired)) == (state, expired)


def test_evidence_is_expired_when_no_other_file_is_left(mini: Rulebook) -> None:
    found = assessment(
        mini, {"plan_in_place": {"value": "是", "evidence": [{"file": "a", "valid_until": "2024-01-01"}]}}
    )
    rows = {row.id: row for row in evidence_index(found)}
    assert rows["H-1"].state == "expired"
    assert rows["H-3"].state == "not_asked"


def test_evidence_leaves_out_what_does_not_apply(found: Assessment) -> None:
    assert "H-2" not in {row.id for row in evidence_index(found)}


# ---------------------------------------------------------------- thresholds


def standing(found: Assessment, name: str) -> Standing | None:
    return standings(found).get(name)


def test_a_standing_has_the_next_limit_not_reached(found: Assessment) -> None:
    place = standing(found, "W-1")
    assert place is not None
    assert place.own == pytest.approx(20)
    assert [(limit.sign, limit.threshold) for limit in place.limits] == [("≥", 10.0), ("≥", 30.0)]
    assert place.following is not None
    assert place.following.threshold == 30.0


def test_unknown_benchmarks_leave_a_limit_open(found: Assessment) -> None:
    place = standing(found, "W-2")
    assert place is not None
    assert [limit.threshold for limit in place.limits] == [None, None]
    assert (place.own, place.following, place.higher) == (None, None, False)


@pytest.mark.parametrize("name", ["H-1", "H-3", "H-4", "H-5"])
def test_other_rules_have_no_limits(found: Assessment, name: str) -> None:
    assert standing(found, name) is None


def test_equal_limits_of_two_criteria_stand_once(found: Assessment) -> None:
    place = standing(found, "W-1")
    assert place is not None
    assert merged([place, place]) == place


@pytest.mark.parametrize(
    ("facts", "held"), [({}, None), ({"plan_in_place": "是"}, True), ({"plan_in_place": "否"}, False)]
)
def test_conditions_are_three_valued(mini: Rulebook, facts: dict[str, str], held: bool | None) -> None:
    assert holds(assessment(mini, facts), "plan_in_place") is held
