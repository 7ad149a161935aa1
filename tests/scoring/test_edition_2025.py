"""The 2025 edition on the shipped rules: limits that make no band, several products, bands by choice, gates taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess import Rulebook
from assess.paths import criteria_dir
from assess.planning.limits import standings
from assess.rulebook.lint import lint
from assess.rulebook.load import load_folders
from assess.scoring.result import CriterionResult
from assess.scoring.shown import shown_values
from assess.scoring.trace import explain
from assess.submission.load import read_submission
from tests.support import assessment, codes, document, failure

WATER = {"water_intake": "90 m3", "qualified_output": "1 t", "product_water": "无"}
PRODUCT = {"product": "甲", "unit": "吨", "output": "100 t", "energy": "20 tce", "limits_source": "某标准"}


def limits(base: str, lead: str) -> dict[str, Any]:
    return {
        "water_intensity_base": {"value": base, "source": "某通报"},
        "water_intensity_lead": {"value": lead, "source": "某通报"},
    }


def score(rulebook: Rulebook, name: str, facts: dict[str, Any], **more: Any) -> tuple[Any, CriterionResult]:
    found = assessment(rulebook, facts, scheme="gbt36132-2025", **more)
    return found, next(one for one in found.criteria if one.id == name)


def reasons(result: CriterionResult) -> dict[str, tuple[str, ...]]:
    return {reason.code: reason.names for reason in result.reasons}


def test_the_verdict_is_a_score_and_gates_only(rulebook: Rulebook) -> None:
    tier = assessment(rulebook, {}, scheme="gbt36132-2025").tier
    assert (tier.secured, tier.reachable, tier.missing) == (None, None, ())


def test_limits_in_the_wrong_order_are_refused_and_named(rulebook: Rulebook) -> None:
    found, result = score(rulebook, "C-06", WATER, benchmarks=limits("100 m3/t", "150 m3/t"))
    assert reasons(result) == {"benchmark_order": ("water_intensity_base", "water_intensity_lead")}
    (warning,) = [one for one in found.warnings if one.id == "base_lead_order"]
    assert "100" in warning.zh
    assert "150" in warning.en
    assert warning.where is not None


def test_equal_limits_are_one_step_with_a_warning(rulebook: Rulebook) -> None:
    found, result = score(rulebook, "C-06", WATER, benchmarks=limits("90 m3/t", "90 m3/t"))
    assert result.status == "met"
    assert [one.id for one in found.warnings] == ["base_equals_lead"]


def test_binary_noise_is_not_worse_than_the_baseline(rulebook: Rulebook) -> None:
    """0.1 + 0.2 over 1 is a hair above 0.3, and still exactly the baseline."""
    facts = {**WATER, "water_intake": f"{0.1 + 0.2!r} m3"}
    _, result = score(rulebook, "C-06", facts, benchmarks=limits("0.3 m3/t", "0.3 m3/t"))
    assert result.status == "met"


@pytest.mark.parametrize("limit", ["energy_base", "energy_lead"])
def test_a_product_without_its_limits_is_named(rulebook: Rulebook, limit: str) -> None:
    given = {"energy_base": "0.3 tce/t", "energy_lead": "0.1 tce/t"}
    del given[limit]
    _, result = score(rulebook, "C-01", {"product_energy": [{**PRODUCT, **given}]})
    assert result.status == "not_scorable"
    assert reasons(result) == {"missing_benchmark": ("product_energy",)}


def test_with_products_the_whole_factory_does_not_count(rulebook: Rulebook) -> None:
    row = {**PRODUCT, "energy_base": "0.3 tce/t", "energy_lead": "0.1 tce/t"}
    found, result = score(rulebook, "C-01", {"product_energy": [row]})
    assert (result.share.low, result.share.high) == (pytest.approx(0.5), pytest.approx(0.5))
    assert "C-01" not in standings(found)
    steps = {step.id: step.value for step in explain(found, "C-01").steps}
    assert steps["甲"] == pytest.approx(50)
    assert "energy_intensity" not in steps


def test_more_products_than_three_are_refused(rulebook: Rulebook) -> None:
    _, problems = read_submission(document({"product_energy": [PRODUCT] * 4}), "f.yaml", rulebook)
    assert codes(problems) == ["GF-319"]
    assert "3" in problems[0].text("en")


def test_capacity_is_given_in_the_unit_of_the_output(rulebook: Rulebook) -> None:
    for order in (("qualified_output", "annual_capacity"), ("annual_capacity", "qualified_output")):
        right = {name: {"qualified_output": "10 t", "annual_capacity": "12000 kg"}[name] for name in order}
        found, problems = read_submission(document(right), "f.yaml", rulebook)
        assert not problems
        assert found is not None
        assert found.answers["annual_capacity"].value == 12.0
        wrong = {**right, "annual_capacity": "12 件"}
        assert codes(read_submission(document(wrong), "f.yaml", rulebook)[1]) == ["GF-303"]


def test_of_several_bands_only_the_chosen_one_asks_and_explains(rulebook: Rulebook) -> None:
    found, result = score(rulebook, "C-11", {"pollution_measure": "废气排放量"})
    assert set(reasons(result)["unknown_facts"]) == {"waste_gas_discharged", "qualified_output"}
    assert reasons(result)["missing_benchmark"] == (
        "waste_gas_discharge_intensity_base",
        "waste_gas_discharge_intensity_lead",
    )
    assert [step.id for step in explain(found, "C-11").steps] == [
        "pollution_measure",
        "waste_gas_discharge_intensity",
        "waste_gas_discharge_intensity_base",
        "waste_gas_discharge_intensity_lead",
    ]
    assert reasons(score(rulebook, "C-11", {})[1]) == {"unknown_facts": ("pollution_measure",)}


def test_a_band_that_is_half_reached_names_its_number(rulebook: Rulebook) -> None:
    _, result = score(rulebook, "C-06", WATER, benchmarks=limits("100 m3/t", "80 m3/t"))
    assert reasons(result) == {"below_step": ("water_intensity",)}


# ---------------------------------------------------------------- no points published


def test_the_platform_form_shows_values_and_earns_nothing(rulebook: Rulebook) -> None:
    facts = {"catalogue_technologies": "7 项", "efficient_product_share": "60%", "energy_using_product": "是"}
    found = assessment(rulebook, facts, scheme="gbt36132-2025-platform")
    assert not found.scheme.scores
    assert {one.nominal_max for one in found.criteria} == {0.0}
    result = next(one for one in found.criteria if one.id == "P-09")
    assert (result.status, reasons(result)) == ("not_scorable", {"no_points": ()})
    assert [(one.name, one.value) for one in shown_values(found)["P-09"]] == [("catalogue_technologies", 7.0)]


# ---------------------------------------------------------------- gates of other schemes


def test_the_negative_list_is_one_text_for_every_edition(rulebook: Rulebook) -> None:
    lists = {
        name: {item.model.id: item.model for item in rulebook.scheme(name).gates if item.model.kind == "negative_list"}
        for name in ("gbt36132-2018", "gbt36132-2025", "gbt36132-2025-platform", "star-2025")
    }
    assert all(one == lists["gbt36132-2018"] and len(one) == 6 for one in lists.values())


def overlay(folder: Path, text: str) -> Path:
    home = folder / "schemes" / "mine"
    home.mkdir(parents=True)
    (home / "scheme.yaml").write_text(text, encoding="utf-8")
    return folder


def test_an_overlay_changes_a_gate_that_was_taken_over(tmp_path: Path) -> None:
    gate = "{id: NL-2, title: {zh: 县里的说法, en: The county's words}}"
    book = load_folders([criteria_dir(), overlay(tmp_path, f"id: gbt36132-2025\ngates: [{gate}]\n")])
    gates = [item.model for item in book.scheme("gbt36132-2025").gates]
    assert [gate.id for gate in gates].count("NL-2") == 1
    assert next(gate for gate in gates if gate.id == "NL-2").title.en == "The county's words"
    assert next(gate for gate in gates if gate.id == "NL-2").must
    other = [item.model for item in book.scheme("gbt36132-2018").gates if item.model.id == "NL-2"]
    assert other[0].title.en != "The county's words"


@pytest.mark.parametrize(
    ("line", "code"),
    [("{gbt36132-2018: [NL-9]}", "GF-206"), ("{nothing: [NL-1]}", "GF-219"), ("{gbt36132-2025: [BR-a]}", "GF-219")],
)
def test_gates_that_do_not_exist_are_named(tmp_path: Path, line: str, code: str) -> None:
    folder = overlay(tmp_path, f"id: gbt36132-2025\ngates_from: {line}\n")
    assert code in codes(failure(load_folders, [criteria_dir(), folder]))


# ---------------------------------------------------------------- lint

BAND = "{of: water_intensity, base: water_intensity_base, lead: water_intensity_lead}"


@pytest.mark.parametrize(
    ("score_rule", "code"),
    [
        (f"{{bands: {{by: land_measure, options: {{value: {BAND}}}}}}}", "GF-203"),
        (f"{{bands: {{by: land_measure, options: {{value: {BAND}, capacity: {BAND}, more: {BAND}}}}}}}", "GF-222"),
        (f"{{bands: {{by: water_intake, options: {{value: {BAND}}}}}}}", "GF-204"),
        ("{band: {of: water_reuse_rate, base: 90, lead: 80}, basis: adopted}", "GF-212"),
        (f"{{bands: {{by: land_measure, options: {{value: {BAND}, capacity: {{of: water_reuse_rate, base: 90, lead: 80}}}}}}, basis: adopted}}", "GF-212"),
        (f"{{band: {BAND[:-1]}, products: {{table: product_water, of: water / output, base: water_base, lead: energy_lead, weight: water}}}}, basis: adopted}}", "GF-206"),
        (f"{{band: {BAND[:-1]}, products: {{table: product_water, of: water, base: water_base, lead: water_lead, weight: water}}}}, basis: adopted}}", "GF-210"),
        (f"{{band: {BAND[:-1]}, products: {{table: water_intake, of: water, base: water, lead: water, weight: water}}}}, basis: adopted}}", "GF-204"),
        (f"{{band: {BAND}}}", "GF-216"),
        ("{value: nothing}", "GF-206"),
        ("{value: water_intake, met: true}", "GF-223"),
    ],
)  # fmt: skip
def test_faults_of_bands_are_found(tmp_path: Path, score_rule: str, code: str) -> None:
    source = "{document: 测试, basis: adopted}"
    text = f"id: gbt36132-2025\ncriteria: [{{id: C-06, score: {score_rule}, source: {source}}}]\n"
    assert code in codes(lint([criteria_dir(), overlay(tmp_path, text)]))
