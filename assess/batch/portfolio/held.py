"""Titles that end or are due for review (称号到期、复核), as submissions state them: nothing of it is verified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from assess.batch.portfolio.measure import lines
from assess.batch.portfolio.model import TitleDue, TitlesHeld
from assess.errors import Position
from assess.planning.calendar import add_years
from assess.planning.ladder import AHEAD_YEARS, TitleStanding, title_standing
from assess.rulebook.ladder import Ladder
from assess.rulebook.ladders import climb, ladder_of, national
from assess.rulebook.load import Rulebook
from assess.submission.model import Title


def titles_held(rows: pl.DataFrame, rulebook: Rulebook, on: date) -> TitlesHeld | None:
    """Whose titles have ended, wait for their review, or do so within a year; the earliest first.

    None where the rows were made by a version that did not carry titles.
    """
    if "titles" not in rows.columns or rows["titles"].null_count() > 0:
        return None
    end = add_years(on, AHEAD_YEARS)
    due: list[TitleDue] = []
    factories, unpublished = 0, 0
    places = zip(lines(rows), rows["province"], rows["region"], rows["titles"].to_list(), strict=True)
    for line, province, region, raw in places:
        ladder = ladder_of(rulebook, province, region) or national(rulebook)
        found = _standings(raw, ladder, rulebook, on) if ladder is not None and raw else {}
        factories += bool(found)
        unpublished += sum(one.until is None for one in found.values())
        due += [
            TitleDue(line, ladder.id, level, one.state, one.until.isoformat())  # type: ignore[union-attr,arg-type]  # found only on a ladder, with these states
            for level, one in found.items()
            if one.until is not None and one.until < end
        ]
    return TitlesHeld(
        factories, unpublished, len(due), tuple(sorted(due, key=lambda one: (one.until, one.factory.name)))
    )


def masked(held: TitlesHeld | None) -> TitlesHeld | None:
    """Counts only: levels and days would tell who a factory is."""
    return replace(held, due=()) if held is not None else None


def _standings(raw: Iterable[dict[str, Any]], ladder: Ladder, rulebook: Rulebook, on: date) -> dict[str, TitleStanding]:
    """By level the title that holds longest; titles that do not count yet or any more, and those elsewhere, are left out."""
    found: dict[str, TitleStanding] = {}
    levels = {level.id: level for level in climb(ladder, rulebook.ladders)}
    for one in raw:
        if one["level"] not in levels:
            continue
        standing = title_standing(_title(one), levels[one["level"]].term, on)
        before = found.get(one["level"])
        if standing.state not in ("removed", "not_yet") and (
            before is None or (before.until or date.max) < (standing.until or date.max)
        ):
            found[one["level"]] = standing
    return found


def _title(raw: dict[str, Any]) -> Title:
    granted, reviewed, removed = (
        date.fromisoformat(raw[key]) if raw[key] else None for key in ("granted", "reviewed", "removed")
    )
    assert granted is not None
    return Title(raw["level"], raw["name"], granted, Position(""), reviewed, removed)
