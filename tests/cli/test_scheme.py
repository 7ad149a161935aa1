"""`assess scheme list | show | lint | schema`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from assess.paths import criteria_dir
from tests.cli.conftest import Run


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
