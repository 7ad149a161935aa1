"""The parts that answers are made of: numbers with their units, documents, ticks; what is wrong with a cell is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.errors import Bilingual, Position, Problem
from assess.filling.questions import Question
from assess.form import units
from assess.form.model import NOTHING, Cell, Row
from assess.form.typed import percentage, text
from assess.rulebook.load import Rulebook
from assess.submission.quantity import ValueProblem, fold, number_and_unit, yes_no

STROKES = frozenset({"/", "\\", "—", "——", "–", "-"})
"""Drawn through a cell that is none of one's own."""
_NO_END = frozenset({"长期", "长期有效", "永久", "无", "none"}) | STROKES
"""A document that does not expire."""
Path = tuple[str | int, ...]


class Parts:
    """One row's cells; ``places`` and ``units`` are those of :class:`~assess.form.understand.Understood`."""

    def __init__(self, question: Question, row: Row, rulebook: Rulebook, file: str) -> None:
        self.question, self.row, self.rulebook, self.file = question, row, rulebook, file
        self.problems: list[Problem] = []
        self.places: dict[Path, str] = {}
        self.units: dict[Path, str] = {}

    def problem(self, code: str, cell: Cell, **values: object) -> None:
        """Note one problem at a cell."""
        self.problems.append(Problem(code, Position(f"{self.file}:{cell.where}"), values))

    def amount(self, cell: Cell, unit: Cell, path: Path) -> Any:
        """A number, with its unit where one stands beside it or in the cell itself."""
        if isinstance(cell.value, date):
            self.problem("GF-621", cell, shown=cell.value.isoformat()[:10])
            return None
        if cell.value is None or isinstance(cell.value, bool):
            return cell.value
        if cell.percent:
            return percentage(cell)
        beside = text(unit)
        if unit.where:
            self.units[path] = self.units[self.question.address] = unit.where
        if isinstance(cell.value, str):
            own = units.own_unit(cell.value)
            if own:
                self._agree(own, beside, unit)
                self.units.pop(path, None)
                self.units.pop(self.question.address, None)
                return text(cell)
            typed = text(cell) or ""
            return units.joined(typed, beside) if units.is_number(typed) else typed
        number = cell.value
        return units.joined(int(number) if float(number).is_integer() else number, beside)

    def number(self, cell: Cell) -> Any:
        """A plain number; what is none stays as it was typed."""
        typed = self.amount(cell, NOTHING, ())
        if not isinstance(typed, str):
            return typed
        try:
            number, rest = number_and_unit(typed)
        except ValueProblem:
            return typed
        return typed if rest else int(number) if number.is_integer() else number

    def _agree(self, own: str, beside: str | None, unit: Cell) -> None:
        """A unit typed with the number stands for itself, unless another one was chosen on purpose."""
        if beside is None or not unit.where or beside == units.preset(self.question, self.rulebook):
            return
        if not units.agree(own, beside, units.declared(self.question, self.rulebook), self.rulebook):
            self.problem("GF-620", unit, own=own, beside=beside)

    def documents(self, address: Path) -> list[dict[str, Any]]:
        """The documents behind an answer, as a file has them."""
        found: list[dict[str, Any]] = []
        for file, day, until in self.row.documents:
            ends = text(until)
            dates = {"date": text(day), "valid_until": None if ends is not None and fold(ends) in _NO_END else ends}
            named, kept = text(file), {key: value for key, value in dates.items() if value is not None}
            if named is None:
                if kept:
                    self.problem("GF-617", file)
                continue
            place = (*address, "evidence", len(found))
            for path, cell in ((place, file), ((*place, "date"), day), ((*place, "valid_until"), until)):
                self.places[path] = cell.where
            found.append({"file": named, **kept})
        return found

    def flag(self, cell: Cell) -> bool:
        """A tick: any word for yes; a word for no is no tick."""
        typed = cell.value if isinstance(cell.value, bool) else text(cell)
        if typed is None:
            return False
        try:
            return yes_no(typed)
        except ValueProblem as problem:
            self.problem(problem.code, cell, **problem.values)
            return False

    def asked(self) -> Bilingual:
        """The question's title."""
        return Bilingual(self.question.ask.zh, self.question.ask.en)
