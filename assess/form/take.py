"""``assess form import``: a filled-in workbook carried into a submission, or everything wrong with it by sheet and cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem
from assess.filling.questions import Question, Questionnaire, outline
from assess.form.cells import place_of
from assess.form.model import Questions, Row, digest
from assess.form.naming import by_title
from assess.form.parts import Path as Place
from assess.form.read import Form, read_form
from assess.form.show import Shower
from assess.form.understand import Understood, understand
from assess.rulebook.load import Rulebook
from assess.rulebook.scheme import CompiledScheme
from assess.submission.blank import blank_submission
from assess.submission.document import Document, with_value
from assess.submission.load import load_submission, read_submission
from assess.submission.raw import as_text, same

_REQUIRED = {"name": "factory.name", "period": "period"}
_UNITS = ("GF-303", "GF-305")


@dataclass
class Taken:
    """The submission's new text, and what a person should know about how it came about."""

    text: str
    form: Form
    known: Questions
    changed: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    other_rules: bool = False

    def titles(self, names: Iterable[str], lang: str) -> list[str]:
        """Questions as people know them."""
        found = ((name, self.known.get(name)) for name in names)
        return [name if question is None else question.ask.in_(lang) for name, question in found]


def take(path: Path, rulebook: Rulebook, lang: str, base: Path | None = None) -> Taken:
    """Read ``path`` into a blank submission, or into ``base``, whose comments and other answers stay.

    Into ``base`` goes what was changed in the workbook since its export; everything else there stays as it is. Raises
    :class:`AssessError` with everything wrong in the workbook, or in ``base``.
    """
    form = read_form(path)
    return _Taking(form, rulebook, str(path), lang, base).taken()


class _Taking:
    def __init__(self, form: Form, rulebook: Rulebook, file: str, lang: str, base: Path | None) -> None:
        self.form, self.rulebook, self.file, self.base = form, rulebook, file, base
        self.schemes = _schemes(form, rulebook)
        self.known = Questions(rulebook)
        self.problems = list(form.problems)
        if base is None:
            self.name, text, self.shower = "", blank_submission(self.schemes, lang), None
        else:
            self.name, text = str(base), yamlio.read_text(base)
            self.shower = Shower(rulebook, form.lang, load_submission(base, rulebook), yamlio.parse(text, self.name))
        self.document = Document(text, self.name, outline(rulebook))
        self.result = Taken(text, form, self.known)
        self.understood: dict[str, Understood] = {}

    def taken(self) -> Taken:
        for name, row in self.form.rows.items():
            question = self.known.get(name)
            if question is None:
                self._problem("GF-611", row.cell("answer").where, id=name)
            else:
                self._take(question, row)
        self._strangers()
        text = self.document.text() if self.result.changed or self.result.cleared else self.result.text
        self._check(text)
        if self.problems:
            found = sorted(self.problems, key=self._order)
            raise AssessError([by_title(problem, self.known) for problem in found])
        asked = Questionnaire(self.schemes).by_id
        self.result.missing = [name for name in asked if name not in self.form.rows]
        self.result.other_rules = self.form.meta.get("rulebook", self.rulebook.digest) != self.rulebook.digest
        self.result.text = text
        return self.result

    def _order(self, problem: Problem) -> tuple[int, int, int]:
        """Sheet by sheet, row by row."""
        place = (problem.position.file if problem.position else "").removeprefix(f"{self.file}:")
        title, _, cell = place.rpartition("!")
        if title not in self.form.sheets:
            return -1, 0, 0
        return self.form.sheets.index(title), *place_of(cell)

    def _problem(self, code: str, where: str, **values: object) -> None:
        self.problems.append(Problem(code, Position(f"{self.file}:{where}"), values))

    def _take(self, question: Question, row: Row) -> None:
        """Carry one row over, unless it says what it said when it was exported."""
        if row.faulty:
            return
        if self.known.strays(question, row.ask):
            self._problem("GF-632", row.cell("answer").where, ask=row.ask, id=question.id)
            return
        found = understand(question, row, self.rulebook, self.file)
        self.understood[question.id] = found
        if found.problems:
            self.problems += found.problems
            if question.kind == "table" and found.raw is not None:
                self.document.put(question.address, found.raw)  # nothing is written now, but its other rows are checked
            return
        now, was = digest(found.raw), row.was
        if self.shower is None:
            if found.raw is not None:
                self._put(question, found.raw)
            return
        means = understand(question, self.shower.row(question), self.rulebook).raw
        there = digest(means)
        if now in (was, there) or (was is None and found.raw is None) or self._meaning(question, found.raw) == there:
            return
        if was is not None and there != was:
            self.result.both.append(question.id)
        self._put(question, as_written(found.raw, means, self.document.get(question.address)))

    def _meaning(self, question: Question, raw: Any) -> str:
        """The digest of what ``raw`` comes to when it is read: other words for the same answer change nothing."""
        text = as_text(with_value({"factory": {"name": "-"}, "period": 2024, "facts": {}}, question.address, raw))
        found, problems = read_submission(text, self.name, self.rulebook)
        if found is None or problems:
            return digest(raw)
        shower = Shower(self.rulebook, self.form.lang, found, yamlio.parse(text, self.name))
        return digest(understand(question, shower.row(question), self.rulebook).raw)

    def _put(self, question: Question, raw: Any) -> None:
        self.document.put(question.address, raw)
        (self.result.cleared if raw is None else self.result.changed).append(question.id)

    def _strangers(self) -> None:
        """Ticks and table rows whose question's own row is gone."""
        for name, where in self.form.orphans.items():
            if self.known.get(name) is None:
                self._problem("GF-611", where, id=name)
            else:
                self._problem("GF-626", where, id=name)

    # ---------------------------------------------------------------- wrong answers, by cell

    def _check(self, text: str) -> None:
        """Read the text as anybody would, and say at which cell it goes wrong."""
        _, problems = read_submission(text, self.name, self.rulebook)
        if not problems:
            return
        data = yamlio.parse(text, self.name)
        starts = sorted(self._starts(data))
        self.problems += [found for problem in problems if (found := self._at_cell(problem, starts)) is not None]

    def _starts(self, data: Any) -> Iterator[tuple[tuple[int, int], str, str]]:
        """Where each part of each answer begins in the text, with its cell and the one that holds its unit."""
        asked = {question.address: name for name in self.understood if (question := self.known.get(name)) is not None}
        for address in _addresses(data):
            place = _place(data, address)
            if address not in asked and place is not None:
                yield (place.line, place.column), "", ""
        for found in self.understood.values():
            for path, where in found.places.items():
                place = _place(data, path)
                if place is not None and where:
                    yield (place.line, place.column), where, found.units.get(path, where)

    def _at_cell(self, problem: Problem, starts: list[tuple[tuple[int, int], str, str]]) -> Problem | None:
        key = str(problem.values.get("key"))
        if problem.code == "GF-203" and key in _REQUIRED:
            return self._required(_REQUIRED[key])
        here = problem.position or Position("")
        number = bisect_right([start for start, _, _ in starts], (here.line, here.column)) - 1
        _, where, unit = starts[number] if number >= 0 else ((0, 0), "", "")
        if not where:
            return problem
        return replace(problem, position=Position(f"{self.file}:{unit if problem.code in _UNITS else where}"))

    def _required(self, name: str) -> Problem | None:
        """Said in the form's own words, unless the cell is named already."""
        question, row = self.known.get(name), self.form.rows.get(name)
        assert question is not None
        if row is not None and row.faulty:
            return None
        where = row.cell("answer").where if row is not None else ""
        place = Position(f"{self.file}:{where}" if where else self.file)
        return Problem("GF-622", place, {"name": Bilingual(question.ask.zh, question.ask.en)})


def as_written(now: Any, means: Any, old: Any) -> Any:
    """``now`` in the words of the file: the parts of ``old`` that mean what they meant before stay as they are written.

    ``means`` is what ``old`` means in the words of the workbook.
    """
    if same(now, means):
        return old
    if isinstance(now, Mapping) and now:
        before, words = (one if isinstance(one, Mapping) else {"value": one} for one in (means, old))
        return {
            key: as_written(one, before.get(key), words.get(key)) if key in words else one for key, one in now.items()
        }
    if _are_rows(now) and _are_rows(means) and isinstance(old, list) and len(means) == len(old):
        return [_row_as_written(number, item, means, old) for number, item in enumerate(now)]
    return now


def _are_rows(found: Any) -> bool:
    """Rows of a table and documents stand in the file's order; options of several do not."""
    return isinstance(found, list) and all(isinstance(one, Mapping) for one in found)


def _row_as_written(number: int, item: Any, means: list[Any], old: list[Any]) -> Any:
    for before, words in zip(means, old, strict=True):
        if same(item, before):
            return words
    return as_written(item, means[number], old[number]) if number < len(old) else item


def _addresses(data: Any) -> Iterator[Place]:
    """Every answer's address in the text, and the sections themselves."""
    for key, section in data.items():
        yield (key,)
        yield from ((key, inner) for inner in section) if isinstance(section, Mapping) else ()


def _place(data: Any, path: Place) -> Position | None:
    """Where the last step of a path stands; None when the path is not there."""
    here, place = data, None
    for step in path:
        if isinstance(here, yamlio.LocatedMap) and isinstance(step, str) and step in here:
            here, place = here[step], here.key_position(step)
        elif isinstance(here, yamlio.LocatedList) and isinstance(step, int) and step < len(here):
            here, place = here[step], here.item_position(step)
        else:
            return None
    return place


def _schemes(form: Form, rulebook: Rulebook) -> tuple[CompiledScheme, ...]:
    """The schemes that the workbook was made for, as far as the rulebook has them."""
    named = [name for name in form.meta.get("schemes", "").split() if name in rulebook.schemes]
    return tuple(rulebook.scheme(name) for name in named) or (rulebook.scheme(),)
