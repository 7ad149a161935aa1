"""`assess score`: the table, the JSON, several files, and explanations down to file positions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Run

NOTICE = "分数线为本工具自定，非主管部门评定"


def test_the_table_says_star_total_and_what_the_star_is_not(run: Run, small: Path) -> None:
    result = run("score", small)
    assert (result.code, result.err) == (0, "")
    flat = result.out.replace("\n", "")
    assert "测试工厂" in flat
    assert NOTICE in flat
    assert "2★ 60   3★ 70   4★ 80   5★ 90" in flat
    assert f"assess report {small}" in flat


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_no_line_is_wider_than_the_terminal(run: Run, small: Path, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", width)
    for lang in ("zh", "en"):
        for line in run("score", small, "--lang", lang).out.splitlines():
            if str(small) not in line:
                assert cell_len(line) <= int(width), line


def test_what_a_file_says_is_never_taken_for_markup(run: Run, small: Path) -> None:
    small.write_text(SMALL.replace("测试工厂", "'[red]甲[/red] :smile: [link=x]乙'"), encoding="utf-8")
    assert "[red]甲[/red] :smile: [link=x]乙" in run("score", small).out


def test_json_has_every_key_of_the_contract(run: Run, small: Path) -> None:
    data = run("score", small, "--format", "json").data
    assert data["scheme"] == "star-changxing"
    assert len(data["rulebook"]["digest"]) == 64
    assert data["factory"]["name"] == "测试工厂"
    assert data["period"] == 2024
    assert set(data["total"]) == {"low", "high", "max"}
    assert set(data["tier"]) >= {"secured", "reachable"}
    assert NOTICE in data["notice"]
    assert data["groups"]
    assert data["gates"]
    assert data["warnings"] == []
    for criterion in data["criteria"]:
        assert criterion.keys() >= {"id", "principle", "mandatory", "status", "points", "basis", "reasons"}
        assert set(criterion["points"]) == {"low", "high", "max"}


def test_json_points_add_up(run: Run, small: Path) -> None:
    data = run("score", small, "--format", "json").data
    for end in ("low", "high", "max"):
        criteria = sum(criterion["points"][end] for criterion in data["criteria"])
        groups = sum(group["points"][end] for group in data["groups"])
        assert criteria == pytest.approx(groups, abs=1e-4)
        assert data["total"][end] == pytest.approx(groups, abs=0.006)


def test_one_file_gives_an_object_and_several_a_list(run: Run, small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(SMALL.replace("测试工厂", "另一工厂"), encoding="utf-8")
    both = run("score", small, other, "--format", "json").data
    assert [one["factory"]["name"] for one in both] == ["测试工厂", "另一工厂"]
    schemes = run("score", small, "--scheme", "gbt36132-2018", "--scheme", "star-changxing", "--format", "json").data
    assert [one["scheme"] for one in schemes] == ["gbt36132-2018", "star-changxing"]


def test_good_files_are_scored_beside_bad_ones(run: Run, small: Path, tmp_path: Path) -> None:
    result = run("score", tmp_path / "missing.yaml", small, tmp_path / "gone.yaml", "--format", "json")
    assert result.code == 2
    assert [one["factory"]["name"] for one in result.data] == ["测试工厂"]
    assert "missing.yaml: GF-101" in result.err
    assert "gone.yaml: GF-101" in result.err


def test_explain_goes_down_to_the_line_of_the_file(run: Run, small: Path) -> None:
    names = {one["id"]: one["facts"] for one in run("score", small, "--format", "json").data["criteria"]}
    criterion = next(name for name, facts in names.items() if "pv_self_used" in facts)
    for lang in ("zh", "en"):
        text = run("score", small, "--explain", criterion, "--lang", lang).out
        assert "pv_self_used" in text
        assert f"{small}:8:17" in text.replace("\n", "").replace("│", "").replace(" ", "").replace("typed:", "")
        assert "450 万kWh" in text
        assert "4,500 MWh" in text
    data = run("score", small, "--explain", criterion, "--format", "json").data
    assert data["id"] == criterion
    assert data["source"]["document"]


def test_the_same_scheme_twice_is_used_once(run: Run, small: Path) -> None:
    twice = ("score", small, "--scheme", "gbt36132-2018", "--scheme", "gbt36132-2018", "--format", "json")
    assert run(*twice).data["scheme"] == "gbt36132-2018"
    assert run(*twice, "--explain", "E-01").code == 0


def test_a_plain_threshold_is_explained_in_one_line(run: Run, small: Path) -> None:
    assert "评分规则 ≥ 30 → 得该项分值的 100 %" in run("score", small, "--explain", "K-02").out
    assert "≥ 30 → 100 % of the points" in run("score", small, "--explain", "K-02", "--lang", "en").out


def test_what_the_star_still_needs_is_named(run: Run, small: Path) -> None:
    assert "2★ 还差：基本要求 BR-01" in run("score", small).out
    small.write_text(SMALL + "  major_accident_3y: 是\n", encoding="utf-8")
    assert "2★ 已不可能：基本要求 BR-02" in run("score", small).out
    assert run("score", small, "--format", "json").data["tier"]["blocked"][0] == "gate:BR-02"


def test_a_scheme_without_stars_shows_none(run: Run, small: Path) -> None:
    text = run("score", small, "--scheme", "gbt36132-2018").out
    assert "★" not in text
    assert "合格分数线" in text


def test_an_overlay_changes_the_star(run: Run, small: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay" / "schemes" / "star-changxing"
    overlay.mkdir(parents=True)
    tier = "{stars: 5, total: 99.5, source: {document: 县局 2026 年通知, basis: published}}"
    (overlay / "scheme.yaml").write_text(f"id: star-changxing\ntiers:\n  - {tier}\n", encoding="utf-8")
    result = run("score", small, "--criteria", tmp_path / "overlay")
    assert (result.code, result.err) == (0, "")
    assert "5★ 99.5" in result.out
    missing = run("score", small, "--criteria", tmp_path / "nowhere")
    assert (missing.code, missing.out) == (2, "")
    assert "GF-101" in missing.err
