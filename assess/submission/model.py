"""What a factory says: one factory, one calendar year, its answers with their evidence (填报)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from assess.errors import Position
from assess.rulebook.model import LevelName


class Evidence(NamedTuple):
    """A document behind an answer (证据): ``file`` as the factory names it."""

    file: str
    date: dt.date | None = None
    valid_until: dt.date | None = None


Row: TypeAlias = Mapping[str, "Value | None"]
Value: TypeAlias = "float | bool | str | dt.date | tuple[str, ...] | tuple[Row, ...]"


class Answer(NamedTuple):
    """One answered fact (a named tuple: a submission has a hundred of them).

    ``value`` is in the fact's declared unit (``unit``); a choice holds option ids, a table holds rows. None together
    with ``not_applicable`` (the reason) means 不适用; ``unverified`` answers are kept but count as unknown.
    ``typed`` is what the person wrote.
    """

    fact: str
    value: Value | None
    unit: str | None
    typed: str
    position: Position
    not_applicable: str | None = None
    unverified: bool = False
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None


class OwnBenchmark(NamedTuple):
    """A comparison value that the factory brings with its source, or takes from the ``norm`` of its product.

    With a norm, ``value`` is the level that the benchmark asks for, ``correction`` what the factory corrected it by.
    """

    id: str
    value: float
    unit: str
    source: str
    position: Position
    norm: str | None = None
    correction: float | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """A list that the factory says it is on (称号): ``level`` where the title is one of a ladder, else only a ``name``.

    ``reviewed`` is the day the last re-review (复核) was passed, ``removed`` the day it was taken off the list. Nothing
    of this is verified.
    """

    level: LevelName | None
    name: str | None
    granted: dt.date
    position: Position
    reviewed: dt.date | None = None
    removed: dt.date | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Factory:
    """Who is assessed. ``industry`` is a GB/T 4754-2017 code without its letter; ``province`` an id of the rulebook."""

    name: str
    credit_code: str | None = None
    industry: str | None = None
    region: str | None = None
    province: str | None = None
    made_up: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One factory, one calendar year (``period``)."""

    factory: Factory
    period: int
    answers: Mapping[str, Answer]
    benchmarks: Mapping[str, OwnBenchmark]
    file: str
    digest: str
    titles: tuple[Title, ...] = ()
