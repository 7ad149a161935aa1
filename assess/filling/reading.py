"""What the answers of a session say (读数): the submission as far as it can be read, and by question what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from assess.errors import AssessError, Position, Problem
from assess.filling.problems import by_question, is_about
from assess.filling.questions import Question, Questionnaire
from assess.filling.store import Store
from assess.submission.entry import Entry, entry_of, raw_of
from assess.submission.load import OUTPUT, read_submission
from assess.submission.model import Answer, OwnBenchmark
from assess.submission.raw import as_text

REQUIRED = frozenset({"factory.name", "period"})
"""Without these a file is no submission; while they are empty they are open questions and not mistakes."""

_NOWHERE = Position("")
"""An answer that has just been given has its place in the file once the file is read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How an entry reads: the answer or own benchmark it gives, and what is wrong with it (nothing when empty)."""

    answer: Answer | None
    benchmark: OwnBenchmark | None
    problems: tuple[Problem, ...]


class Answers:
    """The answers in a store, read. ``raws`` is what stands at each question, ``text`` the file that was read last."""

    def __init__(self, store: Store, questionnaire: Questionnaire) -> None:
        """Raises :class:`AssessError` where the file is no YAML with a shape at all."""
        self._store, self._questionnaire = store, questionnaire
        self._file = str(store.path)
        self._rulebook = questionnaire.rulebook
        self.load()

    def read(self, question: Question, entry: Entry) -> Reading:
        """How an entry reads or would read."""
        data: dict[str, Any] = {"factory": {"name": "-"}, "period": 2000}
        output = self._store.raw(("facts", OUTPUT))
        if question.benchmark is not None and output is not None:
            data["facts"] = {OUTPUT: output}
        branch = data
        for key in question.address[:-1]:
            branch = branch.setdefault(key, {})
        branch[question.address[-1]] = raw_of(entry)
        text = as_text(data)
        found, problems = read_submission(text, self._file, self._rulebook)
        return Reading(
            None if found is None else found.answers.get(question.id),
            None if found is None else found.benchmarks.get(question.address[-1]),
            tuple(one for one in problems if is_about(one, text, data, question.address)) if not entry.empty else (),
        )

    def load(self) -> None:
        """Read the store's text as a whole."""
        text, waiting = self._store.snapshot()
        found, problems = read_submission(text, self._file, self._rulebook)
        if found is None:
            raise AssessError(problems)
        self.submission = found
        mine, rest = by_question(problems, text, self._file, self._questionnaire)
        self.problems: Mapping[str, tuple[Problem, ...]] = {
            name: tuple(found)
            for name, found in mine.items()
            if not (name in REQUIRED and {one.code for one in found} == {"GF-203"})
        }
        self.file_problems: tuple[Problem, ...] = tuple(rest)
        self.text = text
        self.raws = {question.id: self._store.raw(question.address) for question in self._questionnaire.questions}
        for address in waiting:
            question = self._questionnaire.by_address.get(address)
            if question is not None:
                self.take(question)

    def take(self, question: Question) -> None:
        """Bring one question's entry into the submission without reading the whole file again."""
        raw = self.raws[question.id] = self._store.raw(question.address)
        reading = self.read(question, entry_of(raw))
        problems = dict(self.problems)
        problems.pop(question.id, None)
        if reading.problems:
            problems[question.id] = reading.problems
        self.problems = problems
        if question.fact is not None:
            answers = dict(self.submission.answers)
            answers.pop(question.id, None)
            if reading.answer is not None:
                answers[question.id] = reading.answer._replace(position=_NOWHERE)
            self.submission = replace(self.submission, answers=MappingProxyType(answers))
            if question.id == OUTPUT:  # comparison values are per unit of output
                for other in self._questionnaire.questions:
                    if other.benchmark is not None and self.raws[other.id] is not None:
                        self.take(other)
        elif question.benchmark is not None:
            benchmarks = dict(self.submission.benchmarks)
            benchmarks.pop(question.benchmark.id, None)
            if reading.benchmark is not None:
                benchmarks[question.benchmark.id] = reading.benchmark._replace(position=_NOWHERE)
            self.submission = replace(self.submission, benchmarks=MappingProxyType(benchmarks))
        else:
            self._take_head()

    def _take_head(self) -> None:
        """The factory and the year, read from all of the head's entries together."""
        head = {key: self._store.raw((key,)) for key in ("factory", "period")}
        text = as_text(head)
        found, _ = read_submission(text, self._file, self._rulebook)
        if found is not None:
            self.submission = replace(self.submission, factory=found.factory, period=found.period)
