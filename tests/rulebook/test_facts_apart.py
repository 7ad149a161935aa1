"""A factory is asked each thing once: facts that read alike are either one fact, or listed here with what sets them apart."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations

from assess import Rulebook

ALIKE = 0.77
"""From here on two questions of one kind read alike, in either language."""
SYSTEMS = ("qms_", "ems_", "enms_", "ohsms_")
"""Four management systems, each asked for and certified by itself."""
APART = {
    ("water_concentrations", "gas_concentrations"): "two media with their own permits",
    ("product_energy", "product_water"): "the rows of another indicator, weighted by energy or by water",
    (
        "waste_gas_discharged",
        "waste_gas_generated",
    ): "before and after treatment; 2018 asks for the one, 2025 for either",
    ("solid_waste_generated", "solid_waste_utilised"): "denominator and numerator of the utilisation rate",
    ("retrofit_projects_3y", "retrofit_investment_3y"): "a count and an amount",
    (
        "main_pollutant_discharged",
        "pollutants_discharged",
    ): "one chosen pollutant in kg, or the county's sum of all in t",
    ("product_footprint_improvement", "recyclability_improved"): "footprint and recyclability",
}


def likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()


def test_no_two_facts_ask_the_same(rulebook: Rulebook) -> None:
    alike = set()
    for one, other in combinations(rulebook.facts.values(), 2):
        close = max(likeness(one.ask.zh, other.ask.zh), likeness(one.ask.en, other.ask.en))
        if one.kind == other.kind and close >= ALIKE:
            alike.add((one.id, other.id))
    systems = {pair for pair in alike if all(name.startswith(SYSTEMS) for name in pair)}
    assert all(one.partition("_")[2] == other.partition("_")[2] for one, other in systems)
    assert alike - systems == set(APART)
