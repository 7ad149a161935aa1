"""The question pane (答题区): one question at a time, the same widgets for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from assess.filling.session import Session
from assess.submission.entry import Entry
from assess.tui.dialogs.sheets import Sheets
from assess.tui.editors.drafts import Drafts
from assess.tui.editors.editor import Editor
from assess.tui.editors.typing import from_payload, without_strange
from assess.tui.pane.about import about
from assess.tui.pane.head import Head, place, state
from assess.tui.pane.readback import Readback, readback
from assess.tui.pane.rule import RuleLine
from assess.tui.pane.scroll import About
from assess.tui.words import ScreenWords
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.tui.app import FillApp

_AROUND = 7
"""Rows of the pane that options and tables leave to everything else."""
_LEAST = 4
_PRIORITY = (
    ("ctrl+e", "evidence"),
    ("ctrl+n", "note"),
    ("ctrl+x", "not_applicable"),
    ("ctrl+l", "unverified"),
)


class QuestionPane(Vertical):
    """``question_id`` is the question shown."""

    DEFAULT_CSS: ClassVar[str] = """
    QuestionPane { width: 1fr; height: 1fr; padding: 0 0 0 1; }
    QuestionPane #place { color: $text-muted; height: auto; }
    QuestionPane #ask { height: auto; }
    QuestionPane #restored { height: auto; color: $text-warning; display: none; }
    QuestionPane #reading { height: auto; padding: 0 0 0 2; }
    QuestionPane #reading.-ok { color: $text-success; }
    QuestionPane #reading.-wrong { color: $text-error; text-style: bold; }
    QuestionPane #reading.-hint { color: $text-muted; }
    QuestionPane About { height: 1fr; scrollbar-size-vertical: 1; padding: 0; }
    QuestionPane #about { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "restore", show=False),
        Binding("ctrl+down", "scroll_about(1)", show=False, priority=True),
        Binding("ctrl+up", "scroll_about(-1)", show=False, priority=True),
    ]

    question_id: str = ""

    @dataclass
    class Committed(Message):
        """The person is done with a question: its entry; ``advance`` asks for the next one."""

        question_id: str
        entry: Entry
        advance: bool

    def compose(self) -> ComposeResult:
        """Place and state, question, editor, how it reads; below them everything about the question."""
        yield Static(id="place")
        yield Static(id="ask")
        yield Static(id="restored")
        yield Editor()
        yield Static(id="reading")
        yield RuleLine()
        with About():
            yield Static(id="about")

    def on_mount(self) -> None:
        """Keys that hold wherever the cursor is in the pane."""
        self._editor = self.query_one(Editor)
        self._sheets = Sheets(self)
        for key, action in _PRIORITY:
            self._bindings.bind(key, action, self.words.say(f"key.{action}"), priority=True)

    @property
    def _fill(self) -> FillApp:
        return cast("FillApp", self.app)

    @property
    def session(self) -> Session:
        """Everything that is known."""
        return self._fill.session

    @property
    def words(self) -> ScreenWords:
        """How it is said."""
        return self._fill.words

    @property
    def entry(self) -> Entry:
        """What stands in the file for the question."""
        return self.session.entry(self.question_id)

    @property
    def question(self) -> Question:
        """The question shown."""
        return self.session.questionnaire.by_id[self.question_id]

    # ---------------------------------------------------------------- asking and leaving

    def ask(self, question_id: str) -> None:
        """Show a question with what stands in the file, or the draft that was being typed."""
        self.question_id = question_id
        self.drafts = Drafts(self.session, question_id)
        self.query_one("#ask", Static).update(Flow(self.question.ask.in_(self.words.lang), "bold"))
        self._open()
        draft = self.drafts.get("answer")
        if draft is not None:
            self._editor.put(from_payload(draft))
        self.say_restored()
        self._show_answer()
        self._show_rest()
        self.query_one(About).scroll_home(animate=False)
        self._editor.focus_answer()

    def leave(self) -> None:
        """Commit what was typed, when it differs from what stands in the file.

        At once and not by a message: whoever leaves may ask the session next where to go.
        """
        if not self.question_id or self.session.read_only is not None:
            return
        found = self._editor.pending
        if found is not None:
            self._fill.commit(self.question_id, found)
        else:
            self.drafts.keep("answer", None)

    def refresh_from(self, session: Session, words: ScreenWords) -> None:
        """Show changes made elsewhere (undo, merge) without touching what is being typed."""
        if not self.question_id:
            return
        entry = session.entry(self.question_id)
        if entry != self._editor.entry:
            typed = self._editor.typing
            mine = self._editor.pending not in (None, entry)
            self.drafts.reload()
            self._open()
            if mine:
                self._editor.put(typed)
                self._keep_draft()
        self.say_restored()
        self._show_answer()
        self._show_rest()

    def _open(self) -> None:
        self._editor.ask(self.question, self.session.entry(self.question_id), self.session, self.words)

    # ---------------------------------------------------------------- showing

    def _show_answer(self) -> None:
        """How the content of the editor reads."""
        found = self._read()
        self._editor.say_wrong(found.tone == "wrong")
        reading = self.query_one("#reading", Static)
        reading.set_classes(f"-{found.tone}")
        reading.update(Flow(found.text))

    def _read(self) -> Readback:
        session, words = self.session, self.words
        if session.read_only is not None:
            reason = words.report.sentences((session.read_only.what(words.lang), session.read_only.mend(words.lang)))
            shown = readback(self.question, self._editor.entry, session, words)
            return shown._replace(text=f"{shown.text}\n{words.say('pane.read_only', reason=reason)}")
        if self.question.kind == "table":
            view = self._editor.show_table(self._editor.entry, session)
            if view.line is not None:
                return view.line
        return readback(self.question, self._editor.result, session, words)

    def _show_rest(self) -> None:
        """Place, state, and everything about the question."""
        entry, session, words = self._editor.entry, self.session, self.words
        where, how = place(self.question_id, session, words), state(self.question_id, entry, session, words)
        self.query_one("#place", Static).update(Head(where, how))
        self.query_one("#about", Static).update(about(self.question, entry, session, words))

    def say_restored(self) -> None:
        """The mark of a draft that was brought back."""
        parts = self.drafts.restored
        key = "pane.restored" if "answer" in parts else f"pane.restored.{parts[0]}" if parts else ""
        mark = self.query_one("#restored", Static)
        mark.display = bool(key)
        mark.update(Flow(self.words.say(key)) if key else "")

    @on(About.Scrolled)
    def _show_more(self) -> None:
        scroll = self.query_one(About)
        sign = ""
        if scroll.max_scroll_y > 0:
            sign = self.words.say("pane.more" if scroll.scroll_y < scroll.max_scroll_y else "pane.top")
        self.query_one(RuleLine).put(self.words.say("pane.about"), sign)

    def on_resize(self, event: events.Resize) -> None:
        """Options and tables take what the pane can spare."""
        self._editor.set_room(max(event.size.height - _AROUND, _LEAST))

    def action_scroll_about(self, by: int) -> None:
        """Read on below the answer."""
        scroll = self.query_one(About)
        scroll.scroll_relative(y=by * max(scroll.size.height - 1, 1), animate=False)

    # ---------------------------------------------------------------- typing

    @on(Editor.Changed)
    def _changed(self, event: Editor.Changed) -> None:
        event.stop()
        self._keep_draft()
        self._show_answer()

    def _keep_draft(self) -> None:
        typing = self._editor.typing
        self.drafts.keep("answer", None if typing == self._editor.base else typing.payload())

    @on(Editor.Finished)
    def _finished(self, event: Editor.Finished) -> None:
        """Enter commits and goes on; a wrong answer is kept, and stays in sight the first time."""
        event.stop()
        found = without_strange(self.question, self._editor.result)
        new = found != self._editor.entry
        wrong = new and bool(self.session.read(self.question_id, found).problems)
        self.post_message(self.Committed(self.question_id, found, advance=not wrong))

    def action_restore(self) -> None:
        """Drop what is being typed and show what stands in the file."""
        if not self.question_id or (not self.drafts.parts and self._editor.typing == self._editor.base):
            raise SkipAction
        self.drafts.drop()
        self._open()
        self.say_restored()
        self._show_answer()

    def commit(self, entry: Entry) -> None:
        """Commit at once: what is typed next must build on it."""
        if entry != self.entry:
            self._fill.commit(self.question_id, entry)

    # ---------------------------------------------------------------- dialogs

    def _after_typing(self, do: Callable[[], None]) -> None:
        """Do something once everything typed before has arrived: these keys overtake letters on their way to the line."""
        (self.screen.focused or self).call_later(do)

    def action_evidence(self) -> None:
        """List, add, change and remove evidence."""
        self._after_typing(self._sheets.evidence)

    def action_note(self) -> None:
        """Write a note."""
        self._after_typing(self._sheets.note)

    def action_not_applicable(self) -> None:
        """Not applicable, with the reason; back again when it is already."""
        self._after_typing(self._sheets.not_applicable)

    def action_unverified(self) -> None:
        """Not verified yet, or verified after all."""
        self._after_typing(self._sheets.unverified)

    # ---------------------------------------------------------------- tables

    @on(Editor.RowAsked)
    def _row_asked(self, event: Editor.RowAsked) -> None:
        event.stop()
        self._sheets.row(event.place)

    @on(Editor.RowsPut)
    def _rows_put(self, event: Editor.RowsPut) -> None:
        event.stop()
        self._sheets.put_rows(event.rows)
