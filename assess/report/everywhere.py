"""Where you stand: one row for each scheme of the rulebook, with its verdict, total, gates and what is missing first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assess.planning.gaps import gaps, unknowns
from assess.report.charts import Bar, bar
from assess.report.hurdles import tier_above
from assess.report.words import Words
from assess.scoring.result import GateState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.planning.ladder import LadderStanding, Rung
    from assess.rulebook.model import Tier
    from assess.scoring.result import Assessment, GateResult

_MARKS: Final[dict[GateState, str]] = {"pass": "✓", "fail": "×", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class StandRow:
    """One scheme. ``current`` marks the report's own; ``total`` is empty and ``bar`` None where no points are published.

    ``gates`` counts one state each; ``first`` is empty where nothing is missing.
    """

    id: str
    title: str
    current: bool
    verdict: str
    kind: str
    total: str
    bar: Bar | None
    gates: tuple[str, ...]
    first: str


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The page: all schemes, and the ladder of the region in a few sentences (none where it was not worked out)."""

    rows: tuple[StandRow, ...]
    ladder: tuple[str, ...]


def build_everywhere(assessment: Assessment, others: Sequence[Assessment], lang: str) -> tuple[StandRow, ...]:
    """A row for each of ``others``, the report's own scheme among them marked; ``others`` decides which and in what order."""
    return tuple(stand_row(one, lang, current=one.scheme.id == assessment.scheme.id) for one in others)


def stand_row(assessment: Assessment, lang: str, *, current: bool = False) -> StandRow:
    """One assessment in a line."""
    scheme = assessment.scheme
    words = Words(lang, scheme.model.settings.decimals, scheme.rulebook)
    scores, total = scheme.scores, assessment.total
    alt = words("alt.bar", points=words.interval(total), max=words.points(total.max))
    return StandRow(
        scheme.id,
        words.text(scheme.model.title),
        current,
        words.listed(_verdict(words, assessment), separator="list.semicolon"),
        _kind(assessment),
        words.of(total) if scores else "",
        bar(alt, total.low, total.high, total.max) if scores else None,
        _gates(assessment.gates),
        _first(words, assessment),
    )


def _kind(assessment: Assessment) -> str:
    """The look of the verdict, by the stylesheet's words for states."""
    tier = assessment.tier
    if any(gate.state == "fail" for gate in assessment.gates) or tier.below_lowest:
        return "unmet"
    if tier.secured is not None and tier.secured == tier.reachable:
        return "met"
    return "unknown" if tier.reachable is not None else "not_applicable"


def _verdict(words: Words, assessment: Assessment) -> list[str]:
    """The star, or why there is none; then what only others decide and what is not published."""
    model, tier = assessment.scheme.model, assessment.tier
    if not model.tiers:
        kind = "no_mark" if assessment.scheme.scores else "values" if assessment.criteria else "conditions"
        return [words(f"stand.{kind}")]
    found = [_star(words, assessment)] if tier.below_lowest or tier.reachable is not None else []
    if tier.nomination is not None:
        found.append(words("stand.nominated", stars=tier.nomination.stars))
    by_text: dict[str, list[str]] = {}
    for one in tier.not_evaluable:
        by_text.setdefault(words.text(one.unpublished), []).append(str(one.stars))
    for what, stars in by_text.items():
        found.append(words("stand.unpublished", stars=_range(stars), what=what))
    return found or [words("star.not_evaluable")]


def _range(stars: Sequence[str]) -> str:
    """``1–5★``."""
    return f"{stars[0]}★" if len(stars) == 1 else f"{stars[0]}–{stars[-1]}★"


def _star(words: Words, assessment: Assessment) -> str:
    model, tier = assessment.scheme.model, assessment.tier
    if tier.below_lowest or tier.reachable is None:
        return words.text(model.below_lowest.label) if model.below_lowest else words("star.none")
    reachable = _titled(words, tier.reachable)
    if tier.secured is None:
        return words("stand.open", reachable=reachable)
    secured = _titled(words, tier.secured)
    if tier.secured == tier.reachable:
        return words("stand.same", tier=secured)
    return words("stand.both", secured=secured, reachable=reachable)


def _titled(words: Words, tier: Tier) -> str:
    return words("star.title", stars=tier.stars, label=words.text(tier.label))


def _gates(gates: Sequence[GateResult]) -> tuple[str, ...]:
    """``✓ 12``, ``× 1``, ``? 2``: only states that occur."""
    tally = Counter(gate.state for gate in gates)
    return tuple(f"{_MARKS[state]}\N{NO-BREAK SPACE}{tally[state]}" for state in _MARKS if tally[state])


# ---------------------------------------------------------------- what is missing first


def _first(words: Words, assessment: Assessment) -> str:
    """A gate that does not pass, failed ones first; else what the next star needs; else the answer worth most."""
    waiting = sorted((gate for gate in assessment.gates if gate.state != "pass"), key=lambda gate: gate.state != "fail")
    if waiting:
        more = words("stand.more", count=len(waiting) - 1) if len(waiting) > 1 else ""
        return f"{_MARKS[waiting[0].state]} {waiting[0].gate.id} {words.text(waiting[0].gate.title)}{more}"
    tier = tier_above(assessment, assessment.tier.secured)
    if assessment.scheme.model.tiers and tier is None:
        return ""
    codes = assessment.tier.missing
    parts = [] if tier is None else [_code(words, assessment, tier, code) for code in codes]
    if not codes or any(code.startswith("total:") for code in codes):
        parts.append(_worth_most(words, assessment))
    return words.listed(list(filter(None, parts))[:2], separator="list.semicolon")


def _code(words: Words, assessment: Assessment, tier: Tier, code: str) -> str:
    kind, _, rest = code.partition(":")
    if kind == "total":
        return words("stand.short", points=words.points(float(rest)))
    if kind == "mandatory":
        titles = {one.id: words.text(one.criterion.title) for one in assessment.criteria}
        return words("stand.mandatory", name=f"{rest} {titles.get(rest, '')}".rstrip())
    if kind == "requires":
        return words.text(tier.requires_text) or str(tier.requires)
    return words("tier.nomination") if kind == "decision" else ""


def _worth_most(words: Words, assessment: Assessment) -> str:
    """The unknown that holds most points open, else the criterion that lost most."""
    asked = [one for one in unknowns(assessment) if one.criteria]
    if asked:
        top = max(asked, key=lambda one: one.points)
        if not assessment.scheme.scores:
            return words("stand.answer", name=words.name(top.id))
        return words("stand.answer.points", name=words.name(top.id), points=words.points(top.points))
    lost = [gap for gap in gaps(assessment) if gap.lost > 0][:1]
    shown = (
        words(
            "stand.gap",
            name=f"{gap.result.id} {words.text(gap.result.criterion.title)}",
            points=f"−{words.points(gap.lost)}",
        )
        for gap in lost
    )
    return next(shown, "")


# ---------------------------------------------------------------- the ladder


def ladder_lines(words: Words, standing: LadderStanding) -> tuple[str, ...]:
    """The place on the region's ladder on the day looked from, and the next rung."""
    day, ladder = words.date(standing.on), words.text(standing.ladder.title)
    here, following = standing.here, standing.following
    if here is None:
        lines = [words("stand.ladder.none", day=day, ladder=ladder)]
    else:
        lines = [words("stand.ladder.here", day=day, ladder=ladder, level=words.text(here.level.title))]
    if following is None:
        lines.append(words("stand.ladder.top"))
    else:
        lines.append(words.sentences((_following(words, following), _needs(words, following))))
    return (*lines, words("stand.ladder.notice"))


def _following(words: Words, rung: Rung) -> str:
    level = rung.level
    return words("stand.ladder.next", level=words.text(level.title), who=words.text(level.decided_by))


def _needs(words: Words, rung: Rung) -> str:
    """How many of the rung's needs hold; empty where it names none."""
    states = Counter(need.state for need in rung.needs)
    if not states:
        return ""
    met, missing = states["met"], states["missing"]
    return words("stand.ladder.needs", met=met, missing=missing, open=states.total() - met - missing)
