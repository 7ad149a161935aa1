"""The sheets over the form: evidence, note, not applicable, a table's row; drafts of what is open in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import TextArea

from assess.submission.entry import Entry
from assess.tui.dialogs.evidence import EvidenceForm, EvidenceSheet
from assess.tui.dialogs.note import NoteSheet
from assess.tui.dialogs.paths import completions, exists
from assess.tui.dialogs.reason import ReasonSheet
from assess.tui.dialogs.row import RowSheet
from assess.tui.editors.line import AnswerLine
from tests.tui.conftest import Open, Shell, both, check_snapshot, strips

NAME = "electricity_used"


async def go(shell: Shell, question_id: str) -> None:
    shell.app.go(question_id)
    await shell.settle()


async def type_(shell: Shell, text: str) -> None:
    shell.app.post_message(events.Paste(text))
    await shell.settle()


def said(shell: Shell, line: str) -> str:
    region = shell.app.screen.query_one(f"#said-{line}").region
    return " ".join(one.strip() for one in strips(shell.app)[region.y : region.bottom])


# ---------------------------------------------------------------- evidence


async def test_evidence_is_added_changed_and_removed_and_saved_each_time(open_shell: Open, tmp_path: Path) -> None:
    (tmp_path / "证据").mkdir()
    (tmp_path / "证据" / "205-1表.pdf").write_bytes(b"")
    async with open_shell() as shell:
        await go(shell, NAME)
        await shell.press("ctrl+e")
        assert isinstance(shell.app.screen, EvidenceForm)
        await type_(shell, "证")
        assert "证据/" in shell.shown()
        await shell.press("tab")
        assert "证据/205-1表.pdf" in shell.shown()
        await shell.press("right")
        assert said(shell, "file") == shell.say("evidence.found")
        await shell.press("enter")
        await type_(shell, "2024年5月1日")
        assert said(shell, "date") == "✓ 2024 年 5 月 1 日"
        await shell.press("enter", "enter")
        assert isinstance(shell.app.screen, EvidenceSheet)
        assert shell.session.entry(NAME).evidence == ({"file": "证据/205-1表.pdf", "date": "2024-05-01"},)
        await shell.press("up", "enter", "down", "down")
        await type_(shell, "2024/3/1")
        await shell.press("ctrl+s", "insert")
        await type_(shell, "还没有的.pdf")
        assert said(shell, "file").startswith("! ")
        await shell.press("ctrl+s")
        assert shell.session.entry(NAME).evidence == (
            {"file": "证据/205-1表.pdf", "date": "2024-05-01", "valid_until": "2024-03-01"},
            {"file": "还没有的.pdf"},
        )
        await shell.press("up", "up", "up", "delete", "escape")
        assert shell.app.screen is shell.app.form
        assert shell.session.entry(NAME).evidence == ({"file": "还没有的.pdf"},)
        assert "证据 1 份" in shell.shown()
        await shell.press("ctrl+z")
        assert len(shell.session.entry(NAME).evidence) == 2


async def test_completing_a_file_stays_on_its_line(open_shell: Open, tmp_path: Path) -> None:
    for name in ("证明.pdf", "证明.pdf.bak"):
        (tmp_path / name).write_bytes(b"")
    async with open_shell() as shell:
        await go(shell, NAME)
        await shell.press("ctrl+e")
        await type_(shell, "证")
        await shell.press("tab")
        assert shell.app.focused is shell.app.screen.query_one("#line-file")
        assert said(shell, "file") == shell.say("evidence.found")
        await shell.press("tab")
        await type_(shell, "2024-05-01")
        await shell.press("ctrl+s")
        assert shell.session.entry(NAME).evidence == ({"file": "证明.pdf", "date": "2024-05-01"},)


async def test_expired_evidence_and_wrong_dates_are_said(open_shell: Open) -> None:
    async with open_shell("complete-5star") as shell:
        await go(shell, "microgrid")
        await shell.press("ctrl+e")
        await type_(shell, "a.pdf")
        await shell.press("down", "down")
        await type_(shell, "2024-03-01")
        assert "已过期" in said(shell, "valid_until")
        await shell.press("ctrl+u")
        await type_(shell, "2024-13-01")
        assert said(shell, "valid_until").startswith("✗ “2024-13-01”不是有效的日期")
        await shell.press("ctrl+u")
        await type_(shell, "2026-03-01")
        assert said(shell, "valid_until") == "✓ 2026 年 3 月 1 日"


async def test_a_file_is_needed(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, NAME)
        await shell.press("ctrl+e", "ctrl+s")
        assert said(shell, "file") == shell.say("sheet.missing")
        await shell.press("escape", "escape")
        assert shell.session.entry(NAME).empty


def test_paths_are_completed_folders_first(tmp_path: Path) -> None:
    for name in ("证据", "b夹", ".git"):
        (tmp_path / name).mkdir()
    for name in ("证明.pdf", "a证.pdf", "证据/甲.pdf", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    assert completions("", tmp_path) == ["b夹/", "证据/", "a证.pdf", "证明.pdf"]
    assert completions("证", tmp_path) == ["证据/", "证明.pdf", "a证.pdf"]
    assert completions("证据/", tmp_path) == ["证据/甲.pdf"]
    assert completions("证据\\甲", tmp_path) == ["证据/甲.pdf"]
    assert completions(".g", tmp_path) == [".git/"]
    assert completions("没有/", tmp_path) == []
    assert completions("\0", tmp_path / "\0") == []
    assert exists("证据/甲.pdf", tmp_path)
    assert not exists("证据/乙.pdf", tmp_path)
    assert not exists("\0", tmp_path)


# ---------------------------------------------------------------- note, not applicable, unverified


@both
async def test_a_note_of_several_lines(open_shell: Open, lang: Any, size: Any) -> None:
    async with open_shell(lang=lang, size=size) as shell:
        await go(shell, NAME)
        await shell.press("ctrl+n")
        await type_(shell, "第一行")
        await shell.press("enter")
        await type_(shell, "第二行")
        await shell.press("ctrl+s")
        assert shell.session.entry(NAME).note == "第一行\n第二行"
        await shell.press("ctrl+n", "escape")
        assert shell.session.entry(NAME).note == "第一行\n第二行"
        await shell.press("ctrl+n")
        shell.app.screen.query_one(TextArea).text = "  "
        await shell.settle()
        await shell.press("ctrl+s")
        assert shell.session.entry(NAME).empty


async def test_not_applicable_needs_a_reason_and_can_be_taken_back(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "waste_heat_used")
        await type_(shell, "是")
        await shell.press("ctrl+x")
        assert isinstance(shell.app.screen, ReasonSheet)
        await shell.press("enter")
        assert said(shell, "reason") == shell.say("sheet.missing")
        await type_(shell, "没有余热")
        await shell.press("enter")
        assert shell.session.entry("waste_heat_used") == Entry(not_applicable="没有余热")
        assert "– 不适用：没有余热" in shell.shown()
        await shell.press("ctrl+x")
        assert shell.session.entry("waste_heat_used") == Entry(value="是")
        await shell.press("ctrl+z")
        assert shell.session.entry("waste_heat_used").not_applicable == "没有余热"
        await type_(shell, "否")
        await shell.press("enter")
        assert shell.session.entry("waste_heat_used") == Entry(value="否")


async def test_not_applicable_is_refused_with_the_reason(open_shell: Open) -> None:
    text = "factory: {name: 甲}\nperiod: 2024\nfacts:\n  land_area: {value: 60 亩, not_applicable: 没有地}\n"
    async with open_shell(text=text) as shell:
        await go(shell, NAME)
        await shell.press("ctrl+x")
        assert shell.app.screen is shell.app.form
        assert [one.message for one in shell.app._notifications] == [shell.say("pane.no_not_applicable")]
        await go(shell, "land_area")
        await shell.press("ctrl+x")
        assert shell.session.entry("land_area") == Entry(value="60 亩")


async def test_not_verified_yet(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, NAME)
        await shell.press("ctrl+l")
        assert shell.session.entry(NAME).empty
        await type_(shell, "450万度")
        await shell.press("ctrl+l")
        assert shell.session.entry(NAME) == Entry(value="450万度", unverified=True)
        assert "? 待核实" in shell.shown()
        await shell.press("ctrl+l")
        assert shell.session.entry(NAME) == Entry(value="450万度")


async def test_lines_about_the_factory_have_no_evidence(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "factory.name")
        await shell.press("ctrl+e", "ctrl+n", "ctrl+l")
        assert shell.app.screen is shell.app.form
        assert len(shell.app._notifications) == 3


# ---------------------------------------------------------------- drafts


@pytest.mark.parametrize(
    ("name", "keys", "sheet", "part"),
    [
        (NAME, ["ctrl+e"], EvidenceForm, "evidence"),
        (NAME, ["ctrl+n"], NoteSheet, "note"),
        ("waste_heat_used", ["ctrl+x"], ReasonSheet, "reason"),
        ("energy_carriers", ["insert"], RowSheet, "row"),
    ],
)
async def test_what_is_open_in_a_sheet_is_a_draft(
    open_shell: Open, name: str, keys: list[str], sheet: type, part: str
) -> None:
    async with open_shell() as shell:
        await go(shell, name)
        await shell.press(*keys)
        await type_(shell, "打了一半")
        draft = shell.session.draft_of(name)
        assert draft is not None
        assert "打了一半" in str(draft[part])
        # as after a kill: the sheet is gone, the draft is there
        while len(shell.app.screen_stack) > 2:
            shell.app.pop_screen()
        await go(shell, "factory.name")
        await go(shell, name)
        assert shell.say(f"pane.restored.{part}")[:8] in shell.shown()
        await shell.press(*keys)
        assert isinstance(shell.app.screen, sheet)
        assert "打了一半" in shell.shown()
        assert shell.say("sheet.restored") in shell.shown()
        await shell.press("escape")
        assert shell.session.draft_of(name) is None


async def test_escape_on_the_question_drops_a_sheets_draft(open_shell: Open) -> None:
    async with open_shell() as shell:
        shell.session.draft(NAME, {"note": {"text": "x"}})
        await go(shell, NAME)
        await shell.press("escape")
        assert shell.session.draft_of(NAME) is None
        await shell.press("ctrl+n")
        assert shell.app.screen.query_one(TextArea).text == ""


# ---------------------------------------------------------------- rows


async def test_a_row_says_its_unit_its_reading_and_what_it_comes_to(open_shell: Open) -> None:
    async with open_shell() as shell:
        await go(shell, "energy_carriers")
        await shell.press("insert")
        assert said(shell, "amount") == "先选能源品种"
        await type_(shell, "天然")
        await shell.press("down", "up", "enter")
        assert "消费量 · 单位要写，例如 2.1万m³" in shell.shown()
        await type_(shell, "42")
        assert said(shell, "amount").startswith("✗ “42”没有写单位")
        assert "消费量 · 单位要写，例如 2.1万m³" in shell.shown()
        await type_(shell, "万m3")
        assert said(shell, "amount") == "✓ 42万m3 → 420 千m3"
        assert "缺系数" in shell.shown()
        await shell.press("enter", "enter")
        await type_(shell, "1.2143")
        assert said(shell, "own_coal_factor").startswith("✗ “1.2143”没有写单位")
        await type_(shell, " kgce/m3")
        assert "510.01 tce" in shell.shown()
        await shell.press("ctrl+s")
        assert shell.session.entry("energy_carriers").value == [
            {"carrier": "natural_gas", "amount": "42万m3", "own_coal_factor": "1.2143 kgce/m3"}
        ]


async def test_a_row_keeps_what_no_column_takes_in_sight_until_it_is_saved(open_shell: Open) -> None:
    text = (
        "factory: {name: 甲}\nperiod: 2024\nfacts:\n  energy_carriers:\n"
        "    - {carrier: 柴油, amount: 28 吨, 备注: 叉车}\n"
    )
    async with open_shell(text=text) as shell:
        await go(shell, "energy_carriers")
        await shell.press("enter")
        assert "备注: 叉车" in shell.shown()
        await shell.press("ctrl+s")
        assert shell.session.entry("energy_carriers").value == [{"carrier": "diesel", "amount": "28 吨"}]


@both
async def test_pictures_of_the_sheets(open_shell: Open, lang: Any, size: Any) -> None:
    async with open_shell("complete-5star", lang=lang, size=size) as shell:
        found: list[str] = []

        def picture(name: str) -> None:
            found.append(f"{'═' * 8} {name} ".ljust(size[0], "═"))
            found.extend(strips(shell.app)[size[1] - 18 :])
            for line in shell.app.screen.query(AnswerLine):
                assert line.region.right == size[0]

        await go(shell, "energy_carriers")
        await shell.press("enter")
        picture("row")
        await shell.press("escape", "ctrl+e")
        picture("evidence")
        await shell.press("enter")
        picture("one piece of evidence")
        await shell.press("escape", "escape", "ctrl+n")
        picture("note")
        await shell.press("escape")
        await go(shell, "waste_heat_used")
        await shell.press("ctrl+x")
        picture("reason")
        check_snapshot(f"sheets-{lang}-{size[0]}", found, size[0])
