"""What the report says, read from its model: stars, gates, gaps, unknowns, evidence, 不适用, sources."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assess import Assessment, Rulebook, evaluate, load_submission
from assess.report.build import build_report
from assess.report.html import render_html
from assess.report.model import ReportModel
from tests.report.conftest import DAY, MakeReport
from tests.support import ROOT, assessment

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def every_text(value: Any) -> list[str]:
    """Every text inside a model, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for one in value for text in every_text(one)]
    if hasattr(value, "__dataclass_fields__"):
        return [text for name in value.__dataclass_fields__ for text in every_text(getattr(value, name))]
    return []


@pytest.fixture(scope="session")
def report(halfway: Assessment) -> ReportModel:
    return build_report(halfway, "zh", DAY, "1.2.3")


# ---------------------------------------------------------------- every example, both languages


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
@pytest.mark.parametrize("scheme", ["star-changxing", "gbt36132-2018"])
def test_every_example_makes_a_page(rulebook: Rulebook, file: Any, lang: str, scheme: str) -> None:
    found = evaluate(rulebook.scheme(scheme), load_submission(file, rulebook))
    report = build_report(found, lang, DAY, "1.2.3")
    page = render_html(report)
    assert not [text for text in every_text(report) if "{" in text]
    assert "None" not in page
    assert bool(report.made_up) is found.submission.factory.made_up
    assert bool(report.notice) is (scheme == "star-changxing")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_scheme_without_tiers_shows_no_star_and_says_why(rulebook: Rulebook, lang: str) -> None:
    report = build_report(assessment(rulebook, {}, scheme="gbt36132-2018"), lang, DAY, "1.2.3")
    assert report.cover.stars == ()
    assert {"zh": "没有公布", "en": "No national pass mark"}[lang] in report.cover.statement
    assert report.summary.headline[0] == report.cover.statement
    assert report.notice == ""
    assert "★" not in "".join(every_text(report.cover))


# ---------------------------------------------------------------- cover and findings


def test_the_notice_follows_the_cut_offs_basis(rulebook: Rulebook) -> None:
    found = assessment(rulebook, {})
    report = build_report(found, "zh", DAY, "1.2.3")
    assert found.scheme.notice is not None
    assert report.notice == found.scheme.notice.zh
    assert render_html(report).count(report.notice) == 2


def test_the_total_is_an_interval_and_unknown_is_never_zero(report: ReportModel, halfway: Assessment) -> None:
    low, high = report.cover.total.split("–")
    assert float(low) < float(high)
    unknown = [row for group in report.groups for row in group.criteria if row.mark.kind == "unknown"]
    assert unknown
    assert all("–" in row.points and row.mark.word == "未知" for row in unknown)
    assert [row.value for row in report.indicators if not row.known] == ["未知"] * sum(
        result.state == "unknown" for result in halfway.indicators
    )


def test_an_unknown_gate_comes_before_everything_else(report: ReportModel) -> None:
    assert report.cover.stars[0].title == "暂不能确认星级"
    assert report.summary.next.items[0].mark.kind in {"fail", "unknown"}
    assert "基本要求" in report.summary.next.items[0].text


def test_a_failed_gate_means_below_the_lowest_star_and_names_the_consequence(rulebook: Rulebook) -> None:
    report = build_report(assessment(rulebook, {"major_accident_3y": "是"}), "zh", DAY, "1.2.3")
    assert {line.title for line in report.cover.stars} == {"未达二星级"}
    assert "反向倒逼" in report.summary.headline[0]
    assert report.summary.gates_failed[0].mark.symbol == "×"


def test_a_full_score_shows_one_number_and_no_gaps(rulebook: Rulebook) -> None:
    file = next(file for file in EXAMPLES if file.stem == "complete-5star")
    report = build_report(evaluate(rulebook.scheme(), load_submission(file, rulebook)), "en", DAY, "1.2.3")
    assert "–" not in report.cover.total
    assert [line.title for line in report.cover.stars] == ["5★ leading", "5★ leading"]
    assert report.collect == ()
    assert report.summary.unknowns == ()


def test_top_gaps_come_by_points_lost(report: ReportModel) -> None:
    lost = [float(gap.lost) for gap in report.summary.gaps]
    assert lost == sorted(lost, reverse=True)
    assert lost


def test_every_state_has_its_own_symbol(report: ReportModel) -> None:
    marks = {(row.mark.kind, row.mark.symbol) for group in report.groups for row in group.criteria}
    assert len({symbol for _, symbol in marks}) == len(marks)
    assert all(row.mark.word for group in report.groups for row in group.criteria)


# ---------------------------------------------------------------- groups and tables


def test_group_points_add_up_to_the_total(report: ReportModel, halfway: Assessment) -> None:
    assert len(report.groups) == len([g for g in halfway.groups if any(r.group == g.id for r in halfway.criteria)])
    assert sum(len(group.criteria) for group in report.groups) == len(halfway.criteria)


def test_lost_and_open_points_are_in_separate_tables(report: ReportModel) -> None:
    for group in report.groups:
        assert all(gap.lost for gap in group.gaps)
        assert all(gap.open and not gap.lost for gap in group.open_items)


def test_an_indicator_shows_its_formula_with_values_units_and_lines(rulebook: Rulebook) -> None:
    file = next(file for file in EXAMPLES if file.stem == "complete-5star")
    report = build_report(evaluate(rulebook.scheme(), load_submission(file, rulebook)), "zh", DAY, "1.2.3")
    row = next(row for row in report.indicators if row.id == "plot_ratio")
    assert "land_area" in row.formula
    shown = next(one for one in row.inputs if "land_area" in one.origin)
    assert shown.value.endswith(" m2")
    assert "行" in shown.origin
    assert not any("/" in one.origin.split("，")[0] and "examples" in one.origin for one in row.inputs)


def test_table_inputs_are_shown_row_by_row(rulebook: Rulebook) -> None:
    file = next(file for file in EXAMPLES if file.stem == "complete-5star")
    report = build_report(evaluate(rulebook.scheme(), load_submission(file, rulebook)), "zh", DAY, "1.2.3")
    values = [one.value for row in report.indicators for one in row.inputs if "energy_carriers" in one.origin]
    assert values
    assert all("柴油" in value and " t" in value for value in values)


def test_evidence_tells_given_expired_and_missing_apart(report: ReportModel) -> None:
    line = next(line for line in report.evidence.lines if line.id == "H-1")
    assert line.mark.kind == "expired"
    assert line.files[0].expired
    assert "2024-06-01" in line.files[0].note
    assert "1 项已过期" in report.evidence.lead


def test_evidence_expires_by_the_end_of_the_assessed_year_whatever_the_report_s_day(halfway: Assessment) -> None:
    early = build_report(halfway, "zh", date(2024, 3, 1), "1.2.3")
    assert next(line for line in early.evidence.lines if line.id == "H-1").mark.kind == "expired"


def test_an_unverified_answer_shows_what_was_typed_and_its_note(make_report: MakeReport) -> None:
    facts = {"electricity_used": {"value": "1000 万度", "unverified": True, "note": "合同还没找到"}}
    rows = [row for row in make_report(facts).summary.unknowns if row.given]
    assert [row.given for row in rows] == ["已填 1000 万度，尚未核实 · 合同还没找到"]


def test_lost_points_are_explained_by_the_requirement_and_open_ones_by_what_is_unanswered(rulebook: Rulebook) -> None:
    found = assessment(rulebook, {"water_saving_fixture_saving": "5%"})
    gaps = {gap.id: gap for group in build_report(found, "zh", DAY, "1").groups for gap in group.gaps}
    mixed = [gap for gap in gaps.values() if gap.open]
    assert all("要求：" in gap.why and "未填：" in gap.why for gap in mixed)
    assert mixed


def test_partly_is_never_called_not_met(rulebook: Rulebook) -> None:
    for file in EXAMPLES:
        report = build_report(evaluate(rulebook.scheme(), load_submission(file, rulebook)), "en", DAY, "1")
        rows = [row for group in report.groups for row in group.criteria if row.mark.kind == "partly"]
        assert not [row.id for row in rows if "not met" in row.remark]


def test_what_rules_out_a_higher_star_is_said(rulebook: Rulebook) -> None:
    file = next(file for file in EXAMPLES if file.stem == "na-rich")
    found = evaluate(rulebook.scheme(), load_submission(file, rulebook))
    report = build_report(found, "zh", DAY, "1.2.3")
    assert found.tier.blocked
    assert report.cover.cap.startswith("5★ 已不可能：")
    assert report.cover.cap in report.summary.headline[0]


def test_no_known_step_no_bar(report: ReportModel) -> None:
    rows = [row for group in report.groups for row in group.bullets if row.base == row.lead == "缺"]
    assert all((row.chart.own, row.chart.steps, row.next) == ("", (), "缺") for row in rows)


def test_english_names_annexes_and_this_tool(rulebook: Rulebook) -> None:
    page = render_html(build_report(assessment(rulebook, {}), "en", DAY, "1.2.3"))
    assert "Annex A" in page
    assert not [word for word in ("本工具", "通行算法", "附录") if word in page]


def test_not_applicable_prints_reason_points_and_both_totals(report: ReportModel) -> None:
    rows = {row.id: row for row in report.not_applicable.rows}
    assert rows["H-2"].reason == "不使用危险品"
    assert float(rows["H-2"].points) > 0
    assert report.not_applicable.effects
    assert "调整前总分" in report.not_applicable.lead


def test_a_missing_benchmark_is_said_to_be_missing(report: ReportModel) -> None:
    assert any("基准值没有公布" in gap for gap in report.sources.gaps)
    missing = [row for row in report.sources.benchmarks if not row.known]
    assert missing
    assert {row.value for row in missing} == {"未公布"}


def test_a_benchmark_the_factory_brings_names_its_own_source(make_report: MakeReport) -> None:
    own = {"energy_intensity_average": {"value": "0.25 tce/万元", "source": "某协会 2024 年通报"}}
    report = make_report({"qualified_output": "100 万元"}, benchmarks=own)
    row = next(row for row in report.sources.benchmarks if row.id == "energy_intensity_average")
    assert (row.known, row.source, row.basis) == (True, "某协会 2024 年通报", "企业提供")


def test_every_basis_word_is_explained_and_counted(report: ReportModel, halfway: Assessment) -> None:
    assert [word.word for word in report.sources.words] == ["已公布", "二手", "推算", "凭记忆", "自定", "未公布"]
    assert sum(int(word.points) for word in report.sources.words) == len(halfway.criteria)


def test_the_request_list_and_the_closing_line_are_there(rulebook: Rulebook) -> None:
    report = build_report(assessment(rulebook, {}), "zh", DAY, "1.2.3")
    assert len(report.questions) == len(rulebook.scheme().model.questions)
    assert any("不是任何主管部门的评定" in line for line in report.closing)


def test_nothing_on_the_page_is_a_machine_s_folder(rulebook: Rulebook) -> None:
    for file in EXAMPLES:
        page = render_html(build_report(evaluate(rulebook.scheme(), load_submission(file, rulebook)), "en", DAY, "1"))
        assert str(file.parent) not in page
