"""The line between the answer and what is said about the question; it tells that there is more above or below."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.widget import Widget

from assess.tui.editors.cells import cut


class RuleLine(Widget):
    """``── 说明 ───────── ↓ 更多``."""

    DEFAULT_CSS: ClassVar[str] = """
    RuleLine { height: 1; width: 100%; color: $text-muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = self._sign = ""

    def put(self, title: str, sign: str) -> None:
        """Show other texts."""
        if (title, sign) != (self._title, self._sign):
            self._title, self._sign = title, sign
            self.refresh()

    def render(self) -> Text:
        """The line in the width there is."""
        width = self.size.width
        left = f"── {self._title} " if self._title else ""
        right = f" {self._sign} ─" if self._sign else ""
        dashes = width - cell_len(left) - cell_len(right)
        return Text(cut(left + "─" * max(dashes, 0) + right, width), no_wrap=True)
