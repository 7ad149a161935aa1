"""A table fact as rows of cells (表格题): every row as typed, what it contributes beside it, totals, and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assess.report.words import COMPUTED
from assess.rulebook.units import DIMENSIONLESS
from assess.scoring.rows import RowValues, row_values
from assess.submission.entry import Entry
from assess.submission.quantity import fold, normal
from assess.tui.editors.grid import Sheet
from assess.tui.editors.options import column_rows, exactly
from assess.tui.editors.typing import shown
from assess.tui.pane.problems import told
from assess.tui.pane.readback import Readback

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.model import Column
    from assess.tui.words import ScreenWords

_EMPTY = frozenset({"无", "没有", "none"})
_TINY = 0.01
ADD, NONE, CLEAR, NEXT = "add", "none", "clear", "next"


class TableView(NamedTuple):
    """What the grid shows, and the line below it."""

    sheet: Sheet
    line: Readback | None


def rows_in(value: Any) -> list[Any] | None:
    """The raw rows of an entry's value; None when it holds no table at all."""
    if isinstance(value, list):
        return value
    return [] if isinstance(value, str) and fold(value) in _EMPTY else None


def read_row(question: Question, raw: Any, session: Session) -> tuple[Mapping[str, Any] | None, str | None]:
    """One raw row as read, or None; and the code of what is wrong with it."""
    reading = session.read(question.id, Entry(value=[raw]))
    value = reading.answer.value if reading.answer is not None else None
    row = value[0] if isinstance(value, tuple) and value and isinstance(value[0], Mapping) else None
    return row, reading.problems[0].code if reading.problems else None


def contributions(question: Question, rows: Sequence[Any], session: Session) -> list[tuple[RowValues, bool]]:
    """What readable rows contribute to each indicator; rows that cannot be read count as nothing known.

    Indicators to which every readable row gives exactly nothing are left out (no renewables in a table of coal).
    """
    settings = session.schemes[0].model.settings
    read = [read_row(question, row, session)[0] for row in rows]
    good = [row for row in read if row is not None]
    if not good:
        return []
    parts = list(row_values(session.rulebook, settings, session.submission, question.id, good))
    found = []
    for part in [one for one in parts if any(value is None or value for value in one.values)] or parts:
        numbers = iter(part.values)
        values = tuple(None if row is None else next(numbers) for row in read)
        found.append((part._replace(values=values), None not in values))
    return found


def table_view(question: Question, entry: Entry, session: Session, words: ScreenWords) -> TableView:
    """The table of a question as it stands."""
    rows = rows_in(entry.value)
    most = question.fact.rows_at_most if question.fact is not None else None
    actions = [(ADD, words.say("table.add"))] if most is None or len(rows or ()) < most else []
    if not rows:
        actions.append((NONE, words.say("table.is_none" if rows is not None else "table.none")))
    if entry.value is not None:
        actions += [(CLEAR, words.say("table.clear")), (NEXT, words.say("table.next"))]
    if rows is None and entry.value is not None:
        raw = ((words.say("table.raw", raw=shown(entry.value)),),)
        return TableView(Sheet(rows=raw, actions=tuple(actions)), None)
    if not rows:
        return TableView(Sheet(actions=tuple(actions)), None)
    return _Rows(question, rows, session, words).view(tuple(actions))


class _Rows:
    """The rows of one table, laid out."""

    def __init__(self, question: Question, rows: Sequence[Any], session: Session, words: ScreenWords) -> None:
        assert question.fact is not None
        self.question, self.rows, self.session, self.words = question, rows, session, words
        self.columns = [
            column
            for column in question.fact.columns
            if column.required or any(isinstance(row, Mapping) and _filled(row, column) for row in rows)
        ]
        self.parts = [part for part, _ in contributions(question, rows, session)]

    def view(self, actions: tuple[tuple[str, str], ...]) -> TableView:
        first = 1 + len(self.columns)
        right = frozenset(range(first, first + len(self.parts)))
        header = ("", *(_short(column.title.in_(self.words.lang)) for column in self.columns), *self._units())
        rows = tuple(self._row(number, row) for number, row in enumerate(self.rows))
        total = ("", self.words.say("table.total"), *[""] * (len(self.columns) - 1), *map(self._total, self.parts))
        narrow = self.words.say("table.narrow")
        total = total if self.parts else ()
        return TableView(Sheet(header, rows, total, actions, right, self._spare(), narrow), self._line())

    def _spare(self) -> tuple[int, ...]:
        """What a narrow screen can do without: texts behind the first column, from the last, then what may stay empty."""
        places = [*enumerate(self.columns, start=1)]
        texts = [place for place, column in places[1:] if column.kind == "text"]
        others = [place for place, column in places[1:] if column.kind != "text" and not column.required]
        return (*reversed(texts), *reversed(others))

    def _units(self) -> list[str]:
        units = [part.unit for part in self.parts]
        names = [self.words.report.name(part.indicator) for part in self.parts]
        return [unit if units.count(unit) == 1 else name for unit, name in zip(units, names, strict=True)]

    def _row(self, number: int, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, Mapping):
            return (f"✗ {shown(raw)}",)
        row, wrong = read_row(self.question, raw, self.session)
        unknown = [key for key in raw if all(key != column.id for column in self.columns)]
        cells = [self._cell(column, raw, row) for column in self.columns]
        if unknown:
            cells[-1] += "  " + "  ".join(f"{key}: {raw[key]}" for key in unknown)
        values = (self._value(part.values[number], readable=row is not None) for part in self.parts)
        return ("✗" if wrong else "", *cells, *values)

    def _cell(self, column: Column, raw: Mapping[str, Any], row: Mapping[str, Any] | None) -> str:
        typed = shown(raw.get(column.id))
        if column.kind == "choice":
            return option_title(column, typed, self.words)
        read = None if row is None else row.get(column.id)
        if not isinstance(read, float):
            return typed
        number = self.words.report.number(read)
        if not typed:  # taken from the norm that the row names
            return self._with_unit(number, column, row)
        plain = normal(typed).replace(",", "")
        return (
            typed if plain.startswith(number.replace(",", "")) else f"{typed} → {self._with_unit(number, column, row)}"
        )

    def _with_unit(self, number: str, column: Column, row: Mapping[str, Any] | None) -> str:
        return f"{number} {unit_of(self.question, column, row or {})}".rstrip()

    def _value(self, value: float | None, *, readable: bool) -> str:
        if value is None:
            return self.words.say("table.no_factor") if readable else "–"
        return computed(value, self.words)

    def _total(self, part: RowValues) -> str:
        if all(value is None for value in part.values):
            return "–"
        value = computed(part.known, self.words)
        return value if part.complete else self.words.say("table.total.partly", value=value)

    def _line(self) -> Readback | None:
        """Too many rows, what is wrong in the first wrong row, factors that are missing, or the totals."""
        assert self.question.fact is not None
        most = self.question.fact.rows_at_most
        if most is not None and len(self.rows) > most:
            return Readback("wrong", "✗ " + self.words.say("table.too_many", count=len(self.rows), most=most))
        for number, raw in enumerate(self.rows, start=1):
            problems = self.session.read(self.question.id, Entry(value=[raw])).problems
            if problems:
                text = told(problems[0], self.question, self.words)
                return Readback("wrong", "✗ " + self.words.say("table.row_wrong", number=number, text=text))
        missing = sum(any(part.values[place] is None for part in self.parts) for place in range(len(self.rows)))
        if missing:
            return Readback("hint", "! " + self.words.say("table.missing_factor", count=missing))
        totals = (f"{computed(part.known, self.words)} {part.unit}" for part in self.parts)
        if not self.parts:
            return None
        return Readback(
            "ok", self.words.say("table.sum", count=len(self.rows), totals=self.words.report.listed(totals))
        )


def unit_of(question: Question, column: Column, row: Mapping[str, Any]) -> str:
    """The unit of a column in a row (as read): its own, the chosen option's, or per unit of the chosen option's."""
    assert question.fact is not None
    chooser = next((one for one in question.fact.columns if one.kind == "choice"), None)
    chosen = row.get(chooser.id) if chooser is not None else None
    units = {one.id: one.unit or "" for one in chooser.options} if chooser is not None else {}
    if column.unit_of is not None:
        return units.get(str(chosen), "")
    if column.unit is not None and column.unit.endswith("/row"):
        per = units.get(str(chosen), "")
        return column.unit.removesuffix("row") + per if per else ""
    return "" if column.unit in (None, DIMENSIONLESS) else str(column.unit)


def computed(value: float, words: ScreenWords) -> str:
    """A computed number with two decimals, so that a column of them is aligned; a tiny one with more."""
    return words.report.number(value, COMPUTED) if 0 < abs(value) < _TINY else f"{value:,.2f}"


def option_title(column: Column, typed: str, words: ScreenWords) -> str:
    """What a cell of a choice column means, in the reader's language; as typed where it means nothing."""
    row = exactly(typed, column_rows(column.options, words.lang))
    return typed if row is None else next(one.title.in_(words.lang) for one in column.options if one.id == row.id)


def _filled(row: Mapping[str, Any], column: Column) -> bool:
    """Whether a row has something in a column, as typed or from the norm that it names."""
    return row.get(column.id) is not None or (column.norm is not None and row.get("norm") is not None)


def _short(title: str) -> str:
    """A column's title without what stands in brackets."""
    return title.partition("（")[0].partition(" (")[0]
