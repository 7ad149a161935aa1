"""Norms of products and benchmarks by industry: the shipped tables, the codes of 2002, and overlays that must not pass."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assess import Rulebook, load_rulebook
from assess.rulebook.industries import related
from assess.rulebook.norms import FAMILIES, FAMILY_TITLES, LEVEL_TITLES
from assess.scoring.values import best_row
from tests.support import cases, codes, failure

SOURCE = "source: {document: 县通报, basis: adopted}"


@pytest.mark.parametrize("case", cases(__file__, "norms.yaml"))
def test_spot_values(rulebook: Rulebook, case: list[object]) -> None:
    name, unit, levels = case
    norm = rulebook.norms[str(name)]
    assert norm.unit == unit
    assert [norm.levels.get(level) for level in FAMILIES[norm.family]] == levels


def test_every_row_of_the_tables_is_here(rulebook: Rulebook) -> None:
    found = Counter(norm.family for norm in rulebook.norms.values())
    assert found == {"energy": 156, "water": 12, "cleaner_production": 9, "conditions": 3, "land": 1}


def test_every_level_and_family_has_words() -> None:
    assert set(FAMILY_TITLES) == set(FAMILIES)
    assert set(LEVEL_TITLES) == {level for levels in FAMILIES.values() for level in levels}


def test_corrections_are_those_of_the_standards(rulebook: Rulebook) -> None:
    cement = rulebook.norms["gb16780_2021.cement"].correction
    assert cement is not None
    assert (cement.how, cement.steps) == ("per_step", {"level_1": 1.10, "level_2": 1.15, "level_3": 1.20})
    how = Counter(norm.correction.how for norm in rulebook.norms.values() if norm.correction is not None)
    assert how == {"per_step": 3, "times": 6, "plus": 6}


# ---------------------------------------------------------------- land by industry


PLOT_RATIOS = {
    "13": 1.0, "17": 0.8, "19": 1.0, "24": 1.0, "25": 0.5, "26": 0.6, "28": 0.8, "29": None, "30": 0.7, "31": 0.6,
    "32": 0.6, "33": 0.7, "34": 0.7, "35": 0.7, "36": 0.8, "37": 0.7, "38": 0.7, "39": 1.0, "40": 1.0, "41": 1.0,
    "42": 0.7, "43": None,
}  # fmt: skip


@pytest.mark.parametrize(("division", "value"), PLOT_RATIOS.items())
def test_plot_ratios_of_2002_divisions_in_the_codes_of_today(rulebook: Rulebook, division: str, value: float) -> None:
    row = best_row(rulebook.benchmarks["plot_ratio_control"], f"{division}11")
    assert (row.value if row else None) == value
    if division != "36" and row is not None:
        assert row.superseded


def test_each_2002_division_names_where_it_went_and_how_sure_that_is(rulebook: Rulebook) -> None:
    assert rulebook.industry_codes["34"].codes_2017 == ("33",)
    assert rulebook.industry_codes["37"].codes_2017 == ("36", "37")
    assert rulebook.industry_codes["42"].codes_2017 == ("24", "41")
    assert {entry.source.basis for entry in rulebook.industry_codes.values()} == {"derived"}


def test_codes_are_related_when_one_contains_the_other() -> None:
    assert related((), "3011")
    assert related(("30",), "3011")
    assert related(("3011",), "30")
    assert not related(("3011",), "3041")


# ---------------------------------------------------------------- overlays that must not pass


def overlay(folder: Path, file: str, text: str) -> list[Path]:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [folder]


NEW = "title: {zh: 测试, en: test}"
HOSTILE = [
    pytest.param("indicators/x.yaml",
                 f'- {{id: x, {NEW}, unit: tCO2/t, better: lower, stands_alone: true, {SOURCE}, formula: factor("fuel_co2.ncsc_2026.diesel_road")}}',
                 ["GF-230"], id="a fuel set named in a formula"),
    pytest.param("indicators/x.yaml",
                 f'- {{id: x, {NEW}, unit: tCO2, better: lower, stands_alone: true, {SOURCE}, '
                 "formula: 'sum(energy_carriers, amount * factor(\"fuel_co2\", \"ncsc_2026\", carrier))'}",
                 ["GF-230"], id="a fuel set named as a key"),
    pytest.param("indicators/x.yaml",
                 f'- {{id: x, {NEW}, unit: kgce/kWh, better: lower, stands_alone: true, {SOURCE}, '
                 "formula: 'factor(\"coal_equivalent.electricity\") + factor(\"coal_equivalent\", \"electricity_primary\")'}",
                 ["GF-230"], id="both coal equivalents of electricity in a sum"),
    pytest.param("indicators/x.yaml",
                 f'- {{id: x, {NEW}, unit: kgCO2/kWh, better: lower, stands_alone: true, {SOURCE}, formula: factor("grid_co2.cn.residual")}}',
                 ["GF-230"], id="a grid named in a formula"),
    pytest.param("schemes/gbt36132-2018/scheme.yaml", "id: gbt36132-2018\nsettings: {fuel_co2: own_set}", ["GF-206"], id="a fuel set that does not exist"),
    pytest.param("schemes/gbt36132-2018/scheme.yaml", "id: gbt36132-2018\nsettings: {electricity: both}", ["GF-204"], id="both values of electricity"),
    pytest.param("factors/x.yaml", "- {id: grid_co2.cn.average, by_year: [{year: 2024, value: 0.1, document: 自编}]}", ["GF-227"], id="a grid factor without a source"),
    pytest.param("norms/x.yaml", "- {id: gb16780_2021.clinker, levels: {level_1: 200, level_2: 210, level_3: 220}}", ["GF-227"], id="levels without a source"),
    pytest.param("norms/x.yaml", f"- {{id: gb16780_2021.clinker, levels: {{level_1: 120, level_2: 107, level_3: 117}}, {SOURCE}}}", ["GF-231"], id="levels in the wrong order"),
    pytest.param("norms/x.yaml", f"- {{id: gb16780_2021.clinker, levels: {{advanced: 100}}, {SOURCE}}}", ["GF-231"], id="levels of another family"),
    pytest.param("norms/x.yaml", f"- {{id: gb16780_2021.cement, correction: {{how: per_step, {NEW.replace('title', 'what')}}}, {SOURCE}}}", ["GF-231"], id="a correction without steps"),
    pytest.param("norms/x.yaml", f"- {{id: gb16780_2021.clinker, unit: kgce/bag, {SOURCE}}}", ["GF-211"], id="an unknown unit"),
    pytest.param("norms/x.yaml", f"- {{id: x.y, family: energy, {NEW}, unit: null, better: lower, levels: {{level_1: 1}}, {SOURCE}}}", ["GF-203"], id="no unit and no reason"),
    pytest.param("benchmarks/x.yaml", f"- {{id: energy_intensity_limit, norm: {{family: energy, level: advanced}}, {SOURCE}}}", ["GF-231"], id="a level that the family does not have"),
    pytest.param("benchmarks/x.yaml", f"- {{id: plot_ratio_control, {SOURCE}, rows: [{{industries_2002: ['99'], value: 1, {SOURCE}}}]}}", ["GF-206"], id="a 2002 division that does not exist"),
    pytest.param("industry_codes.yaml", f"- {{code: '34', codes_2017: ['99'], {SOURCE}}}", ["GF-206"], id="a 2017 division that does not exist"),
    pytest.param("provinces.yaml", "- {id: zhejiang, grid_region: middle}", ["GF-206"], id="a regional grid that does not exist"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "expected"), HOSTILE)
def test_hostile_overlays_are_refused(tmp_path: Path, file: str, text: str, expected: list[str]) -> None:
    problems = failure(load_rulebook, overlay(tmp_path, file, text + "\n"))
    assert codes(problems) == expected
    assert all(problem.position is not None and str(tmp_path) in problem.position.file for problem in problems)


def test_a_county_may_bring_its_own_rows(tmp_path: Path) -> None:
    text = f"- {{id: gb16780_2021.clinker, levels: {{level_1: 95, level_2: 100, level_3: 110}}, {SOURCE}}}\n"
    norm = load_rulebook(overlay(tmp_path, "norms/own.yaml", text)).norms["gb16780_2021.clinker"]
    assert (norm.levels["level_1"], norm.source.document) == (95, "县通报")
