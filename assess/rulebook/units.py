"""Units as people write them, and conversion between them (计量单位), from ``criteria/units.yaml``.

At run time a unit is a scale on a base unit, looked up in a table: a unit library takes longer to import than a whole
folder takes to score. The same table feeds pint when the rulebook is linted, which proves both agree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import log10

from assess.rulebook.model import Unit

DIMENSIONLESS = "1"


class Units:
    """All known units. Unit texts are simple (``tce``) or a quotient of two (``tce/万元``)."""

    def __init__(self, entries: Iterable[Unit]) -> None:
        self.entries: dict[str, Unit] = {entry.id: entry for entry in entries}
        self._names: dict[str, str] = {}
        for entry in self.entries.values():
            for name in (entry.id, *entry.aliases):
                self._names[_fold(name)] = entry.id
        self._factor = lru_cache(maxsize=4096)(self._factor_uncached)

    def canonical(self, text: str) -> str | None:
        """The declared id of a simple unit, by id or alias; None when unknown."""
        return self._names.get(_fold(text))

    def known(self, text: str) -> bool:
        """Whether the unit, simple or quotient, can be used."""
        return self.scale(text) is not None

    def scale(self, text: str) -> tuple[float, str] | None:
        """How much of its base unit one ``text`` is, and the base (``kgce/元``); None when a part is unknown."""
        top, slash, bottom = text.partition("/")
        upper = self._simple(top)
        if upper is None or not slash:
            return upper
        lower = self._simple(bottom) or self._multiple(bottom)
        return None if lower is None else (upper[0] / lower[0], f"{upper[1]}/{lower[1]}")

    def factor(self, typed: str, declared: str) -> float | None:
        """What to multiply a number in ``typed`` by to have it in ``declared``; None when they do not fit."""
        return self._factor(typed, declared)

    def fitting(self, declared: str) -> tuple[str, ...]:
        """Units a person may write for ``declared``, the nearest in size first (for messages and help)."""
        found = self.scale(declared)
        if found is None or "/" in declared:
            return (declared,)
        near = [
            (abs(log10(scale[0] / found[0])), name)
            for name in self.entries
            if name != declared and (scale := self._simple(name)) is not None and scale[1] == found[1]
        ]
        return (declared, *(name for _, name in sorted(near)))

    def _multiple(self, text: str) -> tuple[float, str] | None:
        """``万m3`` and the like in a denominator."""
        for sign, multiple in (("万", 1e4), ("亿", 1e8), ("千", 1e3), ("百", 1e2)):
            if text.startswith(sign) and (found := self._simple(text[len(sign) :])) is not None:
                return found[0] * multiple, found[1]
        return None

    def _simple(self, text: str) -> tuple[float, str] | None:
        name = self.canonical(text)
        scale = 1.0
        while name is not None:
            entry = self.entries[name]
            if entry.of is None:
                return scale, name
            scale *= entry.times
            name = self.canonical(entry.of)
        return None

    def _factor_uncached(self, typed: str, declared: str) -> float | None:
        if _fold(typed) == _fold(declared):
            return 1.0
        given, wanted = self.scale(typed), self.scale(declared)
        if given is None or wanted is None or given[1] != wanted[1]:
            return None
        return given[0] / wanted[0]


def cyclic(units: Units) -> tuple[str, ...]:
    """Ids of units whose ``of`` chain, by ids or aliases, never reaches a base unit."""
    stuck = []
    for start in units.entries:
        seen: set[str] = set()
        name: str | None = start
        while name is not None and name not in seen:
            seen.add(name)
            parent = units.entries[name].of
            name = None if parent is None else units.canonical(parent)
        if name is not None:
            stuck.append(start)
    return tuple(stuck)


def _fold(text: str) -> str:
    """The form in which unit names are compared: full-width and superscript signs normalised, blanks dropped."""
    return unicodedata.normalize("NFKC", text).replace(" ", "").replace("·", "").lower()
