"""One choice per assessment: grid, fuel set, electricity, steam. Zero-emission power only with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess import Assessment, Rulebook, load_rulebook
from assess.scoring.export import to_json
from tests.support import assessment

SCHEME = "gbt36132-2018"
FACTS: dict[str, Any] = {
    "electricity_used": "1000 MWh",
    "pv_self_used": "0 MWh",
    "green_power_bought": "0 MWh",
    "energy_carriers": [
        {"carrier": "diesel", "amount": "10 t"},
        {"carrier": "anthracite", "amount": "10 t", "own_coal_factor": "0.9 kgce/kg"},
        {"carrier": "heat", "amount": "100 GJ"},
    ],
}
ZHEJIANG = "浙江省湖州市长兴县"


def under(folder: Path, **settings: str) -> Rulebook:
    """The shipped rules with other settings of one scheme."""
    home = folder / "schemes" / SCHEME
    home.mkdir(parents=True)
    lines = "".join(f"  {key}: {value}\n" for key, value in settings.items())
    (home / "scheme.yaml").write_text(f"id: {SCHEME}\nsettings:\n{lines}", encoding="utf-8")
    return load_rulebook([folder])


def indicators(found: Assessment) -> dict[str, float | None]:
    return {one.indicator.id: one.value for one in found.indicators}


def used(found: Assessment) -> dict[str, float | None]:
    return {use.id: use.value for use in found.factors}


@pytest.mark.parametrize(
    ("grid", "period", "expected"),
    [
        ("national", 2021, ("grid_co2.cn.average", 0.5568)),
        ("national", 2022, ("grid_co2.cn.average", 0.5366)),
        ("national", 2024, ("grid_co2.cn.average", 0.5306)),
        ("regional", 2023, ("grid_co2.region.east", 0.5500)),
        ("provincial", 2022, ("grid_co2.province.zhejiang", 0.5153)),
    ],
)
def test_the_scheme_chooses_the_grid(tmp_path: Path, grid: str, period: int, expected: tuple[str, float]) -> None:
    found = assessment(under(tmp_path, grid=grid), FACTS, scheme=SCHEME, period=period, region=ZHEJIANG)
    grids = {name: value for name, value in used(found).items() if name.startswith("grid_co2.")}
    assert grids == {expected[0]: expected[1]}
    assert indicators(found)["co2_electricity"] == pytest.approx(1000 * expected[1])


@pytest.mark.parametrize(
    ("grid", "region"), [("regional", "内蒙古包头市"), ("provincial", "西藏拉萨市"), ("regional", None)]
)
def test_a_grid_without_a_factor_is_unknown(tmp_path: Path, grid: str, region: str | None) -> None:
    where = {} if region is None else {"region": region}
    found = assessment(under(tmp_path, grid=grid), FACTS, scheme=SCHEME, **where)
    assert indicators(found)["co2_electricity"] is None


@pytest.mark.parametrize("chosen", ["ndrc_2015", "inventory_2008", "ncsc_2026"])
def test_fuel_sets_are_never_mixed(tmp_path: Path, chosen: str) -> None:
    found = assessment(under(tmp_path, fuel_co2=chosen), FACTS, scheme=SCHEME)
    sets = {name.split(".")[1] for name in used(found) if name.startswith("fuel_co2.")}
    assert sets == {chosen}
    complete = chosen == "ndrc_2015"  # the other sets lack anthracite: unknown, never filled in from another set
    assert (indicators(found)["co2_fuels"] is not None) is complete


def test_the_default_set_adds_up(rulebook: Rulebook) -> None:
    found = assessment(rulebook, FACTS, scheme=SCHEME)
    assert indicators(found)["co2_fuels"] == pytest.approx(10 * 3.1451 + 10 * 2.3228 + 100 * 0.11)
    assert indicators(found)["energy_total"] == pytest.approx(122.9 + 14.571 + 9 + 3.412)


def test_electricity_counts_at_one_value_or_is_unknown(tmp_path: Path) -> None:
    found = assessment(under(tmp_path, electricity="equivalent"), FACTS, scheme=SCHEME)
    assert indicators(found)["energy_total"] is None
    assert used(found)["coal_equivalent.electricity_primary"] is None
    assert "coal_equivalent.electricity" not in used(found)


def test_a_region_may_bring_its_equivalent_value_by_year(tmp_path: Path) -> None:
    (tmp_path / "factors").mkdir()
    (tmp_path / "factors" / "own.yaml").write_text(
        "- {id: coal_equivalent.electricity_primary, unknown: false, source: {document: 某省能源局通知, basis: published},"
        " by_year: [{year: 2024, value: 0.29, document: 某省能源局通知}]}\n",
        encoding="utf-8",
    )
    found = assessment(under(tmp_path, electricity="equivalent"), FACTS, scheme=SCHEME)
    assert indicators(found)["energy_total"] == pytest.approx(290 + 14.571 + 9 + 3.412)


STEAM = {"electricity_used": "0 MWh", "pv_self_used": "0 MWh", "green_power_bought": "0 MWh"}


@pytest.mark.parametrize(("datum", "tce"), [("water_20c", 2.6846 * 0.03412), ("none", (2.6846 + 0.08374) * 0.03412)])
def test_bought_steam_becomes_heat_by_its_state(tmp_path: Path, datum: str, tce: float) -> None:
    rows = [{"carrier": "steam", "amount": "100 t", "steam_state": "饱和 0.7 MPa"}]
    found = assessment(under(tmp_path, steam_datum=datum), {**STEAM, "energy_carriers": rows}, scheme=SCHEME)
    assert indicators(found)["energy_total"] == pytest.approx(100 * tce)
    assert indicators(found)["co2_fuels"] == pytest.approx(100 * 2.6846 * 0.11)
    assert {"steam_heat.saturated_0_7_mpa", "heat.co2", "coal_equivalent.heat"} <= set(used(found))
    assert ("steam_datum.water_20c" in used(found)) is (datum == "none")


def test_steam_without_its_state_is_unknown_and_says_why(rulebook: Rulebook) -> None:
    rows = [{"carrier": "steam", "amount": "100 t"}]
    found = assessment(rulebook, {**STEAM, "energy_carriers": rows}, scheme=SCHEME)
    assert indicators(found)["energy_total"] is None
    assert used(found)["steam_heat.not_stated"] is None
    own = [{**rows[0], "own_coal_factor": "95 kgce/t", "own_co2_factor": "0.3 tCO2/t"}]
    found = assessment(rulebook, {**STEAM, "energy_carriers": own}, scheme=SCHEME)
    assert indicators(found)["energy_total"] == pytest.approx(9.5)


@pytest.mark.parametrize(
    ("answers", "counted"),
    [
        ({"pv_self_used": "300 MWh", "pv_metered": "是"}, 700.0),
        ({"pv_self_used": "300 MWh", "pv_metered": "否"}, 1000.0),
        ({"pv_self_used": "300 MWh"}, None),
        ({"pv_self_used": "0 MWh"}, 1000.0),
        ({"green_power_bought": "200 MWh", "green_power_certified": "是"}, 800.0),
        ({"green_power_bought": "200 MWh", "green_power_certified": "否"}, 1000.0),
        ({"green_power_bought": "200 MWh", "green_power_certified": {"value": "是", "unverified": True}}, None),
    ],
)
def test_zero_emission_power_needs_its_evidence(
    rulebook: Rulebook, answers: dict[str, Any], counted: float | None
) -> None:
    found = assessment(rulebook, {**FACTS, **answers}, scheme=SCHEME)
    expected = None if counted is None else pytest.approx(counted * 0.5306)
    assert indicators(found)["co2_electricity"] == expected


def test_the_json_lists_settings_and_every_row_used(rulebook: Rulebook) -> None:
    found = to_json(assessment(rulebook, FACTS, scheme=SCHEME), "en")
    assert found["settings"] == {
        "grid": "national", "fuel_co2": "ndrc_2015", "electricity": "calorific", "steam_datum": "water_20c",
        "not_applicable": "within_group", "interpolation": "range",
    }  # fmt: skip
    rows = {row["id"]: row for row in found["factors"]}
    assert {"coal_equivalent.electricity", "coal_equivalent.diesel", "coal_equivalent.heat", "grid_co2.cn.average",
            "fuel_co2.ndrc_2015.diesel", "fuel_co2.ndrc_2015.anthracite", "heat.co2"} <= set(rows)  # fmt: skip
    assert rows["grid_co2.cn.average"] == {
        "id": "grid_co2.cn.average", "title": "Electricity CO2 factor, national average", "value": 0.5306,
        "unit": "kgCO2/kWh", "year": 2023, "edition": None, "superseded": False, "document": "公告2025年第47号",
        "clause": None, "basis": "published",
    }  # fmt: skip
