"""Every score rule, with known, unknown and not applicable answers: the cases of ``rules.yaml``."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Assessment, Rulebook
from assess.scoring.result import CriterionResult
from tests.scoring.conftest import MakeScheme, criterion
from tests.support import assessment, cases

CASES = cases(__file__, "rules.yaml")


@pytest.fixture(scope="module")
def all_rules(make_scheme: MakeScheme) -> Rulebook:
    """One scheme with a criterion for each case."""
    return make_scheme([_criterion(case.values[0]) for case in CASES])  # type: ignore[arg-type]


def _criterion(case: dict[str, Any]) -> dict[str, Any]:
    more = {"applies_when": case["applies_when"]} if "applies_when" in case else {}
    score = {**case["score"], "basis": "adopted"}
    return criterion(name_of(case), score=score, may_be_not_applicable=case.get("may", False), **more)


def name_of(case: dict[str, Any]) -> str:
    return "X-" + "".join(sign if sign.isalnum() else "-" for sign in case["name"])


def result_of(found: Assessment, name: str) -> CriterionResult:
    return next(one for one in found.criteria if one.id == name)


@pytest.mark.parametrize("case", CASES)
def test_share(all_rules: Rulebook, case: dict[str, Any]) -> None:
    found = assessment(
        all_rules, case["facts"], scheme="case", benchmarks=case.get("own"), **case.get("factory", {})
    )  # fmt: skip
    result = result_of(found, name_of(case))
    wanted = case["share"]
    if wanted == "n/a":
        assert result.status == "not_applicable"
        assert result.points.max == 0.0
        return
    low, high = wanted if isinstance(wanted, list) else (wanted, wanted)
    assert (result.share.low, result.share.high) == (pytest.approx(low, abs=1e-12), pytest.approx(high, abs=1e-12))
    assert result.points.low == pytest.approx(result.points.max * low)
    assert result.points.high == pytest.approx(result.points.max * high)
    assert result.status == _status(low, high, result)


def _status(low: float, high: float, result: CriterionResult) -> str:
    """The status that follows from a share."""
    if low < high:
        unanswered = {"unknown_facts", "unverified_facts", "applies_unknown", "not_applicable_refused"}
        return "unknown" if unanswered & {reason.code for reason in result.reasons} else "not_scorable"
    return "met" if low == 1 else "partly" if low > 0 else "unmet"


@pytest.mark.parametrize(
    ("facts", "own", "name", "status", "reasons"),
    [
        ({}, {}, "met", "unknown", [("unknown_facts", ("plan_in_place",))]),
        ({"plan_in_place": {"value": "是", "unverified": True}}, {}, "met", "unknown", [("unverified_facts", ("plan_in_place",))]),
        ({"store_safe": {"not_applicable": "无"}}, {}, "met n/a refused", "unknown", [("not_applicable_refused", ("store_safe",))]),
        ({"store_safe": {"not_applicable": "无"}}, {}, "met n/a", "not_applicable", [("not_applicable", ("store_safe",))]),
        ({"lamp_share": "1%"}, {}, "from below", "unmet", [("below_step", ("lamp_share",))]),
        ({"lamp_share": "30%"}, {}, "from below", "partly", [("below_step", ("lamp_share",))]),
        ({"plan_in_place": "否"}, {}, "met", "unmet", [("not_met", ())]),
        ({"plan_in_place": "是"}, {}, "met", "met", []),
        (
            {"wastewater": "1 m3", "qualified_output": "1 t"}, {"water_base": {"value": "5 m3/t", "source": "x"}},
            "lower is better, range", "not_scorable", [("missing_benchmark", ("water_lead",))],
        ),
        (
            {"wastewater": "1 m3"}, {}, "lower is better, range", "unknown",
            [("unknown_facts", ("qualified_output",)), ("missing_benchmark", ("water_base", "water_lead"))],
        ),
        (
            {"electricity_used": "1 MWh", "energy_carriers": [{"carrier": "蒸汽", "amount": "1 t"}]}, {},
            "an unpublished factor", "not_scorable", [("missing_factor", ("coal_equivalent.steam",))],
        ),
        (
            {"solar_used": "1 MWh", "electricity_used": "0 MWh"}, {}, "division by zero is not computable", "not_scorable",
            [("not_computable", ("solar_share",))],
        ),
        ({"lawful": "是"}, {}, "unknown whether it applies", "unknown", [("applies_unknown", ()), ("unknown_facts", ("promises_made",))]),
    ],
)  # fmt: skip
def test_reasons(
    all_rules: Rulebook, facts: dict[str, Any], own: dict[str, Any], name: str, status: str, reasons: list[Any]
) -> None:
    result = result_of(assessment(all_rules, facts, scheme="case", benchmarks=own), name_of({"name": name}))
    assert result.status == status
    assert [(reason.code, reason.names) for reason in result.reasons] == reasons
