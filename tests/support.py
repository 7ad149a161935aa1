"""Helpers of the core's tests: case tables, submissions from plain data, and problems read back as texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Assessment, Problem, Rulebook, Submission, evaluate, yamlio
from assess.submission.load import read_submission

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini"


def cases(file: str, name: str) -> list[Any]:
    """The cases of the YAML table ``name`` beside the test module ``file``, one pytest parameter each."""
    table = yamlio.load(Path(file).with_name(name))
    return [pytest.param(case, id=_label(number, case)) for number, case in enumerate(table, start=1)]


def _label(number: int, case: Any) -> str:
    shown = case.get("name") if isinstance(case, Mapping) else case[0] if isinstance(case, list) else case
    return f"{number}-{str(shown)[:60]}"


def document(
    facts: Mapping[str, Any] | None = None,
    *,
    benchmarks: Mapping[str, Any] | None = None,
    period: object = 2024,
    **factory: object,
) -> str:
    """A submission as a YAML text (JSON is YAML)."""
    data: dict[str, Any] = {"factory": {"name": "测试工厂", **factory}, "period": period, "facts": dict(facts or {})}
    if benchmarks is not None:
        data["benchmarks"] = dict(benchmarks)
    return json.dumps(data, ensure_ascii=False)


def submission(rulebook: Rulebook, facts: Mapping[str, Any] | None = None, **more: Any) -> Submission:
    """A submission that must be right."""
    found, problems = read_submission(document(facts, **more), "factory.yaml", rulebook)
    assert found is not None
    assert not problems, [problem.text("en") for problem in problems]
    return found


def assessment(
    rulebook: Rulebook,
    facts: Mapping[str, Any] | None = None,
    *,
    scheme: str | None = None,
    last: Submission | None = None,
    **more: Any,
) -> Assessment:
    """What follows from these answers."""
    return evaluate(rulebook.scheme(scheme), submission(rulebook, facts, **more), last)


def codes(problems: Iterable[Problem]) -> list[str]:
    """``GF-…`` codes in order; every problem is also printed in both languages, as a user would see it."""
    found = list(problems)
    for problem in found:
        for lang in ("zh", "en"):
            text = problem.text(lang)
            assert problem.code in text
            assert not re.search(r"\{[a-z_]+\}", re.sub(r"“[^”]*”", "", text)), text
    return [problem.code for problem in found]


def where(problem: Problem) -> tuple[int, int]:
    """Line and column of a problem."""
    assert problem.position is not None
    return problem.position.line, problem.position.column


def stars(tier: Any) -> int:
    """The stars of a tier; 0 for none."""
    return 0 if tier is None else int(tier.stars)


def settle(action: Any, *arguments: Any) -> Any:
    """The result, or None where the action names its problems; any other exception is a defect."""
    try:
        return action(*arguments)
    except AssessError as error:
        if not codes(error.problems):
            raise
        return None


def failure(action: Any, *arguments: Any) -> list[Problem]:
    """The problems an action ends with; it has to end with some."""
    with pytest.raises(AssessError) as caught:
        action(*arguments)
    assert caught.value.problems
    codes(caught.value.problems)
    return list(caught.value.problems)
