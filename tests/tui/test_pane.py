"""The question pane on the screen: answering by typing and picking, drafts, wrong entries, read-only, both languages and sizes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Region
from textual.widgets import Static

from assess import Rulebook
from assess.filling.session import Session
from assess.submission.entry import Entry
from assess.submission.load import read_submission
from assess.tui.editors.choices import Choices
from assess.tui.editors.grid import Grid
from assess.tui.editors.line import AnswerLine
from assess.tui.pane.scroll import About
from tests.tui.conftest import LARGE, SMALL, Open, Shell, both, check_snapshot

WRONG = """\
factory: {name: 甲厂, industry: Z99}
period: 二〇二四
facts:
  lawful_operation: 大概吧   # 待问
  electricity_used: {value: 约 300 万度, note: 先估的}
  main_pollutant: 铅
  purchase_information: [能效要求, 乱写]
  energy_carriers:
    - {carrier: 柴油, amount: 28 m3}
    - 乱写的一行
  land_area: {value: 60 亩, not_applicable: 没有地}
  floor_area: {value: 900 m2, vale: 1}
"""


async def go(shell: Shell, question_id: str) -> None:
    shell.app.go(question_id)
    await shell.settle()


async def type_(shell: Shell, text: str) -> None:
    shell.app.post_message(events.Paste(text))
    await shell.settle()


def entry(shell: Shell, question_id: str) -> Entry:
    return shell.session.entry(question_id)


def reading(shell: Shell) -> str:
    return plain(shell, "#reading")


def plain(shell: Shell, selector: str) -> str:
    """A widget's text as it stands on the screen."""
    return " ".join(line.strip() for line in lines(shell, shell.form.query_one(selector, Static).region))


def line(shell: Shell) -> AnswerLine:
    return shell.form.query_one("#line", AnswerLine)


def lines(shell: Shell, region: Region) -> list[str]:
    """The cells of a part of the screen."""
    drawn = shell.app.screen._compositor.render_strips()
    return [strip.crop(region.x, region.right).text for strip in drawn[region.y : region.bottom]]


# ---------------------------------------------------------------- typed answers


@both
async def test_a_quantity_is_read_back_while_it_is_typed(open_shell: Open, lang: Any, size: Any) -> None:
    async with open_shell(lang=lang, size=size) as shell:
        await go(shell, "electricity_used")
        await shell.press("4", "5", "0")
        assert reading(shell).startswith("✗ ")
        await type_(shell, "万度")
        assert reading(shell) == "✓ 450万度 → 4,500 MWh"
        assert entry(shell, "electricity_used").empty
        await shell.press("enter")
        assert entry(shell, "electricity_used") == Entry(value="450万度")
        assert shell.at == "pv_generated"


async def test_an_empty_line_takes_the_answer_back_and_keeps_note_and_evidence(open_shell: Open) -> None:
    async with open_shell("complete-5star") as shell:
        await go(shell, "qualified_output")
        await shell.press("ctrl+u", "enter")
        assert entry(shell, "qualified_output") == Entry(note="电机规格多，各项单位产品指标以产值为分母")
        assert shell.session.state("qualified_output") == "unknown"


async def test_a_wrong_answer_is_kept_with_its_message_and_can_be_left(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "electricity_used")
        await type_(shell, "450")
        await shell.press("enter")
        assert (shell.at, entry(shell, "electricity_used").value) == ("electricity_used", 450)
        assert reading(shell).startswith("✗ “450”没有写单位。")
        await shell.press("enter")
        assert shell.at == "pv_generated"
        await shell.press("pageup")
        assert line(shell).value == "450"
        assert reading(shell).startswith("✗ ")


async def test_leaving_commits_what_was_typed_and_escape_drops_it(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "electricity_used")
        await type_(shell, "1 MWh")
        await shell.press("pagedown", "pageup")
        assert entry(shell, "electricity_used").value == "1 MWh"
        await type_(shell, "2")
        await shell.press("escape")
        assert line(shell).value == "1 MWh"
        await shell.press("pagedown")
        assert entry(shell, "electricity_used").value == "1 MWh"


async def test_what_was_not_changed_stays_as_the_file_has_it(open_shell: Open) -> None:
    text = "factory: {name: 甲厂}\nperiod: 2024\nfacts:\n  lawful_operation: 有\n  natural_daylight: 部分区域\n"
    async with open_shell(text=text) as shell:
        for name in ("lawful_operation", "natural_daylight", "period"):
            await go(shell, name)
            await shell.press("enter")
        assert entry(shell, "lawful_operation").value == "有"
        assert entry(shell, "natural_daylight").value == "部分区域"
        assert not shell.session.can_undo


async def test_value_and_source_of_a_benchmark(open_shell: Open) -> None:
    async with open_shell("complete-5star") as shell:
        await go(shell, "benchmarks.plot_ratio_control")
        await shell.press("1", "down")
        assert "来源" in reading(shell)
        await type_(shell, "某县通报")
        assert reading(shell) == "✓ 1"
        await shell.press("enter")
        assert entry(shell, "benchmarks.plot_ratio_control") == Entry(value=1, source="某县通报")
        await go(shell, "benchmarks.plot_ratio_control")
        await shell.press("ctrl+u", "enter", "ctrl+u", "enter")
        assert entry(shell, "benchmarks.plot_ratio_control").empty


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("typed", "value"),
    [("是", "是"), ("对", "是"), ("是的", "是"), ("否", "否"), ("１", "是"), ("②", "否"), ("no", "否")],
)
async def test_yes_and_no(open_shell: Open, typed: str, value: str) -> None:
    async with open_shell() as shell:
        await go(shell, "microgrid")
        await type_(shell, typed)
        assert reading(shell) == f"✓ {value}"
        await shell.press("enter")
        assert entry(shell, "microgrid").value == value


@both
async def test_picking_with_the_arrows_and_taking_it_back(open_shell: Open, lang: Any, size: Any) -> None:
    async with open_shell(lang=lang, size=size) as shell:
        await go(shell, "main_pollutant")
        await shell.press("enter")
        assert entry(shell, "main_pollutant").empty
        await go(shell, "main_pollutant")
        await shell.press("down", "down", "up", "down", "enter")
        assert entry(shell, "main_pollutant").value == "nh3n"
        for keys in (["backspace"], ["delete"], ["up", *["down"] * 9]):
            await go(shell, "main_pollutant")
            await shell.press(*keys, "enter")
            assert entry(shell, "main_pollutant").empty
            await shell.press("ctrl+z")


@pytest.mark.parametrize(("keys", "value"), [(["down"], "是"), (["down", "down"], "否"), (["down"] * 3, None)])
@pytest.mark.parametrize("leave", ["enter", "pagedown"])
async def test_the_mark_wins_over_text_that_cannot_be_read(
    open_shell: Open, keys: list[str], value: str | None, leave: str
) -> None:
    async with open_shell(text=WRONG) as shell:
        for name, typed in (("lawful_operation", ""), ("microgrid", "说不好")):
            await go(shell, name)
            await type_(shell, typed)
            assert reading(shell).startswith("✗ ")
            await shell.press(*keys)
            assert line(shell).value == ""
            assert reading(shell).startswith("○ " if value is None else f"✓ {value}")
            await shell.press(leave)
            assert entry(shell, name).value == value
            assert shell.at != name


async def test_among_several_the_mark_drops_the_text_and_keeps_the_ticks(open_shell: Open) -> None:
    async with open_shell(text=WRONG) as shell:
        await go(shell, "purchase_information")
        assert line(shell).value == "乱写"
        await shell.press("down", "pagedown")
        assert entry(shell, "purchase_information").value == ["energy_efficiency"]


async def test_typing_again_takes_the_answer_back_from_the_mark(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "microgrid")
        await type_(shell, "说不好")
        await shell.press("down")
        await type_(shell, "否")
        await shell.press("enter")
        assert entry(shell, "microgrid").value == "否"


async def test_part_of_a_name_with_several_matches(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "main_pollutant")
        await type_(shell, "氧")
        assert reading(shell) == "✓ 化学需氧量（COD）"
        await shell.press("down")
        assert reading(shell) == "✓ 二氧化硫"
        await shell.press("pagedown")
        assert entry(shell, "main_pollutant").value == "so2"


async def test_an_extent_as_a_percentage(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "natural_daylight")
        await type_(shell, "６０％")
        assert reading(shell) == "✓ 按 60% 计"
        await shell.press("enter")
        assert entry(shell, "natural_daylight").value == "６０％"
        await go(shell, "natural_daylight")
        await shell.press("ctrl+u")
        await type_(shell, "部分")
        await shell.press("enter")
        assert entry(shell, "natural_daylight").value == "partial"


async def test_several_answers(open_shell: Open) -> None:
    async with open_shell() as shell:
        name = "green_building_measures"
        await go(shell, name)
        await shell.press("2", "enter", "down", "space", "enter")
        assert entry(shell, name).value == ["structure", "greening_site"]
        assert shell.at != name
        await go(shell, name)
        await shell.press("2", "enter", "enter", "enter")
        assert entry(shell, name).value == ["structure", "greening_site"]
        await go(shell, name)
        await shell.press("down", "down")
        shell.app.post_message(events.Key("ideographic_space", "　"))
        await shell.settle()
        await shell.press("pagedown")
        assert entry(shell, name).value == ["greening_site"]
        await go(shell, name)
        await type_(shell, "都没有")
        await shell.press("enter", "enter")
        assert entry(shell, name).value == []
        await go(shell, name)
        await shell.press("backspace", "enter")
        assert entry(shell, name).empty


async def test_the_mouse_picks_too(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "microgrid")
        await shell.pilot.click(Choices, offset=(6, 1))
        await shell.settle()
        assert entry(shell, "microgrid").value == "否"


# ---------------------------------------------------------------- tables


async def test_rows_are_added_changed_removed_and_brought_back(open_shell: Open) -> None:
    async with open_shell() as shell:
        name = "energy_carriers"
        await go(shell, name)
        await shell.press("enter")
        await type_(shell, "柴")
        assert "柴油" in shell.shown()
        await shell.press("tab", "tab")
        await type_(shell, "28吨")
        assert "28吨 → 28 t" in shell.shown()
        assert "40.80 tce" in shell.shown()
        await shell.press("ctrl+s")
        assert entry(shell, name).value == [{"carrier": "diesel", "amount": "28吨"}]
        assert "40.80" in shell.shown()
        await shell.press("up", "up", "up", "enter", "down", "ctrl+u")
        await type_(shell, "30 t")
        await shell.press("enter", "enter", "enter", "enter")
        assert entry(shell, name).value == [{"carrier": "diesel", "amount": "30 t"}]
        await shell.press("delete")
        assert entry(shell, name).empty
        await shell.press("ctrl+z")
        assert entry(shell, name).value == [{"carrier": "diesel", "amount": "30 t"}]


async def test_an_empty_table_is_an_answer(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "energy_carriers")
        await shell.press("down", "enter")
        assert entry(shell, "energy_carriers").value == []
        assert shell.session.state("energy_carriers") == "answered"
        await shell.press("down", "enter")
        assert entry(shell, "energy_carriers").empty


async def test_a_wrong_row_can_be_mended(open_shell: Open) -> None:
    async with open_shell(text=WRONG) as shell:
        await go(shell, "energy_carriers")
        assert "✗ 乱写的一行" in shell.shown()
        assert "28 m3" in shell.shown()
        await shell.press("enter", "down", "ctrl+u")
        await type_(shell, "28 吨")
        await shell.press("ctrl+s", "down", "delete")
        assert entry(shell, "energy_carriers").value == [{"carrier": "diesel", "amount": "28 吨"}]
        assert shell.session.state("energy_carriers") == "answered"


# ---------------------------------------------------------------- wrong files, drafts, undo, read-only


@both
async def test_wrong_entries_are_shown_as_typed_with_their_message(open_shell: Open, lang: Any, size: Any) -> None:
    typed = {
        "factory.industry": "Z99",
        "period": "二〇二四",
        "lawful_operation": "大概吧",
        "electricity_used": "约 300 万度",
        "main_pollutant": "铅",
        "purchase_information": "乱写",
        "land_area": "60 亩",
        "floor_area": "900 m2",
    }
    async with open_shell(text=WRONG, lang=lang, size=size) as shell:
        for name, text in typed.items():
            await go(shell, name)
            assert line(shell).value == text
            assert reading(shell).startswith("✗ ")
            assert "✗" in plain(shell, "#place")


async def test_a_key_that_is_not_known_goes_with_enter(open_shell: Open) -> None:
    async with open_shell(text=WRONG) as shell:
        await go(shell, "floor_area")
        assert "vale" in reading(shell)
        await shell.press("enter")
        assert entry(shell, "floor_area") == Entry(value="900 m2")
        assert shell.session.state("floor_area") == "answered"


async def test_a_draft_comes_back_with_a_mark(open_shell: Open) -> None:
    async with open_shell() as shell:
        shell.session.draft("electricity_used", {"answer": {"line": "450万", "source": "", "picked": None}})
        await go(shell, "electricity_used")
        assert line(shell).value == "450万"
        assert plain(shell, "#restored") == shell.say("pane.restored")
        await shell.press("escape")
        assert line(shell).value == ""
        assert not shell.form.query_one("#restored").display
        assert shell.session.draft_of("electricity_used") is None


async def test_what_is_being_typed_is_a_draft_until_it_is_committed(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "purchase_information")
        await shell.press("down", "space", "x")
        draft = shell.session.draft_of("purchase_information")
        assert draft == {"answer": {"line": "x", "source": "", "picked": ["hazardous_substances"]}}
        await shell.press("backspace", "pagedown")
        assert shell.session.draft_of("purchase_information") is None
        assert entry(shell, "purchase_information").value == ["hazardous_substances"]


async def test_changes_from_elsewhere_show_without_touching_what_is_typed(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "electricity_used")
        shell.app.commit("electricity_used", Entry(value="1 MWh"))
        await shell.settle()
        assert line(shell).value == "1 MWh"
        await shell.press("2")
        shell.app.commit("electricity_used", Entry(value="3 MWh"))
        await shell.settle()
        assert line(shell).value == "1 MWh2"


async def test_read_only_shows_everything_and_takes_nothing(open_shell: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from assess.errors import Problem
    from assess.filling.session import Session

    monkeypatch.setattr(Session, "read_only", Problem("GF-401", None, {"file": "甲.yaml", "why": "只读"}))
    async with open_shell("complete-5star") as shell:
        for name in ("electricity_used", "energy_carriers", "purchase_information"):
            await go(shell, name)
            before = entry(shell, name)
            await shell.press("1", "enter", "delete", "ctrl+e", "ctrl+n", "ctrl+x", "ctrl+l")
            assert shell.app.screen is shell.app.form
            assert entry(shell, name) == before
            assert "只读" in reading(shell)


# ---------------------------------------------------------------- what is said about a question


async def test_why_it_is_asked_with_points_clause_and_basis(open_shell: Open) -> None:
    async with open_shell(size=LARGE) as shell:
        await go(shell, "electricity_used")
        said = shell.shown()
        for part in ("K-11", "GB/T 36132-2018", "二手", "0.00–1.", "可用单位", "kWh（度）", "2300万度"):
            assert part in said
        await go(shell, "qualified_output")
        assert "F5" in plain(shell, "#about")
        await go(shell, "lawful_operation")
        assert "基本要求 ○ 未知" in shell.shown()


async def test_scrolling_with_the_keys(open_shell: Open) -> None:
    async with open_shell("complete-5star") as shell:
        await go(shell, "electricity_used")
        assert shell.say("pane.more") in shell.shown()
        about = shell.form.query_one(About)
        while about.scroll_y < about.max_scroll_y:
            await shell.press("ctrl+down")
        assert shell.say("pane.top") in shell.shown()
        assert "M10-205-1表.pdf" in shell.shown()
        await shell.press("ctrl+up")
        assert shell.say("pane.more") in shell.shown()
        assert shell.app.focused is line(shell)


async def test_whether_there_is_more_is_said_of_the_question_shown(open_shell: Open) -> None:
    async with open_shell("complete-5star", schemes=("star-changxing",)) as shell:
        more = shell.say("pane.more")
        for question in shell.session.questionnaire.questions:
            await go(shell, question.id)
            assert (more in shell.shown()) == (shell.form.query_one(About).max_scroll_y > 0), question.id


async def test_last_year_stands_first_and_as_it_was_written(open_shell: Open, rulebook: Rulebook) -> None:
    text = (
        "factory: {name: 甲厂}\nperiod: 2023\nfacts:\n  land_area: 60亩\n  electricity_used: 10 MWh\n  microgrid: 有\n"
    )
    last, problems = read_submission(text, "2023.yaml", rulebook)
    assert last is not None
    assert not problems

    def prepare(session: Session) -> None:
        session.last = last

    async with open_shell(prepare=prepare) as shell:
        said = {
            "land_area": "上年 2023：60亩（40,000 m2）",
            "electricity_used": "上年 2023：10 MWh",
            "microgrid": "上年 2023：是",
            "floor_area": "上年 2023：没有填",
        }
        for name, wanted in said.items():
            await go(shell, name)
            about = lines(shell, shell.form.query_one("#about", Static).region)
            assert about[0].strip() == wanted
            assert about[1].startswith(("写法  ", "说明  ", "用途  "))


async def test_help_speaks_of_the_form_and_not_of_the_file(open_shell: Open) -> None:
    async with open_shell(size=LARGE) as shell:
        await go(shell, "energy_carriers")
        assert "选“没有（空表）”" in plain(shell, "#about")
        found = []
        for question in shell.session.questionnaire.questions:
            await go(shell, question.id)
            if "[]" in plain(shell, "#about"):
                found.append(question.id)
        assert not found


async def test_what_must_be_given_is_not_said_to_be_passed_over(open_shell: Open) -> None:
    async with open_shell() as shell:
        for name in ("factory.name", "period"):
            await go(shell, name)
            await shell.press("ctrl+u")
            assert reading(shell) == shell.say("pane.open.needed"), name


async def test_nothing_stands_to_the_right_of_an_input(open_shell: Open) -> None:
    for size in (SMALL, LARGE):
        async with open_shell("complete-5star", size=size) as shell:
            for name in ("electricity_used", "benchmarks.energy_intensity_limit", "main_pollutant"):
                await go(shell, name)
                for found in shell.form.query(AnswerLine):
                    if found.display:
                        assert found.region.right == size[0]
                        assert lines(shell, found.region)[0].rstrip() == f"▌ {found.value or found.placeholder}"


# ---------------------------------------------------------------- every cell

PICTURED: Sequence[str] = (
    "period",
    "lawful_operation",
    "electricity_used",
    "purchase_information",
    "natural_daylight",
    "benchmarks.plot_ratio_control",
    "energy_carriers",
    "energy_limit_met",
)


@both
@pytest.mark.parametrize("example", ["complete-5star", None], ids=["full", "empty"])
async def test_pictures(open_shell: Open, lang: Any, size: Any, example: str | None) -> None:
    async with open_shell(example, lang=lang, size=size) as shell:
        found: list[str] = []
        width = shell.form.pane.region.width
        for name in PICTURED:
            await go(shell, name)
            found += [f"{'═' * 8} {name} ".ljust(width, "═"), *lines(shell, shell.form.pane.region)]
        check_snapshot(f"pane-{'full' if example else 'empty'}-{lang}-{size[0]}", found, width)


@both
async def test_every_question_fits(open_shell: Open, lang: Any, size: Any) -> None:
    """No line is longer than the pane, none is cut in the middle of a wide letter, and nothing is left untranslated."""
    async with open_shell("complete-5star", lang=lang, size=size) as shell:
        region = shell.form.pane.region
        for question in shell.session.questionnaire.questions:
            shell.app.go(question.id)
            shell.app.screen._refresh_layout()
            assert {cell_len(one) for one in lines(shell, region)} == {region.width}, question.id
            assert shell.form.query_one(About).size.height >= 2, question.id
            grid, options = shell.form.query_one(Grid), shell.form.query_one(Choices)
            assert grid.size.height + options.size.height <= region.height - 6, question.id
