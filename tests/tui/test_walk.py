"""The full walk: every question of the default scheme answered through the screen, from an empty file to five stars."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from assess import Rulebook, evaluate, load_submission
from assess.filling.questions import Question
from assess.filling.session import Session, open_session
from assess.submission.entry import Entry
from assess.tui.dialogs.evidence import EvidenceForm, EvidenceSheet
from assess.tui.dialogs.note import NoteSheet
from assess.tui.dialogs.reason import ReasonSheet
from assess.tui.dialogs.row import RowSheet
from assess.tui.editors.line import AnswerLine
from tests.tui.conftest import LARGE, ROOT, SMALL, Open, Shell

PATIENCE = 20_000
"""How often to look before something counts as stuck."""
EXAMPLE = ROOT / "examples" / "complete-5star.yaml"


class Person:
    """Types and picks what stands in the example, the way somebody at the keyboard would; waits only for other windows."""

    def __init__(self, shell: Shell, *, extras: bool) -> None:
        self.shell, self.extras = shell, extras
        self.picked = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.shell.app.post_message(events.Key(key, key if len(key) == 1 else None))

    def type(self, text: object) -> None:
        """What an input method hands over, in one piece."""
        self.shell.app.post_message(events.Paste(str(text)))

    async def until(self, seen: Callable[[], bool]) -> None:
        """Wait until the screen has come so far."""
        for _ in range(PATIENCE):
            if seen():
                return
            await asyncio.sleep(0.001)
        pytest.fail(f"{self.shell.at}: {type(self.shell.app.screen).__name__}\n{self.shell.shown()}")

    async def sheet(self, kind: type[Screen[Any]] | None) -> None:
        """Wait for a sheet to take what is typed; None for the form."""
        app = self.shell.app
        await self.until(
            lambda: app.focused is not None and (app.screen is app.form if kind is None else type(app.screen) is kind)
        )

    async def lines(self, texts: Iterable[object]) -> None:
        """One line after the other, each ended by Enter, which takes the cursor to another one."""
        for text in texts:
            here = self.shell.app.focused
            self.type(text)
            self.press("enter")
            await self.until(lambda here=here: self.shell.app.focused is not here)  # type: ignore[misc]

    async def fill_in(self, question: Question, entry: Entry) -> None:
        """Note and evidence first, then the answer; Enter goes on."""
        if self.extras and entry.note is not None:
            await self.note(entry)
        if self.extras and entry.evidence:
            await self.evidence(entry)
        if entry.not_applicable is not None:
            self.press("ctrl+x")
            await self.sheet(ReasonSheet)
            self.type(entry.not_applicable)
            self.press("enter")
            await self.sheet(None)
            self.press("pagedown")
        elif entry.value is None:
            self.press("pagedown")
        elif question.kind == "table":
            await self.table(question, entry)
        elif question.kind == "benchmark":
            await self.lines((entry.value, entry.source))
        elif question.kind == "multi":
            await self.multi(entry)
        else:
            getattr(self, question.kind)(entry)

    async def note(self, entry: Entry) -> None:
        self.press("ctrl+n")
        await self.sheet(NoteSheet)
        self.type(entry.note)
        self.press("ctrl+s")
        await self.sheet(None)

    async def evidence(self, entry: Entry) -> None:
        self.press("ctrl+e")
        for number, row in enumerate(entry.evidence):
            if number:
                self.press("insert")
            await self.sheet(EvidenceForm)
            await self.lines(row.get(name, "") for name in ("file", "date", "valid_until"))
            await self.sheet(EvidenceSheet)
        self.press("escape")
        await self.sheet(None)

    async def table(self, question: Question, entry: Entry) -> None:
        assert question.fact is not None
        for row in entry.value:
            self.press("insert")
            await self.sheet(RowSheet)
            await self.lines(row.get(column.id, "") for column in question.fact.columns)
            await self.sheet(None)
        self.press("pagedown")

    def line(self, entry: Entry) -> None:
        self.type(entry.value)
        self.press("enter")

    text = year = quantity = date = line

    def yes_no(self, entry: Entry) -> None:
        """By its word, by its number, or with the arrows, in turn."""
        self.picked += 1
        yes = entry.value == "是"
        match self.picked % 4:
            case 0:
                self.type("是" if yes else "否")
            case 1:
                self.press("1" if yes else "2")
            case 2:
                self.type("①" if yes else "２")
            case _:
                self.press(*["down"] * (1 if yes else 2))
        self.press("enter")

    def choice(self, entry: Entry) -> None:
        """By a part of its name."""
        self.type(str(entry.value)[:4])
        self.press("enter")

    extent = choice

    async def multi(self, entry: Entry) -> None:
        """Each by its name or id; Enter on the last one, which is ticked by then, goes on."""
        line = self.shell.form.query_one("#line", AnswerLine)
        for one in entry.value:
            self.type(one)
            await self.until(lambda: bool(line.value))
            self.press("enter")
            await self.until(lambda: not line.value)
        self.press("enter")


@pytest.fixture
def example(tmp_path: Path, rulebook: Rulebook) -> Session:
    """The complete example, opened from a copy."""
    path = tmp_path / "example" / EXAMPLE.name
    path.parent.mkdir()
    shutil.copy(EXAMPLE, path)
    return open_session(path, [rulebook.scheme()], "zh")


def score(path: Path, rulebook: Rulebook) -> dict[str, Any]:
    """Everything that is scored: total, star, every criterion and every gate."""
    found = evaluate(rulebook.scheme(), load_submission(path, rulebook))
    criteria = {one.id: (one.status, one.share, one.points) for one in found.criteria}
    gates = {one.gate.id: one.state for one in found.gates}
    return {"total": found.total, "tier": found.tier, "criteria": criteria, "gates": gates}


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "size", "extras"), [("zh", SMALL, True), ("en", LARGE, False)])
async def test_every_question_from_an_empty_file(
    open_shell: Open,
    example: Session,
    rulebook: Rulebook,
    tmp_path: Path,
    lang: Any,
    size: tuple[int, int],
    extras: bool,
) -> None:
    entries = {question.id: example.entry(question.id) for question in example.questionnaire.questions}
    example.close()
    async with open_shell(lang=lang, size=size) as shell:
        person = Person(shell, extras=extras)
        for question in shell.session.questionnaire.questions:
            await person.until(lambda wanted=question.id: shell.at == wanted)  # type: ignore[misc]
            await person.fill_in(question, entries[question.id])
        await shell.settle()
        assert not shell.session.problems
        for name, entry in entries.items() if extras else ():
            found = shell.session.entry(name)
            assert (found.note, list(found.evidence)) == (entry.note, list(entry.evidence)), name
    found, wanted = (score(path, rulebook) for path in (tmp_path / "factory.yaml", EXAMPLE))
    assert found == wanted
    assert found["tier"].secured.stars == 5
