"""What every screen beside the form shares (画面外框): a title, a line of keys, Esc to go back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.filling.session import Session
    from assess.tui.app import FillApp
    from assess.tui.words import ScreenWords

WIDE = 110
"""From so many columns on, what explains a row stands beside the list and not below it."""
TALL = 34
"""From so many rows on, there is room for more than the shortest wording."""


class Side(Screen[ScreenResultType]):
    """A screen beside the form. ``name_`` begins its texts: ``NAME.title`` and ``NAME.keys``."""

    DEFAULT_CSS = """
    Side { layout: vertical; }
    Side > #title { height: 1; padding: 0 1; background: $panel; color: $foreground; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    Side > #keys { dock: bottom; height: auto; padding: 0 1; background: $panel; color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  # Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (TALL, "-tall")]  # noqa: RUF012

    name_: ClassVar[str]

    def compose(self) -> ComposeResult:
        """Title, the screen's own part, its keys."""
        yield Static(Text(self.heading()), id="title")
        yield from self.body()
        yield Static(Flow(self.words.say(f"{self.name_}.keys")), id="keys")

    def body(self) -> ComposeResult:
        """What stands between title and keys."""
        raise NotImplementedError

    def heading(self) -> str:
        """The title."""
        return self.words.say(f"{self.name_}.title")

    def action_back(self) -> None:
        """Return to the form."""
        self.dismiss(None)

    @property
    def fill(self) -> FillApp:
        """The application."""
        return cast("FillApp", self.app)

    @property
    def session(self) -> Session:
        """Everything that is known."""
        return self.fill.session

    @property
    def words(self) -> ScreenWords:
        """How it is said."""
        return self.fill.words

    @property
    def say(self) -> Callable[..., str]:
        """A fixed text of the screens."""
        return self.words.say
