"""What every section of the page is built from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assess.batch.portfolio.measure import decidable
from assess.batch.portfolio.model import Line, Portfolio, Spread
from assess.batch.portfolio.page import Cell, Head, Row
from assess.batch.portfolio.texts import PortfolioWords
from assess.rulebook.model import Tier
from assess.rulebook.scheme import CompiledScheme

NAMES = 3
"""How many names one cell lists before it counts the rest."""


@dataclass(frozen=True, slots=True)
class Context:
    """A portfolio, its scheme, one language, the day of the page and how many factories one list shows."""

    portfolio: Portfolio
    scheme: CompiledScheme
    words: PortfolioWords
    generated: date
    limit: int

    @property
    def tiers(self) -> list[Tier]:
        """Those that results can reach, from the lowest star up."""
        return list(decidable(self.scheme))

    def star(self, stars: int) -> str:
        """``4★ 示范类``; what the scheme calls those below its lowest star for 0."""
        if stars == 0:
            below = self.scheme.model.below_lowest
            return self.words.text(below.label) if below is not None else self.words("star.zero")
        label = next((self.words.text(tier.label) for tier in self.tiers if tier.stars == stars), "")
        return self.words("star.title", stars=stars, label=label).rstrip()

    def short_star(self, stars: int) -> str:
        """``4★`` or none."""
        return f"{stars}★" if stars else self.words("star.zero")

    def interval(self, low: float | None, high: float | None) -> str:
        """``62.40–88.10``, or one number; a dash where nothing is scored."""
        if low is None or high is None:
            return self.words("compare.dash")
        ends = [self.words.points(low), self.words.points(high)]
        return ends[0] if ends[0] == ends[1] else "–".join(ends)

    def division(self, code: str | None) -> str:
        """The title of an industry division with its code."""
        if code is None:
            return self.words("unnamed")
        found = self.scheme.rulebook.industries.get(code)
        return f"{code} {self.words.text(found.title)}" if found is not None else code

    def quartiles(self, spread: Spread, *, percent: bool = False) -> str:
        """The sentence that stands for the box."""
        values = {"first": spread.first, "median": spread.median, "third": spread.third}
        shown = {
            name: f"{self.words.percent(value, 1)} %" if percent else self.words.points(value)
            for name, value in values.items()
        }
        return self.words("alt.box", **shown)

    # ---------------------------------------------------------------- lists of factories

    @property
    def who_heads(self) -> tuple[Head, ...]:
        """Columns that say who, 44 percent of a table: the industry as its code; masked names stand alone."""
        words = self.words
        if self.portfolio.anonymised:
            return (Head(words("col.factory"), 44),)
        return (Head(words("col.factory"), 25), Head(words("col.industry"), 9), Head(words("col.town"), 10))

    def who(self, line: Line) -> Row:
        """The cells of :attr:`who_heads`."""
        if self.portfolio.anonymised:
            return (Cell(line.name),)
        dash = self.words("compare.dash")
        return (Cell(line.name, sub=line.credit_code or ""), Cell(line.division or dash), Cell(line.town or dash))

    def cut(self, rows: Sequence[object], *, factories: bool = True) -> tuple[str, ...]:
        """The remark on rows that are not shown; none where all are."""
        more = len(rows) - self.limit
        key = "more.rows" if not factories else "more.codes" if self.portfolio.anonymised else "more"
        return (self.words(key, shown=self.limit, more=more),) if more > 0 else ()
