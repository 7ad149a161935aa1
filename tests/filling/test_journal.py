"""The journal: torn lines, garbage and ageing do no harm, and it does not grow."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.filling import journal as module
from assess.filling.journal import Journal
from assess.filling.merge import Waiting
from assess.filling.replay import done_record, draft_record, put_record, replay
from assess.submission.entry import Entry
from tests.filling.conftest import Open, beside, crash

A, B = ("facts", "a"), ("facts", "b")
RECORDS = [
    put_record(A, Waiting(1, "一", None)),
    draft_record("q", {"text": "\ud83c half"}, None),
    put_record(B, Waiting(2, {"value": 2, "note": "x\ny"}, 1.5, ("ab",))),
    done_record({A: Waiting(1, "一", None)}),
    put_record(A, Waiting(3, None, "一")),
]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".f.draft", 0o640)


def test_what_is_written_is_read(journal: Journal) -> None:
    assert journal.read() == []
    assert journal.empty
    journal.append(RECORDS[:2], sync=True)
    journal.append(RECORDS[2:], sync=False)
    assert journal.path.stat().st_mode & 0o777 == 0o640
    assert Journal(journal.path).read() == RECORDS
    journal.rewrite(RECORDS[:1])
    journal.append(RECORDS[1:2], sync=True)
    assert Journal(journal.path).read() == RECORDS[:2]
    assert journal.path.stat().st_mode & 0o777 == 0o640
    journal.clear()
    assert (journal.empty, Journal(journal.path).read()) == (True, [])
    journal.remove()
    assert not journal.path.exists()


def test_replay_knows_what_waits() -> None:
    found = replay(RECORDS)
    assert found.waiting == {B: Waiting(2, {"value": 2, "note": "x\ny"}, 1.5, ("ab",)), A: Waiting(3, None, "一")}
    assert (found.drafts, found.number) == ({"q": {"text": "\ud83c half"}}, 3)
    assert replay([*RECORDS, draft_record("q", None, None)]).drafts == {}
    late = done_record({A: Waiting(1, 0, 0), B: Waiting(2, 0, 0)})
    assert list(replay([*RECORDS, late]).waiting) == [A]


@given(cut=st.integers(0, 400), junk=st.binary(max_size=30))
def test_a_torn_end_loses_only_the_last_record(cut: int, junk: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "j"
        first = Journal(path)
        first.append(RECORDS, sync=False)
        first.close()
        content = path.read_bytes()
        kept = content[:cut]
        whole = kept.count(b"\n") + (cut < len(content) and content[cut : cut + 1] == b"\n")
        path.write_bytes(kept)
        again = Journal(path)
        assert again.read() == RECORDS[:whole]
        again.append(RECORDS[:1], sync=False)
        again.close()
        assert again.read() == RECORDS[:whole] + RECORDS[:1]
        path.write_bytes(kept + junk + b"\n" + content)
        assert again.read()[-len(RECORDS) :] == RECORDS


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["put", "number", "raw", "base", "sent", "done", "draft", "payload", "file"]),
            st.recursive(
                st.none() | st.integers() | st.text(max_size=3), lambda x: st.lists(x, max_size=3), max_leaves=5
            ),
        )
        | st.integers()
        | st.none()
    )
)
def test_records_of_another_kind_are_passed_over(records: list[Any]) -> None:
    assert A in replay([*records, put_record(A, Waiting(10**9, 1, 0))]).waiting


def test_a_failed_write_hurts_no_other_line(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.append(RECORDS[:1], sync=True)
    real = os.write

    def half(handle: int, content: Any) -> int:
        real(handle, bytes(content)[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="No space"):
        journal.append(RECORDS[1:], sync=True)
    monkeypatch.undo()
    assert not journal.whole
    assert Journal(journal.path).read() == RECORDS[:1]
    journal.rewrite(RECORDS)
    assert journal.whole
    assert Journal(journal.path).read() == RECORDS


def test_it_is_written_anew_when_it_has_grown(start: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 2000)
    session = start()
    path = file.parent / f".{file.name}.draft"
    sizes = []
    for number in range(300):
        session.draft("roof", {"text": "x" * (number % 50)})
        if number % 30 == 0:
            session.answer("staff", Entry(value=str(number)))
        sizes.append(path.stat().st_size)
    assert max(sizes) < 8000
    crash(session)
    again = start()
    assert again.draft_of("roof") == {"text": "x" * 49}
    assert again.entry("staff").value == 270


def test_a_journal_that_somebody_removed_is_written_again(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.draft("roof", {"text": "x"})
    (file.parent / f".{file.name}.draft").unlink()
    session.answer("lawful", Entry(value="否"))
    crash(session)
    again = start()
    assert set(again.recovered.answers) == {"staff", "lawful"}
    assert again.recovered.drafts == ("roof",)


def test_answers_to_questions_of_another_scheme_are_replayed_too(start: Open, file: Path) -> None:
    session = start()
    session.store.put(("facts", "forced_total"), 3, None)
    session.store.keep_draft("forced_total", {"text": "4"}, None)
    crash(session)
    again = start()
    assert (again.recovered.answers, again.recovered.drafts) == ((), ())
    again.flush()
    assert "forced_total: 3" in file.read_text(encoding="utf-8")


def test_huge_drafts_stay_in_memory(start: Open, file: Path) -> None:
    session = start()
    session.draft("roof", {"text": "x" * 200_000})
    assert session.draft_of("roof") == {"text": "x" * 200_000}
    session.answer("staff", Entry(value="130"))
    assert (file.parent / f".{file.name}.draft").stat().st_size < 1000


def test_what_killed_writers_left_is_cleared_away(start: Open, file: Path) -> None:
    ours = file.with_name(f".assess-{file.name}-abc_1234.part")
    others = [
        file.with_name(name)
        for name in (f".assess-{file.name}-x-abc_1234.part", ".assess-other.yaml-abc_1234.part", f"{file.name}.part")
    ]
    for path in (ours, *others):
        path.write_bytes(b"x")
    start().close()
    assert not ours.exists()
    assert all(path.exists() for path in others)
    assert len(beside(file)) == 3
