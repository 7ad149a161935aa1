"""Which language a command line speaks."""

from __future__ import annotations

import pytest

from assess.language import choose

CASES = [
    ([], {}, "zh"),
    ([], {"ASSESS_LANG": "en"}, "en"),
    ([], {"ASSESS_LANG": "en_US.UTF-8"}, "en"),
    ([], {"ASSESS_LANG": "zh-CN"}, "zh"),
    ([], {"ASSESS_LANG": "fr"}, "zh"),
    (["score", "x", "--lang", "en"], {}, "en"),
    (["--lang=en", "score"], {}, "en"),
    (["--lang", "zh"], {"ASSESS_LANG": "en"}, "zh"),
    (["--lang", "en", "--lang", "zh"], {}, "zh"),
    (["--lang", "fr"], {"ASSESS_LANG": "en"}, "en"),
    (["score", "--", "--lang", "en"], {}, "zh"),
    (["--lang"], {}, "zh"),
]


@pytest.mark.parametrize(("arguments", "environment", "expected"), CASES)
def test_choose(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert choose(arguments, environment) == expected
