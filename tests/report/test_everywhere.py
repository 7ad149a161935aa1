"""Where you stand, and the edition lens: what the pages say is what was computed, in both languages, and nothing else."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from assess import Assessment, Rulebook, evaluate, load_submission
from assess.planning.ladder import stand
from assess.planning.lens import Lens, editions, lens
from assess.report.build import Beside, build_report
from assess.report.edition_lens import LensPage, build_lens, signed
from assess.report.everywhere import StandRow, ladder_lines, stand_row
from assess.report.html import render_html
from assess.report.words import Words
from tests.report.conftest import DAY
from tests.support import ROOT, assessment, submission

CLEAR = {
    "lawfully_established": "是", "lawful_operation": "是", "major_accident_3y": "否", "local_legal_person": "是",
    "per_mu_class": "b", "green_management_body": "是", "green_long_term_plan": "是", "green_annual_targets": "是",
    "green_training_regular": "是", "management_rules_four": "是",
}  # fmt: skip


def example(rulebook: Rulebook, name: str, scheme: str = "star-changxing") -> Assessment:
    return evaluate(rulebook.scheme(scheme), load_submission(ROOT / "examples" / f"{name}.yaml", rulebook))


def row(rulebook: Rulebook, scheme: str, lang: str = "en", **facts: object) -> StandRow:
    return stand_row(assessment(rulebook, facts, scheme=scheme), lang)


# ---------------------------------------------------------------- one row


@pytest.mark.parametrize(
    ("scheme", "facts", "kind", "verdict"),
    [
        ("gbt36132-2018", {}, "not_applicable", "no pass mark published"),
        ("gbt36132-2025-platform", {}, "not_applicable", "no points published, values only"),
        ("zhejiang-low-carbon", {}, "not_applicable", "no score table published, conditions only"),
        ("star-changxing", {}, "unknown", "none secured yet, 5★ leading reachable"),
        ("star-changxing", {"major_accident_3y": "是"}, "unmet", "Below two stars"),
        (
            "star-huzhou", {}, "not_applicable",
            "1–5★ not evaluable: the composite score with its table and cut-off is not published",
        ),
        (
            "star-ningbo", CLEAR | {"ningbo_score": 86}, "met",
            "3★ three stars secured; may be nominated to 4★; 5★ not evaluable: the score of five stars (it follows "
            "provincial or national listing) is not published",
        ),
        ("star-wuxi", {"wuxi_clauses": "two"}, "met", "2★ two stars secured"),
    ],
)  # fmt: skip
def test_the_verdict_is_the_star_or_says_why_there_is_none(
    rulebook: Rulebook, scheme: str, facts: dict[str, object], kind: str, verdict: str
) -> None:
    found = row(rulebook, scheme, **facts)
    assert (found.kind, found.verdict) == (kind, verdict)


def test_both_stars_are_named_where_they_differ(rulebook: Rulebook) -> None:
    for name in ("na-rich", "complete-5star", "below-2star", "7412"):
        found = example(rulebook, name)
        tier, shown = found.tier, stand_row(found, "zh").verdict
        for one, word in ((tier.secured, "已确认"), (tier.reachable, "可达到")):
            if one is not None and tier.secured != tier.reachable:
                assert f"{word} {one.stars}★ {one.label.zh}" in shown
        if tier.secured is not None and tier.secured == tier.reachable:
            assert shown == f"已确认 {tier.secured.stars}★ {tier.secured.label.zh}"


def test_total_and_gates_are_those_of_the_assessment(rulebook: Rulebook) -> None:
    found = row(rulebook, "star-changxing", major_accident_3y="是", lawful_operation="是", lawfully_established="是")
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in found.gates] == ["✓ 1", "× 2", "? 11"]
    assert found.total == "0.00–100.00 / 100.00"
    assert row(rulebook, "star-huzhou").total == ""
    assert row(rulebook, "star-huzhou").bar is None
    assert row(rulebook, "star-wuxi").gates == ()


@pytest.mark.parametrize(
    ("scheme", "facts", "first"),
    [
        ("star-changxing", {"major_accident_3y": "是"}, "× BR-02 三年无较大及以上事故（另有 13 项）"),
        ("star-changxing", {}, "? BR-01 依法设立与合规（另有 13 项）"),
        (
            "star-wuxi",
            {"wuxi_clauses": "two"},
            "三星条款全部满足（条文未公布，由企业对照正式文本填报），并有自评价报告",
        ),
        ("star-ningbo", CLEAR | {"ningbo_score": 86}, "达到条件只可被推荐，由主管部门决定"),
        ("star-huzhou", {}, ""),
    ],
)
def test_what_is_missing_first_is_what_stops_the_factory(
    rulebook: Rulebook, scheme: str, facts: dict[str, object], first: str
) -> None:
    assert row(rulebook, scheme, "zh", **facts).first == first


def test_points_short_come_with_the_answer_worth_most_or_the_greatest_loss(rulebook: Rulebook) -> None:
    found = stand_row(example(rulebook, "complete-5star", "star-2025"), "en").first
    assert re.fullmatch(r"[\d.]+ points short; most points lost: C-\d\d .+ \(−[\d.]+\)", found), found
    top = stand_row(example(rulebook, "complete-5star"), "en").first
    assert top == ""
    asked = stand_row(example(rulebook, "na-rich", "gbt36132-2018"), "en").first
    assert re.fullmatch(r"answer first: .+ \(up to [\d.]+ points\)", asked), asked


# ---------------------------------------------------------------- the pages


def beside(rulebook: Rulebook, own: Assessment, last: str | None = None) -> Beside:
    before = load_submission(ROOT / "examples" / f"{last}.yaml", rulebook) if last else None
    pair = editions(rulebook, own.scheme.id)
    return Beside(
        [evaluate(rulebook.scheme(name), own.submission) for name in rulebook.schemes],
        stand(rulebook, own.submission, DAY),
        lens(*pair, own.submission, before) if pair else None,
    )


def text_of(rulebook: Rulebook, own: Assessment, lang: str, last: str | None = None) -> str:
    page = render_html(build_report(own, lang, DAY, "1.2.3", beside(rulebook, own, last)))
    return re.sub(r"\s+", " ", re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("lang", "stand_title", "lens_title", "years_title", "day"),
    [
        ("zh", "各方案一览", "新旧版对照", "两年之间", "按 2026 年 11 月 22 日 看"),
        ("en", "Where you stand", "Edition lens", "Between two years", "As of 22 November 2026"),
    ],
)
def test_the_report_holds_every_scheme_the_ladder_and_both_editions(
    rulebook: Rulebook, lang: str, stand_title: str, lens_title: str, years_title: str, day: str
) -> None:
    own = example(rulebook, "complete-5star")
    text = text_of(rulebook, own, lang)
    for scheme in rulebook.schemes.values():
        assert scheme.title.in_(lang) in text
        assert scheme.id in text
    assert text.count("▶ " + own.scheme.model.title.in_(lang)) == 1
    for said in (stand_title, lens_title, day):
        assert said in text
    assert years_title not in text
    assert years_title in text_of(rulebook, own, lang, "below-2star")


def test_no_pair_of_editions_no_page(rulebook: Rulebook) -> None:
    own = example(rulebook, "complete-5star", "star-hebei")
    assert build_report(own, "zh", DAY, "1.2.3", beside(rulebook, own)).lens is None
    assert "新旧版对照" not in text_of(rulebook, own, "zh")
    plain = build_report(own, "zh", DAY, "1.2.3")
    assert (plain.everywhere, plain.lens) == (None, None)
    assert "各方案一览" not in render_html(plain)


def test_the_ladder_tells_the_day_the_rung_and_the_needs(rulebook: Rulebook) -> None:
    for region in ("浙江省湖州市长兴县", "山东省青岛市", "广东省珠海市", "海南省海口市"):
        standing = stand(rulebook, submission(rulebook, region=region), DAY)
        lines = ladder_lines(Words("zh", 2, rulebook), standing)
        assert "2026 年 11 月 22 日" in lines[0]
        assert standing.ladder.title.zh in lines[0]
        assert standing.following is not None
        assert standing.following.level.title.zh in lines[1]
        told = re.search(r"要求：(\d+) 条符合，(\d+) 条不符合，(\d+) 条未知", lines[1])
        assert sum(map(int, told.groups()) if told else ()) == len(standing.following.needs)


# ---------------------------------------------------------------- the lens


def page_of(rulebook: Rulebook, now: str, last: str | None, lang: str = "en") -> tuple[Lens, LensPage]:
    pair = editions(rulebook, "star-2025")
    assert pair is not None
    files = [load_submission(ROOT / "examples" / f"{name}.yaml", rulebook) for name in (now, last) if name]
    found = lens(*pair, *files)
    return found, build_lens(found, lang)


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", ""))


@pytest.mark.parametrize("now", ["complete-5star", "na-rich", "7412"])
def test_what_is_printed_adds_up(rulebook: Rulebook, now: str) -> None:
    found, page = page_of(rulebook, now, "below-2star")
    for end, fall in zip(("secured", "reachable"), found.editions, strict=True):
        assert sum(number(getattr(one, end)) for one in page.rows) == number(getattr(page.total, end))
        assert number(getattr(page.total, end)) == fall.end - fall.start
    assert page.years is not None
    for end in ("secured", "reachable"):
        start, *parts, stop = (number(getattr(step, end)) for step in page.years.steps)
        assert start + sum(parts) == stop
    for figure in (*page.figures, *page.years.figures):
        first, *parts, last = (number(rise.amount) for rise in figure.chart.rises)
        assert first + sum(parts) == last


def test_each_figure_is_told_in_words(rulebook: Rulebook) -> None:
    _, page = page_of(rulebook, "na-rich", "below-2star", "zh")
    assert page.years is not None
    assert [figure.caption for figure in page.figures] == ["已确认", "可达到"]
    for figure in (*page.figures, *page.years.figures):
        for rise in figure.chart.rises:
            assert f"{rise.title} {rise.amount}" in figure.chart.alt


def test_one_figure_where_nothing_is_open(rulebook: Rulebook) -> None:
    found, page = page_of(rulebook, "complete-5star", None)
    assert found.editions[0].parts == found.editions[1].parts
    assert [figure.caption for figure in page.figures] == ["Secured (the same as reachable)"]
    assert page.years is None


def test_two_files_that_are_no_two_years_are_called_so(rulebook: Rulebook) -> None:
    _, page = page_of(rulebook, "na-rich", "below-2star")
    assert page.years is not None
    assert "it is not the year before" in page.years.note
    pair = editions(rulebook, "star-2025")
    assert pair is not None
    last, now = (submission(rulebook, period=year) for year in (2023, 2024))
    years = build_lens(lens(*pair, now, last), "en").years
    assert years is not None
    assert years.note == ""
    assert [row[0] for row in years.totals] == ["2023", "2024"]


def test_missing_benchmarks_are_said_before_the_totals_are_compared(rulebook: Rulebook) -> None:
    found, page = page_of(rulebook, "7412", None)
    for edition in (found.old, found.new):
        count = sum(
            any(reason.code == "missing_benchmark" for reason in one.reasons) and one.share.open > 0
            for one in edition.criteria
        )
        assert any(f"want of a benchmark: {count} " in line for line in page.lead)
    assert len(page_of(rulebook, "complete-5star", None)[1].lead) == 1


def test_signs() -> None:
    assert [signed(Decimal(text)) for text in ("1.20", "-0.30", "0.00", "-0.00")] == ["+1.20", "−0.30", "0.00", "0.00"]
