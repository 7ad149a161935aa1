"""The questionnaire: the first screen, the scoreboard after an answer, saving, and memory over a thousand answers.

Everything is measured on a real terminal (a pty), since Textual paints nothing when it runs without one. A process of
its own answers and notes the moments; the parent reads the terminal and notes when the first screen stopped changing.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import itertools
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from measure import ROOT, Row, in_turns, show

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from assess.filling.session import Session
    from assess.submission.entry import Entry
    from assess.tui.app import FillApp

EXAMPLE = ROOT / "examples" / "complete-5star.yaml"
COLUMNS, LINES = 120, 36
QUIET = 0.4
"""Seconds without a byte after which a screen counts as finished; a cursor blinks every half second."""
FEW, MANY = 100, 1000
Moments = dict[str, list[float]]
Note = Callable[..., None]


def rows(runs: int = 15) -> list[Row]:
    """All promises about the questionnaire."""
    return [*_first_screen(runs), *_answering(), _saving(), _memory()]


def _first_screen(runs: int) -> list[Row]:
    _until_idle("empty"), _until_idle("first")
    pairs = [(_until_idle("empty"), _until_idle("first")) for _ in range(runs)]
    floor = statistics.median(empty["idle"] for empty, _ in pairs) * 1000
    rulebook, session, idle = (
        statistics.median(first[name] for _, first in pairs) * 1000 for name in ("rulebook", "session", "idle")
    )
    detail = f"rulebook {rulebook:.0f} + session {session - rulebook:.0f} + screen {idle - session:.0f} ms"
    return [
        Row("fill, first idle screen after import", idle, 250, "ms", detail),
        Row("fill, first idle screen / empty Textual app", idle / floor, None, "×", f"floor {floor:.0f} ms"),
    ]


def _answering() -> list[Row]:
    painted, floor = _terminal("answers")["painted"], _terminal("floor")["painted"]
    median, least = statistics.median(painted) * 1000, statistics.median(floor) * 1000
    detail = f"{len(painted)} answers, 95 % within {statistics.quantiles(painted, n=20)[-1] * 1000:.0f} ms"
    return [
        Row("fill, scoreboard after an answer", median, 50, "ms", detail),
        Row("fill, scoreboard / one changed line in an empty app", median / least, None, "×", f"floor {least:.0f} ms"),
    ]


def _saving() -> Row:
    from assess.files import write

    with _session() as (session, path):
        texts = iter(range(10**6))

        def save() -> None:
            session.answer("factory.name", session.entry("factory.name").with_(value=f"工厂 {next(texts)}"))
            session.flush()

        beside, content = path.with_suffix(".copy"), path.read_bytes()
        whole, least = in_turns(50, save, lambda: write(beside, content))
    detail = f"{whole * 1000:.1f} ms, floor {least * 1000:.1f} ms"
    return Row("fill, saving one answer / writing the same bytes", whole / least, None, "×", detail)


def _memory() -> Row:
    (few,), (many,) = (_terminal("memory")[name] for name in ("few", "many"))
    return Row(f"fill, memory after {MANY} answers / after {FEW}", many / few, 1.1, "×", f"{few:.0f} → {many:.0f} MB")


# ---------------------------------------------------------------- the terminal


def _until_idle(mode: str) -> dict[str, float]:
    """Seconds from the end of the imports to each moment, and to the last byte of the first screen."""
    moments = {name: times[0] for name, times in _terminal(mode, leave=True).items()}
    return {name: moment - moments["imported"] for name, moment in moments.items()}


def _terminal(mode: str, *, leave: bool = False) -> Moments:
    """What a child notes in a terminal of its own; ``idle`` is when its first screen stopped changing.

    ``leave``: the child waits for a person, so Ctrl+Q ends it then.
    """
    screen, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    noted, notes = os.pipe()
    environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    child = subprocess.Popen(
        [sys.executable, __file__, mode, str(notes)], cwd=ROOT, env=environment,
        stdin=inner, stdout=inner, stderr=inner, pass_fds=[notes], start_new_session=True,
        # Its controlling terminal: should this process be killed, the child is hung up on.
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # no threads here
    )  # fmt: skip
    os.close(inner)
    os.close(notes)
    moments: Moments = {"idle": [_watch(screen, child, leave=leave)]}
    os.close(screen)
    with os.fdopen(noted, encoding="utf-8") as lines:
        for name, value in map(str.split, lines):
            moments.setdefault(name, []).append(float(value))
    if child.returncode:
        raise SystemExit(f"benchmarks/filling.py {mode} ended with exit code {child.returncode}")
    return moments


def _watch(screen: int, child: subprocess.Popen[bytes], *, leave: bool) -> float:
    """Read the terminal until the child ends; the moment of the first screen's last byte."""
    last = 0.0
    while child.poll() is None:
        if select.select([screen], [], [], QUIET)[0]:
            try:
                os.read(screen, 1 << 16)
            except OSError:  # the child has closed its end
                break
            last = time.monotonic() if leave or not last else last
        elif last and leave:
            leave = False
            os.write(screen, b"\x11")
    child.wait()
    return last


# ---------------------------------------------------------------- the child


def _child(mode: str, notes: int) -> None:
    """One process with a terminal: notes moments, or megabytes, as lines of a name and a value."""

    def note(name: str, value: float | None = None) -> None:
        os.write(notes, f"{name} {time.monotonic() if value is None else value}\n".encode())

    {"empty": _empty, "first": _first, "floor": _floor, "answers": _answers, "memory": _thousand}[mode](note)


def _empty(note: Note) -> None:
    from textual.app import App

    note("imported")
    App[None]().run()


def _first(note: Note) -> None:
    from assess.filling.session import open_session
    from assess.rulebook.load import load_rulebook
    from assess.tui.app import FillApp

    with _copy() as path:
        gc.disable()  # as the command line does
        note("imported")
        scheme = load_rulebook().scheme()
        note("rulebook")
        session = open_session(path, [scheme], "zh")
        note("session")
        _run(FillApp(session, "zh"))
        session.close()


def _floor(note: Note) -> None:
    """One line of an empty app, changed again and again."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Line(App[None]):
        def compose(self) -> ComposeResult:
            yield Static("0")

        def on_ready(self) -> None:
            self.run_worker(self.drive())

        async def drive(self) -> None:
            for number in range(FEW):
                start = time.monotonic()
                self.query_one(Static).update(str(number))
                await self.screen.wait_for_refresh()
                note("painted", time.monotonic() - start)
            self.exit()

    Line().run()


def _answers(note: Note) -> None:
    """Answers one after another, while the ones before are being saved; ``painted``: until the screen shows each."""

    async def drive(app: FillApp) -> None:
        for question, entry in _entries(app.session, FEW):
            app.go(question)
            await app.form.wait_for_refresh()
            start = time.monotonic()
            app.commit(question, entry)
            await app.form.wait_for_refresh()
            note("painted", time.monotonic() - start)

    _drive(drive)


def _thousand(note: Note) -> None:
    async def drive(app: FillApp) -> None:
        for number, (question, entry) in enumerate(_entries(app.session, MANY), start=1):
            app.go(question)
            app.commit(question, entry)
            await app.form.wait_for_refresh()
            if number in (FEW, MANY):
                note("few" if number == FEW else "many", _megabytes())

    _drive(drive)


def _drive(drive: Callable[[FillApp], Awaitable[None]]) -> None:
    """Run the questionnaire on a copy of the complete example and let ``drive`` answer."""
    from assess.tui.app import FillApp

    with _session() as (session, _):
        app = FillApp(session, "zh")

        async def answer(pilot: Pilot[None]) -> None:
            asyncio.get_running_loop().remove_signal_handler(signal.SIGHUP)  # end at once when hung up on
            await app.form.wait_for_refresh()
            await drive(app)
            await pilot.press("ctrl+q")

        _run(app, answer)


def _run(app: FillApp, pilot: Callable[[Pilot[None]], Awaitable[None]] | None = None) -> None:
    app.run(auto_pilot=pilot)
    if app.failure is not None:
        raise app.failure


def _entries(session: Session, count: int) -> Iterator[tuple[str, Entry]]:
    """Round and round through the figures and yes/no answers: each is doubted, and in the next round trusted again."""
    asked = [one.id for one in session.questionnaire.questions if one.kind in ("quantity", "yes_no")]
    given = itertools.cycle(name for name in asked if session.state(name) == "answered")
    for name in itertools.islice(given, count):
        entry = session.entry(name)
        yield name, entry.with_(unverified=not entry.unverified)


@contextmanager
def _session() -> Iterator[tuple[Session, Path]]:
    from assess.filling.session import open_session
    from assess.rulebook.load import load_rulebook

    with _copy() as path:
        session = open_session(path, [load_rulebook().scheme()], "zh")
        try:
            yield session, path
        finally:
            session.close()


@contextmanager
def _copy() -> Iterator[Path]:
    """The complete example in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy(EXAMPLE, folder))


def _megabytes() -> float:
    """What of this process is in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _child(sys.argv[1], int(sys.argv[2]))
    else:
        show(rows())
