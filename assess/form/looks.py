"""How the workbook looks: fonts, colours, column widths; one place, so that every sheet looks alike."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Any
from unicodedata import east_asian_width

FONT = "Microsoft YaHei"
"""On Windows and in Office for Mac; elsewhere the reader's own font for Chinese takes its place."""
DARK, PALE, INPUT, LOCKED, LINE = "#1F6F50", "#E3F1EA", "#FFFBE6", "#EDEDED", "#BFBFBF"
STATES = {
    "answered": "#1F6F50", "na": "#5B6B7B", "unchecked": "#B36B00", "open": "#9C9C9C", "optional": "#9C9C9C",
    "no_unit": "#C0392B", "both": "#C0392B", "source": "#C0392B",
    "no_correction": "#C0392B",
}  # fmt: skip
WIDTHS = {
    "no": 5, "ask": 38, "answer": 18, "unit": 9, "state": 9, "not_applicable": 18, "unverified": 8, "note": 22,
    "help": 40, "file": 20, "date": 11, "valid_until": 11,
}  # fmt: skip
DAY = "yyyy-mm-dd"
_LINE, _TALLEST = 16.5, 400.0
"""Points: one line of text, and a little less than the tallest row that Excel allows."""


def height(texts: Iterable[tuple[str, float]]) -> float:
    """The height of a row whose cells hold these texts in columns of these widths: nobody else works it out for us."""
    lines = [
        sum(max(1, ceil(_width(part) / (width - 1))) for part in text.split("\n")) for text, width in texts if text
    ]
    return min(_LINE * max(lines, default=1) + 3, _TALLEST)


def _width(text: str) -> int:
    """In the widths of a digit: Chinese characters take two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


class Looks:
    """The workbook's formats, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def __call__(self, **more: object) -> Any:
        """A format; equal ones are one."""
        look = {"font_name": FONT, "font_size": 10, "valign": "vcenter"} | more
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(look)
        return self._made[key]

    def title(self) -> Any:
        """The sheet's first line."""
        return self(bold=True, font_size=14, font_color=DARK)

    def head(self) -> Any:
        """Column titles."""
        return self(bold=True, bg_color=DARK, font_color="#FFFFFF", text_wrap=True, border=1, border_color=LINE)

    def banner(self) -> Any:
        """A topic's line."""
        return self(bold=True, bg_color=PALE, font_color=DARK)

    def label(self, **more: object) -> Any:
        """What is read and not written."""
        return self(text_wrap=True, border=1, border_color=LINE, **more)

    def input(self, **more: object) -> Any:
        """A cell to write in."""
        return self(text_wrap=True, border=1, border_color=LINE, bg_color=INPUT, locked=False, **more)

    def closed(self) -> Any:
        """A cell that this question does not have."""
        return self(border=1, border_color=LINE, bg_color=LOCKED)
