"""The one door for YAML: strict, bounded, and it knows where everything stands.

YAML 1.2 core scalars (``no`` and ``on`` are text, dates are text), duplicate keys, anchors, aliases and tags refused,
size and depth bounded. libyaml composes the nodes in C; the plain data built from them keeps its nodes, so that an
error found later can still name line and column.
"""

from __future__ import annotations

import math
import operator
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assess.errors import AssessError, Position, Problem, one
from assess.messages.foreign import yaml_detail

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32

_PLAIN = 1
_QUOTED = 2
_COLLECTION = 3
_TEXT_TAGS: frozenset[Any] = frozenset({_PLAIN, _QUOTED})

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_DEEP_BLOCK = re.compile(r"\n[ \t?:-]{64}")
_DEEP_ANYWHERE = re.compile("[\n\r\x85\u2028\u2029][ \t?:-]{64}")  # five times as slow
_RARE_BREAKS = "\r\x85\u2028\u2029"
_MANY_BRACKETS = 1500
_FEW = 8
_REFERENCE = re.compile(r"[&*](?<![\w.)][&*])(?=[\w-])")
_INTEGER = re.compile(r"[-+]?[0-9]{1,30}\Z")
_OTHER_BASE = re.compile(r"0(?:o[0-7]{1,30}|x[0-9a-fA-F]{1,30})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_CONSTANTS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class LocatedMap(dict[str, Any]):
    """A mapping that knows its file and the place of every key and value."""

    __slots__ = ("file", "index", "node", "origins")

    file: str
    node: MappingNode | None
    origins: dict[str, LocatedMap] | None
    index: dict[str, tuple[Node, Node]] | None

    def key_position(self, key: str) -> Position:
        """Where ``key`` stands; the mapping itself when the key is not in it."""
        return self.position_of(key, 0)

    def value_position(self, key: str) -> Position:
        """Where the value of ``key`` begins."""
        if self.origins is None and self.node is not None and len(self.node.value) <= _FEW:
            for name, value in self.node.value:  # asked for every answer: worth saving three calls
                if name.value == key:
                    return _position(self.file, value)
        return self.position_of(key, 1)

    def position(self) -> Position:
        """Where the mapping begins."""
        if self.node is None:
            first = next(iter((self.origins or {}).values()), None)
            return first.position() if first is not None else Position(self.file)
        return _position(self.file, self.node)

    def position_of(self, key: str, which: int) -> Position:
        """Where ``key`` (``which`` 0) or its value (1) stands, in whichever file it came from."""
        if self.origins is not None:
            origin = self.origins.get(key)
            return origin.position_of(key, which) if origin is not None else self.position()
        found = self._pair(key)
        return self.position() if found is None else _position(self.file, found[which])

    def written(self, key: str) -> str:
        """The scalar value of ``key`` as it stands in the file, before it is read as a number or a switch."""
        found = self._pair(key)
        return str(self[key] if found is None else found[1].value)

    def _pair(self, key: str) -> tuple[Node, Node] | None:
        pairs = self.node.value if self.node is not None else ()
        if len(pairs) <= _FEW:
            for pair in pairs:
                if pair[0].value == key:
                    return pair  # type: ignore[no-any-return]
            return None
        if self.index is None:  # looked up once per mapping: a hostile file has 100 000 wrong keys
            self.index = {}
            for pair in pairs:
                if type(pair[0]) is ScalarNode:
                    self.index.setdefault(pair[0].value, pair)
        return self.index.get(key)


class LocatedList(list[Any]):
    """A list that knows its file and the place of every item."""

    __slots__ = ("file", "marks", "node")

    file: str
    node: SequenceNode | None
    marks: list[Position] | None

    def item_position(self, index: int) -> Position:
        """Where item ``index`` (from 0) begins."""
        if self.marks is not None:
            return self.marks[index]
        if self.node is not None and index < len(self.node.value):
            return _position(self.file, self.node.value[index])
        return Position(self.file)


def merged_map(base: LocatedMap, over: LocatedMap) -> LocatedMap:
    """An empty mapping that will hold keys of both; :func:`put` fills it and keeps their places."""
    result = LocatedMap()
    result.file, result.node, result.origins, result.index = over.file or base.file, None, {}, None
    return result


def put(target: LocatedMap, key: str, value: object, origin: LocatedMap) -> None:
    """Set ``key`` of a merged mapping and remember which file it came from."""
    target[key] = value
    assert target.origins is not None
    target.origins[key] = origin


def located_list(items: Sequence[Any], marks: Sequence[Position], file: str) -> LocatedList:
    """A list put together from several files."""
    result = LocatedList(items)
    result.file, result.node, result.marks = file, None, list(marks)
    return result


def locate(data: object, path: Sequence[str | int], *, key: bool = False) -> Position | None:
    """The place of the value at ``path`` (of its key with ``key``), or of the nearest thing around it that exists."""
    here: Position | None = data.position() if isinstance(data, LocatedMap) else None
    if isinstance(data, LocatedList):
        here = Position(data.file, 1, 1)
    for step in path:
        if isinstance(data, LocatedMap) and isinstance(step, str) and step in data:
            here = data.key_position(step) if key and step == path[-1] else data.value_position(step)
            data = data[step]
        elif isinstance(data, LocatedList) and isinstance(step, int) and step < len(data):
            here = data.item_position(step)
            data = data[step]
    return here


def read_text(path: Path) -> str:
    """The file's text: UTF-8 (a byte-order mark is fine), at most :data:`MAX_BYTES`, no control characters."""
    return decode(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The file as it is, at most :data:`MAX_BYTES`."""
    file = str(path)
    here = Position(file)
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            raw = stream.read(min(size, MAX_BYTES) + 1)  # asking for more reserves memory that is never used
            if len(raw) > size:  # a pipe, or a file that has grown
                raw += stream.read(MAX_BYTES + 1 - len(raw))
    except FileNotFoundError:
        raise one("GF-101", here, file=file) from None
    except IsADirectoryError:
        raise one("GF-102", here, file=file) from None
    except OSError as error:
        raise one("GF-103", here, file=file, why=error.strerror or str(error)) from None
    if len(raw) > MAX_BYTES:
        megabytes = f"{max(size, len(raw)) / 1048576:.1f}"
        raise one("GF-104", here, file=file, size_mb=megabytes, limit_mb=MAX_BYTES // 1048576)
    return raw


def decode(raw: bytes, file: str) -> str:
    """The text in a file's bytes; see :func:`read_text`."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Position(file, raw.count(b"\n", 0, error.start) + 1, 1)
        try:
            guess = raw.decode("gb18030")
            looks_chinese = bool(re.search("[\u4e00-\u9fff]", guess)) and not _CONTROL.search(guess)
        except UnicodeDecodeError:
            looks_chinese = False
        raise one("GF-105" if looks_chinese else "GF-106", place, file=file) from None
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        values = {"code": f"U+{ord(found.group()):04X}"}
        raise AssessError([Problem("GF-107", Position(file, line, column), values)])
    return text


def load(path: Path) -> Any:
    """The file's one document as plain data with places; see :func:`parse` for the errors."""
    return parse(read_text(path), str(path))


def parse(text: str, file: str) -> Any:
    """The one document in ``text``. Raises :class:`AssessError` with every duplicate key, tag and odd key found."""
    if _suspicious(text):
        _check_events(text, file)
    try:
        root = _Composer(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, file) from None
    except yaml.YAMLError as error:
        raise one("GF-109", Position(file), detail=yaml_detail(str(error).splitlines()[0])) from None
    if root is None:
        raise one("GF-112", Position(file), file=file)
    problems: list[Problem] = []
    data = _build(root, file, problems, 1)
    if problems:
        raise AssessError(problems)
    return data


class _Composer(CParser):
    """libyaml's composer with the cheapest possible resolver: numbers instead of tag names."""

    def resolve(self, kind: type[Node], value: str, implicit: Any) -> int:
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _QUOTED
        return _COLLECTION

    # Called for every node and of no use here; written in C they cost next to nothing.
    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)


def _suspicious(text: str) -> bool:
    """Whether the slow check is needed: an anchor or alias is possible, or nesting could strain the C composer.

    The exact depth is checked while building; here only its cheap upper bounds count.
    """
    if ("&" in text or "*" in text) and _REFERENCE.search(text):
        return True
    rare = any(one in text for one in _RARE_BREAKS)
    if _DEEP_BLOCK.match("\n" + text[:64]) or (_DEEP_ANYWHERE if rare else _DEEP_BLOCK).search(text):
        return True
    return text.count("[") + text.count("{") > _MANY_BRACKETS


def _check_events(text: str, file: str) -> None:
    depth = 0
    for event in _events(text, file):
        place = _position(file, event)
        if isinstance(event, yaml.AliasEvent):
            raise one("GF-111", place, what=f"*{event.anchor}")
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            raise one("GF-111", place, what=f"&{event.anchor}")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise one("GF-108", place, limit=MAX_DEPTH)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _events(text: str, file: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, file) from None
    except yaml.YAMLError as error:
        raise one("GF-109", Position(file), detail=yaml_detail(str(error).splitlines()[0])) from None


def _syntax_error(error: yaml.MarkedYAMLError, file: str) -> AssessError:
    mark = error.problem_mark or error.context_mark
    place = Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)
    if error.problem and "but found another document" in error.problem:
        return one("GF-114", place)
    return one("GF-109", place, detail=yaml_detail(error.problem or error.context or "syntax error"))


def _build(node: Any, file: str, problems: list[Problem], depth: int) -> Any:
    kind = type(node)
    tag = node.tag
    if kind is ScalarNode:
        if tag == _PLAIN:
            return _scalar(node.value)
        if tag != _QUOTED:
            problems.append(Problem("GF-111", _position(file, node), {"what": str(tag)}))
        return node.value
    if tag != _COLLECTION:
        problems.append(Problem("GF-111", _position(file, node), {"what": str(tag)}))
    if depth > MAX_DEPTH:
        raise one("GF-108", _position(file, node), limit=MAX_DEPTH)
    if kind is MappingNode:
        return _build_map(node, file, problems, depth)
    items = LocatedList([_build(item, file, problems, depth + 1) for item in node.value])
    items.file, items.node, items.marks = file, node, None
    return items


def _build_map(node: MappingNode, file: str, problems: list[Problem], depth: int) -> LocatedMap:
    result = LocatedMap()
    result.file, result.node, result.origins, result.index = file, node, None, None
    for key_node, value_node in node.value:
        if type(key_node) is not ScalarNode:
            problems.append(Problem("GF-115", _position(file, key_node), {"key": "[…]"}))
            continue
        if key_node.tag not in _TEXT_TAGS:
            problems.append(Problem("GF-111", _position(file, key_node), {"what": str(key_node.tag)}))
        key = key_node.value
        if key in result:
            first = result.key_position(key).line
            problems.append(Problem("GF-110", _position(file, key_node), {"key": key, "first_line": first}))
        tag = value_node.tag
        if tag == _QUOTED:  # these two are most of every file: not worth a call each
            result[key] = value_node.value
        elif tag == _PLAIN:
            result[key] = _scalar(value_node.value)
        else:
            result[key] = _build(value_node, file, problems, depth + 1)
    return result


def _scalar(text: str) -> object:
    """A plain scalar by YAML 1.2's core schema; what is no finite number stays text."""
    if text[:1] in "0123456789+-." and text[-1:] in "0123456789.abcdefABCDEF":
        if _INTEGER.match(text):
            return int(text)
        if _FLOAT.match(text):
            number = float(text)
            return number if math.isfinite(number) else text
        if _OTHER_BASE.match(text):
            return int(text, 0)
    return _CONSTANTS.get(text, text)


def _position(file: str, node: Any) -> Position:
    mark = node.start_mark
    return Position(file, mark.line + 1, mark.column + 1)
