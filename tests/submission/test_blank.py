"""The blank form: a question for every fact, in both languages, and it loads once the head is filled in."""

from __future__ import annotations

import re

import pytest

from assess import Rulebook
from assess.submission.blank import blank_submission
from assess.submission.load import read_submission
from tests.support import codes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_blank_form_loads(rulebook: Rulebook, lang: str) -> None:
    for name in rulebook.schemes:
        scheme = rulebook.scheme(name)
        text = blank_submission([scheme], lang)
        filled = text.replace("  name:", "  name: 厂", 1).replace("period:", "period: 2024", 1)
        found, wrong = read_submission(filled, "f.yaml", rulebook)
        assert codes(wrong) == []
        assert found is not None
        assert found.answers == {}
        keys = re.findall(r"^  ([a-z_0-9]+):", text, re.MULTILINE)
        assert [key for key in keys if key in rulebook.facts] == list(scheme.facts)
        for fact in scheme.facts:
            assert rulebook.facts[fact].ask.in_(lang) in text


def test_an_untouched_form_asks_for_name_and_period(rulebook: Rulebook) -> None:
    _, wrong = read_submission(blank_submission([rulebook.scheme()], "zh"), "f.yaml", rulebook)
    assert codes(wrong) == ["GF-203", "GF-203"]


def test_the_examples_in_the_comments_are_right(rulebook: Rulebook) -> None:
    """Whoever takes the `#` away from an example gets a valid answer."""
    text = blank_submission([rulebook.scheme()], "zh")
    examples = [line.lstrip("# ") for line in text.splitlines() if re.match(r"#   \w+: \{value", line)]
    assert len(examples) == 2
    fact, benchmark = examples
    whole = f"factory: {{name: 厂}}\nperiod: 2024\nfacts:\n  {fact}\nbenchmarks:\n  {benchmark}\n"
    _, wrong = read_submission(whole, "f.yaml", rulebook)
    assert [(problem.code, problem.text("en")) for problem in wrong] == []
