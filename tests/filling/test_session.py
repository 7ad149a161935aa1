"""A session: answers, undo, drafts, what is shown again after the file was written; nothing grows without end."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import AssessError, Rulebook
from assess.errors import Position
from assess.filling import history, store
from assess.filling.session import Session, open_session
from assess.rulebook.scheme import CompiledScheme
from assess.submission.entry import Entry
from tests.filling.conftest import TEXT, Open, beside
from tests.strategies import value_of
from tests.support import codes


def test_an_answer_counts_at_once_and_stands_in_the_file_after_flush(start: Open, file: Path) -> None:
    session = start()
    before = session.assessment.total
    session.answer("staff", Entry(value="130"))
    session.answer("plan_in_place", Entry(value="是", note="见 #3"))
    assert session.saved == "waiting"
    assert file.read_text(encoding="utf-8") == TEXT
    assert session.assessment.total.low >= before.low
    assert session.submission.answers["staff"].value == 130.0
    assert session.flush() == ()
    assert session.saved == "saved"
    expected = TEXT.replace("staff: 120", "staff: 130")
    changed = file.read_text(encoding="utf-8")
    assert "  plan_in_place: {value: 是, note: '见 #3'}\n" in changed
    assert changed.replace("  plan_in_place: {value: 是, note: '见 #3'}\n", "") == expected


def test_saying_the_same_again_changes_nothing(start: Open, file: Path) -> None:
    file.write_text(TEXT.replace("staff: 120", "staff: {value: 120, note: }  # x"), encoding="utf-8")
    before = file.read_bytes()
    session = start()
    for question in session.questionnaire.questions:
        session.answer(question.id, session.entry(question.id))
    session.answer("staff", Entry(value="120"))
    session.answer("period", Entry(value="2024"))
    session.flush()
    assert file.read_bytes() == before
    assert not session.can_undo


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024", "2024"),
        ("0.5", "0.5"),
        ("12.50", "'12.50'"),
        ("0120", "'0120'"),
        ("1e3", "'1e3'"),
        ("450 万kWh", "450 万kWh"),
    ],
)
def test_numbers_stay_as_they_are_typed(start: Open, file: Path, typed: str, written: str) -> None:
    session = start()
    session.answer("solar_used", Entry(value=typed))
    session.flush()
    session.refresh()
    assert f"  solar_used: {written}\n" in file.read_text(encoding="utf-8")
    assert str(session.entry("solar_used").value) == typed


def test_codes_in_the_file_keep_their_zeros(start: Open, file: Path) -> None:
    file.write_text(TEXT.replace("region: 浙江省", "industry: 0311"), encoding="utf-8")
    session = start()
    assert session.entry("factory.industry").value == "0311"
    session.answer("factory.industry", Entry(value="0311"))
    assert session.saved == "saved"


def test_undo_and_redo_across_everything(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="1"))
    session.answer("lawful", Entry(value="否"))
    session.flush()
    session.answer("staff", Entry(value="2"))
    assert [session.undo(), session.undo(), session.undo(), session.undo()] == ["staff", "lawful", "staff", None]
    assert session.entry("staff").value == 120
    session.flush()
    assert file.read_text(encoding="utf-8") == TEXT
    assert [session.redo(), session.redo(), session.redo(), session.redo()] == ["staff", "lawful", "staff", None]
    assert (session.entry("staff").value, session.entry("lawful").value) == (2, "否")
    session.undo()
    session.answer("sales", Entry(value="1 万元"))
    assert not session.can_redo


def test_undo_of_what_somebody_else_changed_since_is_a_change_that_can_be_taken_back(start: Open, file: Path) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    session.flush()
    file.write_text(file.read_text(encoding="utf-8").replace("staff: 130", "staff: 140"), encoding="utf-8")
    session.flush()
    session.refresh()
    assert session.entry("staff").value == 140
    assert session.undo() == "staff"
    assert session.entry("staff").value == 120
    assert session.redo() == "staff"
    assert session.entry("staff").value == 140


def test_undo_skips_what_stands_there_already(start: Open, file: Path) -> None:
    session = start()
    session.answer("lawful", Entry(value="否"))
    session.answer("staff", Entry(value="130"))
    session.flush()
    file.write_text(file.read_text(encoding="utf-8").replace("staff: 130", "staff: 120"), encoding="utf-8")
    session.flush()
    session.refresh()
    assert session.undo() == "lawful"
    assert session.undo() is None


def test_wrong_answers_stand_in_the_file_with_their_message(start: Open, file: Path) -> None:
    session = start()
    reading = session.answer("staff", Entry(value="viele"))
    assert codes(reading.problems) == ["GF-304"]
    session.flush()
    session.refresh()
    assert "  staff: viele\n" in file.read_text(encoding="utf-8")
    assert session.state("staff") == "wrong"
    assert codes(session.problems["staff"]) == ["GF-304"]


def test_a_file_with_errors_opens(start: Open, file: Path) -> None:
    file.write_text(
        TEXT.replace("staff: 120", "staff: viele\n  nonsense: 1").replace("period: 2024", "period: x"), encoding="utf-8"
    )
    session = start()
    assert codes(session.problems["staff"]) == ["GF-304"]
    assert codes(session.problems["period"]) == ["GF-316"]
    assert codes(session.file_problems) == ["GF-302"]
    session.answer("period", Entry(value="2024"))
    assert "period" not in session.problems
    session.flush()
    assert "  nonsense: 1\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["", "a: [\n", "- 1\n", "just text\n", "a: 1\na: 2\n", "a: &x 1\n", "# nur\n"])
def test_what_has_no_shape_does_not_open_and_is_left_alone(start: Open, file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    if not content:  # nothing at all is a file to begin
        assert start().saved == "saved"
        return
    with pytest.raises(AssessError):
        start()
    assert file.read_text(encoding="utf-8") == content
    assert beside(file) == []


def test_any_text_can_be_typed(start: Open, file: Path) -> None:
    session = start()
    for typed in (
        "a: b",
        "# x",
        "x\x07\x7f\u2028\ufeff\x00",
        "\ud800 half",
        "多行\n第二行\n",
        "🏭",
        "- [",
        "'",
        '"',
        "null",
        "!x",
        " ",
    ):
        session.read("factory.note", Entry(value=typed))
        session.answer("factory.note", Entry(value=typed))
        session.flush()
        session.refresh()
        assert session.entry("factory.note").value == typed.replace("\ud800", "?")
    assert session.saved == "saved"


def test_far_too_long_a_text_is_refused(start: Open) -> None:
    session = start()
    with pytest.raises(AssessError) as caught:
        session.answer("factory.note", Entry(value="x" * (store.LONGEST + 1)))
    assert codes(caught.value.problems) == ["GF-418"]
    assert (session.entry("factory.note").empty, session.saved, session.can_undo) == (True, "saved", False)


def test_comparison_values_follow_the_unit_of_output(start: Open) -> None:
    session = start()
    session.answer("benchmarks.water_base", Entry(value="3 m3/t", source="通报"))
    session.answer("qualified_output", Entry(value="100 万元"))
    wrong = session.state("benchmarks.water_base")
    session.answer("qualified_output", Entry(value="100 t"))
    assert (wrong, session.state("benchmarks.water_base")) == ("wrong", "answered")


def test_drafts_live_until_they_are_answered(start: Open, file: Path) -> None:
    session = start()
    session.draft("staff", {"text": "13"})
    session.draft("staff", {"text": "130"})
    assert session.draft_of("staff") == {"text": "130"}
    session.answer("staff", Entry(value="130"))
    assert session.draft_of("staff") is None
    session.draft("roof", {"text": "x"})
    session.draft("roof", None)
    session.draft("roof", None)
    with pytest.raises(KeyError):
        session.draft("nothing", {"text": "x"})
    session.close()
    assert beside(file) == []


def test_a_draft_outlasts_a_clean_end(start: Open, file: Path) -> None:
    first = start()
    first.draft("staff", {"text": "13"})
    first.close()
    assert beside(file) == [f".{file.name}.draft"]
    second = start()
    assert second.recovered.drafts == ("staff",)
    assert (second.recovered.answers, second.recovered.file_changed) == ((), False)
    assert second.draft_of("staff") == {"text": "13"}


def test_opening_begins_a_blank_file(scheme: CompiledScheme, tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    with open_session(path, [scheme], "en") as session:
        assert (session.problems, session.file_problems, session.read_only) == ({}, (), None)
        assert session.next_open() == "factory.name"
        session.answer("factory.name", Entry(value="甲"))
        session.answer("period", Entry(value="2024"))
    assert "  name: 甲  # factory name (required)\n" in path.read_text(encoding="utf-8")
    assert beside(path) == []


def test_a_folder_that_is_not_there_is_a_slip_and_not_made(scheme: CompiledScheme, tmp_path: Path) -> None:
    with pytest.raises(AssessError) as caught:
        open_session(tmp_path / "new" / "甲.yaml", [scheme], "zh")
    assert codes(caught.value.problems) == ["GF-420"]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_begun_is_told_from_one_that_was_there(start: Open, tmp_path: Path) -> None:
    assert start(tmp_path / "neu.yaml").begun
    assert not start().begun


def test_refresh_tells_whether_anything_is_different(start: Open, file: Path) -> None:
    session = start()
    assert not session.refresh()
    session.answer("staff", Entry(value="130"))
    session.flush()
    assert not session.refresh()
    file.write_text(file.read_text(encoding="utf-8").replace("# Kopf", "# Kopf\n#"), encoding="utf-8")
    session.flush()
    assert not session.refresh()
    assert not session.refresh(places=True)
    assert session.submission.answers["staff"].position.line == 19
    file.write_text(file.read_text(encoding="utf-8").replace("证.pdf", "新证.pdf"), encoding="utf-8")
    session.flush()
    assert session.refresh()
    assert session.entry("permit_held").evidence[0]["file"] == "新证.pdf"


def test_nothing_grows_with_the_number_of_answers(start: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "STEPS", 20)
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # a thousand of them take their time
    session = start()

    def answer(times: int) -> int:
        for number in range(times):
            session.draft("staff", {"text": f"{number}"})
            session.answer("staff", Entry(value=f"{number}", note=f"{number}"))
            if number % 10 == 0:
                session.flush()
                session.refresh()
        session.flush()
        session.refresh()
        gc.collect()
        return len(gc.get_objects())

    answer(60)
    before = answer(60)
    assert answer(1000) - before < 60
    assert len(session._history._back) == 20
    assert (file.parent / f".{file.name}.draft").stat().st_size < 100_000


@settings(max_examples=25)
@given(data=st.data())
def test_what_is_shown_at_once_is_what_the_file_says_later(
    data: st.DataObject, mini: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Answers are read one by one while they are given, and all together once they stand in the file."""
    path = tmp_path_factory.mktemp("any") / "f.yaml"
    path.write_text(TEXT, encoding="utf-8")
    with open_session(path, [mini.scheme("mini")], "zh") as session:
        for _ in range(data.draw(st.integers(1, 5))):
            question = data.draw(st.sampled_from(session.questionnaire.questions))
            value = st.none() | st.sampled_from(["是", "12 t", "3 m3/t", "C3311", "浙江省", "2023", "x"])
            if question.fact is not None:
                value |= value_of(question.fact, "万元")
            note = data.draw(st.sampled_from([None, "说明"]))
            session.answer(question.id, Entry(value=data.draw(value), note=note))
        at_once = picture(session)
        session.flush()
        session.refresh()
        assert picture(session) == at_once


def picture(session: Session) -> object:
    """Everything that is known, without places in the file."""
    nowhere = Position("")
    submission = session.submission
    answers = {name: answer._replace(position=nowhere, typed="") for name, answer in submission.answers.items()}
    benchmarks = {name: one._replace(position=nowhere) for name, one in submission.benchmarks.items()}
    problems = {name: codes(found) for name, found in session.problems.items()}
    states = {question.id: session.state(question.id) for question in session.questionnaire.questions}
    head = (submission.factory, submission.period, session.assessment.total, codes(session.file_problems))
    return answers, benchmarks, problems, states, head


def test_answering_while_the_file_is_written_on_another_thread(start: Open, file: Path) -> None:
    session = start()
    over = threading.Event()
    errors: list[BaseException] = []

    def save() -> None:
        try:
            while not over.is_set():
                session.flush()
        except BaseException as error:  # noqa: BLE001  # told by the test
            errors.append(error)

    saver = threading.Thread(target=save)
    saver.start()
    for number in range(150):
        session.draft("sales", {"text": f"{number}"})
        session.answer("sales", Entry(value=f"{number} 万元"))
        assert session.entry("sales").value == f"{number} 万元"
        session.refresh(places=True)
        assert session.submission.answers["sales"].value == number
    over.set()
    saver.join()
    session.flush()
    assert (errors, session.conflicts, session.saved) == ([], (), "saved")
    assert f"  sales: {number} 万元\n" in file.read_text(encoding="utf-8")


def test_an_answer_just_given_has_no_place_until_the_file_is_read_again(start: Open) -> None:
    session = start()
    session.answer("staff", Entry(value="130"))
    assert str(session.submission.answers["staff"].position) == ""
    session.flush()
    session.refresh(places=True)
    assert session.submission.answers["staff"].position.line > 1
