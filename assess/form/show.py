"""A submission's answers as the cells that mean the same (填报内容 → 单元格): titles for ids, numbers beside their units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from assess.filling.questions import Question
from assess.form import units
from assess.form.model import MADE_UP, Cell, Line, Row, Typed
from assess.form.norms import CORRECTION, NORM, chooses_norm, label
from assess.form.texts import word
from assess.form.titles import TITLES, line
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact, Option
from assess.submission.model import Answer, OwnBenchmark, Submission
from assess.submission.quantity import fold
from assess.yamlio import LocatedMap

_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar is wrong (it has a 29 February 1900), so earlier days are written as texts."""


class Shower:
    """Cells for the questions of one submission; ``data`` is the file behind it, for what was typed in its head."""

    def __init__(self, rulebook: Rulebook, lang: str, submission: Submission | None = None, data: Any = None) -> None:
        self.rulebook, self.lang = rulebook, lang
        self.submission, self.data = submission, data

    def row(self, question: Question) -> Row:
        """The question's cells; an empty row still has its unit."""
        if question.benchmark is not None:
            own = self.submission.benchmarks.get(question.benchmark.id) if self.submission else None
            return self._benchmark(question, own)
        if question.fact is None:
            return Row({"answer": Cell(self._head(question))})
        if question.id == TITLES.id:
            return self._titles()
        answer = self.submission.answers.get(question.fact.id) if self.submission else None
        return self._fact(question, question.fact, answer)

    # ---------------------------------------------------------------- kinds of questions

    def _head(self, question: Question) -> Typed:
        if self.submission is None:
            return None
        if question.id == "period":
            return float(self.submission.period)
        if question.id == MADE_UP.id:
            return word("yes", self.lang) if self.submission.factory.made_up else None
        return _as_typed(self.data.get("factory"), question.address[-1])

    def _benchmark(self, question: Question, own: OwnBenchmark | None) -> Row:
        if own is None:
            return Row({"unit": Cell(units.preset(question, self.rulebook))})
        if own.norm is not None:
            cells = {NORM: Cell(label(self.rulebook.norms[own.norm], self.lang)), CORRECTION: Cell(own.correction)}
            unit = units.preset(question, self.rulebook)
            return Row(cells | {"unit": Cell(unit), "note": Cell(own.source or None)})
        number, unit = self._number(question, f"{own.value!r} {own.unit}")
        entry = self.data.get("benchmarks", {}).get(own.id)
        if isinstance(entry, LocatedMap) and isinstance(entry.get("value"), str | float | int):
            number, unit = self._number(question, str(entry["value"]))
        return Row({"answer": Cell(number), "unit": Cell(unit), "note": Cell(own.source)})

    def _titles(self) -> Row:
        """The titles held; ``无`` where the file says that there is none."""
        if self.submission is None:
            return Row({})
        lines = tuple(
            {
                key: Cell(_day(value) if isinstance(value, date) else value)
                for key, value in line(one, self.lang).items()
            }
            for one in self.submission.titles
        )
        said = self.data.get("titles") is not None and not lines
        return Row({"answer": Cell(word("none", self.lang) if said else None)}, lines=lines)

    def _fact(self, question: Question, fact: Fact, answer: Answer | None) -> Row:
        preset = units.preset(question, self.rulebook) if fact.kind == "quantity" else None
        if answer is None:
            return Row({"unit": Cell(preset)})
        cells: dict[str, Cell] = {
            "unit": Cell(preset),
            "not_applicable": Cell(answer.not_applicable),
            "unverified": Cell(word("yes", self.lang) if answer.unverified else None),
            "note": Cell(answer.note),
        }
        documents = tuple(
            (Cell(one.file), Cell(_day(one.date)), Cell(_day(one.valid_until))) for one in answer.evidence
        )
        ticks: Line = {}
        lines: tuple[Line, ...] = ()
        if answer.value is not None:
            if fact.kind == "quantity":
                number, unit = self._number(question, answer.typed)
                cells |= {"answer": Cell(number), "unit": Cell(unit)}
            elif fact.kind == "multi":
                ticks = dict.fromkeys(map(str, _items(answer.value)), Cell("√"))
            elif fact.kind == "table":
                lines = tuple(self._line(fact, row) for row in self._rows(fact))
            else:
                cells["answer"] = Cell(self._plain(fact, answer))
            if answer.value == ():
                cells["answer"] = Cell(word("none", self.lang))
        return Row(cells, ticks, lines, documents)

    def _number(self, question: Question, typed: str) -> tuple[Typed, str | None]:
        number, unit = units.split(typed, units.declared(question, self.rulebook), self.rulebook)
        return number, unit or (None if isinstance(number, str) else units.preset(question, self.rulebook))

    def _plain(self, fact: Fact, answer: Answer) -> Typed:
        if isinstance(answer.value, bool):
            return word("yes" if answer.value else "no", self.lang)
        if isinstance(answer.value, date):
            return _day(answer.value)
        return self._title(fact.options, answer.typed)

    def _title(self, options: tuple[Option, ...], typed: str) -> str:
        """The option's title; what was typed where it is no option (an extent in per cent)."""
        for option in options:
            if fold(typed) in (fold(option.id), fold(option.title.zh), fold(option.title.en)):
                return option.title.in_(self.lang)
        return typed

    # ---------------------------------------------------------------- tables

    def _rows(self, fact: Fact) -> list[Mapping[str, Any]]:
        raw = self.data["facts"][fact.id]
        found = raw["value"] if isinstance(raw, Mapping) else raw
        return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []

    def _line(self, fact: Fact, raw: Mapping[str, Any]) -> Line:
        chosen = units.chooser(fact)
        title = self._title(chosen.options, str(raw.get(chosen.id))) if chosen is not None else ""
        known = next((one.id for one in (chosen.options if chosen else ()) if one.title.in_(self.lang) == title), "")
        return {column.id: Cell(self._table_cell(fact, column, raw.get(column.id), known)) for column in fact.columns}

    def _table_cell(self, fact: Fact, column: Column, typed: Any, chosen: str) -> Typed:
        if typed is None:
            return None
        if column.kind == "choice":
            return self._title(column.options, str(typed))
        if column.kind == "text":
            norm = self.rulebook.norms.get(str(typed)) if chooses_norm(fact, column) else None
            return str(typed) if norm is None else label(norm, self.lang)
        unit = units.in_row(fact, column, chosen)
        number, found = units.split(str(typed), (unit or "1",), self.rulebook)
        if isinstance(number, str) or found in (None, unit):
            return number
        return (
            number if units.same(str(typed), units.joined(number, unit), (unit or "1",), self.rulebook) else str(typed)
        )


def _items(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else ()


def _day(day: date | None) -> Typed:
    return day if day is None or day >= _FIRST_DAY else day.isoformat()


def _as_typed(found: Any, key: str) -> str | None:
    """A text of the head as it stands in the file: codes keep their leading zeros."""
    if not isinstance(found, LocatedMap) or found.get(key) is None or found.node is None:
        return None
    return str(next(node.value for name, node in found.node.value if name.value == key)).strip() or None
