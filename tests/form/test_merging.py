"""Importing into a file that is there already, and forms whose rows and sheets were moved about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Rulebook
from tests.form.support import Workbook, edited, reading, said, taken, write_form
from tests.support import codes

BASE = """\
# 自评价
factory:
  name: 测试工厂   # 营业执照上的名称
period: 2024
facts:
  # 法务
  lawful: 是   # 2019 年
  permit_held: {value: 是, note: 到期换证, evidence: [{file: a.pdf, date: 2024-01-01}]}
  electricity_used: 2300 万度   # 台账
  energy_carriers:
    - {carrier: diesel, amount: 2 吨}   # 叉车
    - {carrier: heat, amount: 1 千GJ}
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "factory.yaml"
    path.write_text(BASE, encoding="utf-8")
    return path


@pytest.fixture
def form(base: Path, mini: Rulebook, tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx", mini, BASE)


def test_only_what_was_changed_is_changed(form: Path, base: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.put("electricity_used", 2400)
        book.put("permit_held", None)
        book.put("permit_held", None, "note")
        for key in ("file1", "date1"):
            book.put("permit_held", None, key)
        book.put("staff", 120)

    edited(form, change)
    found = taken(form, mini, base=base)
    assert (found.changed, found.cleared, found.both) == (["staff", "electricity_used"], ["permit_held"], [])
    expected = BASE.replace("2300 万度", "2400 万度").replace(
        "{value: 是, note: 到期换证, evidence: [{file: a.pdf, date: 2024-01-01}]}", ""
    )
    kept = [line.rstrip() for line in found.text.splitlines() if "staff" not in line]
    assert kept == [line.rstrip() for line in expected.splitlines()]
    assert reading(found.text, mini).answers["staff"].value == 120


def test_what_others_wrote_meanwhile_stays(form: Path, base: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("staff", 120))
    base.write_text(BASE.replace("2300 万度", "2500 万度"), encoding="utf-8")
    found = taken(form, mini, base=base)
    assert (found.changed, found.both) == (["staff"], [])
    assert "electricity_used: 2500 万度   # 台账" in found.text


def test_both_changed_the_same_question(form: Path, base: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("electricity_used", 2400))
    base.write_text(BASE.replace("2300 万度", "2500 万度"), encoding="utf-8")
    found = taken(form, mini, base=base)
    assert found.both == ["electricity_used"]
    assert "electricity_used: 2400 万度   # 台账" in found.text


def test_an_empty_form_clears_nothing(base: Path, mini: Rulebook, tmp_path: Path) -> None:
    blank = write_form(tmp_path / "blank.xlsx", mini)
    found = taken(blank, mini, base=base)
    assert found.text == BASE


def test_a_wrong_file_is_named_by_line(form: Path, base: Path, mini: Rulebook) -> None:
    base.write_text(BASE.replace("2300 万度", "很多"), encoding="utf-8")
    with pytest.raises(AssessError) as caught:
        taken(form, mini, base=base)
    assert [(problem.code, str(problem.position)) for problem in caught.value.problems] == [("GF-304", f"{base}:9:21")]


def test_a_change_that_upsets_another_answer_is_named_where_it_shows(
    base: Path, mini: Rulebook, tmp_path: Path
) -> None:
    benchmark = next(name for name, one in mini.benchmarks.items() if "output" in one.unit)
    unit = mini.benchmarks[benchmark].unit.replace("output", "t")
    text = f"{BASE}  qualified_output: 5 t\nbenchmarks:\n  {benchmark}: {{value: 3 {unit}, source: 通报}}\n"
    base.write_text(text, encoding="utf-8")
    form = write_form(tmp_path / "form.xlsx", mini, text)
    edited(form, lambda book: book.put("qualified_output", "件", "unit"))
    place = Workbook(form).find(f"benchmarks.{benchmark}", "unit")
    with pytest.raises(AssessError) as caught:
        taken(form, mini, base=base)
    assert codes(caught.value.problems) == ["GF-303"]
    assert str(caught.value.problems[0].position) == f"{form}:{place.parent.title}!{place.coordinate}"


# ---------------------------------------------------------------- moved about


def _shuffled(book: Workbook) -> None:
    """Rows in reverse, columns and sheets elsewhere, sheets renamed."""
    for number, sheet in enumerate(book.book.worksheets):
        if "id" in book.columns(sheet):
            rows = [
                [(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet.iter_rows(min_row=2)
            ]
            for target, source in zip(sheet.iter_rows(min_row=2), reversed(rows), strict=True):
                for cell, (value, kind, number_format) in zip(target, source, strict=True):
                    cell.value, cell.number_format = value, number_format
                    cell.data_type = kind
            sheet.insert_cols(3, 2)
            sheet.insert_rows(1, 2)
            sheet.title = f"表{number}"
    book.book.move_sheet(book.book.worksheets[3], -2)


def test_order_and_names_do_not_matter(form: Path, mini: Rulebook) -> None:
    edited(form, _shuffled)
    found = taken(form, mini)
    assert said(reading(found.text, mini)) == said(reading(BASE, mini))
    assert found.missing == []


def test_a_deleted_sheet_leaves_its_questions_alone(form: Path, base: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> str:
        sheet = book.find("lawful").parent
        book.book.remove(sheet)
        return str(sheet.title)

    edited(form, change)
    found = taken(form, mini, base=base)
    assert found.text == BASE
    assert "lawful" in found.missing
    assert "staff" not in found.missing


def test_a_deleted_row_with_something_left_of_it_is_named(form: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("energy_carriers", None, "id"))
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert codes(caught.value.problems) == ["GF-626"]


def test_other_sheets_and_hidden_columns(form: Path, base: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.book.create_sheet("草稿")["B2"] = 12
        del book.book["assess_meta"]
        for sheet in book.book.worksheets:
            columns: dict[str, Any] = book.columns(sheet)
            if "was" in columns:
                sheet.cell(1, columns["was"]).value = None

    edited(form, change)
    found = taken(form, mini, base=base)
    assert found.text == BASE
    assert found.form.other_sheets == ["草稿"]


def test_the_same_row_twice_is_no_harm(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        first = book.find("lawful")
        sheet, row = first.parent, first.parent.max_row + 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row, column).value = sheet.cell(first.row, column).value

    edited(form, change)
    assert said(reading(taken(form, mini).text, mini)) == said(reading(BASE, mini))


# ---------------------------------------------------------------- the words of the file stay


def test_what_means_the_same_stays_as_it_is_written(form: Path, base: Path, mini: Rulebook) -> None:
    """One cell of a row, one part of a long answer: the rest keeps its own words."""

    def change(book: Workbook) -> None:
        sheet = book.table("energy_carriers")
        sheet.cell(5, book.columns(sheet)["amount"]).value = 1100
        book.put("permit_held", "到期已换证", "note")

    edited(form, change)
    expected = BASE.replace("到期换证", "到期已换证").replace("1 千GJ", "1100 GJ")
    assert taken(form, mini, base=base).text == expected


def test_rows_put_in_another_order_keep_their_words(form: Path, base: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        sheet = book.table("energy_carriers")
        for column in book.columns(sheet).values():
            first, second = sheet.cell(4, column), sheet.cell(5, column)
            first.value, second.value = second.value, first.value

    edited(form, change)
    rows = taken(form, mini, base=base).text.partition("energy_carriers:")[2]
    assert [line.split("   #")[0] for line in rows.rstrip().split("\n    - ")[1:]] == [
        "{carrier: heat, amount: 1 千GJ}",
        "{carrier: diesel, amount: 2 吨}",
    ]


def test_columns_sorted_without_their_ids_are_named(form: Path, mini: Rulebook) -> None:
    """As after sorting the visible columns: every answer would be taken for another question's."""

    def change(book: Workbook) -> None:
        first, second = book.find("lawful"), book.find("permit_held")
        sheet = first.parent
        for column in range(3, sheet.max_column + 1):
            one, other = sheet.cell(first.row, column), sheet.cell(second.row, column)
            one.value, other.value = other.value, one.value

    edited(form, change)
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert codes(caught.value.problems) == ["GF-632", "GF-632"]


def test_the_filter_takes_ids_and_documents_along(form: Path) -> None:
    book = Workbook(form)
    sheet = book.find("lawful").parent
    assert sheet.auto_filter.ref.startswith("A3:")
    assert sheet.auto_filter.ref.partition(":")[2].startswith(sheet.cell(1, sheet.max_column).column_letter)


def test_other_words_for_the_same_answer_change_nothing(form: Path, base: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        book.put("period", "２０２４年")
        book.put("lawful", "有")
        book.put("electricity_used", "２，３００万度")
        book.put("electricity_used", None, "unit")

    edited(form, change)
    found = taken(form, mini, base=base)
    assert (found.text, found.changed, found.both) == (BASE, [], [])


def test_the_same_form_twice_changes_nothing_the_second_time(mini: Rulebook, tmp_path: Path) -> None:
    blank = write_form(tmp_path / "blank.xlsx", mini)
    puts = (
        ("factory.name", "甲厂"),
        ("period", "2024年度"),
        ("staff", "１２０人"),
        ("lawful", "√"),
        ("measures#green_roof", "√"),
    )
    edited(blank, lambda book: [book.put(*put) for put in (*puts, ("measures#rainwater", "√"))])
    first = tmp_path / "first.yaml"
    first.write_text(taken(blank, mini).text, encoding="utf-8")
    again = taken(blank, mini, base=first)
    assert (again.text, again.changed, again.both) == (first.read_text(encoding="utf-8"), [], [])


def test_options_of_several_are_matched_by_name_and_not_by_place(base: Path, mini: Rulebook, tmp_path: Path) -> None:
    text = f"{BASE}  measures: [rainwater, green_roof, insulation]\n"
    base.write_text(text, encoding="utf-8")
    form = write_form(tmp_path / "form.xlsx", mini, text)
    assert taken(form, mini, base=base).text == text
    edited(form, lambda book: [book.put("measures#insulation", None), book.put("measures#led_lamps", "√")])
    measures = reading(taken(form, mini, base=base).text, mini).answers["measures"].value
    assert isinstance(measures, tuple)
    assert sorted(map(str, measures)) == ["green_roof", "led_lamps", "rainwater"]
