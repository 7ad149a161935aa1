"""One question's cells as the plain data of a submission (单元格 → 填报内容), with everything that a cell cannot mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.errors import Bilingual, Problem
from assess.filling.questions import Question
from assess.form import norms, units
from assess.form.model import MADE_UP, NOTHING, Cell, Line, Row
from assess.form.norms import CORRECTION, NORM
from assess.form.parts import STROKES, Parts, Path
from assess.form.titles import LEVEL_OR_NAME, TITLES
from assess.form.typed import percentage, text
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Benchmark, Column, Fact
from assess.submission.entry import Entry, raw_of
from assess.submission.quantity import fold

_NOT_APPLICABLE = frozenset({"不适用", "n/a", "na", "notapplicable"}) | STROKES
_NONE = frozenset({"无", "没有", "none"})
_NO_ITEMS = "无"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a row says: plain data (None for nothing), what is wrong with its cells, and the cell behind each part.

    ``places`` names the part by its path in the submission; ``units`` the cell to mend where a unit is missing.
    """

    raw: Any
    problems: tuple[Problem, ...] = ()
    places: Mapping[Path, str] = field(default_factory=dict)
    units: Mapping[Path, str] = field(default_factory=dict)


def understand(question: Question, row: Row, rulebook: Rulebook, file: str = "") -> Understood:
    """Read one row. Never raises; a row with problems has no meaning yet."""
    return _Understanding(question, row, rulebook, file).result()


class _Understanding(Parts):
    def result(self) -> Understood:
        address = self.question.address
        self.places[address] = self.row.cell("answer").where
        if self.question.benchmark is not None:
            raw = self.benchmark(self.question.benchmark)
        elif self.question.fact is None:
            raw = self.head()
        else:
            raw = self.fact(self.question.fact)
        return Understood(raw, tuple(self.problems), self.places, self.units)

    # ---------------------------------------------------------------- kinds of questions

    def head(self) -> Any:
        cell = self.row.cell("answer")
        typed = text(cell)
        if self.question.id == MADE_UP.id:
            return self.flag(cell) or None
        if self.question.kind == "year":
            return int(typed) if typed is not None and typed.isdigit() else typed
        return typed

    def benchmark(self, benchmark: Benchmark) -> Any:
        value = self.amount(self.row.cell("answer"), self.row.cell("unit"), (*self.question.address, "value"))
        source = self.row.cell("note")
        named, norm, correction = text(source), text(self.row.cell(NORM)), self.row.cell(CORRECTION)
        if norm is not None and fold(norm) not in _NONE | _NOT_APPLICABLE:
            if value is not None:
                self.problem("GF-627", self.row.cell("answer"), name=self.asked())
            return self.by_norm(benchmark, norm, self.number(correction), named)
        if text(correction) is not None:
            self.problem("GF-631", correction)
        if (value is None) != (named is None):
            self.problem("GF-618", source if named is None else self.row.cell("answer"), name=self.asked())
            return None
        self.places[(*self.question.address, "value")] = self.row.cell("answer").where
        self.places[(*self.question.address, "source")] = source.where
        return None if value is None else {"value": value, "source": named}

    def by_norm(self, benchmark: Benchmark, typed: str, correction: Any, source: str | None) -> Any:
        """The norm of the product in place of a value; its source is the norm itself unless somebody adds one."""
        chosen, address = self.row.cell(NORM), self.question.address
        norm = norms.named(typed, (benchmark.norm,) if benchmark.norm is not None else (), self.rulebook)
        for key, cell in ((NORM, chosen), (CORRECTION, self.row.cell(CORRECTION)), ("source", self.row.cell("note"))):
            self.places[(*address, key)] = cell.where
        wanted = units.declared(self.question, self.rulebook)
        found = norms.problem_with(norm, benchmark.norm, correction, wanted, self.rulebook)
        if found is not None:
            code, values, corrected = found
            self.problem(code, self.row.cell(CORRECTION) if corrected else chosen, **{"name": self.asked(), **values})
        return raw_of(Entry(norm=norm, correction=correction, source=source))

    def fact(self, fact: Fact) -> Any:
        address = self.question.address
        answer, reason = self.row.cell("answer"), self.row.cell("not_applicable")
        struck, given = fold(text(answer) or "") in _NOT_APPLICABLE, text(reason)
        value = None if struck else self.value(fact, (*address, "value"))
        if struck and given is None:
            self.problem("GF-614" if fact.may_be_not_applicable else "GF-314", answer, name=self.asked())
        elif value is not None and given is not None:
            self.problem("GF-615", reason)
        documents = self.documents(address)
        note, unverified = text(self.row.cell("note")), self.flag(self.row.cell("unverified"))
        if unverified and value is None and given is None and note is None and not documents:
            self.problem("GF-616", self.row.cell("unverified"))
        self.places[(*address, "value")] = answer.where
        for key in ("not_applicable", "unverified", "note"):
            self.places[(*address, key)] = self.row.cell(key).where
        return raw_of(Entry(value, given, unverified, None, documents, note))

    def value(self, fact: Fact, path: Path) -> Any:
        cell = self.row.cell("answer")
        match fact.kind:
            case "quantity":
                return self.amount(cell, self.row.cell("unit"), path)
            case "multi":
                return self.several(fact, cell)
            case "table":
                return self.table(fact, cell, path)
            case "extent" if cell.percent:
                return percentage(cell)
        return cell.value if isinstance(cell.value, bool) else text(cell)

    def several(self, fact: Fact, cell: Cell) -> Any:
        """The options ticked, in the rulebook's order wherever their rows stand, and one that was typed."""
        order = {option.id: number for number, option in enumerate(fact.options)}
        ticked = [name for name, tick in self.row.ticks.items() if self.flag(tick)]
        ticked.sort(key=lambda name: order.get(name, len(order)))
        typed = text(cell)
        if typed is not None and ticked and fold(typed) in _NONE | _NOT_APPLICABLE:
            self.problem("GF-624", cell, typed=typed)
            return None
        if typed is not None:
            if fold(typed) in _NONE | _NOT_APPLICABLE and not ticked:
                return _NO_ITEMS if fold(typed) in _NONE else typed
            return [*ticked, typed]
        return ticked or (_NO_ITEMS if any(text(tick) for tick in self.row.ticks.values()) else None)

    # ---------------------------------------------------------------- tables

    def table(self, fact: Fact, cell: Cell, path: Path) -> Any:
        typed = text(cell)
        if typed is not None and fold(typed) not in _NONE:
            self.problem("GF-625", cell, typed=typed)
        elif typed is not None and self.row.lines:
            self.problem("GF-624", cell, typed=typed)
        rows: list[dict[str, Any]] = []
        for line in self.row.lines:
            before = len(self.problems)
            found = self.line(fact, line, (*path, len(rows)))
            if len(self.problems) == before:  # the others are read on, so that everything wrong is said at once
                rows.append(found)
        return rows or (_NO_ITEMS if typed is not None and fold(typed) in _NONE else None)

    def line(self, fact: Fact, line: Line, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        chosen = self._chosen(fact, line)
        for column in fact.columns:
            cell = line.get(column.id, Cell(None))
            for place in ((*path, column.id), (*self.question.address, path[-1], column.id)):
                self.places[place] = cell.where
            value = self.table_cell(fact, column, cell, chosen)
            if value is not None:
                found[column.id] = value
            elif column.required:
                self.problem("GF-619", cell, column=Bilingual(column.title.zh, column.title.en))
        if fact is TITLES.fact and not {"level", "name"} & found.keys():
            self.problem("GF-619", line.get("level", NOTHING), column=Bilingual(LEVEL_OR_NAME.zh, LEVEL_OR_NAME.en))
        if NORM in found and norms.levels_of(fact):
            self.row_norm(fact, line, found, chosen)
        return found

    def row_norm(self, fact: Fact, line: Line, found: Mapping[str, Any], chosen: str | None) -> None:
        """Whether the empty cells of a row can be taken from the norm that it names; what is wrong is said once."""
        for column in fact.columns:
            unit = units.in_row(fact, column, chosen)
            if column.norm is None or column.id in found or unit is None:
                continue
            number = self.number(line.get(CORRECTION, NOTHING))
            wrong = norms.problem_with(found[NORM], column.norm, number, (unit,), self.rulebook)
            if wrong is not None:
                code, values, corrected = wrong
                name = Bilingual(column.title.zh, column.title.en)
                self.problem(code, line.get(CORRECTION if corrected else NORM, NOTHING), **{"name": name, **values})
                return

    def table_cell(self, fact: Fact, column: Column, cell: Cell, chosen: str | None) -> Any:
        if column.kind != "quantity":
            typed = text(cell)
            norm = typed is not None and norms.chooses_norm(fact, column)
            return norms.named(typed or "", norms.levels_of(fact), self.rulebook) if norm else typed
        if cell.value is None or (not column.required and fold(text(cell) or "") in STROKES):
            return None
        expected = units.in_row(fact, column, chosen)
        return self.amount(cell, Cell(expected if expected != "1" else None), ())

    def _chosen(self, fact: Fact, line: Line) -> str | None:
        column = units.chooser(fact)
        typed = text(line.get(column.id, Cell(None))) if column is not None else None
        for option in column.options if column is not None and typed is not None else ():
            if fold(typed or "") in (fold(option.id), fold(option.title.zh), fold(option.title.en)):
                return option.id
        return None
