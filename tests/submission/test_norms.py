"""A benchmark by the norm of the product: level, correction and unit; what cannot be named is refused."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Rulebook
from assess.scoring.export import to_json
from assess.scoring.product_limits import product_limits
from assess.submission.load import read_submission
from tests.support import assessment, codes, document, submission

CLINKER = {"norm": "gb16780_2021.clinker"}


@pytest.mark.parametrize(
    ("benchmark", "entry", "output", "value", "unit"),
    [
        ("energy_intensity_limit", CLINKER, "100 t", 0.117, "tce/t"),
        ("energy_intensity_advanced", CLINKER, "100 t", 0.1, "tce/t"),
        ("energy_intensity_limit", {"norm": "gb16780_2021.cement", "correction": 4}, "100 t", 0.0988, "tce/t"),
        ("energy_intensity_advanced", {"norm": "gb16780_2021.cement", "correction": -5}, "100 t", 0.0745, "tce/t"),
        ("energy_intensity_limit", {"norm": "gb21351_2023.free_forging", "correction": 1}, "100 t", 0.86, "tce/t"),
        ("energy_intensity_limit", {"norm": "gb31825_2024.wiping_wood", "correction": 320}, "100 t", 0.82, "tce/t"),
        ("energy_intensity_limit", {"norm": "gb21252_2023.ceramic_board", "correction": 1.1}, "100 m2", 0.01452, "tce/m2"),
        ("energy_intensity_limit", {"norm": "gb21256_2025.converter"}, "100 t", -0.012, "tce/t"),
    ],
)  # fmt: skip
def test_the_level_asked_for_in_the_factorys_unit(
    rulebook: Rulebook, benchmark: str, entry: dict[str, Any], output: str, value: float, unit: str
) -> None:
    found = submission(rulebook, {"qualified_output": output}, benchmarks={benchmark: entry}).benchmarks[benchmark]
    assert (found.value, found.unit, found.norm) == (pytest.approx(value), unit, entry["norm"])
    assert found.correction == entry.get("correction")


REFUSED = [
    ({"norm": "gb16780_2021.klinker"}, "100 t", "GF-322"),
    ({"norm": "gbt18916_62_2022.clinker"}, "100 t", "GF-322"),
    ({"norm": "gb16780_2021.cement"}, "100 t", "GF-323"),
    ({**CLINKER, "correction": 1}, "100 t", "GF-324"),
    (CLINKER, "100 万元", "GF-324"),
    ({"norm": "gb16780_2021.clinker_power"}, "100 t", "GF-324"),
    ({"norm": "gb21340_2019.tempered_3mm"}, "100 t", "GF-324"),
    ({"norm": "gb21252_2023.ceramic_board", "correction": 0}, "100 m2", "GF-309"),
    ({"norm": "gb16780_2021.cement", "correction": "许多"}, "100 t", "GF-304"),
    ({"norm": "gb16780_2021.cement", "correction": True}, "100 t", "GF-304"),
    ({**CLINKER, "value": "0.1 tce/t"}, "100 t", "GF-204"),
]


@pytest.mark.parametrize(("entry", "output", "code"), REFUSED)
def test_what_cannot_be_named_is_refused(rulebook: Rulebook, entry: dict[str, Any], output: str, code: str) -> None:
    text = document({"qualified_output": output}, benchmarks={"energy_intensity_limit": entry})
    assert codes(read_submission(text, "factory.yaml", rulebook)[1]) == [code]


def test_a_benchmark_without_norms_takes_none(rulebook: Rulebook) -> None:
    text = document({"qualified_output": "100 t"}, benchmarks={"co2_intensity_average": CLINKER})
    assert codes(read_submission(text, "factory.yaml", rulebook)[1]) == ["GF-322"]


def test_the_assessment_shows_document_basis_and_norm(rulebook: Rulebook) -> None:
    facts = {"qualified_output": "1000 t", "electricity_used": "100 MWh",
             "energy_carriers": [{"carrier": "other", "amount": "100 tce"}]}  # fmt: skip
    found = assessment(rulebook, facts, scheme="gbt36132-2018", benchmarks={"energy_intensity_limit": CLINKER})
    (use,) = (one for one in found.benchmarks if one.id == "energy_intensity_limit")
    assert (use.value, use.origin, use.document, use.basis, use.norm) == (
        0.117, "norm", "GB 16780-2021", "secondary", "gb16780_2021.clinker",
    )  # fmt: skip
    (criterion,) = (one for one in found.criteria if one.id == "K-11")
    assert criterion.status == "met"


# ---------------------------------------------------------------- several products


ROW = {"product": "水泥", "unit": "吨", "output": "1000 t", "energy": "100 tce", "limits_source": "无"}


def test_a_product_row_takes_its_limits_from_its_norm(rulebook: Rulebook) -> None:
    cement = {**ROW, "norm": "gb16780_2021.cement", "correction": 4}
    typed = {**ROW, "norm": "gb16780_2021.clinker", "energy_base": "0.2 tce/t"}
    (first, second) = submission(rulebook, {"product_energy": [cement, typed]}).answers["product_energy"].value
    assert (first["energy_base"], first["energy_lead"]) == (pytest.approx(0.0916), pytest.approx(0.0844))
    assert (second["energy_base"], second["energy_lead"]) == (0.2, pytest.approx(0.1))


def test_an_energy_quota_below_zero_may_stand_in_a_row(rulebook: Rulebook) -> None:
    steel = {**ROW, "product": "转炉", "norm": "gb21256_2025.converter"}
    (row,) = submission(rulebook, {"product_energy": [steel]}).answers["product_energy"].value
    assert (row["energy_base"], row["energy_lead"]) == (-0.028, -0.03)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"norm": "gbt18916_62_2022.clinker"}, "GF-322"),
        ({"norm": "gb16780_2021.cement"}, "GF-323"),
        ({"norm": "gb16780_2021.clinker", "correction": 1}, "GF-324"),
        ({"norm": "gb16780_2021.clinker", "unit": "件", "output": "5 件"}, "GF-324"),
    ],
)
def test_a_wrong_norm_in_a_row_is_said_once(rulebook: Rulebook, changes: dict[str, Any], code: str) -> None:
    text = document({"product_energy": [{**ROW, **changes}]})
    assert codes(read_submission(text, "factory.yaml", rulebook)[1]) == [code]


def test_a_water_quota_by_product(rulebook: Rulebook) -> None:
    row = {
        "product": "水泥",
        "unit": "吨",
        "output": "1000 t",
        "water": "300 m3",
        "limits_source": "无",
        "norm": "gbt18916_62_2022.clinker",
    }
    (found,) = submission(rulebook, {"product_water": [row]}).answers["product_water"].value
    assert (found["water_base"], found["water_lead"]) == (0.51, 0.225)


def test_the_assessment_lists_what_each_product_is_held_against(rulebook: Rulebook) -> None:
    rows = [
        {**ROW, "norm": "gb16780_2021.cement", "correction": 4},
        {**ROW, "product": "铝棒", "norm": "gb16780_2021.clinker", "energy_base": "0.2 tce/t", "limits_source": "协会通报"},
        {**ROW, "product": "铜材"},
    ]  # fmt: skip
    found = assessment(rulebook, {"product_energy": rows}, scheme="gbt36132-2025")
    limits = product_limits(found)
    shown = [(one.product, one.column, one.origin, one.document, one.norm, one.correction) for one in limits]
    assert shown == [
        ("水泥", "energy_base", "norm", "GB 16780-2021", "gb16780_2021.cement", 4.0),
        ("水泥", "energy_lead", "norm", "GB 16780-2021", "gb16780_2021.cement", 4.0),
        ("铝棒", "energy_base", "submission", "协会通报", None, None),
        ("铝棒", "energy_lead", "norm", "GB 16780-2021", "gb16780_2021.clinker", None),
        ("铜材", "energy_base", "none", None, None, None),
        ("铜材", "energy_lead", "none", None, None, None),
    ]
    assert [(one.value, one.unit) for one in limits[:3]] == [(0.0916, "tce/t"), (0.0844, "tce/t"), (0.2, "tce/t")]
    exported = to_json(found, "zh")["product_limits"]
    assert (exported[0]["origin"], exported[0]["basis"], exported[0]["superseded"]) == ("norm", "secondary", False)


def test_a_scheme_that_judges_no_products_lists_none(rulebook: Rulebook) -> None:
    facts = {"product_energy": [{**ROW, "norm": "gb16780_2021.clinker"}]}
    assert product_limits(assessment(rulebook, facts, scheme="gbt36132-2018")) == ()


def test_unverified_products_are_held_against_nothing(rulebook: Rulebook) -> None:
    facts = {"product_energy": {"value": [{**ROW, "norm": "gb16780_2021.clinker"}], "unverified": True}}
    assert product_limits(assessment(rulebook, facts, scheme="gbt36132-2025")) == ()


def test_an_energy_limit_below_zero_may_be_typed(rulebook: Rulebook) -> None:
    row = {**ROW, "energy_base": "-28 kgce/t", "energy_lead": "-30 kgce/t"}
    (found,) = submission(rulebook, {"product_energy": [row]}).answers["product_energy"].value
    assert (found["energy_base"], found["energy_lead"]) == (-0.028, -0.03)
