"""The whole way from a criterion to the lines of the file: rule, thresholds, indicators, formulas, facts, sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assess.errors import nearest, one
from assess.rulebook.formula import NA, UNKNOWN, Expression, Row
from assess.rulebook.model import Fact, Score, Source, Text
from assess.rulebook.scheme import score_bands, score_formulas
from assess.scoring.bands import BandRule, ProductsRule
from assess.scoring.product_limits import ProductLimit, limits_of_row
from assess.scoring.result import Assessment, CriterionResult, GateResult
from assess.scoring.rules import SIGNS, build_rule
from assess.scoring.values import Values

Kind = Literal["criterion", "gate", "rule", "condition", "indicator", "fact", "benchmark", "factor", "context"]


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One step of an explanation.

    ``value`` is None when unknown (``state`` says why); ``formula`` is shown as written; ``where`` is a file position
    of the submission or of the criteria; ``source`` is the clause and its basis.
    """

    kind: Kind
    id: str
    title: Text | None
    value: Any
    unit: str | None
    state: Literal["known", "unknown", "not_applicable"]
    formula: str | None = None
    row_of: str | None = None
    typed: str | None = None
    where: str | None = None
    source: Source | None = None
    note: str | None = None
    inputs: tuple[TraceNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The explanation of one criterion or gate."""

    result: CriterionResult | GateResult
    steps: tuple[TraceNode, ...]
    where: str | None


def explain(assessment: Assessment, name: str) -> Trace:
    """Explain a criterion or a gate by its id. Raises GF-221 for an unknown id."""
    scheme = assessment.scheme
    values = Values(scheme.rulebook, scheme.model.settings, assessment.submission)
    tracer = _Tracer(values)
    for index, result in enumerate(assessment.criteria):
        if result.id.lower() == name.lower():
            model = result.criterion
            steps = [tracer.formula(text, "applies_when") for text in (model.applies_when,) if text is not None]
            steps += tracer.rule(model.score)
            where = scheme.rulebook.position("schemes", scheme.id, "criteria", index)
            return Trace(result, tuple(steps), str(where) if where else None)
    for index, gate in enumerate(assessment.gates):
        if gate.gate.id.lower() == name.lower():
            texts = (("applies_when", gate.gate.applies_when), ("must", gate.gate.must))
            steps = [tracer.formula(text, label) for label, text in texts if text is not None]
            where = scheme.rulebook.position("schemes", scheme.id, "gates", index)
            return Trace(gate, tuple(steps), str(where) if where else None)
    known = [result.id for result in assessment.criteria] + [gate.gate.id for gate in assessment.gates]
    raise one("GF-221", None, id=name, nearest=nearest(name.upper(), known) or known[0])


def _label(score: Score, path: tuple[str | int, ...]) -> str:
    """What a formula of a score rule is for: ``≥ → 50%`` for a step, else its key."""
    if score.steps is not None and path[1] == "at":
        step = score.steps.at[int(path[2])]
        return f"{SIGNS[str(path[3])][0]} → {step.share:.0%}"
    return str(path[-1] if isinstance(path[-1], str) else path[0])


class _Tracer:
    """Follows names through the rulebook with one submission's values."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self.rulebook = values.rulebook

    def rule(self, score: Score) -> Iterator[TraceNode]:
        """The formulas of a score rule; of several bands only the one chosen, and each product by itself."""
        chosen = self.values.value(score.bands.by) if score.bands is not None else None
        by_product = False
        for place, band in score_bands(score):
            if place[0] == "band" or place[-1] == chosen:
                rule = build_rule(Score(band=band), self.rulebook, self.values.settings)
                assert isinstance(rule, BandRule)
                by_product = rule.by_product(self.values)
                if rule.products is not None and by_product:
                    yield self.formula(rule.products.table, "table")
                    yield from self._products(rule.products, rule)
        for path, text in score_formulas(score):
            other = path[:2] == ("bands", "options") and path[2] != chosen
            if not other and not (by_product and path[0] in ("band", "bands") and path[-1] != "by"):
                yield self.formula(text, _label(score, path))

    def _products(self, products: ProductsRule, band: BandRule) -> Iterator[TraceNode]:
        """One step for each product: the share it earns, its own number and what that is held against."""
        rows, fact = products.rows(self.values) or (), self.rulebook.facts[products.table]
        for number, (row, share) in enumerate(zip(rows, products.by_row(self.values, band.between), strict=True), 1):
            name = next((value for value in row.values() if isinstance(value, str)), str(number))
            known = share.low == share.high
            limits = list(limits_of_row(fact, row, self.rulebook))
            own, _, state = self._value(products.of(Row(self.values, row)))
            unit = limits[0].unit if limits and own is not None else None
            yield TraceNode(
                "rule", name, None, 100 * share.low if known else None, "%" if known else None,
                "known" if known else "unknown", formula=products.of.text, row_of=products.table,
                inputs=(
                    TraceNode("rule", products.of.text, None, own, unit, state),
                    *(self._product_limit(fact, limit) for limit in limits),
                ),
            )  # fmt: skip

    def _product_limit(self, fact: Fact, limit: ProductLimit) -> TraceNode:
        title = next(column.title for column in fact.columns if column.id == limit.column)
        source = self.rulebook.norms[limit.norm].source if limit.norm is not None else None
        state: Literal["known", "unknown"] = "unknown" if limit.value is None else "known"
        return TraceNode(
            "benchmark", limit.column, title, limit.value, limit.unit, state, source=source,
            note=limit.norm or limit.document,
        )  # fmt: skip

    def formula(self, text: str | float | bool, label: str) -> TraceNode:
        expression = self.rulebook.expression(text)
        if isinstance(expression.tree, ast.Name):
            return self.name(expression.tree.id)
        kind: Kind = "condition" if label in ("must", "applies_when") else "rule"
        return TraceNode(
            kind, label, None, *self._value(expression(self.values)), formula=str(text), inputs=self._inputs(expression)
        )

    def name(self, name: str) -> TraceNode:
        if name in self.rulebook.facts:
            return self._fact(name)
        if name in self.rulebook.indicators:
            return self._indicator(name)
        if name in self.rulebook.benchmarks:
            return self._benchmark(name)
        return TraceNode("context", name, None, *self._value(self.values.value(name)))

    def _value(self, found: Any) -> tuple[Any, None, Literal["known", "unknown", "not_applicable"]]:
        if found is UNKNOWN:
            return None, None, "unknown"
        if found is NA:
            return None, None, "not_applicable"
        return found, None, "known"

    def _inputs(self, expression: Expression, factors: tuple[str, ...] = ()) -> tuple[TraceNode, ...]:
        return (*(self.name(name) for name in expression.names), *(self._factor(name) for name in factors))

    def _fact(self, name: str) -> TraceNode:
        fact = self.rulebook.facts[name]
        answer = self.values.submission.answers.get(name)
        value, _, state = self._value(self.values.value(name))
        unit = answer.unit if answer else (fact.unit if isinstance(fact.unit, str) else None)
        note = (answer.not_applicable or answer.note) if answer else None
        return TraceNode(
            "fact", name, fact.ask, value, unit, state,
            typed=answer.typed if answer else None,
            where=str(answer.position) if answer else None,
            note=note,
        )  # fmt: skip

    def _indicator(self, name: str) -> TraceNode:
        indicator = self.rulebook.indicators[name]
        value, _, state = self._value(self.values.value(name))
        expression = self.rulebook.expression(indicator.formula)
        prefixes = tuple(factor.rstrip("*") for factor in expression.factors)
        used = self.values.factors_of.get(name, ())
        factors = tuple(factor for factor in used if prefixes and factor.startswith(prefixes))
        unit = self.values.with_output(indicator.unit)
        return TraceNode(
            "indicator", name, indicator.title, value, unit, state,
            formula=str(indicator.formula), source=indicator.source, inputs=self._inputs(expression, factors),
        )  # fmt: skip

    def _benchmark(self, name: str) -> TraceNode:
        benchmark = self.rulebook.benchmarks[name]
        value, _, state = self._value(self.values.value(name))
        use = self.values.benchmarks[name]
        own = self.values.submission.benchmarks.get(name)
        source = benchmark.source
        if use.origin == "rulebook":
            source = next(
                row.source for row in benchmark.rows if row.source.document == use.document and row.value == value
            )
        elif use.norm is not None:
            source = self.rulebook.norms[use.norm].source
        return TraceNode(
            "benchmark", name, benchmark.title, value, self.values.with_output(use.unit), state,
            where=str(own.position) if own else None, source=source, note=(own.norm or own.source) if own else None,
        )  # fmt: skip

    def _factor(self, name: str) -> TraceNode:
        factor = self.rulebook.factors.get(name)
        use = self.values.factors[name]
        state: Literal["known", "unknown"] = "unknown" if use.value is None else "known"
        note = None if use.year is None else f"{use.year} · {use.document}"
        return TraceNode(
            "factor", name, factor.title if factor else None, use.value, factor.unit if factor else None, state,
            source=factor.source if factor else None, note=note,
        )  # fmt: skip
