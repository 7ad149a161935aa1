"""Synthetic counties: folders of made-up submissions whose stars are spread as Changxing's were on 2020-05-21.

Every file is labelled ``made_up`` and every name says 虚构. The same seed gives the same files. Usage:
``python benchmarks/county.py FOLDER --factories 602 --seed 1 --broken 10 --year 2024``; a province of 100 000 in a few
minutes with ``--patterns 60``: so many sets of answers for each star, with names and amounts of their own.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from assess import CompiledScheme, Submission, evaluate, load_rulebook, yamlio
from assess.paths import examples_dir
from assess.submission.load import read_submission

STARS = {5: 8, 4: 60, 3: 312, 2: 222, 0: 108}
"""Changxing County, 2020-05-21: 602 factories with stars; 108 below, derived from its stated coverage of 84.8 %."""

TOWNS = ("甲镇", "乙镇", "丙镇", "丁街道", "戊街道", "己乡")
INDUSTRIES = ("C3843", "C1751", "C3011", "C3812", "C2221", "C3311", "C1761", "C3484", "C2110", "C3061")
POINTS = {5: (91.0, 97.0), 4: (81.0, 89.5), 3: (71.0, 79.5), 2: (61.0, 69.5), 0: (44.0, 59.5)}
"""The points that a factory meant for so many stars has secured: from the cut-off of the star to the next, with some room."""

LISTED = 3
"""Stars from which on some factories are on a list."""
_SCALED = ("t", "m3", "kg", "MWh", "万元", "m2", "kW")
_YAML = {"allow_unicode": True, "sort_keys": False, "width": 200}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What factories are made from: the complete example, and which of its answers may get worse."""

    scheme: CompiledScheme
    submission: Submission
    raw: Mapping[str, Any]
    optional: tuple[str, ...]
    mandatory: tuple[str, ...]


def pattern() -> Pattern:
    """The made-up complete factory of the examples."""
    rulebook = load_rulebook()
    scheme = rulebook.scheme(None)
    path = examples_dir() / "complete-5star.yaml"
    submission, problems = read_submission(yamlio.read_text(path), str(path), rulebook)
    assert submission is not None
    assert not problems
    needed = {fact for item in scheme.criteria if item.model.mandatory for fact in item.facts}
    gated = {fact for gate in scheme.gates for fact in gate.facts}
    free = [name for name in submission.answers if name not in gated and rulebook.facts[name].topic != "per_mu"]
    simple = [name for name in free if rulebook.facts[name].kind in ("yes_no", "extent", "multi")]
    return Pattern(
        scheme,
        submission,
        yamlio.load(path),
        tuple(name for name in simple if name not in needed),
        tuple(name for name in simple if name in needed),
    )


def county(factories: int, seed: int, patterns: int = 0) -> Iterator[tuple[str, dict[str, Any]]]:
    """File names and their content, ``factories`` in all, in a fixed order; ``patterns`` per star, 0 for no two alike."""
    chance, found = random.Random(seed), pattern()  # noqa: S311  # made-up figures, no secrets
    everyone = [stars for stars, count in STARS.items() for _ in range(count)]
    made: dict[int, list[dict[str, Any]]] = {stars: [] for stars in STARS}
    for number in range(factories):
        stars = (
            everyone[int(number * len(everyone) / factories)] if factories < len(everyone) else chance.choice(everyone)
        )
        town = chance.choice(TOWNS)
        if patterns and len(made[stars]) == patterns:
            worse = chance.choice(made[stars])
        else:
            made[stars].append(worse := _worse(stars, found, chance))
        yield f"{town}/factory-{number + 1:05}.yaml", _factory(number + 1, stars, worse, town, found, chance)


def _factory(
    number: int, stars: int, worse: Mapping[str, Any], town: str, found: Pattern, chance: random.Random
) -> dict[str, Any]:
    """A factory meant for so many stars: the complete example with the answers of ``worse``, in a size of its own."""
    scale = max(0.05, round(chance.lognormvariate(0.0, 0.8), 2))  # exact amounts: comparisons must not tip over
    facts = {name: worse.get(name, _scaled(raw, scale, found, name)) for name, raw in found.raw["facts"].items()}
    factory = {
        "name": f"虚构工厂 {number:05}",
        "industry": chance.choice(INDUSTRIES),
        "region": f"浙江省湖州市虚构县{town}",
        "made_up": True,
    }
    titles = [_title(chance)] if stars >= LISTED and chance.random() < 0.25 else []  # one in four
    known = {name: raw for name, raw in facts.items() if raw is not None}
    content = {"factory": factory, "period": 2024, "facts": known, "benchmarks": dict(found.raw["benchmarks"])}
    return {**content, "titles": titles} if titles else content


def _title(chance: random.Random) -> dict[str, Any]:
    """A place on the city's list, whose re-review comes every three years."""
    day = date(2021, 1, 1) + timedelta(days=chance.randrange(5 * 365))
    return {"level": "city", "granted": day.isoformat()}


def _worse(stars: int, found: Pattern, chance: random.Random) -> dict[str, Any]:
    """Answers left out (None) and answers turned to the worse, one by one, down to the points of the star.

    Mandatory criteria are met from three stars on, as the scheme asks.
    """
    least, most = POINTS[stars]
    wanted = chance.uniform(least, most)
    must = list(found.mandatory) if stars < LISTED else []
    chance.shuffle(must)
    order = list(found.optional)
    chance.shuffle(order)
    order = must[: chance.randint(1, 6)] + order + must[6:] if must else order
    unknown = set(chance.sample(order, k=chance.choice((0, 0, 0, 1, 2, 5))))
    answers = dict(found.submission.answers)
    worse: dict[str, Any] = {}
    for name in sorted(order, key=lambda one: one not in unknown):
        before = answers.pop(name)
        kind = found.scheme.rulebook.facts[name].kind
        if name not in unknown:
            answers[name] = before._replace(value={"yes_no": False, "extent": 0.0, "multi": ()}[kind])
        total = evaluate(found.scheme, replace(found.submission, answers=MappingProxyType(answers))).total.low
        if total < least:
            answers[name] = before
            continue
        worse[name] = None if name in unknown else {"yes_no": "否", "extent": "0%", "multi": []}[kind]
        if total < wanted:
            break
    return worse


def _scaled(raw: Any, scale: float, found: Pattern, name: str) -> Any:
    """Amounts grow and shrink with the factory, shares and answers stay."""
    answer = found.submission.answers.get(name)
    if name == "energy_carriers":
        return {**raw, "value": [{**row, "amount": _times(row["amount"], scale)} for row in raw["value"]]}
    if answer is None or not isinstance(answer.value, float) or answer.unit not in _SCALED:
        return raw
    amount = f"{answer.value * scale:.12g} {answer.unit}"
    return {**raw, "value": amount} if isinstance(raw, Mapping) else amount


def _times(amount: str, scale: float) -> str:
    """``42 万m3`` so many times."""
    number, unit = amount.split()
    return f"{float(number) * scale:.12g} {unit}"


def write(folder: Path, factories: int, seed: int, broken: int = 0, year: int = 2024, patterns: int = 0) -> None:
    """Write the county; ``broken`` of its files have a mistake, each another one."""
    chance = random.Random(seed + 1)  # noqa: S311  # as above
    spoiled = set(chance.sample(range(factories), k=broken))
    for number, (name, content) in enumerate(county(factories, seed, patterns)):
        content["period"] = year
        text = f"# 虚构的填报，只用于演示和测速。Made up, for demonstrations and timings only.\n{yaml.dump(_plain(content), Dumper=yaml.CSafeDumper, **_YAML)}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_spoilt(text, number) if number in spoiled else text, encoding="utf-8")


def _plain(value: Any) -> Any:
    """Plain dictionaries and lists, as the YAML writer wants them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _spoilt(text: str, number: int) -> str:
    """The text with a mistake that people make."""
    ways = (
        lambda: text.replace("period: ", "period：", 1),
        lambda: text.replace("electricity_used", "electricity_use", 1),
        lambda: text.replace("factory:", "factory:\n\tname: x", 1),
        lambda: text[: len(text) // 2] + "\n  - [",
        lambda: text.replace("industry: C", "industry: X", 1),
    )
    return ways[number % len(ways)]()


def main() -> None:
    """Write a county from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    for name, value in (("factories", 602), ("seed", 1), ("broken", 0), ("year", 2024), ("patterns", 0)):
        arguments.add_argument(f"--{name}", type=int, default=value)
    given = arguments.parse_args()
    write(given.folder, given.factories, given.seed, given.broken, given.year, given.patterns)


if __name__ == "__main__":
    main()
