"""Ladders put together: the levels of one place with those it continues with, and which ladder a region has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from assess.rulebook.ladder import Ladder, Level, Need

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Formula

_BETWEEN = " ,，、·-/"
"""What may stand between the names of a region (``Zhejiang, Ningbo``)."""


def climb(ladder: Ladder, ladders: Mapping[str, Ladder]) -> tuple[Level, ...]:
    """All levels from the lowest up, those of the ladders it continues with included."""
    if ladder.continues is None:
        return ladder.levels
    above = climb(ladders[ladder.continues.ladder], ladders)
    first = next(number for number, level in enumerate(above) if level.id == ladder.continues.from_)
    more = ladder.continues.needs
    return ladder.levels + tuple(
        level.model_copy(update={"needs": more.get(level.id, ()) + level.needs}) for level in above[first:]
    )


def ladder_of(rulebook: Rulebook, province: str | None, region: str | None) -> Ladder | None:
    """The ladder of the smallest place that a region names: county, city, province; None where there is none."""
    if province is None or province not in rulebook.provinces:
        return None
    mine = [ladder for ladder in rulebook.ladders.values() if ladder.province == province]
    rest = _behind(_plain(region or ""), rulebook.provinces[province].names)
    found = next((ladder for ladder in mine if not ladder.places), None)
    for _ in range(2):  # a city, then a county in it
        for ladder in mine:
            shorter = None if rest is None else _behind(rest, ladder.places)
            if shorter is not None:
                found, rest = ladder, shorter
                break
    return found


def national(rulebook: Rulebook) -> Ladder | None:
    """The ladder that holds everywhere."""
    return next((ladder for ladder in rulebook.ladders.values() if ladder.province is None), None)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(_BETWEEN)


def _behind(text: str, names: tuple[str, ...]) -> str | None:
    """What follows the longest of ``names`` that ``text`` begins with; None when it begins with none."""
    starts = [_plain(name) for name in names if text.startswith(_plain(name))]
    return text[len(max(starts, key=len)) :].strip(_BETWEEN) if starts else None


def ladder_formulas(ladder: Ladder) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
    """Every condition with its path."""
    for path, need in needs_of(ladder):
        if need.must is not None:
            yield (*path, "must"), need.must


def needs_of(ladder: Ladder) -> Iterator[tuple[tuple[str | int, ...], Need]]:
    """Every need that stands in this ladder's own file, with its path."""
    for number, level in enumerate(ladder.levels):
        for index, need in enumerate(level.needs):
            yield ("levels", number, "needs", index), need
    if ladder.continues is not None:
        for name, needs in ladder.continues.needs.items():
            for index, need in enumerate(needs):
                yield ("continues", "needs", name, index), need
