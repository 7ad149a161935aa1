"""Ladders in the rulebook: joined, referring only to what exists, every fault at its place, changed by overlays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assess import lint
from assess.rulebook.ladders import climb
from assess.rulebook.load import load_folders
from tests.rulebook.test_lint import position_of, replace
from tests.support import MINI, cases, codes, failure

LADDERS = """\
- id: everywhere
  title: {zh: 全国, en: Everywhere}
  verified_on: "2026-11"  # everywhere
  about: {zh: 全国, en: Everywhere}
  source: {document: 测试, basis: adopted}
  levels:
    - id: nation
      title: {zh: 国家级, en: Nation}
      decided_by: {zh: 部, en: Ministry}
      source: {document: 测试, basis: adopted}
      needs:
        - id: clean
          text: {zh: 无事故, en: No accident}
          must: not major_accident
          source: {document: 测试, basis: adopted}
      deadlines:
        - id: table
          title: {zh: 填表, en: Table}
          day: "04-15"
          who: listed
          source: {document: 测试, basis: adopted}
      ban:
        years: 3
        text: {zh: 禁, en: Ban}
        source: {document: 测试, basis: adopted}
- id: place
  title: {zh: 某地, en: Some place}
  province: zhejiang
  places: [湖州市]
  verified_on: "2026-11"
  about: {zh: 某地, en: Some place}
  source: {document: 测试, basis: adopted}
  levels:
    - id: province
      title: {zh: 省级, en: Province}
      decided_by: {zh: 厅, en: Department}
      scheme: edge
      stars: 4
      source: {document: 测试, basis: adopted}
      term:
        kind: review
        years: null
        text: {zh: 未公布, en: Not published}
        source: {document: 测试, basis: unknown}
  continues:
    ladder: everywhere
    from: nation
    needs:
      nation:
        - id: listed
          text: {zh: 省级名单, en: Provincial list}
          holds: province
          source: {document: 测试, basis: adopted}
        - id: legal
          text: {zh: 合法, en: Lawful}
          must: lawful
          source: {document: 测试, basis: adopted}
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    path = tmp_path / "ladders" / "all.yaml"
    path.parent.mkdir()
    path.write_text(LADDERS, encoding="utf-8")
    return path


def test_the_example_is_clean_and_joined(overlay: Path) -> None:
    assert lint([MINI, overlay.parent.parent]) == []
    book = load_folders([MINI, overlay.parent.parent])
    province, nation = climb(book.ladders["place"], book.ladders)
    assert (province.id, province.stars, nation.id) == ("province", 4, "nation")
    assert [need.id for need in nation.needs] == ["listed", "legal", "clean"]
    assert [need.id for need in climb(book.ladders["everywhere"], book.ladders)[0].needs] == ["clean"]


@pytest.mark.parametrize("case", cases(__file__, "ladders.yaml"))
def test_one_fault(case: dict[str, Any], overlay: Path) -> None:
    replace(overlay, case["old"], case["new"])
    if "and_old" in case:
        replace(overlay, case["and_old"], case["and_new"])
    found = lint([MINI, overlay.parent.parent])
    assert sorted(codes(found)) == sorted([case["code"], *case.get("also", [])]), [one.text("en") for one in found]
    wanted = position_of(overlay, case["at"])
    assert wanted in [one.position for one in found if one.code == case["code"]], [str(one.position) for one in found]


def test_two_ladders_for_the_whole_country_are_one_too_many(overlay: Path) -> None:
    replace(overlay, "  province: zhejiang\n  places: [湖州市]\n", "")
    assert codes(lint([MINI, overlay.parent.parent])) == ["GF-240"]


def test_an_overlay_changes_one_level_and_brings_its_source(
    overlay: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    change = tmp_path_factory.mktemp("more") / "ladders" / "mine.yaml"
    change.parent.mkdir(parents=True)
    text = "- id: everywhere\n  levels:\n    - id: nation\n      deadlines:\n        - {id: table, day: '05-01'%s}\n"
    change.write_text(text % "", encoding="utf-8")
    folders = [MINI, overlay.parent.parent, change.parent.parent]
    assert codes(failure(load_folders, folders)) == ["GF-227"]
    change.write_text(text % ", source: {document: 通知, basis: published}", encoding="utf-8")
    book = load_folders(folders)
    (deadline,) = book.ladders["everywhere"].levels[0].deadlines
    assert (deadline.day, deadline.title.en, deadline.source.document) == ("05-01", "Table", "通知")
    assert book.digest != load_folders(folders[:2]).digest


def test_an_overlay_that_moves_a_stars_condition_brings_its_source(tmp_path: Path) -> None:
    change = tmp_path / "schemes" / "edge" / "scheme.yaml"
    change.parent.mkdir(parents=True)
    change.write_text("id: edge\ntiers:\n  - {stars: 5, requires: lawful}\n", encoding="utf-8")
    assert codes(failure(load_folders, [MINI, tmp_path])) == ["GF-227"]
