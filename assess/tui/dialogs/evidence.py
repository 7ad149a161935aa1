"""Evidence (证据): the list of a question's documents, and the form for one of them. Every change is saved at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from assess.submission.quantity import ValueProblem, day
from assess.tui.dialogs.form import FormSheet, Line
from assess.tui.dialogs.paths import completions, exists
from assess.tui.dialogs.sheet import Sheet
from assess.tui.editors.drafts import Drafts
from assess.tui.editors.grid import Grid
from assess.tui.editors.grid import Sheet as Rows
from assess.tui.editors.options import Row
from assess.tui.editors.typing import as_date, shown
from assess.tui.pane.feeds import asked_evidence
from assess.tui.words import ScreenWords
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session

FIELDS = ("file", "date", "valid_until")
ADD, BACK = "add", "back"


class EvidenceSheet(Sheet[None]):
    """The list. ``put`` is told the rows after each change."""

    def __init__(
        self,
        question: Question,
        session: Session,
        words: ScreenWords,
        drafts: Drafts,
        put: Callable[[list[Any]], None],
    ) -> None:
        super().__init__(words.say("evidence.title", question=question.ask.in_(words.lang)), "sheet.keys.list", words)
        self._question, self._session, self._drafts, self._put = question, session, drafts, put

    def fields(self) -> ComposeResult:
        """What is asked for, and what there is."""
        asked = asked_evidence(self._question, self._session, self._words)
        if asked:
            names = self._words.report.listed(asked, separator="list.semicolon")
            yield Static(Flow(self._words.say("evidence.asked", names=names)), classes="label")
        yield Grid()

    def on_mount(self) -> None:
        """Begin with the form when there is nothing to list, or when one was being filled in."""
        self._show(0)
        self.query_one(Grid).focus()
        draft = self._drafts.get("evidence")
        if draft is not None:
            self._open(draft.get("row"))
        elif not self._rows:
            self._open(None)

    @property
    def _rows(self) -> list[Any]:
        return list(self._session.entry(self._question.id).evidence)

    def _show(self, cursor: int | None = None) -> None:
        say = self._words.say
        header = (say("evidence.file"), say("evidence.date"), say("evidence.valid_until"))
        rows = tuple(tuple(fields_of(raw)[name] or "–" for name in FIELDS) for raw in self._rows)
        actions = ((ADD, say("evidence.add")), (BACK, say("evidence.back")))
        self.query_one(Grid).put(Rows(header, rows, (), actions), cursor)

    def _open(self, place: object) -> None:
        """The form for a row; None is a new one."""
        rows = self._rows
        number = place if isinstance(place, int) and place < len(rows) else None
        raw = rows[number] if number is not None else {}

        def done(texts: dict[str, str] | None) -> None:
            if texts is not None:
                row = written(raw, texts)
                self._put([*rows, row] if number is None else [*rows[:number], row, *rows[number + 1 :]])
                self._drafts.settle("evidence")
                self._show(len(rows) + 1 if number is None else number)

        self.app.push_screen(EvidenceForm(self._question, raw, number, self._session, self._words, self._drafts), done)

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        if event.action == BACK:
            self.dismiss(None)
        else:
            self._open(event.place)

    @on(Grid.Added)
    def _added(self, event: Grid.Added) -> None:
        self._open(None)

    @on(Grid.Removed)
    def _removed(self, event: Grid.Removed) -> None:
        self._put([raw for place, raw in enumerate(self._rows) if place != event.place])
        self._show()

    def action_accept(self) -> None:
        """Everything is saved already."""
        self.dismiss(None)


class EvidenceForm(FormSheet):
    """One document: its file, its date, how long it holds."""

    def __init__(
        self, question: Question, raw: Any, number: int | None, session: Session, words: ScreenWords, drafts: Drafts
    ) -> None:
        say = words.say
        lines = (
            Line("file", say("evidence.file.hint"), suggests=True),
            Line("date", say("line.date")),
            Line("valid_until", say("line.date")),
        )
        title = say("evidence.title.one", question=question.ask.in_(words.lang))
        super().__init__(title, lines, fields_of(raw), words, drafts, "evidence")
        self._number, self._folder = number, Path(session.store.path).parent
        self._period = session.submission.period

    def label(self, line: str, values: Mapping[str, str]) -> str:
        """The field's name, and whether it may stay empty."""
        name = self._words.say(f"evidence.{line}")
        return name if line == "file" else name + self._words.report.aside(self._words.say("sheet.optional"))

    def remark(self, line: str, values: Mapping[str, str]) -> tuple[str, str]:
        """Whether the file is there; how a date reads, and whether it has run out."""
        typed = values[line]
        if not typed:
            return "hint", ""
        if line == "file":
            found = exists(typed, self._folder)
            return ("ok" if found else "hint"), self._words.say("evidence.found" if found else "evidence.not_found")
        try:
            read = day(typed)
        except ValueProblem as problem:
            return "wrong", "✗ " + self._told(problem)
        end = date(self._period, 12, 31) if self._period > 1 else None
        shown_day = self._words.report.date(read)
        if line == "valid_until" and end is not None and read < end:
            return "hint", self._words.say("evidence.expired", day=shown_day, end=end.isoformat())
        return "ok", f"✓ {shown_day}"

    def _told(self, problem: ValueProblem) -> str:
        from assess.errors import Problem

        found = Problem(problem.code, None, problem.values)
        return self._words.report.sentences((found.what(self._words.lang), found.mend(self._words.lang)))

    def suggestions(self, line: str, values: Mapping[str, str]) -> Sequence[Row]:
        """Files and folders beside the submission."""
        return [Row(path, path, ()) for path in completions(values["file"], self._folder)] if line == "file" else ()

    def missing(self, values: Mapping[str, str]) -> str | None:
        """A piece of evidence is a file."""
        return None if values["file"] else "file"

    def draft_key(self) -> Mapping[str, Any]:
        """Which row is being filled in."""
        return {"row": self._number}

    def _completes_on_enter(self, line: str) -> bool:
        """A file may be named before it exists: Enter keeps what was typed, Tab and → complete."""
        return False


def fields_of(raw: Any) -> dict[str, str]:
    """A row of evidence as texts; the short form is the file alone."""
    if not isinstance(raw, Mapping):
        return {"file": shown(raw), "date": "", "valid_until": ""}
    return {name: shown(raw.get(name)) for name in FIELDS}


def written(raw: Any, texts: Mapping[str, str]) -> dict[str, Any]:
    """The row to write: dates as YYYY-MM-DD, keys that we do not know kept."""
    others = {key: value for key, value in raw.items() if key not in FIELDS} if isinstance(raw, Mapping) else {}
    dates = {name: as_date(texts[name]) for name in ("date", "valid_until") if texts[name]}
    return {"file": texts["file"], **dates, **others}
