"""A scheme made ready for scoring: raw points resolved, groups and facts worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.rulebook.model import (
    Band,
    Count,
    Criterion,
    Dimension,
    Fact,
    Formula,
    Gate,
    Scheme,
    Score,
    Step,
    Steps,
    Text,
)

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
    def scores(self) -> bool:
        """Whether points are published (or adopted) at all; otherwise values are shown and nothing is scored."""
        return self.model.maximum > 0

    @property
    def has_mandatory(self) -> bool:
        """Whether the scheme tells mandatory (必选) from optional (可选); the 2025 edition no longer does."""
        return any(item.model.mandatory for item in self.criteria)

    @property
    def has_bands(self) -> bool:
        """Whether anything is scored between a baseline and a leading value, so that their interpolation matters."""
        return any(item.model.score.band or item.model.score.bands for item in self.criteria)

    @property
    def notice(self) -> Text | None:
        """The one line that stands wherever a star or a total is shown (star-schemes §11, rules 3 and 4)."""
        notice = self.model.notice
        if notice is None or not self.model.tiers:
            return notice.plain if notice else None
        named = [tier.source.document for tier in self.model.tiers if tier.source.basis != "adopted"]
        line = notice.sourced
        if len(named) < len(self.model.tiers):
            line = notice.mixed if named and notice.mixed is not None else notice.adopted
        if line is None:
            return None
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
            _points(raws[criterion.id], dimensions[criterion.dimension]),
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
        in_questionnaire_order(rulebook, needed),
    )


def raw_points(scheme: Scheme) -> dict[str, float]:
    """Raw points by criterion; ``equal`` shares what the numbered ones leave of the dimension's part."""
    result: dict[str, float] = {}
    for dimension in scheme.dimensions:
        for mandatory in (True, False):
            part = [c for c in scheme.criteria if c.dimension == dimension.id and c.mandatory is mandatory]
            numbers = {c.id: float(c.points.raw) for c in part if not isinstance(c.points.raw, str)}
            open_count = sum(1 for c in part if c.points.raw == "equal")
            left = part_total(dimension, mandatory=mandatory) - sum(numbers.values())
            result.update(
                {c.id: left / open_count if c.points.raw == "equal" else numbers.get(c.id, 0.0) for c in part}
            )
    return result


def _points(raw: float, dimension: Dimension) -> float:
    """Points of the total: the dimension's weight goes to its raw points in proportion."""
    pool = dimension.mandatory_points + dimension.optional_points
    return raw * dimension.weight / pool if pool else 0.0


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
        yield from _steps_formulas(score.steps)
    if score.band is not None:
        yield from _band_formulas(("band",), score.band)
    if score.bands is not None:
        yield ("bands", "by"), score.bands.by
        for option, band in score.bands.options.items():
            yield from _band_formulas(("bands", "options", option), band)
    if score.count is not None:
        yield from _count_formulas(score.count)
    for name in shown_names(score):
        yield ("value",), name


def shown_names(score: Score) -> tuple[str, ...]:
    """What a ``value`` rule shows."""
    return (score.value,) if isinstance(score.value, str) else score.value or ()


def score_bands(score: Score) -> Iterator[tuple[tuple[str, ...], Band]]:
    """Every band of a score rule, with its path."""
    if score.band is not None:
        yield ("band",), score.band
    if score.bands is not None:
        for option, band in score.bands.options.items():
            yield ("bands", "options", option), band


def row_formulas(score: Score) -> Iterator[tuple[tuple[str, ...], Formula, str]]:
    """The formulas that are computed for each row of a table, with their paths and the table."""
    for path, band in score_bands(score):
        if band.products is not None:
            for key in ("of", "base", "lead", "weight"):
                yield (*path, "products", key), getattr(band.products, key), band.products.table


def _steps_formulas(steps: Steps) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
    yield ("steps", "of"), steps.of
    for index, step in enumerate(steps.at):
        for key, value in step_bound(step):
            yield ("steps", "at", index, key), value


def _count_formulas(count: Count) -> Iterator[tuple[tuple[str | int, ...], Formula]]:
    if isinstance(count.of, str):
        yield ("count", "of"), count.of
        return
    for index, text in enumerate(count.of):
        yield ("count", "of", index), text


def _band_formulas(path: tuple[str, ...], band: Band) -> Iterator[tuple[tuple[str, ...], Formula]]:
    yield (*path, "of"), band.of
    yield (*path, "base"), band.base
    yield (*path, "lead"), band.lead
    if band.products is not None:
        yield (*path, "products", "table"), band.products.table


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


def in_questionnaire_order(rulebook: Rulebook, facts: Iterable[str]) -> tuple[str, ...]:
    """Facts by topic, then as they stand in the files; each once."""
    return tuple(sorted(set(facts), key=_Order(rulebook.topics, rulebook.facts.values())))


class _Order:
    """Sort key of facts: by topic, then as they stand in the files."""

    def __init__(self, topics: Iterable[str], facts: Iterable[Fact]) -> None:
        self.topics = {name: number for number, name in enumerate(topics)}
        self.facts = {fact.id: (self.topics.get(fact.topic, 999), number) for number, fact in enumerate(facts)}

    def __call__(self, name: str) -> tuple[int, int]:
        return self.facts[name]
