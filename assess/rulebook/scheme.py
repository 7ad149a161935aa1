"""A scheme made ready for scoring: raw points resolved, groups and facts worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.rulebook.model import Criterion, Dimension, Fact, Formula, Gate, Scheme, Score, Step, Text

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook


@dataclass(frozen=True, slots=True, eq=False)
class ScoredCriterion:
    """A criterion with its numbers: ``raw`` points within its dimension, ``points`` of the scheme's total."""

    model: Criterion
    group: str
    raw: float
    points: float
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class GateWithFacts:
    """A gate and the raw facts that decide it."""

    model: Gate
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CompiledScheme:
    """One scheme, ``extends`` resolved.

    ``facts`` are all facts it needs in the order of the questionnaire, with those its plausibility checks compare.
    """

    id: str
    model: Scheme
    rulebook: Rulebook
    criteria: tuple[ScoredCriterion, ...]
    gates: tuple[GateWithFacts, ...]
    groups: tuple[tuple[str, Text], ...]
    facts: tuple[str, ...]

    @property
    def notice(self) -> Text | None:
        """The one line that stands wherever a star is shown (star-schemes §11, rules 3 and 4)."""
        notice = self.model.notice
        if notice is None:
            return None
        named = [tier.source.document for tier in self.model.tiers if tier.source.basis != "adopted"]
        line = notice.sourced
        if len(named) < len(self.model.tiers):
            line = notice.mixed if named and notice.mixed is not None else notice.adopted
        documents = "、".join(dict.fromkeys(named))
        return Text(zh=line.zh.replace("{document}", documents), en=line.en.replace("{document}", documents))


def compile_scheme(scheme: Scheme, rulebook: Rulebook) -> CompiledScheme:
    """Resolve points and facts of a checked scheme."""
    dimensions = {dimension.id: dimension for dimension in scheme.dimensions}
    raws = raw_points(scheme)
    criteria = tuple(
        ScoredCriterion(
            criterion,
            criterion.dimension if scheme.group_by == "dimension" else criterion.principle,
            raws[criterion.id],
            raws[criterion.id] * dimensions[criterion.dimension].weight / 100.0,
            rulebook.facts_of(_names(rulebook, criterion)),
        )
        for criterion in scheme.criteria
    )
    gates = tuple(GateWithFacts(gate, rulebook.facts_of(_gate_names(rulebook, gate))) for gate in scheme.gates)
    groups = scheme.dimensions if scheme.group_by == "dimension" else scheme.principles
    needed: set[str] = {*scheme.inputs}
    needed.update(name for item in criteria for name in item.facts)
    needed.update(name for item in gates for name in item.facts)
    for tier in scheme.tiers:
        if tier.requires is not None:
            needed.update(rulebook.facts_of(rulebook.expression(tier.requires).names))
    for check in rulebook.checks.values():
        if not needed.isdisjoint(check.facts):
            needed.update(check.facts)
    return CompiledScheme(
        scheme.id,
        scheme,
        rulebook,
        criteria,
        gates,
        tuple((group.id, group.title) for group in groups),
        tuple(sorted(needed, key=_questionnaire_order(rulebook))),
    )


def raw_points(scheme: Scheme) -> dict[str, float]:
    """Raw points by criterion; ``equal`` shares what the numbered ones leave of the dimension's part."""
    result: dict[str, float] = {}
    for dimension in scheme.dimensions:
        for mandatory in (True, False):
            part = [c for c in scheme.criteria if c.dimension == dimension.id and c.mandatory is mandatory]
            given = sum(float(c.points.raw) for c in part if c.points.raw != "equal")
            open_count = sum(1 for c in part if c.points.raw == "equal")
            share = (part_total(dimension, mandatory=mandatory) - given) / open_count if open_count else 0.0
            result.update({c.id: share if c.points.raw == "equal" else float(c.points.raw) for c in part})
    return result


def part_total(dimension: Dimension, *, mandatory: bool) -> float:
    """The raw points of a dimension's mandatory (必选) or optional (可选) part."""
    return dimension.mandatory_points if mandatory else dimension.optional_points


def score_formulas(score: Score) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
    """The formulas and names inside a score rule, with their paths."""
    if score.met is not None:
        yield ("met",), score.met
    if score.choice is not None:
        yield ("choice", "of"), score.choice.of
    if score.extent is not None:
        yield ("extent",), score.extent
    if score.steps is not None:
        yield ("steps", "of"), score.steps.of
        for index, step in enumerate(score.steps.at):
            for key, value in step_bound(step):
                yield ("steps", "at", index, key), value
    if score.band is not None:
        yield ("band", "of"), score.band.of
        yield ("band", "base"), score.band.base
        yield ("band", "lead"), score.band.lead
    if score.count is not None:
        if isinstance(score.count.of, str):
            yield ("count", "of"), score.count.of
        else:
            for index, text in enumerate(score.count.of):
                yield ("count", "of", index), text


def step_bound(step: Step) -> list[tuple[str, Formula]]:
    """The bounds a step names (one, in a correct rulebook): key as in YAML, and the formula."""
    bounds = (("from", step.from_), ("over", step.over), ("to", step.to), ("under", step.under))
    return [(key, value) for key, value in bounds if value is not None]


def _names(rulebook: Rulebook, criterion: Criterion) -> list[str]:
    texts = [text for _, text in score_formulas(criterion.score)]
    if criterion.applies_when is not None:
        texts.append(criterion.applies_when)
    return [name for text in texts for name in rulebook.expression(text).names]


def _gate_names(rulebook: Rulebook, gate: Gate) -> list[str]:
    texts = [gate.must] if gate.applies_when is None else [gate.must, gate.applies_when]
    return [name for text in texts for name in rulebook.expression(text).names]


def _questionnaire_order(rulebook: Rulebook) -> _Order:
    return _Order(rulebook.topics, rulebook.facts.values())


class _Order:
    """Sort key of facts: by topic, then as they stand in the files."""

    def __init__(self, topics: Iterable[str], facts: Iterable[Fact]) -> None:
        self.topics = {name: number for number, name in enumerate(topics)}
        self.facts = {fact.id: (self.topics.get(fact.topic, 999), number) for number, fact in enumerate(facts)}

    def __call__(self, name: str) -> tuple[int, int]:
        return self.facts[name]
