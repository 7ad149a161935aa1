"""The rulebook (规则库): everything under ``criteria/``, loaded, checked and frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assess.errors import AssessError, Position, Problem, listed, nearest, one
from assess.paths import criteria_dir
from assess.rulebook import model
from assess.rulebook.check import check_entry
from assess.rulebook.choices import choice_problems, set_problems
from assess.rulebook.formula import Expression, FormulaError, compile_formula
from assess.rulebook.industries import with_2017_codes
from assess.rulebook.ladder import Ladder
from assess.rulebook.ladder_check import ladder_problems
from assess.rulebook.ladders import ladder_formulas
from assess.rulebook.later import Later
from assess.rulebook.norms import level_problems, norm_problems
from assess.rulebook.read import Raw, read_kind, read_layers, resolve_extends
from assess.rulebook.references import message_problems, option_problems, reference_problems
from assess.rulebook.scheme import CompiledScheme, compile_scheme, row_formulas, score_formulas, step_bound
from assess.rulebook.units import Units, cyclic
from assess.version import __version__
from assess.yamlio import LocatedMap, locate

MODELS: Mapping[str, type[model.Entry]] = {
    "units": model.Unit,
    "industries": model.Industry,
    "industry_codes": model.IndustryCode,
    "provinces": model.Province,
    "topics": model.Topic,
    "facts": model.Fact,
    "indicators": model.Indicator,
    "factors": model.Factor,
    "benchmarks": model.Benchmark,
    "norms": model.Norm,
    "checks": model.Check,
    "ladders": Ladder,
}
CONTEXT_NAMES = ("grid", "fuel_co2_set", "electricity_row", "steam_datum", "period")
"""Names every formula may use besides facts, indicators and benchmarks."""
RULES = ("met", "choice", "extent", "steps", "band", "bands", "count", "value")
"""The score rules; a criterion has exactly one."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All criteria, checked.

    ``overlays`` are the folders laid over the first one, as given and in order; empty for the shipped rules alone.
    """

    units: Units
    industries: Mapping[str, model.Industry]
    industry_codes: Mapping[str, model.IndustryCode]
    provinces: Mapping[str, model.Province]
    topics: Mapping[str, model.Topic]
    facts: Mapping[str, model.Fact]
    indicators: Mapping[str, model.Indicator]
    factors: Mapping[str, model.Factor]
    benchmarks: Mapping[str, model.Benchmark]
    norms: Mapping[str, model.Norm]
    checks: Mapping[str, model.Check]
    ladders: Mapping[str, Ladder]
    schemes: Mapping[str, model.Scheme]
    version: str
    raw: Raw
    tables: Mapping[str, frozenset[str]]
    overlays: tuple[str, ...] = ()
    _expressions: dict[tuple[str, str | None], Expression] = field(default_factory=dict)
    _compiled: dict[str, CompiledScheme] = field(default_factory=dict)
    _digests: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The sha-256 over the rules' canonical content, whatever file they came from; worked out when first asked for."""
        if not self._digests:
            self._digests.append(_digest(self.raw))
        return self._digests[0]

    @property
    def default_scheme(self) -> str:
        """The id of the scheme used when none is named."""
        return next(name for name, scheme in self.schemes.items() if scheme.default)

    def scheme(self, name: str | None = None) -> CompiledScheme:
        """A scheme ready to evaluate; the default one without a name. Raises GF-220 for an unknown id."""
        name = name or self.default_scheme
        if name not in self.schemes:
            raise one("GF-220", None, id=name, known=listed(self.schemes))
        if name not in self._compiled:
            self._compiled[name] = compile_scheme(self.schemes[name], self)
        return self._compiled[name]

    def expression(self, text: model.Formula, row_of: str | None = None) -> Expression:
        """The compiled formula, for one row of the table ``row_of`` where that is named.

        Raises :class:`FormulaError`; a loaded rulebook has been checked already.
        """
        key = (text if isinstance(text, str) else repr(text), row_of)
        if key not in self._expressions:
            self._expressions[key] = compile_formula(key[0], self.tables, row_of)
        return self._expressions[key]

    def position(self, kind: str, name: str, *path: str | int) -> Position | None:
        """Where an entry, or a value inside it, stands in the criteria files."""
        entries = self.raw.schemes if kind == "schemes" else self.raw.entries[kind]
        return locate(entries[name], path) if name in entries else None

    def facts_of(self, names: Sequence[str]) -> tuple[str, ...]:
        """The raw facts behind names of facts, indicators and benchmarks, in order of first use."""
        found: dict[str, None] = {}
        todo, seen = list(reversed(names)), set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            if name in self.facts:
                found[name] = None
            elif name in self.indicators:
                todo.extend(reversed(self.expression(self.indicators[name].formula).names))
        return tuple(found)


def load_rulebook(overlays: Sequence[Path] = ()) -> Rulebook:
    """Load the shipped criteria with ``overlays`` on top. Raises :class:`AssessError` with everything wrong at once.

    Without overlays, norms and ladders are left until they are first asked for.
    """
    return load_folders([criteria_dir(), *overlays], later=not overlays)


def load_folders(roots: Sequence[Path], *, later: bool = False) -> Rulebook:
    """Load criteria folders, later ones over earlier ones.

    ``later``: of one folder, what :data:`LATER` names is read and checked at its first use, which raises what is wrong.
    """
    waiting = tuple(LATER) if later else ()
    raw = read_layers(roots, waiting)
    raw.schemes = resolve_extends(raw)
    problems: list[Problem] = []
    checked: dict[str, Any] = {kind: _checked(raw, kind, problems) for kind in MODELS}
    checked["schemes"] = _checked_schemes(raw, problems)
    if problems:
        raise AssessError(distinct(problems))
    checked["benchmarks"] = with_2017_codes(checked["benchmarks"], checked["industry_codes"])
    units = Units(checked.pop("units").values())
    stuck = cyclic(units)
    if stuck:
        raise AssessError([Problem("GF-209", raw.entries["units"][name].position(), {"names": name}) for name in stuck])
    tables = {
        fact.id: frozenset(column.id for column in fact.columns)
        for fact in checked["facts"].values()
        if fact.kind == "table"
    }
    rulebook = Rulebook(
        units=units,
        version=__version__,
        raw=raw,
        tables=MappingProxyType(tables),
        overlays=tuple(str(root) for root in roots[1:]),
        **checked,
    )
    problems.extend(_problems(rulebook, waiting))
    defaults = [name for name, scheme in rulebook.schemes.items() if scheme.default]
    if len(defaults) != 1:
        problems.append(Problem("GF-225", Position(str(roots[0])), {"ids": listed(defaults or ["–"])}))
    if problems:
        raise AssessError(distinct(problems))
    return _with_later(rulebook, roots[0], waiting) if waiting else rulebook


def _checked(raw: Raw, kind: str, problems: list[Problem]) -> Mapping[str, Any]:
    """The sound entries of a kind; what is wrong with the others is added to ``problems``."""
    found = {name: check_entry(MODELS[kind], entry, problems) for name, entry in raw.entries[kind].items()}
    return MappingProxyType({name: entry for name, entry in found.items() if entry is not None})


def _checked_schemes(raw: Raw, problems: list[Problem]) -> Mapping[str, model.Scheme]:
    found = {name: check_entry(model.Scheme, entry, problems) for name, entry in raw.schemes.items()}
    return MappingProxyType({name: scheme for name, scheme in found.items() if scheme is not None})


def _with_later(rulebook: Rulebook, root: Path, waiting: Sequence[str]) -> Rulebook:
    rulebook.raw.entries |= {kind: Later(partial(read_kind, root, kind)) for kind in waiting}
    entries: dict[str, Any] = {kind: Later(partial(_asked_for, rulebook, kind)) for kind in waiting}
    return replace(rulebook, **entries)


def _asked_for(rulebook: Rulebook, kind: str) -> Mapping[str, Any]:
    """The entries of a kind that was left for later. Raises :class:`AssessError` with everything wrong with them."""
    problems: list[Problem] = []
    found = _checked(rulebook.raw, kind, problems)
    if not problems:
        entries: dict[str, Any] = {kind: found}
        problems.extend(LATER[kind](replace(rulebook, **entries)))
    if problems:
        raise AssessError(distinct(problems))
    return found


def distinct(problems: Sequence[Problem]) -> list[Problem]:
    """In file order, each place once: a scheme that extends another repeats its faults."""
    seen: dict[tuple[str, object], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.code, problem.position or id(problem)), problem)
    return sorted(seen.values(), key=lambda problem: problem.position or Position(""))


def _digest(raw: Raw) -> str:
    content: dict[str, object] = {kind: dict(entries) for kind, entries in raw.entries.items()}
    content["schemes"] = {name: _in_order(scheme) for name, scheme in raw.schemes.items()}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _in_order(scheme: LocatedMap) -> dict[str, object]:
    """A scheme with its criteria and gates by id: how they are spread over files does not matter."""
    return {
        key: sorted(value, key=lambda entry: str(entry["id"])) if key in ("criteria", "gates") else value
        for key, value in scheme.items()
    }


@dataclass(frozen=True, slots=True)
class FormulaAt:
    """A formula and where it stands: the raw entry it is in and the path to it; ``row_of`` a table, if it is per row."""

    text: model.Formula
    entry: LocatedMap
    path: tuple[str | int, ...]
    row_of: str | None = None

    def position(self) -> Position | None:
        """Where the formula begins."""
        return locate(self.entry, self.path)


def formulas(rulebook: Rulebook) -> Iterator[FormulaAt]:
    """Every formula of the rulebook with its place."""
    yield from _formulas(rulebook)
    yield from _ladder_formulas(rulebook)


def _formulas(rulebook: Rulebook) -> Iterator[FormulaAt]:
    for name, indicator in rulebook.indicators.items():
        yield FormulaAt(indicator.formula, rulebook.raw.entries["indicators"][name], ("formula",))
    for name, check in rulebook.checks.items():
        yield FormulaAt(check.when, rulebook.raw.entries["checks"][name], ("when",))
    for name, scheme in rulebook.schemes.items():
        raw = rulebook.raw.schemes[name]
        for index, gate in enumerate(scheme.gates):
            for key, text in (("must", gate.must), ("applies_when", gate.applies_when)):
                if text is not None:
                    yield FormulaAt(text, raw, ("gates", index, key))
        for index, criterion in enumerate(scheme.criteria):
            if criterion.applies_when is not None:
                yield FormulaAt(criterion.applies_when, raw, ("criteria", index, "applies_when"))
            for path, text in score_formulas(criterion.score):
                yield FormulaAt(text, raw, ("criteria", index, "score", *path))
            for row_path, text, table in row_formulas(criterion.score):
                yield FormulaAt(text, raw, ("criteria", index, "score", *row_path), table)
        for index, tier in enumerate(scheme.tiers):
            if tier.requires is not None:
                yield FormulaAt(tier.requires, raw, ("tiers", index, "requires"))


def _ladder_formulas(rulebook: Rulebook) -> Iterator[FormulaAt]:
    for name, ladder in rulebook.ladders.items():
        for ladder_path, text in ladder_formulas(ladder):
            yield FormulaAt(text, rulebook.raw.entries["ladders"][name], ladder_path)


def _problems(rulebook: Rulebook, waiting: Sequence[str]) -> list[Problem]:
    """What only shows when all entries are looked at together; ``waiting`` kinds are not looked at."""
    problems = [
        *_formula_problems(_formulas(rulebook), rulebook),
        *_rule_problems(rulebook),
        *reference_problems(rulebook),
        *set_problems(rulebook),
        *level_problems(rulebook),
        *message_problems(rulebook, _names(rulebook)),
    ]
    for kind, look in LATER.items():
        problems.extend(look(rulebook) if kind not in waiting else ())
    return problems or list(_cycles(rulebook))


def _names(rulebook: Rulebook) -> frozenset[str]:
    """What formulas and messages may name."""
    return frozenset((*rulebook.facts, *rulebook.indicators, *rulebook.benchmarks, *CONTEXT_NAMES))


def _formula_problems(asked: Iterable[FormulaAt], rulebook: Rulebook) -> Iterator[Problem]:
    """Formulas outside the language, unknown names and unknown factors."""
    known = _names(rulebook)
    sound: set[tuple[model.Formula, str | None]] = set()
    for formula in asked:
        if (formula.text, formula.row_of) in sound:  # schemes that extend another repeat its formulas
            continue
        found = list(_formula_faults(formula, known, rulebook))
        yield from found
        if not found:
            sound.add((formula.text, formula.row_of))


def _formula_faults(formula: FormulaAt, known: frozenset[str], rulebook: Rulebook) -> Iterator[Problem]:
    try:
        expression = rulebook.expression(formula.text, formula.row_of)
    except FormulaError as error:
        yield Problem(error.code, _inside(formula.position(), error.column), {"detail": error.detail})
        return
    for name in expression.names:
        if name not in known:
            values = {"name": name, "nearest": nearest(name, known) or "–"}
            yield Problem("GF-206", _inside(formula.position(), str(formula.text).find(name)), values)
    for factor in expression.factors:
        if not factor.endswith(".*") and factor not in rulebook.factors:
            close = nearest(factor, rulebook.factors)
            yield Problem("GF-206", formula.position(), {"name": factor, "nearest": close or "–"})
    if '"' in str(formula.text) or "'" in str(formula.text):
        yield from option_problems(expression.tree, rulebook, formula.position)
    if expression.factors:
        yield from choice_problems(expression.tree, rulebook, formula.position)


def _ladder_faults(rulebook: Rulebook) -> Iterator[Problem]:
    yield from _formula_problems(_ladder_formulas(rulebook), rulebook)
    yield from ladder_problems(rulebook)


LATER: Mapping[str, Callable[[Rulebook], Iterator[Problem]]] = {"norms": norm_problems, "ladders": _ladder_faults}
"""Kinds that most work never looks at, with what else can be wrong with them."""


def _rule_problems(rulebook: Rulebook) -> Iterator[Problem]:
    for name, scheme in rulebook.schemes.items():
        raw = rulebook.raw.schemes[name]
        for index, criterion in enumerate(scheme.criteria):
            path: tuple[str | int, ...] = ("criteria", index, "score")
            rules = [key for key in RULES if _has(criterion.score, key)]
            if len(rules) != 1:
                yield Problem("GF-223", locate(raw, path), {"keys": ", ".join(RULES)})
            for number, step in enumerate(criterion.score.steps.at if criterion.score.steps else ()):
                if len(step_bound(step)) != 1:
                    yield Problem(
                        "GF-223", locate(raw, (*path, "steps", "at", number)), {"keys": "from, over, to, under"}
                    )


def _has(score: model.Score, key: str) -> bool:
    return getattr(score, key) is not None


def _cycles(rulebook: Rulebook) -> Iterator[Problem]:
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> Iterator[Problem]:
        if name in trail:
            circle = " → ".join((*trail[trail.index(name) :], name))
            yield Problem("GF-209", rulebook.position("indicators", name, "formula"), {"names": circle})
        elif name in rulebook.indicators and name not in done:
            for inner in rulebook.expression(rulebook.indicators[name].formula).names:
                yield from visit(inner, (*trail, name))
            done.add(name)

    for name in rulebook.indicators:
        yield from visit(name, ())


def _inside(position: Position | None, column: int) -> Position | None:
    if position is None:
        return None
    return Position(position.file, position.line, position.column + max(column, 0))


__all__ = ["CONTEXT_NAMES", "MODELS", "FormulaAt", "Rulebook", "distinct", "formulas", "load_folders", "load_rulebook"]
