"""Submissions read without places are those read with them, and a mistake has its place all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess import AssessError, Rulebook, Submission, load_rulebook, yamlio
from assess.errors import Position
from assess.paths import examples_dir
from assess.submission import load
from assess.submission.load import read_submission
from tests.yamlio.plain_files import Files

EXAMPLES = sorted(path.name for path in examples_dir().glob("*.yaml"))


@pytest.fixture(params=["as installed", "strict parser"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the fast way in, where its library is installed, and without it."""
    if request.param == "strict parser":
        monkeypatch.setattr(load, "plain_data", lambda _: None)


def bare(submission: Submission) -> Submission:
    """The submission without its places."""
    nowhere = Position("f")
    return replace(
        submission,
        answers={name: answer._replace(position=nowhere) for name, answer in submission.answers.items()},
        benchmarks={name: own._replace(position=nowhere) for name, own in submission.benchmarks.items()},
        titles=tuple(replace(title, position=nowhere) for title in submission.titles),
    )


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    return load_rulebook()


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_submission_is_the_same_but_for_its_places(rules: Rulebook, name: str) -> None:
    text = yamlio.read_text(examples_dir() / name).replace("industry: C", "industry: ")  # a code typed as a number
    slow, problems = read_submission(text, "f", rules)
    fast, none = read_submission(text, "f", rules, places=False)
    assert slow is not None
    assert fast is not None
    assert problems == none
    assert bare(slow) == bare(fast)


def test_what_is_wrong_has_its_place(rules: Rulebook) -> None:
    text = "factory:\n  name: 测试\nperiod: 2024\nfacts:\n  no_such_fact: 1\n"
    slow, problems = read_submission(text, "f", rules)
    assert read_submission(text, "f", rules, places=False) == (slow, problems)
    assert problems[0].position == Position("f", 5, 3)


def test_a_file_that_is_refused_is_refused_by_the_strict_parser(rules: Rulebook) -> None:
    for text in ("a: &x 1\n", "a: 1\na: 2\n", "a: [\n"):
        _, problems = read_submission(text, "f", rules, places=False)
        with pytest.raises(AssessError) as error:
            yamlio.parse(text, "f")
        assert problems == list(error.value.problems)


@pytest.mark.parametrize("name", EXAMPLES)
def test_whatever_is_wrong_both_ways_say_the_same(rules: Rulebook, name: str) -> None:
    files, text = Files(17), yamlio.read_text(examples_dir() / name)
    wrong = 0
    for number in range(40):
        spoilt = files.moved(text) if number % 2 else files.spoilt(text)
        slow, problems = read_submission(spoilt, "f", rules)
        fast, same = read_submission(spoilt, "f", rules, places=False)
        assert [(one.code, one.position, one.values) for one in same] == [
            (one.code, one.position, one.values) for one in problems
        ]
        assert (fast and bare(fast)) == (slow and bare(slow))
        wrong += bool(problems)
    assert wrong, "nothing was spoilt"
