"""Ladders: which one a region has, what a rung needs, days to the edge, and never a claim that a factory is listed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import AssessError, Rulebook
from assess.planning.calendar import add_years, next_day
from assess.planning.ladder import stand
from assess.rulebook.ladders import climb
from tests.planning.conftest import with_titles
from tests.support import cases, codes

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
ON = date(2026, 11, 22)
CLEAN = dict.fromkeys(
    (
        "abnormal_operation_3y", "major_accident_3y", "minor_accident_3y", "tax_or_legal_violation_3y",
        "removed_from_green_list_3y", "serious_inspection_problem_3y", "energy_rectification_overdue_3y",
        "dishonest_debtor_3y",
    ),
    "否",
)  # fmt: skip


@pytest.mark.parametrize("case", cases(__file__, "ladder_dates.yaml"))
def test_days(rulebook: Rulebook, case: dict[str, Any]) -> None:
    on = date.fromisoformat(case["on"])
    found = stand(rulebook, with_titles(rulebook, case["titles"]), on, case["ladder"])
    rung = next(rung for rung in found.rungs if rung.level.id == case["level"])
    title = rung.titles[0] if rung.titles else None
    assert (title.state if title else "none") == case["state"]
    assert str(title.until if title else None) == str(case.get("until"))
    assert str(rung.barred) == str(case.get("barred"))
    assert [str(ahead.day) for ahead in found.dates] == case["dates"]


# ---------------------------------------------------------------- the levels


@pytest.mark.parametrize(
    ("ladder", "levels"),
    [
        ("national", ["city", "province", "nation"]),
        ("shandong", ["city", "province", "nation"]),
        ("guangdong", ["cultivation", "city", "province", "nation"]),
        ("zhejiang", ["city", "province", "nation"]),
        ("ningbo", ["county", "city", "province", "nation"]),
        ("huzhou", ["cultivation", "city", "province", "nation"]),
        ("changxing", ["county", "cultivation", "city", "province", "nation"]),
        ("jiaxing", ["city", "province", "nation"]),
    ],
)
def test_levels_in_order(rulebook: Rulebook, ladder: str, levels: list[str]) -> None:
    assert [level.id for level in climb(rulebook.ladders[ladder], rulebook.ladders)] == levels


def test_every_ladder_ends_with_the_nation(rulebook: Rulebook) -> None:
    for ladder in rulebook.ladders.values():
        top = climb(ladder, rulebook.ladders)[-1]
        assert (top.id, top.scheme) == ("nation", "gbt36132-2025")
        assert [one.day for one in top.deadlines] == ["04-15", "07-31"]
        assert top.term is not None
        assert (top.term.years, top.term.source.basis) == (None, "unknown")


def test_what_is_not_public_is_null_and_of_basis_unknown(rulebook: Rulebook) -> None:
    """A missing number never has a basis, and a number always has one."""
    for ladder in rulebook.ladders.values():
        for level in ladder.levels:
            for deadline in level.deadlines:
                assert (deadline.day is None) is (deadline.source.basis == "unknown"), deadline.id
            if level.term is not None:
                assert (level.term.years is None) is (level.term.source.basis == "unknown"), level.id
            assert level.ban is None or level.ban.source.basis == "published"


def test_three_year_rules(rulebook: Rulebook) -> None:
    def term(ladder: str, level: str) -> tuple[str, int | None] | None:
        found = next(one for one in rulebook.ladders[ladder].levels if one.id == level).term
        return None if found is None else (found.kind, found.years)

    assert term("shandong", "province") == ("review", 3)
    assert term("guangdong", "cultivation") == ("expiry", 3)
    assert term("huzhou", "city") == ("review", 3)
    assert term("ningbo", "county") == ("review", None)
    for level in rulebook.ladders["shandong"].levels:
        assert level.ban is not None
        assert level.ban.years == 3


# ---------------------------------------------------------------- the region


@pytest.mark.parametrize(
    ("region", "ladder", "chosen"),
    [
        ("浙江省湖州市长兴县", "changxing", "region"),
        ("浙江省长兴县", "changxing", "region"),
        ("浙江省湖州市德清县", "huzhou", "region"),
        ("浙江湖州", "huzhou", "region"),
        ("Zhejiang, Huzhou, Changxing", "changxing", "region"),
        ("Zhejiang Province, Huzhou City", "huzhou", "region"),
        ("浙江省宁波市海曙区", "ningbo", "region"),
        ("浙江省慈溪市", "ningbo", "region"),
        ("浙江省嘉兴市平湖市", "jiaxing", "region"),
        ("浙江省平湖市", "jiaxing", "region"),
        ("浙江省杭州市宁波路 1 号", "zhejiang", "region"),
        ("浙江省", "zhejiang", "region"),
        ("山东省邹平市", "shandong", "region"),
        ("广东省珠海市", "guangdong", "region"),
        ("江苏省无锡市", "national", "national"),
        ("上海市", "national", "national"),
        (None, "national", "national"),
    ],
)
def test_the_ladder_of_a_region(rulebook: Rulebook, region: str | None, ladder: str, chosen: str) -> None:
    more = {} if region is None else {"region": region}
    found = stand(rulebook, with_titles(rulebook, **more), ON)
    assert (found.ladder.id, found.chosen) == (ladder, chosen)


def test_another_ladder_may_be_asked_for(rulebook: Rulebook) -> None:
    submission = with_titles(rulebook, region="浙江省宁波市")
    assert stand(rulebook, submission, ON, "shandong").chosen == "asked"
    with pytest.raises(AssessError) as caught:
        stand(rulebook, submission, ON, "shangdong")
    assert codes(caught.value.problems) == ["GF-241"]
    assert "shandong" in caught.value.problems[0].text("en").split("→")[1]


def test_a_rulebook_without_ladders_says_so(mini: Rulebook) -> None:
    with pytest.raises(AssessError) as caught:
        stand(mini, with_titles(mini), ON)
    assert codes(caught.value.problems) == ["GF-241"]


# ---------------------------------------------------------------- where it stands


def test_the_highest_title_counts_and_the_next_rung_is_above_it(rulebook: Rulebook) -> None:
    titles = [{"level": "省级", "granted": "2025-06-01"}, {"level": "市级", "granted": "2023-06-01"}]
    found = stand(rulebook, with_titles(rulebook, titles, region="山东省"), ON)
    assert found.here is not None
    assert found.following is not None
    assert (found.here.level.id, found.following.level.id) == ("province", "nation")


def test_without_titles_the_first_rung_is_next(rulebook: Rulebook) -> None:
    found = stand(rulebook, with_titles(rulebook, region="山东省"), ON)
    assert found.here is None
    assert found.following is not None
    assert found.following.level.id == "city"


def test_at_the_top_nothing_follows(rulebook: Rulebook) -> None:
    found = stand(rulebook, with_titles(rulebook, [{"level": "国家级", "granted": "2020-01-01"}]), ON)
    assert found.following is None


def test_a_title_granted_again_after_a_removal_counts(rulebook: Rulebook) -> None:
    titles = [
        {"level": "province", "granted": "2018-01-01", "removed": "2020-01-01"},
        {"level": "province", "granted": "2024-01-01"},
    ]
    found = stand(rulebook, with_titles(rulebook, titles, region="山东省"), ON)
    assert found.here is not None
    assert found.here.barred is None
    assert [title.state for title in found.here.titles] == ["removed", "valid"]


def test_titles_that_are_no_level_stand_apart(rulebook: Rulebook) -> None:
    titles = [{"name": "绿色供应链管理企业", "granted": "2024-01-01"}, {"level": "county", "granted": "2024-01-01"}]
    found = stand(rulebook, with_titles(rulebook, titles, region="山东省"), ON)
    assert [title.name or title.level for title in found.others] == ["绿色供应链管理企业", "county"]


# ---------------------------------------------------------------- needs and the deciding scheme


def needs(rulebook: Rulebook, level: str, ladder: str, **more: Any) -> dict[str, str]:
    found = stand(rulebook, with_titles(rulebook, **more), ON, ladder)
    rung = next(rung for rung in found.rungs if rung.level.id == level)
    return {one.need.id: one.state for one in rung.needs}


def test_needs_are_met_missing_unknown_by_hand_or_not_published(rulebook: Rulebook) -> None:
    assert needs(rulebook, "nation", "national")["negative_list"] == "unknown"
    assert needs(rulebook, "nation", "national", facts=CLEAN)["negative_list"] == "met"
    found = needs(rulebook, "nation", "national", facts=CLEAN | {"dishonest_debtor_3y": "是"})
    assert found["negative_list"] == "missing"
    assert found["on_provincial_list"] == "missing"
    assert found["better_than_average"] == "by_hand"
    assert {"pass_mark": "not_published"}.items() <= found.items()


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ({"granted": "2024-06-01"}, "met"),
        ({"granted": "2020-06-01"}, "unknown"),
        ({"granted": "2024-06-01", "removed": "2025-01-01"}, "missing"),
        ({"granted": "2027-06-01"}, "missing"),
    ],
)
def test_a_lower_list_is_a_need(rulebook: Rulebook, title: dict[str, str], state: str) -> None:
    titles = [{"level": "province", **title}]
    assert needs(rulebook, "nation", "shandong", titles=titles)["on_provincial_list"] == state


def test_a_city_may_ask_more_on_the_rungs_it_continues_with(rulebook: Rulebook) -> None:
    assert needs(rulebook, "province", "huzhou")["four_stars"] == "not_published"
    assert needs(rulebook, "nation", "changxing")["five_stars"] == "not_published"
    assert "four_stars" not in needs(rulebook, "province", "ningbo")


@pytest.mark.parametrize(
    ("ladder", "level", "facts", "state"),
    [
        ("ningbo", "county", {"cleaner_production_accepted_3y": "是"}, "unknown"),
        ("ningbo", "county", {"per_mu_class": "c"}, "missing"),
        ("ningbo", "city", {"ningbo_score": 80}, "missing"),
        ("ningbo", "city", {}, "unknown"),
        ("huzhou", "city", {}, "not_published"),
        ("zhejiang", "province", {"city_low_carbon_factory": "否"}, "missing"),
        ("zhejiang", "province", {}, "unknown"),
        (
            "zhejiang",
            "province",
            {
                "city_low_carbon_factory": "是", "leading_in_industry": "是", "obsolete_equipment_removed": "是",
                "special_equipment_access_met": "是",
            },
            "not_published",
        ),
        ("changxing", "county", {"major_accident_3y": "是"}, "missing"),
    ],
)  # fmt: skip
def test_what_the_deciding_scheme_says(
    rulebook: Rulebook, ladder: str, level: str, facts: dict[str, Any], state: str
) -> None:
    found = stand(rulebook, with_titles(rulebook, facts=facts), ON, ladder)
    rung = next(rung for rung in found.rungs if rung.level.id == level)
    assert rung.decision is not None
    assert rung.decision.state == state


def test_a_nomination_is_met_where_its_conditions_are(rulebook: Rulebook) -> None:
    facts = {
        "lawfully_established": "是", "lawful_operation": "是", "major_accident_3y": "否", "local_legal_person": "是",
        "per_mu_class": "b", "green_management_body": "是", "green_long_term_plan": "是", "green_annual_targets": "是",
        "green_training_regular": "是", "management_rules_four": "是", "ningbo_score": 85,
    }  # fmt: skip
    found = stand(rulebook, with_titles(rulebook, facts=facts), ON, "ningbo")
    city = next(rung for rung in found.rungs if rung.level.id == "city")
    assert city.decision is not None
    assert city.decision.state == "met"
    assert city.held is None


# ---------------------------------------------------------------- the calendar


@given(DAYS, st.integers(1, 50))
def test_anniversaries_keep_the_month_and_the_day_where_they_can(day: date, years: int) -> None:
    later = add_years(day, years)
    assert (later.year, later.month) == (day.year + years, day.month)
    assert later.day == day.day or (day.month, day.day, later.day) == (2, 29, 28)


def test_calendars_end(rulebook: Rulebook) -> None:
    assert add_years(date(9999, 1, 1), 3) == date.max
    assert next_day("04-15", date(9999, 12, 31)) is None
    titles = [{"level": "nation", "granted": "9999-12-31", "removed": "9999-12-31"}]
    assert stand(rulebook, with_titles(rulebook, titles), date.max).dates == ()


@given(DAYS, st.dates(date(2001, 1, 1), date(2001, 12, 31)))
def test_the_next_yearly_day_is_at_most_a_year_away(on: date, yearly: date) -> None:
    found = next_day(f"{yearly:%m-%d}", on)
    assert found is not None
    assert on <= found < add_years(on, 1) or (on.month, on.day) == (2, 29)
    assert (found.month, found.day) == (yearly.month, yearly.day)


@given(DAYS, DAYS)
def test_dates_are_sorted_and_lie_within_twelve_months(rulebook: Rulebook, on: date, granted: date) -> None:
    titles = [{"level": level, "granted": str(granted)} for level in ("cultivation", "city", "province", "nation")]
    found = stand(rulebook, with_titles(rulebook, titles), on, "guangdong")
    days = [ahead.day for ahead in found.dates]
    assert days == sorted(days)
    assert all(on <= day <= on + timedelta(days=366) for day in days)
    assert len({ahead.key for ahead in found.dates}) == len(days)
