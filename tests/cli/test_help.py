"""Help pages: both languages, every command, and nothing of Typer's English left in the Chinese ones."""

from __future__ import annotations

import pytest

from assess.version import __version__
from tests.cli.conftest import Run

COMMANDS = [
    [], ["demo"], ["new"], ["score"], ["report"], ["portfolio"], ["doctor"], ["version"],
    ["form"], ["form", "export"], ["form", "import"],
    ["scheme"], ["scheme", "list"], ["scheme", "show"], ["scheme", "lint"], ["scheme", "schema"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_chinese_help_has_no_english_of_typers(run: Run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert (result.code, result.err) == (0, "")
    assert "用法：assess" in result.out
    assert "显示这份说明" in result.out
    for word in ("Usage", "Options", "Arguments", "Commands", "default", "required", "current shell", "message"):
        assert word not in result.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_english_help_has_no_chinese(run: Run, command: list[str]) -> None:
    result = run(*command, "--help", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert "Usage: assess" in result.out
    assert not [sign for sign in result.out if "\u4e00" <= sign <= "\u9fff"]


def test_help_in_one_language_does_not_leak_into_the_other(run: Run) -> None:
    assert "选项" in run("--help").out
    assert "选项" not in run("--help", "--lang", "en").out
    assert "选项" in run("--help").out


@pytest.mark.parametrize("command", [[], ["scheme"], ["form"]])
def test_no_command_shows_the_help(run: Run, command: list[str]) -> None:
    result = run(*command)
    assert (result.code, result.err) == (0, "")
    assert "命令" in result.out


def test_versions(run: Run) -> None:
    assert run("--version").out == f"{__version__}\n"
    assert f"green-factory-assess {__version__}" in run("version").out
