"""Changing single answers in a YAML text: only the characters of what changes are touched.

Everything else stays byte for byte, whatever its indentation, quotes, spacing and comments. Comments inside a part that goes
away move above the answer. Works on the nodes of :mod:`assess.yamlio`, which know where they begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from yaml.nodes import Node

from assess.submission.layout import Layout, is_empty
from assess.submission.raw import same
from assess.submission.writing import inline, key_text, lines, pair


class Edit(NamedTuple):
    """Characters to replace."""

    start: int
    end: int
    text: str


class Splicer:
    """Collects the edits for one answer; :meth:`result` is the new text.

    ``home`` is where the answer's key stands: comments of removed parts go above that line.
    """

    def __init__(self, text: str, home: int) -> None:
        self._text, self._home = text, home
        self._layout = Layout(text)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._edits: list[Edit] = []
        self._comments: dict[int, str] = {}

    def result(self) -> str:
        """The text with every edit made."""
        start = self._layout.line_start(self._home)
        if self._comments:
            indent = re.match(r"[ \t]*", self._text[start:])
            lead = indent.group() if indent else ""
            self._edits.append(
                Edit(
                    start,
                    start,
                    "".join(lead + self._comments[place] + self._newline for place in sorted(self._comments)),
                )
            )
        parts, place = [], 0
        for edit in sorted(self._edits, key=lambda edit: edit[:2]):
            parts += [self._text[place : edit.start], edit.text]
            place = edit.end
        return "".join(parts) + self._text[place:]

    # ---------------------------------------------------------------- one value

    def value(self, key: Node, node: Node, old: Any, raw: Any, *, flow: bool) -> None:
        """The value of a key."""
        lead = node.start_mark.index if is_empty(node) else self._layout.colon(key) + 1
        self._value(lead, key.start_mark.column, node, old, raw, flow=flow)

    def _value(self, lead: int, column: int, node: Node, old: Any, raw: Any, *, flow: bool) -> None:
        """``lead`` is the place behind the colon or dash, ``column`` where the key or dash stands."""
        if same(old, raw):
            return
        if isinstance(old, Mapping) and isinstance(raw, Mapping) and old.keys() & raw.keys():
            done = self._mapping(node, old, raw, flow=flow or _in_brackets(node))
        elif isinstance(old, list) and isinstance(raw, list) and old and raw:
            done = self._sequence(node, old, raw, flow=flow or _in_brackets(node))
        else:
            done = False
        if not done:
            self._whole(lead, column, node, raw, flow=flow)

    def _whole(self, lead: int, column: int, node: Node, raw: Any, *, flow: bool) -> None:
        """All of a value at once."""
        end = lead if is_empty(node) else self._layout.real_end(node)
        start = lead if is_empty(node) else node.start_mark.index
        below = None if flow else lines(raw, column)
        short = "" if below is not None or (raw is None and not flow) else inline(raw, flow=flow)
        self._keep_comments(start, end, node)
        if not flow and self._layout.line_end(lead) < start:  # stands on lines of its own
            self._keep_comments(self._layout.line_end(lead), start, node)
            self._keep_comments(end, self._layout.line_end(end), node)
            self._put(lead, lead, f" {short}" if short else "")
            self._put(self._layout.line_end(lead), self._layout.line_end(end), self._joined(below or []))
            return
        if short:
            self._put(start, end, f" {short}" if is_empty(node) else short)
        else:
            self._put(lead, end, "")
        if below is not None:
            self._put(self._layout.line_end(end), self._layout.line_end(end), self._joined(below))

    # ---------------------------------------------------------------- keys of a mapping

    def insert(self, node: Any, after: int, key: str, raw: Any, *, flow: bool) -> None:
        """A new key behind the ``after``-th pair."""
        end = self._layout.pair_end(*node.value[after])
        if flow or node.flow_style:
            self._put(end, end, f", {key_text(key, flow=True)} {inline(raw, flow=True)}")
        else:
            column = node.start_mark.column
            place = self._layout.below(end, column)
            self._put(place, place, self._joined(pair(key, raw, column)))

    def section(self, root: Any, after: int, key: str, raw: Any, rows: Sequence[str]) -> None:
        """A new key of the whole file; ``rows`` are its lines where it stands on lines of its own."""
        if not root.value:
            self._put(root.start_mark.index, root.end_mark.index, self._newline.join(rows))
        elif root.flow_style:
            self.insert(root, max(after, 0), key, raw, flow=True)
        elif after < 0:
            self._put(root.start_mark.index, root.start_mark.index, self._newline.join([*rows, ""]))
        else:
            place = self._layout.below(self._layout.pair_end(*root.value[after]), 0)
            self._put(place, place, self._joined(["", *rows] if len(rows) > 1 else rows))

    def insert_below(self, place: int, rows: Sequence[str]) -> None:
        """Lines under the line of ``place``."""
        end = self._layout.line_end(place)
        self._put(end, end, self._joined(rows))

    def clear(self, key: Node, node: Node) -> None:
        """Empty a value, and keep what stood there as a comment."""
        if not is_empty(node):
            text = self._text[node.start_mark.index : self._layout.real_end(node)]
            self._whole(self._layout.colon(key) + 1, key.start_mark.column, node, None, flow=False)
            if text != "{}":
                self._comments = {number: "# " + line.strip() for number, line in enumerate(text.splitlines())}

    def _mapping(self, node: Any, old: Mapping[str, Any], raw: Mapping[str, Any], *, flow: bool) -> bool:
        """Only the keys that differ. False where that cannot be done."""
        pairs = node.value
        kept = [number for number, (key, _) in enumerate(pairs) if key.value in raw]
        spans = [(key.start_mark.index, self._layout.pair_end(key, value), value) for key, value in pairs]
        if not self._removable(node, spans, kept, flow=flow):
            return False
        for number in kept:
            key, value = pairs[number]
            self.value(key, value, old[key.value], raw[key.value], flow=flow)
        places = {pairs[number][0].value: number for number in kept}
        after = -1
        for name in raw:
            if name in places:
                after = places[name]
            elif after >= 0:
                self.insert(node, after, name, raw[name], flow=flow)
            else:
                self._insert_before(pairs[kept[0]][0], name, raw[name], flow=flow)
        self._remove(spans, kept, flow=flow)
        return True

    def _insert_before(self, first: Node, key: str, raw: Any, *, flow: bool) -> None:
        """A new key in front of another one, whatever stands before that on its line."""
        place, column = first.start_mark.index, first.start_mark.column
        if flow:
            self._put(place, place, f"{key_text(key, flow=True)} {inline(raw, flow=True)}, ")
        else:
            text = self._newline.join(pair(key, raw, column)).lstrip(" ")
            self._put(place, place, text + self._newline + " " * column)

    # ---------------------------------------------------------------- items of a list

    def _sequence(self, node: Any, old: Sequence[Any], raw: Sequence[Any], *, flow: bool) -> bool:
        """Only the items that differ between the first and the last that do. False where that cannot be done."""
        shorter = min(len(old), len(raw))
        head = next((n for n in range(shorter) if not same(old[n], raw[n])), shorter)
        tail = next((n for n in range(shorter - head) if not same(old[-1 - n], raw[-1 - n])), shorter - head)
        both = shorter - tail
        leads = [item.start_mark.index if flow else self._layout.dash(node, n) + 1 for n, item in enumerate(node.value)]
        ends = [max(lead, self._layout.real_end(item)) for lead, item in zip(leads, node.value, strict=True)]
        spans = [
            (lead if flow else lead - 1, end, item) for lead, end, item in zip(leads, ends, node.value, strict=True)
        ]
        kept = [number for number in range(len(old)) if number < both or number >= len(old) - tail]
        if not self._removable(node, spans, kept, flow=flow):
            return False
        for n in range(head, both):
            self._value(leads[n], node.start_mark.column, node.value[n], old[n], raw[n], flow=flow)
        self._insert_items(node, both, raw[both : len(raw) - tail], flow=flow)
        self._remove(spans, kept, flow=flow)
        return True

    def _insert_items(self, node: Any, before: int, items: Sequence[Any], *, flow: bool) -> None:
        """New items in front of the ``before``-th."""
        texts = [inline(item, flow=flow) if item is not None else "null" for item in items]
        column = node.start_mark.column
        if not texts:
            return
        if before == 0:
            place = node.value[0].start_mark.index if flow else node.start_mark.index
            join = ", " if flow else self._newline + " " * column
            self._put(place, place, "".join(("" if flow else "- ") + text + join for text in texts))
        elif flow:
            place = self._layout.real_end(node.value[before - 1])
            self._put(place, place, "".join(", " + text for text in texts))
        else:
            end = max(self._layout.dash(node, before - 1) + 1, self._layout.real_end(node.value[before - 1]))
            place = self._layout.below(end, column)
            self._put(place, place, self._joined([" " * column + "- " + text for text in texts]))

    # ---------------------------------------------------------------- taking parts away

    def _remove(self, spans: Sequence[tuple[int, int, Any]], kept: Sequence[int], *, flow: bool) -> None:
        """Drop all pairs or items but the kept ones, with their commas or lines."""
        last = kept[-1]
        for number, (start, end, node) in enumerate(spans):
            if number in kept:
                continue
            if not flow:
                begin, stop = self._layout.line_start(start), self._layout.next_line(end)
                self._keep_comments(end, stop, None)
            elif number < last:
                begin, stop = start, spans[number + 1][0]
            elif number == last + 1:
                begin, stop = spans[last][1], spans[-1][1]
            else:
                continue
            self._keep_comments(start, end, node)
            self._put(begin, stop, "")

    def _removable(self, node: Any, spans: Sequence[tuple[int, int, Any]], kept: Sequence[int], *, flow: bool) -> bool:
        """Whether the others can be taken out one by one: no comments in the brackets, or lines of their own."""
        gone = [span for number, span in enumerate(spans) if number not in kept]
        if flow:
            return not gone or not self._layout.comments_in(node.start_mark.index, node.end_mark.index, node)
        return all(not self._text[self._layout.line_start(start) : start].strip() for start, _, _ in gone)

    def _keep_comments(self, start: int, end: int, node: Any) -> None:
        """Remember the comments between two places."""
        self._comments |= self._layout.comments_in(start, end, node)

    def _joined(self, rows: Sequence[str]) -> str:
        return "".join(self._newline + row for row in rows)

    def _put(self, start: int, end: int, text: str) -> None:
        if start < end or text:
            self._edits.append(Edit(start, end, text))


def _in_brackets(node: Any) -> bool:
    return bool(node.flow_style)
