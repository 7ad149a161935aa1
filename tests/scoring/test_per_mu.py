"""The per-mu evaluation: worked examples, units, what is unknown, carbon-efficiency classes, and county files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess import Rulebook
from assess.rulebook.model import Settings, YearValue
from assess.scoring.per_mu import INDICATORS, PerMu, class_of, per_mu, points
from assess.submission.county import County, load_county, rule_of
from tests.support import ROOT, codes, failure, submission

HUANGYAN = ROOT / "examples" / "per-mu" / "huangyan.yaml"
BASES_2022 = (24.097, 136.16, 2.694, 4929.81, 18.14, 3.02)


@pytest.fixture(scope="module")
def huangyan(rulebook: Rulebook) -> County:
    return load_county(HUANGYAN, rulebook)


def factory(ratios: tuple[float, ...] = (1, 1, 1, 1, 1, 1)) -> dict[str, Any]:
    """A firm without electricity on 10 亩 whose indicators stand in these ratios to Huangyan's bases of 2022."""
    tax, added, energy, emission, labour, research = (r * b for r, b in zip(ratios, BASES_2022, strict=True))
    value = added * 10
    return {
        "land_area": "10 亩",
        "tax_paid": f"{tax * 10} 万元",
        "value_added": f"{value} 万元",
        "electricity_used": "0 MWh",
        "energy_carriers": [{"carrier": "other", "amount": f"{value / energy} tce"}],
        "pollutants_discharged": f"{value / emission} t",
        "employees_mean": f"{value / labour} 人",
        "rd_spending": f"{research * 10} 万元",
        "main_revenue": "1000 万元",
    }


def evaluated(rulebook: Rulebook, county: County, facts: dict[str, Any], year: int = 2022) -> PerMu:
    value = YearValue(year=2022, value=0.29, document="通知")
    county = county.model_copy(update={"electricity_equivalent": (value,)})
    rule = rule_of(county, year, "above_scale")
    return per_mu(rulebook, Settings(), submission(rulebook, facts, period=year), county, rule)


@pytest.mark.parametrize(("ratios", "score"), [((1,) * 6, 100.0), ((0.5,) * 6, 50.0), ((2, 1, 1, 1, 1, 1), 130.0)])
def test_the_worked_examples(rulebook: Rulebook, huangyan: County, ratios: tuple[float, ...], score: float) -> None:
    found = evaluated(rulebook, huangyan, factory(ratios))
    assert found.total == pytest.approx(score)
    assert [item.measured.indicator.id for item in found.items] == list(INDICATORS)


def test_the_example_is_labelled_and_its_weights_are_100(huangyan: County) -> None:
    assert huangyan.example
    assert [sum(item.weight for item in rule.items) for rule in huangyan.rules] == [100, 100, 100]
    assert {(rule.data_year, rule.firms) for rule in huangyan.rules} == {
        (2021, "above_scale"), (2022, "above_scale"), (2022, "below_scale"),
    }  # fmt: skip


def test_below_scale_firms_have_two_indicators(rulebook: Rulebook, huangyan: County) -> None:
    facts = {"land_area": "10 亩", "tax_paid": "115.932 万元", "electricity_used": "492.908163 万kWh"}
    rule = rule_of(huangyan, 2022, "below_scale")
    found = per_mu(rulebook, Settings(), submission(rulebook, facts), huangyan, rule)
    assert [item.points for item in found.items] == [pytest.approx(50.0), pytest.approx(50.0)]


def test_energy_takes_the_equivalent_value_and_is_unknown_without_it(rulebook: Rulebook, huangyan: County) -> None:
    facts = {**factory(), "electricity_used": "100 MWh"}
    known = evaluated(rulebook, huangyan, facts)
    (energy,) = (item for item in known.items if item.measured.indicator.id == "value_added_per_energy")
    assert energy.measured.value == pytest.approx(1361.6 / (1361.6 / 2.694 + 29))
    rule = rule_of(huangyan, 2022, "above_scale")
    found = per_mu(rulebook, Settings(), submission(rulebook, facts), huangyan, rule)
    assert found.total is None
    assert found.known == pytest.approx(80.0)
    (missing,) = (item.measured.missing for item in found.items if item.points is None)
    assert missing == ("coal_equivalent.electricity_primary",)


def test_another_years_equivalent_value_is_not_taken(rulebook: Rulebook, huangyan: County) -> None:
    found = evaluated(rulebook, huangyan, {**factory(), "electricity_used": "100 MWh"}, year=2021)
    assert found.total is None


def test_no_emission_data_is_not_zero(rulebook: Rulebook, huangyan: County) -> None:
    facts = {**factory(), "pollutants_discharged": {"not_applicable": "无排放数据"}}
    assert evaluated(rulebook, huangyan, facts).total is None
    raw = huangyan.model_dump()
    raw["rules"][1]["items"][3]["average_score"] = 9.5
    found = evaluated(rulebook, County.model_validate(raw), facts)
    assert found.total == pytest.approx(99.5)
    assert [item.averaged for item in found.items] == [False, False, False, True, False, False]


def test_a_cap_holds_where_the_county_has_one() -> None:
    assert points(30, 60, 20) == 90
    assert points(30, 60, 20, cap=45) == 45


# ---------------------------------------------------------------- carbon efficiency


@pytest.mark.parametrize(
    ("value", "level"),
    [(0.0, "class_1"), (0.6, "class_1"), (0.61, "class_2"), (0.8, "class_2"), (1.2, "class_3"), (2.0, "class_4"), (2.01, "class_5")],
)  # fmt: skip
def test_the_classes_of_k(rulebook: Rulebook, value: float, level: str) -> None:
    found = class_of(rulebook.indicators["carbon_efficiency_ratio"], value)
    assert found is not None
    assert found.level == level


def test_carbon_efficiency_needs_the_sectors_mean(rulebook: Rulebook) -> None:
    facts = {"electricity_used": "1000 MWh", "pv_self_used": "0 MWh", "green_power_bought": "0 MWh",
             "energy_carriers": [], "value_added": "530.6 万元"}  # fmt: skip
    carbon, ratio = per_mu(rulebook, Settings(), submission(rulebook, facts)).carbon
    assert carbon.value == pytest.approx(1.0)
    assert carbon.level is not None
    assert carbon.level.level == "middle"
    assert (ratio.value, ratio.missing) == (None, ("carbon_per_value_added_sector",))
    own = {"carbon_per_value_added_sector": {"value": "2 tCO2/万元", "source": "碳效平台 2024 年"}}
    ratio = per_mu(rulebook, Settings(), submission(rulebook, facts, benchmarks=own)).carbon[1]
    assert ratio.value == pytest.approx(0.5)
    assert ratio.level is not None
    assert ratio.level.level == "class_1"


# ---------------------------------------------------------------- county files that must not pass


ITEM = "{indicator: tax_per_mu, weight: 30, base: 26 万元/亩}"
HEAD = "county: {zh: 某县, en: a county}\nsource: {document: 通知, basis: published}\n"
RULE = "rules:\n  - {data_year: 2024, firms: above_scale, items: [%s]}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 1\n", ["GF-113"]),
        (HEAD, ["GF-203"]),
        (HEAD.replace("source: {document: 通知, basis: published}\n", "") + RULE % ITEM, ["GF-216"]),
        (HEAD + RULE % ITEM.replace("tax_per_mu", "tax_per_moo"), ["GF-206"]),
        (HEAD + RULE % ITEM.replace("26 万元/亩", "26 万元/t"), ["GF-303"]),
        (HEAD + RULE % ITEM.replace("26 万元/亩", "26"), ["GF-305"]),
        (HEAD + RULE % ITEM.replace("26 万元/亩", "0 万元/亩"), ["GF-309"]),
        (HEAD + RULE % ITEM.replace("30", "-30"), ["GF-204"]),
        (HEAD + RULE % f"{ITEM}, {ITEM}", ["GF-205"]),
        (HEAD + RULE % ITEM + (RULE % ITEM).removeprefix("rules:\n"), ["GF-205"]),
        (HEAD + "weight: 1\n" + RULE % ITEM, ["GF-201"]),
    ],
)
def test_wrong_county_files_are_refused(tmp_path: Path, rulebook: Rulebook, text: str, expected: list[str]) -> None:
    path = tmp_path / "county.yaml"
    path.write_text(text, encoding="utf-8")
    problems = failure(load_county, path, rulebook)
    assert codes(problems) == expected
    assert all(problem.position is not None for problem in problems)


def test_a_year_that_the_county_has_not_is_said_so(huangyan: County) -> None:
    (problem,) = failure(rule_of, huangyan, 2024, "above_scale")
    assert problem.code == "GF-325"
    assert "2024 年规上" in problem.text("zh")
    assert "2021 above scale" in problem.text("en")
