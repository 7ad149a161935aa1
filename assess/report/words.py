"""How a report says things: texts in one language, numbers, intervals, dates and names, ready to print."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from assess.report.texts import TEXTS
from assess.scoring.rounding import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Source, Text
    from assess.scoring.result import Interval, Reason
    from assess.submission.model import Factory

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
EXACT = 12
"""Digits that are the number itself; beyond them lies binary noise."""
COMPUTED = 5
"""Digits shown of a computed or converted number below 1000."""
_LARGE = 1000
_LARGE_DECIMALS = 2

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d+):\d+")
_DOCUMENTS = {"本工具": "this tool", "通行算法": "common practice"}
"""Documents that are none, as English readers know them; real documents keep their title."""
_CLAUSES = (
    (re.compile(r"附录\s*([A-Z])"), r"Annex \1"),
    (
        re.compile(r"附录\s*([一二三四五六七八九十])"),
        lambda found: f"Annex {'一二三四五六七八九十'.index(found[1]) + 1}",
    ),
    (re.compile(r"表\s*(?=[A-Z0-9])"), "Table "),
    (re.compile(r"第\s*([\d.–\-]+)\s*条"), r"clause \1"),
    (re.compile(r"第\s*([\d.–\-]+)\s*行"), r"row \1"),
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def shortened(text: str, cells: int) -> str:
    """``text`` cut to so many cells, a wide letter taking two, with an ellipsis where something is left out."""
    used = 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > cells:
            return text[:place].rstrip() + "…"
    return text


def clause_in(lang: str, clause: str | None) -> str:
    """A clause as readers of ``lang`` number it: 附录C 表C.1 is Annex C Table C.1."""
    shown = clause or ""
    for pattern, english in _CLAUSES if lang != "zh" else ():
        shown = pattern.sub(english, shown)
    return shown


class Words:
    """One language, one scheme's decimals, one rulebook's names."""

    def __init__(self, lang: str, decimals: int, rulebook: Rulebook) -> None:
        self.lang = lang
        self.decimals = decimals
        self.rulebook = rulebook

    def __call__(self, key: str, **values: object) -> str:
        """The fixed text ``key``."""
        text = TEXTS[key][self.lang != "zh"]
        return text.format(**values) if values else text

    def text(self, text: Text | None) -> str:
        """A text of the rulebook; empty when there is none."""
        return text.in_(self.lang) if text is not None else ""

    # ---------------------------------------------------------------- numbers

    def points(self, value: float) -> str:
        """Points, rounded once by the scheme's rule."""
        return str(rounded(value, self.decimals))

    def interval(self, interval: Interval) -> str:
        """``62.40–88.10``, or one number when both ends read the same."""
        low, high = self.points(interval.low), self.points(interval.high)
        return low if low == high else f"{low}–{high}"

    def of(self, interval: Interval) -> str:
        """``1.20–2.40 / 2.40``."""
        return self("points.of", points=self.interval(interval), max=self.points(interval.max))

    def percent(self, part: float, whole: float) -> str:
        """A share in whole percent, without the sign."""
        return str(rounded(100 * part / whole, 0)) if whole else "0"

    def number(self, value: float, digits: int = EXACT) -> str:
        """A plain number, thousands grouped, no exponent: two decimals from 1000 on, below that so many digits."""
        if not math.isfinite(value):
            return self("unknown")
        exact = Decimal(repr(value))
        if exact:
            place = -_LARGE_DECIMALS if abs(exact) >= _LARGE else min(0, exact.adjusted() - digits + 1)
            exact = exact.quantize(Decimal(1).scaleb(place), ROUND_HALF_EVEN)
        shown = f"{exact:,f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    def quantity(self, value: float | None, unit: str | None, digits: int = COMPUTED) -> str:
        """A number with its unit; ``1`` is no unit; None is unknown."""
        if value is None:
            return self("unknown")
        number = self.number(value, digits)
        return number if unit in {None, "", "1"} else f"{number} {unit}"

    def limit(self, sign: str, threshold: float) -> str:
        """``≥ 0.7``, never broken over two lines."""
        return f"{sign}\N{NO-BREAK SPACE}{self.number(threshold, COMPUTED)}"

    # ---------------------------------------------------------------- dates, lists, names

    def date(self, day: date) -> str:
        """A day as people write it."""
        if self.lang == "zh":
            return f"{day.year} 年 {day.month} 月 {day.day} 日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def day(self, text: str | None) -> str:
        """A date of the rulebook, which may be only a month or a year."""
        if text is None:
            return self("not_published")
        return self.date(date.fromisoformat(text)) if _ISO_DATE.fullmatch(text) else text

    def listed(self, names: Iterable[str], *, separator: str = "list.comma", limit: int | None = None) -> str:
        """``甲、乙、丙``; past ``limit`` the rest is counted."""
        kept = list(names)
        if limit is not None and len(kept) > limit:
            more = self("names.more", count=len(kept) - limit)
            return self(separator).join(kept[:limit]) + ("" if self.lang == "zh" else " ") + more
        return self(separator).join(kept)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences in a row: English needs a space between them."""
        return ("" if self.lang == "zh" else " ").join(part for part in parts if part)

    def name(self, name: str) -> str:
        """The title of a fact, indicator, benchmark or factor; anything else as it is."""
        book = self.rulebook
        if name == "period":
            return self("cover.period")
        if name in book.facts:
            return book.facts[name].ask.in_(self.lang)
        for shelf in (book.indicators, book.benchmarks, book.factors):
            if name in shelf:
                return shelf[name].title.in_(self.lang)
        return name

    # ---------------------------------------------------------------- provenance

    def basis(self, basis: str | None) -> str:
        """The word for how sure a number is (依据)."""
        return self(f"basis.{basis or 'unknown'}")

    def source(self, source: Source) -> str:
        """Document and clause."""
        return f"{self.document(source.document)} {self.clause(source.clause)}".rstrip()

    def document(self, document: str) -> str:
        """A document's title; what is no document is translated."""
        return document if self.lang == "zh" else _DOCUMENTS.get(document, document)

    def clause(self, clause: str | None) -> str:
        """A clause as the reader's language numbers it."""
        return clause_in(self.lang, clause)

    def reason(self, reason: Reason, limit: int | None = None, *, partly: bool = False) -> str:
        """Why a result is what it is, with at most ``limit`` names; ``partly`` softens 不满足 to 部分满足."""
        if partly and reason.code == "not_met":
            return self("reason.partly_met")
        if not reason.names:
            return self(f"reason.{reason.code}")
        return self(f"reason.{reason.code}.names", names=self.listed(map(self.name, reason.names), limit=limit))

    def reasons(self, reasons: Iterable[Reason], limit: int | None = None, *, partly: bool = False) -> str:
        """All reasons of one result."""
        return self.listed(
            (self.reason(reason, limit, partly=partly) for reason in reasons), separator="list.semicolon"
        )

    def brief(self, reasons: Iterable[Reason], *, partly: bool = False) -> str:
        """All reasons of one result in a few words, without names."""
        return self.listed(
            self("brief.partly_met")
            if partly and reason.code == "not_met"
            else self(f"brief.{reason.code}", count=len(reason.names))
            for reason in reasons
        )

    def where(self, where: str | None, *, named: bool = False) -> str:
        """A place in the submission: its line, with the file's own name if wanted, never the machine's folders."""
        place = _PLACE.fullmatch(where or "")
        if place is None:
            return where or ""
        return self("where.file" if named else "where.line", file=PurePath(place["file"]).name, line=place["line"])

    def industry(self, factory: Factory) -> str:
        """The division's title and the code given."""
        if factory.industry is None:
            return self("not_given")
        code = self("cover.industry.code", code=factory.industry)
        division = self.rulebook.industries.get(factory.industry[:2])
        return code if division is None else division.title.in_(self.lang) + self.aside(code)

    def aside(self, text: str) -> str:
        """``text`` in the brackets of the language."""
        return f"（{text}）" if self.lang == "zh" else f" ({text})"
