"""The scoreboard's lines: bars, cut-offs and gates at every width, and what it says in every state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from assess import Assessment, Rulebook, evaluate, load_submission
from assess.language import Lang
from assess.scoring.result import Interval
from assess.tui.widgets.bars import bar, cells
from assess.tui.widgets.board_lines import _Board, board
from assess.tui.words import ScreenWords
from tests.tui.conftest import LANGS, ROOT

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))


def assessment(rulebook: Rulebook, example: str, scheme: str = "star-changxing") -> Assessment:
    path: Path = ROOT / "examples" / f"{example}.yaml"
    return evaluate(rulebook.scheme(scheme), load_submission(path, rulebook))


def lines(one: Assessment, lang: Lang, width: int, *, tall: bool = False) -> list[str]:
    words = ScreenWords(lang, 2, one.scheme.rulebook)
    return [line.plain for line in board(one, words, width, tall=tall)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", ["star-changxing", "gbt36132-2018"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_fits_every_width_and_never_cuts_what_decides(
    rulebook: Rulebook, example: str, scheme: str, lang: Lang
) -> None:
    found = assessment(rulebook, example, scheme)
    words = ScreenWords(lang, 2, rulebook)
    total = words.report.interval(found.total)
    for width in (58, 71, 78, 98, 118, 158, 198):
        for tall in (False, True):
            shown = lines(found, lang, width, tall=tall)
            assert max(map(cell_len, shown)) <= width
            head = shown[1 if tall else 0]
            assert total in head
            assert "…" not in head
            if scheme == "star-changxing":
                assert words.say("board.indicative") in head
                assert len(shown) <= (6 if width < 78 else 5) or tall
            else:
                assert words.say("board.no_pass_mark") in head


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("example", ["7412", "complete-5star", "below-2star"])
def test_schemes_without_points_fit_and_say_what_they_do_not_have(rulebook: Rulebook, example: str, lang: Lang) -> None:
    words = ScreenWords(lang, 2, rulebook)
    for name in rulebook.schemes:
        found = assessment(rulebook, example, name)
        for width in (58, 71, 78, 98, 118, 158, 198):
            for tall in (False, True):
                shown = lines(found, lang, width, tall=tall)
                assert max(map(cell_len, shown)) <= width
                assert (words.say("board.not_scored") in shown[1 if tall else 0]) == (not found.scheme.scores)
                told = " ".join(shown)
                assert "╵" not in told or all(tier.total is not None for tier in found.scheme.model.tiers)
                for tier in found.tier.not_evaluable if tall or not found.scheme.scores else ():
                    assert f"{tier.stars}★" in told


@pytest.mark.parametrize("width", range(40, 200))
def test_a_tick_stands_under_the_first_cell_that_its_cut_off_leaves_empty(rulebook: Rulebook, width: int) -> None:
    at_cut_off = replace(assessment(rulebook, "complete-5star"), total=Interval(80.0, 80.0, 100.0))
    shown = lines(at_cut_off, "zh", width)
    marks = next(line for line in shown if "╵" in line)
    ticks = [cell_len(marks[:place]) for place, letter in enumerate(marks) if letter == "╵"]
    assert ticks == [cells(cut, 100, width) for cut in (60, 70, 80, 90)]
    assert shown[1].index("·") == ticks[2]
    for cut in ("60", "70", "80", "90"):
        assert cut in marks


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ((0, 10, 10), "▒▒▒▒▒▒▒▒▒▒"),
        ((3, 7, 10), "███▒▒▒▒···"),
        ((10, 10, 10), "██████████"),
        ((9.99, 9.99, 10), "█████████·"),
        ((0, 0, 0), "··········"),
    ],
)
def test_bars_never_promise_more_than_there_is(points: tuple[float, float, float], shown: str) -> None:
    assert bar(Interval(*points), 10).plain == shown


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ("7412", "已确认 ☆☆☆☆☆ 暂无  可达到 ★★★★★ 引领类"),
        ("complete-5star", "已确认＝可达到 ★★★★★ 引领类"),
        ("na-rich", "已确认＝可达到 ★★★★☆ 示范类"),
        ("below-2star", "已确认＝可达到 ☆☆☆☆☆ 未达二星级"),
    ],
)
def test_says_which_star_is_secured_and_which_reachable(rulebook: Rulebook, example: str, said: str) -> None:
    assert said in lines(assessment(rulebook, example), "zh", 118)[0]


def test_where_there_is_room_it_names_failed_gates_what_is_missing_and_what_the_star_is(rulebook: Rulebook) -> None:
    found = assessment(rulebook, "below-2star")
    shown = "\n".join(lines(found, "zh", 158, tall=True))
    assert "✗ 规划与年度目标" in shown
    assert "2★ 已不可能" in shown
    assert "非主管部门评定" in shown
    assert "2★ 还差" in "\n".join(lines(assessment(rulebook, "7412"), "zh", 158, tall=True))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", ["star-changxing", "gbt36132-2018"])
def test_a_made_up_factory_is_marked_at_every_width(rulebook: Rulebook, scheme: str, lang: Lang) -> None:
    found = assessment(rulebook, "7412", scheme)
    made_up = replace(found.submission, factory=replace(found.submission.factory, made_up=True))
    real = replace(found.submission, factory=replace(found.submission.factory, made_up=False))
    mark = ScreenWords(lang, 2, rulebook).say("board.made_up")
    for width in (58, 78, 158):
        head = lines(replace(found, submission=made_up), lang, width)[0]
        assert head.startswith(mark)
        assert "…" not in head
        assert mark not in "".join(lines(replace(found, submission=real), lang, width))


def test_no_failed_gate_is_no_alarm(rulebook: Rulebook) -> None:
    found = assessment(rulebook, "complete-5star")
    assert {one.state for one in found.gates} == {"pass"}
    for gates in _Board(found, ScreenWords("zh", 2, rulebook), 78).gates():
        assert "$text-error bold" not in {str(span.style) for span in gates.spans}
