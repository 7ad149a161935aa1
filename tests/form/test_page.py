"""The page about the form shows a message as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run, run
from tests.docs.markdown import blocks
from tests.form.support import edited

__all__ = ["run"]


@pytest.mark.parametrize(("page", "lang"), [("docs/form.md", "en"), ("docs/form.zh-CN.md", "zh")])
def test_the_sample_is_what_is_printed(page: str, lang: str, run: Run, tmp_path: Path) -> None:
    (sample,) = blocks(page, "sample")
    assert run("form", "export", "form.xlsx").code == 0
    edited(
        tmp_path / "form.xlsx",
        lambda book: [
            book.put("factory.name", "甲厂"), book.put("period", 2024),
            book.put("electricity_used", 2300), book.put("electricity_used", None, "unit"),
        ],
    )  # fmt: skip
    assert run("form", "import", "form.xlsx", "--lang", lang).err == sample.text
