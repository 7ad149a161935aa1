"""The screens beside the form, cell by cell: both languages, a small terminal and a large one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen

from assess.filling.session import Recovered
from assess.filling.store import Conflict
from assess.language import Lang
from assess.tui.screens.gaps import GapsScreen
from assess.tui.screens.help import HelpScreen
from assess.tui.screens.merge import MergeScreen
from assess.tui.screens.printing import PrintScreen
from assess.tui.screens.problems import ProblemsScreen
from assess.tui.screens.recovered import RecoveredScreen
from assess.tui.screens.review import ReviewScreen
from assess.tui.screens.why import WhyScreen
from tests.tui.conftest import Open, both, check_snapshot, strips

WRONG = """\
factory: {name: 长兴测试厂, region: 浙江省湖州市长兴县, industry: C3841, colour: 红}
period: 2024
extra: 1
facts:
  land_area: 35 亩多一点儿
  no_such_fact: 1
"""
CONFLICTS = (
    Conflict(("facts", "electricity_used"), "2300 万度", "2310 万度", {"value": "2290 万度", "note": "按供电局账单"}),
    Conflict(("factory", "name"), None, "7412工厂", "舟山 7412 工厂"),
    Conflict(
        ("facts", "energy_carriers"),
        None,
        [{"carrier": "natural_gas", "amount": "12 万m3"}, {"carrier": "diesel", "amount": "3 t"}],
        {"not_applicable": "只用电"},
    ),
)
SHOWN: dict[str, tuple[str | None, Callable[[], Screen[object]], tuple[str, ...]]] = {
    "review-unknown": ("7412", ReviewScreen, ()),
    "review-warnings": ("7412", ReviewScreen, ("right", "right")),
    "review-na": ("na-rich", ReviewScreen, ("right", "right", "down")),
    "review-evidence": ("complete-5star", ReviewScreen, ("right",)),
    "review-wrong": (None, ReviewScreen, ()),
    "why": ("7412", lambda: WhyScreen("pv_self_used"), ("right", "down", "down")),
    "why-gate": ("below-2star", lambda: WhyScreen("green_training_regular"), ()),
    "why-nothing": ("7412", lambda: WhyScreen("factory.note"), ()),
    "gaps-all": ("7412", GapsScreen, ("down",)),
    "gaps-lost": ("below-2star", GapsScreen, ("right", "down", "down")),
    "gaps-top": ("complete-5star", GapsScreen, ()),
    "print": ("7412", PrintScreen, ()),
    "print-hindered": (None, PrintScreen, ()),
    "merge": ("7412", lambda: MergeScreen(CONFLICTS), ("right",)),
    "merge-rows": ("7412", lambda: MergeScreen(CONFLICTS), ("down", "down", "left")),
    "help": ("7412", HelpScreen, ()),
    "help-end": ("7412", HelpScreen, ("end",)),
    "recovered": ("7412", RecoveredScreen, ()),
    "recovered-typing": ("7412", RecoveredScreen, ("right",)),
    "problems": (None, ProblemsScreen, ()),
}


@both
@pytest.mark.parametrize("example", ["7412", "complete-5star", "below-2star", "na-rich", None])
async def test_looks(
    example: str | None,
    lang: Lang,
    size: tuple[int, int],
    open_shell: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_shell(example, lang, size, text=None if example else WRONG) as shell:
        shell.session.draft("output_value", {"answer": {"line": "1.2 亿", "source": "", "picked": None}})
        shell.session.recovered = Recovered(("electricity_used",), ("output_value", "factory.note"))
        for name, (used, screen, keys) in SHOWN.items():
            if used == example:
                shell.app.push_screen(screen())
                await shell.settle()
                await shell.press(*keys)
                check_snapshot(f"screen-{name}-{lang}-{size[0]}x{size[1]}", strips(shell.app), size[0])
                shell.app.pop_screen()
