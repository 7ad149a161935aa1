"""The error catalogue: complete in both languages, raised with the values it needs, and documented."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.errors import Bilingual, Position, Problem
from assess.messages import CATALOG, Message
from assess.messages.__main__ import page

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"GF-\d{3}\Z")


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def needed(message: Message) -> set[str]:
    return set.union(*(places(text(lang)) for text in (message.what, message.mend) for lang in ("zh", "en")))


@pytest.mark.parametrize(("code", "message"), CATALOG.items(), ids=list(CATALOG))
def test_both_languages_say_the_same(code: str, message: Message) -> None:
    assert CODE.match(code)
    for text in (message.what, message.mend):
        assert places(text("zh")) == places(text("en"))
        assert re.search("[\u4e00-\u9fff]", text("zh"))
        english = re.sub(r"“[^”]*”|[\u4e00-\u9fff]+", "", text("en"))
        assert english.strip()
        assert text("zh").endswith(("。", "？", "”", "yaml"))
        assert text("en").endswith((".", "?", "yaml"))


def test_a_problem_reads_in_both_languages() -> None:
    values = {"key": "x", "found": "1", "expected": Bilingual("文本", "text")}
    problem = Problem("GF-204", Position("a.yaml", 3, 5), values)
    assert problem.text("zh").startswith("a.yaml:3:5: GF-204 “x”的值“1”不合要求，应为：文本。\n    → ")
    assert "expected: text" in problem.text("en")


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Every place in the code that names an error code: where, which, and the values given if they can be read off."""
    for path in sorted((ROOT / "assess").rglob("*.py")):
        if path.parent.name == "messages":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                code = node.args[0].value
                if isinstance(code, str) and CODE.match(code):
                    yield where, code, _values(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                yield where, node.value, None


def _values(call: ast.Call) -> set[str] | None:
    """Names of the values a call gives; None where they are computed."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name == "Problem":
        given = call.args[2] if len(call.args) > 2 else None
        if given is None:
            return set()
        keys = given.keys if isinstance(given, ast.Dict) else [None]
        return {key.value for key in keys} if all(isinstance(key, ast.Constant) for key in keys) else None  # type: ignore[union-attr,misc]
    if name == "one":
        return {keyword.arg for keyword in call.keywords if keyword.arg} if all(k.arg for k in call.keywords) else None
    return None


def test_every_code_raised_is_in_the_catalogue_with_its_values() -> None:
    found = list(raised())
    assert len(found) > 40
    for where, code, values in found:
        assert code in CATALOG, f"{where}: {code}"
        if values is not None:
            assert needed(CATALOG[code]) <= values, f"{where}: {code} needs {needed(CATALOG[code])}, gets {values}"


def test_every_code_in_the_catalogue_is_raised_somewhere() -> None:
    assert set(CATALOG) - {code for _, code, _ in raised()} == set()


def test_the_page_is_current() -> None:
    shipped = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert shipped == page(), "python -m assess.messages > docs/errors.md"
