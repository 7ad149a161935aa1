"""The options below the line (选项): numbered, with a cursor and ticks; the line keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget

from assess.tui.editors.options import Row
from assess.tui.editors.window import window
from assess.wrap import lines


class Choices(Widget):
    """A list to pick from. ``cursor`` is the row that Enter takes, None for none; ``room`` the most lines to take."""

    room: int = 12

    DEFAULT_CSS: ClassVar[str] = """
    Choices { height: auto; width: 100%; padding: 0 0 0 1; }
    """

    @dataclass
    class Picked(Message):
        """A row was clicked."""

        choices: Choices
        place: int

        @property
        def control(self) -> Choices:
            """The list."""
            return self.choices

    def __init__(self, *, id: str | None = None, numbered: bool = True) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()
        self.cursor: int | None = None
        self._numbered = numbered
        self._ticked: frozenset[str] = frozenset()
        self._hits: tuple[int, ...] = ()
        self._boxes = False
        self._top = 0

    def offer(self, rows: Sequence[Row], *, boxes: bool = False) -> None:
        """Show other rows; ``boxes`` when several can be ticked."""
        self.rows, self._boxes = tuple(rows), boxes
        self.cursor, self._hits, self._ticked, self._top = None, (), frozenset(), 0
        self.refresh(layout=True)

    def mark(self, ticked: frozenset[str], hits: tuple[int, ...], cursor: int | None) -> None:
        """Show which ids are ticked, which rows what was typed can mean, and where the cursor is."""
        self._ticked, self._hits, self.cursor = ticked, hits, cursor
        self.refresh()

    def move(self, by: int) -> None:
        """Move the cursor, among the rows that what was typed can mean where there are any."""
        among = sorted(self._hits) or list(range(len(self.rows)))
        if not among:
            return
        if self.cursor not in among:
            self.cursor = among[0] if by > 0 else among[-1]
        else:
            self.cursor = among[max(0, min(among.index(self.cursor) + by, len(among) - 1))]
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are, within ``room``."""
        return min(len(self._laid(width)), max(self.room, 1))

    def render(self) -> Text:
        """The lines that fit, the cursor's among them."""
        laid = self._laid(self.size.width)
        room = max(self.size.height, 1)
        here = next((number for number, (place, _) in enumerate(laid) if place == self.cursor), 0)
        self._top = window(len(laid), room, here, self._top)
        shown = [line for _, line in laid[self._top : self._top + room]]
        below = len(laid) - self._top - room
        if shown and below > 0 and here != self._top + room - 1:
            shown[-1] = Text(f"  ↓ {below + 1}", style="dim")
        return Text("\n").join(shown)

    def on_click(self, event: events.Click) -> None:
        """Pick the row under the mouse."""
        spot = event.get_content_offset(self)
        laid = self._laid(self.size.width)
        if spot is not None and spot.y + self._top < len(laid):
            self.post_message(self.Picked(self, laid[spot.y + self._top][0]))

    def _laid(self, width: int) -> list[tuple[int, Text]]:
        """Every line with the row it belongs to; long titles go on below themselves."""
        found: list[tuple[int, Text]] = []
        for place, row in enumerate(self.rows):
            head = self._head(place, row)
            indent = cell_len(head)
            style = "bold" if place == self.cursor else "dim" if self._hits and place not in self._hits else ""
            for number, (start, end) in enumerate(lines(row.title, max(width - indent, 8))):
                before = head if number == 0 else " " * indent
                found.append(
                    (place, Text(before + row.title[start:end], style=style, no_wrap=True, overflow="ellipsis"))
                )
        return found

    def _head(self, place: int, row: Row) -> str:
        """Cursor, tick and number in front of a row."""
        cursor = "❯ " if place == self.cursor else "  "
        tick = "✓" if row.id in self._ticked else " "
        box = f"[{tick}] " if self._boxes else f"{tick} " if self._numbered else ""
        return cursor + box + (f"{place + 1} " if self._numbered else "")
