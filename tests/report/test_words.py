"""Numbers, intervals, dates and texts as they are printed, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assess import Rulebook
from assess.paths import templates_dir
from assess.report.texts import TEXTS
from assess.report.words import Words, shortened
from assess.scoring.result import Interval
from tests.support import ROOT


@pytest.fixture
def zh(mini: Rulebook) -> Words:
    return Words("zh", 2, mini)


@pytest.fixture
def en(mini: Rulebook) -> Words:
    return Words("en", 1, mini)


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_each_text_has_both_languages_with_the_same_places(key: str) -> None:
    zh, en = TEXTS[key]
    assert zh.strip()
    assert en.strip()
    assert set(re.findall(r"\{(\w+)\}", zh)) == set(re.findall(r"\{(\w+)\}", en))
    assert not re.search(r"[“”，。；：（）\u4e00-\u9fff]", en.replace("不适用", ""))


def test_every_text_the_templates_name_exists_and_every_text_is_named() -> None:
    code = [path.read_text(encoding="utf-8") for path in (templates_dir() / "report").glob("*.j2")]
    named = set(re.findall(r"""\bt\(\s*"([\w.]+)\"""", "".join(code)))
    assert named <= set(TEXTS)
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "assess").rglob("*.py")
        if not path.stem.startswith("texts")
    )
    families = set(re.findall(r'f"([\w.]+)\.\{', source)) | {"status", "gate", "evidence"}
    said = set(re.findall(r"""["']([\w.]+)["']""", source + "".join(code)))
    unnamed = [key for key in TEXTS if key not in said]
    assert [key for key in unnamed if not any(key.startswith(f"{family}.") for family in families)] == []


@pytest.mark.parametrize("key", sorted(key for key, (zh, en) in TEXTS.items() if zh == en))
def test_equal_texts_have_nothing_to_translate(key: str) -> None:
    assert re.fullmatch(r"[^A-Za-z\u4e00-\u9fff]*", re.sub(r"\{\w+\}", "", TEXTS[key][0]))


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (62.4, 88.1, "62.40–88.10"),
        (74.995, 74.995, "75.00"),
        (74.99499999999999, 74.995, "75.00"),
        (0.001, 0.004, "0.00"),
        (0.0, 100.0, "0.00–100.00"),
    ],
)
def test_intervals(zh: Words, low: float, high: float, shown: str) -> None:
    assert zh.interval(Interval(low, high, 100.0)) == shown


def test_points_use_the_scheme_s_decimals(en: Words) -> None:
    assert en.interval(Interval(62.44, 88.05, 100.0)) == "62.4–88.1"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (2300.0, 12, "2,300"),
        (1234567.891, 12, "1,234,567.89"),
        (56666.6666667, 5, "56,666.67"),
        (0.1 + 0.2, 12, "0.3"),
        (0.00011147368, 5, "0.00011147"),
        (1.3333333333, 5, "1.3333"),
        (210000000.0, 5, "210,000,000"),
        (0.0, 5, "0"),
        (-0.5, 5, "-0.5"),
        (1e-12, 5, "0.000000000001"),
        (float("inf"), 5, "未知"),
        (float("nan"), 5, "未知"),
    ],
)
def test_numbers_have_no_exponent_and_no_noise(zh: Words, value: float, digits: int, shown: str) -> None:
    assert zh.number(value, digits) == shown


def test_unknown_is_a_word_and_never_zero(zh: Words, en: Words) -> None:
    assert zh.quantity(None, "t") == "未知"
    assert en.quantity(None, "t") == "unknown"
    assert zh.quantity(0.0, "t") == "0 t"
    assert zh.quantity(1.5, "1") == "1.5"


def test_dates(zh: Words, en: Words) -> None:
    assert zh.date(date(2026, 11, 2)) == "2026 年 11 月 2 日"
    assert en.date(date(2026, 11, 2)) == "2 November 2026"
    assert (zh.day("2026-11"), zh.day("2020-05-21"), zh.day(None)) == ("2026-11", "2020 年 5 月 21 日", "未公布")


def test_lists(zh: Words, en: Words) -> None:
    assert zh.listed("abc") == "a、b、c"
    assert en.listed("abc", limit=2) == "a, b and 1 more"
    assert zh.listed([]) == ""


def test_places_are_lines_without_folders(zh: Words, en: Words) -> None:
    assert zh.where("/somewhere/else/factory.yaml:12:3") == "第 12 行"
    assert en.where("C:\\data\\factory.yaml:12:3", named=True).endswith("factory.yaml, line 12")
    assert zh.where("GB/T 2589-2020") == "GB/T 2589-2020"
    assert zh.where(None) == ""


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [("abc", 3, "abc"), ("abcd", 3, "abc…"), ("工厂名称", 4, "工厂…"), ("工厂", 4, "工厂"), ("", 4, "")],
)
def test_shortened_counts_terminal_cells(text: str, cells: int, shown: str) -> None:
    assert shortened(text, cells) == shown


def test_names_of_facts_are_their_questions(mini: Rulebook, zh: Words) -> None:
    assert zh.name("plan_in_place") == mini.facts["plan_in_place"].ask.zh
    assert zh.name("no_such_name") == "no_such_name"
