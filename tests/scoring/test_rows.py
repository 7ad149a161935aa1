"""What each row of a table contributes, alone and in total."""

from __future__ import annotations

import pytest

from assess import Rulebook, evaluate
from assess.scoring.rows import RowValues, row_values
from tests.support import submission

FULL = {
    "electricity_used": "960 万kWh",
    "energy_carriers": [
        {"carrier": "天然气", "amount": "42 万m3", "own_coal_factor": "1.2143 kgce/m3"},
        {"carrier": "柴油", "amount": "28 吨"},
        {"carrier": "热力", "amount": "3600 GJ"},
    ],
}


def values(rulebook: Rulebook, facts: dict) -> dict[str, RowValues]:
    found = submission(rulebook, facts)
    answer = found.answers["energy_carriers"]
    assert isinstance(answer.value, tuple)
    settings = rulebook.scheme().model.settings
    return {one.indicator: one for one in row_values(rulebook, settings, found, "energy_carriers", answer.value)}


def test_the_indicators_that_add_up_over_the_table_and_no_others(rulebook: Rulebook) -> None:
    found = values(rulebook, FULL)
    assert {name: one.unit for name, one in found.items()} == {
        "energy_total": "tce",
        "co2_fuels": "tCO2",
        "renewable_energy": "tce",
    }


def test_rows_and_electricity_are_the_indicator(rulebook: Rulebook) -> None:
    rows = values(rulebook, FULL)
    whole = {one.indicator.id: one.value for one in evaluate(rulebook.scheme(), submission(rulebook, FULL)).indicators}
    electricity = 9600 * 0.1229
    assert rows["energy_total"].known + electricity == pytest.approx(whole["energy_total"])
    assert rows["co2_fuels"].known == pytest.approx(whole["co2_fuels"])
    assert rows["energy_total"].values == pytest.approx((420 * 1.2143, 28 * 1.4571, 3600 * 0.03412), rel=1e-3)
    assert rows["energy_total"].complete


def test_a_row_without_a_factor_is_unknown_and_the_others_are_not(rulebook: Rulebook) -> None:
    facts = {"energy_carriers": [{"carrier": "天然气", "amount": "42 万m3"}, {"carrier": "柴油", "amount": "28 吨"}]}
    found = values(rulebook, facts)["energy_total"]
    assert found.values[0] is None
    assert found.known == pytest.approx(28 * 1.4571)
    assert not found.complete


def test_no_other_answer_is_needed(rulebook: Rulebook) -> None:
    alone = values(rulebook, {"energy_carriers": FULL["energy_carriers"]})
    assert alone == values(rulebook, FULL)


def test_an_empty_table_contributes_nothing(rulebook: Rulebook) -> None:
    found = values(rulebook, {"energy_carriers": []})["energy_total"]
    assert (found.values, found.known, found.complete) == ((), 0.0, True)


def test_a_table_that_no_indicator_adds_up(rulebook: Rulebook) -> None:
    settings = rulebook.scheme().model.settings
    assert row_values(rulebook, settings, submission(rulebook), "products", ()) == ()
