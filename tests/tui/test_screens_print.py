"""Printing from inside: a PDF that can be read, a screen that answers all the while, and nothing left after a stop."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from pathlib import Path
from typing import Any

import pypdf
import pytest
from textual.widgets import Button, Input

from assess.filling.store import Conflict
from assess.report.job import Order
from assess.tui.screens import printer, printing
from assess.tui.screens.help import HelpScreen
from assess.tui.screens.pick import Pick
from assess.tui.screens.printer import Printed
from assess.tui.screens.printing import STEPS, PrintScreen
from assess.tui.screens.problems import ProblemsScreen
from tests.support import document
from tests.tui.conftest import Open, Shell

SMALL = document({"land_area": "35 亩"})


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that one works in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[Process]:
    """Every process that is started."""
    started: list[Process] = []
    begin = asyncio.create_subprocess_exec

    async def exec_(*arguments: Any, **options: Any) -> Process:
        started.append(await begin(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(printer.asyncio, "create_subprocess_exec", exec_)
    return started


def _contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def _instead(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """No process: a few bytes at once, and what was ordered."""
    orders: list[Order] = []

    async def print_report(order: Order, _: object) -> Printed:
        orders.append(order)
        return Printed(b"%PDF")

    monkeypatch.setattr(printing, "print_report", print_report)
    return orders


async def opened(shell: Shell) -> PrintScreen:
    await shell.press("f8")
    assert isinstance(shell.app.screen, PrintScreen)
    return shell.app.screen


async def until(shell: Shell, screen: PrintScreen, step: str) -> None:
    """Wait until printing has come so far."""
    while screen.state == "running" and screen._step < STEPS.index(step):
        await shell.pilot.pause()


async def test_a_pdf_lands_where_report_puts_it_and_can_be_read(
    open_shell: Open, here: Path, processes: list[Process]
) -> None:
    async with open_shell(text=SMALL) as shell:
        entry = shell.session.entry("factory.name").with_(value="最后改名的工厂")
        shell.session.answer("factory.name", entry)
        screen = await opened(shell)
        assert screen.query_one(Input).value == "reports/factory-star-changxing-zh.pdf"
        await shell.press("enter")
        assert screen.state == "done"
        pages = pypdf.PdfReader(here / "reports" / "factory-star-changxing-zh.pdf").pages
        shown = shell.shown()
        assert "✓ 报告已打印" in shown
        assert f"{len(pages)} 页" in shown
        assert "已有同名文件" not in shown
        assert "最后改名的工厂" in pages[0].extract_text()
        assert [one.returncode for one in processes] == [0]
        assert [path.name for path in (here / "reports").iterdir()] == ["factory-star-changxing-zh.pdf"]
        await shell.press("escape")
        assert shell.app.screen is shell.form


async def test_keys_are_answered_while_it_prints(open_shell: Open, here: Path) -> None:
    async with open_shell("complete-5star") as shell:
        screen = await opened(shell)
        await shell.pilot.press("enter")
        answered = 0
        while screen.state == "running":
            await shell.pilot.press("f1")
            answered += isinstance(shell.app.screen, HelpScreen) and screen.state == "running"
            await shell.pilot.press("escape")
            if shell.app.screen is shell.form:  # it ended in between, and Esc left the screen
                break
        await shell.settle()
        assert answered > 1
        assert screen.state == "done"
        (path,) = (here / "reports").iterdir()
        assert len(pypdf.PdfReader(path).pages) > 10


@pytest.mark.parametrize("before", [None, b"an older report"], ids=["new", "older"])
async def test_a_stop_leaves_nothing_behind(
    open_shell: Open, here: Path, processes: list[Process], before: bytes | None
) -> None:
    target = here / "out" / "a.pdf"
    if before is not None:
        target.parent.mkdir()
        target.write_bytes(before)
    async with open_shell(text=SMALL) as shell:
        screen = await opened(shell)
        screen.query_one(Input).value = str(target)
        await shell.pilot.press("enter")
        await until(shell, screen, "build")
        await shell.pilot.press("escape")
        await shell.app.workers.wait_for_complete([one for one in shell.app.workers if one.group != "print"])
        while screen.state == "running":
            await shell.pilot.pause()
        assert screen.state == "stopped"
        assert "已停止打印" in shell.shown()
        (process,) = processes
        assert process.returncode is not None
        assert process.returncode < 0
    assert _contents(here) == ([] if before is None else [before])


async def test_leaving_the_screen_stops_the_process(open_shell: Open, here: Path, processes: list[Process]) -> None:
    """The palette can leave any screen; the process must not go on unseen."""
    async with open_shell(text=SMALL) as shell:
        screen = await opened(shell)
        await shell.pilot.press("enter")
        await until(shell, screen, "build")
        shell.app.go("land_area")
        await shell.pilot.pause()
        while processes[0].returncode is None:
            await shell.pilot.pause()
        assert processes[0].returncode < 0
    assert not (here / "reports").exists()


async def test_language_and_scheme_name_the_file_until_a_person_does(
    open_shell: Open, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = _instead(monkeypatch)
    async with open_shell(text=SMALL, schemes=("star-changxing", "gbt36132-2018")) as shell:
        screen = await opened(shell)
        screen.query_one("#lang", Pick).focus()
        await shell.press("right")
        assert screen.query_one(Input).value == "reports/factory-star-changxing-en.pdf"
        await shell.press("down", "right")
        assert screen.query_one(Input).value == "reports/factory-gbt36132-2018-en.pdf"
        screen.query_one(Input).value = "给领导"
        screen.query_one("#lang", Pick).focus()
        await shell.press("left")
        assert screen.query_one(Input).value == "给领导"
        screen.query_one(Input).focus()
        await shell.press("enter")
        assert screen.state == "done"
        assert orders == [Order(str(shell.session.store.path), "gbt36132-2018", "zh")]
    assert (here / "给领导.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(
    ("target", "code"), [("file.txt/a.pdf", "GF-401"), ("../factory.yaml", "GF-405")], ids=["no folder", "input"]
)
async def test_what_goes_wrong_is_told(
    open_shell: Open, here: Path, target: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _instead(monkeypatch)
    (here / "file.txt").write_bytes(b"")
    async with open_shell(text=SMALL) as shell:
        screen = await opened(shell)
        screen.query_one(Input).value = target
        await shell.press("enter")
        assert screen.state == "failed"
        assert "✗ 没有打印成" in shell.shown()
        assert code in shell.shown()
        assert shell.session.store.path.read_text(encoding="utf-8") == SMALL


async def test_a_folder_takes_the_default_name(open_shell: Open, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(monkeypatch)
    async with open_shell(text=SMALL) as shell:
        screen = await opened(shell)
        screen.query_one(Input).value = str(here)
        await shell.press("enter")
        assert screen.state == "done"
    assert (here / "factory-star-changxing-zh.pdf").read_bytes() == b"%PDF"
    assert len(_contents(here)) == 1


async def test_a_process_that_breaks_is_told(open_shell: Open, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = here / "other" / "assess"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise RuntimeError('half installed')")
    monkeypatch.setattr(printer, "_environment", lambda: {"PYTHONPATH": str(broken.parent)})
    async with open_shell(text=SMALL) as shell:
        screen = await opened(shell)
        await shell.press("enter")
        assert screen.state == "failed"
        assert "RuntimeError: half installed" in shell.shown()
    assert not (here / "reports").exists()


async def test_wrong_entries_are_mended_first(open_shell: Open) -> None:
    async with open_shell(text=document({"land_area": "35 亩多"}), lang="en") as shell:
        screen = await opened(shell)
        assert "(1)" in shell.shown()
        assert str(screen.query_one(Button).label) == "To the first one"
        assert "Enter print" not in shell.shown()
        assert shell.say("print.keys.blocked") in shell.shown()
        await shell.press("enter")
        assert shell.app.screen is shell.form
        assert shell.at == "land_area"


async def test_an_empty_file_needs_its_name_first(open_shell: Open) -> None:
    async with open_shell() as shell:
        await opened(shell)
        await shell.press("enter")
        assert shell.at == "factory.name"


async def test_open_conflicts_are_settled_first(open_shell: Open, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_shell(text=SMALL) as shell:
        conflict = Conflict(("factory", "name"), "a", "b", "c")
        monkeypatch.setattr(type(shell.session), "conflicts", property(lambda _: (conflict,)))
        monkeypatch.setattr(type(shell.app), "changed", lambda _: None)
        screen = await opened(shell)
        await shell.press("enter")
        assert screen.state == "failed"
        assert "有 1 题" in shell.shown()
    assert not _contents(here)


async def test_unknown_keys_are_shown_instead_of_printing(open_shell: Open) -> None:
    async with open_shell(text="factory: {name: 厂}\nperiod: 2024\nextra: 1\n") as shell:
        await shell.press("escape")  # they are shown at the start, too
        await opened(shell)
        await shell.press("enter")
        assert isinstance(shell.app.screen, ProblemsScreen)
        await shell.press("escape")
        assert shell.app.screen is shell.form


async def test_a_made_up_example_is_marked(open_shell: Open) -> None:
    async with open_shell("below-2star") as shell:
        await opened(shell)
        assert shell.say("board.made_up") in shell.shown()
    async with open_shell(text=SMALL) as shell:
        await opened(shell)
        assert shell.say("board.made_up") not in shell.shown()
