"""One person filling in one factory's file (填报会话): answers in, assessments out, everything undoable, nothing lost.

The screen works on memory only: an answer is read, noted in the journal and scored at once. :meth:`Session.flush`
carries it into the file; it may run on another thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self

from assess.errors import Bilingual, Position, Problem
from assess.filling.history import History
from assess.filling.merge import Conflict
from assess.filling.opening import open_store
from assess.filling.questions import Question, Questionnaire, outline
from assess.filling.reading import REQUIRED, Answers, Reading
from assess.filling.seen import Seen, overwrites
from assess.filling.store import NotKept, Saved, Store
from assess.language import Lang
from assess.planning.asking import conditions, worths
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Text
from assess.rulebook.scheme import CompiledScheme
from assess.scoring.evaluate import evaluate
from assess.scoring.result import Assessment, PlausibilityWarning
from assess.submission.document import Address
from assess.submission.entry import Entry, entry_of, raw_of
from assess.submission.model import Answer, Submission
from assess.submission.raw import same

__all__ = ["REQUIRED", "Reading", "Recovered", "Session", "Stake", "State", "open_session"]

State = Literal["answered", "unknown", "not_applicable", "wrong"]
Stake = Literal["points", "gate", "star", "row"]
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Recovered:
    """What the journal brought back on opening, by question id. Empty after a clean end of the last session.

    ``answers`` were committed but not yet in the file (they count again, and the next :meth:`Session.flush` writes
    them); ``drafts`` were being typed (:meth:`Session.draft_of` has them). ``file_changed`` says that the file itself was
    changed by somebody else since.
    """

    answers: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    file_changed: bool = False

    def __bool__(self) -> bool:
        return bool(self.answers or self.drafts)


class Session:
    """Questions, answers, assessments and the way back. See the module's text for when the file is written."""

    def __init__(self, store: Store, schemes: Sequence[CompiledScheme], last: Submission | None = None) -> None:
        """Opens what ``store`` holds. Raises :class:`AssessError` where the file is no YAML with a shape at all."""
        self.store = store
        self.schemes = tuple(schemes)
        self.rulebook: Rulebook = schemes[0].rulebook
        self.questionnaire = Questionnaire(schemes)
        self.last = last
        self._history = History()
        self._seen = Seen(store.seen)
        self._answers = Answers(store, self.questionnaire)
        self._score()
        self.recovered = self._recovered()

    # ---------------------------------------------------------------- what is known

    def entry(self, question_id: str) -> Entry:
        """What stands in the file for a question, with the answers of this session."""
        return entry_of(self.store.raw(self._question(question_id).address))

    def answer_of(self, question_id: str) -> Answer | None:
        """The fact's answer as read; None for unanswered or wrong ones."""
        return self.submission.answers.get(question_id)

    def read(self, question_id: str, entry: Entry) -> Reading:
        """How an entry would read, without answering: for the reading-back while somebody types."""
        return self._answers.read(self._question(question_id), entry)

    @property
    def submission(self) -> Submission:
        """Every answer as far as it can be read. ``period`` is 0 as long as the year is open."""
        return self._answers.submission

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """By question what is wrong with its answer."""
        return self._answers.problems

    @property
    def file_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file and belongs to no question."""
        return self._answers.file_problems

    def state(self, question_id: str) -> State:
        """Whether a question is answered, open, not applicable, or answered with something that cannot be used."""
        if question_id not in self._states:
            self._states[question_id] = self._state(question_id)
        return self._states[question_id]

    def _state(self, question_id: str) -> State:
        if self.problems.get(question_id):
            return "wrong"
        entry = self.entry(question_id)
        answer = self.submission.answers.get(question_id)
        if answer is not None and answer.not_applicable is not None:
            return "not_applicable"
        return "unknown" if entry.given is None or entry.unverified else "answered"

    def worth(self, question_id: str) -> float:
        """By how many points an answer would narrow the total, on average; 0 when not open.

        The total of the first scheme in which points hang on it.
        """
        return self.worths.get(question_id.removeprefix("benchmarks."), 0.0)

    def warnings(self, question_id: str) -> tuple[str, ...]:
        """Ids of the plausibility warnings that touch a question."""
        return tuple(one.id for one in self.warned if question_id in one.facts)

    def stake(self, question_id: str) -> Stake:
        """What hangs on an open question: points, else a gate, else a star's condition, else a row that is shown only."""
        name = question_id.removeprefix("benchmarks.")
        if self.worth(question_id) > 0:
            return "points"
        if any(name in gate.facts for one in self.assessments for gate in one.gates if gate.state == "unknown"):
            return "gate"
        return "star" if any(name in conditions(one) for one in self.assessments) else "row"

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
        """The open question that narrows the leading total most; then what other schemes wait for; None when nothing is open.

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

        An entry that says what already stands there changes nothing. One that was begun (:meth:`draft`) before somebody
        else's change to the same place was taken over becomes a conflict at the next :meth:`flush`. Raises :attr:`read_only` when nothing may be
        answered, GF-418 when the text is far too long (both: nothing has changed); GF-412 when the journal cannot be
        written (a full disk): the answer **is** taken then, shown, scored and undoable, but only in memory until a later
        :meth:`flush` or answer succeeds. So after any error: tell it, and show the session anew.
        """
        reading = self.read(question_id, entry)
        before = self.store.raw(self._question(question_id).address)
        error = None
        if not same(raw_of(entry), raw_of(entry_of(before))):
            seen = self._seen.before(question_id, before)
            try:
                self._write(question_id, raw_of(entry), seen if overwrites(seen, before, entry) else before)
            except NotKept as trouble:
                error = trouble
            self._history.did(question_id, before)
        self.store.forget_draft(question_id)
        self._seen.end(question_id)
        if error is not None:
            raise error
        return reading

    def undo(self) -> str | None:
        """Take the last change back; the id of its question, None when there is none. Raises as :meth:`answer` does.

        What somebody else has written there since is replaced like any other answer: :meth:`redo` brings it back.
        """
        return self._stepped(self._history.undo)

    def redo(self) -> str | None:
        """Make the last undone change again; the id of its question, None when there is none."""
        return self._stepped(self._history.redo)

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to make again."""
        return self._history.can_redo

    def _stepped(self, step: Callable[..., str | None]) -> str | None:
        """Take a step; one that is in memory only has been taken all the same."""
        troubles: list[NotKept] = []

        def write(question_id: str, raw: Any) -> None:
            try:
                self._write(question_id, raw, self._present(question_id))
            except NotKept as error:
                troubles.append(error)

        found = step(self._present, write)
        if troubles:
            raise troubles[0]
        return found

    def _present(self, question_id: str) -> Any:
        return self.store.raw(self._question(question_id).address)

    def _write(self, question_id: str, raw: Any, seen: Any) -> None:
        """Put and score; an answer that could not be kept on the disk is scored all the same."""
        question = self._question(question_id)
        try:
            self.store.put(question.address, raw, seen)
        except NotKept:
            self._taken(question)
            raise
        self._taken(question)

    # ---------------------------------------------------------------- the file

    @property
    def read_only(self) -> Problem | None:
        """Why nothing can be answered (another window has the file: GF-410; file or folder is protected: GF-411).

        None when answers are taken. Fixed for the whole session; everything can be looked at all the same.
        """
        return self.store.read_only

    @property
    def begun(self) -> bool:
        """Whether there was no file before, so that a blank one was made."""
        return self.store.begun

    @property
    def saved(self) -> Saved:
        """Where the answers are, for a sign on the screen.

        ``"saved"``: all in the file. ``"waiting"``: some are only in the journal beside the file (safe against a kill;
        :meth:`flush` is due, or conflicts wait to be resolved). ``"failed"``: the last try to write failed (disk full,
        file unreadable); nothing is lost as long as the window stays open, and each :meth:`flush` tries again.
        """
        return self.store.saved

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Questions that we and somebody else changed differently: our answer is shown, theirs stands in the file.

        They stay so until :meth:`resolve`; all other answers are saved as usual.
        """
        return self.store.conflicts

    def resolve(self, choices: Mapping[Address, Any]) -> None:
        """Settle conflicts: by address the plain data that shall stand (``conflict.ours``, ``.theirs`` or anything else).

        Undoable like answers, raises like them. Follow with :meth:`flush`.
        """
        problems: list[Problem] = []
        for address, raw in choices.items():
            question = self.questionnaire.by_address.get(address)
            before = self.store.raw(address)
            try:
                self.store.resolve(address, raw)
            except NotKept as error:
                problems += error.problems
            if question is not None and not same(before, self.store.raw(address)):
                self._taken(question)
                self._history.did(question.id, before)
        if problems:
            raise NotKept(problems[:1])

    def check(self) -> bool:
        """Whether somebody else changed or removed the file since we last read or wrote it. Cheap (one ``stat``).

        When True: :meth:`flush` (merges, any thread), then :meth:`refresh`, then look at :attr:`conflicts` and
        :meth:`take_notices`.
        """
        return self.store.changed()

    def take_notices(self) -> tuple[Problem, ...]:
        """What happened on the side and should be told once: answers taken over from somebody else, file made anew."""
        return tuple(self._notice(code, addresses) for code, addresses in self.store.take_notices())

    def _notice(self, code: str, addresses: Sequence[Address]) -> Problem:
        file = str(self.store.path)
        if code != "GF-417":
            return Problem(code, Position(file), {"file": file})
        asked = [self.questionnaire.by_address.get(address) for address in addresses]
        names = [
            question.ask if question else Text(zh=".".join(address), en=".".join(address))
            for question, address in zip(asked, addresses, strict=True)
        ][:_NAMED]
        more = "…" * (len(addresses) > _NAMED)
        shown = Bilingual("、".join(one.zh for one in names) + more, ", ".join(one.en for one in names) + more)
        return Problem("GF-417", Position(file), {"file": file, "count": len(addresses), "names": shown})

    def draft(self, question_id: str, payload: Mapping[str, Any] | None) -> None:
        """Remember what is being typed at a question (None: nothing any more), so that a kill does not lose it."""
        if payload is None:
            self.store.forget_draft(question_id)
            self._seen.end(question_id)
        else:
            self._seen.begin(question_id, self._present(question_id))
            self.store.keep_draft(question_id, payload, self._seen.before(question_id, None))

    def draft_of(self, question_id: str) -> Mapping[str, Any] | None:
        """What was being typed at a question when the last session ended or the question was left."""
        return self.store.draft(question_id)

    def flush(self) -> tuple[Conflict, ...]:
        """Carry every answer into the file; what somebody else changed meanwhile is merged, or returned as conflicts.

        Raises GF-413 when the file cannot be written and GF-414 when somebody else left it unreadable; answers stay in
        the journal then, and the next flush tries again. Any thread; cheap when there is nothing to do.
        """
        return self.store.flush()

    def refresh(self, *, places: bool = False) -> bool:
        """Read the answers anew when somebody else's are among them; with ``places`` also to know where ours stand now.

        On the thread of the screen, which it holds up: places are for whoever shows them. True when anything else changed.
        """
        if self.store.text is self._answers.text or not (places or self.store.foreign):
            return False
        before = (self._answers.raws, self.file_problems)
        self._answers.load()
        self._score()
        return not same(before[0], self._answers.raws) or before[1] != self.file_problems

    def close(self) -> None:
        """Save what waits and let go of the file: drafts of unfinished typing are kept, everything else is cleared away.

        Never raises and may be called twice; look at :attr:`saved` afterwards to tell what could not be saved (it stays in
        the journal and comes back on the next start). For SIGHUP and SIGTERM: end the application, then call this.
        """
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _recovered(self) -> Recovered:
        addresses, drafts, file_changed = self.store.recovered
        asked = [self.questionnaire.by_address.get(address) for address in addresses]
        return Recovered(
            tuple(question.id for question in asked if question is not None),
            tuple(name for name in drafts if name in self.questionnaire.by_id),
            file_changed,
        )

    def _question(self, question_id: str) -> Question:
        return self.questionnaire.by_id[question_id]

    def _taken(self, question: Question) -> None:
        present = self._present(question.id)
        self._seen.ours(question.id, present)
        draft = self.store.draft(question.id)
        if draft is not None:
            self.store.keep_draft(question.id, draft, present)
        self._answers.take(question)
        self._score()

    def _score(self) -> None:
        self._states: dict[str, State] = {}
        self.assessments: tuple[Assessment, ...] = tuple(
            evaluate(scheme, self.submission, self.last) for scheme in self.schemes
        )
        found: dict[str, float] = {}
        for assessment in self.assessments:
            for name, points in worths(assessment).items():
                found[name] = found.get(name) or points
        self.worths: Mapping[str, float] = found
        warned = {(one.id, one.facts, one.zh): one for assessment in self.assessments for one in assessment.warnings}
        self.warned: tuple[PlausibilityWarning, ...] = tuple(warned.values())


def open_session(path: Path, schemes: Sequence[CompiledScheme], lang: Lang, last: Submission | None = None) -> Session:
    """Open ``path``, or begin it with a blank questionnaire; see :func:`open_store` for locks and protection."""
    from assess.submission.blank import blank_submission

    store = open_store(path, lambda: blank_submission(schemes, lang), outline(schemes[0].rulebook))
    try:
        return Session(store, schemes, last)
    except BaseException:
        store.close()
        raise
