"""Titles held in the form: a row per list, read back whole, with what is wrong named by its cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Rulebook
from assess.form.layout import layout
from assess.form.show import Shower
from tests.form.support import Workbook, edited, reading, said, taken, write_form
from tests.support import codes

TEXT = """\
factory: {name: 测试工厂}
period: 2024
facts: {}
titles:   # 以公布文件为准
  - {level: city, granted: 2023-06-30, document: 湖州市公布文件 =1+1}   # 三星
  - {level: 省级, granted: 2021-05-20, reviewed: 2024-05-10}
  - {level: 国家级, granted: 2019-09-01, removed: 2022-03-18}
  - {name: 绿色供应链管理企业, granted: 2024年1月12日}
"""


@pytest.fixture
def form(mini: Rulebook, tmp_path: Path) -> Path:
    return write_form(tmp_path / "form.xlsx", mini, TEXT)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_titles_come_back_whole(lang: str, mini: Rulebook, tmp_path: Path) -> None:
    form = write_form(tmp_path / "form.xlsx", mini, TEXT, lang=lang)
    assert len(reading(TEXT, mini).titles) == 4
    assert said(reading(taken(form, mini).text, mini)) == said(reading(TEXT, mini))
    edited(form, lambda _: None)
    assert taken(form, mini, base=form.with_suffix(".source.yaml")).text == TEXT


@pytest.mark.parametrize("none", ["无", "[]"])
def test_none_and_nothing_said(none: str, mini: Rulebook, tmp_path: Path) -> None:
    head = TEXT.partition("titles:")[0]
    blank = write_form(tmp_path / "blank.xlsx", mini, head)
    assert Workbook(blank).find("titles").value is None
    form = write_form(tmp_path / "form.xlsx", mini, f"{head}titles: {none}\n")
    assert Workbook(form).find("titles").value == "无"
    assert "titles: 无" in taken(form, mini).text


def _rows(*rows: dict[str, Any]) -> Callable[[Workbook], str]:
    """Rows typed below those that are there; the cell of the last value."""

    def change(book: Workbook) -> str:
        sheet = book.table("titles")
        columns, place = book.columns(sheet), ""
        for number, row in enumerate(rows, start=8):
            for key, value in row.items():
                cell = sheet.cell(number, columns[key])
                cell.value, place = value, f"{sheet.title}!{cell.coordinate}"
        return place

    return change


def test_titles_typed_as_people_do(form: Path, mini: Rulebook) -> None:
    rows = (
        {"level": "县级", "granted": datetime(2020, 3, 1), "document": 2020},
        {"name": "绿色设计示范企业", "granted": "2022/7/1", "reviewed": "２０２３．７．１"},
    )
    edited(form, _rows(*rows))
    found = taken(form, mini, base=form.with_suffix(".source.yaml"))
    assert found.changed == ["titles"]
    county, design = reading(found.text, mini).titles[4:]
    assert (county.level, county.granted, county.document) == ("county", date(2020, 3, 1), "2020")
    assert (design.level, design.name, design.reviewed) == (None, "绿色设计示范企业", date(2023, 7, 1))


def test_one_title_changed_leaves_the_others_as_they_stand(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        sheet = book.table("titles")
        sheet.cell(5, book.columns(sheet)["reviewed"]).value = "2024-06-01"

    edited(form, change)
    found = taken(form, mini, base=form.with_suffix(".source.yaml"))
    assert found.text == TEXT.replace("2024-05-10", "2024-06-01")


def test_titles_cleared_in_the_form(form: Path, mini: Rulebook) -> None:
    def change(book: Workbook) -> None:
        sheet = book.table("titles")
        sheet.delete_rows(4, 8)

    edited(form, change)
    found = taken(form, mini, base=form.with_suffix(".source.yaml"))
    assert found.cleared == ["titles"]
    assert reading(found.text, mini).titles == ()


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("GF-619", {"level": "市级", "granted": None}),
    ("GF-619", {"granted": "2024-01-01", "level": None}),
    ("GF-307", {"granted": "2024-01-01", "level": "街道级"}),
    ("GF-308", {"level": "市级", "granted": "去年"}),
    ("GF-331", {"level": "市级", "granted": "2024-01-01", "removed": "2023-01-01"}),
    ("GF-608", {"level": "市级", "granted": "=TODAY()"}),
]


@pytest.mark.parametrize(("code", "row"), WRONG, ids=[f"{number}-{code}" for number, (code, _) in enumerate(WRONG)])
def test_a_wrong_title_is_named_by_its_cell(code: str, row: dict[str, Any], form: Path, mini: Rulebook) -> None:
    place = edited(form, _rows(row))
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert codes(caught.value.problems) == [code]
    assert str(caught.value.problems[0].position) == f"{form}:{place}"


def test_none_beside_titles_is_a_contradiction(form: Path, mini: Rulebook) -> None:
    edited(form, lambda book: book.put("titles", "无"))
    with pytest.raises(AssessError) as caught:
        taken(form, mini)
    assert codes(caught.value.problems) == ["GF-624"]


def test_every_form_asks_for_titles_once(rulebook: Rulebook) -> None:
    for name in rulebook.schemes:
        form = layout([rulebook.scheme(name)], Shower(rulebook, "zh"), "zh")
        assert [asked.question.id for asked in form.asked].count("titles") == 1
