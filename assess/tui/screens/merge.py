"""The merge (合并): questions that we and somebody else answered differently, side by side, one choice each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from rich.console import Group
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assess.filling.questions import Question
from assess.filling.store import Conflict
from assess.submission.document import Address
from assess.tui.screens.base import Side
from assess.tui.screens.rows import Rows, aligned, explained
from assess.tui.screens.shown import entry_details
from assess.wrap import Flow

Which = Literal["base", "ours", "theirs"]
Choice = Literal["", "ours", "theirs"]
_CHOICES: tuple[Choice, ...] = ("", "ours", "theirs")
_SIDES: tuple[Which, ...] = ("base", "ours", "theirs")


class MergeScreen(Side[Mapping[Address, Any]]):
    """Dismisses with what was chosen, by address. Nothing is chosen at first; Esc decides nothing at all."""

    name_: ClassVar[str] = "merge"
    DEFAULT_CSS = """
    MergeScreen > #lead { height: auto; padding: 0 1; color: $text-muted; }
    MergeScreen > #sides { height: 1fr; border-top: solid $primary; }
    MergeScreen > #sides:focus { border-top: heavy $accent; }
    MergeScreen.-wide > #sides { layout: horizontal; }
    MergeScreen.-wide _Side { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose(-1)", show=False, priority=True),
        Binding("right", "choose(1)", show=False, priority=True),
    ]

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__()
        self.conflicts = tuple(conflicts)
        self.choices: dict[Address, Choice] = {one.address: "" for one in conflicts}

    def body(self) -> ComposeResult:
        """What happened, the questions with what was chosen, and the three answers to the one under the cursor."""
        yield Static(Flow(self.say("merge.lead", count=len(self.conflicts))), id="lead")
        yield Rows()
        with VerticalScroll(id="sides"):
            for which in _SIDES:
                yield _Side(which)

    def on_mount(self) -> None:
        """Begin at the first question."""
        self._show(0)
        self.query_one(Rows).focus()

    # ---------------------------------------------------------------- choosing

    def action_choose(self, by: int) -> None:
        """Step through nothing, ours, theirs for the question under the cursor."""
        number = self.query_one(Rows).highlighted or 0
        if number < len(self.conflicts):
            address = self.conflicts[number].address
            before = _CHOICES.index(self.choices[address])
            self.choices[address] = _CHOICES[(before + by) % len(_CHOICES)]
            self._show(number)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: the next choice for a question, or what a line below the questions says."""
        number = event.option_index - len(self.conflicts)
        if number < 0:
            self.action_choose(1)
        elif number < 2:
            self.choices = dict.fromkeys(self.choices, "ours" if number == 0 else "theirs")
            self._show(len(self.conflicts) + 2)
        else:
            self._finish()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: show that question's three answers."""
        if event.option_index < len(self.conflicts):
            self._compare(self.conflicts[event.option_index])

    def on__side_picked(self, message: _Side.Picked) -> None:
        """A click on an answer."""
        number = self.query_one(Rows).highlighted or 0
        if message.which != "base" and number < len(self.conflicts):
            self.choices[self.conflicts[number].address] = message.which
            self._show(number)
        self.query_one(Rows).focus()

    def action_back(self) -> None:
        """Later: nothing is overwritten."""
        self.choices = dict.fromkeys(self.choices, "")
        self._finish()

    def _finish(self) -> None:
        found = {
            one.address: getattr(one, self.choices[one.address]) for one in self.conflicts if self.choices[one.address]
        }
        left = len(self.conflicts) - len(found)
        if left:
            self.notify(self.say("merge.later", count=left), markup=False)
        self.dismiss(found)

    # ---------------------------------------------------------------- showing

    def _show(self, number: int) -> None:
        """The list with what is chosen, the cursor at ``number``."""
        rows = aligned([self._row(one) for one in self.conflicts], frozenset())
        chosen = sum(bool(one) for one in self.choices.values())
        done = self.say("merge.done", chosen=chosen, left=len(self.conflicts) - chosen)
        actions = [self.say("merge.all.ours"), self.say("merge.all.theirs"), done]
        shown = self.query_one(Rows)
        shown.set_options([*map(Option, rows), None, *(Option(Text(f"» {text}")) for text in actions)])
        shown.highlighted = number
        if number < len(self.conflicts):
            self._compare(self.conflicts[number])

    def _row(self, conflict: Conflict) -> tuple[str, str]:
        choice = self.choices[conflict.address]
        sign = f"● {self.say(f'merge.{choice}')}" if choice else f"○ {self.say('merge.open')}"
        question = self._question(conflict)
        return sign, question.ask.in_(self.words.lang) if question else ".".join(conflict.address)

    def _question(self, conflict: Conflict) -> Question | None:
        return self.session.questionnaire.by_address.get(conflict.address)

    def _compare(self, conflict: Conflict) -> None:
        for side in self.query(_Side):
            details = entry_details(getattr(conflict, side.which), self._question(conflict), self.words)
            chosen = self.choices[conflict.address] == side.which
            title = Text(
                f"{'● ' if chosen else ''}{self.say(f'merge.{side.which}')}", style="bold reverse" if chosen else "bold"
            )
            side.update(Group(Flow(title), explained(details, self.words.report("colon"))))


class _Side(Static):
    """One of the three answers; a click chooses it."""

    DEFAULT_CSS = "_Side { height: auto; padding: 0 1; }"

    class Picked(Message):
        """The answer was clicked."""

        def __init__(self, which: Which) -> None:
            super().__init__()
            self.which = which

    def __init__(self, which: Which) -> None:
        super().__init__()
        self.which = which

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        self.post_message(self.Picked(self.which))
