"""`assess scheme list | show | lint | test | schema`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from assess.paths import criteria_dir
from tests.cli.conftest import Run
from tests.support import ROOT


def test_list_marks_the_default(run: Run) -> None:
    text = run("scheme", "list").out
    assert "star-changxing  （默认）" in text
    assert "gbt36132-2018\n" in text
    data = run("scheme", "list", "--format", "json").data
    assert [one["id"] for one in data if one["default"]] == ["star-changxing"]


def test_show_names_points_stars_and_their_basis(run: Run) -> None:
    for lang, adopted in (("zh", "[自定]"), ("en", "[adopted]")):
        text = run("scheme", "show", "star-changxing", "--lang", lang).out
        assert "≥ 80" in text
        assert adopted in text
        assert "BR-01" in text
        assert "K-01" in text
    assert run("scheme", "show", "star-changxing", "--format", "json").data["id"] == "star-changxing"
    assert run("scheme", "show", "nothing").code == 2


def test_what_ships_is_clean(run: Run) -> None:
    result = run("scheme", "lint")
    assert (result.code, result.out) == (0, "")


def test_lint_names_file_line_and_column_and_exits_1(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "criteria"
    shutil.copytree(criteria_dir(), copy)
    scheme = copy / "schemes" / "star-changxing" / "scheme.yaml"
    text = scheme.read_text(encoding="utf-8")
    assert "total: 90" in text
    scheme.write_text(text.replace("total: 90", "total: 190"), encoding="utf-8")
    line = text[: text.index("total: 90")].count("\n") + 1
    result = run("scheme", "lint", copy)
    assert result.code == 1
    assert f"{scheme}:{line}:" in result.out
    assert "GF-214" in result.out
    found = run("scheme", "lint", copy, "--format", "json").data
    assert (found[0]["code"], found[0]["line"]) == ("GF-214", line)


def test_lint_checks_an_overlay_on_top_of_what_ships(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "mine.yaml").write_text("- {id: no}\n", encoding="utf-8")
    result = run("scheme", "lint", tmp_path)
    assert result.code == 1
    assert str(tmp_path / "facts" / "mine.yaml") in result.out


def test_schema_writes_one_file_per_kind(run: Run, tmp_path: Path) -> None:
    result = run("scheme", "schema", tmp_path / "schemas")
    assert result.code == 0
    paths = [Path(line) for line in result.out.splitlines()]
    assert {path.name for path in paths} >= {"facts.json", "indicators.json", "criteria.json", "scheme.json"}
    for path in paths:
        assert json.loads(path.read_text(encoding="utf-8"))["$schema"]


def test_the_shipped_schemas_are_current(run: Run, tmp_path: Path) -> None:
    run("scheme", "schema", tmp_path / "schemas")
    for path in sorted((tmp_path / "schemas").iterdir()):
        shipped = criteria_dir() / "schemas" / path.name
        assert shipped.read_bytes() == path.read_bytes(), f"assess scheme schema {criteria_dir() / 'schemas'}"


def test_test_runs_the_cases_beside_the_schemes(run: Run) -> None:
    for lang, held in (("zh", "全部相符"), ("en", "all as expected")):
        result = run("scheme", "test", "gbt36132-2025", "--lang", lang)
        assert result.code == 0
        assert held in result.out
        assert "gbt36132-2018" not in result.out
    data = run("scheme", "test", "--format", "json").data
    assert {one["scheme"] for one in data} >= {"gbt36132-2018", "gbt36132-2025", "star-changxing", "star-2025"}
    assert all(one["failed"] == 0 for one in data)
    assert run("scheme", "test", "nothing").code == 2


def test_a_case_that_differs_is_shown_beside_what_was_expected(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "county" / "schemes" / "star"
    home.mkdir(parents=True)
    (home / "scheme.yaml").write_text("id: star-2025\n", encoding="utf-8")
    case = "- name: 分值\n  expect: {worth: {C-01: 9}, points: {C-13: [0, 8]}}\n"
    (home / "tests.yaml").write_text(case, encoding="utf-8")
    overlay = tmp_path / "county"
    for lang, words in (("zh", "1 个不符"), ("en", "1 differ")):
        result = run("scheme", "test", "star-2025", "--criteria", overlay, "--lang", lang)
        assert result.code == 1
        assert words in result.out
        assert "worth.C-01" in result.out
        assert f"{home / 'tests.yaml'}:1:3" in result.out.replace("\n", "")
        assert "points.C-13" not in result.out
    data = run("scheme", "test", "star-2025", "--criteria", overlay, "--format", "json")
    assert data.code == 1
    (failed,) = [one for one in data.data[0]["results"] if not one["ok"]]
    assert failed["differences"] == [{"what": "worth.C-01", "expected": 9.0, "found": 8.0}]


def test_a_faulty_case_is_a_mistake_in_the_input(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "schemes" / "star"
    home.mkdir(parents=True)
    (home / "scheme.yaml").write_text("id: star-2025\n", encoding="utf-8")
    (home / "tests.yaml").write_text("- {name: a, expected: {}}\n", encoding="utf-8")
    result = run("scheme", "test", "--criteria", tmp_path)
    assert result.code == 2
    assert "GF-201" in result.err


def test_show_of_a_scheme_without_points_prints_none(run: Run) -> None:
    text = run("scheme", "show", "gbt36132-2025-platform").out
    assert "0.00" not in text
    assert "负面清单（政策）" in text
    text = run("scheme", "show", "gbt36132-2025").out
    assert "标准没有合格线" in text
    assert "可选" not in text


def test_a_scheme_without_points_is_not_scored_on_the_screen(run: Run) -> None:
    file = ROOT / "examples" / "complete-5star.yaml"
    for lang, words in (("zh", "不打分"), ("en", "nothing is scored")):
        text = run("score", file, "--scheme", "gbt36132-2025-platform", "--lang", lang).out
        assert words in text
        assert "0.00" not in text
        assert "27.257 kgce/万元" in text
