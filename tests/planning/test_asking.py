"""Which question to ask next: what an answer would narrow the total by, gates after points, nothing when all is known."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from assess import Rulebook, Submission, evaluate, load_submission
from assess.planning.asking import conditions, filled, worths
from tests.support import ROOT, assessment


@pytest.fixture(scope="module")
def complete(rulebook: Rulebook) -> Submission:
    return load_submission(ROOT / "examples" / "complete-5star.yaml", rulebook)


def without(submission: Submission, *names: str) -> Submission:
    kept = {name: answer for name, answer in submission.answers.items() if name not in names}
    return replace(submission, answers=MappingProxyType(kept))


def test_nothing_is_asked_when_nothing_is_open(rulebook: Rulebook, complete: Submission) -> None:
    assert worths(evaluate(rulebook.scheme(None), complete)) == {}


def test_one_missing_answer_is_worth_the_whole_width(rulebook: Rulebook, complete: Submission) -> None:
    scheme = rulebook.scheme(None)
    worth_something = 0
    for name in complete.answers:
        found = evaluate(scheme, without(complete, name))
        waiting = worths(found)
        assert set(waiting) <= {name}
        if found.total.open > 1e-9:
            assert waiting[name] == pytest.approx(found.total.open)
            worth_something += 1
    assert worth_something > 80


def test_an_answer_that_needs_another_one_is_worth_its_part(rulebook: Rulebook, complete: Submission) -> None:
    found = evaluate(
        rulebook.scheme(None), without(complete, "pv_generated", "electricity_used", "solid_waste_compliant")
    )
    waiting = worths(found)
    first = next(iter(waiting))
    assert waiting[first] == max(waiting.values())
    answered = evaluate(rulebook.scheme(None), without(complete, *(name for name in waiting if name != first)))
    assert found.total.open - answered.total.open <= waiting[first] * len(waiting) + 1e-9


def test_gates_come_after_points_and_are_worth_none(rulebook: Rulebook) -> None:
    found = worths(assessment(rulebook))
    values = [round(worth, 9) for worth in found.values()]
    assert values == sorted(values, reverse=True)
    assert found["dishonest_debtor_3y"] == 0.0
    assert values[0] > 0.0


def test_points_behind_an_unpublished_factor_are_not_promised(rulebook: Rulebook, complete: Submission) -> None:
    rows = ({"carrier": "steam", "amount": 10.0, "own_coal_factor": None, "own_co2_factor": None, "steam_state": None},)
    answers = dict(complete.answers)
    answers["energy_carriers"] = answers["energy_carriers"]._replace(value=rows)
    del answers["electricity_used"]
    found = evaluate(rulebook.scheme(None), replace(complete, answers=MappingProxyType(answers)))
    held = [r.id for r in found.criteria if any(reason.code == "missing_factor" for reason in r.reasons)]
    promised = worths(found).get("electricity_used", 0.0)
    assert promised <= sum(r.points.open for r in found.criteria if r.id not in held) + 1e-9


# ---------------------------------------------------------------- what brings no points


@pytest.mark.parametrize(
    ("scheme", "facts", "asked"),
    [
        ("star-ningbo", {}, {"ningbo_score", "cleaner_production_accepted_3y", "municipal_water_saving_firm"}),
        ("star-ningbo", {"cleaner_production_accepted_3y": "是"}, {"ningbo_score"}),
        ("star-ningbo", {"ningbo_score": 80}, set()),
        ("star-ningbo", {"ningbo_score": {"value": 80, "unverified": True}, "municipal_water_saving_firm": "是"}, {"ningbo_score"}),
        ("star-ningbo", {"ningbo_score": 70, "cleaner_production_accepted_3y": "否"}, {"municipal_water_saving_firm"}),
        ("star-ningbo", {"major_accident_3y": "是"}, set()),
        ("star-wuxi", {"wuxi_clauses": "one"}, set()),
        ("star-wuxi", {"wuxi_clauses": "three"}, {"wuxi_self_evaluation_report", "wuxi_score", "land_use_class"}),
        ("star-wuxi", {"wuxi_clauses": "three", "wuxi_score": 85}, {"wuxi_self_evaluation_report"}),
        ("star-hebei", {}, {"hebei_score"}),
        ("star-huzhou", {}, set()),
        ("zhejiang-low-carbon", {}, set()),
    ],
)  # fmt: skip
def test_conditions_of_stars_are_asked_as_far_as_a_star_is_within_reach(
    rulebook: Rulebook, scheme: str, facts: dict[str, object], asked: set[str]
) -> None:
    found = assessment(rulebook, facts, scheme=scheme)
    assert set(conditions(found)) == asked
    waiting = worths(found)
    assert asked <= set(waiting)
    assert set(waiting.values()) <= {0.0}
    gated = {name for gate in found.gates for name in gate.facts}
    assert set(waiting) - gated <= asked


def test_a_form_without_points_asks_for_every_row(rulebook: Rulebook, complete: Submission) -> None:
    scheme = rulebook.scheme("gbt36132-2025-platform")
    nothing = evaluate(scheme, without(complete, *complete.answers))
    everything = evaluate(scheme, complete)
    assert {name for row in scheme.criteria for name in row.facts} <= set(worths(nothing))
    assert not any(map(filled, nothing.criteria))
    for row in everything.criteria:
        waiting = {name for reason in row.reasons if reason.code == "unknown_facts" for name in reason.names}
        assert waiting <= set(worths(everything))
        assert filled(row) == (not waiting)


def test_nothing_is_asked_that_is_no_question(rulebook: Rulebook, complete: Submission) -> None:
    for name in rulebook.schemes:
        scheme = rulebook.scheme(name)
        known = {*scheme.facts, *rulebook.benchmarks, "period"}
        assert set(worths(evaluate(scheme, without(complete, *complete.answers)))) <= known


def test_limits_in_the_wrong_order_are_asked_again(rulebook: Rulebook) -> None:
    facts = {"qualified_output": "100 t", "electricity_used": "10 MWh", "energy_carriers": "无"}
    own = {
        "energy_intensity_base": {"value": "0.1 tce/t", "source": "x"},
        "energy_intensity_lead": {"value": "0.2 tce/t", "source": "x"},
    }
    whole = assessment(rulebook, {**facts, "product_energy": "无"}, benchmarks=own, scheme="gbt36132-2025")
    assert {"energy_intensity_base", "energy_intensity_lead"} <= set(worths(whole))
    row = {"product": "甲", "unit": "t", "output": "100 t", "energy": "9 tce", "limits_source": "x"}
    rows = [{**row, "energy_base": "0.1 tce/t", "energy_lead": "0.2 tce/t"}]
    by_product = assessment(rulebook, {**facts, "product_energy": rows}, scheme="gbt36132-2025")
    assert worths(by_product)["product_energy"] > 0
