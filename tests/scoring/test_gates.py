"""Gates: pass, fail or unknown, and what they do to the stars; they never change points."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Rulebook
from tests.support import assessment, cases, stars


@pytest.mark.parametrize("case", cases(__file__, "gates.yaml"))
def test_state(mini: Rulebook, case: dict[str, Any]) -> None:
    found = assessment(mini, case["facts"])
    states = [gate.state + ("" if gate.applicable else "-") for gate in found.gates]
    assert states == case["states"]


@pytest.mark.parametrize(
    ("facts", "reasons"),
    [
        ({}, [("unknown_facts", ("lawful",))]),
        ({"lawful": {"value": "是", "unverified": True}}, [("unverified_facts", ("lawful",))]),
        ({"lawful": "否"}, [("not_met", ())]),
        ({"lawful": "是"}, []),
    ],
)
def test_reasons(mini: Rulebook, facts: dict[str, Any], reasons: list[Any]) -> None:
    gate = assessment(mini, facts).gates[0]
    assert [(reason.code, reason.names) for reason in gate.reasons] == reasons


def test_an_inapplicable_fact_never_passes_a_gate(mini: Rulebook) -> None:
    """Only ``applies_when`` may say that a gate does not arise; the fact alone cannot be waved away."""
    facts = {"promises_made": "是", "permit_held": {"not_applicable": "不需要"}}
    gate = assessment(mini, facts, scheme="edge").gates[1]
    assert (gate.state, gate.reasons[0].code) == ("unknown", "not_applicable_refused")


def test_gates_never_change_points(mini: Rulebook) -> None:
    facts = {"plan_in_place": "是", "roof": "all_built"}
    totals = {assessment(mini, {**facts, "lawful": said}).total for said in ("是", "否", None)}
    assert len(totals) == 1


def test_one_failed_gate_takes_every_star(mini: Rulebook) -> None:
    facts = {"forced_total": 100, "duty_done": "是", "per_mu_class": "a", "lawful": "是", "promises_made": "是"}
    for permit, secured, reachable in (("是", 5, 5), ("否", 0, 0), (None, 0, 5)):
        tier = assessment(mini, {**facts, "permit_held": permit}, scheme="edge").tier
        assert (stars(tier.secured), stars(tier.reachable)) == (secured, reachable)
        assert tier.below_lowest is (permit == "否")


def test_every_shipped_gate_can_pass_and_fail(rulebook: Rulebook) -> None:
    """Answering 是 to all yes/no questions passes some gates and fails others, 否 the other way round."""
    scheme = rulebook.scheme()
    yes_no = [name for name in scheme.facts if rulebook.facts[name].kind == "yes_no"]
    states = [
        {gate.gate.id: gate.state for gate in assessment(rulebook, dict.fromkeys(yes_no, said)).gates}
        for said in "是否"
    ]
    assert set(states[0].values()) == {"pass", "fail"}
    for name in states[0]:
        assert {states[0][name], states[1][name]} >= {"pass"} or "pass" in (states[0][name], states[1][name])
