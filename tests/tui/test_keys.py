"""Keys that arrive in one go act in their order: nothing lands in another question than it was typed for."""

from __future__ import annotations

import pytest
from textual import events

from tests.tui.conftest import Open, Shell


def typed(shell: Shell, *keys: str) -> None:
    """All keys at once, as a slow line or a fast typist sends them."""
    for key in keys:
        shell.app.post_message(events.Key(key, key if len(key) == 1 else None))


@pytest.mark.parametrize("on", ["enter", "pagedown"])
async def test_letters_stay_with_the_question_they_were_typed_for(open_shell: Open, on: str) -> None:
    async with open_shell() as shell:
        typed(shell, *"样板厂", on, *"2024", on, *"C3812", on)
        await shell.settle()
        found = [shell.session.entry(name).value for name in ("factory.name", "period", "factory.industry")]
        assert found == ["样板厂", 2024, "C3812"]


async def test_keys_go_to_the_screen_that_an_earlier_key_opened(open_shell: Open) -> None:
    async with open_shell("7412") as shell:
        typed(shell, "ctrl+p", *"land_area", "enter", *"10", "enter")
        await shell.settle()
        await shell.settle()
        assert str(shell.session.entry("land_area").value) == "10"


async def test_a_pasted_text_keeps_its_place(open_shell: Open) -> None:
    async with open_shell() as shell:
        shell.app.post_message(events.Paste("湖州样板厂"))
        typed(shell, "enter")
        shell.app.post_message(events.Paste("2024"))
        typed(shell, "pagedown")
        await shell.settle()
        found = [shell.session.entry(name).value for name in ("factory.name", "period")]
        assert found == ["湖州样板厂", 2024]
