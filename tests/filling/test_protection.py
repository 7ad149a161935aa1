"""Write-protected files and folders are said at start; everything can be looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess import AssessError
from assess.filling.opening import open_store
from assess.submission.entry import Entry
from tests.filling.conftest import TEXT, Open, beside
from tests.support import codes

CLOSED = 0o500


@pytest.fixture(params=["file", "folder"])
def protected(file: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    place = file if request.param == "file" else file.parent
    mode = place.stat().st_mode
    place.chmod(0o444 if request.param == "file" else CLOSED)
    yield file
    place.chmod(mode)


def test_protected_files_can_be_looked_at_only(start: Open, protected: Path) -> None:
    session = start()
    assert session.read_only is not None
    assert codes([session.read_only]) == ["GF-411"]
    assert session.entry("staff").value == 120
    assert session.assessment.total.high > 0
    with pytest.raises(AssessError) as caught:
        session.answer("staff", Entry(value="1"))
    assert codes(caught.value.problems) == ["GF-411"]
    session.draft("staff", {"text": "1"})
    assert session.draft_of("staff") == {"text": "1"}
    assert (session.flush(), session.saved, session.check()) == ((), "saved", False)
    session.close()
    assert protected.read_text(encoding="utf-8") == TEXT
    assert beside(protected) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_what_the_system_forbids_is_said_too(start: Open, file: Path) -> None:
    file.parent.chmod(0o555)
    try:
        assert start().read_only is not None
    finally:
        file.parent.chmod(0o755)


def test_a_lock_that_cannot_be_made_is_a_reason_too(start: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / f".{file.name}.lock").mkdir()
    session = start()
    assert session.read_only is not None
    assert codes([session.read_only]) == ["GF-411"]


def test_a_journal_that_cannot_be_read_is_a_reason_too(start: Open, file: Path) -> None:
    (file.parent / f".{file.name}.draft").mkdir()
    session = start()
    assert session.read_only is not None
    assert codes([session.read_only]) == ["GF-411"]
    assert ".draft" in session.read_only.text("en")
    session.close()
    assert beside(file) == [f".{file.name}.draft"]


def test_nothing_is_begun_in_a_protected_folder(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=CLOSED)
    with pytest.raises(AssessError) as caught:
        open_store(folder / "new.yaml", lambda: TEXT, {})
    assert codes(caught.value.problems) == ["GF-401"]
    assert list(folder.iterdir()) == []
    folder.chmod(0o700)


def test_a_folder_in_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    with pytest.raises(AssessError) as caught:
        open_store(tmp_path / "folder.yaml", lambda: TEXT, {})
    assert codes(caught.value.problems) == ["GF-102"]
    assert beside(tmp_path / "folder.yaml") == []


def test_a_closed_session_takes_no_answers(start: Open, file: Path) -> None:
    session = start()
    session.close()
    session.close()
    with pytest.raises(AssessError):
        session.answer("staff", Entry(value="1"))
    session.draft("staff", {"text": "1"})
    assert session.flush() == ()
    assert beside(file) == []
