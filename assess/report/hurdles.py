"""The codes of ``tier.missing`` and ``tier.blocked`` as one line: gates, points, mandatory criteria, the condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.words import Words
    from assess.rulebook.model import Tier
    from assess.scoring.result import Assessment

NAMES = 4
"""How many names of one kind are written out before the rest is counted."""
KINDS = ("gate", "total", "mandatory", "requires")


def tier_above(assessment: Assessment, tier: Tier | None) -> Tier | None:
    """The tier after ``tier``; the lowest after none; None without tiers or at the top."""
    above = [one for one in assessment.scheme.model.tiers if tier is None or one.stars > tier.stars]
    return min(above, key=lambda one: one.stars, default=None)


def blocked(words: Words, assessment: Assessment, limit: int = NAMES) -> str:
    """The sentence that rules out the tier after the reachable one; empty when nothing does."""
    tier = tier_above(assessment, assessment.tier.reachable)
    if tier is None or _plain(assessment.tier.blocked):
        return ""
    return words("blocked.sentence", stars=tier.stars, why=_why(words, assessment, "blocked", tier, limit))


def missing(words: Words, assessment: Assessment) -> str:
    """What the tier after the secured one still needs; empty at the top, and where :func:`blocked` says the same."""
    tier = tier_above(assessment, assessment.tier.secured)
    found = assessment.tier
    if tier is None or _plain(found.missing) or set(found.missing) == set(found.blocked):
        return ""
    return words("missing.sentence", stars=tier.stars, why=_why(words, assessment, "missing", tier, NAMES))


def undecided(words: Words, assessment: Assessment) -> tuple[str, ...]:
    """What this program cannot decide: a nomination that is open, and every tier whose rule is not published."""
    tier = assessment.tier
    found = [words("tier.nominated", stars=tier.nomination.stars)] if tier.nomination is not None else []
    by_text: dict[str, list[str]] = {}
    for one in tier.not_evaluable:
        by_text.setdefault(words.text(one.unpublished), []).append(f"{one.stars}★")
    found += [words("tier.not_evaluable", stars=words.listed(stars), what=what) for what, stars in by_text.items()]
    return tuple(found)


def _plain(codes: Sequence[str]) -> bool:
    """Nothing but what :func:`undecided` says."""
    return not set(codes) - {"unpublished", "decision"}


def _why(words: Words, assessment: Assessment, which: str, tier: Tier, limit: int) -> str:
    """The codes by kind; what is ruled out is named with its title, what is only missing by its id."""
    codes: Sequence[str] = assessment.tier.blocked if which == "blocked" else assessment.tier.missing
    titles = {}
    if which == "blocked":
        titles = {one.gate.id: one.gate.title for one in assessment.gates}
        titles |= {one.id: one.criterion.title for one in assessment.criteria}
    parts = []
    for kind in KINDS:
        ids = [id_ for name, _, id_ in (code.partition(":") for code in codes) if name == kind]
        if not ids:
            continue
        if kind == "total":
            parts.append(words(f"hurdle.{which}.total", points=words.points(float(ids[0]))))
            continue
        if kind == "requires":
            shown = [words.text(tier.requires_text) or str(tier.requires)]
        else:
            shown = [f"{id_} {words.text(titles.get(id_))}".rstrip() for id_ in ids]
        parts.append(words(f"hurdle.{which}.{kind}", names=words.listed(shown, limit=limit)))
    return words.listed(parts, separator="list.semicolon")
