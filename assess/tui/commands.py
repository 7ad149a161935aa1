"""Every key of the questionnaire in one table: what it does, where it holds, how it is named. Help, footer and palette read it.

No action stands on a bare letter or digit: an active Chinese input method would swallow it. Keys of the form have priority
over an input's own (``PageUp``, ``Ctrl+Z`` …), since they must do the same wherever the cursor is. Keys of the application
have none, except to quit: dialogs shut them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from textual.binding import Binding

from assess.tui.words import ScreenWords

Place = Literal["app", "form", "pane"]
Group = Literal["answer", "move", "see", "file", "program"]

GROUPS: tuple[Group, ...] = ("answer", "move", "see", "file", "program")
"""The help screen's sections, in order; their titles are the texts ``keys.GROUP``."""

_SHOWN = {
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One action. ``place`` is the node that has the action; ``rank`` orders the footer, lower first, 0 is never there.

    Texts: ``key.ACTION`` (two or three words) and ``key.ACTION.help`` (one sentence). ``bound`` is false for keys that the
    widgets of the pane handle themselves and that are here for the help screen.
    """

    action: str
    key: str
    place: Place
    group: Group
    rank: int = 0
    bound: bool = True

    @property
    def shown(self) -> str:
        """The key as printed on a keyboard: ``F3``, ``PgDn``, ``Ctrl+Z``."""
        if self.key in _SHOWN:
            return _SHOWN[self.key]
        return "+".join(part.capitalize() for part in self.key.split("+"))

    def title(self, words: ScreenWords) -> str:
        """The name on footer and palette."""
        return words.say(f"key.{self.action}")

    def help(self, words: ScreenWords) -> str:
        """What it does, in a sentence."""
        return words.say(f"key.{self.action}.help")


COMMANDS: tuple[Command, ...] = (
    Command("accept", "enter", "pane", "answer", bound=False),
    Command("restore", "escape", "pane", "answer", bound=False),
    Command("field", "tab", "pane", "answer", bound=False),
    Command("evidence", "ctrl+e", "pane", "answer", 11, bound=False),
    Command("note", "ctrl+n", "pane", "answer", 13, bound=False),
    Command("not_applicable", "ctrl+x", "pane", "answer", 12, bound=False),
    Command("unverified", "ctrl+l", "pane", "answer", 14, bound=False),
    Command("undo", "ctrl+z", "form", "answer", 15),
    Command("redo", "ctrl+y", "form", "answer", 16),
    Command("next", "pagedown", "form", "move", 17),
    Command("previous", "pageup", "form", "move", 18),
    Command("next_open", "f3", "form", "move", 3),
    Command("most_valuable", "f4", "form", "move", 4),
    Command("navigation", "f2", "form", "move", 5),
    Command("palette", "ctrl+p", "app", "move", 6),
    Command("why", "f5", "form", "see", 10),
    Command("gaps", "f6", "form", "see", 9),
    Command("review", "f7", "form", "see", 8),
    Command("scheme", "f9", "form", "see", 20),
    Command("print", "f8", "form", "file", 7),
    Command("check", "ctrl+r", "form", "file", 21),
    Command("help", "f1", "app", "program", 1),
    Command("theme", "ctrl+t", "app", "program", 19),
    Command("quit", "ctrl+q", "app", "program", 2),
)
"""Every key there is."""


def bindings(place: Place) -> Iterator[Binding]:
    """The bindings of the application or the form; their names in the reader's language stand in the table above."""
    for command in COMMANDS:
        if command.place == place and command.bound:
            first = place == "form" or command.action == "quit"
            yield Binding(command.key, command.action, command.action, show=False, priority=first)


def footer(width: int, words: ScreenWords, *, without: Iterable[str] = ()) -> list[Command]:
    """The most needed commands whose names fit on one line of ``width`` cells, in the order of the keyboard."""
    left_out = frozenset(without)
    found: list[Command] = []
    for command in sorted(
        (one for one in COMMANDS if one.rank and one.action not in left_out), key=lambda one: one.rank
    ):
        width -= cell_len(label(command, words))
        if width < 0:
            break
        found.append(command)
    return sorted(found, key=lambda one: (one.key[0] != "f", one.key if one.key[0] == "f" else "", COMMANDS.index(one)))


def label(command: Command, words: ScreenWords) -> str:
    """What the footer says of one key."""
    return f" {command.shown} {command.title(words)} "
