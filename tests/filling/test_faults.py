"""A disk that is full or fails: the last saved file stays whole, what was typed stays here, and a later try succeeds."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError
from assess.filling.session import Session
from assess.filling.store import NotKept
from assess.submission.document import Document
from assess.submission.entry import Entry
from tests.filling.conftest import TEXT, Open, beside, crash
from tests.support import codes

CALLS = ("write", "fsync", "replace", "ftruncate", "open")


def full(*_: Any, **__: Any) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def code_of(act: Callable[[], Any]) -> list[str]:
    try:
        act()
    except AssessError as error:
        return codes(error.problems)
    return []


def expect_healed(session: Session, file: Path) -> None:
    """The disk has space again: everything arrives."""
    session.flush()
    assert session.saved == "saved"
    text = file.read_text(encoding="utf-8")
    assert "staff: 130" in text
    assert "lawful: 否" in text
    session.close()
    assert beside(file) == []


@pytest.mark.parametrize("call", ["write", "fsync", "open"])
def test_an_answer_on_a_full_disk_is_taken_and_said(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    session = start()
    before = session.assessment.total
    monkeypatch.setattr(os, call, full)
    with pytest.raises(NotKept) as caught:
        session.answer("staff", Entry(value="130"))
    assert codes(caught.value.problems) == ["GF-412"]
    assert os.strerror(errno.ENOSPC) in caught.value.problems[0].text("zh")
    assert session.saved == "failed"
    assert session.entry("staff").value == 130
    assert session.submission.answers["staff"].value == 130
    assert session.assessment.total.low >= before.low
    session.draft("roof", {"text": "x"})
    assert code_of(lambda: session.answer("lawful", Entry(value="否"))) == ["GF-412"]
    assert code_of(session.undo) == ["GF-412"]
    assert code_of(session.redo) == ["GF-412"]
    assert code_of(session.flush) == ["GF-413"]
    assert file.read_text(encoding="utf-8") == TEXT
    monkeypatch.undo()
    session.draft("roof", None)
    expect_healed(session, file)


def test_the_next_answer_brings_everything_into_the_journal(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    monkeypatch.setattr(os, "fsync", full)
    code_of(lambda: session.answer("staff", Entry(value="130")))
    session.draft("roof", {"text": "x"})
    monkeypatch.undo()
    session.answer("lawful", Entry(value="否"))
    assert session.saved == "waiting"
    crash(session)
    again = start()
    assert (again.entry("staff").value, again.entry("lawful").value) == (130, "否")
    assert again.draft_of("roof") == {"text": "x"}


@pytest.mark.parametrize("call", CALLS)
def test_a_save_that_fails_leaves_the_old_file_and_keeps_the_answers(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.answer("lawful", Entry(value="否"))
    monkeypatch.setattr(os, call, full)
    found = code_of(session.flush)
    monkeypatch.undo()
    if found:
        assert found == ["GF-413"]
        assert (file.read_text(encoding="utf-8"), session.saved) == (TEXT, "failed")
        assert [name for name in beside(file) if name.endswith(".part")] == []
    expect_healed(session, file)


@pytest.mark.parametrize("number", range(1, 20))
def test_whichever_call_fails_nothing_is_lost(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    session = start()
    count = [0]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            count[0] += 1
            return full() if count[0] == number else real(*arguments, **named)

        return call

    for name in CALLS:
        monkeypatch.setattr(os, name, failing(getattr(os, name)))
    for act in (
        lambda: session.answer("staff", Entry(value="130")),
        session.flush,
        lambda: session.answer("lawful", Entry(value="否")),
        session.flush,
    ):
        assert code_of(act) in ([], ["GF-412"], ["GF-413"])
        assert Document(file.read_text(encoding="utf-8"), "f").get(("facts", "electricity_used")) == "2300 万度"
    assert count[0] >= number
    monkeypatch.undo()
    expect_healed(session, file)


def test_close_never_fails_and_keeps_what_could_not_be_saved(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    monkeypatch.setattr(os, "replace", full)
    session.close()
    monkeypatch.undo()
    assert session.saved == "failed"
    assert file.read_text(encoding="utf-8") == TEXT
    assert beside(file) == [f".{file.name}.draft"]
    again = start()
    assert again.recovered.answers == ("staff",)
    again.close()
    assert file.read_text(encoding="utf-8") == TEXT.replace("staff: 120", "staff: 130")
    assert beside(file) == []


def test_a_folder_that_is_gone_is_made_again(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    for found in file.parent.iterdir():
        found.unlink()
    file.parent.rmdir()
    code_of(lambda: session.answer("lawful", Entry(value="否")))
    session.flush()
    assert codes(session.take_notices()) == ["GF-415"]
    expect_healed(session, file)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """64 kB of disk."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Not a byte is left on the disk."""
    stuffing = place / "stuffing"
    handle = os.open(stuffing, os.O_WRONLY | os.O_CREAT)
    with suppress(OSError):
        while True:
            os.write(handle, b"x" * 4096)
    os.close(handle)
    yield
    stuffing.unlink()


def test_a_disk_that_is_really_full(small_disk: Path, start: Open) -> None:
    path = small_disk / "f.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="")
    session = start(path)
    session.answer("grade", Entry(note="x"))
    session.flush()
    saved = path.read_text(encoding="utf-8")
    with filled(small_disk):
        found = [code_of(lambda: session.answer("staff", Entry(value="130", note="长" * 3000)))]
        found.append(code_of(lambda: session.answer("lawful", Entry(value="否", note="长" * 3000))))
        found.append(code_of(session.flush))
        assert ["GF-413"] in found
        assert path.read_text(encoding="utf-8") == saved
        assert session.entry("staff").value == 130
    session.answer("staff", Entry(value="130"))
    session.answer("lawful", Entry(value="否"))
    expect_healed(session, path)
