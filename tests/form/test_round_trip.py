"""Export and import lose nothing: every example, generated submissions, hostile texts, both languages."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell

from assess import Assessment, Rulebook, evaluate
from assess.form.export import export
from assess.paths import examples_dir
from assess.scoring.export import to_json
from assess.submission.titles import LEVELS
from tests.form.support import Workbook, edited, reading, said, taken, write_form
from tests.strategies import PRINTABLE, drafts
from tests.support import document

EXAMPLES = sorted(examples_dir().glob("*.yaml"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_come_back_whole(path: Path, lang: str, rulebook: Rulebook, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    form = write_form(tmp_path / "form.xlsx", rulebook, text, lang=lang)
    before, after = reading(text, rulebook), reading(taken(form, rulebook, lang=lang).text, rulebook)
    assert said(before) == said(after)
    scheme = rulebook.scheme()
    assert _score(evaluate(scheme, before)) == _score(evaluate(scheme, after))


def _score(assessment: Assessment) -> dict[str, Any]:
    data = to_json(assessment, "zh")
    data["submission"] = None
    data["warnings"] = [warning | {"where": None} for warning in data["warnings"]]
    return data


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_untouched_form_changes_no_byte_of_its_file(path: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    form = write_form(tmp_path / "form.xlsx", rulebook, text)
    edited(form, lambda _: None)
    found = taken(form, rulebook, base=path)
    assert found.text == text
    assert (found.changed, found.cleared, found.both, found.missing) == ([], [], [], [])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_same_input_gives_the_same_bytes(path: Path, rulebook: Rulebook) -> None:
    assert export([rulebook.scheme()], "zh", path) == export([rulebook.scheme()], "zh", path)


HOSTILE = (
    "=1+1", "+86 572", "-", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "'", "http://example.com/a", "mailto:a@b.c", "0510", "1e3",
    "no", "~", "null", "2024-01-01", "- a", "a: b", "#", "{x}", "第一行\n第二行", "「＝」％", "TRUE", "12%", "_x000A_", "a\tb", "😀",
)  # fmt: skip
"""Texts that a spreadsheet or YAML could take for something else."""


@pytest.mark.parametrize("typed", HOSTILE)
def test_texts_stay_texts(typed: str, mini: Rulebook, tmp_path: Path) -> None:
    evidence = [{"file": typed, "date": "2024-05-01"}]
    facts = {
        "lawful": {"value": "是", "note": typed, "evidence": evidence},
        "permit_held": {"not_applicable": typed},
        "energy_carriers": [{"carrier": "diesel", "amount": "2 t", "remark": typed}],
    }
    text = document(facts, note=typed)
    form = write_form(tmp_path / "form.xlsx", mini, text)
    assert said(reading(taken(form, mini).text, mini)) == said(reading(text, mini))
    edited(form, lambda _: None)
    assert said(reading(taken(form, mini).text, mini)) == said(reading(text, mini))


AMOUNTS = (
    ("electricity_used", "2300 万度"), ("electricity_used", "１．５ 万度"), ("electricity_used", "1,234.5 MWh"),
    ("electricity_used", "0.30000000000000004 MWh"), ("electricity_used", "123456789012345678 kWh"),
    ("electricity_used", "1.14亿度"), ("electricity_used", "1e3 MWh"), ("staff", 120), ("staff", "120人"), ("staff", 0.1 + 0.2),
    ("qualified_output", "4 万件"), ("qualified_output", "1.14亿元"), ("forced_total", "12%"), ("forced_total", 7),
)  # fmt: skip


@pytest.mark.parametrize(("fact", "typed"), AMOUNTS)
def test_amounts_come_back_exactly(fact: str, typed: object, mini: Rulebook, tmp_path: Path) -> None:
    text = document({fact: typed})
    form = write_form(tmp_path / "form.xlsx", mini, text)
    assert said(reading(taken(form, mini).text, mini)) == said(reading(text, mini))


def test_everything_that_can_stand_behind_an_answer(mini: Rulebook, tmp_path: Path) -> None:
    documents = [{"file": f"{number}.pdf", "date": "1899-12-31", "valid_until": "2030-01-31"} for number in range(7)]
    facts = {
        "lawful": {"value": "否", "evidence": documents, "unverified": True},
        "permit_held": {"not_applicable": "无排放", "evidence": [{"file": "a.pdf"}], "note": "注"},
        "plan_in_place": {"evidence": [{"file": "只有证据.pdf", "valid_until": "2026-02-28"}]},
        "permit_until": {"value": "2027年3月1日", "note": "只到三月"},
        "measures": [],
        "daylight": "35%",
        "roof": "all_built",
        "energy_carriers": "无",
    }
    text = document(facts, industry="C3311", region="浙江省", made_up=True)
    form = write_form(tmp_path / "form.xlsx", mini, text)
    assert said(reading(taken(form, mini).text, mini)) == said(reading(text, mini))


def test_what_no_scheme_asks_comes_along(rulebook: Rulebook, tmp_path: Path) -> None:
    assert "per_mu_class" not in rulebook.scheme("gbt36132-2018").facts
    text = document({"per_mu_class": {"value": "A类", "note": "县里的文件"}, "per_mu_class_year": 2024})
    form = write_form(tmp_path / "form.xlsx", rulebook, text, schemes=("gbt36132-2018",))
    assert said(reading(taken(form, rulebook).text, rulebook)) == said(reading(text, rulebook))


@st.composite
def filled(draw: st.DrawFn, rulebook: Rulebook) -> str:
    """A submission with answers of every kind, and what can stand beside them."""
    draft = draw(drafts(rulebook, rulebook.scheme().id))
    words = st.text(PRINTABLE, min_size=1, max_size=12).filter(str.strip) | st.sampled_from(HOSTILE)
    days = st.dates().map(lambda day: day.isoformat())
    documents = st.lists(
        st.fixed_dictionaries({"file": words}, optional={"date": days, "valid_until": days}), min_size=1, max_size=4
    )
    facts: dict[str, Any] = {}
    for name, raw in draft.facts.items():
        entry = raw if isinstance(raw, dict) else {"value": raw}
        for key, strategy in (("note", words), ("evidence", documents)):
            if draw(st.integers(0, 3)) == 0:
                entry = entry | {key: draw(strategy)}
        facts[name] = entry if len(entry) > 1 else raw
    text = document(facts, **draft.arguments())
    if draw(st.booleans()):
        return text
    level = st.sampled_from([*LEVELS, *(one.zh for one in LEVELS.values())])
    title = st.fixed_dictionaries({"name": words, "granted": days}, optional={"level": level, "document": words})
    return json.dumps(json.loads(text) | {"titles": draw(st.lists(title, max_size=3))}, ensure_ascii=False)


@settings(max_examples=30)
@given(data=st.data())
def test_any_submission_comes_back_whole(data: st.DataObject, mini: Rulebook) -> None:
    text = data.draw(filled(mini))
    with TemporaryDirectory() as folder:
        form = write_form(Path(folder) / "form.xlsx", mini, text, lang=data.draw(st.sampled_from(["zh", "en"])))
        assert said(reading(taken(form, mini).text, mini)) == said(reading(text, mini))


@settings(max_examples=15)
@given(data=st.data())
def test_a_form_filled_in_by_hand_says_the_same_as_a_file(data: st.DataObject, mini: Rulebook) -> None:
    """Answers of one submission typed into the form of another one, then imported into that one's file."""
    first, second = data.draw(filled(mini)), data.draw(filled(mini))
    with TemporaryDirectory() as folder:
        base = Path(folder) / "base.yaml"
        base.write_text(first, encoding="utf-8")
        form = write_form(Path(folder) / "form.xlsx", mini, first)
        other = write_form(Path(folder) / "other.xlsx", mini, second)
        _copy(other, form)
        assert said(reading(taken(form, mini, base=base).text, mini)) == said(reading(second, mini))


def _copy(source: Path, target: Path) -> None:
    """Every cell's value except the hidden column that says how a row was exported."""
    old, new = Workbook(source), Workbook(target)
    for name in new.book.sheetnames[1:]:
        if name not in old.book.sheetnames:
            continue
        here, there = new.book[name], old.book[name]
        skipped = new.columns(here).get("was")
        for row in range(1, max(here.max_row, there.max_row) + 1):
            for column in range(1, max(here.max_column, there.max_column) + 1):
                if column != skipped and not isinstance(here.cell(row, column), MergedCell):
                    here.cell(row, column).value = there.cell(row, column).value
                    here.cell(row, column).data_type = there.cell(row, column).data_type  # "=1" stays a text
                    here.cell(row, column).number_format = there.cell(row, column).number_format
    new.save()


def test_texts_of_titles_and_norms_stay_texts(rulebook: Rulebook, tmp_path: Path) -> None:
    """The sheets of titles and of norms write texts as texts too: nothing becomes a formula, a link or a number."""
    product = {"unit": "t", "output": "10 t", "energy": "8 tce", "norm": "gb16780_2021.clinker"}
    products = [product | {"product": text, "limits_source": text} for text in HOSTILE[:3]]
    norm = {"norm": "gb16780_2021.clinker", "source": HOSTILE[0]}
    data = json.loads(
        document({"qualified_output": "1 t", "product_energy": products}, benchmarks={"energy_intensity_limit": norm})
    )
    data["titles"] = [{"name": text, "granted": "1899-12-31", "document": text} for text in HOSTILE]
    text = json.dumps(data, ensure_ascii=False)
    form = write_form(tmp_path / "form.xlsx", rulebook, text)
    for sheet in (
        Workbook(form).table("titles"),
        Workbook(form).find("benchmarks.energy_intensity_limit", "norm").parent,
    ):
        typed = [cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
        assert typed
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in typed)
    assert said(reading(taken(form, rulebook).text, rulebook)) == said(reading(text, rulebook))
