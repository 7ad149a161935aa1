"""Where formulas find their names while one submission is scored: facts, indicators, benchmarks, factors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from assess.rulebook.formula import NA, UNKNOWN
from assess.rulebook.industries import closeness
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Benchmark, BenchmarkRow, Settings
from assess.scoring.result import BenchmarkUse, FactorUse
from assess.submission.load import OUTPUT
from assess.submission.model import Submission

ELECTRICITY_ROWS = {"calorific": "electricity", "equivalent": "electricity_primary"}
"""The coal equivalent of electricity by the scheme's setting: 当量值 or 等价值, never both."""


class Values(dict[str, Any]):
    """The values of one submission under one scheme's settings by name, each computed when it is first asked for.

    As long as the year is missing (``period`` 0) it is unknown, and so is every factor that differs by year.
    ``factors`` and ``benchmarks`` note every row that was used or missed; ``factors_of`` says which an indicator used.
    """

    __slots__ = ("_open", "benchmarks", "factors", "factors_of", "rulebook", "settings", "submission")

    def __init__(
        self, rulebook: Rulebook, settings: Settings, submission: Submission, known: Mapping[str, Any] | None = None
    ) -> None:
        self.rulebook, self.settings, self.submission = rulebook, settings, submission
        super().__init__(self._given() if known is None else known)
        self._open: list[dict[str, None]] = []
        self.factors: dict[str, FactorUse] = {}
        self.benchmarks: dict[str, BenchmarkUse] = {}
        self.factors_of: dict[str, tuple[str, ...]] = {}

    def _given(self) -> dict[str, Any]:
        """What needs no computing: the answers, and the names that depend on settings or on the head of the file."""
        found: dict[str, Any] = {
            "grid": self._grid(),
            "fuel_co2_set": self.settings.fuel_co2,
            "electricity_row": ELECTRICITY_ROWS[self.settings.electricity],
            "steam_datum": self.settings.steam_datum,
            "period": float(self.submission.period) if self.submission.period else UNKNOWN,
        }
        for name, answer in self.submission.answers.items():
            if answer.not_applicable is not None:
                value: Any = NA
            else:
                value = answer.value
            if value is not None and not answer.unverified:
                found[name] = value
        return found

    value = dict.__getitem__
    """The value of a fact, indicator, benchmark or context name."""

    def __missing__(self, name: str) -> Any:
        if name in self.rulebook.facts:
            found: Any = UNKNOWN
        elif name in self.rulebook.indicators:
            found = self._indicator(name)
        else:
            found = self._benchmark(self.rulebook.benchmarks[name])
        self[name] = found
        return found

    def assuming(self, answers: Mapping[str, Any], again: Iterable[str] | None = None) -> Values:
        """The same submission as if these facts were answered so.

        ``again`` are the indicators that they may change, all of them where it is not said.
        """
        known = dict(self)
        for name in self.rulebook.indicators if again is None else again:
            known.pop(name, None)
        known.update(answers)
        return Values(self.rulebook, self.settings, self.submission, known)

    def factor(self, name: str) -> Any:
        """The number of a factor, for the submission's year; UNKNOWN where none is published."""
        for used in self._open:
            used[name] = None
        use = self.factors.get(name)
        if use is None:
            use = self.factors[name] = _factor_use(self.rulebook, name, self.submission.period)
        return UNKNOWN if use.value is None else use.value

    def with_output(self, unit: str) -> str:
        """A unit with ``output`` replaced by the unit in which the factory gives its output (t, 万元 …)."""
        if "output" not in unit:
            return unit
        answer = self.submission.answers.get(OUTPUT)
        return unit.replace("output", answer.unit) if answer is not None and answer.unit else unit

    def missing_factors(self, indicators: tuple[str, ...]) -> tuple[str, ...]:
        """Factors without a number that these indicators asked for; what only waits for the year is not missing."""
        return tuple(name for name in self._without_number(indicators) if not self._waits(name))

    def wait_for_year(self, indicators: tuple[str, ...]) -> bool:
        """Whether these indicators asked for a factor that differs by year while the year is missing."""
        return any(self._waits(name) for name in self._without_number(indicators))

    def _without_number(self, indicators: tuple[str, ...]) -> tuple[str, ...]:
        names = dict.fromkeys(name for indicator in indicators for name in self.factors_of.get(indicator, ()))
        return tuple(name for name in names if self.factors[name].value is None)

    def _waits(self, name: str) -> bool:
        factor = self.rulebook.factors.get(name)
        return not self.submission.period and factor is not None and bool(factor.by_year)

    def _grid(self) -> Any:
        """The grid factor's key: of the nation, or of the factory's region or province where that is known."""
        if self.settings.grid == "national":
            return "cn.average"
        province = self.rulebook.provinces.get(self.submission.factory.province or "")
        if province is None:
            return UNKNOWN
        if self.settings.grid == "provincial":
            return f"province.{province.id}"
        return UNKNOWN if province.grid_region is None else f"region.{province.grid_region}"

    def _indicator(self, name: str) -> Any:
        used: dict[str, None] = {}
        self._open.append(used)
        expression = self.rulebook.expression(self.rulebook.indicators[name].formula)
        found = expression(self)
        self._open.pop()
        for inner in expression.names:
            for factor in self.factors_of.get(inner, ()):
                used[factor] = None
        self.factors_of[name] = tuple(used)
        return found

    def _benchmark(self, benchmark: Benchmark) -> Any:
        own = self.submission.benchmarks.get(benchmark.id)
        norm = self.rulebook.norms.get(own.norm) if own is not None and own.norm is not None else None
        if own is None:
            use = _published(self.rulebook, benchmark.id, self.submission.factory.industry)
        elif norm is not None:
            source = norm.source
            use = BenchmarkUse(
                benchmark.id, own.value, own.unit, "norm", source.document, source.basis, norm.superseded, norm.id
            )
        else:
            use = BenchmarkUse(benchmark.id, own.value, own.unit, "submission", own.source, None, False)
        self.benchmarks[benchmark.id] = use
        return UNKNOWN if use.value is None else use.value


@lru_cache(maxsize=8192)
def _published(rulebook: Rulebook, name: str, industry: str | None) -> BenchmarkUse:
    """A benchmark as the rulebook has it for an industry."""
    benchmark = rulebook.benchmarks[name]
    row = best_row(benchmark, industry)
    if row is None:
        return BenchmarkUse(name, None, benchmark.unit, "none", None, None, False)
    source = row.source
    return BenchmarkUse(name, row.value, benchmark.unit, "rulebook", source.document, source.basis, row.superseded)


def best_row(benchmark: Benchmark, industry: str | None) -> BenchmarkRow | None:
    """The row for an industry: in force before superseded, the closer industry first, then the newer edition.

    As long as the industry is not stated, a benchmark that differs by industry has no row. Nor has one for which two
    rows fit equally well and disagree (29 of 2017 merges two divisions of 2002): then only the factory can say.
    """
    if industry is None and any(row.industries for row in benchmark.rows):
        return None

    def rank(row: BenchmarkRow) -> tuple[bool, int, str]:
        return not row.superseded, closeness(row.industries, industry or ""), row.edition or ""

    fitting = [row for row in benchmark.rows if not row.industries or closeness(row.industries, industry or "")]
    best = max(fitting, key=rank, default=None)
    rivals = [row.value for row in fitting if best is not None and rank(row) == rank(best)]
    return best if len(set(rivals)) == 1 else None


@lru_cache(maxsize=8192)
def _factor_use(rulebook: Rulebook, name: str, period: int) -> FactorUse:
    """The factor's row: by year the newest one not after the period, else the oldest; none without a period."""
    factor = rulebook.factors.get(name)
    if factor is None:
        return FactorUse(name, None, None, "")
    if factor.by_year and not period:
        return FactorUse(name, None, None, "")
    if factor.by_year:
        rows = sorted(factor.by_year, key=lambda row: row.year)
        row = next((row for row in reversed(rows) if row.year <= period), rows[0])
        return FactorUse(name, row.value, row.year, row.document)
    return FactorUse(name, factor.value, None, factor.source.document)
