"""The shape of a gradient (梯度培育, ``criteria/ladders/``): who lists whom, what a listing needs, how long it holds.

Everything that is not published is null or of basis ``unknown``, so that every page can say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from assess.rulebook.model import Entry, Formula, Id, LevelName, Name, Source, Text


class Rule(Entry):
    """One sentence of a rule: a duty of those listed, or a ground for removal (移出情形)."""

    text: Text
    source: Source


class Need(Entry):
    """What a listing needs: a condition on facts, a lower list that the factory is on, or a text to check by hand.

    Basis ``unknown`` means that there is such a condition and that it is not published.
    """

    id: Name
    text: Text
    must: Formula | None = None
    holds: LevelName | None = None
    source: Source


class Term(Entry):
    """How long a title holds: until its re-review (``review``, 复核) or until it lapses (``expiry``, 有效期届满).

    Years are calendar years from the day it was granted, or last reviewed; null means not published.
    """

    kind: Literal["review", "expiry"]
    years: Annotated[int, Field(strict=True, gt=0, le=50)] | None
    text: Text
    source: Source


class Deadline(Entry):
    """A day that comes every year, as ``MM-DD``; null means not published. ``who``: those listed, or applicants."""

    id: Name
    title: Text
    day: Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] | None
    who: Literal["listed", "applicants"]
    source: Source


class Ban(Entry):
    """For how many years a removal from any green list keeps a factory from this one (不得申报)."""

    years: Annotated[int, Field(strict=True, gt=0, le=50)]
    text: Text
    source: Source


class Level(Entry):
    """One rung. ``scheme`` decides it where this program has it; ``stars`` is the star of that scheme it asks for."""

    id: LevelName
    title: Text
    decided_by: Text
    scheme: Id | None = None
    stars: Annotated[int, Field(strict=True, ge=1, le=5)] | None = None
    needs: tuple[Need, ...] = ()
    term: Term | None = None
    deadlines: tuple[Deadline, ...] = ()
    duties: tuple[Rule, ...] = ()
    removal: tuple[Rule, ...] = ()
    ban: Ban | None = None
    source: Source


class Continues(Entry):
    """The ladder that goes on where this one ends, from which level, and what this place asks there besides."""

    ladder: Id
    from_: LevelName = Field(alias="from")
    needs: Mapping[LevelName, tuple[Need, ...]] = {}


class Ladder(Entry):
    """The gradient of one place, its levels from the lowest up. The one without ``province`` is the national one.

    ``places`` are the names of the city or county, as they follow the province in a region; empty means the province.
    """

    id: Id
    title: Text
    province: Name | None = None
    places: tuple[str, ...] = ()
    verified_on: str
    about: Text
    levels: tuple[Level, ...] = Field(min_length=1)
    continues: Continues | None = None
    questions: tuple[Text, ...] = ()
    source: Source
