"""What every part of the report is built from, and the marks they share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assess.report.charts import BAR_WIDTH, Bar, bar
from assess.report.hurdles import tier_above
from assess.report.model import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from assess.planning.limits import Standing
    from assess.report.words import Words
    from assess.rulebook.model import Scheme, Source, Tier
    from assess.scoring.result import Assessment, CriterionResult, InputValue, Interval

SYMBOLS: Final[Mapping[str, str]] = {
    "met": "●",
    "partly": "◐",
    "unmet": "×",
    "unknown": "?",
    "not_scorable": "△",
    "not_applicable": "—",
    "pass": "✓",
    "fail": "×",
    "provided": "✓",
    "expired": "×",
    "missing": "○",
    "not_asked": "—",
}
"""One symbol per state, so that no state is told by colour alone."""


_ITEM: Final = re.compile(r"\s*[(（][A-Z]+-\d+[)）]$")


@dataclass(frozen=True, slots=True)
class Context:
    """One assessment, the words of one language, the day of the report.

    By criterion: ``standings``, and in schemes without published points what is ``shown``.
    """

    assessment: Assessment
    words: Words
    generated: date
    standings: Mapping[str, Standing]
    shown: Mapping[str, tuple[InputValue, ...]]

    @property
    def scheme(self) -> Scheme:
        """The scheme as written, ``extends`` resolved."""
        return self.assessment.scheme.model

    def mark(self, family: str, state: str) -> Mark:
        """The mark of a state; ``family`` is the prefix of its text."""
        return Mark(state, SYMBOLS[state], self.words(f"{family}.{state}"))

    def bar(self, points: Interval, width: float = BAR_WIDTH) -> Bar:
        """The small bar of an interval of points."""
        words = self.words
        alt = words("alt.bar", points=words.interval(points), max=words.points(points.max))
        return bar(alt, points.low, points.high, points.max, width)

    def star(self, tier: Tier) -> str:
        """``4★ 示范类``."""
        return self.words("star.title", stars=tier.stars, label=tier.label.in_(self.words.lang))

    def title(self, result: CriterionResult) -> str:
        """A criterion's title."""
        return result.criterion.title.in_(self.words.lang)

    def group_title(self, group: str) -> str:
        """The title of a group."""
        titles = {g.id: g.title for g in self.assessment.groups}
        return self.words.text(titles[group]) if group in titles else group

    @property
    def main_document(self) -> str:
        """The document that most criteria stand on; clauses without a document are its own."""
        documents = Counter(result.criterion.source.document for result in self.assessment.criteria)
        return documents.most_common(1)[0][0] if documents else self.scheme.document

    def clause(self, source: Source) -> str:
        """The clause alone for the main document, else document and clause; without the item's id in brackets.

        The id has a column of its own wherever this is shown.
        """
        clause = self.words.clause(_ITEM.sub("", source.clause or ""))
        document = self.words.document(source.document)
        parts = (clause,) if clause and source.document == self.main_document else (document, clause)
        return " ".join(part for part in parts if part)

    @property
    def plain_statement(self) -> str:
        """The key of the sentence that says why a scheme without stars gives no verdict."""
        scheme = self.assessment.scheme
        if scheme.scores:
            return "cover.no_pass_mark"
        return "cover.no_points" if scheme.criteria else "cover.conditions_only"

    @property
    def gate_failed(self) -> bool:
        """Whether some gate fails, so that no star counts."""
        return any(gate.state == "fail" for gate in self.assessment.gates)

    @property
    def next_tier(self) -> Tier | None:
        """The tier after the secured one; None without tiers or at the top."""
        return tier_above(self.assessment, self.assessment.tier.secured)
