"""Typer's usage errors as problems of our catalogue, so that they too speak the reader's language."""

from __future__ import annotations

import re
from typing import Any

from assess.errors import Bilingual, Problem, nearest

_WORDED = (
    (r"'(.*)' is not one of (.*)", "“{0}”不在可选范围：{1}", "“{0}” is not one of {1}"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", "多出“{0}”", "“{0}” is too much"),
    (r"Option '(.*)' requires an argument", "{0} 后面要有取值", "{0} needs a value"),
    (r"Missing command", "没有写命令", "no command is named"),
)
"""Typer's English details → ours; what is not listed is shown as Typer says it."""


def problem(error: Any, prog: str) -> Problem:
    """The problem behind a usage error; told apart by class name, which Typer has kept where modules moved."""
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else prog
    kind = type(error).__name__
    if kind == "NoSuchOption":
        name = error.option_name
        known = [option for param in context.command.get_params(context) for option in param.opts] if context else []
        return _unknown("GF-003", "GF-004", name, known, command)
    if kind == "MissingParameter":
        return Problem("GF-005", None, {"name": _name(error.param), "command": command})
    if kind == "BadParameter":
        return Problem("GF-006", None, {"name": _name(error.param), "detail": _detail(error), "command": command})
    wrong = _unknown_command(error)
    if wrong is not None:
        return _unknown("GF-001", "GF-002", wrong, list(context.command.commands), command)
    return Problem("GF-007", None, {"detail": _detail(error), "command": command})


def _unknown(close_code: str, far_code: str, name: str, known: list[str], command: str) -> Problem:
    close = nearest(name, known)
    values = {"name": name, "command": command}
    return Problem(close_code, None, values | {"nearest": close}) if close else Problem(far_code, None, values)


def _unknown_command(error: Any) -> str | None:
    """The word that is no command. Typer keeps it only inside its message: No such command 'scor'."""
    context = getattr(error, "ctx", None)
    message = str(error.message)
    if context is None or not hasattr(context.command, "commands") or not message.startswith("No such command"):
        return None
    return message.split("'")[1] if message.count("'") >= 2 else None


def _name(param: Any) -> str:
    """How the user writes a parameter: ``--format``, or an argument's metavar."""
    if param is None:
        return "?"
    if param.param_type_name == "option":
        return str(param.opts[-1])
    return str(param.metavar or param.name)


def _detail(error: Any) -> Bilingual:
    """What Typer says is wrong, in both languages."""
    message = str(error.message).removeprefix("Value error, ").rstrip(".")
    for pattern, zh, en in _WORDED:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            parts = [part.replace("'", "") for part in found.groups()]
            return Bilingual(zh.format(*parts), en.format(*parts))
    return Bilingual(message, message)
