"""A screen of lists (清单画面): headings to walk along with ← and →, one list at a time, and what explains its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static

from assess.tui.screens.base import Side
from assess.tui.screens.rows import About, Heads, Row, Rows, Section
from assess.wrap import Flow


class Listed(Side[str | None]):
    """Begins with the first list that is not empty; Enter on a row dismisses with the question that it goes to."""

    DEFAULT_CSS = """
    Listed > #lead { height: auto; padding: 0 1; color: $text-muted; }
    Listed > #parts { height: 1fr; }
    Listed.-narrow > #parts { layout: vertical; }
    Listed.-wide > #parts { layout: horizontal; }
    Listed.-narrow About { height: 9; border-top: solid $primary; }
    Listed.-narrow About:focus { border-top: heavy $accent; }
    Listed.-narrow.-tall About { height: 40%; }
    Listed.-wide Rows { width: 3fr; }
    Listed.-wide About { width: 2fr; border-left: solid $primary; }
    Listed.-wide About:focus { border-left: heavy $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, priority=True),
        Binding("right", "turn(1)", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.lists: Sequence[Section] = ()
        self.number = 0

    def sections(self) -> Sequence[Section]:
        """The lists, worked out when the screen opens."""
        raise NotImplementedError

    def above(self) -> ComposeResult:
        """What stands above the headings."""
        yield from ()

    def body(self) -> ComposeResult:
        """Headings, the list, what explains its rows."""
        yield from self.above()
        yield Heads()
        yield Static(id="lead")
        with Container(id="parts"):
            yield Rows()
            yield About()

    def on_mount(self) -> None:
        """Begin with the first list that has something in it."""
        self.lists = self.sections()
        self.turn_to(next((number for number, one in enumerate(self.lists) if one.rows), 0))
        self.query_one(Rows).focus()

    def turn_to(self, number: int) -> None:
        """Show one of the lists."""
        self.number = number
        section = self.lists[number]
        heads = self.query_one(Heads)
        heads.show([one.heading for one in self.lists], number)
        heads.display = len(self.lists) > 1
        lead = self.query_one("#lead", Static)
        lead.update(Flow(section.lead))
        lead.display = bool(section.rows)
        self.query_one(Rows).fill(section)
        self.query_one(About).display = bool(section.rows)

    def action_turn(self, by: int) -> None:
        """The next or the last list."""
        self.turn_to((self.number + by) % len(self.lists))

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        number = self.query_one(Rows).highlighted
        rows = self.lists[self.number].rows
        return rows[number] if number is not None and number < len(rows) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """The cursor moved: explain the row."""
        if self.row is not None:
            self.query_one(About).explain(self.row.details, self.words.report("colon"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: go to the question."""
        if self.row is None:
            return
        if self.row.goes is None:
            self.notify(self.say("screen.no_question"), markup=False)
        else:
            self.dismiss(self.row.goes)
