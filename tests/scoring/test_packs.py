"""Pack tests: every case that ships holds; a wrong one is told with its difference; overlays bring their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import AssessError
from assess.paths import criteria_dir
from assess.rulebook.load import load_folders
from assess.rulebook.pack import read_packs
from assess.scoring.packs import CaseResult, run_packs
from tests.support import MINI, codes

SHIPPED = run_packs(read_packs([criteria_dir()]), [criteria_dir()])


@pytest.mark.parametrize("result", SHIPPED, ids=lambda one: f"{one.scheme}-{one.name}")
def test_every_shipped_case_holds(result: CaseResult) -> None:
    assert result.differences == (), str(result.position)


def test_the_schemes_of_both_editions_have_cases() -> None:
    tested = {result.scheme for result in SHIPPED}
    assert {"gbt36132-2018", "gbt36132-2025", "gbt36132-2025-platform", "star-2025", "star-changxing"} <= tested


def folder_with(root: Path, tests: str) -> Path:
    """A copy of tests/mini whose scheme ``mini`` has these cases."""
    shutil.copytree(MINI, root / "mini")
    (root / "mini" / "schemes" / "mini" / "tests.yaml").write_text(tests, encoding="utf-8")
    return root / "mini"


def run(root: Path, tests: str) -> list[CaseResult]:
    folder = folder_with(root, tests)
    return list(run_packs(read_packs([folder]), [folder]))


def test_a_case_that_differs_says_what_was_expected_and_what_was_found(tmp_path: Path) -> None:
    cases = """
- name: wrong in every part
  facts: {solar_used: 30 MWh, electricity_used: 100 MWh, lawful: 否}
  expect:
    total: 12
    groups: {house: [0, 1]}
    worth: {house: 99}
    gates: {all: pass}
    indicators: {solar_share: 31, energy: unknown}
    tier: {secured: 5, reachable: 5, below_lowest: false}
"""
    (result,) = run(tmp_path, cases.replace(", energy: unknown", ""))
    found = {one.what: (one.expected, one.found) for one in result.differences}
    assert found["indicators.solar_share"] == (31.0, 30.0)
    assert {"total", "groups.house", "worth.house"} <= set(found)
    assert any(what.startswith("gates.") for what in found)
    assert found["tier.secured"] == (5, 0)
    assert (result.position.line, result.position.column) == (2, 3)


FACTORS = """
- name: factors
  period: 2022
  expect:
    factors: {grid_co2.cn.average: 0.5568, coal_equivalent.electricity_primary: 0.3, heat.co2: unknown}
    changes: {grid_co2.province: {from: 2022, to: 2023, fell: 19, rose: 10}}
"""


def test_factors_and_their_changes_are_compared(tmp_path: Path) -> None:
    folder = tmp_path / "county" / "schemes" / "gbt36132-2025"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text("id: gbt36132-2025\n", encoding="utf-8")
    (folder / "tests.yaml").write_text(FACTORS, encoding="utf-8")
    roots = [criteria_dir(), tmp_path / "county"]
    packs = [pack for pack in read_packs(roots) if pack.layer == 1]
    (result,) = run_packs(packs, roots)
    assert {one.what: (one.expected, one.found) for one in result.differences} == {
        "factors.grid_co2.cn.average": (0.5568, 0.5366),
        "factors.coal_equivalent.electricity_primary": (0.3, "unknown"),
        "factors.heat.co2": ("unknown", 0.11),
        "changes.grid_co2.province.fell": (19.0, 20.0),
    }


def test_only_what_is_named_is_compared(tmp_path: Path) -> None:
    (result,) = run(tmp_path, "- {name: nothing, expect: {}}\n")
    assert result.differences == ()


@pytest.mark.parametrize(
    ("cases", "code", "at"),
    [
        ("- {name: a, expect: {point: {X: 1}}}", "GF-201", 22),
        ("- {name: a, expect: {points: {NO-1: 1}}}", "GF-206", 31),
        ("- {name: a, expect: {gates: {NO-1: pass}}}", "GF-206", 30),
        ("- {name: a, expect: {gates: {all: passed}}}", "GF-204", 35),
        ("- {name: a, expect: {factors: {no.such: 1}}}", "GF-206", 32),
        ("- {name: a, expect: {changes: {no.such: {from: 2022, to: 2023}}}}", "GF-206", 32),
        ("- {name: a, expect: {changes: {x.y: {to: 2023}}}}", "GF-203", 37),
        ("- {name: a, expect: {total: '12'}}", "GF-204", 29),
        ("- {name: a, facts: {lawful: perhaps}, expect: {}}", "GF-306", 29),
        ("- {name: a, facts: {lawfull: 是}, expect: {}}", "GF-301", 21),
        ("- {name: a, benchmarks: {water_base: {value: 1 m3/t}}, expect: {}}", "GF-318", 38),
        ("- {expect: {}}", "GF-203", 3),
        ("- {name: a, expect: {}}\n- {name: a, expect: {}}", "GF-205", 10),
        ("- hello", "GF-113", 3),
        ("hello: 1", "GF-113", 1),
    ],
)
def test_faulty_cases_are_named_by_their_place(tmp_path: Path, cases: str, code: str, at: int) -> None:
    folder = folder_with(tmp_path, cases + "\n")
    with pytest.raises(AssessError) as caught:
        run_packs(read_packs([folder]), [folder])
    assert code in codes(caught.value.problems)
    places = [one.position for one in caught.value.problems if one.code == code]
    assert at in [place.column for place in places if place is not None]


def test_tests_are_no_part_of_the_rules(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "- {name: a, expect: {total: 1}}\n")
    assert load_folders([folder]).digest == load_folders([MINI]).digest


def test_every_pack_runs_under_the_rules_it_was_written_for(tmp_path: Path) -> None:
    """An overlay's cut-off fails no shipped case, and its own cases see it."""
    base = folder_with(tmp_path, "- {name: as shipped, expect: {worth: {house: 40}}}\n")
    overlay = tmp_path / "county" / "schemes" / "mini"
    overlay.mkdir(parents=True)
    source = "{document: 县办法, basis: published}"
    (overlay / "scheme.yaml").write_text(
        f"id: mini\ndimensions:\n- {{id: house, weight: 30, source: {source}}}\n- {{id: work, weight: 70, source: {source}}}\n",
        encoding="utf-8",
    )
    (overlay / "tests.yaml").write_text("- {name: here, expect: {worth: {house: 30}}}\n", encoding="utf-8")
    roots = [base, tmp_path / "county"]
    results = run_packs(read_packs(roots), roots)
    assert [(one.name, one.differences) for one in results] == [("as shipped", ()), ("here", ())]
