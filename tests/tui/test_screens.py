"""What the screens beside the form list, and where they lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.screen import Screen
from textual.widgets import OptionList

from assess import Rulebook
from assess.filling.session import Session, open_session
from assess.filling.store import Conflict
from assess.planning.gaps import gaps
from assess.report.trace_lines import Line, trace_lines
from assess.scoring.trace import explain
from assess.submission.document import Address
from assess.tui.commands import COMMANDS
from assess.tui.screens.findings import sections
from assess.tui.screens.gaps import GapsScreen
from assess.tui.screens.help import NUMBERS, HelpScreen
from assess.tui.screens.listed import Listed
from assess.tui.screens.merge import MergeScreen, _Side
from assess.tui.screens.problems import ProblemsScreen
from assess.tui.screens.recovered import RecoveredScreen
from assess.tui.screens.review import ReviewScreen
from assess.tui.screens.rows import Section
from assess.tui.screens.why import WhyScreen
from assess.tui.words import ScreenWords
from tests.support import ROOT
from tests.tui.conftest import LANGS, Open, Shell

S = TypeVar("S", bound=Screen[Any])
HEAD = "factory: {name: 测试厂}\nperiod: 2024\n"


async def push(shell: Shell, screen: S) -> tuple[S, list[Any]]:
    """Open a screen; the list gets what it is dismissed with."""
    got: list[Any] = []
    shell.app.push_screen(screen, got.append)
    await shell.settle()
    return screen, got


def listed(session: Session, lang: Any = "zh") -> dict[str, Section]:
    words = ScreenWords(lang, 2, session.rulebook)
    names = ("wrong", "unknown", "unverified", "warnings", "not_applicable", "evidence")
    return dict(zip(names, sections(session, words), strict=True))


# ---------------------------------------------------------------- review


async def test_review_puts_gates_first_and_then_what_is_worth_most(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        session, rows = shell.session, listed(shell.session)["unknown"].rows
        gates = [row for row in rows if row.cells[1] == "基本要求"]
        rest = rows[len(gates) :]
        waiting = {
            name
            for gate in session.assessment.gates
            if gate.state == "unknown"
            for r in gate.reasons
            for name in r.names
        }
        assert {row.goes for row in gates} == waiting
        worths = [round(session.worth(row.goes), 9) for row in rest if row.goes]
        assert worths == sorted(worths, reverse=True)
        assert worths[0] > 0
        assert len({row.goes for row in rows}) == len(rows)


async def test_review_of_an_empty_file_asks_for_name_and_year_first(open_shell: Open) -> None:
    async with open_shell() as shell:
        rows = listed(shell.session)["unknown"].rows
        assert [(row.goes, row.cells[1]) for row in rows[:2]] == [("factory.name", "必填"), ("period", "必填")]
        assert rows[2].cells[1] == "基本要求"


async def test_review_leads_to_the_question_under_the_cursor(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        await shell.press("f7")
        assert isinstance(shell.app.screen, ReviewScreen)
        await shell.press("down", "down")
        row = shell.app.screen.row
        assert row is not None
        await shell.press("enter")
        assert shell.app.screen is shell.form
        assert shell.at == row.goes


async def test_review_shows_wrong_entries_with_their_message_and_mending(open_shell: Open) -> None:
    async with open_shell(text=f"{HEAD}facts: {{land_area: 35 亩多}}\n") as shell:
        (row,) = listed(shell.session)["wrong"].rows
        (problem,) = shell.session.problems["land_area"]
        assert row.goes == "land_area"
        texts = [text for _, text in row.details]
        assert "35 亩多" in texts
        assert problem.what("zh") in texts
        assert problem.mend("zh") in texts
        screen, _ = await push(shell, ReviewScreen())
        assert screen.row == row


async def test_review_keeps_unverified_answers_apart(open_shell: Open) -> None:
    text = f"{HEAD}facts: {{land_area: {{value: 35 亩, unverified: true, note: 待土地证}}}}\n"
    async with open_shell(text=text) as shell:
        found = listed(shell.session)
        (row,) = found["unverified"].rows
        assert row.goes == "land_area"
        assert ("备注", "待土地证") in row.details
        assert "land_area" not in {one.goes for one in found["unknown"].rows}


async def test_review_names_values_behind_a_warning(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        (row,) = listed(shell.session)["warnings"].rows
        assert row.goes == "pv_capacity"
        assert [text for _, text in row.details][1:] == ["5.7 MW", "3400 m2"]


async def test_review_tells_what_became_of_points_that_do_not_apply(open_shell: Open) -> None:
    async with open_shell("na-rich") as shell:
        gone = shell.session.assessment.not_applicable
        rows = listed(shell.session, "en")["not_applicable"].rows
        assert len(rows) >= len(gone) > 0
        for item, row in zip(gone, rows, strict=False):
            details = dict(row.details)
            assert row.cells[2].startswith(item.criterion)
            assert f"{item.nominal_max:.2f} before." in details["Its points"]
            assert details["Reason"] == (item.reason or "The condition does not arise")
            assert row.goes in shell.session.questionnaire.by_id


async def test_review_lists_expired_evidence_before_missing_one(open_shell: Open) -> None:
    text = (
        f"{HEAD}facts:\n  ems_certified: {{value: 是, evidence: [{{file: 证书.pdf, valid_until: 2023-05-01}}]}}\n"
        "  land_area: 35 亩\n"
    )
    async with open_shell(text=text) as shell:
        rows = listed(shell.session)["evidence"].rows
        states = [row.cells[0] for row in rows]
        assert states == sorted(states, key=lambda sign: sign != "✗")
        assert set(states) == {"✗", "○"}
        assert rows[0].goes == "ems_certified"
        assert any("证书.pdf" in text and "2023-05-01" in text for _, text in rows[0].details)


async def test_headings_are_walked_with_left_and_right(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        screen, got = await push(shell, ReviewScreen())
        begin = screen.number
        seen = [begin]
        for _ in screen.lists:
            await shell.press("right")
            seen.append(screen.number)
        assert sorted(seen[:-1]) == list(range(6))
        assert seen[-1] == begin
        await shell.press("left", "escape")
        assert got == [None]


async def test_an_unknown_without_a_question_says_so(open_shell: Open) -> None:
    """A factor that is not published is unknown, but nobody is asked for it."""
    async with open_shell(text=f"{HEAD}facts: {{}}\n") as shell:
        screen, got = await push(shell, ProblemsScreen())
        await shell.press("enter")
        assert got == []
        assert screen.row is None


# ---------------------------------------------------------------- why


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_can_be_explained(lang: Any, rulebook: Rulebook, tmp_path: Path) -> None:
    """Each criterion and gate that a question feeds has a trace in which that question is found."""
    path = tmp_path / "a.yaml"
    path.write_bytes((ROOT / "examples" / "na-rich.yaml").read_bytes())
    session = open_session(path, [rulebook.scheme(), rulebook.scheme("gbt36132-2018")], lang)
    trees: dict[tuple[str, str], set[str | None]] = {}
    for question in session.questionnaire.questions:
        for feed in question.feeds:
            if (feed.scheme, feed.id) not in trees:
                assessment = next(one for one in session.assessments if one.scheme.id == feed.scheme)
                trees[feed.scheme, feed.id] = set(_asked(trace_lines(explain(assessment, feed.id), assessment, lang)))
            assert question.address[-1] in trees[feed.scheme, feed.id]
    session.close()
    assert len(trees) > 100


def _asked(line: Line) -> list[str | None]:
    return [line.asked, *(name for inner in line.inner for name in _asked(inner))]


async def test_why_walks_through_criteria_and_leads_to_an_answer(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        screen, got = await push(shell, WhyScreen("pv_self_used"))
        assert len(screen.feeds) > 1
        await shell.press("left")
        assert screen.number == len(screen.feeds) - 1
        await shell.press("right")
        assert screen.number == 0
        shown = shell.shown()
        assert screen.feeds[0].id in shown
        assert "450 万度" in shown
        assert "7412.yaml:" in shown
        place = next(n for n, name in enumerate(screen._asked) if name not in (None, "pv_self_used"))
        await shell.press("enter")
        assert got == []
        screen.query_one(OptionList).highlighted = place
        await shell.press("enter")
        assert got == [screen._asked[place]]


async def test_f5_explains_the_question_in_the_pane(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        shell.app.go("land_area")
        await shell.press("f5")
        assert isinstance(shell.app.screen, WhyScreen)
        assert shell.app.screen.question_id == "land_area"


# ---------------------------------------------------------------- gaps


@pytest.mark.parametrize("example", ["7412", "below-2star", "na-rich", "complete-5star"])
async def test_gaps_add_up_and_lead_somewhere(open_shell: Open, example: str) -> None:
    async with open_shell(example) as shell:
        screen, _ = await push(shell, GapsScreen())
        everything, lost, still_open = screen.lists
        found = gaps(shell.session.assessment)
        assert len(everything.rows) == len(found)
        assert len(lost.rows) == sum(gap.lost >= 0.005 for gap in found)
        assert len(still_open.rows) == sum(gap.open >= 0.005 for gap in found)
        report = shell.app.words.report
        total = shell.session.assessment.total
        assert report.points(total.lost) in everything.lead
        assert report.points(total.open) in everything.lead
        assert all(row.goes in shell.session.questionnaire.by_id for row in everything.rows)


async def test_gaps_say_the_next_limit_and_advice(open_shell: Open) -> None:
    async with open_shell("below-2star", "en") as shell:
        screen, _ = await push(shell, GapsScreen())
        row = next(row for row in screen.lists[1].rows if row.cells[2] == "K-11")
        details = dict(row.details)
        assert details["What is missing"] == "This factory 0.18359 tce/t; next step ≤\N{NO-BREAK SPACE}0.16"
        assert details["This factory and the steps"] == "own 0.18359 tce/t; ≤\N{NO-BREAK SPACE}0.16 → 100 %"
        assert details["What to do"].startswith("Find out whether a mandatory limit exists")


async def test_gaps_go_through_the_schemes(open_shell: Open) -> None:
    async with open_shell("7412", schemes=("star-changxing", "gbt36132-2018")) as shell:
        screen, _ = await push(shell, GapsScreen())
        assert "2★ 还差" in shell.shown()
        await shell.press("f9")
        assert screen.scheme == 1
        assert shell.session.schemes[1].model.title.zh in shell.shown().split("\n")[0]
        assert "申报前还差什么" in shell.shown()
        await shell.press("f9")
        assert "2★ 还差" in shell.shown()


async def test_gaps_lead_to_the_question(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        await shell.press("f6", "down")
        assert isinstance(shell.app.screen, Listed)
        row = shell.app.screen.row
        assert row is not None
        await shell.press("enter")
        assert shell.at == row.goes


# ---------------------------------------------------------------- merge

CONFLICTS = (
    Conflict(("factory", "name"), "老厂", "新厂", "别厂"),
    Conflict(("facts", "land_area"), None, "35 亩", {"value": "36 亩", "note": "土地证"}),
    Conflict(("period",), 2023, 2024, None),
)
Chosen = dict[Address, Any]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("escape",), {}),
        (("right", "right", "escape"), {}),
        (("end", "enter"), {}),
        (("right", "end", "enter"), {("factory", "name"): "新厂"}),
        (("left", "down", "enter", "end", "enter"), {("factory", "name"): "别厂", ("facts", "land_area"): "35 亩"}),
        (("right", "left", "end", "enter"), {}),
        (
            ("down", "down", "down", "enter", "enter"),
            {("factory", "name"): "新厂", ("facts", "land_area"): "35 亩", ("period",): 2024},
        ),
        (
            ("down", "down", "down", "down", "enter", "enter"),
            {
                ("factory", "name"): "别厂",
                ("facts", "land_area"): {"value": "36 亩", "note": "土地证"},
                ("period",): None,
            },
        ),
    ],
    ids=["later", "chosen but left", "nothing", "one", "two", "taken back", "all mine", "all theirs"],
)
async def test_merge_gives_what_was_chosen_and_nothing_else(
    open_shell: Open, keys: tuple[str, ...], expected: Chosen
) -> None:
    async with open_shell("7412") as shell:
        _, got = await push(shell, MergeScreen(CONFLICTS))
        await shell.press(*keys)
        assert got == [expected]


async def test_merge_takes_clicks(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        screen, got = await push(shell, MergeScreen(CONFLICTS))
        sides = list(screen.query(_Side))
        await shell.pilot.click(sides[0])
        assert set(screen.choices.values()) == {""}
        await shell.pilot.click(sides[2])
        await shell.press("end", "enter")
        assert got == [{("factory", "name"): "别厂"}]


async def test_merge_shows_all_three_as_typed(open_shell: Open) -> None:
    async with open_shell("7412", size=(160, 50)) as shell:
        await push(shell, MergeScreen(CONFLICTS))
        await shell.press("down")
        shown = shell.shown()
        assert "（空）" in shown
        assert "35 亩" in shown
        assert "备注：土地证" in shown


# ---------------------------------------------------------------- help, problems, recovered


@pytest.mark.parametrize("lang", LANGS)
async def test_help_names_every_key(open_shell: Open, lang: Any) -> None:
    async with open_shell("7412", lang, (120, 200)) as shell:
        await shell.press("f1")
        assert isinstance(shell.app.screen, HelpScreen)
        shown = shell.shown()
        for command in COMMANDS:
            assert command.shown in shown
            assert command.title(shell.app.words) in shown
        assert "7412.yaml" in shown


async def test_help_scrolls_and_closes(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        await shell.press("f1")
        top = shell.shown()
        await shell.press("pagedown")
        assert shell.shown() != top
        await shell.press("escape")
        assert shell.app.screen is shell.form


def test_the_numbers_that_the_help_shows_are_understood(rulebook: Rulebook, tmp_path: Path) -> None:
    session = open_session(tmp_path / "a.yaml", [rulebook.scheme()], "zh")
    kinds = {
        "power": "electricity_used", "grouped": "electricity_used", "wide": "efficient_lamp_share", "money": "output_value",
        "area": "land_area", "yes_no": "ems_certified", "date": "",
    }  # fmt: skip
    for typed, name in NUMBERS:
        question = kinds[name]
        for one in typed.split(" / "):
            entry = session.entry("land_area").with_(value=one)
            if question:
                assert session.read(question, entry).problems == (), (one, question)
    session.close()


async def test_problems_of_the_file_say_where_and_how(open_shell: Open) -> None:
    async with open_shell(text=f"{HEAD}extra: 1\nfacts: {{no_such_fact: 1}}\n", lang="en") as shell:
        screen, got = await push(shell, ProblemsScreen())
        problems = shell.session.file_problems
        assert [row.cells[1] for row in screen.lists[0].rows] == [problem.code for problem in problems]
        assert screen.lists[0].rows[0].cells[0] == "3:1"
        assert screen.row is not None
        assert ("Place", "factory.yaml 3:1 (line:column)") in screen.row.details
        await shell.press("enter")
        assert got == []
        await shell.press("escape")
        assert got == [None]


async def test_recovered_lists_answers_and_typing(open_shell: Open) -> None:
    from assess.filling.session import Recovered

    async with open_shell("7412") as shell:
        session = shell.session
        session.answer("land_area", session.entry("land_area").with_(value="35 亩"))
        session.draft("output_value", {"answer": {"line": "1.2 亿", "source": "", "picked": None}})
        session.recovered = Recovered(("land_area",), ("output_value",))
        screen, got = await push(shell, RecoveredScreen())
        assert [[row.cells[1:] for row in one.rows] for one in screen.lists] == [
            [("厂区用地面积", "35 亩")],
            [("工业总产值（当年价）", "1.2 亿")],
        ]
        await shell.press("right", "enter")
        assert got == ["output_value"]
