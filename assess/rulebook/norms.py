"""Norms of products (限额、定额、等级): their levels by family, and whether what is written down holds together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from assess.errors import Bilingual, Position, Problem, listed
from assess.rulebook.model import Norm, NormFamily, NormLevelName, Text

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook

FAMILIES: Mapping[NormFamily, tuple[NormLevelName, ...]] = {
    "energy": ("level_1", "level_2", "level_3"),
    "water": ("advanced", "general"),
    "cleaner_production": ("level_i", "level_ii", "level_iii"),
    "conditions": ("limit",),
    "land": ("limit",),
}
"""The levels of each family, the best first."""

FAMILY_TITLES: Mapping[NormFamily, Text] = {
    "energy": Text(zh="单位产品能源消耗限额", en="energy quota"),
    "water": Text(zh="取水定额", en="water quota"),
    "cleaner_production": Text(zh="清洁生产等级", en="cleaner-production levels"),
    "conditions": Text(zh="行业规范条件", en="industry conditions"),
    "land": Text(zh="用地控制指标", en="land control"),
}
LEVEL_TITLES: Mapping[NormLevelName, Text] = {
    "level_1": Text(zh="1级", en="level 1"),
    "level_2": Text(zh="2级", en="level 2"),
    "level_3": Text(zh="3级", en="level 3"),
    "advanced": Text(zh="先进值", en="advanced"),
    "general": Text(zh="通用值", en="general"),
    "level_i": Text(zh="Ⅰ级", en="level I"),
    "level_ii": Text(zh="Ⅱ级", en="level II"),
    "level_iii": Text(zh="Ⅲ级", en="level III"),
    "limit": Text(zh="限值", en="limit"),
}


def norm_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Units that do not exist, levels of another family or out of order, corrections without their steps."""
    for norm in rulebook.norms.values():
        if norm.unit is not None and not rulebook.units.known(norm.unit):
            yield Problem("GF-211", rulebook.position("norms", norm.id, "unit"), {"unit": norm.unit})
        elif norm.unit is None and norm.printed_unit is None and norm.source.note is None:
            yield Problem("GF-203", rulebook.position("norms", norm.id), {"key": "printed_unit"})
        for key, detail in (("levels", _levels(norm)), ("correction", _steps(norm))):
            if detail is not None:
                yield Problem("GF-231", rulebook.position("norms", norm.id, key), {"id": norm.id, "detail": detail})


def level_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Benchmarks that name a level of another family."""
    for benchmark in rulebook.benchmarks.values():
        if benchmark.norm is not None and benchmark.norm.level not in FAMILIES[benchmark.norm.family]:
            place: Position | None = rulebook.position("benchmarks", benchmark.id, "norm", "level")
            detail = _names(benchmark.norm.family)
            yield Problem("GF-231", place, {"id": benchmark.id, "detail": detail})


def _levels(norm: Norm) -> Bilingual | None:
    """What is wrong with the levels: names of another family, or a better level that is worse than the next."""
    order = FAMILIES[norm.family]
    if any(level not in order for level in norm.levels):
        return _names(norm.family)
    sign = 1.0 if norm.better == "lower" else -1.0
    found = [(level, value) for level in order if (value := norm.levels.get(level)) is not None]
    for (better, low), (worse, high) in pairwise(found):
        if sign * low > sign * high:
            return Bilingual(
                f"{LEVEL_TITLES[better].zh} {low:g} 差于 {LEVEL_TITLES[worse].zh} {high:g}",
                f"{LEVEL_TITLES[better].en}, {low:g}, is worse than {LEVEL_TITLES[worse].en}, {high:g}",
            )
    return None


def _steps(norm: Norm) -> Bilingual | None:
    """A correction per step needs a step for every level, the others need none."""
    if norm.correction is None:
        return None
    wanted = set(norm.levels) if norm.correction.how == "per_step" else set()
    if set(norm.correction.steps) == wanted:
        return None
    levels = listed(wanted or {"–"})
    return Bilingual(f"correction.steps 应为 {levels.zh}", f"correction.steps should be {levels.en}")


def _names(family: NormFamily) -> Bilingual:
    names = listed(FAMILIES[family])
    return Bilingual(f"{family} 的等级为 {names.zh}", f"the levels of {family} are {names.en}")
