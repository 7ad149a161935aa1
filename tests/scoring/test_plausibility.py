"""Plausibility warnings: what looks wrong, where it stands, and that no score ever moves."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Assessment, Rulebook
from assess.scoring.plausibility import plain
from tests.support import assessment, submission


def ids(found: Assessment) -> list[str]:
    return [warning.id for warning in found.warnings]


def test_parts_that_exceed_the_whole(mini: Rulebook) -> None:
    found = assessment(mini, {"electricity_used": "1000 MWh", "solar_used": "150 万度"})
    (warning,) = found.warnings
    assert warning.id == "solar_exceeds_use"
    assert warning.facts == ("solar_used", "electricity_used")
    assert warning.zh == "光伏自用（1,500 MWh）超过用电量（1,000 MWh），占比 150 %。"
    assert warning.en == "Self-used photovoltaics (1,500 MWh) exceed the electricity used (1,000 MWh), 150 %."
    assert warning.where is not None
    assert warning.where.startswith("factory.yaml:1:")


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        ({}, []),
        ({"solar_used": "5 MWh"}, []),
        ({"electricity_used": "5 MWh", "solar_used": "5 MWh"}, []),
        ({"electricity_used": "5 MWh", "solar_used": {"value": "6 MWh", "unverified": True}}, []),
        ({"permit_held": "是", "lawful": "否"}, ["permit_without_lawful"]),
        ({"permit_held": {"not_applicable": "无"}, "lawful": "否"}, []),
        (
            {
                "permit_held": "是",
                "electricity_used": "0 MWh",
                "energy_carriers": [{"carrier": "柴油", "amount": "1 t"}],
            },
            ["carrier_dominates"],
        ),
    ],
)
def test_only_what_is_known_to_be_odd_warns(mini: Rulebook, facts: dict[str, Any], wanted: list[str]) -> None:
    assert ids(assessment(mini, facts)) == wanted


def test_warnings_never_change_a_score(mini: Rulebook) -> None:
    """The same numbers with every check taken out of the rulebook give the same result."""
    facts = {"electricity_used": "1 MWh", "solar_used": "5 MWh", "permit_held": "是", "lawful": "否"}
    last = submission(mini, {"electricity_used": "5000 MWh", "solar_used": "1 kWh"})
    with_last, without = assessment(mini, facts, last=last), assessment(mini, facts)
    assert len(with_last.warnings) > len(without.warnings) > 0
    assert (with_last.total, with_last.criteria, with_last.tier) == (without.total, without.criteria, without.tier)


# ---------------------------------------------------------------- against last year


@pytest.mark.parametrize(
    ("now", "then", "wanted"),
    [
        ("1000 MWh", "1000 MWh", []),
        ("2999 MWh", "1000 MWh", []),
        ("3000 MWh", "1000 MWh", []),
        ("3001 MWh", "1000 MWh", ["year_on_year"]),
        ("1000 MWh", "3001 MWh", ["year_on_year"]),
        ("699 MWh", "1 MWh", ["year_on_year"]),
        ("700 MWh", "1 MWh", ["unit_slip"]),
        ("1000 MWh", "1000 kWh", ["unit_slip"]),
        ("1 MWh", "1000 MWh", ["unit_slip"]),
        ("1400 MWh", "1 MWh", ["unit_slip"]),
        ("1401 MWh", "1 MWh", ["year_on_year"]),
        ("0 MWh", "1000 MWh", []),
        ("1000 MWh", "0 MWh", []),
        ("1000 MWh", None, []),
    ],
)
def test_jumps_and_unit_slips(mini: Rulebook, now: str, then: str | None, wanted: list[str]) -> None:
    last = submission(mini, {"electricity_used": then}, period=2023)
    found = assessment(mini, {"electricity_used": now}, last=last)
    assert ids(found) == wanted
    if wanted:
        assert found.warnings[0].facts == ("electricity_used",)
        assert "MWh" in found.warnings[0].zh
        assert "MWh" in found.warnings[0].en


def test_outputs_in_different_units_are_not_compared(mini: Rulebook) -> None:
    last = submission(mini, {"qualified_output": "5 t"}, period=2023)
    assert ids(assessment(mini, {"qualified_output": "5000 万元"}, last=last)) == []
    assert ids(assessment(mini, {"qualified_output": "5000 t"}, last=last)) == ["unit_slip"]


def test_only_quantities_are_compared(mini: Rulebook) -> None:
    last = submission(mini, {"lawful": "否", "daylight": "1%", "measures": [], "energy_carriers": "无"}, period=2023)
    now = {
        "lawful": "是",
        "daylight": "100%",
        "measures": ["rainwater"],
        "energy_carriers": [{"carrier": "柴油", "amount": "5 t"}],
    }
    assert ids(assessment(mini, now, last=last)) == []


@pytest.mark.parametrize(("period", "warned"), [(2023, False), (2022, True), (2024, True)])
def test_the_file_of_last_year_is_of_last_year(mini: Rulebook, period: int, warned: bool) -> None:
    last = submission(mini, {}, period=period)
    assert ("not_last_year" in ids(assessment(mini, {}, last=last))) is warned


@pytest.mark.parametrize(
    ("typed", "warned"), [("0.9", True), ("0.9%", False), ("90", False), ("0", False), ("1", True)]
)
def test_a_fraction_where_a_percentage_is_asked(mini: Rulebook, typed: str, warned: bool) -> None:
    assert ("fraction_for_percent" in ids(assessment(mini, {"lamp_share": typed}))) is warned


# ---------------------------------------------------------------- evidence


@pytest.mark.parametrize(
    ("until", "expired"),
    [("2024-12-30", True), ("2024-12-31", False), ("2025-01-01", False), ("2019-01-01", True), (None, False)],
)
def test_evidence_that_ended_before_the_year_did(mini: Rulebook, until: str | None, expired: bool) -> None:
    evidence = {"file": "许可证.pdf", **({"valid_until": until} if until else {})}
    found = assessment(mini, {"permit_held": {"value": "是", "evidence": [evidence]}})
    assert ids(found) == (["evidence_expired"] if expired else [])
    if expired:
        assert "许可证.pdf" in found.warnings[0].zh
        assert str(until) in found.warnings[0].en


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1500.0, "1,500"), (0.0, "0"), (1234567.0, "1,234,567"), (1234.567, "1,234.57"), (0.123456, "0.1235"), (99.5, "99.5"), (-3.0, "-3"), (1e20, "100,000,000,000,000,000,000.00")],
)  # fmt: skip
def test_numbers_in_sentences(number: float, shown: str) -> None:
    assert plain(number) == shown


def test_every_shipped_check_reads_in_both_languages_when_it_warns(rulebook: Rulebook) -> None:
    """Messages are filled with whatever is known; no placeholder is left standing."""
    texts = [text for check in rulebook.checks.values() for text in (check.message.zh, check.message.en)]
    assert all(text.count("{") == text.count("}") for text in texts)
    facts = {
        name: f"1 {fact.unit if isinstance(fact.unit, str) else (fact.unit or ('1',))[0]}".removesuffix(" 1")
        for name, fact in rulebook.facts.items()
        if fact.kind == "quantity" and (fact.at_most or 9) >= 1 and not fact.at_least
    }
    facts |= {name: "否" for name, fact in rulebook.facts.items() if fact.kind == "yes_no"}
    facts |= {name: "1 万元" for name, fact in rulebook.facts.items() if fact.unit == "output"}
    facts |= {"pv_self_used": "1000 GWh", "pv_capacity": "1000 MW", "land_area": "0.001 m2"}
    found = assessment(rulebook, facts)
    assert len(found.warnings) >= 3
    for warning in found.warnings:
        assert "{" not in warning.zh + warning.en
