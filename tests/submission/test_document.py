"""Editing a text: exactly one answer changes; every other line stays byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from assess import AssessError, Rulebook, load_rulebook, yamlio
from assess.submission import document as module
from assess.submission.blank import blank_submission
from assess.submission.document import Address, Document
from assess.submission.raw import as_text, cleaned, same
from tests.submission.documents import BY_HAND, HOSTILE, SHORT, raws, texts
from tests.support import codes

ROOT = Path(__file__).resolve().parents[2]
OUTLINE = {"facts": [["a", "aa", "b"], ["c", "cc", "d"], ["e", "f", "g"]], "benchmarks": [["x", "y"]]}
EXAMPLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.yaml"))]


def shipped() -> list[str]:
    rulebook = load_rulebook()
    schemes = ("star-changxing", "gbt36132-2018")
    return EXAMPLES + [blank_submission([rulebook.scheme(name)], lang) for name in schemes for lang in ("zh", "en")]


TEXTS = [*shipped(), BY_HAND, BY_HAND + "\n", BY_HAND.replace("\n", "\r\n"), *SHORT]


def facts(name: str) -> Address:
    return ("facts", name)


def edited(text: str, *changes: tuple[str, Any]) -> str:
    document = Document(text, "f", OUTLINE)
    for name, raw in changes:
        document.put(facts(name), raw)
    return document.text()


def addresses(rulebook: Rulebook) -> st.SearchStrategy[Address]:
    names = [*"abcdefghijkl", *list(rulebook.facts)[:40]]
    others = [("period",), ("factory", "name"), ("factory", "note"), ("factory", "region"), ("benchmarks", "x")]
    return st.sampled_from(names).map(facts) | st.sampled_from(others)


@given(data=st.data())
def test_any_answer_in_any_text_is_written_as_it_was_meant(data: st.DataObject, rulebook: Rulebook) -> None:
    document = Document(data.draw(st.sampled_from(TEXTS)), "f", OUTLINE)
    for address, raw in data.draw(st.lists(st.tuples(addresses(rulebook), raws()), min_size=1, max_size=3)):
        windows = "\r\n" in document.text()
        document.put(address, raw)  # compares everything it did not mean to change
        assert same(document.get(address), cleaned(raw))
        assert not (windows and document.text().replace("\r\n", "").count("\n"))


@given(data=st.data())
def test_lines_of_other_answers_stay_byte_for_byte(data: st.DataObject) -> None:
    """Above the answer's key nothing changes at all, and nothing from the next key's comments on."""
    text = data.draw(st.sampled_from([*TEXTS[: len(EXAMPLES) + 4], BY_HAND, BY_HAND.replace("\n", "\r\n")]))
    document = Document(text, "f", OUTLINE)
    section = data.draw(
        st.sampled_from([name for name, value in document.data.items() if isinstance(value, dict) and value])
    )
    name = data.draw(st.sampled_from(list(document.data[section])))
    old = text.splitlines(keepends=True)
    line, after = key_lines(text, section, name)
    while after > line + 1 and (not old[after - 1].strip() or old[after - 1].strip().startswith("#")):
        after -= 1
    document.put((section, name), data.draw(raws()))
    new = document.text().splitlines(keepends=True)
    assert new[:line] == old[:line]
    assert new[len(new) - len(old) + after :] == old[after:]


def key_lines(text: str, section: str, name: str) -> tuple[int, int]:
    """The line of a key and of the key after it, from 0."""
    located = yamlio.parse(text, "f")
    lines = {(one,): located.key_position(one).line - 1 for one in located}
    lines |= {(section, one): located[section].key_position(one).line - 1 for one in located[section]}
    mine = lines[section, name]
    return mine, min((line for line in lines.values() if line > mine), default=len(text.splitlines()))


@given(data=st.data())
def test_new_answers_only_add_lines(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([*EXAMPLES, BY_HAND]))
    document = Document(text, "f", OUTLINE)
    document.put(
        facts(data.draw(st.sampled_from(["aa", "cc", "zz"]))), data.draw(raws().filter(lambda raw: raw is not None))
    )
    old, new = text.splitlines(), document.text().splitlines()
    if document.data["facts"] and "facts: {}" not in text:
        rest = iter(new)
        assert all(line in rest for line in old)


@given(raw=raws())
def test_a_second_reader_agrees(raw: Any) -> None:
    """What is written means the same to another YAML 1.2 reader."""
    document = Document("period: 2024\n", "f")
    document.put(facts("a"), raw)
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)  # type: ignore[assignment]
    found = reader.load(document.text()).get("facts") or {}
    assert without_dates(found.get("a")) == cleaned(raw)


def without_dates(data: Any) -> Any:
    """Dates, and numbers in unusual notation, are texts to us and stay as they were written."""
    if isinstance(data, dict):
        return {str(key): without_dates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [without_dates(item) for item in data]
    return data if isinstance(data, bool | int | float | None) else str(data)


@given(texts())
def test_texts_come_back_as_they_were_typed(text: str) -> None:
    document = Document(BY_HAND, "f", OUTLINE)
    for address in (facts("f"), facts("zz"), ("factory", "name")):
        document.put(address, text)
        document.put(address, {"value": text, "evidence": [{"file": text}]})
        assert document.get(address)["evidence"] == [{"file": text}]


@given(st.dictionaries(st.text(max_size=3), raws(), max_size=3))
def test_plain_data_as_a_text_reads_back(data: dict[str, Any]) -> None:
    assert same(yamlio.parse(as_text(data), "f"), cleaned(data))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_changes_when_nothing_is_meant(text: str) -> None:
    document = Document(text, "f", OUTLINE)
    for section, value in dict(document.data).items():
        document.put((section,), value)
        for name, raw in value.items() if isinstance(value, dict) else ():
            document.put((section, name), raw)
    document.put(("facts", "nothing"), None)
    assert document.text() == text


def test_an_answer_goes_in_and_out_without_a_trace() -> None:
    for text in TEXTS[: len(EXAMPLES) + 4]:
        document = Document(text, "f")
        empty = [name for name, raw in (document.data["facts"] or {}).items() if raw is None][:30]
        for name in empty:
            document.put(facts(name), {"value": "450 万kWh", "note": "# x"})
            document.put(facts(name), "是")
        for name in empty:
            document.put(facts(name), None)
        assert document.text() == text


# ---------------------------------------------------------------- what it looks like

CASES = {
    "a value in line": ("a: 1   # c\n", 2, "a: 2   # c\n"),
    "an empty one": ("a:   # c\n", "是", "a: 是   # c\n"),
    "emptied": ("a: 是   # c\n", None, "a:   # c\n"),
    "one part of a short mapping": ("a: {value: 1,note: 'x'}   # c\n", {"value": 2, "note": "x"}, "a: {value: 2,note: 'x'}   # c\n"),
    "a part more": ("a: {value: 1}\n", {"value": 1, "note": "n: m"}, "a: {value: 1, note: 'n: m'}\n"),
    "the first part": ("a: {note: x}\n", {"value": 1, "note": "x"}, "a: {value: 1, note: x}\n"),
    "a part less": ("a: {value: 1, note: x, unverified: true}\n", {"note": "x"}, "a: {note: x}\n"),
    "short again": ("a: {value: 1, note: x}  # c\n", 1, "a: 1  # c\n"),
    "long with comments": (
        "a:   # c0\n    value: 1   # c1\n    # c2\n    note: x  # c3\n",
        {"value": 2},
        "# c3\n  a:   # c0\n    value: 2   # c1\n    # c2\n",
    ),
    "long made short": (
        "a:   # c0\n    value: 1   # c1\n    # c2\n    note: x  # c3\n",
        3,
        "# c1\n  # c2\n  # c3\n  a: 3   # c0\n",
    ),
    "a row changed": ("a:\n  - {x: 1}  # r\n  - {x: 2}\n", [{"x": 1}, {"x": 3}], "a:\n  - {x: 1}  # r\n  - {x: 3}\n"),
    "a cell in a long row": ("a:\n    - x: 1   # r\n      y:  2\n", [{"x": 5, "y": 2}], "a:\n    - x: 5   # r\n      y:  2\n"),
    "a row more": ("a:\n    - {x: 1}  # r\n", [{"x": 1}, {"x": 2}], "a:\n    - {x: 1}  # r\n    - {x: 2}\n"),
    "a row less": ("a:\n    - {x: 1}  # r\n    - {x: 2}\n", [{"x": 2}], "# r\n  a:\n    - {x: 2}\n"),
    "a new table": ("a:  # c\n", [{"x": 1}, {"x": "2 t"}], "a:  # c\n    - {x: 1}\n    - {x: 2 t}\n"),
    "no table any more": ("a:\n    - {x: 1}\n    - {x: 2}\n", "无", "a: 无\n"),
    "several lines": ("a: |\n    one\n    two\n", "x", "a: x\n"),
    "a text of several lines": ("a:\n", "one\ntwo", 'a: "one\\ntwo"\n'),
    "much evidence": (
        "a:\n",
        {"value": "是", "evidence": [{"file": "很长的文件名" * 9, "date": "2025-01-10"}, {"file": "b.pdf"}]},
        f"a:\n    value: 是\n    evidence:\n      - {{file: {'很长的文件名' * 9}, date: 2025-01-10}}\n      - {{file: b.pdf}}\n",
    ),
    "little evidence": ("a:\n", {"value": "是", "evidence": [{"file": "b.pdf"}]}, "a: {value: 是, evidence: [{file: b.pdf}]}\n"),
    "a choice of several": ("a: [x, y]  # c\n", ["x", "z", "w"], "a: [x, z, w]  # c\n"),
    "a table with a note": ("a:\n", {"value": [{"x": 1}], "note": "n"}, "a:\n    value:\n      - {x: 1}\n    note: n\n"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "raw", "new"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_what_an_edit_looks_like(old: str, raw: Any, new: str, end: str) -> None:
    before, after = ("facts:\n  z: 1\n  # about a\n  " + one + "  # about b\n  b: 2" for one in (old, new))
    assert edited(before.replace("\n", end), ("a", raw)) == after.replace("\n", end)


def test_new_answers_stand_with_their_topic() -> None:
    text = "facts:\n  # ── one\n  a: 1  # a\n    # still a\n\n  # ── two\n  d: 4\n\n# ── end\nperiod: 1\n"
    assert edited(text, ("aa", 2)).startswith("facts:\n  # ── one\n  a: 1  # a\n    # still a\n  aa: 2\n\n  # ── two\n")
    assert "  # ── two\n  d: 4\n  c: 3\n\n# ── end\n" in edited(text, ("c", 3))
    assert "  # ── two\n  d: 4\n  e: 5\n\n# ── end\n" in edited(text, ("e", 5))
    assert "  d: 4\n  unknown: 5\n\n# ── end\n" in edited(text, ("unknown", 5))
    assert edited(text.replace("  a: 1  # a\n    # still a\n", ""), ("b", 2)).startswith("facts:\n  b: 2\n  # ── one\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("facts:\nperiod: 1\n", "facts:\n  a: 1\nperiod: 1\n"),
        ("facts: {}  # c\nperiod: 1\n", "facts:  # c\n  a: 1\nperiod: 1\n"),
        ("facts: ~\n", "# ~\nfacts:\n  a: 1\n"),
        ("facts: words\n", "# words\nfacts:\n  a: 1\n"),
        ("facts: {b: 1}\n", "facts: {b: 1, a: 1}\n"),
        ("period: 1", "period: 1\n\nfacts:\n  a: 1"),
        ("period: 1  # c\nbenchmarks:\n", "period: 1  # c\n\nfacts:\n  a: 1\nbenchmarks:\n"),
        ("# head\nbenchmarks:\n", "# head\nfacts:\n  a: 1\nbenchmarks:\n"),
        ("{}\n", "facts:\n  a: 1\n"),
        ('{"period": 1}', '{"period": 1, facts: {a: 1}}'),
        ("---\nperiod: 1\n...\n", "---\nperiod: 1\n\nfacts:\n  a: 1\n...\n"),
    ],
)
def test_sections_that_are_missing_or_empty(old: str, new: str) -> None:
    assert edited(old, ("a", 1)) == new


def test_the_head_goes_where_it_belongs() -> None:
    document = Document("# file\nfacts:\n  a: 1\n", "f")
    document.put(("period",), 2024)
    document.put(("factory", "region"), "浙江省")
    document.put(("factory", "name"), "甲")
    assert document.text() == "# file\nfactory:\n  name: 甲\n  region: 浙江省\nperiod: 2024\nfacts:\n  a: 1\n"


@pytest.mark.parametrize("text", ["", "# only\n", "- 1\n", "text\n", "a: [\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n"])
def test_what_is_no_submission_is_refused(text: str) -> None:
    with pytest.raises(AssessError) as caught:
        Document(text, "f")
    assert codes(caught.value.problems)


def test_a_text_that_says_something_else_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("facts:\n  a: 1\n  b: 2\n", "f")
    for garbled in ("facts:\n  a: 3\n", "facts:\n  a: 3\n  b: 2.0\n", "facts: [", "facts:\n  a: '3'\n  b: 2\n"):
        monkeypatch.setattr(module.Splicer, "result", lambda self, text=garbled: text)
        with pytest.raises(AssessError) as caught:
            document.put(facts("a"), 3)
        assert codes(caught.value.problems) == ["GF-416"]
        assert document.text() == "facts:\n  a: 1\n  b: 2\n"
        assert document.get(facts("a")) == 1


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_texts_everywhere(typed: str) -> None:
    for text in (BY_HAND, BY_HAND.replace("\n", "\r\n"), SHORT[1]):
        document = Document(text, "f", OUTLINE)
        for name in "abcdefghijkl":
            document.put(facts(name), {"value": typed, "note": typed})
            document.put(facts(name), [typed, {"x": typed}])
            document.put(facts(name), typed)
            assert document.get(facts(name)) == typed


def test_blank_lines_that_belong_to_a_text_stay_with_it() -> None:
    text = "facts:\n  a: |+\n    x\n\n  d: 1\n"
    assert edited(text, ("aa", 2)) == "facts:\n  a: |+\n    x\n\n  aa: 2\n  d: 1\n"
    assert edited(text, ("a", 3), ("aa", 2)) == "facts:\n  a: 3\n  aa: 2\n  d: 1\n"
