"""Who is assessed and for which year: names, credit codes, industries, regions, periods."""

from __future__ import annotations

from typing import Any

import pytest

from assess import Rulebook
from assess.submission.load import read_submission
from tests.support import codes, document, submission


def problems(rulebook: Rulebook, **head: Any) -> list[str]:
    _, found = read_submission(document(**head), "f.yaml", rulebook)
    return codes(found)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("91330522MA2B4C5D6P", None),
        ("91330522ma2b4c5d6p", None),
        ("９１３３０５２２ＭＡ２Ｂ４Ｃ５Ｄ６Ｐ", None),
        (" 91330522MA2B4C5D6P ", None),
        ("91330522MA2B4C5D65", "GF-311"),
        ("91330522MA2B4C5D6", "GF-311"),
        ("91330522MA2B4C5D6P4", "GF-311"),
        ("91330522MI2B4C5D64", "GF-311"),
        ("91330522MO2B4C5D64", "GF-311"),
        ("00000000000000000X", "GF-311"),
        ("", "GF-311"),
        ("三三〇五二二", "GF-311"),
        ("፩" * 18, "GF-311"),
        (913305220000000000, "GF-311"),
        (True, "GF-311"),
        (["91330522MA2B4C5D6P"], "GF-204"),
    ],
)
def test_credit_code(mini: Rulebook, typed: Any, code: str | None) -> None:
    assert problems(mini, credit_code=typed) == ([code] if code else [])
    if code is None:
        assert submission(mini, credit_code=typed).factory.credit_code == "91330522MA2B4C5D6P"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("C3311", "3311"),
        ("c3311", "3311"),
        ("C33", "33"),
        ("3311", "3311"),
        (3311, "3311"),
        ("331", "331"),
        ("Ｃ３３１１", "3311"),
        ("D4411", "4411"),
        ("C4411", None),
        ("D3311", None),
        ("C99", None),
        ("C3", None),
        ("C33111", None),
        ("C33x", None),
        ("X33", None),
        ("金属制品业", None),
        ("", None),
        ("C", None),
        ("C፩፩", None),
        (-33, None),
        (True, None),
    ],
)
def test_industry(mini: Rulebook, typed: Any, wanted: str | None) -> None:
    assert problems(mini, industry=typed) == ([] if wanted else ["GF-312"])
    if wanted:
        assert submission(mini, industry=typed).factory.industry == wanted


def test_an_unquoted_code_keeps_its_leading_zero(rulebook: Rulebook) -> None:
    text = "factory: {name: 农场, industry: 0111}\nperiod: 2024\nfacts: {}\n"
    found, wrong = read_submission(text, "f.yaml", rulebook)
    assert codes(wrong) == []
    assert found is not None
    assert found.factory.industry == "0111"


@pytest.mark.parametrize(
    ("typed", "province"),
    [
        ("浙江省湖州市长兴县", "zhejiang"),
        ("浙江湖州", "zhejiang"),
        ("浙江省", "zhejiang"),
        ("Zhejiang, Huzhou", "zhejiang"),
        ("ZHEJIANG", "zhejiang"),
        ("江苏省无锡市", "jiangsu"),
        ("湖州市长兴县", None),
        ("中国浙江省", None),
        ("Z", None),
        ("", None),
        (33, None),
    ],
)
def test_region(mini: Rulebook, typed: Any, province: str | None) -> None:
    assert problems(mini, region=typed) == ([] if province else ["GF-313"])
    if province:
        assert submission(mini, region=typed).factory.province == province


def test_every_shipped_province_is_recognised_by_every_name(rulebook: Rulebook) -> None:
    for province in rulebook.provinces.values():
        for name in province.names:
            assert submission(rulebook, region=name + "某市").factory.province == province.id


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        (2024, 2024),
        ("2024", 2024),
        ("2024年", 2024),
        ("2024年度", 2024),
        ("２０２４", 2024),
        (" 2024 ", 2024),
        (2000, 2000),
        (2100, 2100),
        (1999, None),
        (2101, None),
        ("24", None),
        (2024.0, None),
        (2024.5, None),
        ("2024-2025", None),
        ("二〇二四", None),
        ("፩፩፩፩", None),
        ("9" * 5000, None),
        (True, None),
        ([2024], None),
        ({"year": 2024}, None),
    ],
    ids=lambda value: str(value)[:20],
)
def test_period(mini: Rulebook, typed: Any, year: int | None) -> None:
    assert problems(mini, period=typed) == ([] if year else ["GF-316"])
    if year:
        assert submission(mini, period=typed).period == year


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("period: 2024\nfacts: {}\n", ["GF-203"]),
        ("factory: {name: 厂}\nfacts: {}\n", ["GF-203"]),
        ("factory: {name: 厂}\nperiod: 2024\n", ["GF-203"]),
        ("factory: {name: 厂}\nperiod: 2024\nfacts:\n", []),
        ("factory: {name: 厂}\nperiod:\nfacts:\n", ["GF-203"]),
        ("factory: {name: ''}\nperiod: 2024\nfacts:\n", ["GF-203"]),
        ("factory: {}\nperiod: 2024\nfacts:\n", ["GF-203"]),
        ("factory: {name: [厂]}\nperiod: 2024\nfacts:\n", ["GF-204", "GF-203"]),
        ("factory:\nperiod: 2024\nfacts:\n", ["GF-204"]),
        ("factory: 厂\nperiod: 2024\nfacts:\n", ["GF-204"]),
        ("factory: [厂]\nperiod: 2024\nfacts:\n", ["GF-204"]),
        ("factory: {name: 厂}\nperiod: 2024\nfacts: [lawful]\n", ["GF-204"]),
        ("factory: {name: 厂}\nperiod: 2024\nfacts: 是\n", ["GF-204"]),
        ("factory: {name: 厂}\nperiod: 2024\nfacts: {}\nbenchmarks: [a]\n", ["GF-204"]),
        ("factory: {name: 厂}\nperiod: 2024\nfacts: {}\nbenchmarks:\n", []),
        ("factory: {name: 厂}\nperiod: 2024\nfacts: {}\nfact: {}\n", ["GF-201"]),
        ("factory: {name: 厂, nme: 厂}\nperiod: 2024\nfacts: {}\n", ["GF-201"]),
        ("factory: {name: 厂, zzzzzz: 厂}\nperiod: 2024\nfacts: {}\n", ["GF-202"]),
        ("factory: {name: 厂, made_up: 是}\nperiod: 2024\nfacts: {}\n", []),
        ("factory: {name: 厂, made_up: 也许}\nperiod: 2024\nfacts: {}\n", ["GF-306"]),
        ("factory: {name: 厂, made_up: true}\nperiod: 2024\nfacts: {}\n", []),
        ("factory: {name: 2024}\nperiod: 2024\nfacts: {}\n", []),
        ("<<: {name: 厂}\nfactory: {name: 厂}\nperiod: 2024\nfacts: {}\n", ["GF-202"]),
    ],
)
def test_sections(mini: Rulebook, text: str, wanted: list[str]) -> None:
    _, found = read_submission(text, "f.yaml", mini)
    assert codes(found) == wanted


def test_the_digest_is_that_of_the_text(mini: Rulebook) -> None:
    first, again, other = submission(mini), submission(mini), submission(mini, {"lawful": "是"})
    assert first.digest == again.digest != other.digest
    assert len(first.digest) == 64
