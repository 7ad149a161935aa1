"""Helpers of the form's tests: workbooks written, changed as people change them, and read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from assess import Rulebook, Submission
from assess.form.export import export
from assess.form.take import Taken, take
from assess.submission.load import read_submission

KEYS = 1
"""The hidden row with the columns' keys."""


def write_form(
    path: Path, rulebook: Rulebook, text: str | None = None, *, lang: str = "zh", schemes: tuple[str, ...] = ()
) -> Path:
    """A workbook at ``path``, filled with the submission in ``text`` if there is one."""
    source = None
    if text is not None:
        source = path.with_suffix(".source.yaml")
        source.write_text(text, encoding="utf-8")
    chosen = [rulebook.scheme(name) for name in schemes] or [rulebook.scheme()]
    path.write_bytes(export(chosen, lang, source))
    return path


class Workbook:
    """A form opened the way a person's program would: by question and column, and saved again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    def columns(self, sheet: Any) -> dict[str, int]:
        return {
            str(cell.value).removeprefix("assess:"): cell.column
            for cell in sheet[KEYS]
            if str(cell.value).startswith("assess:")
        }

    def find(self, name: str, key: str = "answer") -> Any:
        """The cell of one question in the column ``key``."""
        for sheet in self.book.worksheets:
            columns = self.columns(sheet)
            for row in range(2, sheet.max_row + 1):
                if {"id", key} <= columns.keys() and sheet.cell(row, columns["id"]).value == name:
                    return sheet.cell(row, columns[key])
        raise LookupError(name)

    def table(self, fact: str) -> Any:
        """The sheet of one table."""
        return next(sheet for sheet in self.book.worksheets if sheet.cell(1, 1).value == f"assess:table={fact}")

    def put(self, name: str, value: Any, key: str = "answer", number_format: str | None = None) -> str:
        """Type a value; where it stands (``生产洁净化!E12``)."""
        cell = self.find(name, key)
        cell.value = value
        if number_format is not None:
            cell.number_format = number_format
        return f"{cell.parent.title}!{cell.coordinate}"

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def edited(path: Path, change: Callable[[Workbook], Any]) -> Any:
    """Change a workbook in place; what the change returns."""
    book = Workbook(path)
    found = change(book)
    book.save()
    return found


def taken(path: Path, rulebook: Rulebook, base: Path | None = None, lang: str = "zh") -> Taken:
    return take(path, rulebook, lang, base)


def reading(text: str, rulebook: Rulebook) -> Submission:
    found, problems = read_submission(text, "factory.yaml", rulebook)
    assert not problems, [problem.text("en") for problem in problems]
    assert found is not None
    return found


def said(submission: Submission) -> dict[str, Any]:
    """Everything a submission says, without how and where it was typed; several options have no order."""
    answers = {
        name: one._replace(
            typed="", position=None, value=frozenset(one.value) if _options(one.value) else one.value
        )._asdict()
        for name, one in submission.answers.items()
    }
    benchmarks = {name: one._replace(position=None) for name, one in submission.benchmarks.items()}
    return {
        "factory": submission.factory,
        "period": submission.period,
        "answers": answers,
        "benchmarks": benchmarks,
        "titles": [replace(one, position=None) for one in submission.titles],
    }


def _options(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
