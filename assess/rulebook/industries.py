"""Industry codes (GB/T 4754): tables of the 2002 edition read in the codes of 2017, and codes compared by their length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assess.rulebook.model import Benchmark, BenchmarkRow, IndustryCode


def with_2017_codes(benchmarks: Mapping[str, Benchmark], codes: Mapping[str, IndustryCode]) -> Mapping[str, Benchmark]:
    """Benchmarks whose rows of the 2002 edition name the divisions of 2017 as well. Unknown codes stay as they are."""
    return MappingProxyType(
        {
            name: benchmark.model_copy(update={"rows": tuple(_translated(row, codes) for row in benchmark.rows)})
            for name, benchmark in benchmarks.items()
        }
    )


def _translated(row: BenchmarkRow, codes: Mapping[str, IndustryCode]) -> BenchmarkRow:
    if not row.industries_2002:
        return row
    found = [code for old in row.industries_2002 if old in codes for code in codes[old].codes_2017]
    return row.model_copy(update={"industries": tuple(dict.fromkeys(found)) or row.industries_2002})


def closeness(codes: Iterable[str], industry: str) -> int:
    """How many digits of ``industry`` the nearest of ``codes`` names; 0 when none of them contains it."""
    return max((len(code) for code in codes if industry.startswith(code)), default=0)


def related(codes: Iterable[str], industry: str) -> bool:
    """Whether one of ``codes`` contains ``industry`` or lies inside it; no codes mean every industry."""
    named = list(codes)
    return not named or any(industry.startswith(code) or code.startswith(industry) for code in named)
