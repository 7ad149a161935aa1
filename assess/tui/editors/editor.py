"""The inputs of the question pane, one set for all kinds of questions: a line, a source, options, a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from assess.rulebook.units import DIMENSIONLESS
from assess.tui.editors import table
from assess.tui.editors.choices import Choices
from assess.tui.editors.grid import Grid
from assess.tui.editors.line import AnswerLine
from assess.tui.editors.options import OPTION_KINDS, UNKNOWN, Row, meant, rows_of
from assess.tui.editors.typing import Typing, norm_named, opened, pick, written
from assess.tui.pane.ways import declared, example

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.submission.entry import Entry
    from assess.tui.words import ScreenWords


class Editor(Vertical):
    """Shows one question's answer and takes another. ``typing`` is its content, ``pending`` what it would write."""

    DEFAULT_CSS: ClassVar[str] = """
    Editor { height: auto; width: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    class Changed(Message):
        """Something was typed or ticked."""

    class Finished(Message):
        """Enter: the person is done with the question."""

    @dataclass
    class RowAsked(Message):
        """A table's row is to be edited; None adds one."""

        place: int | None

    @dataclass
    class RowsPut(Message):
        """A table is to hold these rows; None takes the answer back."""

        rows: list[Any] | None

    def compose(self) -> ComposeResult:
        """Everything there is; each question shows what it needs."""
        yield AnswerLine(id="line")
        yield AnswerLine(id="source")
        yield Choices(id="options")
        yield Grid(id="table")

    def on_mount(self) -> None:
        """Nothing is asked yet."""
        self._line, self._source = self.query_one("#line", AnswerLine), self.query_one("#source", AnswerLine)
        self._options, self._table = self.query_one(Choices), self.query_one(Grid)
        self._rows: tuple[Row, ...] = ()
        self._picked: tuple[str, ...] | None = None
        self._marking = False
        self._asked = ""
        self.base = Typing()

    # ---------------------------------------------------------------- showing

    def ask(self, question: Question, entry: Entry, session: Session, words: ScreenWords) -> None:
        """Show a question with what stands in the file."""
        again = self._asked == question.id
        self.question, self.entry, self._words, self._asked = question, entry, words, question.id
        self._rows = rows_of(question, words)
        is_table, optional = question.kind == "table", question.kind in OPTION_KINDS
        self._line.display, self._source.display = not is_table, question.kind == "benchmark"
        self._options.display, self._table.display = optional, is_table
        self._line.ticks = question.kind == "multi"
        self._options.offer(self._rows, boxes=question.kind == "multi")
        self._hint(session)
        self.base = opened(question, entry, self._rows)
        self.put(self.base)
        self._table.disabled = self._line.disabled = self._source.disabled = session.read_only is not None
        if is_table:
            self.show_table(entry, session, cursor=None if again else 0)

    def show_table(self, entry: Entry, session: Session, cursor: int | None = None) -> table.TableView:
        """Show the rows of a table question anew."""
        view = table.table_view(self.question, entry, session, self._words)
        self._table.put(view.sheet, cursor)
        return view

    def put(self, typing: Typing) -> None:
        """Show other content, such as a draft."""
        self._picked, self._marking = typing.picked, False
        self._line.put(typing.line)
        self._source.put(typing.source)
        self._hint_second()
        self._aim(None)

    def set_room(self, room: int) -> None:
        """The most lines that options or rows may take."""
        for part in (self._options, self._table):
            if part.room != room:
                part.room = room
                part.refresh(layout=part.display)

    def focus_answer(self) -> None:
        """Put the cursor where the answer goes."""
        (self._table if self.question.kind == "table" else self._line).focus()

    def say_wrong(self, wrong: bool) -> None:
        """Mark the line as one that cannot be used."""
        self._line.set_class(wrong, "-wrong")

    def _hint(self, session: Session) -> None:
        kind, say = self.question.kind, self._words.say
        if kind in ("quantity", "benchmark"):
            units = declared(self.question, session)
            sample = example(units, session.rulebook.units)
            self._line.placeholder = (
                say("line.number") if units == (DIMENSIONLESS,) else say(f"line.{kind}", example=sample)
            )
        else:
            self._line.placeholder = "" if kind == "table" else say(f"line.{kind}")
        if session.read_only is not None:
            self._line.placeholder = say("line.read_only")

    def _hint_second(self) -> None:
        """A benchmark's second line: where its value stands, or what a norm is corrected by."""
        benchmark, say = self.question.benchmark, self._words.say
        if benchmark is None:
            return
        book = self._words.report.rulebook
        norm = book.norms.get(norm_named(self._line.value.strip(), benchmark, book) or "")
        if norm is None:
            self._source.placeholder = say("line.source")
        elif norm.correction is None:
            self._source.placeholder = say("line.correction.none")
        else:
            self._source.placeholder = say("line.correction", what=norm.correction.what.in_(self._words.lang))

    # ---------------------------------------------------------------- what stands here

    @property
    def typing(self) -> Typing:
        """The content as it stands, half-typed lines included."""
        return Typing(self._line.value, self._source.value, self._picked)

    @property
    def settled(self) -> Typing:
        """The content with a typed line taken for the option it means."""
        place = self._options.cursor
        if self.question.kind not in OPTION_KINDS or not self._line.value.strip() or place is None:
            return self.typing
        if not self._hits:
            return self.typing
        row = self._rows[place]
        if self.question.kind == "multi" and row.id in (self._picked or ()):
            return Typing(picked=self._picked)
        return pick(Typing(picked=self._picked), row, several=self.question.kind == "multi")

    @property
    def result(self) -> Entry:
        """The entry that the content makes."""
        settled = self.settled
        return self.entry if settled == self.base else written(self.question, settled, self.entry, self._words)

    @property
    def pending(self) -> Entry | None:
        """The entry to write, None when nothing was changed."""
        if self.question.kind == "table":
            return None
        found = self.result
        return None if found == self.entry else found

    @property
    def _hits(self) -> tuple[int, ...]:
        return meant(self._line.value, self._rows)

    def _aim(self, cursor: int | None) -> None:
        """Show ticks, matches and the cursor; without one, the row that is picked."""
        ticked = frozenset(("-",) if self._picked == () else self._picked or ())
        single = self.question.kind != "multi"
        here = next((place for place, row in enumerate(self._rows) if row.id in ticked), None) if single else None
        self._options.mark(ticked, self._hits, here if cursor is None else cursor)

    # ---------------------------------------------------------------- the line and the options

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        hits = self._hits
        self._marking = False
        self._hint_second()
        self._aim(hits[0] if hits else None)
        self.post_message(self.Changed())

    @on(Input.Submitted, "#line")
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        place = self._options.cursor
        if self.question.kind == "benchmark":
            self._source.focus()
        elif self.question.kind not in OPTION_KINDS or place is None or (event.value.strip() and not self._hits):
            self.post_message(self.Finished())
        else:
            self._take(place, typed=bool(event.value.strip()))

    @on(Input.Submitted, "#source")
    def _sourced(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Finished())

    def _take(self, place: int, *, typed: bool) -> None:
        """Enter on a row. Where several can be ticked, Enter on a ticked row is the end."""
        row = self._rows[place]
        if self.question.kind == "multi":
            done = (row.id == UNKNOWN and self._picked is None) or row.id in self._ticked
            if done and not typed:
                self.post_message(self.Finished())
                return
            self._tick(place)
            return
        self.put(pick(self.typing, row, several=False))
        self.post_message(self.Finished())

    @property
    def _ticked(self) -> tuple[str, ...]:
        return ("-",) if self._picked == () else self._picked or ()

    def _tick(self, place: int) -> None:
        self._picked = pick(Typing(picked=self._picked), self._rows[place], several=True).picked
        self._line.put("")
        self._aim(place)
        self.post_message(self.Changed())

    @on(AnswerLine.Ticked)
    def _space(self, event: AnswerLine.Ticked) -> None:
        event.stop()
        if self._options.cursor is not None:
            self._tick(self._options.cursor)

    @on(AnswerLine.Emptied)
    def _emptied(self, event: AnswerLine.Emptied) -> None:
        event.stop()
        if self._picked is not None:
            self.put(Typing())
            self.post_message(self.Changed())

    @on(Choices.Picked)
    def _clicked(self, event: Choices.Picked) -> None:
        event.stop()
        if self._line.disabled:
            return
        if self.question.kind == "multi":
            self._tick(event.place)
        else:
            self._take(event.place, typed=False)

    def action_move(self, by: int) -> None:
        """Up and down: among the options, or between a value and its source."""
        if self.question.kind == "benchmark":
            (self._source if by > 0 else self._line).focus()
        elif self.question.kind in OPTION_KINDS and not self._line.disabled:
            self._options.move(by)
            self._mark_instead()
            self.post_message(self.Changed())

    def _mark_instead(self) -> None:
        """Text that no option means gives way to the mark; where one is picked, the mark is then the answer."""
        if self._line.value.strip() and not self._hits:
            self._line.put("")
            self._marking = True
        place = self._options.cursor
        if self._marking and place is not None and self.question.kind != "multi":
            self._picked = pick(Typing(), self._rows[place], several=False).picked
            self._aim(place)

    # ---------------------------------------------------------------- the table

    @on(Grid.Chosen)
    def _chosen(self, event: Grid.Chosen) -> None:
        event.stop()
        if event.place is not None or event.action == table.ADD:
            self.post_message(self.RowAsked(event.place))
        elif event.action == table.NEXT:
            self.post_message(self.Finished())
        else:
            self.post_message(self.RowsPut([] if event.action == table.NONE else None))

    @on(Grid.Added)
    def _added(self, event: Grid.Added) -> None:
        event.stop()
        if any(action == table.ADD for action, _ in self._table.sheet.actions):
            self.post_message(self.RowAsked(None))
        else:
            self.notify(self._words.say("table.full"), severity="warning")

    @on(Grid.Removed)
    def _removed(self, event: Grid.Removed) -> None:
        event.stop()
        rows = table.rows_in(self.entry.value)
        kept = [row for place, row in enumerate(rows or ()) if place != event.place]
        self.post_message(self.RowsPut(kept or None))
