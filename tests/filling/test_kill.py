"""``kill -9`` at any moment: the file is whole, no answer that was given is lost, drafts come back."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assess.filling.session import open_session
from assess.rulebook.scheme import CompiledScheme
from assess.submission.document import Document
from tests.filling.conftest import TEXT, beside

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no kill -9"),
]
ANSWERED = ("name", "period", "lawful", "staff", "energy_carriers", "- {carrier")
UNTOUCHED = [line for line in TEXT.splitlines() if line.strip() and not line.strip().startswith(ANSWERED)]
Kill = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    """Run a child that is killed; what it had said until then."""
    command = [sys.executable, str(Path(__file__).with_name("victim.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def run(path: Path, **request: Any) -> dict[str, Any]:
            request = {
                "path": str(path),
                "number": 0,
                "half": False,
                "threaded": False,
                "after": None,
                "seed": 0,
            } | request
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            return dict(json.loads(process.stdout.readline()))

        yield run
        process.stdin.close()


def examine(path: Path, said: list[list[Any]], scheme: CompiledScheme) -> None:
    """Everything that was said to be safe is there."""
    whole = Document(path.read_text(encoding="utf-8"), str(path))
    assert [line for line in whole.text().splitlines() if line in UNTOUCHED] == UNTOUCHED
    with open_session(path, [scheme], "zh") as session:
        assert session.read_only is None
        answers = {question: entry for what, question, entry in filter(_is("answer"), said)}
        trying = {question: entry for what, question, entry in filter(_is("trying"), said[-1:])}
        for question, entry in answers.items():
            found = session.entry(question)
            assert [found.value, found.note] in [entry, *filter(None, [_read(trying.get(question))])], (question, said)
        drafts = _open_drafts(said)
        for question, payload in drafts.items():
            assert session.draft_of(question) == payload
            assert question in session.recovered.drafts
        session.flush()
        assert (session.conflicts, session.saved) == ((), "saved")
        for question in session.recovered.drafts:
            session.draft(question, None)
    assert beside(path) == []


def _is(what: str) -> Callable[[list[Any]], bool]:
    return lambda one: one[0] == what


def _read(entry: list[Any] | None) -> list[Any] | None:
    """An entry as the file gives it back."""
    if entry is None:
        return None
    value = entry[0]
    return [int(value) if isinstance(value, str) and value.isdigit() else value, entry[1]]


def _open_drafts(said: list[list[Any]]) -> dict[str, Any]:
    """Drafts that no answer has settled, nor may have settled."""
    found: dict[str, Any] = {}
    for what, *rest in said:
        if what == "draft":
            found[rest[0]] = rest[1]
        elif what in ("answer", "trying"):
            found.pop(rest[0], None)
    return found


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: a kill does not ask what the disk is made of, and syncing takes its time."""
    memory = Path("/dev/shm")  # noqa: S108  # a place, not a file
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name)


@pytest.mark.parametrize(("half", "seed"), [(False, 0), (True, 1)], ids=["before", "after"])
def test_killed_at_every_call_that_changes_the_disk(
    kill: Kill, scheme: CompiledScheme, folder: Path, seed: int, half: bool
) -> None:
    """Both runs take the same way each time, so each call is met once; "after" tears each write in the middle."""
    for number in itertools.count(1):
        path = _fresh(folder / str(number))
        result = kill(path, number=number, half=half, seed=seed)
        if result["status"] == 0:
            break
        assert result["status"] == signal.SIGKILL, result
        examine(path, result["said"], scheme)
    assert number > 100


def test_killed_while_saving_on_another_thread(kill: Kill, scheme: CompiledScheme, folder: Path) -> None:
    chance = random.Random(11)  # noqa: S311  # no secret, the same kills every time
    killed = 0
    for number in range(80):
        path = _fresh(folder / str(number))
        result = kill(path, threaded=True, seed=number, after=chance.uniform(0.0, 0.05))
        assert result["status"] in (0, signal.SIGKILL)
        killed += result["status"] != 0
        examine(path, result["said"], scheme)
    assert killed


def _fresh(folder: Path) -> Path:
    folder.mkdir()
    path = folder / "f.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path
