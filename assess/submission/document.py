"""A submission's text that can be edited: comments, order and formatting of what is not touched stay as they are.

ruamel.yaml's round trip does the work. It is only ever given text that :mod:`assess.yamlio` has accepted, so it meets no
anchors, tags, duplicate keys or bottomless nesting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from assess import yamlio

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Address: TypeAlias = tuple[str, ...]
"""Where a question's content stands: ``("facts", "land_area")``, ``("factory", "name")`` or ``("period",)``."""

_WIDE = 10**6
_SEQUENCE_INDENT = re.compile(r"^( *)[^\s#-][^\n]*:[ \t]*(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*( *)- ", re.MULTILINE)


class Document:
    """One file's text as a tree that remembers how it was written."""

    def __init__(self, text: str, file: str, order: Sequence[str] = ()) -> None:
        """``order`` is the questionnaire's order of fact ids: new answers go behind the fact before them.

        Raises :class:`~assess.errors.AssessError` where the text is no YAML we accept.
        """
        yamlio.parse(text, file)
        self._order = {name: number for number, name in enumerate(order)}
        self._yaml = _round_trip(text)
        self._tree = self._yaml.load(text)

    def get(self, address: Address) -> Any:
        """The plain data at ``address``; None where nothing stands."""
        found: Any = self._tree
        for key in address:
            found = found.get(key) if isinstance(found, Mapping) else None
        return _plain(found)

    def put(self, address: Address, raw: Any) -> None:
        """Write plain data at ``address``; None empties it and keeps the key with its comment."""
        *parents, last = address
        branch: Any = self._tree
        for key in parents:
            if not isinstance(branch.get(key), Mapping):
                branch[key] = _empty_map()
            branch = branch[key]
        if raw is None and last not in branch:
            return
        if last in branch:
            branch[last] = _grafted(branch[last], raw)
        else:
            self._insert(branch, last, _grafted(None, raw))

    def text(self) -> str:
        """The whole file."""
        stream = StringIO()
        self._yaml.dump(self._tree, stream)
        return stream.getvalue()

    def _insert(self, branch: Any, key: str, value: Any) -> None:
        """A new key behind the last one that comes before it in the questionnaire."""
        mine = self._order.get(key)
        before = [
            place + 1
            for place, name in enumerate(branch)
            if mine is not None and name in self._order and self._order[name] < mine
        ]
        branch.insert(before[-1] if before else 0 if mine is not None else len(branch), key, value)


def _round_trip(text: str) -> YAML:
    """Ruamel set up to write as the file is written."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    found = _SEQUENCE_INDENT.search(text)
    dash = len(found.group(2)) - len(found.group(1)) if found else 2
    yaml.indent(mapping=2, sequence=max(dash, 0) + 2, offset=max(dash, 0))
    return yaml


def _empty_map() -> Any:
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def _grafted(old: Any, new: Any) -> Any:
    """``new`` on the stock of ``old``: where both are alike in shape only what differs is replaced."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [key for key in old if key not in new]:
            del old[key]  # type: ignore[attr-defined]
        for key, value in new.items():
            old[key] = _grafted(old.get(key), value)  # type: ignore[index]
        return old
    if _plain(old) == new and type(_plain(old)) is type(new):
        return old
    return _flow(new)


def _flow(raw: Any) -> Any:
    """Plain data as new nodes: mappings and lists inside an answer on one line, tables one row per line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(raw, Mapping):
        found = CommentedMap((key, _flow(value)) for key, value in raw.items())
        found.fa.set_flow_style()
        return found
    if isinstance(raw, list | tuple):
        rows = CommentedSeq([_flow(item) for item in raw])
        if not any(isinstance(item, Mapping) for item in raw):
            rows.fa.set_flow_style()
        return rows
    return raw


def _plain(node: Any) -> Any:
    """Ruamel's nodes as the plain data that :mod:`assess.yamlio` reads from the same text."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(item) for item in node]
    if isinstance(node, bool) or node is None:
        return node
    for kind in (int, float, str):
        if isinstance(node, kind):
            return kind(node)
    return str(node)
