"""Which question to ask next: what an answer would narrow the total by, gates after points, nothing when all is known."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from assess import Rulebook, Submission, evaluate, load_submission
from assess.planning.asking import worths
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
    rows = ({"carrier": "steam", "amount": 10.0, "own_coal_factor": None, "own_co2_factor": None},)
    answers = dict(complete.answers)
    answers["energy_carriers"] = answers["energy_carriers"]._replace(value=rows)
    del answers["electricity_used"]
    found = evaluate(rulebook.scheme(None), replace(complete, answers=MappingProxyType(answers)))
    held = [r.id for r in found.criteria if any(reason.code == "missing_factor" for reason in r.reasons)]
    promised = worths(found).get("electricity_used", 0.0)
    assert promised <= sum(r.points.open for r in found.criteria if r.id not in held) + 1e-9
