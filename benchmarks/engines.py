"""The rule engine alone: 100 criteria on known facts, against general rule engines given the same criteria and facts.

Every engine gets a dictionary of facts and gives 100 shares, compared with ours before anything is timed. Each is used
in the fastest way that we found for it: compiled beforehand, and all criteria in one expression where it can do that.
None of them knows what is unknown or does not apply; with every fact known, ours needs not know it either.
"""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from measure import Row, in_turns, show

from assess.paths import criteria_dir
from assess.rulebook.load import load_folders
from assess.scoring.known import compile_known
from assess.scoring.rules import build_rule

CRITERIA = 100
FACTORIES = 50
"""Sets of facts for each timed run."""
COMPARED = 500
"""Sets of facts on which every engine must come to the same points (cel-python, a thousand times as slow, to ten)."""

Facts = Mapping[str, Any]
Engine = Callable[[Facts], "list[float]"]


class Criterion(NamedTuple):
    """One criterion: as our rulebook states it, and as an expression of Python and of CEL and ZEN."""

    score: Mapping[str, Any]
    python: str
    other: str


def criterion(number: int) -> Criterion:
    """The kinds of criteria that the shipped schemes have, one after the other."""
    a, b, x, y = (f"{name}_{number}" for name in ("yes_a", "yes_b", "amount_x", "amount_y"))
    steps = (80, 1.0), (50, 0.7), (30, 0.4)
    match number % 5:
        case 0:
            return Criterion(
                {"met": f"{a} and not {b}"}, f"1.0 if {a} and not {b} else 0.0", f"{a} && !{b} ? 1.0 : 0.0"
            )
        case 1:
            condition = f"{x} / {y} > 0.5"
            return Criterion(
                {"met": f"{condition} or {a}"},
                f"1.0 if {condition} or {a} else 0.0",
                f"{condition} || {a} ? 1.0 : 0.0",
            )
        case 2:
            return Criterion(
                {"steps": {"of": x, "at": [{"from": bound, "share": share} for bound, share in reversed(steps)]}},
                " else ".join([*(f"{share} if {x} >= {bound}.0" for bound, share in steps), "0.0"]),
                " : ".join([*(f"{x} >= {bound}.0 ? {share}" for bound, share in steps), "0.0"]),
            )
        case 3:
            return Criterion(
                {"band": {"of": x, "base": 20, "lead": 80, "method": "range"}},
                f"1.0 if {x} >= 80.0 else 0.0 if {x} <= 20.0 else ({x} - 20.0) / (80.0 - 20.0)",
                f"{x} >= 80.0 ? 1.0 : {x} <= 20.0 ? 0.0 : ({x} - 20.0) / (80.0 - 20.0)",
            )
    conditions = (a, f"{x} > 50", f"{y} <= 40")
    spelled = (a, f"{x} > 50.0", f"{y} <= 40.0")
    return Criterion(
        {"count": {"of": list(conditions), "full": 3}},
        "(" + " + ".join(f"(1.0 if {one} else 0.0)" for one in spelled) + ") / 3.0",
        "(" + " + ".join(f"({one} ? 1.0 : 0.0)" for one in spelled) + ") / 3.0",
    )


SCHEME = tuple(criterion(number) for number in range(CRITERIA))


def factory(chance: random.Random) -> dict[str, Any]:
    """A factory that has answered everything."""
    facts: dict[str, Any] = {}
    for number in range(CRITERIA):
        facts |= {f"{name}_{number}": chance.random() < 0.7 for name in ("yes_a", "yes_b")}
        facts |= {f"{name}_{number}": chance.uniform(1.0, 100.0) for name in ("amount_x", "amount_y")}
    used = " ".join(one.python for one in SCHEME)
    return {name: value for name, value in facts.items() if f"{name} " in used or f"{name})" in used}


# ---------------------------------------------------------------- ours


def ours(facts: Facts) -> Engine:
    """The criteria loaded as any scheme is, and compiled as any scheme is."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _write(home / "facts" / "hundred.yaml", [_fact(name, value) for name, value in facts.items()])
        _write(home / "schemes" / "hundred" / "scheme.yaml", _scheme())
        rulebook = load_folders([criteria_dir(), home])
        scheme = rulebook.scheme("hundred")
        rules = [build_rule(item.model.score, rulebook, scheme.model.settings) for item in scheme.criteria]
    known = compile_known(rules, lambda _, share: share.low)

    def missing(number: int) -> float:
        raise LookupError(number)

    return lambda facts: known(facts, missing)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML


_TEXT = {"zh": "测速", "en": "for timing"}
_SOURCE = {"document": "测速", "basis": "adopted"}


def _fact(name: str, value: object) -> dict[str, Any]:
    kind = {"kind": "yes_no"} if isinstance(value, bool) else {"kind": "quantity", "unit": "%"}
    return {"id": name, "ask": {"zh": f"测速{name}", "en": name}, "topic": "energy", **kind}


def _scheme() -> dict[str, Any]:
    part = {
        "id": "all",
        "title": _TEXT,
        "weight": 100,
        "mandatory_points": 0,
        "optional_points": 100,
        "source": _SOURCE,
    }
    common = {"dimension": "all", "principle": "all", "title": _TEXT, "requirement": _TEXT, "mandatory": False}
    common |= {"points": {"raw": "equal", "basis": "adopted"}, "source": _SOURCE, "advice": _TEXT}
    return {
        "id": "hundred", "title": _TEXT, "issuer": _TEXT, "document": "测速", "verified_on": "2026-11", "about": _TEXT,
        "source": _SOURCE, "group_by": "dimension", "principles": [{"id": "all", "title": _TEXT}], "dimensions": [part],
        "gates": [],
        "criteria": [{"id": f"T-{number:03}", "score": one.score, **common} for number, one in enumerate(SCHEME)],
    }  # fmt: skip


# ---------------------------------------------------------------- the others


def python() -> Engine:
    """No engine at all: the floor."""
    code = compile("[" + ", ".join(one.python for one in SCHEME) + "]", "criteria", "eval")
    return lambda facts: eval(code, {"__builtins__": {}}, facts)  # type: ignore[no-any-return]  # noqa: S307


def simpleeval() -> Engine:
    """Each expression parsed beforehand."""
    from simpleeval import SimpleEval

    engine = SimpleEval()
    parsed = [(one.python, engine.parse(one.python)) for one in SCHEME]

    def run(facts: Facts) -> list[float]:
        engine.names = facts
        return [engine.eval(text, previously_parsed=tree) for text, tree in parsed]

    return run


def cel_in_rust() -> Engine:
    """common-expression-language: one compiled list."""
    import cel

    program = cel.compile("[" + ", ".join(one.other for one in SCHEME) + "]")
    run: Engine = program.execute
    return run


def cel_in_python() -> Engine:
    """cel-python: one program for each criterion, as its interpreter takes a long list no faster."""
    import celpy
    from celpy.adapter import json_to_cel

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(one.other)) for one in SCHEME]

    def run(facts: Facts) -> list[float]:
        known = {name: json_to_cel(value) for name, value in facts.items()}
        return [float(program.evaluate(known)) for program in programs]

    return run


def _zen(text: str) -> str:
    return text.replace("&&", "and").replace("||", "or").replace("!yes", "not yes")


def zen() -> Engine:
    """zen-engine: one compiled list."""
    import zen

    program = zen.compile_expression("[" + ", ".join(f"({_zen(one.other)})" for one in SCHEME) + "]")
    return lambda facts: [float(share) for share in program.evaluate(facts)]


def zen_decision() -> Engine:
    """zen-engine: a decision graph with one node of 100 expressions, the form that its editor makes."""
    import zen

    at = {"position": {"x": 0, "y": 0}}
    expressions = [{"id": f"k{n}", "key": f"k{n}", "value": _zen(one.other)} for n, one in enumerate(SCHEME)]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", **at},
        {"id": "all", "type": "expressionNode", "name": "all", "content": {"expressions": expressions}, **at},
        {"id": "out", "type": "outputNode", "name": "out", **at},
    ]
    edges = [
        {"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "all"), ("all", "out"))
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def run(facts: Facts) -> list[float]:
        result = decision.evaluate(facts)["result"]
        return [float(result[f"k{number}"]) for number in range(CRITERIA)]

    return run


OTHERS: Mapping[str, Callable[[], Engine]] = {
    "zen-engine, one expression": zen,
    "zen-engine, decision graph": zen_decision,
    "common-expression-language (CEL, Rust)": cel_in_rust,
    "simpleeval": simpleeval,
    "cel-python": cel_in_python,
}


SLOW = frozenset({"cel-python"})


def rows(runs: int = 20) -> list[Row]:
    """Ours against the best of those installed (extra ``bench``), and each of them for information."""
    chance = random.Random(1)  # noqa: S311  # made-up figures
    compared = [factory(chance) for _ in range(COMPARED)]
    engines = {"ours": ours(compared[0]), "plain Python": python()}
    for name, make in OTHERS.items():
        try:
            engines[name] = make()
        except ImportError as error:
            print(f"{name} is left out, pip install green-factory-assess[bench] brings it: {error}\n")
    for name, engine in engines.items():
        _same(name, engine, engines["plain Python"], compared[:10] if name in SLOW else compared)
    factories = compared[:FACTORIES]
    quick = {name: engine for name, engine in engines.items() if name not in SLOW}
    tasks = [_all(engine, factories) for engine in quick.values()]
    seconds = dict(zip(quick, in_turns(runs, *tasks, clock=time.process_time), strict=True))
    for name in SLOW & engines.keys():
        (once,) = in_turns(1, _all(engines[name], factories[:2]), clock=time.process_time)
        seconds[name] = once * FACTORIES / 2
    return _rows({name: found / FACTORIES * 1e6 for name, found in seconds.items()})


def _rows(micros: Mapping[str, float]) -> list[Row]:
    mine, found = micros["ours"], {name: micros[name] for name in OTHERS if name in micros}
    what = "rules, 100 criteria / "
    result = [Row(f"{what}plain Python", mine / micros["plain Python"], None, "×", f"{mine:.0f} µs")]
    if found:
        best = min(found, key=lambda name: found[name])
        detail = f"{mine:.0f} µs, {best} {found[best]:.0f} µs"
        result.insert(0, Row(f"{what}best general engine", mine / found[best], 0.5, "×", detail))
    return [*result, *(Row(f"{what}{name}", mine / time, None, "×", f"{time:.0f} µs") for name, time in found.items())]


def _same(name: str, engine: Engine, reference: Engine, factories: list[dict[str, Any]]) -> None:
    for facts in factories:
        pairs = enumerate(zip(engine(facts), reference(facts), strict=True))
        wrong = [number for number, (one, other) in pairs if abs(one - other) > 1e-9]
        if wrong:
            raise SystemExit(f"{name}: criteria {wrong} come out differently")


def _all(engine: Engine, factories: list[dict[str, Any]]) -> Callable[[], object]:
    return lambda: [engine(facts) for facts in factories]


if __name__ == "__main__":
    show(rows())
