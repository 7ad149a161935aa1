"""Titles held: read as people write them, checked strictly, every fault at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from assess import Rulebook, load_submission
from assess.rulebook.model import LevelName
from assess.submission.load import read_submission
from assess.submission.titles import LEVELS
from tests.support import cases, failure, where

HEAD = "factory: {name: 厂}\nperiod: 2024\nfacts: {}\ntitles: "


@pytest.mark.parametrize("case", cases(__file__, "titles.yaml"))
def test_titles(mini: Rulebook, tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(HEAD + case["text"] + "\n", encoding="utf-8")
    if "faults" in case:
        found = failure(load_submission, path, mini)
        wanted = [tuple(fault) for fault in case["faults"]]
        assert [(problem.code, *where(problem)) for problem in found] == wanted
        return
    titles = [[title.level, title.name, str(title.granted)] for title in load_submission(path, mini).titles]
    assert titles == case["titles"]


def test_everything_a_title_may_carry(mini: Rulebook) -> None:
    text = HEAD + "\n  - level: 省级\n    name: 绿色低碳工厂\n    granted: 2021-01-01\n    reviewed: 2024-01-01\n"
    text += "    removed: 2025-01-01\n    document: 浙经信绿色〔2021〕1号\n"
    found, problems = read_submission(text, "f.yaml", mini)
    assert not problems
    assert found is not None
    (title,) = found.titles
    assert (title.level, title.name, title.document) == ("province", "绿色低碳工厂", "浙经信绿色〔2021〕1号")
    assert (title.granted, title.reviewed, title.removed) == (date(2021, 1, 1), date(2024, 1, 1), date(2025, 1, 1))
    assert str(title.position) == "f.yaml:5:5"


def test_a_submission_without_titles_has_none(mini: Rulebook) -> None:
    found, problems = read_submission(HEAD.removesuffix("titles: "), "f.yaml", mini)
    assert not problems
    assert found is not None
    assert found.titles == ()


def test_titles_change_no_score(rulebook: Rulebook) -> None:
    from assess import evaluate

    plain, _ = read_submission(HEAD, "f.yaml", rulebook)
    titled, _ = read_submission(HEAD + "[{level: 国家级, granted: 2020-01-01}]", "f.yaml", rulebook)
    assert plain is not None
    assert titled is not None
    for name in rulebook.schemes:
        scheme = rulebook.scheme(name)
        one, other = evaluate(scheme, plain), evaluate(scheme, titled)
        assert (one.total, one.tier, one.gates) == (other.total, other.tier, other.gates)


def test_every_level_can_be_written_in_both_languages(mini: Rulebook) -> None:
    assert tuple(LEVELS) == get_args(LevelName)
    for name, words in LEVELS.items():
        for word in (name, words.zh, words.en):
            found, problems = read_submission(f"{HEAD}[{{level: {word}, granted: 2024-01-01}}]", "f.yaml", mini)
            assert not problems
            assert found is not None
            assert [title.level for title in found.titles] == [name]
