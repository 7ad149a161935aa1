"""Formulas read in words: every shipped one, and the shapes that could be misread."""

from __future__ import annotations

import re

import pytest

from assess import Rulebook
from assess.report.formula_words import formula_words
from assess.report.words import Words
from assess.rulebook.load import formulas

READ = {
    "electricity_used - (pv_self_used - green_power_bought)": "「全年用电量」 − (「光伏自发自用电量」 − 「市场化购入绿电（绿色电力交易、绿证）电量」)",
    "(electricity_used + 1) * 2 / 4": "(「全年用电量」 + 1) × 2 ÷ 4",
    "2 / (4 * electricity_used)": "2 ÷ (4 × 「全年用电量」)",
    "not qms_in_place or ems_in_place and enms_in_place": "非「是否按 GB/T 19001 建立、实施并保持质量管理体系」 或 (「是否按 GB/T 24001 建立、实施并保持环境管理体系」 且 「是否按 GB/T 23331 建立、实施并保持能源管理体系」)",
    "1 if period >= 2024 else -2": "若 「评价年度」 ≥ 2024：1；否则：−2",
    'per_mu_class == "a"': "「县（区）公布的亩均效益综合评价类别」 = 「A类」",
    'max(1, factor("coal_equivalent.heat"))': "1、折标准煤系数「热力」 中较大的",
    'electricity_used * factor("grid_co2", grid)': "「全年用电量」 × 电网二氧化碳排放因子（按「所用电网」）",
    "1 + sum(energy_carriers, amount)": "1 + (「电力以外的能源消费量」 逐行相加：「消费量」)",
    "coalesce(electricity_used, 1)": "「全年用电量」，未填时取1",
}


@pytest.mark.parametrize(("formula", "read"), READ.items())
def test_what_is_read(rulebook: Rulebook, formula: str, read: str) -> None:
    assert formula_words(rulebook.expression(formula), Words("zh", 2, rulebook)) == read


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_formula_shows_a_name_of_the_files(rulebook: Rulebook, lang: str) -> None:
    words = Words(lang, 2, rulebook)
    names = {*rulebook.facts, *rulebook.indicators, *rulebook.benchmarks}
    identifiers = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")
    found = [formula_words(rulebook.expression(one.text, one.row_of), words, one.row_of) for one in formulas(rulebook)]
    assert len(found) > 500
    assert [one for one in found if names.intersection(identifiers.findall(one))] == []
    assert [one for one in found if identifiers.search(one)] == []
