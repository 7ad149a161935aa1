"""What stands in a workbook for one question: the same shape when it is written and when it is read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from assess.filling.questions import Question, Questionnaire
from assess.form.titles import TITLES
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Text

Typed: TypeAlias = "str | float | bool | date | None"
"""What a cell can hold."""

MARK = "assess:"
"""Every sheet of ours says in hidden cells what it is and what its columns are, in words that begin like this."""
HEAD = f"{MARK}head"
"""Where an id would stand: this row is a title."""
COLUMNS = ("id", "was", "no", "ask", "answer", "unit", "state", "not_applicable", "unverified", "note", "help")
"""Keys of a question sheet's columns; three for each document follow (:func:`document_keys`)."""
INPUTS = ("answer", "unit", "not_applicable", "unverified", "note")
OPTION = "#"
"""Between a question's id and an option's: the row on which that option of several is ticked."""
MADE_UP = Question(
    "factory.made_up",
    ("factory", "made_up"),
    "yes_no",
    Text(zh="是否为虚构示例？", en="Is this a made-up example?"),
    None,
)
"""Asked only where a file already says it."""


class Cell(NamedTuple):
    """One cell: its value, whether it is shown as a percentage, and where it stands (``生产洁净化!E12``).

    ``faulty``: what stands there was named as a problem and is not read.
    """

    value: Typed
    percent: bool = False
    where: str = ""
    faulty: bool = False


NOTHING = Cell(None)
Line: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Row:
    """One question's cells: by column key, ticks by option, the rows of a table, documents (file, date, valid until).

    ``was`` is the digest of what it said when it was exported, ``ask`` the question as it stands beside the answer.
    """

    cells: Line
    ticks: Line = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    documents: tuple[tuple[Cell, Cell, Cell], ...] = ()
    was: str | None = None
    ask: str | None = None

    def cell(self, key: str) -> Cell:
        """The cell in a column; an empty one where the column is gone."""
        return self.cells.get(key, NOTHING)

    @property
    def faulty(self) -> bool:
        """Whether any of its cells could not be read, so that the row means nothing yet."""
        parts = (self.cells, self.ticks, *self.lines)
        if any(cell.faulty for part in parts for cell in part.values()):
            return True
        return any(cell.faulty for document in self.documents for cell in document)

    def shows(self) -> tuple[object, ...]:
        """Everything that a person put there, to tell copies of a row from contradictions."""
        return (
            {key: cell.value for key, cell in self.cells.items() if cell.value is not None},
            {key: cell.value for key, cell in self.ticks.items() if cell.value is not None},
            tuple(tuple(cell.value for cell in document) for document in self.documents),
        )


def document_keys(number: int) -> tuple[str, str, str]:
    """The column keys of the ``number``-th document behind an answer, from 1."""
    return f"file{number}", f"date{number}", f"valid_until{number}"


def table_mark(fact_id: str) -> str:
    """What the hidden cell of a table's sheet says."""
    return f"{MARK}table={fact_id}"


def is_answer(question: Question) -> bool:
    """Whether it may have documents, a note and all that can stand behind an answer."""
    return question.address[0] == "facts"


def digest(raw: Any) -> str:
    """What one question's content is known by; empty for nothing."""
    if raw is None:
        return ""
    return hashlib.sha256(json.dumps(raw, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()[:16]


class Questions:
    """Every question that the rulebook knows, asked by these schemes or not, by the id that stands in the workbook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._head = Questionnaire([rulebook.scheme()]).by_id
        titles = [one.ask for one in (*self._head.values(), TITLES, MADE_UP)]
        titles += [one.ask for one in rulebook.facts.values()]
        titles += [one.title for one in rulebook.benchmarks.values()]
        self._asked = {text for title in titles for text in (title.zh, title.en)}

    def strays(self, question: Question, shown: str | None) -> bool:
        """Whether another question's text stands beside this one's id, as after sorting some of the columns."""
        return shown in self._asked and shown not in (question.ask.zh, question.ask.en)

    def get(self, name: str) -> Question | None:
        """The question with this id; None when the rulebook has none."""
        if name in (MADE_UP.id, TITLES.id):
            return MADE_UP if name == MADE_UP.id else TITLES
        fact = self.rulebook.facts.get(name)
        if fact is not None:
            return Question(name, ("facts", name), fact.kind, fact.ask, fact.help, fact)
        kind, _, rest = name.partition(".")
        benchmark = self.rulebook.benchmarks.get(rest) if kind == "benchmarks" else None
        if benchmark is not None:
            return Question(name, (kind, rest), "benchmark", benchmark.title, None, None, benchmark)
        found = self._head.get(name)
        return found if found is not None and found.fact is None and found.benchmark is None else None
