"""Norms of products in the form: benchmarks and table rows that name one come back whole, and wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Rulebook
from assess.form.norms import label
from tests.form.support import Workbook, edited, reading, said, taken, write_form
from tests.support import codes, document

CLINKER, CEMENT, STEEL = "gb16780_2021.clinker", "gb16780_2021.cement", "gb21256_2025.converter"
BASE, LEAD, LIMIT = (f"benchmarks.energy_intensity_{which}" for which in ("base", "lead", "limit"))
BENCHMARKS = {
    "energy_intensity_limit": {"norm": CLINKER},
    "energy_intensity_advanced": {"norm": CEMENT, "correction": 4.5, "source": "另见县里的通报"},
    "energy_intensity_base": {"value": "0.25 tce/t", "source": "某协会 2024 年通报"},
    "water_intensity_base": {"norm": "gbt18916_62_2022.clinker"},
}
ROW = {"product": "熟料", "unit": "t", "output": "10 万t", "energy": "11000 tce", "limits_source": "无"}
PRODUCTS = [
    {**ROW, "norm": CLINKER},
    {**ROW, "product": "水泥", "norm": CEMENT, "correction": -3},
    {**ROW, "product": "砖", "energy_base": "0.2 tce/t", "energy_lead": "0.1 tce/t", "limits_source": "通报"},
]
TEXT = document({"qualified_output": "100 t", "product_energy": PRODUCTS}, benchmarks=BENCHMARKS)


@pytest.fixture
def form(rulebook: Rulebook, tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx", rulebook, TEXT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_norms_come_back_as_norms(lang: str, rulebook: Rulebook, tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", rulebook, TEXT, lang=lang)
    found = taken(form, rulebook)
    assert said(reading(found.text, rulebook)) == said(reading(TEXT, rulebook))
    assert "norm: gb16780_2021.clinker" in found.text
    source = form.with_suffix(".source.yaml")
    assert taken(form, rulebook, base=source).changed == []


def test_no_two_norms_have_one_name(rulebook: Rulebook) -> None:
    for lang in ("zh", "en"):
        names = [(norm.family, label(norm, lang)) for norm in rulebook.norms.values()]
        assert len(set(names)) == len(names)


def test_the_level_that_counts_is_shown(form: Path, rulebook: Rulebook) -> None:
    import openpyxl

    book = Workbook(form)
    norm = book.find("benchmarks.energy_intensity_advanced", "norm")
    values = openpyxl.load_workbook(form, data_only=True)[norm.parent.title]
    assert norm.value == label(rulebook.norms[CEMENT], "zh") == "水泥综合能耗 · GB 16780-2021"
    assert values.cell(norm.row, norm.column + 2).value == "1级 80 kgce/t"
    assert "熟料占比" in values.cell(norm.row, norm.column + 3).value


@pytest.mark.parametrize("typed", ["水泥熟料综合能耗 · GB 16780-2021", "Clinker, comprehensive energy", CLINKER])
def test_a_norm_chosen_in_the_form(typed: str, rulebook: Rulebook, tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", rulebook, document({"qualified_output": "100 t"}))
    edited(form, lambda book: book.put(LIMIT, typed, "norm"))
    own = reading(taken(form, rulebook).text, rulebook).benchmarks["energy_intensity_limit"]
    assert (own.norm, own.value) == (CLINKER, pytest.approx(0.117))


def test_the_norm_of_one_benchmark_is_changed_and_of_another_cleared(form: Path, rulebook: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.put(LIMIT, label(rulebook.norms[CEMENT], "zh"), "norm")
        book.put(LIMIT, "０", "correction")
        book.put("benchmarks.water_intensity_base", None, "norm")

    edited(form, change)
    found = taken(form, rulebook, base=form.with_suffix(".source.yaml"))
    own = reading(found.text, rulebook).benchmarks
    assert (found.changed, found.cleared) == ([LIMIT], ["benchmarks.water_intensity_base"])
    assert (own["energy_intensity_limit"].norm, own["energy_intensity_limit"].correction) == (CEMENT, 0)
    assert "water_intensity_base" not in own


def _row(**values: Any) -> Callable[[Workbook], str]:
    def change(book: Workbook) -> str:
        sheet = book.table("product_energy")
        columns = book.columns(sheet)
        for key, value in values.items():
            sheet.cell(4, columns[key]).value = value
        return f"{sheet.title}!{sheet.cell(4, columns[list(values)[-1]]).coordinate}"

    return change


def _put(*puts: tuple[Any, ...]) -> Callable[[Workbook], str]:
    return lambda book: [book.put(*put) for put in puts][-1]


WRONG: list[tuple[str, Callable[[Workbook], str]]] = [
    ("GF-627", _put((LIMIT, 0.3))),
    ("GF-628", _put((LIMIT, "水泥厂标准", "norm"))),
    ("GF-628", _put((LIMIT, "gbt18916_62_2022.clinker", "norm"))),
    ("GF-629", _put((LIMIT, CEMENT, "norm"), (LIMIT, None, "correction"))),
    ("GF-630", _put((LIMIT, "gb16780_2021.clinker_power", "norm"))),
    ("GF-631", _put((BASE, 4, "correction"))),
    ("GF-304", _put((LIMIT, CEMENT, "norm"), (LIMIT, "很多", "correction"))),
    ("GF-309", _put((LIMIT, "gb21252_2023.ceramic_board", "norm"), (LIMIT, 0, "correction"))),
    ("GF-608", _put((LIMIT, "=A1", "norm"))),
    ("GF-628", _row(norm="水泥厂标准")),
    ("GF-629", _row(norm=CEMENT, correction=None)),
    ("GF-630", _row(unit="件", output="5 件", norm=CLINKER)),
    ("GF-307", _row(unit="吨位")),
    ("GF-304", _row(norm=CEMENT, correction="很多")),
]


@pytest.mark.parametrize(("code", "change"), WRONG, ids=[f"{number}-{code}" for number, (code, _) in enumerate(WRONG)])
def test_a_wrong_norm_is_named_by_its_cell(
    code: str, change: Callable[[Workbook], str], form: Path, rulebook: Rulebook
) -> None:
    place = edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, rulebook)
    assert codes(caught.value.problems) == [code]
    assert str(caught.value.problems[0].position) == f"{form}:{place}"


def test_a_norm_whose_benchmark_has_no_row_is_named(form: Path, rulebook: Rulebook) -> None:
    edited(form, lambda book: book.put(LIMIT, None, "id"))
    with pytest.raises(AssessError) as caught:
        taken(form, rulebook)
    assert codes(caught.value.problems) == ["GF-626"]


def test_norms_of_the_factorys_industry_come_first(rulebook: Rulebook, tmp_path: Path) -> None:
    def first(industry: str) -> str:
        text = document({"qualified_output": "100 t"}, industry=industry)
        book = Workbook(write_form(tmp_path / f"{industry}.xlsx", rulebook, text))
        cell = book.find(LIMIT, "norm")
        rule = next(one for one in cell.parent.data_validations.dataValidation if cell.coordinate in str(one.sqref))
        sheet, area = rule.formula1.lstrip("=").split("!")
        return str(book.book[sheet][area.replace("$", "")][0][0].value)

    assert "水泥" in first("C3011")
    assert "水泥" not in first("C3110")
