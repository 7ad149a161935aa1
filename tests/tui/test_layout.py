"""The form's cells: nothing misaligned, nothing cut in the middle of a word, nothing to the right of an input."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.widgets import Input

from assess.language import Lang
from assess.tui.commands import COMMANDS, footer
from assess.tui.widgets.navigation import Navigation
from tests.tui.conftest import LANGS, LARGE, SMALL, Open, Shell, both, check_snapshot, strips

FILES = ("factory", "7412", "complete-5star", "below-2star", "na-rich")
OTHER_SIZES = ((60, 18), (79, 23), (99, 29), (100, 30), (120, 40), (200, 60))
PLAIN = 4.5
"""The least contrast of a text with its background (WCAG AA)."""


@both
@pytest.mark.parametrize("file", FILES)
async def test_the_form_looks_as_it_was_kept(open_shell: Open, file: str, lang: Lang, size: tuple[int, int]) -> None:
    async with open_shell(None if file == "factory" else file, lang, size) as shell:
        check_snapshot(f"form-{file}-{lang}-{size[0]}x{size[1]}", strips(shell.app), size[0])


@pytest.mark.parametrize("lang", LANGS)
async def test_two_schemes_are_named(open_shell: Open, lang: Lang) -> None:
    async with open_shell("jiate", lang, schemes=("star-changxing", "gbt36132-2018")) as shell:
        first = shell.shown()
        await shell.press("f9")
        second = shell.shown()
        assert shell.say("board.scheme", number=1, count=2) in first
        assert shell.say("board.scheme", number=2, count=2) in second
        assert shell.say("board.no_pass_mark") not in first
        assert shell.say("board.no_pass_mark") in second
        check_snapshot(f"form-two-schemes-{lang}", strips(shell.app), SMALL[0])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", OTHER_SIZES, ids=str)
async def test_every_size_is_filled_to_the_cell(open_shell: Open, lang: Lang, size: tuple[int, int]) -> None:
    async with open_shell("na-rich", lang, size) as shell:
        lines = strips(shell.app)
        assert len(lines) == size[1]
        assert {cell_len(line) for line in lines} == {size[0]}
        assert shell.say("board.total") in lines[1 if size[1] >= 30 else 0]
        navigation = shell.form.query_one(Navigation)
        assert navigation.display == (size[0] >= 100)
        if not navigation.display:
            await shell.press("f2")
        assert navigation.max_scroll_x == 0


@both
async def test_nothing_stands_to_the_right_of_the_input(open_shell: Open, lang: Lang, size: tuple[int, int]) -> None:
    async with open_shell("7412", lang, size) as shell:
        focused = shell.app.focused
        assert isinstance(focused, Input)
        await shell.pilot.press("9", "9")
        line = strips(shell.app)[focused.cursor_screen_offset.y]
        assert line.rstrip().endswith("99")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", range(60, 220, 7))
async def test_keys_on_the_footer_are_never_cut(open_shell: Open, lang: Lang, width: int) -> None:
    async with open_shell(None, lang, (60, 18)) as shell:
        keys = footer(width, shell.app.words)
        assert sum(cell_len(f" {one.shown} {one.title(shell.app.words)} ") for one in keys) <= width
        assert {"help", "quit", "next_open"} <= {one.action for one in keys}
        if width >= SMALL[0]:
            assert "most_valuable" in {one.action for one in keys}


@pytest.mark.parametrize("theme", ["factory-light", "factory-dark"])
@pytest.mark.parametrize("file", ["factory", "7412", "below-2star"])
async def test_every_letter_can_be_read_in_both_themes(open_shell: Open, theme: str, file: str) -> None:
    async with open_shell(None if file == "factory" else file, "zh", LARGE) as shell:
        shell.app.theme = theme
        await shell.settle()
        pale = {found for strip in shell.app.screen._compositor.render_strips() for found in map(_pale, strip) if found}
        assert not pale


def _pale(segment: Segment) -> str:
    """The segment's text where it is too pale for its background."""
    style = segment.style
    if not segment.text.strip() or style is None or style.color is None or style.bgcolor is None:
        return ""
    contrast = _contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
    return f"{segment.text!r} {contrast:.1f}" if contrast < PLAIN else ""


def _contrast(text: Color, ground: Color) -> float:
    light, dark = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    linear = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@both
async def test_states_have_signs_of_their_own(open_shell: Open, lang: Lang, size: tuple[int, int]) -> None:
    async with open_shell("na-rich", lang, LARGE) as shell:
        navigation = shell.form.query_one(Navigation)
        navigation.root.expand_all()
        await shell.settle()
        signs = {shell.session.state(name): _sign(shell, name) for name in shell.session.questionnaire.by_id}
        assert len(set(signs.values())) == len(signs) >= 3


def _sign(shell: Shell, question_id: str) -> str:
    return shell.form.query_one(Navigation).sign(question_id)[:1]


def test_all_keys_are_different_and_no_bare_letter() -> None:
    keys = [command.key for command in COMMANDS]
    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if len(key) == 1]
