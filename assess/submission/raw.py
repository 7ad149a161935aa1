"""Answers as typed (原始填写): plain data between a file and the screen, in which no digit is lost.

Numbers are numbers only where writing them again gives the same characters; ``0311`` and ``12.50`` stay texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from assess.yamlio import LocatedList, LocatedMap

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WHOLE = re.compile(r"(?:0|-?[1-9][0-9]{0,14})\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,9})\.[0-9]{1,12}\Z")


def number(text: str) -> int | float | None:
    """The number whose one way of writing is ``text``; None for everything else."""
    if _WHOLE.match(text):
        return int(text)
    if _DECIMAL.match(text) and repr(float(text)) == text:
        return float(text)
    return None


def as_typed(data: Any) -> Any:
    """What :mod:`assess.yamlio` read, as plain data; numbers written in an unusual way are the texts that stand there."""
    if isinstance(data, LocatedMap):
        pairs = data.node.value if data.node is not None else ()
        return {key.value: _leaf(data[key.value], value) for key, value in pairs}
    if isinstance(data, LocatedList):
        nodes = data.node.value if data.node is not None else ()
        return [_leaf(item, node) for item, node in zip(data, nodes, strict=True)]
    return data


def _leaf(item: Any, node: Any) -> Any:
    if isinstance(item, int | float) and not isinstance(item, bool):
        return item if number(node.value) is not None else str(node.value)
    return as_typed(item)


def with_numbers(raw: Any) -> Any:
    """Texts that are nothing but a number as that number, so that ``2024`` is written without quotes."""
    if isinstance(raw, str):
        found = number(raw)
        return raw if found is None else found
    if isinstance(raw, Mapping):
        return {key: with_numbers(value) for key, value in raw.items()}
    return [with_numbers(item) for item in raw] if isinstance(raw, list | tuple) else raw


def same(one: Any, other: Any) -> bool:
    """Equal in value and kind: ``1``, ``1.0``, ``true`` and ``"1"`` are four different answers."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def as_text(data: Mapping[str, Any]) -> str:
    """Plain data as a text that :mod:`assess.yamlio` reads back, whatever somebody typed or pasted."""
    text = json.dumps(cleaned(data), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def cleaned(raw: Any) -> Any:
    """A copy as a file would give it back: plain lists and mappings, usual numbers, no halves of characters."""
    if isinstance(raw, str):
        return raw.encode("utf-8", "replace").decode()
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return raw if number(repr(raw)) is not None else repr(raw)
    if isinstance(raw, Mapping):
        return {cleaned(str(key)): cleaned(value) for key, value in raw.items()}
    return [cleaned(item) for item in raw] if isinstance(raw, list | tuple) else raw
