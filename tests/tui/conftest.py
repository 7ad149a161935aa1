"""Opening the questionnaire on a file in a folder of the test's own, and looking at its cells."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assess import Rulebook
from assess.filling.session import Session, open_session
from assess.language import Lang
from assess.tui.app import FillApp
from assess.tui.form import FormScreen

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOTS = Path(__file__).with_name("snapshots")
WRITE = "ASSESS_WRITE_SNAPSHOTS"
"""Environment variable: set it to write the snapshots anew. Look at each of them before keeping it."""

SMALL, LARGE = (80, 24), (160, 50)
SIZES = (SMALL, LARGE)
LANGS: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True)
class Shell:
    """A running questionnaire."""

    app: FillApp
    pilot: Pilot[None]

    @property
    def session(self) -> Session:
        return self.app.session

    @property
    def form(self) -> FormScreen:
        return self.app.form

    @property
    def at(self) -> str:
        """The question in the pane."""
        return self.app.form.question_id

    @property
    def remark(self) -> str:
        """The line above the keys."""
        return strips(self.app)[-2].strip()

    def say(self, key: str, **values: object) -> str:
        return self.app.words.say(key, **values)

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything is shown and saved."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def shown(self) -> str:
        return "\n".join(strips(self.app))


Open = Callable[..., AbstractAsyncContextManager[Shell]]


@pytest.fixture
def open_shell(tmp_path: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the questionnaire on a copy of an example, on given text, or on a file that is not there yet."""
    monkeypatch.setenv("COLORFGBG", "15;0")

    @asynccontextmanager
    async def open_(
        example: str | None = None,
        lang: Lang = "zh",
        size: tuple[int, int] = SMALL,
        *,
        text: str | None = None,
        schemes: Sequence[str] = ("star-changxing",),
        prepare: Callable[[Session], None] = lambda session: None,
    ) -> AsyncIterator[Shell]:
        path = tmp_path / f"{example or 'factory'}.yaml"
        if example is not None and not path.exists():
            shutil.copy(ROOT / "examples" / path.name, path)
        elif text is not None:
            path.write_text(text, encoding="utf-8")
        session = open_session(path, [rulebook.scheme(name) for name in schemes], lang)
        prepare(session)
        app = FillApp(session, lang)
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                shell = Shell(app, pilot)
                await shell.settle()
                yield shell
        finally:
            session.close()

    return open_


def strips(app: FillApp) -> list[str]:
    """The screen as lines of text, top to bottom."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


def check_snapshot(name: str, lines: Sequence[str], width: int) -> None:
    """Every line fills the screen exactly, and all of them are those that were looked at and kept."""
    assert {cell_len(line) for line in lines} == {width}
    path = SNAPSHOTS / f"{name}.txt"
    text = "\n".join(line.rstrip() for line in lines) + "\n"
    if os.environ.get(WRITE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"the screen differs from {path.name}; {WRITE}=1 writes it anew"


def both(test: Callable[..., object]) -> Callable[..., object]:
    """Run a test in both languages, at both sizes."""
    test = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")(test)
    return pytest.mark.parametrize("lang", LANGS)(test)
