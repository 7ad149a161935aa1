"""One row of a table (表格的一行): a line per column, the unit given by the option chosen, what the row contributes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Static

from assess.report.words import EXACT
from assess.rulebook.industries import closeness
from assess.submission.entry import Entry
from assess.submission.norms import level_of
from assess.submission.quantity import ValueProblem, fold, normal
from assess.tui.dialogs.form import FormSheet, Line
from assess.tui.editors.drafts import Drafts
from assess.tui.editors.options import Row, column_rows, exactly, meant
from assess.tui.editors.table import computed, contributions, option_title, read_row, unit_of
from assess.tui.editors.typing import as_number, shown
from assess.tui.pane.problems import told
from assess.tui.pane.ways import example, unit_needed
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.model import Column


NORM, CORRECTION = "norm", "correction"
"""Columns by which a row names the norm of its product; the reader of tables knows them by these names."""


class RowSheet(FormSheet):
    """Dismisses with the row to write."""

    def __init__(
        self, question: Question, raw: Any, number: int | None, session: Session, words: ScreenWords, drafts: Drafts
    ) -> None:
        assert question.fact is not None
        self._columns = {column.id: column for column in question.fact.columns}
        self._question, self._session, self._number = question, session, number
        self._raw = raw if isinstance(raw, Mapping) else {}
        self._options = {c.id: column_rows(c.options, words.lang) for c in self._columns.values() if c.kind == "choice"}
        self._norms = _norm_rows(self._columns.values(), session, words)
        lines = [Line(c.id, *self._suggested(c, words)) for c in self._columns.values()]
        values = {
            c.id: option_title(c, shown(self._raw.get(c.id)), words)
            if c.kind == "choice"
            else shown(self._raw.get(c.id))
            for c in self._columns.values()
        }
        title = words.say("row.title", question=question.ask.in_(words.lang))
        super().__init__(title, lines, values, words, drafts, "row")

    def _suggested(self, column: Column, words: ScreenWords) -> tuple[str, bool]:
        """The line's hint, and whether it has a list to pick from."""
        if column.id == NORM and self._norms:
            return words.say("row.norm"), True
        return (words.say("row.pick"), True) if column.kind == "choice" else ("", False)

    def fields(self) -> ComposeResult:
        """What the file has and no column takes, the lines, and what the row comes to."""
        yield Static(id="others", classes="said")
        yield from super().fields()
        yield Static(id="sum", classes="said")

    # ---------------------------------------------------------------- what each line says

    def label(self, line: str, values: Mapping[str, str]) -> str:
        """The column's title, its unit as chosen, and whether it may stay empty."""
        column = self._columns[line]
        parts = [column.title.in_(self._words.lang)]
        unit = unit_of(self._question, column, self._read(values))
        if column.kind == "quantity" and unit:
            parts.append(self._unit(unit))
        if not column.required:
            parts.append(self._words.say("sheet.optional"))
        return " · ".join(parts)

    def _unit(self, unit: str) -> str:
        """The unit that a number here is in; where it must be written, an example with it."""
        known = self._session.rulebook.units
        if not unit_needed((unit,), known):
            return self._words.say("row.unit", unit=unit)
        return self._words.say("row.unit_needed", example=example((unit,), known))

    def remark(self, line: str, values: Mapping[str, str]) -> tuple[str, str]:
        """How a cell reads."""
        column, typed = self._columns[line], values[line]
        if not typed:
            return "hint", self._taken(column, values) or self._how(column, values)
        raw = self._written(values)
        problems = self._session.read(self._question.id, Entry(value=[self._only(raw, column)])).problems
        lines = (line, *(c.id for c in self._columns.values() if c.norm is not None and line == NORM))
        mine = [one for one in problems if str(one.values.get("name", "")).rpartition(".")[2] in lines]
        if mine and line in self._options and meant(typed, self._options[line]):
            return "hint", ""
        if mine:
            return "wrong", "✗ " + told(mine[0], self._question, self._words)
        read = self._read(values).get(line)
        if not isinstance(read, float):
            norm = self._session.rulebook.norms.get(str(raw.get(line))) if line == NORM else None
            return "ok", f"✓ {norm.title.in_(self._words.lang)}" if norm is not None else ""
        unit = unit_of(self._question, column, self._read(values))
        shown_read = self._words.report.quantity(read, unit, EXACT)
        return "ok", f"✓ {shown_read}" if normal(typed) == normal(shown_read) else f"✓ {typed} → {shown_read}"

    def _taken(self, column: Column, values: Mapping[str, str]) -> str:
        """What an empty cell takes from the norm that the row names."""
        raw = self._written(values)
        unit, norm = unit_of(self._question, column, self._read(values)), str(raw.get(NORM) or "")
        if column.norm is None or not unit or not norm:
            return ""
        correction, book = raw.get(CORRECTION), self._session.rulebook
        try:
            read, *_ = level_of(norm, column.norm, correction, units=(unit,), rulebook=book)
        except ValueProblem:
            return ""
        return self._words.say("row.from_norm", value=self._words.report.quantity(read, unit, EXACT))

    def _how(self, column: Column, values: Mapping[str, str]) -> str:
        """How an empty cell may be written."""
        if column.kind != "quantity" or not column.required:
            return ""
        if unit_of(self._question, column, self._read(values)):
            return ""
        chooser = next((one for one in self._columns.values() if one.id == column.unit_of), None)
        return (
            "" if chooser is None else self._words.say("row.choose_first", column=chooser.title.in_(self._words.lang))
        )

    def suggestions(self, line: str, values: Mapping[str, str]) -> Sequence[Row]:
        """The options that fit what was typed; all of them while nothing is."""
        typed = values[line]
        if line == NORM:
            return [self._norms[place] for place in meant(typed, self._norms)] if typed else self._norms
        rows = self._options[line]
        found = [rows[place] for place in meant(typed, rows)] if typed else list(rows)
        return [Row(option_title(self._columns[line], row.id, self._words), row.title, ()) for row in found]

    def preselected(self, line: str) -> int | None:
        """Nothing is put by itself into a cell that may stay empty."""
        return 0 if self._columns[line].required or self._field(line).value else None

    def missing(self, values: Mapping[str, str]) -> str | None:
        """Columns that a row needs."""
        return next((one.id for one in self._columns.values() if one.required and not values[one.id]), None)

    def draft_key(self) -> Mapping[str, Any]:
        """Which row is being filled in."""
        return {"row": self._number}

    # ---------------------------------------------------------------- the row

    def _show(self) -> None:
        super()._show()
        others = self._words.report.listed(
            f"{key}: {shown(self._raw[key])}" for key in self._raw if key not in self._columns
        )
        self.say("others", self._words.say("row.others", names=others) if others else "")
        raw = self._written(self.values)
        row, _ = read_row(self._question, raw, self._session)
        parts = contributions(self._question, [raw], self._session) if row is not None else []
        texts = [
            self._words.say("table.no_factor")
            if part.values[0] is None
            else f"{computed(part.values[0], self._words)} {part.unit}"
            for part, _ in parts
        ]
        names = [self._words.report.name(part.indicator) for part, _ in parts]
        joined = self._words.report.listed(f"{name} {text}" for name, text in zip(names, texts, strict=True))
        self.say("sum", self._words.say("row.values", values=joined) if texts else "", "ok")

    def _read(self, values: Mapping[str, str]) -> Mapping[str, Any]:
        """The row as read, as far as its choice can be read."""
        raw = self._written(values)
        row, _ = read_row(self._question, raw, self._session)
        if row is not None:
            return row
        chosen = {name: exactly(values[name], rows) for name, rows in self._options.items() if values[name]}
        return {name: row.id for name, row in chosen.items() if row is not None}

    def _only(self, raw: Mapping[str, Any], column: Column) -> dict[str, Any]:
        """One cell with the choices that give it its unit, and a norm with its correction."""
        near = {column.id, *self._options, *((NORM, CORRECTION) if column.id in (NORM, CORRECTION) else ())}
        return {name: value for name, value in raw.items() if name in near}

    def _written(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The row to write: options as ids, plain numbers as numbers, everything else as typed."""
        return {name: self._cell(column, values[name]) for name, column in self._columns.items() if values[name]}

    def _cell(self, column: Column, typed: str) -> Any:
        if column.kind == "choice":
            row = exactly(typed, self._options[column.id])
            return typed if row is None else row.id
        if column.id == NORM:
            row = exactly(typed, self._norms)
            return typed if row is None else row.id
        return typed if column.kind == "text" else as_number(typed)

    def row(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The row that accepted texts make."""
        return self._written(texts)


def _norm_rows(columns: Iterable[Column], session: Session, words: ScreenWords) -> tuple[Row, ...]:
    """The norms that a row may name, those of the factory's industry first."""
    families = {column.norm.family for column in columns if column.norm is not None}
    norms = [one for one in session.rulebook.norms.values() if one.family in families and one.unit is not None]
    industry = session.submission.factory.industry or ""
    norms.sort(key=lambda one: -closeness(one.industries, industry))
    return tuple(
        Row(one.id, f"{one.id}  {one.title.in_(words.lang)}", (one.id, fold(one.title.zh), fold(one.title.en)))
        for one in norms
    )
