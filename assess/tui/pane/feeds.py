"""Why a question is asked (用途): the criteria and gates that it feeds, with what is at stake now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.model import Criterion, Gate
    from assess.scoring.result import CriterionResult, GateResult
    from assess.tui.words import ScreenWords

_SIGNS = {"pass": "✓", "fail": "✗", "unknown": "○"}
SHOWN = 4
"""How many are listed; the rest stands on the screen behind F5."""


class Use(NamedTuple):
    """One criterion or gate: what it is worth, its name, where it stands; ``weight`` orders them."""

    weight: tuple[bool, float, float]
    stake: str
    name: str
    source: str


def uses(question: Question, session: Session, words: ScreenWords) -> list[Use]:
    """Gates first, then criteria by the points still open."""
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
            found.append(_criterion(criterion, scheme, words))
    return sorted(found, key=lambda use: use.weight, reverse=True)


def asked_evidence(question: Question, session: Session, words: ScreenWords) -> list[str]:
    """The evidence that those criteria and gates ask for, each once."""
    rules: list[Criterion | Gate] = []
    for feed in question.feeds:
        assessment = next(one for one in session.assessments if one.scheme.id == feed.scheme)
        rules += [one.gate for one in assessment.gates if feed.gate and one.gate.id == feed.id]
        rules += [one.criterion for one in assessment.criteria if not feed.gate and one.id == feed.id]
    return list(dict.fromkeys(text.in_(words.lang) for rule in rules for text in rule.evidence))


def _criterion(found: CriterionResult, scheme: str, words: ScreenWords) -> Use:
    points = found.points
    return Use(
        (False, points.open, points.max),
        words.say("feeds.points", points=words.report.of(points)),
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


def _source(rule: Criterion | Gate, scheme: str, words: ScreenWords) -> str:
    source = words.report.source(rule.source) + words.report.aside(words.report.basis(rule.source.basis))
    return " · ".join(part for part in (scheme, source) if part)
