"""Every result can be followed down to the lines of the file, the formulas and the clauses behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Rulebook, explain
from assess.scoring.trace import Trace, TraceNode
from tests.strategies import drafts
from tests.support import assessment, failure

FACTS = {
    "electricity_used": "2300 万度",
    "energy_carriers": [{"carrier": "柴油", "amount": "120 t"}],
    "qualified_output": "1.14 亿元",
    "wastewater": {"not_applicable": "无生产废水"},
    "solar_used": {"value": "450 万kWh", "note": "含自发自用"},
    "metered": {"value": "是", "unverified": True},
}
OWN = {"energy_intensity_average": {"value": "0.5 tce/万元", "source": "某协会 2024 年通报"}}


def nodes(trace: Trace) -> Iterator[TraceNode]:
    todo = list(trace.steps)
    while todo:
        node = todo.pop(0)
        yield node
        todo.extend(node.inputs)


def test_a_criterion_down_to_file_positions_and_clauses(mini: Rulebook) -> None:
    trace = explain(assessment(mini, FACTS, benchmarks=OWN), "W-2")
    assert trace.where is not None
    assert "criteria-work.yaml:" in trace.where
    found = {node.id: node for node in nodes(trace)}
    intensity = found["energy_intensity"]
    assert (intensity.formula, intensity.unit) == ("energy_total / qualified_output", "tce/万元")
    assert intensity.value == pytest.approx((23_000 * 0.1229 + 120 * 1.4571) / 11_400)
    assert intensity.source is not None
    assert intensity.source.basis == "adopted"
    power = found["electricity_used"]
    assert (power.kind, power.value, power.unit, power.typed) == ("fact", 23_000.0, "MWh", "2300 万度")
    assert power.where is not None
    assert power.where.startswith("factory.yaml:1:")
    factor = found["coal_equivalent.diesel"]
    assert (factor.kind, factor.value, factor.unit) == ("factor", 1.4571, "tce/t")
    assert factor.source is not None
    assert factor.source.document == "GB/T 2589-2020"
    average, best = found["energy_intensity_average"], found["energy_intensity_best"]
    assert (average.value, average.note, average.state) == (0.5, "某协会 2024 年通报", "known")
    assert (best.value, best.state) == (None, "unknown")


def test_unknown_unverified_and_not_applicable(mini: Rulebook) -> None:
    found = assessment(mini, FACTS)
    water = {node.id: node for node in nodes(explain(found, "W-4"))}
    assert water["wastewater"].state == "not_applicable"
    assert water["wastewater"].note == "无生产废水"
    assert water["water_intensity"].state == "not_applicable"
    carbon = {node.id: node for node in nodes(explain(found, "w-7"))}
    assert (carbon["metered"].state, carbon["metered"].typed) == ("unknown", "是")
    assert carbon["lamp_share"].state == "unknown"
    assert carbon["lamp_share"].where is None
    assert carbon["solar_used"].note == "含自发自用"


def test_a_gate_with_its_condition(mini: Rulebook) -> None:
    trace = explain(assessment(mini, {"promises_made": "否"}), "G-3")
    assert trace.where is not None
    assert "gates.yaml:" in trace.where
    assert [node.id for node in trace.steps] == ["promises_made", "promises_kept"]
    assert [node.state for node in trace.steps] == ["known", "unknown"]


def test_conditions_with_more_than_a_name_keep_their_formula(mini: Rulebook) -> None:
    trace = explain(assessment(mini, {"waste_generated": "5 t"}), "W-3")
    condition = trace.steps[0]
    assert (condition.kind, condition.formula, condition.value) == ("condition", "waste_generated > 0", True)


def test_an_unknown_id_names_the_nearest(mini: Rulebook) -> None:
    (problem,) = failure(explain, assessment(mini, {}), "W-22")
    assert problem.code == "GF-221"
    assert "W-2" in problem.text("zh")


@settings(max_examples=10)
@given(data=st.data())
def test_everything_can_be_explained(mini: Rulebook, rulebook: Rulebook, data: st.DataObject) -> None:
    for book, scheme in ((mini, "mini-principle"), (rulebook, rulebook.default_scheme)):
        draft = data.draw(drafts(book, scheme))
        found = assessment(book, draft.facts, scheme=scheme, **draft.arguments())
        for name in (*(one.id for one in found.criteria), *(gate.gate.id for gate in found.gates)):
            trace = explain(found, name)
            assert trace.where is not None
            for node in nodes(trace):
                assert (node.value is None) is (node.state != "known"), node
                assert node.id
            if trace.result in found.criteria:
                asked = {node.id for node in nodes(trace) if node.kind == "fact"}
                assert asked == set(trace.result.facts)


def test_each_product_shows_its_own_number_and_what_it_is_held_against(rulebook: Rulebook) -> None:
    row = {"unit": "吨", "output": "1000 t", "energy": "103.5 tce", "limits_source": "无"}
    rows = [{**row, "product": "水泥", "norm": "gb16780_2021.clinker"}, {**row, "product": "铜材"}]
    found = assessment(rulebook, {"product_energy": rows}, scheme="gbt36132-2025")
    cement, copper = (step for step in explain(found, "C-01").steps if step.kind == "rule")
    assert (cement.id, cement.value, copper.id, copper.state) == ("水泥", pytest.approx(50), "铜材", "unknown")
    own, base, lead = cement.inputs
    assert (own.id, own.value, own.unit) == ("energy / output", pytest.approx(0.1035), "tce/t")
    assert [(one.value, one.note, one.source.document if one.source else None) for one in (base, lead)] == [
        (0.107, "gb16780_2021.clinker", "GB 16780-2021"),
        (0.1, "gb16780_2021.clinker", "GB 16780-2021"),
    ]
    assert [(one.state, one.value) for one in copper.inputs[1:]] == [("unknown", None)] * 2
