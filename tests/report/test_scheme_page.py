"""The page on all schemes is current in both languages, complete, and tells the basis of every number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assess import Rulebook, load_rulebook
from assess.report.scheme_page import BASES, _runs, scheme_page
from tests.support import ROOT


@pytest.mark.parametrize(("name", "lang"), [("schemes.md", "en"), ("schemes.zh-CN.md", "zh")])
def test_the_page_is_current(rulebook: Rulebook, name: str, lang: str) -> None:
    shipped = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert shipped == scheme_page(rulebook, lang), f"assess scheme doc --lang {lang} > docs/{name}"


def sections(page: str) -> dict[str, str]:
    parts = re.split(r"^## .*`([\w-]+)`$", page, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_scheme_says_what_is_open_and_who_could_settle_it(rulebook: Rulebook, lang: str) -> None:
    found = sections(scheme_page(rulebook, lang))
    assert list(found) == list(rulebook.schemes)
    for name, text in found.items():
        scheme = rulebook.schemes[name]
        assert text.count("\n### ") == 5
        for question in scheme.questions:
            assert f"- {question.in_(lang)}" in text
        for tier in scheme.tiers:
            assert tier.unpublished is None or tier.unpublished.in_(lang) in text


def test_counts_are_those_of_the_rulebook(rulebook: Rulebook) -> None:
    text = sections(scheme_page(rulebook, "en"))["gbt36132-2018"]
    points = next(line for line in text.splitlines() if line.startswith("| points |"))
    counted = [cell.strip() for cell in points.split("|")[2:-1]]
    bases = [one.points.basis for one in rulebook.schemes["gbt36132-2018"].criteria]
    assert counted == [str(bases.count(basis) or "") for basis in BASES]


def test_what_is_inherited_is_not_told_twice(rulebook: Rulebook) -> None:
    text = sections(scheme_page(rulebook, "en"))["star-changxing"]
    assert "from `gbt36132-2018`" in text
    assert "conditions of stars (4): 2★, 3★, 4★, 5★" in text
    assert "- points (" not in text


def test_every_star_that_is_no_choice_of_ours_tells_its_condition_and_document(rulebook: Rulebook) -> None:
    found = sections(scheme_page(rulebook, "en"))
    assert "- secondary: 3★ three stars: score of 75 or more, or directly:" in found["star-ningbo"]
    assert "- secondary: 4★ four stars: score from 75, below 90 (DB13/T 6005—2024" in found["star-hebei"]
    assert "stands for city level" in found["star-huzhou"]


def test_an_overlays_cut_off_stands_beside_ours(tmp_path: Path) -> None:
    folder = tmp_path / "schemes" / "star-changxing"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text(
        "id: star-changxing\ntiers: [{stars: 4, total: 83, source: {document: 某县办法, clause: 第 6 条, basis: published}}]\n",
        encoding="utf-8",
    )
    page = sections(scheme_page(load_rulebook([tmp_path]), "en"))["star-changxing"]
    assert "- 4★ demonstration: ≥ 83 (某县办法 clause 6)" in page
    assert "- 5★ ≥ 90: " in page


def test_ids_that_follow_each_other_are_one_run() -> None:
    ids = ["I-01", "I-02", "I-03", "I-05", "K-01", "K-01-O", "K-02", "BR-a", "BR-b"]
    assert _runs(ids) == ["I-01–I-03", "I-05", "K-01", "K-01-O", "K-02", "BR-a", "BR-b"]
