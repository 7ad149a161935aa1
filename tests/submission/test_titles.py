"""Titles held: read as people write them, checked strictly, every fault at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from assess import Rulebook, Submission, evaluate, load_submission
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


def test_titles_earn_nothing(rulebook: Rulebook) -> None:
    plain, _ = read_submission(HEAD, "f.yaml", rulebook)
    titled, _ = read_submission(HEAD + "[{level: 国家级, granted: 2020-01-01}]", "f.yaml", rulebook)
    assert plain is not None
    assert titled is not None
    for name in rulebook.schemes:
        scheme = rulebook.scheme(name)
        one, other = evaluate(scheme, plain), evaluate(scheme, titled)
        assert (one.total, one.criteria) == (other.total, other.criteria)


def test_every_level_can_be_written_in_both_languages(mini: Rulebook) -> None:
    assert tuple(LEVELS) == get_args(LevelName)
    for name, words in LEVELS.items():
        for word in (name, words.zh, words.en):
            found, problems = read_submission(f"{HEAD}[{{level: {word}, granted: 2024-01-01}}]", "f.yaml", mini)
            assert not problems
            assert found is not None
            assert [title.level for title in found.titles] == [name]


# ---------------------------------------------------------------- questions that a title answers


def held(rulebook: Rulebook, titles: str, region: str = "浙江省湖州市", facts: str = "{}") -> Submission:
    text = f"factory: {{name: 厂, region: {region}}}\nperiod: 2024\nfacts: {facts}\ntitles: {titles}\n"
    found, problems = read_submission(text, "f.yaml", rulebook)
    assert not problems
    assert found is not None
    return found


CITY, LISTED = "city_low_carbon_factory", "provincial_or_national_green_factory"


@pytest.mark.parametrize(
    ("titles", "region", "answered"),
    [
        ("[{level: 市级, granted: 2023-01-01}]", "浙江省湖州市", {CITY}),
        ("[{level: 市级, granted: 2023-01-01}]", "广东省广州市", set()),
        ("[{level: 国家级, granted: 2023-01-01}]", "河北省石家庄市", {LISTED}),
        ("[{level: 省级, granted: 2023-01-01, removed: 2024-01-01}]", "河北省石家庄市", set()),
        ("[{level: 省级, granted: 2020-01-01, removed: 2021-01-01}, {level: 省级, granted: 2024-01-01}]", "河北省", {LISTED}),
        ("[{name: 绿色供应链管理企业, granted: 2024-01-12}]", "浙江省", set()),
    ],
)  # fmt: skip
def test_a_title_answers_what_asks_for_it(rulebook: Rulebook, titles: str, region: str, answered: set[str]) -> None:
    found = held(rulebook, titles, region)
    assert {name for name in (CITY, LISTED) if name in found.answers} == answered
    for name in answered:
        assert found.answers[name].value is True
        assert str(found.answers[name].position).startswith("f.yaml:4:")


def test_the_factorys_own_answer_comes_before_its_titles(rulebook: Rulebook) -> None:
    found = held(rulebook, "[{level: 市级, granted: 2023-01-01}]", facts=f"{{{CITY}: 否}}")
    assert found.answers[CITY].value is False
    (warning,) = evaluate(rulebook.scheme("zhejiang-low-carbon"), found).warnings
    assert (warning.id, warning.facts, warning.where) == ("title_contradicts", (CITY,), "f.yaml:4:10")


def test_a_title_opens_the_gate_that_asks_for_it(rulebook: Rulebook) -> None:
    found = evaluate(rulebook.scheme("star-hebei"), held(rulebook, "[{level: 省级, granted: 2023-01-01}]", "河北省"))
    assert {gate.gate.id: gate.state for gate in found.gates}["HB-P"] == "pass"


@pytest.mark.parametrize(
    ("removed", "answer", "warned"),
    [("2022-03-18", "否", True), ("2025-03-18", "否", True), ("2021-12-31", "否", False), ("2022-03-18", "是", False)],
)
def test_a_title_lost_within_three_years_contradicts_a_no(
    rulebook: Rulebook, removed: str, answer: str, *, warned: bool
) -> None:
    titles = f"[{{level: 国家级, granted: 2019-09-01, removed: {removed}}}]"
    found = held(rulebook, titles, facts=f"{{removed_from_green_list_3y: {answer}}}")
    ids = [warning.id for warning in evaluate(rulebook.scheme("gbt36132-2025"), found).warnings]
    assert ("title_contradicts" in ids) is warned
