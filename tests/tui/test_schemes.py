"""Schemes without stars, without points or without criteria on every screen, and several schemes at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from assess import yamlio
from assess.filling.session import Session
from assess.language import Lang
from assess.rulebook.load import Rulebook
from assess.submission.entry import Entry
from assess.tui.screens.gaps import GapsScreen
from assess.tui.screens.review import ReviewScreen
from assess.tui.screens.why import WhyScreen
from assess.tui.widgets.scoreboard import Scoreboard
from tests.tui.conftest import LANGS, LARGE, SMALL, Open, Shell, both, check_snapshot, strips

TEXT = """\
factory: {name: 长兴测试水泥厂, industry: C3011, region: 浙江省湖州市长兴县}
period: 2024
facts:
  qualified_output: 30000 t
  electricity_used: 2300 万度
  green_design_extent: 60 %
  land_area: 60 亩
  output_value: 1.2 亿元
  product_energy:
    - {product: 熟料, unit: 吨, output: 20000 t, energy: 2100 tce, norm: gb16780_2021.clinker, limits_source: 无}
    - {product: 普通硅酸盐水泥, unit: t, output: 10000 t, energy: 900 tce, norm: gb16780_2021.cement, correction: 4, limits_source: 无}
  energy_carriers:
    - {carrier: diesel, amount: 28 t}
    - {carrier: steam, amount: 5000 t, steam_state: saturated_0_8_mpa}
    - {carrier: natural_gas, amount: 42 万m3, own_coal_factor: 1.2143 kgce/m3}
  local_legal_person: 是
  lawfully_established: 是
  major_accident_3y: 否
benchmarks:
  energy_intensity_base: {norm: gb16780_2021.cement, correction: 4}
"""
KEPT: dict[str, tuple[tuple[str, ...], str]] = {
    "2025": (("star-2025",), "product_energy"),
    "platform": (("gbt36132-2025-platform",), "energy_carriers"),
    "ningbo": (("star-ningbo",), "ningbo_score"),
    "huzhou": (("star-huzhou",), "factory.name"),
    "both": (("star-ningbo", "gbt36132-2025"), "benchmarks.energy_intensity_base"),
}
SCREENS: dict[str, Callable[[str], Screen[Any]]] = {
    "gaps": lambda _: GapsScreen(),
    "review": lambda _: ReviewScreen(),
    "why": WhyScreen,
}
SCHEMES = (
    "star-changxing", "star-2025", "gbt36132-2018", "gbt36132-2025", "gbt36132-2025-platform",
    "star-ningbo", "star-wuxi", "star-hebei", "star-huzhou", "zhejiang-low-carbon",
)  # fmt: skip


async def go(shell: Shell, question_id: str) -> None:
    shell.app.go(question_id)
    await shell.settle()


async def type_(shell: Shell, text: str) -> None:
    shell.app.post_message(events.Paste(text))
    await shell.settle()


def board(shell: Shell) -> str:
    """The scoreboard's cells."""
    region = shell.form.query_one(Scoreboard).region
    return "\n".join(strips(shell.app)[region.y : region.bottom])


# ---------------------------------------------------------------- how they look


@both
@pytest.mark.parametrize("name", KEPT)
async def test_looks(open_shell: Open, name: str, lang: Lang, size: tuple[int, int]) -> None:
    schemes, question = KEPT[name]
    async with open_shell(None, lang, size, text=TEXT, schemes=schemes) as shell:
        await go(shell, question)
        end = f"{lang}-{size[0]}x{size[1]}"
        check_snapshot(f"scheme-{name}-form-{end}", strips(shell.app), size[0])
        for part, screen in SCREENS.items():
            shell.app.push_screen(screen(question))
            await shell.settle()
            check_snapshot(f"scheme-{name}-{part}-{end}", strips(shell.app), size[0])
            shell.app.pop_screen()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_no_scheme_promises_what_it_does_not_have(
    open_shell: Open, rulebook: Rulebook, scheme: str, lang: Lang, size: tuple[int, int]
) -> None:
    found = rulebook.scheme(scheme)
    async with open_shell(None, lang, size, text=TEXT, schemes=(scheme,)) as shell:
        said = board(shell)
        assert (shell.say("board.total") in said) == found.scores
        assert (shell.say("board.not_scored") in said) == (not found.scores)
        assert (shell.say("board.indicative") in said) == bool(found.model.tiers)
        assert (shell.say("board.no_pass_mark") in said) == (not found.model.tiers)
        assert any(sign in said for sign in "█▒·") == bool(found.criteria)
        for screen in (GapsScreen(), ReviewScreen()):
            shell.app.push_screen(screen)
            await shell.settle()
            assert {len(line) for line in map(str.rstrip, strips(shell.app))} != {0}
            if not found.scores:
                assert not [line for line in strips(shell.app) if "0.00" in line]
            shell.app.pop_screen()


# ---------------------------------------------------------------- a local star


def _all_gates(session: Session) -> None:
    """Answer whatever Ningbo's gates ask for."""
    for question in session.questionnaire.questions:
        if any(feed.gate for feed in question.feeds):
            bad = question.id == "major_accident_3y"
            session.answer(question.id, Entry(value="B类" if question.kind == "choice" else "否" if bad else "是"))


@both
async def test_a_score_of_their_own_table_opens_a_nomination(
    open_shell: Open, lang: Lang, size: tuple[int, int]
) -> None:
    async with open_shell(None, lang, size, text=TEXT, schemes=("star-ningbo",), prepare=_all_gates) as shell:
        assert shell.say("board.nomination", stars=4) not in board(shell)
        await shell.press("f4")
        assert shell.session.questionnaire.by_id[shell.at].conditions
        assert shell.remark == shell.say("said.most_valuable.star")
        await go(shell, "ningbo_score")
        await type_(shell, "86")
        await shell.press("enter")
        assert shell.say("board.nomination", stars=4) in board(shell)
        assert "5★" in board(shell)  # not evaluable, and said
        await shell.press("f4")
        assert shell.remark == shell.say("said.nothing_open")


async def test_the_review_lists_what_a_star_waits_for(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("star-ningbo",), prepare=_all_gates) as shell:
        await shell.press("f7")
        screen = shell.app.screen
        assert isinstance(screen, ReviewScreen)
        unknown = screen.lists[1].rows
        assert {row.cells[1] for row in unknown} == {shell.say("review.star")}
        assert "ningbo_score" in {row.goes for row in unknown}
        assert screen.lists[1].lead == shell.say("review.unknown.lead.plain")


async def test_why_a_score_is_asked_names_the_stars(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("star-ningbo",)) as shell:
        await go(shell, "ningbo_score")
        await shell.press("f5")
        assert "≥85" in shell.shown()
        assert shell.say("why.nothing") not in shell.shown()


# ---------------------------------------------------------------- a form without points


@both
async def test_a_form_without_points_counts_its_rows(open_shell: Open, lang: Lang, size: tuple[int, int]) -> None:
    async with open_shell(None, lang, size, text=TEXT, schemes=("gbt36132-2025-platform",)) as shell:
        assert shell.say("board.rows", done=3, count=20) in board(shell)
        await go(shell, "product_footprint_extent")
        await type_(shell, "50 %")
        await shell.press("enter")
        assert shell.say("board.rows", done=4, count=20) in board(shell)
        assert shell.say("feeds.row") in shell.shown() or size == SMALL


async def test_every_row_of_a_form_is_asked_for(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("gbt36132-2025-platform",)) as shell:
        waiting = {fact for row in shell.session.assessment.criteria for fact in row.facts}
        open_ = {name for name in waiting if shell.session.state(name) == "unknown"}
        offered, here = set[str](), shell.session.next_open()
        while here is not None and here not in offered:
            offered.add(here)
            here = shell.session.next_open(here)
        assert open_ <= offered


# ---------------------------------------------------------------- several schemes


@both
async def test_two_schemes_ask_once_and_take_turns_on_the_scoreboard(
    open_shell: Open, lang: Lang, size: tuple[int, int]
) -> None:
    async with open_shell(None, lang, size, text=TEXT, schemes=("star-ningbo", "gbt36132-2025")) as shell:
        assert shell.say("board.not_scored") in board(shell)
        await go(shell, "green_design_extent")
        before = shell.session.assessments[1].total.low
        await shell.press("ctrl+u")
        await type_(shell, "100 %")
        await shell.press("enter")
        assert shell.session.assessments[1].total.low > before
        await shell.press("f9")
        assert shell.say("board.total") in board(shell)
        assert shell.session.worth("green_design_extent") == 0.0
        assert shell.session.worth("product_footprint_extent") > 0.0


async def test_what_only_the_second_scheme_asks_is_offered_too(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("star-ningbo", "gbt36132-2025"), prepare=_all_gates) as shell:
        seen: list[str] = []
        for _ in range(12):
            await shell.press("f4")
            seen.append(shell.at)
        second = {fact for item in shell.session.schemes[1].criteria for fact in item.facts}
        assert second & set(seen)


# ---------------------------------------------------------------- norms and products


@pytest.mark.parametrize("named", ["gb16780_2021.cement", "水泥综合能耗", "Cement, comprehensive energy"])
async def test_a_benchmark_cites_a_norm(open_shell: Open, named: str) -> None:
    async with open_shell(text=TEXT, schemes=("star-2025",)) as shell:
        await go(shell, "benchmarks.energy_intensity_lead")
        await type_(shell, named)
        assert shell.say("problem.GF-323.what") in shell.shown()
        await shell.press("enter")
        await type_(shell, "0")
        assert "0.08 tce/t" in shell.shown()
        await shell.press("enter")
        name = "benchmarks.energy_intensity_lead"
        assert shell.session.entry(name) == Entry(norm="gb16780_2021.cement", correction=0)
        assert shell.session.state(name) == "answered"
        found = yamlio.load(shell.session.store.path)
    assert dict(found["benchmarks"]) == {
        "energy_intensity_base": {"norm": "gb16780_2021.cement", "correction": 4},
        "energy_intensity_lead": {"norm": "gb16780_2021.cement", "correction": 0},
    }


@pytest.mark.parametrize("leave", [("pagedown",), ("enter", "enter"), ("f3",), ("f4",)], ids="+".join)
async def test_a_norm_that_is_looked_at_is_left_alone(open_shell: Open, leave: Sequence[str]) -> None:
    name = "benchmarks.energy_intensity_base"
    async with open_shell(text=TEXT, schemes=("star-2025",)) as shell:
        await go(shell, name)
        await shell.press(*leave)
        assert shell.session.entry(name) == Entry(norm="gb16780_2021.cement", correction=4)
        assert not shell.session.can_undo
        assert shell.session.store.path.read_text(encoding="utf-8") == TEXT


async def test_between_a_norm_and_a_value_nothing_is_mixed_up(open_shell: Open) -> None:
    name = "benchmarks.energy_intensity_base"
    async with open_shell(text=TEXT, schemes=("star-2025",)) as shell:
        await go(shell, name)
        await shell.press("ctrl+u")
        await type_(shell, "0.09 tce/t")
        await shell.press("enter", "ctrl+u")
        await type_(shell, "协会 2024 年通报")
        await shell.press("enter")
        assert shell.session.entry(name) == Entry(value="0.09 tce/t", source="协会 2024 年通报")
        await go(shell, name)
        await shell.press("ctrl+u")
        await type_(shell, "gb16780_2021.clinker")
        await shell.press("enter", "enter")
        assert shell.session.entry(name) == Entry(norm="gb16780_2021.clinker")
        assert not shell.session.problems


async def test_a_product_takes_its_limits_from_the_norm_of_its_row(open_shell: Open) -> None:
    async with open_shell(size=LARGE, text=TEXT, schemes=("star-2025",)) as shell:
        await go(shell, "product_energy")
        assert "0.0916" in shell.shown()
        await shell.press("insert")
        for text in ("粉磨水泥", "吨", "500 t", "20 tce", "", "", "水泥综合"):
            await type_(shell, text)
            await shell.press("enter")
        assert shell.say("problem.GF-323.what") in shell.shown()
        await type_(shell, "-1")
        assert "0.08585 tce/t" in shell.shown()
        await shell.press("enter")
        await type_(shell, "无")
        await shell.press("enter")
        rows = shell.session.entry("product_energy").value
        assert rows[2]["norm"] == "gb16780_2021.cement"
        assert rows[2]["correction"] == -1
        assert not shell.session.problems
        await shell.press("insert")  # three at most
        assert shell.app.screen is shell.form
        assert shell.say("table.add") not in shell.shown()


async def test_too_many_rows_are_said(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("star-2025",)) as shell:
        rows = shell.session.entry("product_energy").value
        shell.session.answer("product_energy", Entry(value=[*rows, *rows]))
        await go(shell, "product_energy")
        assert shell.session.state("product_energy") == "wrong"
        assert shell.say("table.too_many", count=4, most=3) in shell.shown()


async def test_a_choice_that_may_stay_empty_does(open_shell: Open) -> None:
    async with open_shell(text=TEXT, schemes=("star-2025",)) as shell:
        await go(shell, "energy_carriers")
        await shell.press("insert")
        for text in ("柴油", "3 t", "", "", ""):
            await type_(shell, text) if text else None
            await shell.press("enter")
        assert shell.app.screen is shell.form
        assert shell.session.entry("energy_carriers").value[-1] == {"carrier": "diesel", "amount": "3 t"}
        await shell.press("insert")
        for text in ("蒸汽", "10 t", "饱和 0.8", "", ""):
            await type_(shell, text) if text else None
            await shell.press("enter")
        wanted = {"carrier": "steam", "amount": "10 t", "steam_state": "saturated_0_8_mpa"}
        assert shell.session.entry("energy_carriers").value[-1] == wanted
