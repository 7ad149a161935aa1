"""Units: names as people write them, conversion, and the proof that pint and our table agree."""

from __future__ import annotations

import pytest

from assess import Rulebook
from assess.rulebook.dimensions import build_registry


@pytest.mark.parametrize(
    ("typed", "declared", "factor"),
    [
        ("MWh", "MWh", 1.0),
        ("kWh", "MWh", 0.001),
        ("度", "MWh", 0.001),
        ("KWH", "MWh", 0.001),
        ("ｋＷｈ", "MWh", 0.001),
        ("千瓦时", "MWh", 0.001),
        ("kW·h", "MWh", 0.001),
        ("k W h", "MWh", 0.001),
        ("GJ", "MWh", 1 / 3.6),
        ("公斤", "t", 0.001),
        ("亩", "m2", 2000 / 3),
        ("m²", "m2", 1.0),
        ("㎡", "m2", 1.0),
        ("亿元", "万元", 10_000.0),
        ("％", "1", 0.01),
        ("tce/万元", "kgce/元", 0.1),
        ("kgce/kWh", "tce/MWh", 1.0),
        ("t", "MWh", None),
        ("tce", "t", None),
        ("tCO2", "t", None),
        ("m2", "m3", None),
        ("tce/t", "tce", None),
        ("tce/t", "tce/m3", None),
        ("nonsense", "t", None),
        ("", "t", None),
        ("t/", "t", None),
        ("/t", "t", None),
        ("t/t/t", "t", None),
    ],
)
def test_factor(rulebook: Rulebook, typed: str, declared: str, factor: float | None) -> None:
    found = rulebook.units.factor(typed, declared)
    assert found is None if factor is None else found == pytest.approx(factor, rel=1e-12)


def test_names_are_unambiguous_after_folding(rulebook: Rulebook) -> None:
    units = rulebook.units
    for name, entry in units.entries.items():
        for text in (name, *entry.aliases):
            assert units.canonical(text) == name


def test_units_that_people_may_write_start_with_the_one_asked_for(rulebook: Rulebook) -> None:
    fitting = rulebook.units.fitting("MWh")
    assert fitting[0] == "MWh"
    assert {"kWh", "GWh", "GJ"} <= set(fitting)
    assert "t" not in fitting
    assert rulebook.units.fitting("tce/output") == ("tce/output",)


def test_pint_and_the_table_agree(rulebook: Rulebook) -> None:
    registry, names = build_registry(rulebook.units)
    for left in rulebook.units.entries:
        for right in rulebook.units.entries:
            factor = rulebook.units.factor(left, right)
            ratio = (registry.Quantity(1.0, names[left]) / registry.Quantity(1.0, names[right])).to_base_units()
            assert ratio.dimensionless is (factor is not None), (left, right)
            if factor is not None:
                assert ratio.magnitude == pytest.approx(factor, rel=1e-12)
