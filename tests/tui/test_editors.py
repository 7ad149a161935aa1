"""What is typed and picked, as entries and back; options by name, number and part; cells and lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from assess import Rulebook
from assess.filling.questions import Question
from assess.filling.session import Session, open_session
from assess.submission.entry import Entry
from assess.tui.editors.cells import aligned, cut, pad, widths
from assess.tui.editors.drafts import Drafts
from assess.tui.editors.options import NONE, UNKNOWN, Row, meant, rows_of
from assess.tui.editors.table import rows_in, table_view
from assess.tui.editors.typing import Typing, as_number, from_payload, opened, pick, written
from assess.tui.editors.window import window
from assess.tui.pane.readback import readback
from assess.tui.pane.ways import declared, example, ways
from assess.tui.words import ScreenWords

LANGS = ("zh", "en")


@pytest.fixture
def session(tmp_path: Path, rulebook: Rulebook) -> Any:
    found = open_session(tmp_path / "factory.yaml", [rulebook.scheme()], "zh")
    yield found
    found.close()


def words(rulebook: Rulebook, lang: Any = "zh") -> ScreenWords:
    return ScreenWords(lang, 2, rulebook)


def question(session: Session, name: str) -> Question:
    return session.questionnaire.by_id[name]


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("是", 0),
        ("有", 0),
        ("是的", 0),
        ("对的", 0),
        ("不是", 1),
        ("不对", 1),
        ("对", 0),
        ("YES", 0),
        ("ｙｅｓ", 0),
        ("1", 0),
        ("１", 0),
        ("①", 0),
        ("是。", 0),
        ("否", 1),
        ("无", 1),
        ("没有", 1),
        ("no", 1),
        ("2", 1),
        ("２", 1),
        ("不知道", 2),
        ("未知", 2),
        ("3", 2),
    ],
)
def test_yes_and_no_in_every_way_people_write_them(
    session: Session, rulebook: Rulebook, typed: str, place: int
) -> None:
    rows = rows_of(question(session, "lawful_operation"), words(rulebook))
    assert meant(typed, rows)[0] == place


@pytest.mark.parametrize("typed", ["", "  ", "4", "0", "大概", "99"])
def test_what_means_no_option(session: Session, rulebook: Rulebook, typed: str) -> None:
    assert meant(typed, rows_of(question(session, "lawful_operation"), words(rulebook))) == ()


def test_options_by_id_title_in_either_language_and_part(session: Session, rulebook: Rulebook) -> None:
    rows = rows_of(question(session, "main_pollutant"), words(rulebook))
    names = [row.id for row in rows]
    for typed in ("vocs", "挥发性有机物（VOCs）", "Volatile organic compounds (VOCs)", "挥发", "6", "⑥"):
        assert names[meant(typed, rows)[0]] == "vocs"
    assert [names[place] for place in meant("氧", rows)] == ["cod", "so2", "nox"]


def test_a_number_is_a_place_before_it_is_a_part_of_a_name() -> None:
    rows = (Row("a", "2 级", ("2级",)), Row("b", "1 级", ("1级",)))
    assert meant("2", rows) == (1,)
    assert meant("2级", rows) == (0,)


def test_a_beginning_comes_before_a_part() -> None:
    rows = (Row("a", "液化天然气", ("液化天然气",)), Row("b", "天然气", ("天然气",)))
    assert meant("天", rows) == (1, 0)
    assert meant("天然气", rows) == (1,)


# ---------------------------------------------------------------- typing


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("2300", 2300),
        ("-3", -3),
        ("0", 0),
        ("0.045", 0.045),
        ("1.10", "1.10"),
        ("007", "007"),
        ("450万度", "450万度"),
        ("２３００", "２３００"),
        ("1,234", "1,234"),
        ("22%", "22%"),
        ("1e5", "1e5"),
        ("9" * 20, "9" * 20),
    ],
)
def test_plain_numbers_are_written_as_numbers_and_everything_else_as_typed(text: str, raw: object) -> None:
    found = as_number(text)
    assert (found, type(found)) == (raw, type(raw))


SAME = [
    ("factory.name", Entry(value="甲厂")),
    ("period", Entry(value=2024)),
    ("electricity_used", Entry(value="450万度", note="n")),
    ("per_mu_class_year", Entry(value=2023)),
    ("lawful_operation", Entry(value="是")),
    ("main_pollutant", Entry(value="vocs")),
    ("natural_daylight", Entry(value="60%")),
    ("green_building_measures", Entry(value=["structure", "reuse"])),
    ("green_building_measures", Entry(value=[])),
    ("benchmarks.energy_intensity_limit", Entry(value="0.045 tce/万元", source="通报")),
    ("energy_limit_met", Entry(not_applicable="没有限额标准")),
    ("electricity_used", Entry()),
]


@pytest.mark.parametrize(("name", "entry"), SAME, ids=lambda value: str(value)[:40])
def test_what_is_opened_and_written_is_the_same(session: Session, rulebook: Rulebook, name: str, entry: Entry) -> None:
    asked, said = question(session, name), words(rulebook)
    typing = opened(asked, entry, rows_of(asked, said))
    assert written(asked, typing, entry, said) == entry
    assert from_payload(typing.payload()) == typing


@pytest.mark.parametrize(
    ("name", "raw", "typing"),
    [
        ("lawful_operation", "有", Typing(picked=("yes",))),
        ("lawful_operation", True, Typing(picked=("yes",))),
        ("lawful_operation", "大概吧", Typing("大概吧")),
        ("main_pollutant", "挥发性有机物（VOCs）", Typing(picked=("vocs",))),
        ("main_pollutant", "铅", Typing("铅")),
        ("natural_daylight", "部分区域", Typing(picked=("partial",))),
        ("purchase_information", ["能效要求", "乱写"], Typing("乱写", "", ("energy_efficiency",))),
        ("purchase_information", "无", Typing(picked=())),
        ("electricity_used", ["一", "二"], Typing("['一', '二']")),
    ],
)
def test_a_file_written_by_hand_is_shown_as_it_is(
    session: Session, rulebook: Rulebook, name: str, raw: object, typing: Typing
) -> None:
    asked = question(session, name)
    assert opened(asked, Entry(value=raw), rows_of(asked, words(rulebook))) == typing


@pytest.mark.parametrize(("lang", "word"), [("zh", "否"), ("en", "no")])
def test_yes_and_no_are_written_in_the_language_of_the_session(
    session: Session, rulebook: Rulebook, lang: str, word: str
) -> None:
    entry = written(question(session, "microgrid"), Typing(picked=("no",)), Entry(), words(rulebook, lang))
    assert entry.value == word
    assert not session.read("microgrid", entry).problems


def test_an_answer_takes_the_place_of_not_applicable(session: Session, rulebook: Rulebook) -> None:
    before = Entry(not_applicable="没有", note="n")
    after = written(question(session, "energy_limit_met"), Typing(picked=("yes",)), before, words(rulebook))
    assert after == Entry(value="是", note="n")


def test_dates_are_written_one_way(mini: Rulebook, tmp_path: Path) -> None:
    from assess.filling.questions import Question

    fact = mini.facts["permit_until"]
    asked = Question("permit_until", ("facts", "permit_until"), "date", fact.ask, None, fact)
    for typed in ("2024年5月1日", "2024/5/1", "２０２４-05-01"):
        assert written(asked, Typing(typed), Entry(), words(mini)).value == "2024-05-01"
    assert written(asked, Typing("明年"), Entry(), words(mini)).value == "明年"


def test_picking_one_and_several() -> None:
    row, none, unknown = Row("a", "", ()), Row(NONE, "", ()), Row(UNKNOWN, "", ())
    assert pick(Typing("x", picked=("b",)), row, several=False) == Typing(picked=("a",))
    assert pick(Typing(picked=("b",)), row, several=True).picked == ("b", "a")
    assert pick(Typing(picked=("a",)), row, several=True).picked is None
    assert pick(Typing(picked=("a",)), none, several=True).picked == ()
    assert pick(Typing(picked=()), row, several=True).picked == ("a",)
    assert pick(Typing(picked=("a",)), unknown, several=True) == Typing()


# ---------------------------------------------------------------- reading back


@pytest.mark.parametrize(
    ("name", "raw", "zh", "en"),
    [
        ("electricity_used", "450万度", "✓ 450万度 → 4,500 MWh", "✓ 450万度 → 4,500 MWh"),
        ("electricity_used", "4500 MWh", "✓ 4500 MWh → 4,500 MWh", "✓ 4500 MWh → 4,500 MWh"),
        ("electricity_used", "300 MWh", "✓ 300 MWh", "✓ 300 MWh"),
        ("land_area", "60 亩", "✓ 60 亩 → 40,000 m2", "✓ 60 亩 → 40,000 m2"),
        ("qualified_output", "6.8亿元", "✓ 6.8亿元 → 68,000 万元", "✓ 6.8亿元 → 68,000 万元"),
        ("per_mu_class_year", 2023, "✓ 2023", "✓ 2023"),
        ("period", "２０２４年", "✓ 2024 年", "✓ 2024"),
        ("period", "2024年度", "✓ 2024 年", "✓ 2024"),
        ("factory.industry", "C3812", "✓ C3812 → 电气机械和器材制造业", None),
        ("factory.region", "浙江省湖州市", "✓ 浙江省湖州市 → 浙江省", None),
        ("lawful_operation", "有", "✓ 是", "✓ yes"),
        ("natural_daylight", "60%", "✓ 按 60% 计", "✓ counts as 60 %"),
        ("purchase_information", [], "✓ 以上都没有", "✓ None of these"),
    ],
)
def test_reading_back(session: Session, rulebook: Rulebook, name: str, raw: object, zh: str, en: str | None) -> None:
    asked = question(session, name)
    assert readback(asked, Entry(value=raw), session, words(rulebook)) == ("ok", zh)
    found = readback(asked, Entry(value=raw), session, words(rulebook, "en"))
    assert found.tone == "ok"
    assert en is None or found.text == en


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("electricity_used", Entry(value="450")),
        ("electricity_used", Entry(value="约 300 万度")),
        ("electricity_used", Entry(value="300 kg")),
        ("lawful_operation", Entry(value="大概")),
        ("main_pollutant", Entry(value="铅")),
        ("land_area", Entry(not_applicable="没有")),
        ("land_area", Entry(value="60 亩", not_applicable="没有")),
        ("energy_limit_met", Entry(not_applicable=True)),
        ("energy_limit_met", Entry(value="不适用")),
        ("benchmarks.energy_intensity_limit", Entry(value="0.3 tce/万元")),
        ("benchmarks.energy_intensity_limit", Entry(source="通报")),
        ("period", Entry(value="去年")),
        ("factory.industry", Entry(value="Z99")),
        ("factory.credit_code", Entry(value="91330522MA0XG5X7EZ")),
        ("electricity_used", Entry(value="1 MWh", evidence=({"file": "a", "date": "2024-13-01"},))),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_a_form(
    session: Session, rulebook: Rulebook, lang: str, name: str, entry: Entry
) -> None:
    found = readback(question(session, name), entry, session, words(rulebook, lang))
    assert found.tone == "wrong"
    assert found.text.startswith("✗ ")
    for machine in ("{", "}", "criteria/", "not_applicable", "value:", "source:", "`"):
        assert machine not in found.text
    assert "_" not in found.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_example_of_every_unit_reads_as_it_stands(session: Session, rulebook: Rulebook, lang: str) -> None:
    said = words(rulebook, lang)
    for asked in session.questionnaire.questions:
        if asked.kind not in ("quantity", "benchmark") or declared(asked, session) == ("1",):
            continue
        sample = example(declared(asked, session), rulebook.units)
        problems = session.read(asked.id, Entry(value=sample, source="x" if asked.benchmark else None)).problems
        assert not problems, (asked.id, sample, [one.text("en") for one in problems])
        assert ways(asked, session, said)


# ---------------------------------------------------------------- tables


RAW = [
    {"carrier": "天然气", "amount": "42 万m3", "own_coal_factor": "1.2143 kgce/m3"},
    {"carrier": "diesel", "amount": "28 吨"},
]


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_with_totals(session: Session, rulebook: Rulebook, lang: str) -> None:
    view = table_view(question(session, "energy_carriers"), Entry(value=RAW), session, words(rulebook, lang))
    title = "柴油" if lang == "zh" else "Diesel"
    assert view.sheet.rows[1] == ("", title, "28 吨", "", "40.80", "88.06")
    assert view.sheet.rows[0][2:4] == ("42 万m3 → 420 千m3", "1.2143 kgce/m3")
    assert view.sheet.total[-2:] == ("550.80", "996.18")
    assert view.line is not None
    assert view.line.tone == "ok"


def test_a_wrong_row_is_shown_as_it_is_written(session: Session, rulebook: Rulebook) -> None:
    rows = [RAW[1], {"carrier": "柴油", "amount": "28 m3", "备注": "x"}, "乱写的一行"]
    view = table_view(question(session, "energy_carriers"), Entry(value=rows), session, words(rulebook))
    assert [row[0][:1] for row in view.sheet.rows] == ["", "✗", "✗"]
    assert view.sheet.rows[1][2] == "28 m3  备注: x"
    assert view.sheet.rows[2] == ("✗ 乱写的一行",)
    assert view.sheet.total[-2] == "≥ 40.80"
    assert view.line is not None
    assert "第 2 行" in view.line.text


def test_a_table_without_any_readable_row_computes_nothing(session: Session, rulebook: Rulebook) -> None:
    rows = [{"carrier": "柴油", "amount": "abc"}]
    view = table_view(question(session, "energy_carriers"), Entry(value=rows), session, words(rulebook))
    assert view.sheet.header == ("", "能源品种", "消费量")
    assert view.sheet.total == ()


def test_a_row_without_a_factor_is_said(session: Session, rulebook: Rulebook) -> None:
    rows = [{"carrier": "natural_gas", "amount": "1 千m3"}]
    view = table_view(question(session, "energy_carriers"), Entry(value=rows), session, words(rulebook))
    assert view.sheet.rows[0][-2] == "缺系数"
    assert view.line is not None
    assert view.line.text.startswith("! 有 1 行")


@pytest.mark.parametrize(("raw", "rows"), [([], []), ("无", []), ("乱写", None), (None, None), ([1], [1])])
def test_what_a_table_is(raw: object, rows: object) -> None:
    assert rows_in(raw) == rows


# ---------------------------------------------------------------- cells, lists, drafts


@pytest.mark.parametrize("width", range(1, 14))
def test_text_is_cut_and_filled_up_by_cells(width: int) -> None:
    text = "能源Energy品种"
    assert cell_len(cut(text, width)) <= width
    assert cell_len(pad(text, width)) == cell_len(pad(text, width, right=True)) == width


def test_columns_are_squeezed_where_they_are_widest() -> None:
    rows = [("名称", "很长很长的一段说明文字"), ("柴油", "短")]
    assert widths(rows, 40) == [4, 22]
    assert widths(rows, 20) == [4, 14]
    lines = [aligned(row, widths(rows, 20), frozenset({1})) for row in rows]
    assert [cell_len(line) for line in lines] == [20, 20]


@pytest.mark.parametrize(
    ("count", "room", "cursor", "top", "first"),
    [(5, 9, 4, 3, 0), (20, 5, 0, 9, 0), (20, 5, 19, 0, 15), (20, 5, 7, 5, 5), (20, 5, 10, 5, 6)],
)
def test_the_cursor_stays_in_sight(count: int, room: int, cursor: int, top: int, first: int) -> None:
    assert window(count, room, cursor, top) == first


def test_a_draft_has_parts(session: Session) -> None:
    drafts = Drafts(session, "microgrid")
    drafts.keep("answer", {"line": "x"})
    drafts.keep("note", {"text": "y"})
    assert Drafts(session, "microgrid").parts == ("answer", "note")
    drafts.keep("answer", None)
    assert Drafts(session, "microgrid").get("note") == {"text": "y"}
    drafts.drop()
    assert session.draft_of("microgrid") is None
