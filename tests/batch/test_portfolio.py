"""What a portfolio counts: stars and coverage, lists, averages, gaps, change against last year, targets."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from assess import CompiledScheme, Rulebook
from assess.batch.portfolio.build import Sources, build_portfolio
from assess.batch.portfolio.model import Portfolio
from assess.batch.portfolio.places import labels, town
from assess.batch.portfolio.render import build_page, html
from assess.batch.portfolio.targets import Target
from tests.batch.result_rows import gap, problems, row, table
from tests.support import codes, failure

DAY = date(2026, 1, 1)
CODES = ("91330522MA0XG5X7EY", "913305220000000017")


@pytest.fixture(scope="module")
def scheme(rulebook: Rulebook) -> CompiledScheme:
    return rulebook.scheme("star-changxing")


def build(scheme: CompiledScheme, rows: list[dict[str, Any]], **more: Any) -> Portfolio:
    return build_portfolio(Sources(table(rows), **more), scheme, DAY)


# ---------------------------------------------------------------- stars


def test_changxing_s_counts_give_changxing_s_coverage(scheme: CompiledScheme) -> None:
    """2020-05-21: 8, 60, 312 and 222 factories of five to two stars; 602 of a derived base of 710 are 84.8 %."""
    counts = {5: 8, 4: 60, 3: 312, 2: 222, None: 108}
    rows = [row(scheme, f"厂{stars}-{n}", secured=stars) for stars, count in counts.items() for n in range(count)]
    found = build(scheme, rows)
    assert [(one.stars, one.secured) for one in found.stars] == [(5, 8), (4, 60), (3, 312), (2, 222), (0, 108)]
    assert [one.at_least_secured for one in found.stars] == [8, 68, 380, 602, 710]
    said = {lang: build_page(found, scheme, lang, DAY, 10).statement for lang in ("zh", "en")}
    assert said["zh"] == "5★ 8 家、4★ 60 家、3★ 312 家、2★ 222 家，共 602 家，覆盖率 84.8 %。"
    assert said["en"] == "5★ 8, 4★ 60, 3★ 312, 2★ 222: 602 in all, coverage 84.8 %."


def test_gaps_are_counted_as_guangdong_s_experts_counted_suggestions(scheme: CompiledScheme) -> None:
    """310 suggestions over 58 firms: 38 firms with five and 20 with six."""
    ids = [item.model.id for item in scheme.criteria]
    rows = [
        row(scheme, f"厂{n}", criteria=[gap(id_, lost=1.0) for id_ in ids[: 6 if n < 20 else 5]]) for n in range(58)
    ]
    found = build(scheme, rows)
    assert (found.gap_count, found.n) == (310, 58)
    assert [(one.id, one.factories, one.lost) for one in found.gaps][-1] == (ids[5], 20, 20.0)
    assert any("310 条差距" in line and "5.3 条" in line for line in build_page(found, scheme, "zh", DAY, 10).headline)


def test_reachable_stands_beside_secured(scheme: CompiledScheme) -> None:
    rows = [row(scheme, "甲"), row(scheme, "乙", secured=None, reachable=3, low=50.0, high=75.0)]
    found = build(scheme, rows)
    assert (found.covered_secured, found.covered_reachable) == (1, 2)
    assert (found.total.mean_low, found.total.mean_high) == (57.5, 70.0)


def test_below_the_lowest_star_sure_ones_come_first(scheme: CompiledScheme) -> None:
    rows = [
        row(scheme, "可能", secured=None, reachable=2, low=40.0, high=61.0, gates_unknown=["BR-01"]),
        row(scheme, "确定", secured=None, reachable=None, low=50.0, high=59.99),
        row(scheme, "否决", secured=None, reachable=None, low=95.0, high=95.0, gates_failed=["NL-1"]),
        row(scheme, "够了"),
    ]
    found = build(scheme, rows)
    assert [(one.factory.name, one.standing) for one in found.below] == [
        ("确定", "sure"), ("否决", "sure"), ("可能", "possible"),
    ]  # fmt: skip
    why = [cells[-1].text for cells in build_page(found, scheme, "zh", DAY, 10).sections[0].tables[0].rows]
    assert why[0] == "可达到的总分低于 60"
    assert why[1].startswith("不符合：NL-1 ")
    assert why[2].startswith("未知：BR-01 ")


def test_within_reach_means_few_points_and_no_gate_failed(scheme: CompiledScheme) -> None:
    rows = [
        row(scheme, "差五分", missing=["total:5.0"]),
        row(scheme, "差多了", missing=["total:5.01"]),
        row(scheme, "差一项", missing=["mandatory:K-11"], reachable=3),
        row(scheme, "否决了", secured=None, reachable=None, missing=["gate:NL-1"], gates_failed=["NL-1"]),
        row(scheme, "到顶了", secured=5),
        row(scheme, "差亩均", secured=4, missing=["total:0.5", "requires"]),
    ]
    found = build(scheme, rows)
    assert [(one.factory.name, one.stars, one.short, one.others, one.by_answers) for one in found.near] == [
        ("差一项", 3, 0.0, ("mandatory:K-11",), True),
        ("差亩均", 5, 0.5, ("requires",), False),
        ("差五分", 3, 5.0, (), False),
    ]
    said = [
        [cell.text for cell in cells] for cells in build_page(found, scheme, "zh", DAY, 9).sections[1].tables[0].rows
    ]
    assert said[0][-1] == "必选项 K-11 单位产品综合能耗"
    assert said[1][-1] == "亩均效益综合评价为 A 类"
    assert said[2][-2:] == ["5.00", "只差分数"]


def test_a_scheme_without_stars_has_no_star_lists(rulebook: Rulebook) -> None:
    plain = rulebook.scheme("gbt36132-2018")
    found = build(plain, [row(plain, "甲", secured=None)])
    assert (found.stars, found.below, found.near) == ((), (), ())
    page = build_page(found, plain, "zh", DAY, 10)
    assert page.stars is None
    assert "没有公布" in page.headline[0]


# ---------------------------------------------------------------- averages


def test_averages_and_quartiles_by_industry_and_town(scheme: CompiledScheme) -> None:
    rows = [row(scheme, f"甲{n}", low=low) for n, low in enumerate((50.0, 60.0, 70.0, 80.0, 90.0))]
    rows += [row(scheme, "乙", low=40.0, industry="1751", region="浙江省湖州市长兴县和平镇", secured=None)]
    rows += [row(scheme, "丙", industry=None, region=None)]
    found = build(scheme, rows)
    assert [(part.key, part.kind, part.n) for part in found.divisions] == [
        ("33", "named", 5), ("17", "named", 1), ("", "unnamed", 1),
    ]  # fmt: skip
    metal = found.divisions[0]
    assert (metal.total.mean_low, metal.total.first, metal.total.median, metal.total.third) == (70, 60, 70, 80)
    assert metal.shares[0].spread.median == pytest.approx(0.7)
    assert [part.key for part in found.towns] == ["雉城街道", "和平镇", ""]
    assert [part.covered_secured for part in found.towns] == [5, 0, 1]
    assert len(found.groups) == len(scheme.groups)


def test_a_group_that_does_not_apply_counts_for_nobody(scheme: CompiledScheme) -> None:
    first = row(scheme, "甲", low=80.0)
    first["groups"][0] |= {"low": 0.0, "high": 0.0, "max": 0.0}
    found = build(scheme, [first, row(scheme, "乙", low=60.0)])
    assert (found.groups[0].spread.n, found.groups[0].spread.mean_low) == (1, pytest.approx(0.6))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("浙江省湖州市长兴县雉城街道", ("长兴县", "雉城街道")),
        ("浙江省 湖州市 长兴县 雉城街道明珠路 1 号", ("长兴县", "雉城街道")),
        ("浙江省湖州市长兴县经济开发区", ("长兴县", "经济开发区")),
        ("上海市浦东新区张江镇", ("浦东新区", "张江镇")),
        ("江西省景德镇市浮梁县洪源镇", ("浮梁县", "洪源镇")),
        ("广东省佛山市顺德区北滘镇工业园区", ("顺德区", "北滘镇")),
        ("山西省临汾市乡宁县昌宁镇", ("乡宁县", "昌宁镇")),
        ("乌镇", ("", "乌镇")),
        ("江西省景德镇市珠山区", None),
        ("河南省新乡市", None),
        ("浙江省湖州市长兴县", None),
        ("Zhejiang", None),
        ("", None),
        (None, None),
    ],
)
def test_towns_are_read_from_the_place(text: str | None, expected: tuple[str, str] | None) -> None:
    assert town(text) == expected


def test_the_same_town_in_two_counties_is_two_towns() -> None:
    assert labels(["浙江省甲县和平镇", "浙江省乙县和平镇", "浙江省乙县雉城街道", None]) == [
        "甲县和平镇", "乙县和平镇", "雉城街道", None,
    ]  # fmt: skip


# ---------------------------------------------------------------- gaps and unknowns


def test_the_most_common_gap_comes_first_and_unknown_is_not_lost(scheme: CompiledScheme) -> None:
    rows = [
        row(scheme, "甲", criteria=[gap("M-01", lost=9.0), gap("M-02", lost=1.0), gap("M-03", open_=4.0)]),
        row(scheme, "乙", criteria=[gap("M-02", lost=2.0)]),
    ]
    found = build(scheme, rows)
    assert [(one.id, one.factories, one.lost) for one in found.gaps] == [("M-02", 2, 3.0), ("M-01", 1, 9.0)]


def test_unknown_facts_by_points_each_factory_once(scheme: CompiledScheme) -> None:
    rows = [
        row(
            scheme, "甲", criteria=[gap("M-01", open_=2.0, unknown=("x",)), gap("M-02", open_=3.0, unknown=("x", "y"))]
        ),
        row(scheme, "乙", criteria=[gap("M-01", open_=4.0, unknown=("y",)), gap("M-03", unknown=("z",))]),
    ]
    found = build(scheme, rows)
    assert [(one.id, one.factories, one.open) for one in found.unknowns] == [("y", 2, 7.0), ("x", 1, 5.0)]


def test_gates_by_failures(scheme: CompiledScheme) -> None:
    rows = [
        row(scheme, "甲", gates_failed=["NL-2"], gates_unknown=["BR-01", "NL-1"]),
        row(scheme, "乙", gates_unknown=["BR-01"]),
    ]
    found = build(scheme, rows)
    assert [(one.id, one.failed, one.unknown) for one in found.gates] == [
        ("NL-2", 1, 0), ("BR-01", 0, 2), ("NL-1", 0, 1),
    ]  # fmt: skip


# ---------------------------------------------------------------- who is who


def test_the_latest_year_of_a_factory_counts_and_second_files_do_not(scheme: CompiledScheme) -> None:
    rows = [
        row(scheme, "甲", file="a.yaml", period=2023, secured=5),
        row(scheme, "甲", file="c.yaml", secured=3),
        row(scheme, " 甲 ", file="b.yaml", secured=4),
        row(scheme, "乙", credit_code=CODES[0]),
        row(scheme, "乙（新名）", credit_code=CODES[0], period=2022),
    ]
    found = build(scheme, rows)
    assert (found.n, found.periods, found.older_rows, found.twice) == (2, {2024: 2}, 3, 1)
    assert found.twice_files == ("b.yaml", "c.yaml")
    assert sorted(one.stars for one in found.stars if one.secured) == [2, 4]


def test_rows_of_other_rules_are_refused(scheme: CompiledScheme) -> None:
    rows = [row(scheme, "甲"), row(scheme, "乙", rulebook="0" * 64)]
    assert codes(failure(build, scheme, rows)) == ["GF-514"]


def test_unread_files_are_listed_with_their_first_problem(scheme: CompiledScheme) -> None:
    listed = problems(("坏.yaml", 3, "GF-109"), ("坏.yaml", 9, "GF-301"), ("更坏.yaml", 1, "GF-105"))
    found = build(scheme, [row(scheme, "甲")], problems=listed)
    assert found.unread is not None
    assert [(one.file, one.line, one.code, one.problems) for one in found.unread] == [
        ("坏.yaml", 3, "GF-109", 2), ("更坏.yaml", 1, "GF-105", 1),
    ]  # fmt: skip
    assert found.unread_count == 2
    assert build(scheme, [row(scheme, "甲")]).unread is None


# ---------------------------------------------------------------- change


def test_change_matches_by_credit_code_else_by_name(scheme: CompiledScheme) -> None:
    before = [
        row(scheme, "旧名", credit_code=CODES[0], secured=2, low=60.0, period=2023),
        row(scheme, "无码", secured=4, low=82.0, period=2023),
        row(scheme, "后来有码", secured=3, low=70.0, period=2023),
        row(scheme, "同名不同码", credit_code=CODES[1], period=2023),
        row(scheme, "走了", secured=None, period=2023),
    ]
    now = [
        row(scheme, "新名", credit_code=CODES[0], secured=3, low=72.0),
        row(scheme, "无码", secured=3, low=78.0),
        row(scheme, "后来有码", credit_code="91330500000000003X", secured=3, low=71.0),
        row(scheme, "同名不同码", credit_code="91330500000000004Y"),
    ]
    found = build(scheme, now, before=table(before)).change
    assert found is not None
    assert (found.n_before, found.matched, found.matched_by_name, found.same) == (5, 3, 2, 1)
    assert [(one.factory.name, one.before, one.factory.secured, one.low_before) for one in found.risen] == [
        ("新名", 2, 3, 60.0)
    ]
    assert [(one.factory.name, one.before, one.factory.secured) for one in found.fallen] == [("无码", 4, 3)]
    assert [line.name for line in found.new] == ["同名不同码"]
    assert {line.name for line in found.gone} == {"同名不同码", "走了"}
    assert found.total_before == pytest.approx((60 + 82 + 70) / 3)
    assert found.total_now == pytest.approx((72 + 78 + 71) / 3)
    assert found.groups[0].before == pytest.approx((0.6 + 0.82 + 0.7) / 3)


def test_names_that_are_not_unique_are_not_matched(scheme: CompiledScheme) -> None:
    before = [row(scheme, "同名", credit_code=code, period=2023) for code in CODES]
    found = build(scheme, [row(scheme, "同名")], before=table(before)).change
    assert found is not None
    assert (found.matched, len(found.new), len(found.gone)) == (0, 1, 2)


def test_another_rulebook_last_year_is_said(scheme: CompiledScheme) -> None:
    before = table([row(scheme, "甲", rulebook="0" * 64, period=2023)])
    found = build(scheme, [row(scheme, "甲")], before=before)
    section = next(one for one in build_page(found, scheme, "zh", DAY, 10).sections if one.title == "与上次相比")
    assert any("规则库不同（上次 000000000000" in line for line in section.lead)
    same = build(scheme, [row(scheme, "甲")], before=table([row(scheme, "甲", period=2023)]))
    assert not any(
        "规则库不同" in line for one in build_page(same, scheme, "zh", DAY, 10).sections for line in one.lead
    )


# ---------------------------------------------------------------- targets


def target(number: int, by: str = "2025", scheme: str = "star-changxing") -> Target:
    return Target.model_validate(
        {
            "id": "t",
            "name": {"zh": "目标", "en": "target"},
            "counts": {"stars": 4, "scheme": scheme, "basis": "adopted"},
            "number": number,
            "by": by,
            "source": {"document": "文件", "basis": "secondary"},
        }
    )


@pytest.mark.parametrize(
    ("number", "by", "state", "overdue"),
    [
        (1, "2025", "met", False),
        (2, "2026-01", "possible", False),
        (2, "2025-12-31", "possible", True),
        (3, "2026-01-01", "short", False),
    ],
)
def test_targets_are_met_possible_or_short(
    scheme: CompiledScheme, number: int, by: str, state: str, *, overdue: bool
) -> None:
    rows = [row(scheme, "甲", secured=4), row(scheme, "乙", secured=3, reachable=5), row(scheme, "丙")]
    (found,) = build(scheme, rows, targets=(target(number, by),)).targets
    assert (found.secured, found.reachable, found.state, found.overdue) == (1, 2, state, overdue)


def test_a_target_of_another_scheme_is_counted_by_that_scheme_s_rows(
    scheme: CompiledScheme, rulebook: Rulebook
) -> None:
    other = rulebook.scheme("gbt36132-2018")
    rows = [row(scheme, "甲", secured=2), row(other, "甲", secured=5)]
    by_other, by_nothing = build(scheme, rows, targets=(target(1, scheme=other.id), target(1, scheme="x"))).targets
    assert (by_other.secured, by_other.state) == (1, "met")
    assert by_nothing.state == "not_scored"


def test_the_order_of_rows_does_not_matter(scheme: CompiledScheme) -> None:
    rows = table([row(scheme, f"厂{n}", low=40.0 + n, criteria=[gap("M-01", lost=0.1 * n)]) for n in range(40)])
    there = build_portfolio(Sources(rows), scheme, DAY)
    back = build_portfolio(Sources(rows.sort(pl.col("low"), descending=True)), scheme, DAY)
    assert build_page(there, scheme, "zh", DAY, 50) == build_page(back, scheme, "zh", DAY, 50)


# ---------------------------------------------------------------- schemes without points, stars nobody can work out


def test_a_scheme_without_points_has_no_totals(rulebook: Rulebook) -> None:
    scheme = rulebook.scheme("gbt36132-2025-platform")
    nothing = {"low": None, "high": None, "max": None, "secured": None, "groups": [], "gates_failed": ["BR-a"]}
    rows = [row(scheme, "甲", **nothing), row(scheme, "乙", **nothing | {"gates_failed": []})]
    found = build(scheme, rows)
    assert (found.scores, found.total, found.totals, found.near, found.stars) == (False, None, (), (), ())
    assert [(gate.id, gate.failed) for gate in found.gates] == [("BR-a", 1)]
    page = html(found, scheme, "zh", DAY)
    assert "不打分" in page
    assert "0.00" not in page


def test_stars_that_nobody_can_work_out_are_not_counted_as_none(rulebook: Rulebook) -> None:
    scheme = rulebook.scheme("star-huzhou")
    found = build(scheme, [row(scheme, "甲", secured=None, reachable=None)])
    assert (found.stars, found.below) == ((), ())
    page = html(found, scheme, "zh", DAY)
    assert "未公布" in page
    assert "覆盖率" not in page
    assert "没有单列基本要求" in page


def test_who_may_be_nominated_is_counted_apart(rulebook: Rulebook) -> None:
    scheme = rulebook.scheme("star-ningbo")
    rows = [row(scheme, "甲", secured=3, nomination=4), row(scheme, "乙", secured=3), row(scheme, "丙", secured=None)]
    found = build(scheme, rows)
    assert found.nominated == {4: 1}
    assert [one.stars for one in found.stars] == [3, 0]
    assert "具备 4★ 推荐条件的有 1 家" in html(found, scheme, "zh", DAY)
