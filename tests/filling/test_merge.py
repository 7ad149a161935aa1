"""Somebody else changes the file: noticed, merged answer by answer, never overwritten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import AssessError
from assess.filling import store
from assess.filling.merge import Waiting, differing, merge
from assess.filling.session import Session
from assess.submission.document import Document
from assess.submission.entry import Entry
from tests.filling.conftest import TEXT, Open, beside, crash
from tests.support import codes

STAFF = ("facts", "staff")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def notices(session: Session) -> list[str]:
    return codes(session.take_notices())


def test_what_only_others_changed_is_taken_with_their_comments(start: Open, file: Path) -> None:
    session = start()
    edit(file, "  lawful: 是", "  lawful:   否   # 改过")
    edit(file, "# Kopf", "# 新的说明")
    assert session.check()
    session.answer("staff", Entry(value="130"))
    assert session.flush() == ()
    assert not session.check()
    assert session.refresh()
    assert session.entry("lawful").value == "否"
    text = file.read_text(encoding="utf-8")
    assert "  lawful:   否   # 改过\n" in text
    assert text.startswith("# 新的说明")
    assert "staff: 130" in text
    (notice,) = session.take_notices()
    assert (notice.code, notice.values["count"]) == ("GF-417", 1)
    assert session.questionnaire.by_id["lawful"].ask.zh in notice.text("zh")
    assert session.take_notices() == ()


def test_looking_alone_takes_over_too(start: Open, file: Path) -> None:
    session = start()
    edit(file, "staff: 120", "staff: 121")
    session.flush()
    assert session.refresh()
    assert session.entry("staff").value == 121


def test_touching_the_file_is_no_change(start: Open, file: Path) -> None:
    session = start()
    os.utime(file, (1, 1))
    assert session.check()
    session.flush()
    assert (session.check(), session.refresh(), notices(session)) == (False, False, [])


def test_the_same_change_twice_is_none(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    edit(file, "staff: 120", "staff: 130  # ich")
    assert session.flush() == ()
    assert session.saved == "saved"
    assert "staff: 130  # ich\n" in file.read_text(encoding="utf-8")
    assert notices(session) == []


@pytest.mark.parametrize("choice", ["ours", "theirs", "third"])
def test_different_changes_wait_for_a_choice(start: Open, file: Path, choice: str) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.answer("lawful", Entry(value="否"))
    edit(file, "staff: 120", "staff: 140")
    (conflict,) = session.flush()
    assert (conflict.address, conflict.base, conflict.ours, conflict.theirs) == (STAFF, 120, 130, 140)
    session.refresh()
    assert (session.conflicts, session.saved) == ((conflict,), "waiting")
    assert session.entry("staff").value == 130
    text = file.read_text(encoding="utf-8")
    assert "staff: 140" in text
    assert "lawful: 否" in text
    raw = {"ours": conflict.ours, "theirs": conflict.theirs, "third": 150}[choice]
    session.resolve({STAFF: raw})
    assert session.conflicts == ()
    assert session.entry("staff").value == raw
    assert session.submission.answers["staff"].value == raw
    session.flush()
    assert (session.saved, f"staff: {raw}" in file.read_text(encoding="utf-8")) == ("saved", True)
    if choice != "ours":
        assert session.undo() == "staff"
        assert session.entry("staff").value == 130


@pytest.mark.parametrize("known", ["120", None])
def test_an_answer_begun_before_somebody_elses_change_waits_for_a_choice(
    start: Open, file: Path, known: str | None
) -> None:
    if known is None:
        edit(file, "  staff: 120\n", "")
    session = start()
    session.draft("staff", {"text": "13"})
    if known is None:
        edit(file, "  lawful: 是", "  lawful: 是\n  staff: 140")
    else:
        edit(file, "staff: 120", "staff: 140")
    assert session.flush() == ()
    assert session.refresh()
    session.draft("staff", {"text": "130"})
    session.answer("staff", Entry(value="130"))
    before = None if known is None else 120
    assert [(one.base, one.ours, one.theirs) for one in session.conflicts] == [(before, 130, 140)]
    (conflict,) = session.flush()
    assert (conflict.base, conflict.ours, conflict.theirs) == (before, 130, 140)
    assert "staff: 140" in file.read_text(encoding="utf-8")
    crash(session)
    assert [one.ours for one in start().conflicts] == [130]


def test_a_draft_of_a_killed_session_knows_what_it_was_begun_on(start: Open, file: Path) -> None:
    first = start()
    first.draft("staff", {"text": "13"})
    crash(first)
    edit(file, "staff: 120", "staff: 140")
    second = start()
    assert second.draft_of("staff") == {"text": "13"}
    second.answer("staff", Entry(value="130"))
    assert [(one.base, one.ours, one.theirs) for one in second.flush()] == [(120, 130, 140)]
    assert "staff: 140" in file.read_text(encoding="utf-8")


def test_a_draft_of_a_killed_session_knows_our_own_answers_since_it_was_begun(start: Open, file: Path) -> None:
    first = start()
    first.answer("staff", Entry(value="130"))
    first.draft("staff", {"text": "13"})
    first.undo()
    first.flush()
    crash(first)
    second = start()
    second.answer("staff", Entry(value="150"))
    assert second.flush() == ()
    assert "staff: 150" in file.read_text(encoding="utf-8")


def test_typing_that_was_given_up_or_begun_afterwards_is_no_conflict(start: Open, file: Path) -> None:
    session = start()
    session.draft("staff", {"text": "13"})
    edit(file, "staff: 120", "staff: 140")
    session.flush()
    session.refresh()
    session.draft("staff", None)
    session.draft("staff", {"text": "130"})
    session.answer("staff", Entry(value="130"))
    assert session.flush() == ()
    assert "staff: 130" in file.read_text(encoding="utf-8")


def test_typing_on_after_a_choice_or_an_answer_of_ones_own_is_no_conflict(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    edit(file, "staff: 120", "staff: 140")
    session.flush()
    session.draft("staff", {"text": "15"})
    session.resolve({STAFF: 140})
    session.answer("staff", Entry(value="150"))
    assert session.flush() == ()
    assert "staff: 150" in file.read_text(encoding="utf-8")


def test_what_others_added_beside_the_part_that_was_typed_stays(start: Open, file: Path) -> None:
    session = start()
    session.draft("staff", {"text": "13"})
    edit(file, "staff: 120", "staff: {value: 120, note: 年末}")
    session.flush()
    session.refresh()
    session.answer("staff", session.entry("staff").with_(value="130"))
    assert session.flush() == ()
    assert "value: 130" in (text := file.read_text(encoding="utf-8"))
    assert "note: 年末" in text


def test_a_conflict_follows_both_sides(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    edit(file, "staff: 120", "staff: 140")
    session.flush()
    session.answer("staff", Entry(value="131"))
    edit(file, "staff: 140", "staff: 141")
    (conflict,) = session.flush()
    assert (conflict.base, conflict.ours, conflict.theirs) == (120, 131, 141)
    edit(file, "staff: 141", "staff: 120")
    assert session.flush() == ()
    assert "staff: 131" in file.read_text(encoding="utf-8")


def test_answering_as_they_did_settles_a_conflict(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    edit(file, "staff: 120", "staff: 140")
    session.flush()
    session.answer("staff", Entry(value="140"))
    assert session.conflicts == ()
    assert session.flush() == ()
    assert session.saved == "saved"


def test_an_answer_taken_back_before_it_was_saved_is_no_change_of_ours(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.undo()
    edit(file, "staff: 120", "staff: 140")
    assert session.flush() == ()
    session.refresh()
    assert session.entry("staff").value == 140


def test_a_conflict_survives_a_kill(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    edit(file, "staff: 120", "staff: 140")
    session.flush()
    crash(session)
    again = start()
    assert again.recovered.answers == ("staff",)
    (conflict,) = again.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == (120, 130, 140)
    again.resolve({STAFF: 130})
    crash(again)
    last = start()
    assert last.conflicts == ()
    last.flush()
    assert "staff: 130" in file.read_text(encoding="utf-8")


def test_a_change_while_nobody_was_there_is_a_conflict_or_none(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.answer("lawful", Entry(value="否"))
    session.answer("sales", Entry(value="5 万元"))
    crash(session)
    edit(file, "staff: 120", "staff: 140")
    edit(file, "lawful: 是", "lawful: 否")
    again = start()
    assert set(again.recovered.answers) == {"staff", "sales"}
    assert again.recovered.file_changed
    assert [conflict.address for conflict in again.conflicts] == [STAFF]
    again.flush()
    text = file.read_text(encoding="utf-8")
    assert "sales: 5 万元" in text
    assert "staff: 140" in text


def test_answers_after_a_save_do_not_conflict_with_ourselves(start: Open, file: Path) -> None:
    session = start()
    session.draft("roof", {"text": "x"})  # keeps the journal from being emptied
    session.answer("staff", Entry(value="130"))
    session.flush()
    session.answer("staff", Entry(value="131"))
    crash(session)
    again = start()
    assert (again.conflicts, again.recovered.answers, again.recovered.file_changed) == ((), ("staff",), False)
    again.flush()
    assert "staff: 131" in file.read_text(encoding="utf-8")


def test_what_was_saved_is_no_business_of_the_journal_any_more(start: Open, file: Path) -> None:
    session = start()
    session.draft("roof", {"text": "x"})
    session.answer("staff", Entry(value="130"))
    session.flush()
    crash(session)
    edit(file, "staff: 130", "staff: 140")
    again = start()
    assert (again.conflicts, again.recovered.answers, again.recovered.drafts) == ((), (), ("roof",))
    assert again.recovered.file_changed


def test_a_file_that_was_removed_is_written_again(start: Open, file: Path) -> None:
    session = start()
    file.chmod(0o640)
    session.answer("staff", Entry(value="130"))
    session.flush()
    file.unlink()
    assert session.check()
    session.flush()
    assert notices(session) == ["GF-415"]
    assert file.read_text(encoding="utf-8") == TEXT.replace("staff: 120", "staff: 130")
    assert not session.check()


def test_opening_a_file_that_cannot_be_read_says_where_its_answers_are(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    whole = file.read_text(encoding="utf-8")
    file.write_text("facts: [\n", encoding="utf-8")
    session.close()
    with pytest.raises(AssessError) as caught:
        start()
    assert codes(caught.value.problems) == ["GF-109", "GF-419"]
    assert f".{file.name}.draft" in caught.value.problems[1].text("zh")
    file.write_text(whole, encoding="utf-8")
    assert start().entry("staff").value == 130
    assert file.exists()


@pytest.mark.parametrize("broken", ["facts: [\n", "- 1\n", "\ufffe", "a: 1\na: 2\n", ""])
def test_a_file_that_can_no_longer_be_read_is_never_overwritten(start: Open, file: Path, broken: str) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    file.write_text(broken, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(AssessError) as caught:
            session.flush()
        assert codes(caught.value.problems) == ["GF-414"]
        assert (session.saved, session.check()) == ("failed", False)
    assert file.read_text(encoding="utf-8") == broken
    assert session.entry("staff").value == 130
    session.close()
    assert file.read_text(encoding="utf-8") == broken
    assert beside(file) == [f".{file.name}.draft"]
    file.write_text(TEXT, encoding="utf-8")
    again = start()
    again.flush()
    assert (again.saved, again.entry("staff").value) == ("saved", 130)


def test_a_broken_file_without_answers_of_ours_is_said_once(start: Open, file: Path) -> None:
    session = start()
    file.write_text("a: [", encoding="utf-8")
    with pytest.raises(AssessError):
        session.flush()
    assert (session.flush(), session.saved) == ((), "failed")
    file.write_text(TEXT, encoding="utf-8")
    session.flush()
    assert session.saved == "saved"


def test_the_last_look_before_replacing_sees_a_change(start: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    real = os.fsync
    times = iter([True])

    def sync_and_be_overtaken(handle: int) -> None:
        real(handle)
        if next(times, False):
            edit(file, "lawful: 是", "lawful: 否")

    monkeypatch.setattr(os, "fsync", sync_and_be_overtaken)
    session.flush()
    text = file.read_text(encoding="utf-8")
    assert "lawful: 否" in text
    assert "staff: 130" in text
    assert [name for name in beside(file) if name.endswith(".part")] == []


def test_a_file_that_never_keeps_still_is_left_alone(start: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    real = os.fsync

    def sync_and_be_overtaken(handle: int) -> None:
        real(handle)
        file.write_text(file.read_text(encoding="utf-8") + "#\n", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", sync_and_be_overtaken)
    with pytest.raises(AssessError) as caught:
        session.flush()
    assert codes(caught.value.problems) == ["GF-413"]
    assert "staff: 120" in file.read_text(encoding="utf-8")


def test_a_file_that_is_just_being_written_is_waited_for(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    half, rest = TEXT.encode()[:200], TEXT.encode()[200:]
    file.write_bytes(half)
    states = iter([half + rest[:50]])
    monkeypatch.setattr(store.time, "sleep", lambda _: file.write_bytes(next(states, half + rest)))
    session.flush()
    assert file.read_text(encoding="utf-8") == TEXT.replace("staff: 120", "staff: 130")
    assert notices(session) == []


def test_an_answer_given_while_the_file_is_written_is_not_taken_for_saved(
    start: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    real = os.replace

    def replace_while_somebody_types(source: Any, target: Any) -> None:
        monkeypatch.setattr(os, "replace", real)
        session.answer("staff", Entry(value="131"))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_while_somebody_types)
    session.flush()
    assert session.saved == "waiting"
    crash(session)
    again = start()
    assert (again.entry("staff").value, again.conflicts) == (131, ())
    again.flush()
    assert "staff: 131" in file.read_text(encoding="utf-8")


# ---------------------------------------------------------------- any three sides

RAWS = st.sampled_from([None, 1, "是", {"value": 1, "note": "x"}, [{"a": 1}], "x # y"])
NAMES = ("a", "b", "c", "d")


@given(
    base=st.fixed_dictionaries(dict.fromkeys(NAMES, RAWS)),
    theirs=st.dictionaries(st.sampled_from(NAMES), RAWS),
    ours=st.dictionaries(st.sampled_from(NAMES), RAWS),
)
def test_three_sides(base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    """By address: the only change wins, the same change is one, different changes leave theirs in the file."""
    document = Document("period: 2024  # x\n", "f")
    for name, raw in (base | theirs).items():
        document.put(("facts", name), raw)
    waiting = {("facts", name): Waiting(1, raw, base[name]) for name, raw in ours.items()}
    outcome = merge(document, waiting)
    assert outcome.problems == []
    for name in NAMES:
        mine, yours = ours.get(name, base[name]), theirs.get(name, base[name])
        found, held = document.get(("facts", name)), ("facts", name) in outcome.conflicts
        if yours in (base[name], mine):
            assert (found, held) == (mine, False)
        elif mine == base[name]:
            assert (found, held) == (yours, False)
        else:
            assert (found, held) == (yours, True)


def test_differing_addresses() -> None:
    before = {"period": 1, "facts": {"a": 1, "b": {"value": 2}}, "odd": [1]}
    after = {"period": 1.0, "facts": {"b": {"value": 2}, "c": "x"}, "benchmarks": None, "odd": [1]}
    assert list(differing(before, after)) == [("period",), ("facts", "a"), ("facts", "c")]
    assert list(differing({"facts": None}, {"facts": {"a": 1}})) == [("facts", "a")]
