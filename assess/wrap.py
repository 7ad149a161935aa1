"""Line breaks for Chinese on a terminal: between any two characters, but never before ，。 or after （.

Rich breaks lines at blanks only, which leaves half-empty lines in Chinese text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_CHINESE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_TOKEN = re.compile(rf"[{_CHINESE}]|\n|[^\S\n]+|[^\s{_CHINESE}]+")
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’…,.;:!?)]}%")
_NEVER_LAST = frozenset("（《「『【〔“‘([{")


class Flow:
    """A text that wraps well in both languages; usable wherever Rich takes something to print."""

    def __init__(self, text: Text | str, style: str = "") -> None:
        self.text = Text(text, style) if isinstance(text, str) else text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for start, end in lines(self.text.plain, options.max_width):
            line = self.text[start:end]
            line.no_wrap, line.overflow = True, "fold"
            yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        plain = self.text.plain
        longest = max((cell_len(part) for part in plain.split("\n")), default=0)
        widest = max((cell_len(plain[a:b]) for a, b in _pieces(plain)), default=0)
        return Measurement(min(widest, options.max_width), min(longest, options.max_width))


def lines(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of every line of ``text`` in ``width`` terminal cells; blanks at a break belong to no line."""
    start = end = used = 0
    for a, b in _pieces(text):
        piece = text[a:b]
        if piece == "\n":
            yield start, end
            start, end, used = b, b, 0
            continue
        cells = cell_len(piece)
        if used and used + cells > width:
            yield start, end
            start, used = a, 0
        if piece.isspace() and used == 0:
            start, end = b, b
            continue
        while cells > width:
            cut = next(n for n in range(len(piece), 0, -1) if cell_len(piece[:n]) <= max(width, 2))
            yield a, a + cut
            a, piece = a + cut, piece[cut:]
            start, cells = a, cell_len(piece)
        used += cells
        end = end if piece.isspace() else b
    yield start, end


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Parts between which a line may break: words, blanks, single Chinese characters with their punctuation."""
    held: tuple[int, int] | None = None
    for match in _TOKEN.finditer(text):
        a, b = match.span()
        sticks = (
            held is not None
            and not match.group().isspace()
            and not text[held[1] - 1].isspace()
            and (text[a] in _NEVER_FIRST or text[held[1] - 1] in _NEVER_LAST)
        )
        if held is not None and sticks:
            held = held[0], b
            continue
        if held is not None:
            yield held
        held = a, b
    if held is not None:
        yield held
