"""Two windows on one file: the second one looks on, and says who has it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError
from assess.filling.lock import Holder, Lock
from assess.rulebook.scheme import CompiledScheme
from assess.submission.entry import Entry
from tests.filling.conftest import TEXT, Open, beside, crash
from tests.support import codes

OTHER = """
import sys
from pathlib import Path
from assess.filling.lock import Lock
print(type(Lock.take(Path(sys.argv[1]))).__name__, flush=True)
sys.stdin.read()
"""


def other_process(path: Path) -> subprocess.Popen[str]:
    """A process that tries to take a lock, says what it got and keeps it until its stdin is closed."""
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_another_process_holds_it_until_it_is_killed(tmp_path: Path) -> None:
    path = tmp_path / ".f.lock"
    with other_process(path) as process:
        assert said(process) == "Lock"
        holder = Lock.take(path)
        assert isinstance(holder, Holder)
        assert holder.pid == process.pid
        assert holder.host
        assert holder.since
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert path.exists()
    lock = Lock.take(path)
    assert isinstance(lock, Lock)
    with other_process(path) as process:
        assert said(process) == "Holder"
    assert isinstance(Lock.take(path), Holder)
    lock.release()
    lock.release()
    assert not path.exists()


@pytest.mark.parametrize("left", [b"", b"garbage", b' {"pid": "x"}', b" [1]", b'{"pid": 1, "host": "h", "since": "s"}'])
def test_a_lock_file_that_was_left_means_nothing(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / ".f.lock"
    path.write_bytes(left)
    lock = Lock.take(path)
    assert isinstance(lock, Lock)
    lock.release()


def test_who_holds_it_may_be_unreadable(tmp_path: Path) -> None:
    path = tmp_path / ".f.lock"
    lock = Lock.take(path)
    path.write_bytes(b"")
    assert Lock.take(path) == Holder()
    assert isinstance(lock, Lock)
    lock.release()


def test_a_lock_given_back_at_that_moment_is_not_taken_from_a_dead_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opened, then released and removed by its holder: the lock on the removed file must not count."""
    path = tmp_path / ".f.lock"
    first = Lock.take(path)
    assert isinstance(first, Lock)
    real = os.open

    def open_and_lose(*arguments: Any) -> int:
        handle = real(*arguments)
        first.release()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    second = Lock.take(path)
    monkeypatch.undo()
    assert isinstance(second, Lock)
    assert isinstance(Lock.take(path), Holder)
    second.release()


def test_a_file_system_without_locks_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    lock = Lock.take(tmp_path / ".f.lock")
    assert isinstance(lock, Lock)
    lock.release()


def test_the_second_window_is_read_only_and_follows_the_first(start: Open, file: Path) -> None:
    first, second = start(), start()
    assert first.read_only is None
    assert second.read_only is not None
    assert codes([second.read_only]) == ["GF-410"]
    assert str(os.getpid()) in second.read_only.text("zh")
    for act in (
        lambda: second.answer("staff", Entry(value="1")),
        lambda: second.store.put(("facts", "staff"), 1, 120),
        lambda: second.resolve({("facts", "staff"): 1}),
    ):
        with pytest.raises(AssessError) as caught:
            act()
        assert codes(caught.value.problems) == ["GF-410"]
    assert not second.can_undo
    second.draft("staff", {"text": "1"})
    first.answer("staff", Entry(value="130"))
    assert not second.check()
    first.flush()
    assert second.check()
    second.flush()
    assert second.refresh()
    assert second.entry("staff").value == 130
    file.unlink()
    second.flush()
    assert not file.exists()
    second.close()
    assert f".{file.name}.lock" in beside(file)
    first.close()
    assert beside(file) == []


def test_the_next_window_may_write_once_the_first_is_closed_or_killed(start: Open, file: Path) -> None:
    first = start()
    first.answer("staff", Entry(value="130"))
    crash(first)
    second = start()
    assert second.read_only is None
    assert second.entry("staff").value == 130
    second.close()
    assert start().read_only is None


@pytest.mark.parametrize("way", ["link", "relative", "dots", "linked folder"])
def test_other_ways_to_one_file_are_the_same_file(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    folder = file.parent
    (folder / "sub").mkdir()
    (folder / "sub" / "link.yaml").symlink_to(file)
    (folder / "sub" / "folder").symlink_to(folder, target_is_directory=True)
    monkeypatch.chdir(folder)
    path = {
        "link": folder / "sub" / "link.yaml",
        "relative": Path(file.name),
        "dots": folder / "sub" / ".." / file.name,
        "linked folder": folder / "sub" / "folder" / file.name,
    }[way]
    first = start(path)
    assert start().read_only is not None
    first.answer("staff", Entry(value="130"))
    first.close()
    assert file.read_text(encoding="utf-8") == TEXT.replace("staff: 120", "staff: 130")
    assert (folder / "sub" / "link.yaml").is_symlink()
    assert beside(file) == ["sub"]
    assert start(path).read_only is None


def test_links_in_a_circle_are_said(start: Open, tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(AssessError):
        start(tmp_path / "a")


def test_a_dangling_link_begins_the_file_it_names(start: Open, tmp_path: Path, scheme: CompiledScheme) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    start(tmp_path / "a.yaml").close()
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "b.yaml").is_file()
