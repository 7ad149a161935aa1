"""Where things stand in a YAML text: real ends of values, colons, dashes, lines, comments.

The parser's marks are exact for scalars; collections in block style it lets run on to the next token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml.nodes import MappingNode, Node, ScalarNode

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
_COMMENT = re.compile(r"(?:(?<=[\s,\[\]{}])|^)#[^\r\n]*")
_COMMENT_LINE = re.compile(r"\r?\n([ \t]*)#[^\r\n]*")


class Layout:
    """One text; places are numbers of characters from its beginning."""

    def __init__(self, text: str) -> None:
        self._text = text

    def real_end(self, node: Any) -> int:
        """Where a node's last character stands, without the blank lines and comments that the parser adds to it."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, ScalarNode):
            if node.style not in ("|", ">"):
                return int(end)
            text = self._text[start:end]
            keeps = "+" in text.partition("\n")[0]
            return int(start + len(text.removesuffix("\n").removesuffix("\r") if keeps else text.rstrip()))
        if node.flow_style:
            return int(end)
        if isinstance(node, MappingNode):
            return self.pair_end(*node.value[-1])
        return max(self.dash(node, len(node.value) - 1) + 1, self.real_end(node.value[-1]))

    def pair_end(self, key: Node, value: Node) -> int:
        return int(max(key.end_mark.index, self.real_end(value)))

    def colon(self, key: Node) -> int:
        return self._text.index(":", key.end_mark.index)

    def dash(self, node: Any, number: int) -> int:
        if number == 0:
            return int(node.start_mark.index)
        return self._text.rindex("-", node.start_mark.index, node.value[number].start_mark.index)

    def below(self, end: int, column: int) -> int:
        """The end of the line of ``end``, or of the comments below that are indented deeper than ``column``."""
        place = self.line_end(end)
        while True:
            line = _COMMENT_LINE.match(self._text, place)
            if line is None or len(line.group(1)) <= column:
                return place
            place = line.end()

    def line_start(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        end = self._text.find("\n", place)
        if end < 0:
            return len(self._text)
        return end - 1 if end > place and self._text[end - 1] == "\r" else end

    def next_line(self, place: int) -> int:
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end + 1

    def comments_in(self, start: int, end: int, node: Any) -> dict[int, str]:
        """Comments by place; what looks like one inside a scalar of ``node`` is none."""
        found: dict[int, str] = {}
        place = start
        for begin, stop in [*(_scalars(node) if node is not None else ()), (end, end)]:
            if begin >= place:
                found |= {one.start(): one.group() for one in _COMMENT.finditer(self._text, place, min(begin, end))}
                place = min(stop, end)
                header = _HEADER.match(self._text, begin, stop)
                if header:
                    found[header.start(1)] = header.group(1)
        return found


def is_empty(node: Node) -> bool:
    """Whether nothing at all is written."""
    return isinstance(node, ScalarNode) and node.start_mark.index == node.end_mark.index


def _scalars(node: Any) -> Iterator[tuple[int, int]]:
    """Where the scalars in a node begin and end, in order."""
    if isinstance(node, ScalarNode):
        yield node.start_mark.index, node.end_mark.index
        return
    for item in node.value:
        for inner in item if isinstance(item, tuple) else (item,):
            yield from _scalars(inner)
