"""Targets files: the example, and every mistake by line and column in both languages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assess import Rulebook
from assess.batch.portfolio.targets import read_targets
from tests.support import ROOT, codes, failure, where

GOOD = """\
- id: a
  name: {zh: 目标, en: target}
  counts: {stars: 4, scheme: star-changxing, basis: adopted}
  number: 20
  by: 2025
  source: {document: 文件, basis: secondary}
"""


def test_the_example_is_haishu_s_target(rulebook: Rulebook) -> None:
    (found,) = read_targets(ROOT / "examples" / "targets" / "haishu.yaml", rulebook)
    assert (found.number, found.by, found.deadline) == (20, "2025", date(2025, 12, 31))
    assert (found.counts.stars, found.counts.basis, found.source.basis) == (4, "adopted", "secondary")
    assert found.counts.note is not None


@pytest.mark.parametrize(
    ("by", "last"),
    [("2025", date(2025, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2025-06-30", date(2025, 6, 30))],
)
def test_a_deadline_is_its_last_day(rulebook: Rulebook, tmp_path: Path, by: str, last: date) -> None:
    (tmp_path / "t.yaml").write_text(GOOD.replace("2025", by), encoding="utf-8")
    assert read_targets(tmp_path / "t.yaml", rulebook)[0].deadline == last


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("number: 20", "numbr: 20", "GF-201", (4, 3)),
        ("number: 20", "number: 20\n  zzz: 1", "GF-202", (5, 3)),
        ("  number: 20\n", "", "GF-203", (1, 3)),
        ("number: 20", "number: 0", "GF-204", (4, 11)),
        ("number: 20", 'number: "20"', "GF-204", (4, 11)),
        ("stars: 4", "stars: 6", "GF-204", (3, 19)),
        ("by: 2025", "by: 2025-13", "GF-204", (5, 7)),
        ("by: 2025", "by: 明年", "GF-204", (5, 7)),
        ("by: 2025", "by: 2025-2-3", "GF-204", (5, 7)),
        ("by: 2025", "by: 0", "GF-204", (5, 7)),
        (", en: target", "", "GF-217", (2, 9)),
        ("  source: {document: 文件, basis: secondary}\n", "", "GF-216", (1, 3)),
        ("star-changxing", "star-nowhere", "GF-220", (3, 30)),
        ("star-changxing", "gbt36132-2018", "GF-516", (3, 30)),
        (GOOD, "targets: []", "GF-113", (1, 1)),
        (GOOD, "- 20", "GF-113", (1, 3)),
        (GOOD, "# nothing\n", "GF-112", (0, 0)),
        (GOOD, GOOD + GOOD, "GF-205", (7, 7)),
    ],
)
def test_mistakes_are_named_with_their_place(
    rulebook: Rulebook, tmp_path: Path, old: str, new: str, code: str, place: tuple[int, int]
) -> None:
    assert old in GOOD
    (tmp_path / "t.yaml").write_text(GOOD.replace(old, new), encoding="utf-8")
    found = failure(read_targets, tmp_path / "t.yaml", rulebook)
    assert code in codes(found)
    assert where(next(problem for problem in found if problem.code == code)) == place


def test_keys_are_explained_on_their_own_page(rulebook: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(GOOD.replace("number: 20", "number: 20\n  zzz: 1"), encoding="utf-8")
    (problem,) = failure(read_targets, tmp_path / "t.yaml", rulebook)
    assert "docs/portfolio.md" in problem.mend("en")
    assert "counts" in problem.mend("zh")
