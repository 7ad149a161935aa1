"""Files made to break a parser: the fast way in leaves them to the strict one, or gives the same."""

from __future__ import annotations

import pytest

from assess import yamlio
from assess.plainyaml import plain_data
from tests.yamlio.plain_files import agrees
from tests.yamlio.test_hostile import DEEP

pytest.importorskip("yaml_rs")

LEFT = {
    "anchor and alias": "a: &x 1\nb: *x\n",
    "anchor on a mapping": "a: &x\n  b: 1\n",
    "merge key": "a: {b: 1}\nc:\n  <<: {d: 1}\n",
    "many laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "tag": "a: !!int 1\n",
    "own tag": "a: !x {b: 1}\n",
    "python object": "a: !!python/object/apply:os.system [x]\n",
    "version directive": "%YAML 1.1\n---\na: 1\n",
    "tag directive": "%TAG ! tag:x,2000:\n---\na: 1\n",
    "document start": "---\na: 1\n",
    "document end": "a: 1\n...\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "key twice": "a: 1\nb: 2\na: 3\n",
    "key twice below": "a:\n  b: 1\n  b: 2\n",
    "key twice in a row": "a: {b: 1, b: 2}\n",
    "key twice in a row of a list": "a: [{b: 1, b: 2}]\n",
    "key twice in an item": "a:\n- b: 1\n  b: 2\n",
    "key that is a number": "1: a\n",
    "key that is nothing": "~: a\n",
    "key that is a switch": "true: a\n",
    "key that is a list": "[a]: b\n",
    "key that is a mapping": "{a: b}: c\n",
    "key in quotes": "'a': 1\n",
    "key without a name": ": 1\n",
    "explicit key": "? a\n: 1\n",
    "folded text": "a: >\n  b\n  c\n",
    "text with its line breaks": "a: |\n  b\n",
    "quoted text that goes on below": "a: 'b\n  c'\n",
    "list that goes on below": "a: [b,\n  c]\n",
    "tab before a key": "a:\n\tb: 1\n",
    "tab behind a colon": "a:\tb\n",
    "carriage returns": "a: 1\r\nb: 2\r\n",
    "carriage returns alone": "a: 1\rb: 2\r",
    "next line": "a: b\x85c: d\n",
    "line separator": "a: b\u2028c: d\n",
    "byte-order mark inside": "a: 1\n\ufeffb: 2\n",
    "less indented than its mapping": "  a: 1\nb: 2\n",
    "more indented than its mapping": "a: 1\n  b: 2\n",
    "between two levels": "a:\n    b: 1\n  c: 2\n",
    "list in a mapping": "a: 1\n- b\n",
    "mapping in a list": "- a\nb: 1\n",
    "value and mapping": "a: 1\n  b: 2\n",
    "never closed": "a: [b\n",
    "closed twice": "a: [b]]\n",
    "wrongly closed": "a: [b}\n",
    "quote never closed": "a: 'b\n",
    "comment at a value": "a: [b]#c\n",
    "backslash": 'a: "\\x41"\n',
    "infinite": "a: .inf\n",
    "not a number": "a: .nan\n",
    "too large for a float": "a: 1e999\n",
    "underscores": "a: 1_000\n",
    "base two": "a: 0b1\n",
    "base sixty": "a: 1:30\n",
}
"""Never taken, however yaml-rs would read them."""


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_left_to_the_strict_parser(text: str) -> None:
    assert plain_data(text) is None
    assert not agrees(f"z: 1\n{text}")
    assert not agrees(f"{text}z: 1\n")


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_deep_is_left(text: str) -> None:
    assert plain_data(text) is None


def test_as_deep_as_is_taken() -> None:
    for depth in range(1, 40):
        for line in ("{}a:\n", "{}- a:\n", "{}-\n"):
            agrees("".join(line.format(" " * level) for level in range(depth)))
            agrees("".join(line.format("  " * level) for level in range(depth)))
        agrees("a: " + "[" * depth + "]" * depth)
        agrees("a: " + "{b: " * depth + "1" + "}" * depth)
        agrees("- " * depth + "a\n")


@pytest.mark.parametrize(
    "first", ["b", "1", "1.5", "2024-01-01", "9G", "是", "nul", "'b'", "[b]", "# b", "b # c", "-", ""]
)
@pytest.mark.parametrize("second", ["c", "1", "null", "true", "- c", "c: 1", "'c'", "# c", "[c]", "~", "c # d"])
def test_what_goes_on_below(first: str, second: str) -> None:
    for gap in ("\n", "\n\n", "\n # x\n", "\n  \n"):
        for indent in ("", " ", "    "):
            agrees(f"a: {first}{gap}{indent}{second}\n")
            agrees(f"a:\n- {first}{gap}{indent}{second}\n")
            agrees(f"a:\n  b: {first}{gap}{indent}{second}\nd: 1\n")


LARGE = {
    "many keys": "".join(f"k{number}: {number}\n" for number in range(100_000)),
    "many keys, one twice": "".join(f"k{number}: {number}\n" for number in range(50_000)) + "k7: 1\n",
    "long text": "a: " + "字" * 1_000_000 + "\n",
    "long quoted text": "a: '" + "字" * 1_000_000 + "'\n",
    "long list": "a: [" + "1, " * 200_000 + "1]\n",
    "long list, not closed": "a: [" + "1, " * 200_000 + "1\n",
    "long row": "a: {" + ", ".join(f"k{number}: x" for number in range(50_000)) + "}\n",
    "long row, not closed": "a: {" + ", ".join(f"k{number}: x" for number in range(50_000)) + "\n",
    "many rows": "a:\n" + "- {b: 1, c: [x, y]}\n" * 50_000,
    "many quotes": "a: " + "'" * 500_000 + "\n",
    "many quoted items, not closed": "a: [" + "'x', " * 100_000 + "\n",
    "many colons": "a: " + "b:" * 500_000 + "\n",
    "many blanks": "a:" + " " * 1_000_000 + "\n",
    "many blanks before a comment": "a: b" + " " * 1_000_000 + "# c\n",
    "many digits": "a: " + "9" * 1_000_000 + "\n",
    "many letters in a code": "a: 9" + "G" * 1_000_000 + "\n",
    "many dots": "a: 1" + ".1" * 500_000 + "\n",
    "long key": "a" * 1_000_000 + ": 1\n",
    "blank lines": "\n" * 1_000_000 + "a: 1\n",
    "comments": "# x\n" * 500_000 + "a: 1\n",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_texts_end(text: str) -> None:
    """Each pattern gives nothing back once taken, so that no text makes it try again and again."""
    agrees(text)


def test_every_example_of_hostile_bytes_is_decoded_first() -> None:
    for raw in (b"a: x\x00y\n", b"a: \x1b[31m\n", "a: b\x81c\n".encode()):
        with pytest.raises(yamlio.AssessError):
            plain_data(yamlio.decode(raw, "f"))
