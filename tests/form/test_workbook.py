"""How the workbook looks to somebody who opens it: sheets, drop-downs, protection, states, both languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assess import AssessError, Rulebook
from assess.filling.questions import Questionnaire
from assess.form.export import export
from assess.form.model import MARK
from assess.form.texts import STEPS, word
from assess.paths import examples_dir
from tests.form.support import Workbook, edited, reading, said, taken, write_form
from tests.form.test_norms import TEXT as NORMS
from tests.support import codes, document, failure

COMPLETE = examples_dir() / "complete-5star.yaml"


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(rulebook: Rulebook, lang: str, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    return Workbook(write_form(path, rulebook, COMPLETE.read_text(encoding="utf-8"), lang=lang))


def question_sheets(book: Workbook) -> list[Any]:
    return [sheet for sheet in book.book.worksheets if {"id", "answer"} <= book.columns(sheet).keys()]


def test_one_sheet_per_section_and_table(book: Workbook, lang: str, rulebook: Rulebook) -> None:
    titles = book.book.sheetnames
    assert titles[0] == word("cover", lang)
    assert [sheet.sheet_state for sheet in book.book.worksheets[-2:]] == ["hidden", "veryHidden"]
    sections = Questionnaire([rulebook.scheme()]).sections
    headings = [sheet["C2"].value for sheet in question_sheets(book)]
    assert headings == [*(section.title.in_(lang) for section in sections), word("others", lang)]
    tables = [question.id for section in sections for topic in section.topics for question in topic.questions]
    for name in (one for one in tables if one in rulebook.facts and rulebook.facts[one].kind == "table"):
        assert book.table(name).sheet_state == "visible"
    assert all(len(title) <= 31 for title in titles)
    assert len({title.lower() for title in titles}) == len(titles)
    assert book.table("energy_carriers").title in titles


def test_only_answers_can_be_changed(book: Workbook) -> None:
    for sheet in question_sheets(book):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        columns = book.columns(sheet)
        for row in sheet.iter_rows(min_row=4):
            if str(row[columns["id"] - 1].value).startswith(MARK):
                continue
            assert not row[columns["answer"] - 1].protection.locked
            assert all(row[columns[key] - 1].protection.locked for key in ("id", "was", "no", "ask", "state", "help"))


def test_ids_and_keys_are_out_of_sight(book: Workbook) -> None:
    for sheet in question_sheets(book):
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        assert sheet.freeze_panes == "E4"
        assert sheet.print_title_rows == "$2:$3"


def test_every_choice_has_a_list_of_its_titles(book: Workbook, lang: str, rulebook: Rulebook) -> None:
    lists = book.book["assess_lists"]
    rules = {
        (sheet.title, cell): rule
        for sheet in question_sheets(book)
        for rule in sheet.data_validations.dataValidation
        for cell in str(rule.sqref).split()
    }
    seen = 0
    for name, fact in rulebook.facts.items():
        if fact.kind not in ("choice", "extent", "yes_no") or name not in rulebook.scheme().facts:
            continue
        cell = book.find(name)
        rule = rules[cell.parent.title, cell.coordinate]
        source = rule.formula1.split("!")[1].replace("$", "")
        shown = [row[0].value for row in lists[source]]
        titles = [option.title.in_(lang) for option in fact.options]
        assert shown == (titles or [word("yes", lang), word("no", lang)])
        seen += 1
    assert seen > 50


def test_messages_fit_what_excel_shows(book: Workbook) -> None:
    for sheet in book.book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.prompt or "") <= 255
            assert len(rule.error or "") <= 255
            assert len(rule.errorTitle or "") <= 32


def test_no_language_in_the_other(book: Workbook, lang: str) -> None:
    for sheet in question_sheets(book):
        for cell in sheet[3]:
            text = str(cell.value or "")
            assert lang == "zh" or not re.search("[\u4e00-\u9fff]", text)
    assert len(STEPS["zh"]) == len(STEPS["en"])


def test_the_cover_says_what_it_is_for(book: Workbook, rulebook: Rulebook, lang: str) -> None:
    shown = [str(cell.value) for row in book.book.worksheets[0].iter_rows() for cell in row if cell.value]
    text = "\n".join(shown)
    scheme = rulebook.scheme()
    assert scheme.model.title.in_(lang) in text
    assert scheme.notice is not None
    assert scheme.notice.in_(lang) in text
    assert rulebook.digest in text
    assert word("indicative", lang) in text


def test_texts_are_never_formulas(mini: Rulebook, tmp_path: Path) -> None:
    typed = ("=1+1", "+1", "-1", "@x")
    facts = {name: {"value": "是", "note": text} for name, text in zip(("lawful", "permit_held", "store_safe", "plan_in_place"), typed, strict=True)}  # fmt: skip
    book = Workbook(write_form(tmp_path / "form.xlsx", mini, document(facts)))
    for name, text in zip(facts, typed, strict=True):
        cell = book.find(name, "note")
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_what_does_not_fit_into_excel_is_refused(mini: Rulebook, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(document({"lawful": {"value": "是", "note": "长" * 32768}}), encoding="utf-8")
    assert codes(failure(export, [mini.scheme()], "zh", source)) == ["GF-623"]
    source.write_text(document({"lawful": {"value": "是", "note": "长" * 32767}}), encoding="utf-8")
    assert export([mini.scheme()], "zh", source)


def test_a_wrong_submission_is_not_exported(mini: Rulebook, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_text(document({"lawful": "大概", "staff": -1}), encoding="utf-8")
    with pytest.raises(AssessError) as caught:
        export([mini.scheme()], "zh", source)
    assert sorted(codes(caught.value.problems)) == ["GF-306", "GF-309"]


# ---------------------------------------------------------------- opened and recalculated in LibreOffice

TITLES = "\ntitles:\n  - {level: 市级, granted: 2023-06-30}\n  - {name: 绿色供应链管理企业, granted: 2024-01-12}\n"
FILLED = {
    "complete": (
        COMPLETE.read_text(encoding="utf-8").replace("microgrid: 否", "microgrid: {value: 否, unverified: true}")
        + TITLES,
        ("answered", "optional", "na", "unchecked"),
    ),
    "norms": (NORMS, ("answered", "optional", "open")),
}
OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", FILLED)
def test_libreoffice_computes_the_same_states_and_keeps_every_answer(
    name: str, rulebook: Rulebook, tmp_path: Path
) -> None:
    text, states = FILLED[name]
    written = write_form(tmp_path / "form.xlsx", rulebook, text)
    blind = tmp_path / "blind.xlsx"
    blind.write_bytes(written.read_bytes())
    edited(blind, lambda _: None)  # openpyxl drops the values of formulas, so that they have to be computed
    _convert(blind, "xlsx", tmp_path / "out")
    computed = tmp_path / "out" / "blind.xlsx"
    assert said(reading(taken(computed, rulebook).text, rulebook)) == said(reading(text, rulebook))
    expected, found = (openpyxl.load_workbook(path, data_only=True) for path in (written, computed))
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(written).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) > 200
    shown = {expected[sheet][cell].value for sheet, cell in formulas}
    assert {word(key, "zh") for key in states} <= shown
    different = [
        place
        for place in formulas
        if (expected[place[0]][place[1]].value or "") != (found[place[0]][place[1]].value or "")
    ]
    assert different == []


def _convert(path: Path, kind: str, out: Path) -> None:
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", kind, "--outdir", out, path], check=True, capture_output=True
    )
