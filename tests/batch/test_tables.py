"""The tables that people open: words instead of codes, texts that stay texts, the same bytes for the same results."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from assess import Rulebook
from assess.batch import frames, tables, wording, workbook
from assess.batch.run import run
from assess.batch.tables import write_tables
from assess.paths import examples_dir
from assess.rulebook.load import load_rulebook
from tests.batch.conftest import SCHEME, PlanFor, fill, hashes, text
from tests.support import codes, failure

TABLES = ("results.csv", "results.parquet", "results.xlsx")
EVIL = ["=1+1", "+1", "-1", "@x", "\t=1", "＝1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0"]


@pytest.fixture
def out(tmp_path: Path, plan_for: PlanFor) -> Path:
    """Results of the complete example, small submissions, a wrong one and hostile names."""
    folder = fill(tmp_path / "in", 4, wrong=(3,))
    (folder / "a-complete.yaml").write_bytes((examples_dir() / "complete-5star.yaml").read_bytes())
    for number, name in enumerate(EVIL):
        (folder / f"=evil{number}.yaml").write_text(text(number, name=name), encoding="utf-8")
    run(plan_for(folder))
    return tmp_path / "out"


def read_csv(out: Path) -> list[dict[str, str]]:
    with (out / "results.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def opened(out: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO((out / "results.xlsx").read_bytes()))


def sheet(out: Path, number: int) -> list[tuple[Any, ...]]:
    return list(opened(out).worksheets[number].iter_rows(values_only=True))


def written(out: Path, rulebook: Rulebook, lang: str = "zh", *more: str, schemes: tuple[str, ...] = (SCHEME,)) -> Path:
    write_tables(out, [rulebook.scheme(name) for name in schemes], lang, more)
    return out


# ---------------------------------------------------------------- CSV


def test_csv_opens_in_excel_with_a_readable_header(out: Path, rulebook: Rulebook) -> None:
    raw = (written(out, rulebook) / "results.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = read_csv(out)
    first = next(row for row in rows if row["文件"] == "a-complete.yaml")
    assert (first["已确认星级"], first["星级说明"], first["虚构示例"]) == ("5", "引领类", "是")
    assert first["行业"].startswith("3812 ")
    assert float(first["已确认总分"]) >= 90
    assert [row["文件"] for row in rows] == [
        row["file"] if row["file"][0] != "=" else "'" + row["file"]
        for row in map(json.loads, (out / "results.jsonl").read_text(encoding="utf-8").splitlines())
    ]
    written(out, rulebook, "en")
    assert list(read_csv(out)[0])[:4] == ["File", "Factory", "Credit code", "Industry"]


def test_no_cell_of_the_csv_is_a_formula(out: Path, rulebook: Rulebook) -> None:
    cells = [cell for row in read_csv(written(out, rulebook)) for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@＝") and not _number(cell)]
    names = {row["工厂"] for row in read_csv(out)}
    assert {"'=1+1", "'+1", "'-1", "'@x", "'＝1+1"} <= names


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell[0] != "+"


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", {"所在地": "", "星级说明": "未定（有未知项）", "不符合的基本要求": ""}),
        ("en", {"Place": "", "Standing": "open (something is unknown)", "Gates failed": ""}),
    ],
)
def test_codes_are_put_into_words(out: Path, rulebook: Rulebook, lang: str, told: dict[str, str]) -> None:
    rows = read_csv(written(out, rulebook, lang))
    row = next(row for row in rows if row["文件" if lang == "zh" else "File"] == "镇0/厂-000.yaml")
    assert {key: row[key] for key in told} == told
    lacking = row["下一星级还缺" if lang == "zh" else "In the way of the next star"]
    gates = row["未确认的基本要求" if lang == "zh" else "Gates unknown"]
    if lang == "zh":
        assert gates.startswith("BR-01 依法设立与合规、")
        assert gates.endswith("等 14 项")
        assert lacking.startswith("基本要求 BR-01 依法设立与合规、")
        assert "；差 60 分" in lacking
    else:
        assert gates.endswith(" and 10 more")
        assert "; 60 points" in lacking
    assert not [cell for one in rows for cell in one.values() if "gate:" in cell or "mandatory:" in cell]


def row_like(**more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"industry": None, "made_up": False, "secured": None, "below_lowest": False}
    empty |= {"reachable": 2, "nomination": None}
    return empty | {key: [] for key in ("gates_failed", "gates_unknown", "missing", "warnings")} | more


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"secured": 4, "missing": ["requires"]}, {"standing": "示范类", "missing": "亩均效益综合评价为 A 类"}),
        ({"secured": 5}, {"standing": "引领类", "missing": None}),
        ({"secured": 3, "nomination": 4}, {"standing": "普及类；具备 4★ 推荐条件"}),
        ({"reachable": None, "missing": ["unpublished"]}, {"standing": "规则没有公布，无法判定", "missing": "规则没有公布"}),
        ({"below_lowest": True, "gates_failed": ["NL-2"]}, {"standing": "未达二星级", "gates_failed": "NL-2 无事故和违法违规"}),
        ({"missing": ["mandatory:I-01", "mandatory:gone"]}, {"missing": "必选项 I-01 建筑合规、gone"}),
        ({"warnings": ["unit_slip", "pv_use_exceeds_generation", "gone"]}, {"warnings": "单位可能错了一千倍；请核对：光伏自发自用电量、光伏年发电量；gone"}),
        ({"industry": "0610"}, {"industry": "0610 煤炭开采和洗选业"}),
        ({"industry": None}, {"industry": None, "made_up": None}),
    ],
)  # fmt: skip
def test_wording(rulebook: Rulebook, row: dict[str, Any], told: dict[str, Any]) -> None:
    found = wording._Wording(rulebook.scheme(SCHEME), "zh").told(row_like(**row))
    assert {key: found[key] for key in told} == told


# ---------------------------------------------------------------- Excel


def test_the_workbook_has_frozen_filtered_sheets_to_print(out: Path, rulebook: Rulebook) -> None:
    book = opened(written(out, rulebook))
    assert book.sheetnames == ["结果", "评价项", "问题", "说明"]
    for one in book.worksheets[:3]:
        assert one.freeze_panes == "C2"
        assert one.auto_filter.ref == one.dimensions
        assert one.print_title_rows == "$1:$1"
        assert one.page_setup.orientation == "landscape"
        assert "分数线为本工具自定" in one.oddFooter.left.text
    written(out, rulebook, "en")
    assert opened(out).sheetnames == ["Results", "Criteria", "Problems", "About"]


def test_stars_are_numbers_and_their_colour_only_repeats_them(out: Path, rulebook: Rulebook) -> None:
    book = opened(written(out, rulebook))
    results = book.worksheets[0]
    heads = [cell.value for cell in results[1]]
    cells = {row[0].value: dict(zip(heads, row, strict=True)) for row in results.iter_rows(min_row=2)}
    best, open_ = cells["a-complete.yaml"], cells["镇0/厂-000.yaml"]
    assert (best["已确认星级"].value, best["已确认星级"].number_format) == (5, '0"★"')
    assert best["已确认星级"].fill.fgColor.rgb == best["星级说明"].fill.fgColor.rgb == "FF7AB648"
    assert (open_["已确认星级"].value, open_["已确认星级"].fill.fill_type) == ("–", None)
    assert best["已确认总分"].number_format == "0.00"


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(out: Path, rulebook: Rulebook) -> None:
    book = opened(written(out, rulebook))
    cells = [cell for one in book.worksheets for row in one.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    assert {"=1+1", "@x", EVIL[-1]} <= {cell.value for cell in cells}


def test_the_sheet_of_criteria_counts_everybody(out: Path, rulebook: Rulebook) -> None:
    head, *rows = sheet(written(out, rulebook), 1)
    scheme = rulebook.scheme(SCHEME)
    assert [row[1] for row in rows] == [item.model.id for item in scheme.criteria]
    factories = len((out / "results.jsonl").read_text(encoding="utf-8").splitlines())
    assert all(sum(row[5:10]) == factories for row in rows)
    assert sum(row[4] for row in rows) == pytest.approx(100)
    assert head[-2:] == ("失分合计", "未知分合计")
    open_points = sum(row[-1] for row in rows)
    totals = [json.loads(one) for one in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert open_points == pytest.approx(sum(row["high"] - row["low"] for row in totals), abs=0.1)


def test_the_sheet_of_problems_says_where_and_how_to_mend(out: Path, rulebook: Rulebook) -> None:
    _, row = sheet(written(out, rulebook), 2)
    assert row[:4] == ("镇0/厂-003.yaml", 4, 3, "GF-301")
    assert "electricity_used" in row[5]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_last_sheet_says_what_the_stars_are(out: Path, rulebook: Rulebook, lang: str) -> None:
    told = sheet(written(out, rulebook, lang, "我的规则"), 3)
    notice = rulebook.scheme(SCHEME).notice
    assert notice is not None
    values = [right for _, right in told]
    assert values[0] == notice.in_(lang)
    assert {rulebook.digest, "我的规则"} <= set(values)
    assert all(left and right for left, right in told)


def test_what_no_cell_can_hold_is_cut_and_cleaned(tmp_path: Path, plan_for: PlanFor, rulebook: Rulebook) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = {"long": "长" * 40_000, "wide": "🏭" * 20_000, "odd": "a\\u0007\\ufffeb", "lines": "一\\n二"}
    for key, name in names.items():
        (folder / f"{key}.yaml").write_text(
            f'factory: {{name: "{name}"}}\nperiod: 2024\nfacts: {{}}\n', encoding="utf-8"
        )
    run(plan_for(folder))
    written(tmp_path / "out", rulebook)
    shown = {row[0]: row[1] for row in sheet(tmp_path / "out", 0)[1:]}
    assert len(shown["long.yaml"]) == workbook.EXCEL_CELL
    assert len(shown["wide.yaml"].encode("utf-16-le")) <= 2 * workbook.EXCEL_CELL
    assert (shown["odd.yaml"], shown["lines.yaml"]) == ("a\ufffd\ufffdb", "一\n二")
    assert {row["文件"]: row["工厂"] for row in read_csv(tmp_path / "out")}["lines.yaml"] == "一\n二"


def test_more_rows_than_a_sheet_holds(out: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "EXCEL_ROWS", 5)
    written(out, rulebook)
    assert len(sheet(out, 0)) == 6
    assert "没有列全" in [left for left, _ in sheet(out, 3)]
    assert len(read_csv(out)) == 12


# ---------------------------------------------------------------- schemes


def test_schemes_without_stars_have_no_star_columns(tmp_path: Path, plan_for: PlanFor, rulebook: Rulebook) -> None:
    folder = fill(tmp_path / "in", 3)
    run(plan_for(folder, schemes=("gbt36132-2018",)))
    written(tmp_path / "out", rulebook, schemes=("gbt36132-2018",))
    head = sheet(tmp_path / "out", 0)[0]
    assert not {"已确认星级", "星级说明", "可达到星级", "下一星级还缺"} & set(head)
    assert "管理体系·已确认" in head or any(str(one).endswith("·已确认") for one in head)
    assert sheet(tmp_path / "out", 3)[0][1] == "这个方案不分星级，也没有及格线。"


def test_two_schemes_stand_in_one_table(tmp_path: Path, plan_for: PlanFor, rulebook: Rulebook) -> None:
    both = (SCHEME, "gbt36132-2018")
    run(plan_for(fill(tmp_path / "in", 2), schemes=both))
    written(tmp_path / "out", rulebook, schemes=both)
    head, *rows = sheet(tmp_path / "out", 0)
    assert len(set(head)) == len(head)
    standing = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["星级说明"] for row in standing] == ["未定（有未知项）", "不分星级"] * 2
    assert all((row["能源低碳化·可达到"] is None) == (row["评价方案"] == "gbt36132-2018") for row in standing)


def test_titles_of_groups_that_read_the_same(tmp_path: Path, plan_for: PlanFor) -> None:
    overlay = tmp_path / "rules" / "schemes" / SCHEME
    overlay.mkdir(parents=True)
    same = '{zh: "=同名", en: "=same"}'
    (overlay / "scheme.yaml").write_text(
        f"id: {SCHEME}\nprinciples:\n  - {{id: land, title: {same}}}\n  - {{id: energy, title: {same}}}\n",
        encoding="utf-8",
    )
    rulebook = load_rulebook([tmp_path / "rules"])
    rules = {"overlays": (str(tmp_path / "rules"),), "digest": rulebook.digest}
    run(plan_for(fill(tmp_path / "in", 1), **rules))
    written(tmp_path / "out", rulebook)
    heads = [head for head in read_csv(tmp_path / "out")[0] if "同名" in head]
    assert len(heads) == 4
    assert all(head.startswith("'=同名") for head in heads)


# ---------------------------------------------------------------- the same bytes, and nothing at all


def test_the_same_results_give_the_same_bytes(out: Path, rulebook: Rulebook) -> None:
    first = hashes(written(out, rulebook))
    assert {*TABLES} <= set(first)
    program = (
        "import sys; from pathlib import Path; from assess import load_rulebook\n"
        "from assess.batch.tables import write_tables\n"
        "write_tables(Path(sys.argv[1]), [load_rulebook().scheme()], 'zh')\n"
    )
    environment = os.environ | {"POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    subprocess.run([sys.executable, "-c", program, str(out)], env=environment, check=True)
    assert hashes(out) == first


def test_parquet_holds_every_column_of_the_lines(out: Path, rulebook: Rulebook) -> None:
    frame = pl.read_parquet(written(out, rulebook) / "results.parquet")
    assert frame.schema == pl.Schema(frames.ROWS)
    lines = [json.loads(one) for one in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    assert frame.to_dicts() == lines


def test_tables_of_nothing(tmp_path: Path, rulebook: Rulebook) -> None:
    for name in ("results.jsonl", "problems.jsonl"):
        (tmp_path / name).touch()
    written(tmp_path, rulebook)
    assert read_csv(tmp_path) == []
    assert len(sheet(tmp_path, 0)) == len(sheet(tmp_path, 2)) == 1


def test_a_table_that_cannot_be_written_leaves_the_old_one(
    out: Path, rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = hashes(written(out, rulebook))

    def full(path: Path, *_: Any) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "_csv", full)
    assert codes(failure(written, out, rulebook, "en")) == ["GF-401"]
    after = hashes(out)
    assert after["results.csv"] == before["results.csv"]
    assert set(after) == set(before)
