"""One choice among few on a line (单选行): ← and → choose, a sign says what is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from assess.tui.screens.rows import Spread


class Pick(Static, can_focus=True):
    """``options`` are ids with their titles; ``chosen`` is an id."""

    DEFAULT_CSS = """
    Pick { height: auto; padding: 0 1; }
    Pick:focus { background: $block-cursor-blurred-background; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Something else was chosen."""

        pick: Pick

    def __init__(self, label: str, options: Sequence[tuple[str, str]], chosen: str, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.label, self.options, self.chosen = label, tuple(options), chosen

    def on_mount(self) -> None:
        """Show what is chosen."""
        self._show()

    def on_click(self, event: events.Click) -> None:
        """A click chooses the next one."""
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """Choose the next one or the last one."""
        names = [name for name, _ in self.options]
        self.chosen = names[(names.index(self.chosen) + by) % len(names)]
        self._show()
        self.post_message(self.Changed(self))

    def _show(self) -> None:
        signs = (f"{'●' if name == self.chosen else '○'} {title} " for name, title in self.options)
        self.update(Spread([(self.label, False), *((text, False) for text in signs)]))
