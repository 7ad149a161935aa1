"""Every key of the form does what the help says, in both languages and at both sizes."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.widgets import Input, OptionList

from assess.errors import AssessError, one
from assess.filling.session import Recovered, Session
from assess.language import Lang
from assess.submission.entry import Entry
from assess.tui.commands import COMMANDS
from assess.tui.palette import FillPalette
from assess.tui.screens.gaps import GapsScreen
from assess.tui.screens.help import HelpScreen
from assess.tui.screens.merge import MergeScreen
from assess.tui.screens.printing import PrintScreen
from assess.tui.screens.problems import ProblemsScreen
from assess.tui.screens.recovered import RecoveredScreen
from assess.tui.screens.review import ReviewScreen
from assess.tui.screens.why import WhyScreen
from assess.tui.small import SmallScreen
from assess.tui.widgets.banner import Banner
from assess.tui.widgets.key_bar import KeyBar
from assess.tui.widgets.navigation import Navigation
from assess.tui.widgets.scoreboard import Scoreboard
from tests.tui.conftest import LANGS, LARGE, SMALL, Open, Shell, both, strips

Size = tuple[int, int]


def number(shell: Shell) -> int:
    return shell.session.questionnaire.number(shell.at)


# ---------------------------------------------------------------- moving


@both
async def test_opens_at_the_first_open_question_with_its_topic_in_the_contents(
    open_shell: Open, lang: Lang, size: Size
) -> None:
    async with open_shell("7412", lang, size) as shell:
        assert shell.at == shell.session.next_open() == "lawfully_established"
        navigation = shell.form.query_one(Navigation)
        open_ = [branch for branch in navigation.root.children if branch.is_expanded]
        assert [branch.children[0].children[0].data for branch in open_] == ["lawfully_established"]


@both
async def test_page_keys_follow_the_questionnaire(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell(None, lang, size) as shell:
        await shell.press("pageup")
        assert (number(shell), shell.remark) == (0, shell.say("said.first"))
        await shell.press("pagedown", "pagedown")
        assert number(shell) == 2
        await shell.press("pageup")
        assert number(shell) == 1
        shell.app.go(shell.session.questionnaire.questions[-1].id)
        await shell.press("pagedown")
        last = len(shell.session.questionnaire.questions) - 1
        assert (number(shell), shell.remark) == (last, shell.say("said.last"))


@both
async def test_next_open_passes_over_what_is_answered(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("complete-5star", lang, size) as shell:
        shell.app.commit("noise_compliant", Entry())
        await shell.press("f3")
        assert shell.at == "noise_compliant"
        shell.app.commit("noise_compliant", Entry(value=True))
        await shell.press("f3")
        assert shell.remark == shell.say("said.nothing_open")


@both
async def test_most_valuable_says_why_and_passes_over(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        ranked = list(shell.session.worths)
        await shell.press("f4")
        assert shell.at == ranked[0]
        assert shell.remark.startswith(shell.say("said.most_valuable", points="3.00")[:20])
        await shell.press("f4")
        assert shell.at == ranked[1]
        await shell.press("pageup", "f4")
        assert shell.at == ranked[2]


@both
async def test_enter_goes_on_the_way_the_person_goes(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        here = number(shell)
        await shell.press("enter")
        assert number(shell) == here + 1
        await shell.press("f4")
        first = shell.at
        shell.app.commit(first, Entry(value=True))
        await shell.press("enter")
        assert shell.at == next(name for name in shell.session.worths if name != first)
        await shell.press("pagedown")
        here = number(shell)
        await shell.press("enter")
        assert number(shell) == here + 1


async def test_most_valuable_asks_again_what_was_passed_over_when_nothing_else_is_open(open_shell: Open) -> None:
    async with open_shell("complete-5star") as shell:
        for name in ("noise_compliant", "ems_in_place", "top_management_commitment"):
            shell.app.commit(name, Entry())
        await shell.press("f4")
        assert shell.at == "ems_in_place"
        await shell.press("f4", "f4")
        assert shell.at == "top_management_commitment"
        assert shell.remark == shell.say("said.most_valuable.gate")
        await shell.press("f4")
        assert shell.at == "ems_in_place"
        assert "又从头问起" in shell.remark
        for name in ("noise_compliant", "ems_in_place", "top_management_commitment"):
            shell.app.commit(name, Entry(value=True))
        await shell.press("f4")
        assert shell.remark == shell.say("said.nothing_open")


async def test_most_valuable_begins_with_what_a_report_cannot_do_without(open_shell: Open) -> None:
    async with open_shell() as shell:
        await shell.press("pagedown", "f4")
        assert shell.at in {"factory.name", "period"}
        assert shell.remark == shell.say("said.most_valuable.required")


# ---------------------------------------------------------------- contents and palette


@both
async def test_contents_open_choose_and_close(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        navigation = shell.form.query_one(Navigation)
        assert navigation.display == (size != SMALL)
        await shell.press("f2")
        assert navigation.has_focus
        assert navigation.display
        await shell.press("down", "enter")
        assert shell.at == "lawful_operation"
        assert not navigation.has_focus
        assert navigation.display == (size != SMALL)
        await shell.press("f2", "escape")
        assert not navigation.has_focus
        await shell.press("f2", "f2")
        assert not navigation.has_focus
        assert navigation.display == (size != SMALL)


@both
async def test_contents_keep_what_was_opened_and_close_what_opened_itself(
    open_shell: Open, lang: Lang, size: Size
) -> None:
    async with open_shell("7412", lang, size) as shell:
        navigation = shell.form.query_one(Navigation)
        by_itself, by_hand = navigation.root.children[1], navigation.root.children[3]
        by_hand.expand()
        shell.app.go("land_area")
        await shell.settle()
        assert by_hand.is_expanded
        assert not by_itself.is_expanded
        assert navigation.root.children[2].is_expanded


@both
async def test_contents_show_an_answer_at_once(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        navigation = shell.form.query_one(Navigation)
        asked = shell.session.questionnaire.questions
        name = next(one.id for one in asked if one.kind == "yes_no" and one.fact and one.fact.may_be_not_applicable)
        signs = []
        for entry in (
            Entry(value=True),
            Entry(value="也许"),
            Entry(value=True, unverified=True),
            Entry(not_applicable="厂区没有这类设施"),
            Entry(),
        ):
            shell.app.commit(name, entry)
            await shell.settle()
            signs.append(navigation.sign(name))
        assert signs == ["✓", "✗", "?", "–", "○"]


@both
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("厂区用地面积", "land_area"),
        ("land area of", "land_area"),
        ("LAND_AREA", "land_area"),
        ("ＳＯＬＩＤ_waste_generated", "solid_waste_generated"),
        ("环境管理体系 24001", "ems_in_place"),
    ],
)
async def test_palette_jumps_to_a_question(open_shell: Open, lang: Lang, size: Size, typed: str, found: str) -> None:
    async with open_shell("7412", lang, size) as shell:
        await shell.press("ctrl+p")
        await _search(shell, typed)
        await shell.press("enter")
        assert shell.at == found
        assert shell.app.screen is shell.form


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("柴油", "energy_carriers"),
        ("diesel", "energy_carriers"),
        ("12", ""),
        ("129", ""),
        ("工业固废产生", "solid_waste_generated"),
    ],
)
async def test_palette_finds_choices_and_numbers(open_shell: Open, typed: str, found: str) -> None:
    async with open_shell("7412") as shell:
        await shell.press("ctrl+p")
        await _search(shell, typed)
        await shell.press("enter")
        assert shell.at == (found or shell.session.questionnaire.questions[int(typed) - 1].id)


async def test_palette_finds_comparison_values_by_what_they_are_called(open_shell: Open) -> None:
    async with open_shell("7412", schemes=("gbt36132-2018",)) as shell:
        await shell.press("ctrl+p")
        await _search(shell, "限定值")
        asked = [
            q.ask.zh for q in shell.session.questionnaire.questions if q.benchmark and "限定值" in q.benchmark.title.zh
        ]
        assert asked
        shown = "".join(_options(shell))
        assert all(one in shown for one in asked)


@both
async def test_palette_finds_criteria_and_actions(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        criterion = shell.session.questionnaire.by_id["land_area"].feeds[0].id
        await shell.press("ctrl+p")
        await _search(shell, criterion)
        fed = [q for q in shell.session.questionnaire.questions if criterion in {feed.id for feed in q.feeds}]
        assert len(_options(shell)) >= len(fed)
        await shell.press("escape", "ctrl+p")
        await _search(shell, shell.say("key.theme"))
        before = shell.app.theme
        await shell.press("enter")
        assert shell.app.theme != before


@both
async def test_palette_says_when_nothing_is_found(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        await shell.press("ctrl+p")
        assert shell.say("palette.placeholder") in shell.shown()
        assert len(_options(shell)) > 15
        await _search(shell, "没有这样的题目")
        assert _options(shell) == [shell.say("palette.no_match")]
        here = shell.at
        await shell.press("enter")
        assert (shell.at, shell.app.screen) == (here, shell.form)


async def _search(shell: Shell, typed: str) -> None:
    assert isinstance(shell.app.screen, FillPalette)
    shell.app.screen.query_one(Input).value = typed
    await shell.settle()


def _options(shell: Shell) -> list[str]:
    commands = shell.app.screen.query_one(OptionList)
    return [str(commands.get_option_at_index(place).prompt) for place in range(commands.option_count)]


async def test_palette_goes_to_a_question_from_another_screen(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        await shell.press("f6", "ctrl+p")
        await _search(shell, "land_area")
        await shell.press("enter")
        assert (shell.at, shell.app.screen) == ("land_area", shell.form)


# ---------------------------------------------------------------- undoing


@both
async def test_undo_and_redo_show_their_question(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        await shell.press("ctrl+z")
        assert shell.remark == shell.say("said.nothing_to_undo")
        await shell.press("ctrl+y")
        assert shell.remark == shell.say("said.nothing_to_redo")
        shell.app.commit("land_area", Entry(value="10 亩"))
        shell.app.commit("ems_in_place", Entry(value=True))
        secured = shell.session.assessment.total.low
        await shell.press("ctrl+z")
        assert shell.at == "ems_in_place"
        assert shell.remark.startswith(shell.say("said.undone", question="")[:3])
        await shell.press("ctrl+z")
        assert shell.at == "land_area"
        assert shell.session.entry("land_area").empty
        await shell.press("ctrl+y", "ctrl+y")
        assert shell.at == "ems_in_place"
        assert shell.session.assessment.total.low == secured
        assert "10 亩" in shell.session.store.path.read_text(encoding="utf-8")


@both
@pytest.mark.parametrize("first", ["ctrl+z", "f4"])
async def test_a_remark_goes_with_the_next_thing_done(open_shell: Open, lang: Lang, size: Size, first: str) -> None:
    async with open_shell("7412", lang, size) as shell:
        shell.app.commit("land_area", Entry(value="10 亩"))
        for later in ("x", "ctrl+t", "f9"):
            await shell.press(first)
            remark = shell.remark
            assert not remark.startswith(shell.say("status.saved"))
            await shell.press(later)
            assert shell.remark != remark
        await shell.press(first)
        remark = shell.remark
        shell.app.post_message(events.MouseDown(shell.form, 1, 1, 0, 0, 1, False, False, False, 1, 1))
        await shell.settle()
        assert shell.remark != remark
        assert shell.remark.startswith(shell.say("status.saved"))


# ---------------------------------------------------------------- other screens


@both
@pytest.mark.parametrize(
    ("key", "screen"),
    [("f1", HelpScreen), ("f5", WhyScreen), ("f6", GapsScreen), ("f7", ReviewScreen), ("f8", PrintScreen)],
)
async def test_keys_open_their_screens_and_escape_returns(
    open_shell: Open, lang: Lang, size: Size, key: str, screen: type
) -> None:
    async with open_shell("7412", lang, size) as shell:
        here = shell.at
        await shell.press(key)
        assert isinstance(shell.app.screen, screen)
        await shell.press("escape")
        assert (shell.app.screen, shell.at) == (shell.form, here)


@both
async def test_every_key_is_in_the_help(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, (size[0], 140)) as shell:
        await shell.press("f1")
        shown = "".join(shell.shown().split())
        for command in COMMANDS:
            assert "".join(command.shown.split()) in shown
            assert "".join(command.help(shell.app.words).split())[:12] in shown


@both
async def test_scheme_switches_the_scoreboard(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("jiate", lang, size) as shell:
        await shell.press("f9")
        assert shell.remark == shell.say("said.one_scheme")
    async with open_shell("jiate", lang, size, schemes=("gbt36132-2018", "star-changxing")) as shell:
        board = shell.form.query_one(Scoreboard)
        await shell.press("f9")
        assert board.number == 1
        await shell.press("f9")
        assert board.number == 0


@both
async def test_keys_on_the_footer_can_be_clicked(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        place = strips(shell.app)[-1].index("F4")
        before = cell_len(strips(shell.app)[-1][:place])
        await shell.pilot.click(KeyBar, offset=(before + 1, 0))
        await shell.settle()
        assert shell.at == next(iter(shell.session.worths))


@both
async def test_theme_switches(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        await shell.press("ctrl+t")
        assert shell.app.theme == "factory-light"
        await shell.press("ctrl+t")
        assert shell.app.theme == "factory-dark"


@both
async def test_a_terminal_that_is_too_small_says_so(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        here = shell.at
        await shell.pilot.resize_terminal(50, 12)
        await shell.settle()
        assert isinstance(shell.app.screen, SmallScreen)
        assert "60" in shell.shown()
        assert shell.say("small.title") in shell.shown()
        await shell.pilot.resize_terminal(*size)
        await shell.settle()
        assert (shell.app.screen, shell.at) == (shell.form, here)


async def test_a_small_terminal_at_the_start(open_shell: Open) -> None:
    async with open_shell("7412", size=(40, 10)) as shell:
        assert isinstance(shell.app.screen, SmallScreen)
        await shell.pilot.resize_terminal(80, 24)
        await shell.settle()
        assert shell.app.screen is shell.form


# ---------------------------------------------------------------- the file


@both
async def test_answers_are_in_the_file_when_the_line_says_so(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        shell.app.commit("land_area", Entry(value="10 亩"))
        await shell.settle()
        assert shell.remark.startswith(shell.say("status.saved"))
        assert "land_area: 10 亩" in shell.session.store.path.read_text(encoding="utf-8")


@both
async def test_a_failed_save_is_said_and_tried_again(
    open_shell: Open, lang: Lang, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_shell("7412", lang, size) as shell:
        with monkeypatch.context() as broken:
            broken.setattr("assess.filling.store.replace", _full_disk)
            shell.app.commit("land_area", Entry(value="10 亩"))
            await shell.settle()
            assert shell.session.saved == "failed"
            assert shell.remark.startswith("✗")
            await shell.press("ctrl+q")
            assert shell.remark == f"✗ {shell.say('said.not_saved')}"
        shell.app.check()
        await shell.settle()
        assert shell.session.saved == "saved"


def _full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@both
async def test_somebody_elses_answers_come_in(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        await shell.press("ctrl+r")
        assert shell.remark == shell.say("said.unchanged")
        _write_beside(shell, "land_area: 20 亩")
        shell.app.check()
        await shell.settle()
        assert shell.session.entry("land_area").value == "20 亩"
        assert shell.form.query_one(Navigation).sign("land_area") == "✓"


@both
async def test_typing_begun_before_somebody_elses_change_never_replaces_it(
    open_shell: Open, lang: Lang, size: Size
) -> None:
    async with open_shell("7412", lang, size) as shell:
        shell.app.go("land_area")
        await shell.settle()
        await shell.press("1")
        _write_beside(shell, "land_area: 20 亩")
        shell.app.check()
        await shell.settle()
        assert shell.say("pane.restored")[:6] not in shell.shown()
        await shell.press("0", "space", *"m2", "enter")
        assert isinstance(shell.app.screen, MergeScreen)
        (conflict,) = shell.session.conflicts
        assert (conflict.base, conflict.ours, conflict.theirs) == (None, "10 m2", "20 亩")
        assert "land_area: 20 亩" in shell.session.store.path.read_text(encoding="utf-8")


@both
async def test_a_file_that_cannot_be_read_is_said_when_asked_and_when_leaving(
    open_shell: Open, lang: Lang, size: Size
) -> None:
    async with open_shell("7412", lang, size) as shell:
        store = shell.session.store
        whole = store.path.read_text(encoding="utf-8")
        store.path.write_text("facts: [\n", encoding="utf-8")
        shell.app.check()
        await shell.settle()
        for _ in range(2):
            shell.app.clear_notifications()
            await shell.press("ctrl+r")
            assert shell.say("said.unchanged") not in shell.remark
            (told,) = shell.app._notifications
            assert ("第 2 行" if lang == "zh" else "line 2") in told.message.replace("\n", "")
        await shell.press("ctrl+q")
        assert shell.app.is_running
        unreadable = shell.say("said.not_saved.unreadable")
        assert shell.remark.startswith(f"✗ {unreadable[:14]}")
        store.path.write_text(whole, encoding="utf-8")
        await shell.press("ctrl+r")
        assert shell.remark in (shell.say("said.merged"), shell.say("said.unchanged"))


@both
async def test_a_conflict_is_offered_and_settled(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        _write_beside(shell, "land_area: 20 亩")
        shell.app.commit("land_area", Entry(value="10 亩"))
        await shell.settle()
        assert isinstance(shell.app.screen, MergeScreen)
        await shell.press("escape")
        assert shell.app.screen is shell.form
        assert shell.say("status.conflicts", count=1) in shell.remark
        await shell.press("ctrl+r")
        assert isinstance(shell.app.screen, MergeScreen)
        address = shell.session.conflicts[0].address
        shell.app.screen.dismiss({address: "20 亩"})
        await shell.settle()
        assert not shell.session.conflicts
        assert shell.session.entry("land_area").value == "20 亩"


def _write_beside(shell: Shell, line: str) -> None:
    path = shell.session.store.path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("facts:\n", f"facts:\n  {line}\n", 1), encoding="utf-8")


@both
async def test_a_second_window_only_reads(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as first, open_shell("7412", lang, size) as second:
        assert first.session.read_only is None
        problem = second.session.read_only
        assert problem is not None
        banner = second.form.query_one(Banner)
        assert banner.display
        assert "".join(problem.what(lang).split())[:20] in "".join(second.shown().split())
        assert second.say("status.read_only") in second.remark
        before = second.session.store.path.read_bytes()
        second.app.commit("land_area", Entry(value="10 亩"))
        await second.settle()
        assert second.session.entry("land_area").empty
        assert second.session.store.path.read_bytes() == before


@pytest.mark.parametrize("lang", LANGS)
async def test_a_new_file_is_said_and_a_name_like_it(open_shell: Open, tmp_path: Path, lang: Lang) -> None:
    async with open_shell(lang=lang) as shell:
        assert shell.remark == shell.say("said.begun", file="factory.yaml")
    (tmp_path / "factory.yaml").rename(tmp_path / "factory1.yaml")
    async with open_shell(lang=lang) as shell:
        assert shell.remark == shell.say("said.begun.near", file="factory.yaml", near="factory1.yaml")
    async with open_shell(lang=lang) as shell:
        assert shell.remark.startswith(shell.say("status.saved"))


async def test_the_status_line_drops_its_hints_before_anything_is_cut(open_shell: Open) -> None:
    text = "factory: {name: 甲, nam: 乙}\nperiod: 2024\nfacts:\n  nothing: 1\n"
    text += "".join(f"  {name}: 也许\n" for name in ("lawfully_established", "qms_in_place", "ems_in_place"))
    text += "  pollutant_reading: 也许\n  renewable_share: 0.9\n"
    for size, hint in ((LARGE, True), ((60, 18), False)):
        async with open_shell(text=text, size=size) as shell:
            await shell.press("escape")
            assert shell.remark.endswith("（Ctrl+R）") == hint
            assert "…" not in shell.remark


async def test_place_and_state_stand_below_each_other_where_they_do_not_fit(open_shell: Open) -> None:
    rows = ", ".join("{file: 台账.pdf, date: 2024-01-01, valid_until: 2023-12-31}" for _ in range(2))
    text = f"factory: {{name: 甲}}\nperiod: 2024\nfacts:\n  solid_waste_compliant: {{value: 是, note: 见附件, evidence: [{rows}]}}\n"
    for size, beside in ((LARGE, True), ((60, 18), False)):
        async with open_shell(text=text, size=size) as shell:
            shell.app.go("solid_waste_compliant")
            await shell.settle()
            line = next(one for one in strips(shell.app) if " › " in one)
            assert ("✓" in line.partition(" › ")[2]) == beside
            assert any(one.rstrip().endswith(shell.say("state.note")) for one in strips(shell.app))


async def test_the_review_says_how_to_mend_in_the_words_of_the_form(open_shell: Open) -> None:
    async with open_shell(text="factory: {name: 甲}\nperiod: 今年\nfacts: {}\n") as shell:
        await shell.press("f7")
        assert isinstance(shell.app.screen, ReviewScreen)
        assert shell.say("problem.GF-316.mend") in shell.shown()
        assert "period" not in shell.shown()


@both
async def test_what_came_back_is_said_at_the_start(open_shell: Open, lang: Lang, size: Size) -> None:
    def prepare(session: Session) -> None:
        session.recovered = Recovered(answers=("land_area",))

    async with open_shell("7412", lang, size, prepare=prepare) as shell:
        assert isinstance(shell.app.screen, RecoveredScreen)
        assert shell.session.questionnaire.by_id["land_area"].ask.in_(lang) in shell.shown()
        await shell.press("enter")
        assert (shell.app.screen, shell.at) == (shell.form, "land_area")


@both
async def test_problems_of_the_file_itself_are_shown_and_can_be_seen_again(
    open_shell: Open, lang: Lang, size: Size
) -> None:
    text = "factory: {name: 样板厂}\nperiod: 2024\nfacts:\n  no_such_fact: 1\n"
    async with open_shell(lang=lang, size=size, text=text) as shell:
        assert isinstance(shell.app.screen, ProblemsScreen)
        assert "no_such_fact" in shell.shown()
        await shell.press("escape")
        assert shell.say("status.file_problems", count=1) in shell.remark
        await shell.press("ctrl+r")
        assert isinstance(shell.app.screen, ProblemsScreen)


@both
async def test_quit_saves_what_was_being_typed(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:
        shell.app.go("land_area")
        await shell.settle()
        await shell.pilot.press(*"10", "space", *"m2")
        await shell.press("ctrl+q")
        assert not shell.app.is_running
        assert shell.session.entry("land_area").value == "10 m2"
        assert "land_area: 10 m2" in shell.session.store.path.read_text(encoding="utf-8")


async def test_ctrl_c_says_how_to_leave(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        shell.app.set_focus(None)
        await shell.press("ctrl+c")
        assert shell.remark == shell.say("said.quit")


async def test_a_fault_inside_is_kept_for_the_caller(open_shell: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(self: Session, *_: object) -> None:
        raise RuntimeError("broken inside")

    monkeypatch.setattr(Session, "next_open", fault)
    with pytest.raises(RuntimeError, match="broken inside"):
        async with open_shell("7412"):
            pass


@both
async def test_a_refused_answer_is_told_and_nothing_breaks(open_shell: Open, lang: Lang, size: Size) -> None:
    async with open_shell("7412", lang, size) as shell:

        def refuse(*_: object) -> None:
            raise AssessError([one("GF-401", None, file="a[b].yaml", why="[disk]").problems[0]])

        shell.session.answer = refuse  # type: ignore[method-assign, assignment]
        shell.app.commit("land_area", Entry(value="10 亩"))
        await shell.settle()
        assert "[disk]" in shell.shown()
