"""Rows in aligned columns with a cursor (表格): the list behind tables and evidence; it shows, and says what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from assess.tui.editors.cells import aligned, cut, kept, widths
from assess.tui.editors.window import window

_INDENT = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to show: ``rows`` of cells under ``header``, a ``total`` row, then ``actions`` (id and text) to choose from.

    ``right`` are the columns of numbers. A row of one cell alone takes the whole width. Where there is no room for all
    columns, those in ``spare`` are left out, the first ones first, and ``narrow`` says so.
    """

    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    total: tuple[str, ...] = ()
    actions: tuple[tuple[str, str], ...] = ()
    right: frozenset[int] = field(default_factory=frozenset)
    spare: tuple[int, ...] = ()
    narrow: str = ""


class Grid(Widget, can_focus=True):
    """A table with a cursor; ``cursor`` counts rows first, then actions."""

    room: int = 10

    DEFAULT_CSS: ClassVar[str] = """
    Grid { height: auto; width: 100%; padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("insert", "add", show=False),
        Binding("delete,backspace", "remove", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Enter or a click: a row's place, or an action's id."""

        grid: Grid
        place: int | None
        action: str | None

        @property
        def control(self) -> Grid:
            """The table."""
            return self.grid

    @dataclass
    class Removed(Message):
        """Delete on a row."""

        grid: Grid
        place: int

        @property
        def control(self) -> Grid:
            """The table."""
            return self.grid

    @dataclass
    class Added(Message):
        """Insert: a new row."""

        grid: Grid

        @property
        def control(self) -> Grid:
            """The table."""
            return self.grid

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.sheet = Sheet()
        self.cursor = 0
        self._top = 0

    def put(self, sheet: Sheet, cursor: int | None = None) -> None:
        """Show other rows; the cursor stays on its row or action, or goes to ``cursor``."""
        action = self.action
        self.sheet = sheet
        names = [name for name, _ in sheet.actions]
        if cursor is None:
            cursor = len(sheet.rows) + names.index(action) if action in names else self.cursor
        self.cursor = max(0, min(cursor, self._last))
        self.refresh(layout=True)

    @property
    def action(self) -> str | None:
        """The action under the cursor, None on a row."""
        number = self.cursor - len(self.sheet.rows)
        return self.sheet.actions[number][0] if 0 <= number < len(self.sheet.actions) else None

    @property
    def _last(self) -> int:
        return len(self.sheet.rows) + len(self.sheet.actions) - 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, within ``room``."""
        return min(len(self._laid(width)), max(self.room, 2))

    def render(self) -> Text:
        """The lines that fit, the cursor's among them."""
        laid = self._laid(self.size.width)
        room = max(self.size.height, 1)
        here = next((number for number, (place, _) in enumerate(laid) if place == self.cursor), 0)
        self._top = window(len(laid), room, here, self._top)
        return Text("\n").join(line for _, line in laid[self._top : self._top + room])

    def _laid(self, width: int) -> list[tuple[int | None, Text]]:
        """Every line with the place that the cursor can have there."""
        sheet, found = self.sheet, list[tuple[int | None, Text]]()
        columned = [row for row in (sheet.header, *sheet.rows, sheet.total) if len(row) > 1]
        room = max(width - _INDENT, 1)
        shown = kept(columned, room, sheet.spare) if columned else []
        right = frozenset(number for number, place in enumerate(shown) if place in sheet.right)
        columns = widths([[row[place] for place in shown] for row in columned], room, right) if columned else []

        def line(row: Sequence[str], place: int | None, style: str = "") -> None:
            cells = [row[place] for place in shown] if len(row) > 1 else row
            text = aligned(cells, columns, right) if len(row) > 1 else cut(row[0], room)
            mark = "❯ " if place is not None and place == self.cursor and self.has_focus else "  "
            style = style or ("bold reverse" if mark != "  " else "")
            found.append((place, Text(mark + text, style=style, no_wrap=True, overflow="ellipsis")))

        if sheet.header and sheet.rows:
            line(sheet.header, None, "dim")
        for number, row in enumerate(sheet.rows):
            line(row, number)
        if sheet.total:
            line(sheet.total, None, "bold")
        if columned and len(shown) < len(columned[0]):
            line((sheet.narrow,), None, "dim")
        for number, (_, title) in enumerate(sheet.actions, start=len(sheet.rows)):
            line((title,), number)
        return found

    def on_focus(self) -> None:
        """The cursor shows only while the table has the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor goes."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse."""
        spot = event.get_content_offset(self)
        laid = self._laid(self.size.width)
        if spot is None or spot.y + self._top >= len(laid):
            return
        place = laid[spot.y + self._top][0]
        if place is not None:
            self.cursor = place
            self.action_choose()

    def action_move(self, by: int) -> None:
        """The cursor up or down."""
        self.cursor = max(0, min(self.cursor + by, self._last))
        self.refresh()

    def action_choose(self) -> None:
        """Enter."""
        if self.cursor < len(self.sheet.rows):
            self.post_message(self.Chosen(self, self.cursor, None))
        elif self.action is not None:
            self.post_message(self.Chosen(self, None, self.action))

    def action_add(self) -> None:
        """Insert."""
        self.post_message(self.Added(self))

    def action_remove(self) -> None:
        """Delete, on a row."""
        if self.cursor < len(self.sheet.rows):
            self.post_message(self.Removed(self, self.cursor))
