"""What is missing (差距): points lost, unknown answers and what they are worth, evidence asked for and given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from assess.planning.asking import conditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assess.rulebook.model import Text, Tier
    from assess.scoring.result import Assessment, CriterionResult, GateResult, Reason
    from assess.submission.model import Answer, Evidence

UnknownKind = Literal["fact", "benchmark", "factor"]
EvidenceState = Literal["provided", "expired", "missing", "not_asked"]

_NOISE = 1e-9
_UNKNOWN_KINDS: dict[str, UnknownKind] = {
    "unknown_facts": "fact",
    "unverified_facts": "fact",
    "applies_unknown": "fact",
    "missing_benchmark": "benchmark",
    "missing_factor": "factor",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion's points that are not earned: ``lost`` by the answers given, ``open`` as long as some are unknown."""

    result: CriterionResult
    lost: float
    open: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """One unknown answer, benchmark or factor, and what hangs on it.

    ``points`` are held open by it, alone or with others: two facts of one criterion both name the same points, so
    worths do not add up. ``stars`` are those within reach whose own condition waits for it.
    """

    id: str
    kind: UnknownKind
    unverified: bool
    points: float
    criteria: tuple[str, ...]
    gates: tuple[str, ...]
    stars: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Evidence (证据) asked for by one gate or criterion, and the files that its answers name."""

    id: str
    title: Text
    gate: bool
    asked: tuple[Text, ...]
    files: tuple[Evidence, ...]
    expired: tuple[Evidence, ...]
    state: EvidenceState


def gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """Every criterion with points not earned, most points lost first, then most points open."""
    found = [Gap(r, r.points.lost, r.points.open) for r in assessment.criteria if r.status != "not_applicable"]
    kept = [g for g in found if g.lost > _NOISE or g.open > _NOISE]
    return tuple(sorted(kept, key=lambda g: (-round(g.lost, 9), -round(g.open, 9), g.result.id)))


def unknowns(assessment: Assessment) -> tuple[Unknown, ...]:
    """Everything unknown that matters, most valuable first: what a gate waits for, by points held open, what a star asks."""
    books: dict[tuple[str, UnknownKind], _Tally] = {}
    for criterion in assessment.criteria:
        if criterion.points.open > _NOISE or (criterion.criterion.score.value and criterion.share.open):
            for key, unverified in _unknown_names(criterion.reasons):
                books.setdefault(key, _Tally()).add_criterion(criterion, unverified=unverified)
    for gate in assessment.gates:
        if gate.state == "unknown":
            for key, unverified in _unknown_names(gate.reasons):
                books.setdefault(key, _Tally()).add_gate(gate, unverified=unverified)
    answers = assessment.submission.answers
    for name, tiers in conditions(assessment).items():
        books.setdefault((name, "fact"), _Tally()).add_stars(tiers, unverified=name in answers)
    found = [tally.unknown(*key) for key, tally in books.items()]
    return tuple(sorted(found, key=lambda u: (not u.gates, -round(u.points, 9), -len(u.criteria), u.kind, u.id)))


def evidence_index(assessment: Assessment, on: date | None = None) -> tuple[EvidenceRow, ...]:
    """What each applicable gate and criterion asks for, beside the files given; ``on`` decides what has expired.

    Without ``on`` the last day of the assessed year counts; nothing has expired while that year is missing.
    """
    day = on or date(max(assessment.submission.period, 1), 12, 31)
    answers = assessment.submission.answers
    rows = [
        _evidence_row(g.gate.id, g.gate.title, g.gate.evidence, (answers.get(f) for f in g.facts), day, gate=True)
        for g in assessment.gates
        if g.applicable
    ]
    rows += [
        _evidence_row(r.id, r.criterion.title, r.criterion.evidence, (answers.get(f) for f in r.facts), day, gate=False)
        for r in assessment.criteria
        if r.status != "not_applicable"
    ]
    return tuple(rows)


class _Tally:
    """Collects what one unknown holds open."""

    def __init__(self) -> None:
        self.points = 0.0
        self.criteria: list[str] = []
        self.gates: list[str] = []
        self.stars: tuple[int, ...] = ()
        self.unverified = False

    def add_criterion(self, result: CriterionResult, *, unverified: bool) -> None:
        if result.id not in self.criteria:
            self.points += result.points.open
            self.criteria.append(result.id)
        self.unverified = self.unverified or unverified

    def add_gate(self, result: GateResult, *, unverified: bool) -> None:
        if result.gate.id not in self.gates:
            self.gates.append(result.gate.id)
        self.unverified = self.unverified or unverified

    def add_stars(self, tiers: Iterable[Tier], *, unverified: bool) -> None:
        self.stars = tuple(tier.stars for tier in tiers)
        self.unverified = self.unverified or unverified

    def unknown(self, id_: str, kind: UnknownKind) -> Unknown:
        return Unknown(id_, kind, self.unverified, self.points, tuple(self.criteria), tuple(self.gates), self.stars)


def _unknown_names(reasons: Iterable[Reason]) -> Iterable[tuple[tuple[str, UnknownKind], bool]]:
    for reason in reasons:
        kind = _UNKNOWN_KINDS.get(reason.code)
        if kind:
            for name in reason.names:
                yield (name, kind), reason.code == "unverified_facts"


def _evidence_row(
    id_: str, title: Text, asked: tuple[Text, ...], answers: Iterable[Answer | None], day: date, *, gate: bool
) -> EvidenceRow:
    files = tuple(dict.fromkeys(e for answer in answers if answer for e in answer.evidence))
    expired = tuple(e for e in files if e.valid_until and e.valid_until < day)
    state: EvidenceState
    if files:
        state = "expired" if len(expired) == len(files) else "provided"
    else:
        state = "missing" if asked else "not_asked"
    return EvidenceRow(id_, title, gate, asked, files, expired, state)
