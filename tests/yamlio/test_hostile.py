"""Files that are broken, odd or made to do harm: the right code at the right place, and nothing else."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, yamlio
from tests.support import cases, codes, failure, where


@pytest.mark.parametrize("case", cases(__file__, "hostile.yaml"))
def test_refused_text(case: dict[str, Any]) -> None:
    problem = failure(yamlio.parse, case["text"], "f.yaml")[0]
    assert (problem.code, where(problem)) == (case["code"], tuple(case["at"]))


@pytest.mark.parametrize("case", cases(__file__, "hostile.yaml"))
def test_the_detail_of_a_syntax_error_is_chinese_too(case: dict[str, Any]) -> None:
    problem = failure(yamlio.parse, case["text"], "f.yaml")[0]
    if problem.code == "GF-109" and case["name"] != "bad directive":
        assert re.search("[\u4e00-\u9fff]", problem.values["detail"].in_("zh"))
        assert problem.values["detail"].in_("en").isascii()


def test_every_duplicate_and_tag_is_named_at_once() -> None:
    problems = failure(yamlio.parse, "a: 1\na: 2\nb: !x 3\nc: {d: 1, d: 2, [e]: 3}\n", "f.yaml")
    assert [(p.code, where(p)) for p in problems] == [
        ("GF-110", (2, 1)),
        ("GF-111", (3, 4)),
        ("GF-110", (4, 11)),
        ("GF-115", (4, 17)),
    ]
    assert "第 1 行" in problems[0].text("zh")


# ---------------------------------------------------------------- depth

DEEP = {
    "flow lists": "[" * 10_000 + "]" * 10_000,
    "flow lists never closed": "[" * 10_000,
    "flow mappings": "{a: " * 10_000 + "1" + "}" * 10_000,
    "flow lists, closers hidden in quotes": 'a: ' + '["]",' * 1_200 + "x" + "]" * 1_200,
    "flow lists, closers hidden in comments": "a: " + "[ # ]\n" * 1_200 + "x" + "]" * 1_200,
    "block lists on one line": "- " * 10_000 + "x",
    "explicit keys on one line": "? " * 10_000 + "x",
    "block lists after a carriage return": "\r" + "- " * 1_000_000 + "x",
    "block lists after a next line": "\x85" + "- " * 1_000_000 + "x",
    "block lists after a line separator": "\u2028" + "- " * 1_000_000 + "x",
    "block lists after a paragraph separator": "\u2029" + "- " * 1_000_000 + "x",
    "block mappings": "".join(" " * level + "a:\n" for level in range(2_000)),
    "block lists": "".join(" " * level + "-\n" for level in range(2_000)),
    "lists and mappings by turns": "".join(" " * (2 * level) + "- a:\n" for level in range(1_000)),
    "lists at the indentation of their keys": "".join(" " * level + "a:\n" + " " * level + "- b:\n" for level in range(0, 60, 2)),
    "block around flow": "".join(" " * level + "a:\n" for level in range(20)) + " " * 20 + "a: " + "[" * 20 + "]" * 20,
}  # fmt: skip


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_too_deep(text: str) -> None:
    problem = failure(yamlio.parse, text, "f.yaml")[0]
    assert problem.code == "GF-108"
    assert where(problem) > (0, 0)


@pytest.mark.parametrize("depth", [1, 2, yamlio.MAX_DEPTH])
@pytest.mark.parametrize("form", ["flow", "block", "dashes"])
def test_the_deepest_that_is_allowed(depth: int, form: str) -> None:
    text = {
        "flow": "[" * depth + "]" * depth,
        "block": "".join(" " * level + "a:\n" for level in range(depth)),
        "dashes": "- " * depth + "x",
    }
    found, levels = yamlio.parse(text[form], "f.yaml"), 0
    while isinstance(found, (dict, list)):
        found, levels = next(iter(found.values() if isinstance(found, dict) else found), None), levels + 1
    assert levels == depth


@pytest.mark.parametrize("text", ["[" * 33 + "]" * 33, "- " * 33 + "x", "".join(" " * n + "a:\n" for n in range(33))])
def test_one_level_deeper_is_not(text: str) -> None:
    assert yamlio.MAX_DEPTH == 32
    assert codes(failure(yamlio.parse, text, "f.yaml")) == ["GF-108"]


def test_many_brackets_are_fine_when_they_are_not_deep() -> None:
    assert len(yamlio.parse("a: [" + "[1, {b: c}]," * 5_000 + "]", "f.yaml")["a"]) == 5_000


# ---------------------------------------------------------------- size and number


def test_billion_laughs() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert codes(failure(yamlio.parse, "\n".join(lines), "f.yaml")) == ["GF-111"]


def test_ampersands_and_stars_inside_texts_are_fine() -> None:
    text = "a: R&D 投入\nb: 3*4\nc: '&x'\nd: \"*y\"\ne: AT&T & co\nf: |\n  &z *z\n"
    assert yamlio.parse(text, "f.yaml")["b"] == "3*4"


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{n}: {n}\n" for n in range(30_000)) + "k29999: 1\n" * 30_000,
        "a: [" + "1," * 150_000 + "]",
        "a: '" + "字" * 1_000_000 + "'",
        "a: &" + "x" * 1_000_000,
        "?" * 1_000_000,
        "-" * 1_000_000,
        '"' + "\\" * 999_999,
        "#" * 2_000_000,
        "\n" * 2_000_000,
        " " * 2_000_000 + "a",
        ": " * 300_000,
        "{" * 1_400,
        "a: |\n" + " x\n" * 400_000,
        "1" * 1_000_000,
        "a: " + "9" * 1_000_000,
        "a: 0x" + "f" * 1_000_000,
        "a: 1e" + "9" * 1_000_000,
    ],
    ids=lambda text: text[:12].strip() or "blank",
)
def test_large_texts_end_quickly(text: str) -> None:
    with suppress(AssessError):
        yamlio.parse(text, "f.yaml")


def test_fifty_megabytes_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.seek(50 * 1024 * 1024 - 1)
        stream.write(b"\n")
    (problem,) = failure(yamlio.load, path)
    assert problem.code == "GF-104"
    assert "50.0 MB" in problem.text("en")


def test_exactly_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "full.yaml"
    path.write_bytes(b"a: 1 #" + b"x" * (yamlio.MAX_BYTES - 6))
    assert yamlio.load(path) == {"a": 1}
    path.write_bytes(b"a: 1 #" + b"x" * (yamlio.MAX_BYTES - 5))
    assert codes(failure(yamlio.load, path)) == ["GF-104"]


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("raw", "code", "at"),
    [
        ("factory:\n  name: 长兴示例\n".encode("gbk"), "GF-105", (2, 1)),
        ("名称: 浙江\n".encode("gb18030"), "GF-105", (1, 1)),
        ("a: 1\n".encode("utf-16"), "GF-106", (1, 1)),
        ("a: 浙江\n".encode("utf-16-be"), "GF-107", (1, 1)),
        (b"\xff\xfe\xff\xff", "GF-106", (1, 1)),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01", "GF-106", (2, 1)),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "GF-106", (1, 1)),
        (b"PK\x03\x04\x14\x00\x06\x00", "GF-107", (1, 3)),
        (b"a: 1\nb: x\x00y\n", "GF-107", (2, 5)),
        ("中文: 甲\x07乙\n".encode(), "GF-107", (1, 6)),
        (b"a: \x1b[31mred\n", "GF-107", (1, 4)),
        (b"a: b\x7f\n", "GF-107", (1, 5)),
        ("a: b\x81c\n".encode(), "GF-107", (1, 5)),
        ("a: b\ufeffc\n".encode(), "GF-107", (1, 5)),
        ("a: \ufffe\n".encode(), "GF-107", (1, 4)),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, raw: bytes, code: str, at: tuple[int, int]) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(raw)
    (problem,) = failure(yamlio.load, path)
    assert (problem.code, where(problem)) == (code, at)


def test_gbk_comes_with_the_command_that_converts_it(tmp_path: Path) -> None:
    path = tmp_path / "表.yaml"
    path.write_bytes("名称: 浙江\n".encode("gbk"))
    (problem,) = failure(yamlio.load, path)
    assert f"iconv -f GB18030 -t UTF-8 '{path}'" in problem.text("zh")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends(tmp_path: Path, newline: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + f"a: 1{newline}b: 浙江{newline}".encode())
    found = yamlio.load(path)
    assert found == {"a": 1, "b": "浙江"}
    assert str(found.key_position("b")).endswith("f.yaml:2:1")


# ---------------------------------------------------------------- paths


def test_missing_file(tmp_path: Path) -> None:
    assert codes(failure(yamlio.load, tmp_path / "没有.yaml")) == ["GF-101"]


def test_folder(tmp_path: Path) -> None:
    assert codes(failure(yamlio.load, tmp_path)) == ["GF-102"]


def test_file_used_as_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a: 1", encoding="utf-8")
    assert codes(failure(yamlio.load, tmp_path / "f" / "g.yaml")) == ["GF-103"]


def test_name_too_long(tmp_path: Path) -> None:
    assert codes(failure(yamlio.load, tmp_path / ("x" * 5_000))) == ["GF-103"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text("a: 1", encoding="utf-8")
    path.chmod(0)
    assert codes(failure(yamlio.load, path)) == ["GF-103"]
