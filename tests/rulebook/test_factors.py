"""The shipped factors: spot values of every family, the ministry's own counts, and derived numbers worked out again."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from assess import Rulebook
from tests.support import cases

GRID_YEARS = (2021, 2022, 2023)
SCALES = {"GJ/t": 1.0, "GJ/万Nm3": 0.1, "MJ/m3": 1.0, "GJ/Nm3": 1000.0}
"""From the product of the parameters to tCO2/t or kgCO2/m3, by the unit of the heating value."""
PARAMETERS = re.compile(
    r"NCV (?P<ncv>[\d.]+) (?P<unit>\S+) × carbon (?P<carbon>[\d.]+) tC/TJ × oxidation (?P<oxidation>[\d.]+) × 44/12"
)


@pytest.mark.parametrize("case", cases(__file__, "factors.yaml"))
def test_spot_values(rulebook: Rulebook, case: list[object]) -> None:
    name, expected, unit = case[:3]
    factor = rulebook.factors[str(name)]
    assert factor.unit == unit
    if expected == "unknown":
        assert factor.unknown
    elif isinstance(expected, list):
        assert factor.range == tuple(expected)
    elif len(case) > 3 and isinstance(case[3], int):
        assert {row.year: row.value for row in factor.by_year}[case[3]] == expected
    else:
        assert factor.value == expected


@pytest.mark.parametrize("name", ["coal_equivalent.fresh_water_2008", "coal_equivalent.steam_low_pressure_2008"])
def test_rows_of_the_old_edition_are_marked(rulebook: Rulebook, name: str) -> None:
    assert (rulebook.factors[name].edition, rulebook.factors[name].superseded) == ("2008", True)


def test_no_current_row_is_marked_superseded(rulebook: Rulebook) -> None:
    assert [factor.id for factor in rulebook.factors.values() if factor.superseded and factor.edition != "2008"] == []


def test_provinces_fell_and_rose_as_the_ministry_counts(rulebook: Rulebook) -> None:
    provinces = [factor for name, factor in rulebook.factors.items() if name.startswith("grid_co2.province.")]
    changes = [{row.year: row.value for row in factor.by_year} for factor in provinces if not factor.unknown]
    assert len(changes) == 30
    assert all(tuple(sorted(years)) == GRID_YEARS for years in changes)
    assert sum(years[2023] < years[2022] for years in changes) == 20
    assert sum(years[2023] > years[2022] for years in changes) == 10


@pytest.mark.parametrize(
    ("region", "percent"),
    [("north", -6.1), ("northeast", -8.0), ("east", -2.1), ("central", -2.3), ("northwest", -5.4), ("south", 4.5), ("southwest", 9.0)],
)  # fmt: skip
def test_regions_changed_as_the_ministry_says(rulebook: Rulebook, region: str, percent: float) -> None:
    years = {row.year: row.value for row in rulebook.factors[f"grid_co2.region.{region}"].by_year}
    assert (years[2023] / years[2022] - 1) * 100 == pytest.approx(percent, abs=0.1)


def test_every_province_but_two_has_a_regional_grid(rulebook: Rulebook) -> None:
    without = {name for name, province in rulebook.provinces.items() if province.grid_region is None}
    assert without == {"inner_mongolia", "tibet"}
    assert rulebook.factors["grid_co2.province.tibet"].unknown


def test_each_fuel_factor_is_the_product_of_its_parameters(rulebook: Rulebook) -> None:
    checked = 0
    for name, factor in rulebook.factors.items():
        note = factor.source.note.en if factor.source.note is not None else ""
        found = PARAMETERS.search(note)
        if name.startswith("fuel_co2.") and found is not None:
            product = float(found["ncv"]) * float(found["carbon"]) / 1000 * float(found["oxidation"]) * 44 / 12
            assert factor.value == pytest.approx(product * SCALES[found["unit"]], rel=2e-4), name
            checked += 1
    assert checked >= 30


def test_heat_of_steam_is_its_enthalpy_less_water_at_20_degrees(rulebook: Rulebook) -> None:
    """Worked arithmetic: 0.7 MPa gauge gives 2.6846 GJ/t, 91.6 kgce/t, 0.2953 tCO2/t."""
    datum = rulebook.factors["steam_datum.water_20c"].value
    rows = [factor for name, factor in rulebook.factors.items() if name.startswith("steam_heat.") and factor.value]
    assert len(rows) == 21
    for factor in rows:
        assert factor.source.note is not None
        found = re.search(
            r"enthalpy ([\d.]+) kJ/kg; that is ([\d.]+) kgce/t and ([\d.]+) tCO2/t", factor.source.note.en
        )
        assert found is not None, factor.id
        enthalpy, coal, carbon = (float(text) for text in found.groups())
        assert factor.value is not None
        assert datum is not None
        assert factor.value == pytest.approx(enthalpy / 1000 - datum, abs=1.1e-4)
        assert factor.value * 34.12 == pytest.approx(coal, abs=0.05)
        assert factor.value * 0.11 == pytest.approx(carbon, abs=1e-4)
    assert rulebook.factors["steam_heat.saturated_0_7_mpa"].value == 2.6846


def test_the_nearer_saturated_row_is_within_the_error_stated(rulebook: Rulebook) -> None:
    heats = [f.value for name, f in rulebook.factors.items() if name.startswith("steam_heat.saturated_") and f.value]
    assert max(abs(b - a) / 2 / a for a, b in pairwise(heats)) < 0.004


def test_every_state_of_steam_has_its_heat(rulebook: Rulebook) -> None:
    columns = {column.id: column for column in rulebook.facts["energy_carriers"].columns}
    for option in columns["steam_state"].options:
        assert f"steam_heat.{option.id}" in rulebook.factors
