"""Entries: what stands in the file for a question, there and back; numbers as typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import Rulebook, yamlio
from assess.submission.entry import Entry, entry_of, raw_of
from assess.submission.load import read_submission
from assess.submission.raw import as_typed, cleaned, number, same, with_numbers
from tests.strategies import value_of
from tests.submission.documents import raws
from tests.support import document


@given(raws())
def test_reading_what_was_written_gives_the_same_entry(raw: Any) -> None:
    once = raw_of(entry_of(raw))
    assert same(raw_of(entry_of(once)), once)


@pytest.mark.parametrize(
    ("raw", "entry", "back"),
    [
        (None, Entry(), None),
        ({}, Entry(), None),
        ({"value": None, "note": None}, Entry(), None),
        ("是", Entry("是"), "是"),
        ({"value": 1}, Entry(1), 1),
        ({"value": 1, "unverified": False, "evidence": []}, Entry(1), 1),
        ({"value": 0, "note": "x"}, Entry(0, note="x"), {"value": 0, "note": "x"}),
        ({"value": False, "unverified": True}, Entry(False, unverified=True), {"value": False, "unverified": True}),
        ({"note": "n", "value": 1}, Entry(1, note="n"), {"value": 1, "note": "n"}),
        ({"not_applicable": "无"}, Entry(not_applicable="无"), {"not_applicable": "无"}),
        ({"evidence": "a.pdf"}, Entry(evidence=("a.pdf",)), {"evidence": ["a.pdf"]}),
        ({"value": 1, "odd": None}, Entry(1, others={"odd": None}), {"value": 1, "odd": None}),
        ({"odd": 1}, Entry(others={"odd": 1}), {"odd": 1}),
        ([{"x": "1"}], Entry([{"x": "1"}]), [{"x": 1}]),
        ("2024", Entry("2024"), 2024),
        ({"norm": "a.b", "correction": 0}, Entry(norm="a.b", correction=0), {"norm": "a.b", "correction": 0}),
        (
            {"correction": "2", "source": "s", "norm": "a.b"},
            Entry(norm="a.b", correction="2", source="s"),
            {"norm": "a.b", "correction": 2, "source": "s"},
        ),
        ({"value": "012", "note": "12"}, Entry("012", note="12"), {"value": "012", "note": "12"}),
    ],
)
def test_entries(raw: Any, entry: Entry, back: Any) -> None:
    assert entry_of(raw) == entry
    assert same(raw_of(entry), back)
    assert entry.empty == (back is None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("-5", -5), ("2024", 2024), ("1.5", 1.5), ("0.50", None), ("5.", None), ("007", None), ("+1", None),
     ("1e3", None), ("0x1", None), ("1,000", None), ("-0", None), ("", None), ("1" * 16, None), ("１２", None), ("12 t", None), ("0.1234567890123", None)],
)  # fmt: skip
def test_numbers_are_numbers_where_writing_them_gives_the_same(text: str, expected: float | None) -> None:
    assert same(number(text), expected)
    assert same(with_numbers({"a": [text]}), {"a": [text if expected is None else expected]})
    located = yamlio.parse(f'a:\n- {text or "x"}\nb: "{text}"\n', "f")
    assert same(as_typed(located), {"a": [(text or "x") if expected is None else expected], "b": text})


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_any_number_has_a_form_that_reads_back(value: float) -> None:
    kept = cleaned(value)
    assert float(kept) == value
    assert same(cleaned(kept), kept)


@given(data=st.data())
def test_numbers_without_quotes_read_the_same(data: st.DataObject, rulebook: Rulebook) -> None:
    """`2024` for `"2024"`: the submission cannot tell, whatever is asked."""
    fact = rulebook.facts[data.draw(st.sampled_from(sorted(rulebook.facts)))]
    typed = data.draw(value_of(fact) | st.integers(-5, 3000).map(str) | st.sampled_from(["0.5", "12.5"]))
    for make in (
        lambda raw: document({fact.id: raw}),
        lambda raw: document(period=raw),
        lambda raw: document(region=raw),
    ):
        found = [read_submission(make(raw), "f", rulebook) for raw in (typed, with_numbers(typed))]
        (one, some), (other, more) = found
        assert one is not None
        assert other is not None
        assert [answer.value for answer in one.answers.values()] == [answer.value for answer in other.answers.values()]
        assert (one.period, one.factory) == (other.period, other.factory)
        assert [problem.code for problem in some] == [problem.code for problem in more]
