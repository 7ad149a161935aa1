"""`assess fill` in a pseudo-terminal: from the first key to the last, and when the terminal or the machine goes away."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assess.cli.fill import open_

pty = pytest.importorskip("pty")
PATIENCE = 60
"""Seconds of silence after which a terminal is taken for dead."""
LEFT = b"\x1b[?1049l"
"""What a program sends when it gives the screen back."""
CTRL_Q = b"\x11"


@dataclass
class Terminal:
    """A command running in a pseudo-terminal of 80 columns and 24 rows."""

    process: subprocess.Popen[bytes]
    door: int
    seen: bytearray = field(default_factory=bytearray)

    def until(self, text: bytes) -> None:
        """Read what it draws until ``text`` is there."""
        while text not in self.seen:
            assert self._read(), bytes(self.seen[-2000:])

    def press(self, keys: bytes) -> None:
        os.write(self.door, keys)

    def end(self) -> int:
        """Read until it ends; its exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        before = len(self.seen)
        if select.select([self.door], [], [], PATIENCE)[0]:
            with suppress(OSError):  # Linux says so when the other end has gone
                self.seen += os.read(self.door, 65536)
        return len(self.seen) > before


@contextmanager
def terminal(*arguments: object, **environment: str) -> Iterator[Terminal]:
    door, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assess", *map(str, arguments)],
        stdin=inside, stdout=inside, stderr=inside, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "ASSESS_LANG": "zh", **environment},
    )  # fmt: skip
    os.close(inside)
    try:
        yield Terminal(process, door)
    finally:
        process.kill()
        process.wait()
        with suppress(OSError):
            os.close(door)


def test_from_an_empty_file_to_a_saved_answer(tmp_path: Path) -> None:
    path = tmp_path / "工厂.yaml"
    with terminal("fill", path) as window:
        window.until("工厂名称".encode())
        window.press("湖州样板电机厂\r".encode())
        window.until("评价年度".encode())
        window.press(CTRL_Q)
        assert window.end() == 0
        assert LEFT in window.seen
        after = window.seen[window.seen.rindex(LEFT) :].decode()
        assert [f"assess {name} {path}" in after for name in ("fill", "score", "report")] == [True, True, True]
    assert "name: 湖州样板电机厂" in path.read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["工厂.yaml"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", None])
def test_a_stopped_machine_or_a_closed_terminal_loses_nothing(tmp_path: Path, name: str | None) -> None:
    path = tmp_path / "a.yaml"
    with terminal("fill", path) as window:
        window.until("工厂名称".encode())
        window.press("样板厂\r2031".encode())
        window.until(b"2031")
        if name != "SIGTERM":
            os.close(window.door)
        if name is not None:
            window.process.send_signal(getattr(signal, name))
        assert window.process.wait(PATIENCE) == 0
        if name == "SIGTERM":
            window.end()
            assert LEFT in window.seen
    session = open_(path, [], [], None, "zh")
    assert session.entry("factory.name").value == "样板厂"
    assert "2031" in str(session.draft_of("period"))
    session.close()


def test_a_fault_inside_gives_the_terminal_back_and_one_line(tmp_path: Path) -> None:
    path, broken = tmp_path / "a.yaml", tmp_path / "sitecustomize.py"
    broken.write_text(
        "import assess.filling.session as it\n"
        "def fault(*_): raise RuntimeError('broken inside')\n"
        "it.Session.undo = fault\n",
        encoding="utf-8",
    )
    with terminal("fill", path, PYTHONPATH=str(tmp_path)) as window:
        window.until("工厂名称".encode())
        window.press("样板厂\r".encode())
        window.until("评价年度".encode())
        window.press(b"\x1a")
        assert window.end() == 70
        after = window.seen[window.seen.rindex(LEFT) :].decode()
    assert "GF-900" in after
    assert "broken inside" in after
    assert "Traceback" not in after
    assert "name: 样板厂" in path.read_text(encoding="utf-8")
