"""Lint finds each fault, once, where it stands; what ships has none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from assess import Problem, Rulebook, lint
from assess.errors import Bilingual, Position
from assess.paths import criteria_dir
from assess.rulebook.dimensions import UnitMismatch
from tests.support import MINI, cases, codes


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "criteria"
    shutil.copytree(MINI, folder)
    return folder


def replace(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{text.count(old)} × {old!r}"
    text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return text


def position_of(path: Path, text: str) -> Position:
    """Where ``text`` stands; it has to stand there once."""
    whole = path.read_text(encoding="utf-8")
    assert whole.count(text) == 1, f"{whole.count(text)} × {text!r}"
    start = whole.index(text)
    return Position(str(path), whole.count("\n", 0, start) + 1, start - whole.rfind("\n", 0, start))


def test_what_ships_is_clean() -> None:
    assert [problem.text("en") for problem in lint([criteria_dir()])] == []


def test_the_small_rulebook_is_clean() -> None:
    assert [problem.text("en") for problem in lint([MINI])] == []


@pytest.mark.parametrize("case", cases(__file__, "lint.yaml"))
def test_one_fault(case: dict[str, Any], copy: Path) -> None:
    path = copy / case["file"]
    replace(path, case["old"], case["new"])
    if "and_old" in case:
        replace(path, case["and_old"], case["and_new"])
    found = lint([copy])
    assert sorted(codes(found)) == sorted([case["code"], *case.get("also", [])]), [p.text("en") for p in found]
    at_file = copy / case.get("at_file", case["file"])
    wanted = position_of(at_file, case["at"]) if case["at"] else Position(str(copy))
    problem = next((one for one in found if one.code == case["code"] and one.position == wanted), None)
    assert problem is not None, (str(wanted), [str(one.position) for one in found])
    assert case.get("says", "") in problem.text("en")


def test_faults_come_all_at_once_and_in_file_order(copy: Path) -> None:
    for file, old, new in (
        ("facts/b-house.yaml", "id: staff", "id: 5"),
        ("indicators/all.yaml", "unit: t", "unt: t"),
        ("schemes/mini/gates.yaml", "advice: {zh: 补办手续。, en: Complete the permits.}", "advice: {zh: 补办手续。}"),
    ):
        text = (copy / file).read_text(encoding="utf-8")
        (copy / file).write_text(text.replace(old, new), encoding="utf-8")
    found = lint([copy])
    places = [problem.position for problem in found if problem.position]
    assert {Path(place.file).name for place in places} == {"b-house.yaml"}
    (copy / "facts/b-house.yaml").write_text(
        (MINI / "facts/b-house.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    found = lint([copy])
    assert {"GF-201", "GF-203", "GF-217"} <= set(codes(found))
    assert [problem.position for problem in found] == sorted(place for problem in found if (place := problem.position))


def test_a_fault_in_a_base_scheme_is_named_once(copy: Path) -> None:
    """Four schemes extend ``mini`` and inherit its faults."""
    replace(
        copy / "schemes/mini/criteria-house.yaml",
        "points: {raw: 40, basis: adopted}",
        "points: {raw: forty, basis: adopted}",
    )
    assert codes(lint([copy])) == ["GF-204"]


def test_files_that_have_no_place(copy: Path) -> None:
    (copy / "fakts").mkdir()
    (copy / "fakts" / "a.yaml").write_text("- {id: a}", encoding="utf-8")
    (copy / "notes.yaml").write_text("- {id: a}", encoding="utf-8")
    (copy / "schemes" / "loose.yaml").write_text("id: a", encoding="utf-8")
    found = lint([copy])
    assert codes(found) == ["GF-226"] * 3
    assert {Path(str(problem.position)).name for problem in found} == {"a.yaml", "notes.yaml", "loose.yaml"}


def test_missing_and_empty_folders(tmp_path: Path) -> None:
    assert codes(lint([tmp_path / "none"])) == ["GF-101"]
    (tmp_path / "readme.txt").write_text("nothing", encoding="utf-8")
    assert codes(lint([tmp_path])) == ["GF-228"]
    assert codes(lint([MINI, tmp_path])) == ["GF-228"]


def test_hostile_files_are_findings(copy: Path) -> None:
    (copy / "facts" / "x.yaml").write_text("[" * 5000, encoding="utf-8")
    (copy / "facts" / "y.yaml").write_bytes("- {id: 甲}".encode("gbk"))
    (copy / "facts" / "z.yaml").write_text("- &a {id: a}\n- *a\n", encoding="utf-8")
    assert codes(lint([copy])) == ["GF-108", "GF-105", "GF-111"]


def test_problems_of_a_loaded_rulebook_have_places(mini: Rulebook) -> None:
    place = mini.position("facts", "staff", "unit")
    assert place == position_of(MINI / "facts/b-house.yaml", "人\n  at_least")
    assert mini.position("facts", "nobody") is None
    assert isinstance(Problem("GF-112", None, {"file": "x"}).text("zh"), str)


def test_a_unit_mismatch_reads_in_both_languages() -> None:
    mismatch = UnitMismatch("{what}: {a} ≠ {b}", what="lawful", a=Bilingual("是非", "yes/no"), b="kWh")
    assert mismatch.detail == Bilingual("lawful: 是非 ≠ kWh", "lawful: yes/no ≠ kWh")


def test_a_number_where_a_condition_belongs_is_said_in_chinese(copy: Path) -> None:
    replace(copy / "schemes" / "mini" / "gates.yaml", "must: lawful", "must: electricity_used")
    (problem,) = (one for one in lint([copy]) if one.code == "GF-210")
    assert "数值 ≠ 是非" in problem.text("zh")
    assert "number ≠ yes/no" in problem.text("en")
