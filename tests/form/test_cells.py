"""What people do to cells: every habit is read right, or named by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Rulebook
from tests.form.support import Workbook, edited, reading, taken, write_form
from tests.support import codes, document

Change = Callable[[Workbook], Any]


@pytest.fixture
def form(mini: Rulebook, tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx", mini, document({}, region="浙江省"))


def answer(form: Path, mini: Rulebook, name: str) -> Any:
    return reading(taken(form, mini).text, mini).answers[name]


READ = [
    ("electricity_used", {"answer": 450, "unit": "万度"}, 4500.0),
    ("electricity_used", {"answer": "450 万度"}, 4500.0),
    ("electricity_used", {"answer": "４５０", "unit": "万度"}, 4500.0),
    ("electricity_used", {"answer": "450万", "unit": "度"}, 4500.0),
    ("electricity_used", {"answer": "1,200"}, 1200.0),
    ("electricity_used", {"answer": "=450"}, 450.0),
    ("electricity_used", {"answer": "450 kWh", "unit": "度"}, 0.45),
    ("staff", {"answer": 120}, 120.0),
    ("staff", {"answer": "120"}, 120.0),
    ("lawful", {"answer": "有"}, True),
    ("lawful", {"answer": "no"}, False),
    ("lawful", {"answer": True}, True),
    ("roof", {"answer": "In part"}, "part_built"),
    ("daylight", {"answer": "全部区域"}, 1.0),
    ("daylight", {"answer": "３５％"}, 0.35),
    ("permit_until", {"answer": datetime(2027, 3, 1)}, date(2027, 3, 1)),
    ("permit_until", {"answer": "2027年3月1日"}, date(2027, 3, 1)),
    ("lawful", {"answer": "√"}, True),
    ("measures#rainwater", {"answer": "√"}, ("rainwater",)),
    ("measures#rainwater", {"answer": "×"}, ()),
    ("measures", {"answer": "无"}, ()),
    ("measures", {"answer": "Green roof"}, ("green_roof",)),
]


@pytest.mark.parametrize(("name", "cells", "expected"), READ)
def test_cells_are_read(form: Path, mini: Rulebook, name: str, cells: dict[str, Any], expected: object) -> None:
    edited(form, lambda book: [book.put(name, value, key) for key, value in cells.items()])
    assert answer(form, mini, name.partition("#")[0]).value == expected


@pytest.mark.parametrize(("typed", "expected"), [(0.12, 12.0), (0.07, 7.0), (0.285, 28.5), (1, 100.0)])
def test_percentages_are_what_they_show(form: Path, mini: Rulebook, typed: float, expected: float) -> None:
    assert mini.facts["lamp_share"].unit == "%"
    edited(form, lambda book: book.put("lamp_share", typed, number_format="0.0%"))
    assert answer(form, mini, "lamp_share").value == expected


def test_an_extent_in_per_cent(form: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("daylight", 0.35, number_format="0%"))
    assert answer(form, mini, "daylight").value == 0.35


def test_dates_and_numbers_where_texts_belong(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.put("lawful", "是")
        book.put("lawful", 12, "note")
        book.put("lawful", 2024, "file1")
        book.put("lawful", datetime(2024, 5, 1), "date1", "yyyy-mm-dd")
        book.put("lawful", "2030/1/31", "valid_until1")
        book.put("permit_held", "不适用")
        book.put("permit_held", "没有排放", "not_applicable")

    edited(form, change)
    found = answer(form, mini, "lawful")
    assert (found.note, found.evidence[0].file) == ("12", "2024")
    assert (found.evidence[0].date, found.evidence[0].valid_until) == (date(2024, 5, 1), date(2030, 1, 31))
    assert answer(form, mini, "permit_held").not_applicable == "没有排放"


def test_a_table_filled_in(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        sheet = book.table("energy_carriers")
        columns = book.columns(sheet)
        for row, values in ((4, ("柴油", 2, None)), (7, ("Heat", "1 千GJ", 0.03))):
            for key, value in zip(("carrier", "amount", "own_factor"), values, strict=True):
                sheet.cell(row, columns[key]).value = value

    edited(form, change)
    rows = [dict(row) for row in answer(form, mini, "energy_carriers").value]
    assert rows == [
        {"carrier": "diesel", "amount": 2.0, "own_factor": None, "remark": None},
        {"carrier": "heat", "amount": 1000.0, "own_factor": 0.03, "remark": None},
    ]


def test_a_stroke_beside_a_reason_and_documents_without_end(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.put("permit_held", "/")
        book.put("permit_held", "没有排放", "not_applicable")
        book.put("lawful", "是")
        book.put("lawful", "营业执照.pdf", "file1")
        book.put("lawful", "长期", "valid_until1")
        sheet = book.table("energy_carriers")
        for key, value in (("carrier", "柴油"), ("amount", "2 t"), ("own_factor", "/")):
            sheet.cell(4, book.columns(sheet)[key]).value = value

    edited(form, change)
    assert answer(form, mini, "permit_held").not_applicable == "没有排放"
    assert answer(form, mini, "lawful").evidence[0].valid_until is None
    assert answer(form, mini, "energy_carriers").value[0]["own_factor"] is None


def test_what_is_no_number_is_shown_as_it_was_typed(form: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("electricity_used", "约500万度"))
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert "“约500万度”" in caught.value.problems[0].what("zh")


def test_problems_stand_in_the_order_of_the_workbook(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> list[str]:
        book.put("measures#rainwater", "也许")
        places = [book.put("factory.region", "火星"), book.put("lawful", "大概是"), book.put("permit_held", "不适用")]
        sheet = book.table("energy_carriers")
        columns = book.columns(sheet)
        for row, carrier, amount in ((4, "木柴", 3), (5, "合计", None), (6, "柴油", "很多")):
            sheet.cell(row, columns["carrier"]).value, sheet.cell(row, columns["amount"]).value = carrier, amount
        return [*places, *(f"{sheet.title}!{sheet.cell(row, columns['amount']).coordinate}" for row in (5, 6))]

    places = edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    found = [str(problem.position).removeprefix(f"{form}:") for problem in caught.value.problems]
    assert [place for place in found if place in places] == places
    assert len(found) == len(places) + 2


def _merge(book: Workbook) -> str:
    cell = book.find("lawful")
    cell.parent.merge_cells(start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column)
    return f"{cell.parent.title}!{cell.coordinate}"


def _stray(book: Workbook) -> str:
    sheet = book.find("lawful").parent
    cell = sheet.cell(sheet.max_row + 3, book.columns(sheet)["answer"])
    cell.value = "我们还有储能"
    return f"{sheet.title}!{cell.coordinate}"


def _copied(book: Workbook) -> str:
    """The row's copy says something else, as after a careless paste."""
    first = book.find("lawful")
    columns = book.columns(first.parent)
    row = first.parent.max_row + 1
    first.parent.cell(row, columns["id"]).value = "lawful"
    cell = first.parent.cell(row, columns["answer"])
    cell.value = "否"
    return f"{first.parent.title}!{cell.coordinate}"


def _line(**values: Any) -> Change:
    def change(book: Workbook) -> str:
        sheet = book.table("energy_carriers")
        columns = book.columns(sheet)
        for key, value in values.items():
            sheet.cell(4, columns[key]).value = value
        wrong = next(key for key in ("carrier", "amount") if values.get(key) in (None, "木柴", "很多", "=A1"))
        return f"{sheet.title}!{sheet.cell(4, columns[wrong]).coordinate}"

    return change


def _put(*puts: tuple[Any, ...]) -> Change:
    """Several entries; the last is the wrong one."""
    return lambda book: [book.put(*put) for put in puts][-1]


WRONG: list[tuple[str, Change]] = [
    ("GF-608", _put(("electricity_used", "=SUM(A1:A3)"))),
    ("GF-608", _put(("lawful", '=HYPERLINK("http://x","是")', "note"))),
    ("GF-609", _put(("electricity_used", "#REF!"))),
    ("GF-610", _merge),
    ("GF-611", _put(("lawful", "invented", "id"), ("invented", "是"))),
    ("GF-612", _stray),
    ("GF-613", _copied),
    ("GF-614", _put(("permit_held", "不适用"))),
    ("GF-614", _put(("permit_held", "/"))),
    ("GF-314", _put(("electricity_used", "不适用"))),
    ("GF-314", _put(("staff", "——"))),
    ("GF-615", _put(("permit_held", "是"), ("permit_held", "没有", "not_applicable"))),
    ("GF-616", _put(("lawful", "是", "unverified"))),
    ("GF-617", _put(("lawful", datetime(2024, 1, 1), "date1"), ("lawful", None, "file1"))),
    ("GF-618", _put(("benchmarks.sales_per_land_base", "某通报", "note"), ("benchmarks.sales_per_land_base", None))),
    ("GF-619", _line(carrier="柴油")),
    ("GF-619", _line(amount=3)),
    ("GF-307", _line(carrier="木柴", amount="3 t")),
    ("GF-304", _line(carrier="柴油", amount="很多")),
    ("GF-608", _line(carrier="柴油", amount="=A1")),
    ("GF-620", _put(("electricity_used", "450 度"), ("electricity_used", "万kWh", "unit"))),
    ("GF-621", _put(("electricity_used", datetime(2024, 3, 4)))),
    ("GF-622", _put(("factory.name", None))),
    ("GF-622", _put(("period", None))),
    ("GF-624", _put(("measures#rainwater", "√"), ("measures", "无"))),
    ("GF-625", _put(("energy_carriers", "见附件"))),
    ("GF-303", _put(("electricity_used", 5), ("electricity_used", "公斤", "unit"))),
    ("GF-305", _put(("electricity_used", 5), ("electricity_used", None, "unit"))),
    ("GF-305", _put(("qualified_output", 5), ("qualified_output", None, "unit"))),
    ("GF-304", _put(("electricity_used", "约450"))),
    ("GF-306", _put(("lawful", "大概是"))),
    ("GF-306", _put(("measures#rainwater", "也许"))),
    ("GF-307", _put(("roof", "四分之三"))),
    ("GF-307", _put(("daylight", 35))),
    ("GF-308", _put(("permit_until", "2024-02-30"))),
    ("GF-308", _put(("lawful", "a.pdf", "file1"), ("lawful", "去年", "date1"))),
    ("GF-309", _put(("electricity_used", -5))),
    ("GF-314", _put(("lawful", "没有", "not_applicable"))),
    ("GF-316", _put(("period", "去年"))),
    ("GF-311", _put(("factory.credit_code", "123"))),
    ("GF-312", _put(("factory.industry", "Z99"))),
    ("GF-313", _put(("factory.region", "火星"))),
]


@pytest.mark.parametrize(("code", "change"), WRONG, ids=[f"{number}-{code}" for number, (code, _) in enumerate(WRONG)])
def test_a_wrong_cell_is_named(code: str, change: Change, form: Path, mini: Rulebook) -> None:
    place = edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert codes(caught.value.problems) == [code]
    assert str(caught.value.problems[0].position) == f"{form}:{place}"


def test_everything_wrong_is_named_at_once(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> list[str]:
        return [
            book.put("lawful", "大概是"), book.put("staff", "=A1"), book.put("electricity_used", -5),
            book.put("permit_held", "不适用"), book.put("factory.name", None),
        ]  # fmt: skip

    places = edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    found = {str(problem.position).removeprefix(f"{form}:") for problem in caught.value.problems}
    assert found == set(places)
    assert sorted(codes(caught.value.problems)) == ["GF-306", "GF-309", "GF-608", "GF-614", "GF-622"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_put(("lawful", "没有", "not_applicable")), "lawful"),
        (_copied, "lawful"),
        (_line(carrier="木柴", amount="3 t"), "energy_carriers"),
        (_put(("benchmarks.sales_per_land_base", "某通报", "note")), "benchmarks.sales_per_land_base"),
    ],
)
def test_problems_name_questions_by_their_titles(change: Change, words: str, form: Path, mini: Rulebook) -> None:
    edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    for lang in ("zh", "en"):
        text = "\n".join(problem.what(lang) for problem in caught.value.problems)
        assert f"“{words}" not in text
        assert "_" not in text
