"""Where the parts of a submission stand and how they are written: from a file with its places, or from plain data."""

from __future__ import annotations

from typing import Any, TypeAlias

from assess.errors import Position
from assess.yamlio import LocatedList, LocatedMap

Map: TypeAlias = dict[str, Any]
"""A mapping of a submission: a :class:`LocatedMap`, or a bare one where nobody asks for places."""


class Places:
    """The places of a file read by :func:`assess.yamlio.parse`."""

    def key_at(self, found: Map, key: str) -> Position:
        """Where a key stands; its mapping when the key is missing."""
        assert isinstance(found, LocatedMap)
        return found.key_position(key)

    def value_at(self, found: Map, key: str) -> Position:
        """Where a value begins."""
        assert isinstance(found, LocatedMap)
        return found.value_position(key)

    def item_at(self, found: list[Any], index: int) -> Position:
        """Where an item of a list begins."""
        assert isinstance(found, LocatedList)
        return found.item_position(index)

    def written(self, found: Map, key: str) -> str:
        """The text of a value that was read as a number or a switch."""
        assert isinstance(found, LocatedMap)
        return found.written(key)


class PlacesNeededError(Exception):
    """Something that only a file with its places can tell."""


class Nowhere(Places):
    """One place for everything. Plain data has only numbers that Python writes as the file does."""

    somewhere: Position

    def key_at(self, found: Map, key: str) -> Position:
        return self.somewhere

    def value_at(self, found: Map, key: str) -> Position:
        return self.somewhere

    def item_at(self, found: list[Any], index: int) -> Position:
        return self.somewhere

    def written(self, found: Map, key: str) -> str:
        if isinstance(found, LocatedMap):
            return found.written(key)
        if isinstance(found[key], bool):
            raise PlacesNeededError
        return str(found[key])
