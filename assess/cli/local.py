"""Typer's own words (panel titles, usage, the ``--help`` line) in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from typer import Context, Typer
from typer.core import TyperCommand, TyperGroup

from assess.cli.say import Say

CommandFunction = TypeVar("CommandFunction", bound=Callable[..., Any])

_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "[必填]",
    "DEFAULT_STRING": "[默认：{}]",
}
_HELP = {
    "help": "显示这份说明",
    "install_completion": "为当前 shell 安装自动补全",
    "show_completion": "显示自动补全脚本，可自行复制或修改",
}


def classes(say: Say) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """The group and command classes for the language; Typer's own for English."""
    return (ChineseGroup, ChineseCommand) if say.lang == "zh" else (TyperGroup, TyperCommand)


class _Chinese:
    """What both classes say differently. Typer builds its help from constants and hooks; these are the hooks."""

    def format_usage(self, ctx: Context, formatter: Any) -> None:
        """The usage line, headed 用法."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="用法：")

    def format_help(self, ctx: Context, formatter: Any) -> None:
        """The whole help page."""
        from typer import rich_utils

        typers = {name: getattr(rich_utils, name) for name in _PANELS}
        vars(rich_utils).update(_PANELS)
        try:
            super().format_help(ctx, formatter)  # type: ignore[misc]
        finally:
            vars(rich_utils).update(typers)

    def get_params(self, ctx: Context) -> list[Any]:
        """All parameters; those that Typer itself adds get a Chinese help text."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            if param.name in _HELP:
                param.help = _HELP[param.name]
        return params


class ChineseGroup(_Chinese, TyperGroup):  # type: ignore[misc]  # the mixin's hooks take the formatter as Any
    """A command with subcommands."""


class ChineseCommand(_Chinese, TyperCommand):  # type: ignore[misc]
    """A single command."""


def command(app: Typer, say: Say, name: str, help_: str) -> Callable[[CommandFunction], CommandFunction]:
    """``app.command`` with the language's class and usage line."""
    return app.command(name, cls=classes(say)[1], help=help_, options_metavar=say("[选项]", "[OPTIONS]"))
