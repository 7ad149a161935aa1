"""What the portfolio's page shows, worded in one language: sections of tables, ready for the template."""

from __future__ import annotations

from dataclasses import dataclass

from assess.batch.portfolio.charts import Box, Histogram
from assess.report.charts import Bar, Radar
from assess.report.model import Field


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its title, its width in percent, and whether numbers stand in it."""

    text: str
    width: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a chart behind it, a smaller line below; ``look`` is a class of the stylesheet."""

    text: str
    look: str = ""
    bar: Bar | None = None
    box: Box | None = None
    sub: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title, what to know before, and remarks below; without rows only those."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    lead: str = ""
    notes: tuple[str, ...] = ()
    look: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; with a radar the first table stands beside it."""

    title: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    radar: Radar | None = None
    legend: str = ""
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """The whole portfolio in words."""

    lang: str
    language_tag: str
    title: str
    subject: str
    running: str
    created: str
    program: str
    notice: str
    made_up: str
    kind: str
    heading: str
    facts: tuple[Field, ...]
    statement: str
    headline: tuple[str, ...]
    histogram_title: str
    histogram: Histogram | None
    stars: Table | None
    card_title: str
    card: tuple[Field, ...]
    digest: str
    sections: tuple[Section, ...]
