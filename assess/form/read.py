"""A workbook's cells by question (openpyxl, read-only): hidden ids decide, not the order of rows, sheets or columns."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assess.errors import AssessError, Bilingual, Position, Problem, one
from assess.form.cells import SheetReader, is_mark, words
from assess.form.door import Package, open_package, unreadable
from assess.form.model import INPUTS, MARK, OPTION, Cell, Line, Row, document_keys, table_mark
from assess.form.norms import CORRECTION, NORM

_TABLE = table_mark("").removeprefix(MARK)
_OURS = frozenset({"cover", "lists", "meta"})
_SAID = ("no", "ask", "state", "help", "was")
"""Columns in which nobody answers anything."""


@dataclass
class Form:
    """Everything found in a workbook: rows by question, what is wrong, and what was passed over.

    ``orphans`` names cells of ticks and table rows whose question has no row any more.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    orphans: dict[str, str] = field(default_factory=dict)
    sheets: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)
    pictures: int = 0

    @property
    def lang(self) -> str:
        """The language in which the workbook was written."""
        return "en" if self.meta.get("lang") == "en" else "zh"


def read_form(path: Path) -> Form:
    """Read a workbook. Raises :class:`AssessError` when it is none, or none of ours; wrong cells are in ``problems``."""
    package = open_package(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            form = _read(package, str(path))
    except AssessError:
        raise
    except Exception as error:  # a damaged or hostile file can end openpyxl in any way
        why = Bilingual(f"内容损坏（{type(error).__name__}）", f"it is damaged ({type(error).__name__})")
        raise unreadable(path, why) from error
    if not form.rows:
        raise one("GF-607", Position(str(path)), file=str(path))
    return form


def _read(package: Package, file: str) -> Form:
    from openpyxl import load_workbook

    form = Form(pictures=package.pictures)
    parts = _Parts()
    book = load_workbook(io.BytesIO(package.content), read_only=True, keep_links=False)
    with zipfile.ZipFile(io.BytesIO(package.content)) as archive:
        for sheet in book.worksheets:
            form.sheets.append(str(sheet.title))
            xml = archive.read(sheet._worksheet_path)  # noqa: SLF001  # nothing public tells merged cells in this mode
            _sheet(SheetReader(sheet, xml, file, form.problems), form, parts)
    for name, row in form.rows.items():
        form.rows[name] = replace(
            row,
            cells={**row.cells, **parts.norms.get(name, {})},
            ticks=parts.ticks.get(name, {}),
            lines=tuple(parts.lines.get(name, ())),
        )
    filled = {name: [tick for tick in ticks.values() if tick.value is not None] for name, ticks in parts.ticks.items()}
    filled |= {name: [cell for line in lines for cell in line.values()] for name, lines in parts.lines.items()}
    filled |= {name: [cell for cell in line.values() if cell.value is not None] for name, line in parts.norms.items()}
    form.orphans = {name: cells[0].where for name, cells in filled.items() if cells and name not in form.rows}
    return form


@dataclass
class _Parts:
    """What belongs to a question and stands elsewhere: ticks below it, a table's lines or a norm on another sheet."""

    norms: dict[str, Line] = field(default_factory=dict)
    ticks: dict[str, dict[str, Cell]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)


def _sheet(sheet: SheetReader, form: Form, parts: _Parts) -> None:
    """Read one sheet as what its hidden keys say it is."""
    table = next((key for key in sheet.keys if key.startswith(_TABLE)), None)
    if "meta" in sheet.keys:
        form.meta |= {
            cells[0].value.removeprefix(MARK): str(cells[1].value or "")
            for _, cells in sheet.rows()
            if is_mark(cells[0].value)
        }
    elif {"id", "answer"} <= sheet.keys.keys():
        _questions(sheet, form, parts)
    elif {"id", NORM} <= sheet.keys.keys():
        _norms(sheet, parts.norms)
    elif table is not None:
        _table(sheet, parts.lines.setdefault(table.removeprefix(_TABLE), []))
    elif sheet.visible and not _OURS & sheet.keys.keys():
        form.other_sheets.append(sheet.title)


def _questions(sheet: SheetReader, form: Form, parts: _Parts) -> None:
    inputs = [key for key in sheet.keys if key != "id" and key not in _SAID]
    for number, cells in sheet.rows():
        name = sheet.name(cells)
        if name is None:
            _stray(sheet, number, cells, inputs)
        elif not is_mark(name) and sheet.whole(number, inputs):
            fact, _, option = name.partition(OPTION)
            if option:
                _tick(sheet, parts.ticks.setdefault(fact, {}), name, sheet.cell(cells, number, "answer"))
            else:
                _add(sheet, form, name, _row(sheet, number, cells))


def _row(sheet: SheetReader, number: int, cells: Any) -> Row:
    found = {key: sheet.cell(cells, number, key) for key in INPUTS}
    documents = []
    count = 1
    while document_keys(count)[0] in sheet.keys:
        file, day, until = (sheet.cell(cells, number, key) for key in document_keys(count))
        if any(cell.value is not None or cell.faulty for cell in (file, day, until)):
            documents.append((file, day, until))
        count += 1
    was = (words(cells, sheet.keys["was"]) or "") if "was" in sheet.keys else None
    ask = words(cells, sheet.keys["ask"]) if "ask" in sheet.keys else None
    return Row(found, {}, (), tuple(documents), was, ask)


def _add(sheet: SheetReader, form: Form, name: str, row: Row) -> None:
    """Keep a row; a second one for the same question must say the same."""
    first = form.rows.setdefault(name, row)
    if first.shows() != row.shows():
        sheet.problem("GF-613", row.cell("answer").where, id=name, other=first.cell("answer").where)


def _tick(sheet: SheetReader, ticks: dict[str, Cell], name: str, tick: Cell) -> None:
    first = ticks.setdefault(name.partition(OPTION)[2], tick)
    if first.value != tick.value:
        sheet.problem("GF-613", tick.where, id=name, other=first.where)


def _stray(sheet: SheetReader, number: int, cells: Any, inputs: Sequence[str]) -> None:
    """A row that we know nothing of must not hold anything that somebody wanted to say."""
    for key in inputs:
        cell = sheet.cell(cells, number, key)
        if cell.value is not None:
            sheet.problem("GF-612", cell.where, shown=str(cell.value)[:40])
            return


def _norms(sheet: SheetReader, norms: dict[str, Line]) -> None:
    inputs = (NORM, CORRECTION)
    for number, cells in sheet.rows():
        name = sheet.name(cells)
        if name is None:
            _stray(sheet, number, cells, inputs)
        elif not is_mark(name) and sheet.whole(number, inputs):
            line = {key: sheet.cell(cells, number, key) for key in inputs}
            first = norms.setdefault(name, line)
            if any(first[key].value != cell.value for key, cell in line.items()):
                sheet.problem("GF-613", line[NORM].where, id=name, other=first[NORM].where)


def _table(sheet: SheetReader, lines: list[Line]) -> None:
    columns = [key for key in sheet.keys if not key.startswith(_TABLE)]
    marks = sheet.keys[next(key for key in sheet.keys if key.startswith(_TABLE))]
    for number, cells in sheet.rows():
        if is_mark(words(cells, marks)):
            continue
        line = {key: sheet.cell(cells, number, key) for key in columns}
        if any(cell.value is not None or cell.faulty for cell in line.values()) and sheet.whole(number, columns):
            lines.append(line)
