"""From a scheme and a submission to an assessment: pure, no files, clock, locale or environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import fsum, prod
from typing import NamedTuple

from assess.rulebook.formula import NA, UNKNOWN, Expression
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Gate
from assess.rulebook.scheme import CompiledScheme, ScoredCriterion, score_formulas
from assess.scoring.bands import BandRule, BandsRule
from assess.scoring.known import Known, compile_known
from assess.scoring.plausibility import band_warning, warnings
from assess.scoring.result import (
    Assessment,
    CriterionResult,
    GateResult,
    GroupResult,
    IndicatorResult,
    InputValue,
    Interval,
    NotApplicable,
    PlausibilityWarning,
    Reason,
    Status,
)
from assess.scoring.rules import StepsRule, ValueRule, build_rule
from assess.scoring.shares import ALL, NONE, OPEN, Rule, Share
from assess.scoring.tiers import decide_tier
from assess.scoring.values import Values
from assess.submission.model import Submission

MAX_TRIED = 16
"""How many combinations of open yes/no and choice answers are tried for one criterion."""


def evaluate(
    scheme: CompiledScheme, submission: Submission, last: Submission | None = None, *, indicators: bool = True
) -> Assessment:
    """Score ``submission`` under ``scheme``; ``last`` (last year's submission) only adds plausibility warnings.

    Without ``indicators`` those of the result are left out, for runs that show none.
    """
    program = _program(scheme)
    values = Values(scheme.rulebook, scheme.model.settings, submission)
    scored = program.known(values, lambda number: _score(program.criteria[number], values))
    criteria, groups, total, raw_total = _add_up(scheme, scored)
    gates = tuple(_gate(item, values) for item in program.gates)
    tier = decide_tier(scheme.model, scheme.rulebook, values, total, gates, criteria)
    return Assessment(
        scheme=scheme,
        submission=submission,
        total=total,
        raw_total=raw_total,
        groups=groups,
        gates=gates,
        tier=tier,
        criteria=criteria,
        indicators=tuple(
            _indicator(name, values)
            for name in (program.indicators if indicators else ())
            if name not in program.where_known or values.value(name) not in (UNKNOWN, NA)
        ),
        factors=tuple(sorted(values.factors.values(), key=lambda use: use.id)),
        benchmarks=tuple(sorted(values.benchmarks.values(), key=lambda use: use.id)),
        not_applicable=_not_applicable(criteria, submission),
        warnings=(*warnings(values, last), *_band_warnings(program, values)),
    )


# ---------------------------------------------------------------- what is worked out once per scheme


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """A criterion ready to run, with every indicator and benchmark behind it; ``again`` are all that answers change."""

    scored: ScoredCriterion
    rule: Rule
    applies: Expression | None
    indicators: tuple[str, ...]
    benchmarks: tuple[str, ...]
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _GateItem:
    gate: Gate
    must: Expression
    applies: Expression | None
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Program:
    """A scheme ready to run; ``where_known`` are indicators that no rule uses: they are shown where they are known.

    ``known`` scores every criterion whose values are all known, and asks for the others.
    """

    known: Known[_Scored]
    criteria: tuple[_Item, ...]
    gates: tuple[_GateItem, ...]
    indicators: tuple[str, ...]
    where_known: frozenset[str]


@lru_cache(maxsize=32)
def _program(scheme: CompiledScheme) -> _Program:
    rulebook = scheme.rulebook
    criteria = []
    used: dict[str, None] = {}
    for scored in scheme.criteria:
        model = scored.model
        names = [name for _, text in score_formulas(model.score) for name in rulebook.expression(text).names]
        indicators, benchmarks = _behind(names, rulebook)
        used.update(dict.fromkeys(indicators))
        applies = None if model.applies_when is None else rulebook.expression(model.applies_when)
        rule = build_rule(model.score, rulebook, scheme.model.settings)
        again, _ = _behind([*names, *(applies.names if applies is not None else ())], rulebook)
        criteria.append(_Item(scored, rule, applies, indicators, benchmarks, again))
    gates = tuple(
        _GateItem(
            item.model,
            rulebook.expression(item.model.must),
            None if item.model.applies_when is None else rulebook.expression(item.model.applies_when),
            item.facts,
        )
        for item in scheme.gates
    )
    compared, _ = _behind(
        [name for check in rulebook.checks.values() for name in rulebook.expression(check.when).names], rulebook
    )
    extra, _ = _behind(scheme.model.shown, rulebook)
    where_known = frozenset((*compared, *extra)) - frozenset(used)
    shown = tuple(name for name in rulebook.indicators if name in used or name in where_known)
    known = compile_known(
        [None if item.applies is not None else item.rule for item in criteria],
        lambda number, share: _settled(criteria[number], share, _short_of(criteria[number].rule)),
    )
    return _Program(known, tuple(criteria), gates, shown, where_known)


def _behind(names: Sequence[str], rulebook: Rulebook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Indicators (with those inside them) and benchmarks behind names."""
    indicators: dict[str, None] = {}
    benchmarks: dict[str, None] = {}
    todo = list(reversed(names))
    while todo:
        name = todo.pop()
        if name in rulebook.indicators and name not in indicators:
            indicators[name] = None
            todo.extend(reversed(rulebook.expression(rulebook.indicators[name].formula).names))
        elif name in rulebook.benchmarks:
            benchmarks[name] = None
    return tuple(indicators), tuple(benchmarks)


# ---------------------------------------------------------------- criteria


class _Scored(NamedTuple):
    """A criterion's share before points are worked out; ``share`` None is 不适用.

    ``whole`` is its result as long as nothing in its group is 不适用, where that has been worked out already.
    """

    item: ScoredCriterion
    share: Share | None
    status: Status
    reasons: tuple[Reason, ...]
    whole: CriterionResult | None = None


def _score(item: _Item, values: Values) -> _Scored:
    applies = True if item.applies is None else item.applies(values)
    if applies is NA or applies is False:
        return _Scored(item.scored, None, "not_applicable", (Reason("not_applicable", item.scored.facts),))
    share = item.rule.share(values)
    if share is None and item.scored.model.may_be_not_applicable and applies is not UNKNOWN:
        return _Scored(item.scored, None, "not_applicable", (Reason("not_applicable", item.scored.facts),))
    if applies is UNKNOWN:
        reasons = (Reason("applies_unknown"), *_unknown(item, values))
        return _Scored(item.scored, OPEN, "unknown", reasons)
    if share is None:
        reasons = (Reason("not_applicable_refused", item.scored.facts),)
        share = item.rule.refused
        return _Scored(item.scored, share, "unknown" if share.high else "unmet", reasons)
    if share.may_lapse and item.scored.model.may_be_not_applicable:
        share = OPEN  # 不适用 would hand its points on, however little the rule itself can give
    if share.low < share.high:
        share = _narrowed(item, share, values)
    if share.low < share.high:
        reasons = _unknown(item, values)
        answered = not any(reason.code in ("unknown_facts", "unverified_facts") for reason in reasons)
        return _Scored(item.scored, share, "not_scorable" if answered else "unknown", reasons)
    band = _band(item.rule, values)
    if band is not None and band.by_product(values):
        return _settled(item, share, Reason("not_met"))
    return _settled(item, share, _short_of(band or item.rule))


def _settled(item: _Item, share: Share, short: Reason) -> _Scored:
    """A share that nothing can change any more; ``short`` is why it is not all."""
    status: Status = "met" if share.low >= 1.0 else "partly" if share.low > 0.0 else "unmet"
    reasons = () if status == "met" else (short,)
    return _Scored(item.scored, share, status, reasons, _result(item.scored, share, status, reasons, 1.0))


def _short_of(rule: Rule) -> Reason:
    """Why not all points: a number below its next limit, or a condition not met."""
    return Reason("below_step", (rule.name,)) if isinstance(rule, (StepsRule, BandRule)) else Reason("not_met")


def _narrowed(item: _Item, share: Share, values: Values) -> Share:
    """The share when everything still unanswered is a yes/no or a choice: each possible answer tried in turn.

    A formula on an unknown answer is unknown as a whole, although it may come to the same points whichever way it is
    answered. Only computed criteria are worth it, and only few combinations are tried.
    """
    if not item.indicators:
        return share
    facts = [values.rulebook.facts[name] for name in item.scored.facts if values.value(name) is UNKNOWN]
    if not facts or any(fact.kind not in ("yes_no", "choice") or fact.may_be_not_applicable for fact in facts):
        return share
    choices = [(True, False) if fact.kind == "yes_no" else tuple(one.id for one in fact.options) for fact in facts]
    if prod(map(len, choices)) > MAX_TRIED:
        return share
    found = []
    for answers in product(*choices):
        tried = values.assuming(dict(zip((fact.id for fact in facts), answers, strict=True)), item.again)
        one = item.rule.share(tried)
        if one is None or (item.applies is not None and item.applies(tried) is not True):
            return share
        found.append(one)
    return Share(min(one.low for one in found), max(one.high for one in found))


def _unknown(item: _Item, values: Values) -> tuple[Reason, ...]:
    """Why a criterion is open: facts not answered or not verified, benchmarks or factors not published."""
    facts, indicators, benchmarks = _deciding(item, values)
    missing = tuple(name for name in benchmarks if values.value(name) is UNKNOWN)
    factors = values.missing_factors(indicators)
    year = _year_unknown(indicators, values)
    band = _band(item.rule, values)
    found = [Reason("missing_benchmark", missing), Reason("missing_factor", factors)]
    if band is not None and band.products is not None and band.unlimited(values):
        found.append(Reason("missing_benchmark", (band.products.table,)))
    if band is not None and not band.fits(values):
        products = (band.products.table,) if band.products is not None else ()
        found.append(Reason("benchmark_order", tuple(dict.fromkeys(benchmarks)) or products))
    reasons = (*_unknown_facts(facts, values), *year, *(reason for reason in found if reason.names))
    if not reasons and isinstance(item.rule, ValueRule):
        return (Reason("no_points"),)
    return reasons or (Reason("not_computable", indicators),)


def _deciding(item: _Item, values: Values) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Facts, indicators and benchmarks that decide with these answers: of several bands only the one chosen."""
    if not isinstance(item.rule, (BandRule, BandsRule)):
        return item.scored.facts, item.indicators, item.benchmarks
    names = item.rule.names(values)
    rulebook = values.rulebook
    return rulebook.facts_of([*names, *(item.applies.names if item.applies else ())]), *_behind(names, rulebook)


def _band(rule: Rule, values: Values) -> BandRule | None:
    """The band that decides with these values."""
    return rule.chosen(values) if isinstance(rule, BandsRule) else rule if isinstance(rule, BandRule) else None


def _band_warnings(program: _Program, values: Values) -> Iterator[PlausibilityWarning]:
    """Baselines that equal the leading value (a single step), and those on its wrong side (not scored)."""
    for item in program.criteria:
        band = _band(item.rule, values)
        for base, lead in band.limits(values) if band is not None else ():
            if base == lead or not band.between.fits(base, lead):  # type: ignore[union-attr]
                yield band_warning(item.scored.model, base, lead, _place(item, values))


def _place(item: _Item, values: Values) -> str | None:
    """Where the factory brought one of a criterion's limits."""
    owned = (values.submission.benchmarks.get(name) for name in item.benchmarks)
    return next((str(own.position) for own in owned if own is not None), None)


def _unknown_facts(names: Sequence[str], values: Values) -> tuple[Reason, ...]:
    """Facts that are not answered, and facts that are answered but not verified."""
    answers = values.submission.answers
    unanswered: list[str] = []
    unverified: list[str] = []
    for name in names:
        if values.value(name) is UNKNOWN:
            answer = answers.get(name)
            (unverified if answer is not None and answer.unverified else unanswered).append(name)
    found = (Reason("unknown_facts", tuple(unanswered)), Reason("unverified_facts", tuple(unverified)))
    return tuple(reason for reason in found if reason.names)


def _year_unknown(indicators: tuple[str, ...], values: Values) -> tuple[Reason, ...]:
    """The year assessed, where a factor waits for it: asked like a fact, it only stands at the head of the file."""
    return (Reason("unknown_facts", ("period",)),) if values.wait_for_year(indicators) else ()


def _add_up(
    scheme: CompiledScheme, scored: Sequence[_Scored]
) -> tuple[tuple[CriterionResult, ...], tuple[GroupResult, ...], Interval, Interval]:
    """Points after 不适用, groups, the total, and the total before 不适用 was spread."""
    policy = scheme.model.settings.not_applicable
    applicable = all(one.share is not None for one in scored)
    factors = _factors(scheme, scored) if policy == "within_group" and not applicable else {}
    results = []
    for one in scored:
        share, factor = one.share, factors.get(one.item.group, 1.0)
        if one.whole is not None and factor == 1.0:
            results.append(one.whole)
            continue
        if share is None and policy in ("full", "zero"):
            share = ALL if policy == "full" else NONE
        elif share is None:
            share, factor = NONE, 0.0
        results.append(_result(one.item, share, one.status, one.reasons, factor))
    groups = _groups(scheme, results)
    total = _sum([result.points for result in results])
    if applicable:
        return tuple(results), groups, total, total
    raw = [
        Interval(r.nominal_max * r.share.low, r.nominal_max * r.share.high, r.nominal_max)
        for r in results
        if r.points.max
    ]
    return tuple(results), groups, total, _sum(raw)


def _result(
    item: ScoredCriterion, share: Share, status: Status, reasons: tuple[Reason, ...], factor: float
) -> CriterionResult:
    """The points of a share where each point of the group is worth ``factor``."""
    low, high, _ = share
    most = item.points * factor
    return CriterionResult(
        item.model,
        item.group,
        status,
        Interval(low, high, 1.0),
        Interval(most * low, most * high, most),
        item.raw,
        item.points,
        reasons,
        item.facts,
    )


def _factors(scheme: CompiledScheme, scored: Sequence[_Scored]) -> Mapping[str, float]:
    """By group: what each applicable point is worth once the points of 不适用 items are spread over their group.

    A group with nothing applicable spreads over the other groups in proportion.
    """
    nominal: dict[str, float] = {}
    applicable: dict[str, float] = {}
    for one in scored:
        group = one.item.group
        nominal[group] = nominal.get(group, 0.0) + one.item.points
        applicable[group] = applicable.get(group, 0.0) + (one.item.points if one.share is not None else 0.0)
    alive = fsum(points for group, points in nominal.items() if applicable[group] > 0.0)
    spread = fsum(nominal.values()) / alive if alive else 0.0
    return {
        group: spread * points / applicable[group] if applicable[group] else 0.0 for group, points in nominal.items()
    }


def _groups(scheme: CompiledScheme, results: Sequence[CriterionResult]) -> tuple[GroupResult, ...]:
    parts: dict[str, list[CriterionResult]] = {name: [] for name, _ in scheme.groups}
    for result in results:
        parts[result.group].append(result)
    return tuple(
        GroupResult(
            name, title, _sum([one.points for one in parts[name]]), fsum(one.nominal_max for one in parts[name])
        )
        for name, title in scheme.groups
    )


def _sum(parts: Sequence[Interval]) -> Interval:
    if not parts:
        return Interval(0.0, 0.0, 0.0)
    lows, highs, maxima = zip(*parts, strict=True)
    return Interval(fsum(lows), fsum(highs), fsum(maxima))


def _not_applicable(criteria: Sequence[CriterionResult], submission: Submission) -> tuple[NotApplicable, ...]:
    found = []
    for result in criteria:
        if result.status == "not_applicable":
            answers = (submission.answers.get(name) for name in result.facts)
            reasons = dict.fromkeys(one.not_applicable for one in answers if one is not None and one.not_applicable)
            found.append(NotApplicable(result.id, "；".join(reasons), result.nominal_max))
    return tuple(found)


# ---------------------------------------------------------------- gates and indicators


def _gate(item: _GateItem, values: Values) -> GateResult:
    applies = True if item.applies is None else item.applies(values)
    if applies is NA or applies is False:
        return GateResult(item.gate, "pass", False, (Reason("not_applicable", item.facts),), item.facts)
    found = item.must(values)
    if found is True:  # then it passes whether it arises or not
        return GateResult(item.gate, "pass", True, (), item.facts)
    if found is False and applies is True:
        return GateResult(item.gate, "fail", True, (Reason("not_met"),), item.facts)
    refused = Reason("not_applicable_refused" if found is NA else "not_computable", item.facts)
    return GateResult(item.gate, "unknown", True, _unknown_facts(item.facts, values) or (refused,), item.facts)


def _indicator(name: str, values: Values) -> IndicatorResult:
    rulebook = values.rulebook
    indicator = rulebook.indicators[name]
    found = values.value(name)
    expression = rulebook.expression(indicator.formula)
    inputs = tuple([input_value(inner, values) for inner in expression.names])
    if expression.factors:
        inputs += tuple(_factor_input(factor, values) for factor in _own_factors(name, expression, values))
    unit = values.with_output(indicator.unit)
    if found is NA:
        return IndicatorResult(indicator, None, unit, "not_applicable", inputs, (Reason("not_applicable"),))
    if found is UNKNOWN:
        factors = values.missing_factors((name,))
        missing = (Reason("missing_factor", factors),) if factors else ()
        year = _year_unknown((name,), values)
        reasons = (*_unknown_facts(rulebook.facts_of([name]), values), *year, *missing)
        return IndicatorResult(
            indicator, None, unit, "unknown", inputs, reasons or (Reason("not_computable", (name,)),)
        )
    return IndicatorResult(indicator, found, unit, "known", inputs, ())


def _own_factors(name: str, expression: Expression, values: Values) -> tuple[str, ...]:
    """Factors that the formula itself looks up, not the indicators inside it."""
    prefixes = tuple(factor.rstrip("*") for factor in expression.factors)
    return tuple(factor for factor in values.factors_of.get(name, ()) if factor.startswith(prefixes))


def input_value(name: str, values: Values) -> InputValue:
    """A formula's input as text-ready data."""
    rulebook, submission = values.rulebook, values.submission
    found = values.value(name)
    value = None if found is UNKNOWN or found is NA else found
    if name in rulebook.facts:
        answer = submission.answers.get(name)
        return InputValue(
            name, "fact", value, answer.unit if answer else None, str(answer.position) if answer else None
        )
    if name in rulebook.indicators:
        return InputValue(name, "indicator", value, values.with_output(rulebook.indicators[name].unit), None)
    if name in rulebook.benchmarks:
        use = values.benchmarks[name]
        return InputValue(name, "benchmark", value, values.with_output(use.unit), use.document)
    return InputValue(name, "context", value, None, None)


def _factor_input(name: str, values: Values) -> InputValue:
    use = values.factors[name]
    factor = values.rulebook.factors.get(name)
    return InputValue(name, "factor", use.value, factor.unit if factor else None, use.document or None)
