"""One person filling in one factory's file (填报会话): answers in, assessments out, everything undoable, nothing lost.

The screen works on memory only: an answer is read, noted in the journal and scored at once. :meth:`Session.flush`
carries it into the file; it may run on another thread.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from assess import yamlio
from assess.errors import AssessError, Position, Problem
from assess.filling.questions import Question, Questionnaire
from assess.filling.store import Conflict, Store
from assess.language import Lang
from assess.planning.asking import worths
from assess.rulebook.load import Rulebook
from assess.rulebook.scheme import CompiledScheme
from assess.scoring.evaluate import evaluate
from assess.scoring.result import Assessment
from assess.submission.document import Address
from assess.submission.entry import Entry, entry_of, raw_of
from assess.submission.load import OUTPUT, read_submission
from assess.submission.model import Answer, OwnBenchmark, Submission

State = Literal["answered", "unknown", "not_applicable", "wrong"]
REQUIRED = frozenset({"factory.name", "period"})
"""Without these a file is no submission; while they are empty they are open questions and not mistakes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How an entry reads: the answer or own benchmark it gives, and what is wrong with it (nothing when empty)."""

    answer: Answer | None
    benchmark: OwnBenchmark | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable change: what stood at a question before and after."""

    question: str
    before: Any
    after: Any


class Session:
    """Questions, answers, assessments and the way back. See the module's text for when the file is written."""

    def __init__(self, store: Store, schemes: Sequence[CompiledScheme], last: Submission | None = None) -> None:
        """Opens what ``store`` holds. Raises :class:`AssessError` where the file is no YAML with a shape at all."""
        self.store = store
        self.schemes = tuple(schemes)
        self.rulebook: Rulebook = schemes[0].rulebook
        self.questionnaire = Questionnaire(schemes)
        self.last = last
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._load()

    # ---------------------------------------------------------------- what is known

    def entry(self, question_id: str) -> Entry:
        """What stands in the file for a question, with the answers of this session."""
        return entry_of(self.store.raw(self._question(question_id).address))

    def answer_of(self, question_id: str) -> Answer | None:
        """The fact's answer as read; None for unanswered or wrong ones."""
        return self.submission.answers.get(question_id)

    def read(self, question_id: str, entry: Entry) -> Reading:
        """How an entry would read, without answering: for the reading-back while somebody types."""
        question = self._question(question_id)
        data: dict[str, Any] = {"factory": {"name": "-"}, "period": 2000}
        output = self.store.raw(("facts", OUTPUT))
        if question.benchmark is not None and output is not None:
            data["facts"] = {OUTPUT: output}
        branch = data
        for key in question.address[:-1]:
            branch = branch.setdefault(key, {})
        branch[question.address[-1]] = raw_of(entry)
        text = json.dumps(data, ensure_ascii=False)
        found, problems = read_submission(text, str(self.store.path), self.rulebook)
        return Reading(
            None if found is None else found.answers.get(question_id),
            None if found is None else found.benchmarks.get(question.address[-1]),
            tuple(one for one in problems if _about(one, text, data, question.address)) if not entry.empty else (),
        )

    def state(self, question_id: str) -> State:
        """Whether a question is answered, open, not applicable, or answered with something that cannot be used."""
        if self.problems.get(question_id):
            return "wrong"
        entry = self.entry(question_id)
        answer = self.submission.answers.get(question_id)
        if answer is not None and answer.not_applicable is not None:
            return "not_applicable"
        return "unknown" if entry.value is None or entry.unverified else "answered"

    def worth(self, question_id: str) -> float:
        """By how many points an answer would narrow the leading scheme's total, on average; 0 when not open."""
        return self.worths.get(question_id.removeprefix("benchmarks."), 0.0)

    def warnings(self, question_id: str) -> tuple[str, ...]:
        """Ids of the plausibility warnings that touch a question, of the leading scheme."""
        return tuple(one.id for one in self.assessment.warnings if question_id in one.facts)

    @property
    def assessment(self) -> Assessment:
        """The leading scheme's assessment."""
        return self.assessments[0]

    # ---------------------------------------------------------------- where to go

    def next_open(self, after: str | None = None) -> str | None:
        """The next question without a usable answer, wrapping around; None when all are answered."""
        asked = self.questionnaire.questions
        start = 0 if after is None else self.questionnaire.number(after) + 1
        for question in (*asked[start:], *asked[:start]):
            if question.id != after and self.state(question.id) in ("unknown", "wrong") and self._wanted(question):
                return question.id
        return None

    def most_valuable(self, without: Sequence[str] = ()) -> str | None:
        """The open question that narrows the leading total most; gates next; None when nothing is open.

        ``without`` are questions already asked this way and passed over.
        """
        for name in REQUIRED:
            if self.state(name) in ("unknown", "wrong") and name not in without:
                return name
        for name in self.worths:
            for known in (name, f"benchmarks.{name}"):
                if known in self.questionnaire.by_id and known not in without:
                    return known
        return None

    def _wanted(self, question: Question) -> bool:
        """Whether an empty question keeps anything open: notes and unneeded benchmarks may stay empty for good."""
        name = question.address[-1]
        return question.id in REQUIRED or self.state(question.id) == "wrong" or name in self.worths

    # ---------------------------------------------------------------- answering

    def answer(self, question_id: str, entry: Entry) -> Reading:
        """Write an entry, whatever it is worth: wrong ones stand in the file too, with their message.

        Raises GF-411 when the session is read-only, GF-412 when the journal cannot be written (a full disk).
        """
        address = self._question(question_id).address
        step = Step(question_id, self.store.raw(address), raw_of(entry))
        reading = self.read(question_id, entry)
        if step.before != step.after:
            self._write(step.question, step.after)
            self._undo.append(step)
            self._redo.clear()
        self.store.forget_draft(question_id)
        return reading

    def undo(self) -> str | None:
        """Take the last change back; the id of its question, None when there is none."""
        return self._step_back(self._undo, self._redo, forward=False)

    def redo(self) -> str | None:
        """Make the last undone change again; the id of its question, None when there is none."""
        return self._step_back(self._redo, self._undo, forward=True)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to make again."""
        return bool(self._redo)

    def _step_back(self, source: list[Step], target: list[Step], *, forward: bool) -> str | None:
        if not source:
            return None
        step = source[-1]
        self._write(step.question, step.after if forward else step.before)
        target.append(source.pop())
        return step.question

    def _write(self, question_id: str, raw: Any) -> None:
        question = self._question(question_id)
        self.store.put(question.address, raw)
        self._take(question)

    # ---------------------------------------------------------------- the file

    def draft(self, question_id: str, payload: Mapping[str, Any] | None) -> None:
        """Remember what is being typed at a question (None: nothing any more), so that a kill does not lose it."""
        if payload is None:
            self.store.forget_draft(question_id)
        else:
            self.store.keep_draft(question_id, payload)

    def draft_of(self, question_id: str) -> Mapping[str, Any] | None:
        """What was being typed at a question when the last session ended or the question was left."""
        return self.store.draft(question_id)

    def flush(self) -> tuple[Conflict, ...]:
        """Carry every answer into the file; what somebody else changed meanwhile is merged, or returned as conflicts.

        Raises GF-401 when the file cannot be written; answers stay in the journal then. Any thread.
        """
        return self.store.flush()

    def refresh(self) -> bool:
        """Read answers and places anew when the file has changed under us (by :meth:`flush` or somebody else).

        On the thread of the screen. True when anything but places has changed.
        """
        before = {name: answer._replace(position=Position("")) for name, answer in self.submission.answers.items()}
        head = (self.submission.factory, self.submission.period, self.problems.keys())
        self._load()
        after = {name: answer._replace(position=Position("")) for name, answer in self.submission.answers.items()}
        return before != after or head != (self.submission.factory, self.submission.period, self.problems.keys())

    def close(self) -> None:
        """Let go of the file: drafts of unfinished typing are kept, everything else is cleared away."""
        self.store.close()

    def _question(self, question_id: str) -> Question:
        return self.questionnaire.by_id[question_id]

    def _load(self) -> None:
        """Read the store's text as a whole."""
        text, file = self.store.text, str(self.store.path)
        found, problems = read_submission(text, file, self.rulebook)
        if found is None:
            raise AssessError(problems)
        self.submission = found
        mine, rest = _by_question(problems, text, file, self.questionnaire)
        self.problems: Mapping[str, tuple[Problem, ...]] = {
            name: tuple(found)
            for name, found in mine.items()
            if not (name in REQUIRED and {one.code for one in found} == {"GF-203"})
        }
        self.file_problems: tuple[Problem, ...] = tuple(rest)
        for address in self.store.pending():
            question = self.questionnaire.by_address.get(address)
            if question is not None:
                self._take(question, score=False)
        self._score()

    def _take(self, question: Question, *, score: bool = True) -> None:
        """Bring one question's entry into the submission without reading the whole file again."""
        entry = self.entry(question.id)
        reading = self.read(question.id, entry)
        problems = dict(self.problems)
        problems.pop(question.id, None)
        if reading.problems:
            problems[question.id] = reading.problems
        self.problems = problems
        if question.fact is not None:
            answers = dict(self.submission.answers)
            answers.pop(question.id, None)
            if reading.answer is not None:
                answers[question.id] = reading.answer
            self.submission = replace(self.submission, answers=MappingProxyType(answers))
        elif question.benchmark is not None:
            benchmarks = dict(self.submission.benchmarks)
            benchmarks.pop(question.benchmark.id, None)
            if reading.benchmark is not None:
                benchmarks[question.benchmark.id] = reading.benchmark
            self.submission = replace(self.submission, benchmarks=MappingProxyType(benchmarks))
        else:
            self._take_head()
        if score:
            self._score()

    def _take_head(self) -> None:
        """The factory and the year, read from all of the head's entries together."""
        head = {key: self.store.raw((key,)) for key in ("factory", "period")}
        text = json.dumps(head, ensure_ascii=False)
        found, _ = read_submission(text, str(self.store.path), self.rulebook)
        if found is not None:
            self.submission = replace(self.submission, factory=found.factory, period=found.period)

    def _score(self) -> None:
        self.assessments: tuple[Assessment, ...] = tuple(
            evaluate(scheme, self.submission, self.last) for scheme in self.schemes
        )
        self.worths: Mapping[str, float] = worths(self.assessments[0])


def open_session(path: Path, schemes: Sequence[CompiledScheme], lang: Lang, last: Submission | None = None) -> Session:
    """Open ``path``, or begin it with a blank questionnaire; see :class:`Store` for locks, drafts and recovery."""
    from assess.submission.blank import blank_submission

    store = Store.open(path, lambda: blank_submission(schemes[0], lang), order=Questionnaire(schemes).facts)
    try:
        return Session(store, schemes, last)
    except BaseException:
        store.close()
        raise


# ---------------------------------------------------------------- which question a problem belongs to


def _by_question(
    problems: Sequence[Problem], text: str, file: str, questionnaire: Questionnaire
) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """Problems by question, and those that belong to none (unknown keys, a missing section)."""
    starts = _starts(yamlio.parse(text, file))
    places = [place for place, _ in starts]
    mine: dict[str, list[Problem]] = {}
    rest: list[Problem] = []
    for problem in problems:
        here = problem.position
        number = bisect_right(places, (here.line, here.column)) - 1 if here is not None else -1
        address = starts[number][1] if number >= 0 else ()
        named = ("factory", "name") if problem.values.get("key") == "name" and problem.code == "GF-203" else address
        named = ("period",) if problem.values.get("key") == "period" and problem.code == "GF-203" else named
        question = questionnaire.by_address.get(named)
        (rest if question is None else mine.setdefault(question.id, [])).append(problem)
    return mine, rest


def _starts(data: Any) -> list[tuple[tuple[int, int], Address]]:
    """Where each address begins, in the order of the file."""
    found: list[tuple[tuple[int, int], Address]] = []
    for key, value in data.items() if isinstance(data, yamlio.LocatedMap) else ():
        place = data.key_position(key)
        found.append(((place.line, place.column), (key,)))
        for inner in value if isinstance(value, yamlio.LocatedMap) else ():
            place = value.key_position(inner)
            found.append(((place.line, place.column), (key, inner)))
    return sorted(found)


def _about(problem: Problem, text: str, data: Any, address: Address) -> bool:
    """Whether a problem of a one-answer text is about that answer."""
    starts = _starts(yamlio.parse(text, ""))
    here = problem.position
    number = bisect_right([place for place, _ in starts], (here.line, here.column)) - 1 if here is not None else -1
    return number >= 0 and starts[number][1][: len(address)] == address
