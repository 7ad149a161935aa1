"""The questionnaire (问卷): every question that a set of schemes needs, asked once, in sections and topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assess.rulebook.load import Rulebook
from assess.rulebook.model import Benchmark, Fact, Score, Text, Tier
from assess.rulebook.scheme import CompiledScheme, score_formulas
from assess.submission.document import Address, Outline

Kind = Literal["text", "year", "quantity", "yes_no", "choice", "multi", "extent", "date", "table", "benchmark"]

_FACTORY = Text(zh="工厂信息", en="The factory")
_GATES = Text(zh="基本要求", en="Basic requirements")
_REST = Text(zh="星级条件与核对", en="Star conditions and cross-checks")
_CHECKS = Text(zh="核对用数据", en="Cross-checks")
_BENCHMARKS = Text(zh="对照值", en="Comparison values")
_HEAD: tuple[tuple[Address, Kind, Text, Text | None], ...] = (
    (("factory", "name"), "text", Text(zh="工厂名称", en="Name of the factory"),
     Text(zh="与营业执照一致。", en="As on the business licence.")),
    (("period",), "year", Text(zh="评价年度", en="Year assessed"),
     Text(zh="一个自然年，所有数据都取这一年的，例如 2024。", en="One calendar year, such as 2024; all figures are of that year.")),
    (("factory", "industry"), "text", Text(zh="行业代码（GB/T 4754-2017）", en="Industry code (GB/T 4754-2017)"),
     Text(zh="例如 C3812，见营业执照或统计登记；决定用哪一行基准值。",
          en="Such as C3812, as in the statistics register; it decides which benchmark row is used.")),
    (("factory", "region"), "text", Text(zh="所在地", en="Place"),
     Text(zh="从省写起，例如 浙江省湖州市长兴县；决定用哪一个电网排放因子。",
          en="Province first, such as 浙江省湖州市长兴县; it decides which grid factor is used.")),
    (("factory", "credit_code"), "text", Text(zh="统一社会信用代码", en="Unified social credit code"),
     Text(zh="18 位，末位是校验码。", en="18 characters; the last one is a check digit.")),
    (("factory", "note"), "text", Text(zh="备注", en="Note"), None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """What an answer feeds: a criterion (评价项) or a gate (基本要求) of one scheme."""

    scheme: str
    id: str
    gate: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A star (星级) of one scheme whose own condition an answer decides."""

    scheme: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``id`` is the fact's id, or the address with dots for everything else (``factory.name``)."""

    id: str
    address: Address
    kind: Kind
    ask: Text
    help: Text | None
    fact: Fact | None = None
    benchmark: Benchmark | None = None
    feeds: tuple[Feed, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together."""

    id: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The factory, the basic requirements, one principle (五化), or what is left."""

    id: str
    title: Text
    topics: tuple[Topic, ...]


class Questionnaire:
    """The union of what several schemes ask; the first scheme's groups are the sections, then those that only others have."""

    def __init__(self, schemes: Sequence[CompiledScheme]) -> None:
        self.schemes = tuple(schemes)
        self.rulebook: Rulebook = schemes[0].rulebook
        self.sections: tuple[Section, ...] = tuple(_sections(self.schemes, self.rulebook))
        self.questions: tuple[Question, ...] = tuple(
            question for section in self.sections for topic in section.topics for question in topic.questions
        )
        self.by_id: Mapping[str, Question] = {question.id: question for question in self.questions}
        self.by_address: Mapping[Address, Question] = {question.address: question for question in self.questions}
        self._number = {question.id: number for number, question in enumerate(self.questions)}

    def number(self, question_id: str) -> int:
        """A question's place in the order of asking, from 0."""
        return self._number[question_id]

    def place(self, question_id: str) -> tuple[Section, Topic]:
        """Where a question stands in the tree."""
        return next(
            (section, topic)
            for section in self.sections
            for topic in section.topics
            if any(question.id == question_id for question in topic.questions)
        )

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of all facts asked, in order."""
        return tuple(question.id for question in self.questions if question.fact is not None)


def outline(rulebook: Rulebook) -> Outline:
    """Where answers stand in a file: facts by topic, in the rulebook's order."""
    topics: dict[str, list[str]] = {name: [] for name in rulebook.topics}
    for fact in rulebook.facts.values():
        topics[fact.topic].append(fact.id)
    return {"facts": tuple(topics.values()), "benchmarks": (tuple(rulebook.benchmarks),)}


def _sections(schemes: Sequence[CompiledScheme], rulebook: Rulebook) -> Iterator[Section]:
    head = tuple(Question(".".join(address), address, kind, ask, help_) for address, kind, ask, help_ in _HEAD)
    yield Section("factory", _FACTORY, (Topic("factory", _FACTORY, head),))
    feeds = _feeds(schemes)
    conditions = _conditions(schemes)
    homes = _homes(schemes, rulebook)
    comparisons = _comparisons(schemes, rulebook)
    groups: dict[str, Text] = {}
    for scheme in schemes:
        groups |= {name: title for name, title in scheme.groups if name not in groups}
    rest = _REST if any(scheme.model.tiers for scheme in schemes) else _CHECKS
    for name, title in (("gates", _GATES), *groups.items(), ("rest", rest)):
        topics: dict[str, list[Question]] = {}
        for fact_id, home in homes.items():
            if home == name:
                fact = rulebook.facts[fact_id]
                topics.setdefault(fact.topic, []).append(
                    Question(
                        fact.id,
                        ("facts", fact.id),
                        fact.kind,
                        fact.ask,
                        fact.help,
                        fact,
                        feeds=feeds.get(fact.id, ()),
                        conditions=conditions.get(fact.id, ()),
                    )
                )
        found = [Topic(topic, rulebook.topics[topic].title, tuple(asked)) for topic, asked in topics.items()]
        mine = tuple(question for question, home in comparisons if home == name)
        if mine:
            found.append(Topic(f"{name}.benchmarks", _BENCHMARKS, mine))
        if found:
            yield Section(name, title, tuple(found))


def _union(schemes: Sequence[CompiledScheme], rulebook: Rulebook) -> list[str]:
    """All facts of the schemes, once, by topic and then as they stand in the files."""
    needed = {name for scheme in schemes for name in scheme.facts}
    topics = {name: number for number, name in enumerate(rulebook.topics)}
    return sorted(
        (name for name in rulebook.facts if name in needed), key=lambda name: topics[rulebook.facts[name].topic]
    )


def _homes(schemes: Sequence[CompiledScheme], rulebook: Rulebook) -> dict[str, str]:
    """By fact, in the order of asking: the group in which it decides most points, of the first scheme that scores it.

    A fact that only gates need stands with the gates, one that only stars need with the rest; one that no rule uses
    stands with its topic's others.
    """
    scored: dict[str, str] = {}
    for scheme in schemes:
        scored = _scored(scheme) | scored
    gated = {fact for scheme in schemes for gate in scheme.gates for fact in gate.facts}
    conditions = _conditions(schemes)
    found: dict[str, str] = {}
    for fact in _union(schemes, rulebook):
        found[fact] = scored.get(fact) or ("gates" if fact in gated else "rest" if fact in conditions else "")
    for fact, home in found.items():
        if not home:
            topic = rulebook.facts[fact].topic
            others = [found[name] for name in found if rulebook.facts[name].topic == topic and found[name]]
            found[fact] = max(dict.fromkeys(others), key=others.count) if others else "rest"
    return found


def _scored(scheme: CompiledScheme) -> dict[str, str]:
    """By fact the group of one scheme in which it decides most points."""
    points: dict[str, dict[str, float]] = {}
    for item in scheme.criteria:
        for fact in item.facts:
            groups = points.setdefault(fact, {})
            groups[item.group] = groups.get(item.group, 0.0) + item.points
    return {fact: max(groups, key=lambda group: groups[group]) for fact, groups in points.items()}


def _conditions(schemes: Sequence[CompiledScheme]) -> dict[str, tuple[Condition, ...]]:
    """By fact: the stars with a condition of their own that looks at it."""
    found: dict[str, list[Condition]] = {}
    for scheme in schemes:
        book = scheme.rulebook
        for tier in sorted(scheme.model.tiers, key=lambda one: one.stars):
            for name in book.facts_of(book.expression(tier.requires).names) if tier.requires is not None else ():
                found.setdefault(name, []).append(Condition(scheme.id, tier))
    return {name: tuple(conditions) for name, conditions in found.items()}


def _feeds(schemes: Sequence[CompiledScheme]) -> dict[str, tuple[Feed, ...]]:
    """By fact and by benchmark: the criteria and gates that wait for it."""
    found: dict[str, list[Feed]] = {}
    for scheme in schemes:
        for gate in scheme.gates:
            for name in gate.facts:
                found.setdefault(name, []).append(Feed(scheme.id, gate.model.id, gate=True))
        for item in scheme.criteria:
            for name in (*item.facts, *_benchmarks_of(item.model.score, scheme.rulebook)):
                found.setdefault(name, []).append(Feed(scheme.id, item.model.id, gate=False))
    return {name: tuple(dict.fromkeys(feeds)) for name, feeds in found.items()}


def _benchmarks_of(score: Score, rulebook: Rulebook) -> list[str]:
    """The benchmarks that a score rule is held against."""
    names = [name for _, text in score_formulas(score) for name in rulebook.expression(text).names]
    return [name for name in dict.fromkeys(names) if name in rulebook.benchmarks]


def _comparisons(schemes: Sequence[CompiledScheme], rulebook: Rulebook) -> list[tuple[Question, str]]:
    """A question per benchmark in use, with the group that it stands in."""
    feeds = _feeds(schemes)
    homes: dict[str, str] = {}
    for scheme in schemes:
        for item in scheme.criteria:
            for name in _benchmarks_of(item.model.score, scheme.rulebook):
                homes.setdefault(name, item.group)
    found = []
    for name, home in homes.items():
        benchmark = rulebook.benchmarks[name]
        address = ("benchmarks", name)
        question = Question(
            ".".join(address), address, "benchmark", benchmark.title, None, None, benchmark, feeds.get(name, ())
        )
        found.append((question, home))
    return found
