"""Answers of every kind, short and long, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assess import Rulebook
from assess.submission.load import read_submission
from tests.support import cases, codes, document, submission


def problems(rulebook: Rulebook, facts: dict[str, Any], **more: Any) -> list[str]:
    _, found = read_submission(document(facts, **more), "f.yaml", rulebook)
    return codes(found)


@pytest.mark.parametrize("case", cases(__file__, "answers.yaml"))
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_answer(mini: Rulebook, case: list[Any], long: bool) -> None:
    fact, typed, wanted = case
    facts = {fact: {"value": typed} if long else typed}
    if isinstance(wanted, str) and wanted.startswith("GF-"):
        assert problems(mini, facts) == [wanted]
        return
    value = submission(mini, facts).answers[fact].value
    if isinstance(value, date):
        value = value.isoformat()
    assert value == (tuple(wanted) if isinstance(wanted, list) else wanted)
    assert type(value) is (tuple if isinstance(wanted, list) else type(wanted))


def test_what_is_not_there_is_no_answer(mini: Rulebook) -> None:
    assert submission(mini, {"lawful": None, "staff": None, "energy_carriers": None}).answers == {}
    assert submission(mini).answers == {}


def test_a_short_answer_keeps_what_was_typed_and_where(mini: Rulebook) -> None:
    text = "factory: {name: 厂}\nperiod: 2024\nfacts:\n  electricity_used:   2300 万度  # 抄表\n"
    found, wrong = read_submission(text, "f.yaml", mini)
    assert found is not None
    assert wrong == []
    answer = found.answers["electricity_used"]
    assert (answer.value, answer.unit, answer.typed) == (23_000.0, "MWh", "2300 万度")
    assert str(answer.position) == "f.yaml:4:23"


def test_a_long_answer_holds_everything(mini: Rulebook) -> None:
    answer = submission(
        mini,
        {
            "electricity_used": {
                "value": "2300 万度",
                "evidence": [{"file": "台账.pdf", "date": "2025-01-10", "valid_until": "2026年1月10日"}, "电费单.pdf"],
                "note": "含光伏；“自用”",
                "unverified": True,
            }
        },
    ).answers["electricity_used"]
    assert answer.value == 23_000.0
    assert answer.unverified
    assert answer.note == "含光伏；“自用”"
    assert [one.file for one in answer.evidence] == ["台账.pdf", "电费单.pdf"]
    assert answer.evidence[0].valid_until == date(2026, 1, 10)
    assert answer.evidence[1].date is None


def test_not_applicable_with_its_reason(mini: Rulebook) -> None:
    answer = submission(mini, {"wastewater": {"not_applicable": "无生产废水"}}).answers["wastewater"]
    assert answer.value is None
    assert answer.not_applicable == "无生产废水"


@pytest.mark.parametrize(
    ("fact", "answer", "wanted"),
    [
        ("wastewater", {"not_applicable": ""}, ["GF-315"]),
        ("wastewater", {"not_applicable": None}, ["GF-315"]),
        ("wastewater", {"not_applicable": True}, ["GF-315"]),
        ("wastewater", {"not_applicable": "  "}, ["GF-315"]),
        ("wastewater", {"not_applicable": ["无"]}, ["GF-204", "GF-315"]),
        ("staff", {"not_applicable": "没有职工"}, ["GF-314"]),
        ("wastewater", {"value": "5 m3", "not_applicable": "无"}, ["GF-320"]),
        ("wastewater", {}, ["GF-321"]),
        ("wastewater", {"value": None}, ["GF-321"]),
        ("wastewater", {"unverified": True}, ["GF-321"]),
        ("wastewater", {"value": "5 t"}, ["GF-303"]),
        ("wastewater", "不适用", ["GF-315"]),
        ("wastewater", {"value": "N/A"}, ["GF-315"]),
        ("wastewater", {"value": {"value": "5 m3"}}, ["GF-304"]),
        ("wastewater", {"value": "5 m3", "unverified": "也许"}, ["GF-306"]),
        ("wastewater", {"value": "5 m3", "unverified": 1}, ["GF-306"]),
        ("wastewater", {"value": "5 m3", "notes": "x"}, ["GF-201"]),
        ("wastewater", {"value": "5 m3", "zzz": "x"}, ["GF-202"]),
        ("wastewater", {"value": "5 m3", "note": ["x"]}, ["GF-204"]),
        ("wastewater", {"value": "5 m3", "evidence": "台账.pdf"}, ["GF-204"]),
        ("wastewater", {"value": "5 m3", "evidence": {"file": "a"}}, ["GF-204"]),
        ("wastewater", {"value": "5 m3", "evidence": [5]}, ["GF-204"]),
        ("wastewater", {"value": "5 m3", "evidence": [["a"]]}, ["GF-204"]),
        ("wastewater", {"value": "5 m3", "evidence": [{"date": "2024-01-01"}]}, ["GF-203"]),
        ("wastewater", {"value": "5 m3", "evidence": [{"file": "a", "date": "2024-02-30"}]}, ["GF-308"]),
        ("wastewater", {"value": "5 m3", "evidence": [{"file": "a", "valid": "2024-02-01"}]}, ["GF-201"]),
    ],
)
def test_faults_of_long_answers(mini: Rulebook, fact: str, answer: dict[str, Any], wanted: list[str]) -> None:
    assert problems(mini, {fact: answer}) == wanted


def test_evidence_or_a_note_alone_is_kept_without_a_value(mini: Rulebook) -> None:
    answer = submission(mini, {"wastewater": {"note": "等年报", "evidence": ["合同.pdf"]}}).answers["wastewater"]
    assert answer.value is None
    assert answer.not_applicable is None


# ---------------------------------------------------------------- tables


def test_rows_take_the_unit_of_their_carrier(mini: Rulebook) -> None:
    rows = [
        {"carrier": "柴油", "amount": "1.2 万公斤"},
        {"carrier": "heat", "amount": "36 GJ", "own_factor": "0.0341 tce/GJ", "remark": "计量"},
        {"carrier": "Steam", "amount": "5 t", "own_factor": "100 kgce/t"},
    ]
    value = submission(mini, {"energy_carriers": rows}).answers["energy_carriers"].value
    assert [dict(row) for row in value] == [  # type: ignore[union-attr,arg-type]
        {"carrier": "diesel", "amount": 12.0, "own_factor": None, "remark": None},
        {"carrier": "heat", "amount": 36.0, "own_factor": 0.0341, "remark": "计量"},
        {"carrier": "steam", "amount": 5.0, "own_factor": 0.1, "remark": None},
    ]


@pytest.mark.parametrize("empty", ["无", "没有", "none", "None", []])
def test_an_empty_table_is_an_answer(mini: Rulebook, empty: Any) -> None:
    assert submission(mini, {"energy_carriers": empty}).answers["energy_carriers"].value == ()


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"carrier": "柴油"}, ["GF-203"]),
        ({"amount": "5 t"}, ["GF-203"]),
        ({"carrier": "柴油", "amount": "5 m3"}, ["GF-303"]),
        ({"carrier": "柴油", "amount": "5"}, ["GF-305"]),
        ({"carrier": "柴油", "amount": 5}, ["GF-305"]),
        ({"carrier": "热力", "amount": "5 t"}, ["GF-303"]),
        ({"carrier": "汽油", "amount": "5 t"}, ["GF-307"]),
        ({"carrier": "柴油", "amount": "-5 t"}, ["GF-309"]),
        ({"carrier": "柴油", "amount": "五吨"}, ["GF-304"]),
        ({"carrier": "柴油", "amount": "5 t", "own_factor": "1 tce"}, ["GF-303"]),
        ({"carrier": "柴油", "amount": "5 t", "own_factor": "1 tce/GJ"}, ["GF-303"]),
        ({"carrier": "柴油", "amount": "5 t", "ammount": "5 t"}, ["GF-201"]),
        ({"carrier": ["柴油"], "amount": "5 t"}, ["GF-307"]),
        ({"carrier": "柴油", "amount": ["5 t"]}, ["GF-304"]),
        ({}, ["GF-203", "GF-203"]),
    ],
)
def test_faults_of_rows(mini: Rulebook, row: dict[str, Any], wanted: list[str]) -> None:
    assert problems(mini, {"energy_carriers": [{"carrier": "柴油", "amount": "1 t"}, row]}) == wanted


def test_a_table_with_a_fault_is_not_half_an_answer(mini: Rulebook) -> None:
    rows = [{"carrier": "柴油", "amount": "1 t"}, {"carrier": "柴油", "amount": "1 m3"}]
    found, wrong = read_submission(document({"energy_carriers": rows}), "f.yaml", mini)
    assert found is not None
    assert codes(wrong) == ["GF-303"]
    assert "energy_carriers" not in found.answers


# ---------------------------------------------------------------- own benchmarks


def test_own_benchmarks_in_the_units_of_the_output(mini: Rulebook) -> None:
    own = {"energy_intensity_average": {"value": "250 kgce/万元", "source": "某协会 2024 年通报"}}
    for facts in ({}, {"qualified_output": "5 亿元"}, {"qualified_output": {"value": "5 亿元", "unverified": True}}):
        found = submission(mini, facts, benchmarks=own).benchmarks["energy_intensity_average"]
        assert (found.value, found.unit, found.source) == (0.25, "tce/万元", "某协会 2024 年通报")


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ({"energy_intensity_average": {"value": "0.25 tce/t"}}, ["GF-318"]),
        ({"energy_intensity_average": {"value": "0.25 tce/t", "source": ""}}, ["GF-318"]),
        ({"energy_intensity_average": "0.25 tce/t"}, ["GF-318"]),
        ({"energy_intensity_average": {"source": "x"}}, ["GF-203"]),
        ({"energy_intensity_average": {"value": "0.25 tce/万元", "source": "x"}}, ["GF-303"]),
        ({"energy_intensity_average": {"value": 0.25, "source": "x"}}, ["GF-305"]),
        ({"energy_intensity_average": {"value": "低", "source": "x"}}, ["GF-304"]),
        ({"energy_intensity_averag": {"value": "0.25 tce/t", "source": "x"}}, ["GF-317"]),
        ({"zzz": {"value": "0.25 tce/t", "source": "x"}}, ["GF-317"]),
        ({"energy_intensity_average": {"value": "0.25 tce/t", "source": "x", "sorce": "y"}}, ["GF-201"]),
        ({"energy_intensity_average": {"value": "0.25 tce/t", "source": ["x"]}}, ["GF-204", "GF-318"]),
        ({"energy_intensity_average": None}, []),
    ],
)
def test_faults_of_own_benchmarks(mini: Rulebook, own: dict[str, Any], wanted: list[str]) -> None:
    assert problems(mini, {"qualified_output": "5 t"}, benchmarks=own) == wanted


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "wanted", "nearest"),
    [
        ("electricity_use", "GF-301", "electricity_used"),
        ("Electricity_Used", "GF-301", "electricity_used"),
        ("全年用电量", "GF-301", "electricity_used"),
        ("全年的用电量", "GF-301", "electricity_used"),
        ("zzzz", "GF-302", ""),
        ("1", "GF-302", ""),
    ],
)
def test_unknown_questions(mini: Rulebook, name: str, wanted: str, nearest: str) -> None:
    _, found = read_submission(document({name: "1"}), "f.yaml", mini)
    assert codes(found) == [wanted]
    assert nearest in found[0].text("zh")
