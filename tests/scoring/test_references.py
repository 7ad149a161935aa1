"""Which row of a factor or benchmark counts: year, region, industry, edition, and what the factory brings itself."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Assessment, Rulebook
from assess.scoring.values import best_row
from tests.support import assessment

POWER = {"electricity_used": "1000 MWh", "solar_used": "0 MWh", "metered": "是", "qualified_output": "100 t"}
LAND = {"sales": "100 万元", "land_area": "100 m2"}


def indicator(found: Assessment, name: str) -> Any:
    return next(one for one in found.indicators if one.indicator.id == name)


@pytest.mark.parametrize(
    ("period", "factor", "year"),
    [(2020, 0.5568, 2021), (2021, 0.5568, 2021), (2022, 0.5366, 2022), (2023, 0.5306, 2023), (2030, 0.5306, 2023)],
)
def test_the_newest_year_not_after_the_period_else_the_oldest(
    mini: Rulebook, period: int, factor: float, year: int
) -> None:
    found = assessment(mini, POWER, period=period)
    assert indicator(found, "co2_power").value == pytest.approx(1000 * factor)
    use = next(one for one in found.factors if one.id == "grid_co2.cn.average")
    assert (use.value, use.year) == (factor, year)
    assert use.document.startswith("公告")


@pytest.mark.parametrize(
    ("region", "value"),
    [("浙江省湖州市", 542.2), ("江苏省无锡市", None), (None, None)],
    ids=["with a factor", "without a factor", "region unknown"],
)
def test_the_provincial_grid(mini: Rulebook, region: str | None, value: float | None) -> None:
    found = assessment(mini, POWER, scheme="mini-principle", **({"region": region} if region else {}))
    power = indicator(found, "co2_power")
    assert power.value == (None if value is None else pytest.approx(value))
    if region == "江苏省无锡市":
        assert [(one.code, one.names) for one in power.reasons] == [("missing_factor", ("grid_co2.province.jiangsu",))]
        result = next(one for one in found.criteria if one.id == "W-7")
        assert "missing_factor" in [reason.code for reason in result.reasons]


def test_the_national_grid_does_not_ask_for_a_region(mini: Rulebook) -> None:
    assert indicator(assessment(mini, POWER), "co2_power").value == pytest.approx(530.6)


@pytest.mark.parametrize(
    ("industry", "value", "document", "superseded"),
    [
        ("C33", 0.3, "指标 2023", False),  # the newest edition in force
        ("C334", 0.3, "指标 2023", False),  # a class takes its division's row
        ("C331", 0.4, "指标 2016 分行业", False),  # the closer industry wins over the newer edition
        ("C3312", 0.4, "指标 2016 分行业", False),
        ("C3311", 0.4, "指标 2016 分行业", False),  # a superseded row loses to one in force, however close
        ("C38", 0.05, "指标 2008", True),  # a superseded row is better than none
        ("D44", None, None, False),
        (None, None, None, False),
    ],
)
def test_the_row_for_an_industry(
    mini: Rulebook, industry: str | None, value: float | None, document: str | None, superseded: bool
) -> None:
    found = assessment(mini, LAND, **({"industry": industry} if industry else {}))
    use = next(one for one in found.benchmarks if one.id == "sales_per_land_base")
    assert (use.value, use.document, use.superseded) == (value, document, superseded)
    assert use.origin == ("none" if value is None else "rulebook")


def test_a_row_for_all_industries_needs_none(mini: Rulebook) -> None:
    use = next(one for one in assessment(mini, LAND).benchmarks if one.id == "sales_per_land_lead")
    assert (use.value, use.origin) == (0.8, "rulebook")


def test_an_industry_not_stated_could_still_bring_another_row(mini: Rulebook) -> None:
    """A row for all industries is no answer yet where some industries have their own."""
    base, general = mini.benchmarks["sales_per_land_base"], mini.benchmarks["sales_per_land_lead"].rows[0]
    mixed = base.model_copy(update={"rows": (*base.rows, general)})
    assert best_row(mixed, None) is None
    assert best_row(mixed, "44") is general
    assert best_row(mixed, "33") is not general


def test_the_factorys_own_value_wins_and_keeps_its_source(mini: Rulebook) -> None:
    own = {"sales_per_land_base": {"value": "0.001 万元/m2", "source": "县通报"}}
    use = next(
        one
        for one in assessment(mini, LAND, industry="C33", benchmarks=own).benchmarks
        if one.id == "sales_per_land_base"
    )
    assert (use.value, use.origin, use.document, use.superseded) == (0.001, "submission", "县通报", False)


def test_intensities_carry_the_unit_of_the_output(mini: Rulebook) -> None:
    found = assessment(mini, {**POWER, "energy_carriers": "无", "qualified_output": "2 亿元"})
    intensity = indicator(found, "energy_intensity")
    assert (intensity.unit, intensity.value) == ("tce/万元", pytest.approx(122.9 / 20_000))
    assert indicator(assessment(mini, {}), "energy_intensity").unit == "tce/output"


def test_indicators_name_their_inputs(mini: Rulebook) -> None:
    found = assessment(mini, {**POWER, "energy_carriers": [{"carrier": "柴油", "amount": "10 t"}]})
    total = indicator(found, "energy_total")
    assert total.state == "known"
    assert total.value == pytest.approx(122.9 + 14.571)
    kinds = {one.name: one.kind for one in total.inputs}
    assert kinds == {
        "electricity_used": "fact",
        "energy_carriers": "fact",
        "coal_equivalent.electricity": "factor",
        "coal_equivalent.diesel": "factor",
    }
    assert next(one for one in total.inputs if one.name == "electricity_used").where == "factory.yaml:1:77"


@pytest.mark.parametrize(
    ("facts", "state", "reasons"),
    [
        ({}, "unknown", [("unknown_facts", ("solar_used", "electricity_used"))]),
        ({"solar_used": {"value": "1 MWh", "unverified": True}}, "unknown", [("unknown_facts", ("electricity_used",)), ("unverified_facts", ("solar_used",))]),
        ({"solar_used": "1 MWh", "electricity_used": "0 MWh"}, "unknown", [("not_computable", ("solar_share",))]),
        ({"solar_used": "1 MWh", "electricity_used": "4 MWh"}, "known", []),
    ],
)  # fmt: skip
def test_why_an_indicator_has_no_value(mini: Rulebook, facts: dict[str, Any], state: str, reasons: list[Any]) -> None:
    share = indicator(assessment(mini, facts), "solar_share")
    assert share.state == state
    assert [(reason.code, reason.names) for reason in share.reasons] == reasons


def test_an_indicator_of_what_does_not_apply(mini: Rulebook) -> None:
    found = indicator(assessment(mini, {"wastewater": {"not_applicable": "无"}}), "water_intensity")
    assert (found.state, found.value, found.reasons[0].code) == ("not_applicable", None, "not_applicable")
