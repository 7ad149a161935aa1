"""One row of a table (表格的一行): a line per column, the unit given by the option chosen, what the row contributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.widgets import Static

from assess.report.words import EXACT
from assess.submission.entry import Entry
from assess.submission.quantity import normal
from assess.tui.dialogs.form import FormSheet, Line
from assess.tui.editors.drafts import Drafts
from assess.tui.editors.options import Row, column_rows, exactly, meant
from assess.tui.editors.table import computed, contributions, option_title, read_row, unit_of
from assess.tui.editors.typing import as_number, shown
from assess.tui.pane.problems import told
from assess.tui.pane.ways import example
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.model import Column


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
        lines = [
            Line(c.id, words.say("row.pick") if c.kind == "choice" else "", suggests=c.kind == "choice")
            for c in self._columns.values()
        ]
        values = {
            c.id: option_title(c, shown(self._raw.get(c.id)), words)
            if c.kind == "choice"
            else shown(self._raw.get(c.id))
            for c in self._columns.values()
        }
        title = words.say("row.title", question=question.ask.in_(words.lang))
        super().__init__(title, lines, values, words, drafts, "row")

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
            parts.append(self._words.say("row.unit", unit=unit))
        if not column.required:
            parts.append(self._words.say("sheet.optional"))
        return " · ".join(parts)

    def remark(self, line: str, values: Mapping[str, str]) -> tuple[str, str]:
        """How a cell reads."""
        column, typed = self._columns[line], values[line]
        if not typed:
            return "hint", self._how(column, values)
        raw = self._written(values)
        problems = self._session.read(self._question.id, Entry(value=[self._only(raw, column)])).problems
        mine = [one for one in problems if str(one.values.get("name", "")).endswith(f".{line}")]
        if mine and line in self._options and meant(typed, self._options[line]):
            return "hint", ""
        if mine:
            return "wrong", "✗ " + told(mine[0], self._question, self._words)
        read = self._read(values).get(line)
        if not isinstance(read, float):
            return "ok", ""
        unit = unit_of(self._question, column, self._read(values))
        shown_read = self._words.report.quantity(read, unit, EXACT)
        return "ok", f"✓ {shown_read}" if normal(typed) == normal(shown_read) else f"✓ {typed} → {shown_read}"

    def _how(self, column: Column, values: Mapping[str, str]) -> str:
        """How an empty cell may be written."""
        if column.kind != "quantity" or not column.required:
            return ""
        unit = unit_of(self._question, column, self._read(values))
        if unit:
            return self._words.say("line.quantity", example=example((unit,), self._session.rulebook.units))
        chooser = next((one for one in self._columns.values() if one.id == column.unit_of), None)
        return (
            "" if chooser is None else self._words.say("row.choose_first", column=chooser.title.in_(self._words.lang))
        )

    def suggestions(self, line: str, values: Mapping[str, str]) -> Sequence[Row]:
        """The options that fit what was typed; all of them while nothing is."""
        rows, typed = self._options[line], values[line]
        found = [rows[place] for place in meant(typed, rows)] if typed else list(rows)
        return [Row(option_title(self._columns[line], row.id, self._words), row.title, ()) for row in found]

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
        """One cell with the choices that give it its unit."""
        return {name: value for name, value in raw.items() if name == column.id or name in self._options}

    def _written(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The row to write: options as ids, plain numbers as numbers, everything else as typed."""
        return {name: self._cell(column, values[name]) for name, column in self._columns.items() if values[name]}

    def _cell(self, column: Column, typed: str) -> Any:
        if column.kind == "choice":
            row = exactly(typed, self._options[column.id])
            return typed if row is None else row.id
        return typed if column.kind == "text" else as_number(typed)

    def row(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The row that accepted texts make."""
        return self._written(texts)
