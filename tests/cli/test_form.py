"""`assess form export` and `import`: what lands where, what is said, and what is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_import_updates_an_existing_file_and_says_what_it_did(run: Run, form: Path, small: Path) -> None:
    small.write_text(SMALL + "  microgrid: 否  # 没有\n", encoding="utf-8")
    edited(form, lambda book: [book.put("microgrid", "是"), book.put("electricity_used", None)])
    result = run("form", "import", form, "--out", small)
    assert (result.code, result.out) == (0, f"{small}\n")
    assert "改动 1 题，清空 1 题" in result.err
    assert "以表为准：microgrid" in result.err
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


def test_what_was_passed_over_is_said(run: Run, form: Path) -> None:
    def change(book: Workbook) -> None:
        book.book.create_sheet("草稿")
        book.book.remove(book.find("microgrid").parent)
        sheet = book.book["assess_meta"]
        next(cell for cell in sheet["B"] if len(str(cell.value)) == 64).value = "0" * 64

    edited(form, change)
    result = run("form", "import", form)
    assert result.code == 0
    for words in ("表里少了 45 题", "没有读的工作表：草稿", "另一版规则库"):
        assert words in result.err
