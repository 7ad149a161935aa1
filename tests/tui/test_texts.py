"""The screens' texts: both languages, all used, all there, and no Chinese where English is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from string import Formatter

import pytest
from rich.cells import cell_len

from assess.tui.commands import COMMANDS, GROUPS
from assess.tui.texts import TEXTS, pane, screens, serving, shell
from tests.tui.conftest import LARGE, ROOT, SMALL, Open

FILES = [*(ROOT / "assess" / "tui").rglob("*.py"), *(ROOT / "templates" / "web").iterdir()]
CODE = {path: path.read_text(encoding="utf-8") for path in FILES if path.parent.name != "texts"}
TYPED = "是有对否无没年月日季度底亿万吨亩公"
"""Letters that an English reader may type too, in examples of what can be written."""
CHINESE = re.compile(r"[\u3400-\u9fff]")


def test_no_key_is_in_two_files() -> None:
    assert len(TEXTS) == sum(map(len, (shell.TEXTS, pane.TEXTS, screens.TEXTS, serving.TEXTS)))


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    zh, en = TEXTS[key]
    assert zh.strip()
    assert en.strip()
    assert not set(CHINESE.findall(en)) - set(TYPED)
    assert _values(zh) == _values(en)


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_key_that_is_said_exists() -> None:
    said = {key for text in CODE.values() for key in re.findall(r'\bsay\(\s*"([^"{}]+\.[^"{}]+)"', text)}
    assert said
    assert said - TEXTS.keys() == set()


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_is_used(key: str) -> None:
    if key in {name for command in COMMANDS for name in (f"key.{command.action}", f"key.{command.action}.help")}:
        return
    if key in {f"keys.{group}" for group in GROUPS}:
        return
    quoted = re.compile(f"[\"']{re.escape(key)}[\"']")
    assert any(quoted.search(text) or _built(key, text) for text in CODE.values()), key


def _built(key: str, text: str) -> bool:
    """Whether the key can be built by a template in the code, such as ``f"board.{state}"``."""
    templates = [one for _, one in re.findall(r"""f(["'])((?:(?!\1)[^ ])+)\1""", text) if "{" in one]
    shapes = [re.sub(r"\{[^}]*\}", "*", one) for one in templates]
    wanted = [".+".join(map(re.escape, shape.split("*"))) for shape in shapes if len(shape.strip("*")) > 3]
    return any(re.fullmatch(one, key) for one in wanted)


@pytest.mark.parametrize("key", sorted(key for key in TEXTS if key.startswith("said.")))
@pytest.mark.parametrize("number", range(2))
def test_remarks_fit_on_the_narrow_status_line(key: str, number: int) -> None:
    text = TEXTS[key][number].format_map(defaultdict(str, points="10.00"))
    assert cell_len(f"✗ {text}") <= SMALL[0] - 2


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=str)
@pytest.mark.parametrize("keys", [(), ("f1",), ("f5",), ("f6",), ("f7",), ("ctrl+p",)], ids=str)
async def test_english_screens_show_no_chinese_but_names(
    open_shell: Open, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    """Terms in brackets such as (较大) stand beside their English words in the rulebook; names are the factory's."""
    async with open_shell("7412", "en", size) as app:
        await app.press(*keys)
        known = _rulebook_words(app.session.rulebook) + app.session.submission.factory.name + TYPED
        shown = {letter for line in app.shown().split("\n") for letter in CHINESE.findall(line)}
        assert not shown - set(known)


def _rulebook_words(rulebook: object) -> str:
    """Chinese letters that stand in English texts of the rulebook, on purpose."""
    return "".join(letter for text in _english(rulebook) for letter in CHINESE.findall(text))


def _english(rulebook: object) -> list[str]:
    from assess import Rulebook

    assert isinstance(rulebook, Rulebook)
    found = [fact.ask.en for fact in rulebook.facts.values()]
    found += [fact.help.en for fact in rulebook.facts.values() if fact.help is not None]
    found += [benchmark.title.en for benchmark in rulebook.benchmarks.values()]
    for scheme in map(rulebook.scheme, rulebook.schemes):
        found += [criterion.model.title.en for criterion in scheme.criteria]
        found += [f"{gate.model.title.en}" for gate in scheme.gates]
    return found
