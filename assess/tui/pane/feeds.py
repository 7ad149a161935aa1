"""Why a question is asked (用途): the criteria, gates and stars that it feeds, with what is at stake now."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assess.filling.questions import Condition, Question
    from assess.filling.session import Session
    from assess.rulebook.model import Criterion, Gate, Tier
    from assess.scoring.result import CriterionResult, GateResult
    from assess.tui.words import ScreenWords

_SIGNS = {"pass": "✓", "fail": "✗", "unknown": "○"}
SHOWN = 4
"""How many are listed; the rest stands on the screen behind F5."""


class Use(NamedTuple):
    """One criterion, gate or star: what it is worth, its name, where it stands; ``weight`` orders them."""

    weight: tuple[bool, float, float]
    stake: str
    name: str
    source: str


def uses(question: Question, session: Session, words: ScreenWords) -> list[Use]:
    """Gates first, then stars, then criteria by the points still open."""
    found = []
    several = len(session.schemes) > 1
    for feed in question.feeds:
        assessment = next(one for one in session.assessments if one.scheme.id == feed.scheme)
        scheme = assessment.scheme.model.title.in_(words.lang) if several else ""
        if feed.gate:
            gate = next(one for one in assessment.gates if one.gate.id == feed.id)
            found.append(_gate(gate, scheme, words))
        else:
            criterion = next(one for one in assessment.criteria if one.id == feed.id)
            found.append(_criterion(criterion, scheme, words, scores=assessment.scheme.scores))
    found += [
        _star(one, condition_scheme(one, session, words) if several else "", words) for one in question.conditions
    ]
    return sorted(found, key=lambda use: use.weight, reverse=True)


def asked_evidence(question: Question, session: Session, words: ScreenWords) -> list[str]:
    """The evidence that those criteria and gates ask for, each once."""
    rules: list[Criterion | Gate] = []
    for feed in question.feeds:
        assessment = next(one for one in session.assessments if one.scheme.id == feed.scheme)
        rules += [one.gate for one in assessment.gates if feed.gate and one.gate.id == feed.id]
        rules += [one.criterion for one in assessment.criteria if not feed.gate and one.id == feed.id]
    return list(dict.fromkeys(text.in_(words.lang) for rule in rules for text in rule.evidence))


def condition_scheme(condition: Condition, session: Session, words: ScreenWords) -> str:
    """The title of the scheme that a star belongs to."""
    return session.rulebook.schemes[condition.scheme].title.in_(words.lang)


def condition_text(condition: Condition, words: ScreenWords) -> str:
    """``4★ 四星级：综合得分 ≥85 分``."""
    tier = condition.tier
    text = words.report.text(tier.requires_text) or str(tier.requires)
    return f"{tier.stars}★ {tier.label.in_(words.lang)}{words.report('colon')}{text}"


def _star(condition: Condition, scheme: str, words: ScreenWords) -> Use:
    tier = condition.tier
    return Use(
        (False, inf, -tier.stars),
        words.say("feeds.star"),
        condition_text(condition, words),
        _source(tier, scheme, words),
    )


def _criterion(found: CriterionResult, scheme: str, words: ScreenWords, *, scores: bool) -> Use:
    points = found.points
    return Use(
        (False, points.open, points.max),
        words.say("feeds.points", points=words.report.of(points)) if scores else words.say("feeds.row"),
        f"{found.id} {found.criterion.title.in_(words.lang)}",
        _source(found.criterion, scheme, words),
    )


def _gate(found: GateResult, scheme: str, words: ScreenWords) -> Use:
    state = f"{_SIGNS[found.state]} {words.report(f'gate.{found.state}')}"
    return Use(
        (True, float(found.state != "pass"), 0.0),
        words.say("feeds.gate", state=state),
        f"{found.gate.id} {found.gate.title.in_(words.lang)}",
        _source(found.gate, scheme, words),
    )


def _source(rule: Criterion | Gate | Tier, scheme: str, words: ScreenWords) -> str:
    source = words.report.source(rule.source) + words.report.aside(words.report.basis(rule.source.basis))
    return " · ".join(part for part in (scheme, source) if part)
