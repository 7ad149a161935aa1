"""`assess form export` and `import`: what lands where, what is said, and what is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess import Rulebook
from assess.filling.questions import Questionnaire
from tests.cli.conftest import SMALL, Run
from tests.form.support import Workbook, edited


@pytest.fixture
def form(run: Run, small: Path, tmp_path: Path) -> Path:
    assert run("form", "export", "form.xlsx", "--from", small).code == 0
    return tmp_path / "form.xlsx"


def test_export_then_import(run: Run, form: Path, tmp_path: Path) -> None:
    edited(
        form, lambda book: [book.put("microgrid", "否"), book.put("land_area", 90), book.put("land_area", "亩", "unit")]
    )
    result = run("form", "import", form)
    assert (result.code, result.out) == (0, f"{tmp_path / 'form.yaml'}\n")
    assert "读入 8 题" in result.err
    assert run("score", "form.yaml").code == 0


def test_a_blank_form_names_the_command_that_takes_it_back(run: Run, tmp_path: Path) -> None:
    result = run("form", "export", "blank.xlsx", "--lang", "en", "--scheme", "gbt36132-2018")
    assert (result.code, result.out) == (0, "blank.xlsx\n")
    assert "assess form import blank.xlsx" in result.err
    assert Workbook(tmp_path / "blank.xlsx").book.sheetnames[0] == "Read me first"


def test_export_never_overwrites_and_needs_a_name_excel_opens(run: Run, form: Path) -> None:
    before = form.read_bytes()
    result = run("form", "export", form)
    assert (result.code, result.out) == (2, "")
    assert "GF-402" in result.err
    assert form.read_bytes() == before
    assert "GF-601" in run("form", "export", "form.xls").err


def test_import_updates_an_existing_file_and_says_what_it_did(
    run: Run, form: Path, small: Path, rulebook: Rulebook
) -> None:
    small.write_text(SMALL + "  microgrid: 否  # 没有\n", encoding="utf-8")
    edited(form, lambda book: [book.put("microgrid", "是"), book.put("electricity_used", None)])
    result = run("form", "import", form, "--out", small)
    assert (result.code, result.out) == (0, f"{small}\n")
    assert "改动 1 题，清空 1 题" in result.err
    assert f"以表为准：\n  · {rulebook.facts['microgrid'].ask.zh}\n" in result.err
    assert "microgrid: 是  # 没有" in small.read_text(encoding="utf-8")


def test_import_from_one_file_into_another(run: Run, form: Path, small: Path, tmp_path: Path) -> None:
    before = small.read_bytes()
    assert run("form", "import", form, "--from", small, "--out", "new.yaml").code == 0
    assert (tmp_path / "new.yaml").read_bytes() == before
    assert "GF-402" in run("form", "import", form, "--from", small, "--out", "new.yaml").err


def test_wrong_cells_are_listed_and_nothing_is_written(run: Run, form: Path, tmp_path: Path) -> None:
    places = edited(form, lambda book: [book.put("microgrid", "也许"), book.put("pv_self_used", "=A1")])
    result = run("form", "import", form)
    assert (result.code, result.out) == (2, "")
    assert all(f"{form}:{place}" in result.err for place in places)
    assert "GF-306" in result.err
    assert "GF-608" in result.err
    assert not (tmp_path / "form.yaml").exists()


def test_what_was_passed_over_is_said(run: Run, form: Path, rulebook: Rulebook) -> None:
    gone: list[str] = []

    def change(book: Workbook) -> None:
        book.book.create_sheet("草稿")
        sheet = book.find("microgrid").parent
        ids = [str(row[0].value) for row in sheet.iter_rows(min_row=4, max_col=1)]
        gone.extend(name for name in ids if name and ":" not in name and "#" not in name)
        book.book.remove(sheet)
        sheet = book.book["assess_meta"]
        next(cell for cell in sheet["B"] if len(str(cell.value)) == 64).value = "0" * 64

    edited(form, change)
    result = run("form", "import", form)
    assert result.code == 0
    assert len(gone) > 8
    assert f"表里少了 {len(gone)} 题，没有改动：\n  · {rulebook.facts[gone[0]].ask.zh}\n" in result.err
    for words in (f"另有 {len(gone) - 8} 项", "没有读的工作表：\n  · 草稿\n", "另一版规则库"):
        assert words in result.err
    assert not [name for name in gone if name in result.err]


def test_all_schemes_in_one_form_ask_each_question_once(run: Run, rulebook: Rulebook, tmp_path: Path) -> None:
    assert run("form", "export", "all.xlsx", "--scheme", "all").code == 0
    book = Workbook(tmp_path / "all.xlsx").book
    sheets = [sheet for sheet in book.worksheets if sheet["E1"].value == "assess:answer"]
    ids = [str(row[0].value) for sheet in sheets for row in sheet.iter_rows(min_row=4, max_col=1)]
    found = [name for name in ids if name != "None" and "#" not in name and ":" not in name]
    asked = Questionnaire([rulebook.scheme(name) for name in rulebook.schemes]).by_id
    assert sorted(found) == sorted([*asked, "titles"])
    cover = "\n".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert all(rulebook.scheme(name).model.title.zh in cover for name in rulebook.schemes)


@pytest.mark.parametrize("scheme", ["star-ningbo", "star-huzhou", "gbt36132-2025-platform"])
def test_a_scheme_without_points_has_a_form_too(scheme: str, run: Run, tmp_path: Path) -> None:
    assert run("form", "export", "form.xlsx", "--scheme", scheme, "--scheme", scheme).code == 0
    edited(tmp_path / "form.xlsx", lambda book: [book.put("factory.name", "甲厂"), book.put("period", 2024)])
    assert run("form", "import", "form.xlsx").code == 0
    assert run("score", "form.yaml", "--scheme", scheme).code == 0
