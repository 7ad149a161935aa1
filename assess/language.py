"""Which language to speak: ``--lang`` first, then ``ASSESS_LANG``, else Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]

ENVIRONMENT = "ASSESS_LANG"
"""The environment variable; ``en``, ``en_US.UTF-8`` and ``zh-CN`` are all understood."""


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of a command line, found before the line is parsed, so that help and errors speak it too.

    A value that is neither Chinese nor English is passed over here; the command line refuses it later.
    """
    named = [environment.get(ENVIRONMENT, ""), *_lang_options(arguments)]
    known = [lang for lang in map(_read, named) if lang is not None]
    return known[-1] if known else "zh"


def _lang_options(arguments: Sequence[str]) -> list[str]:
    """Every value given to ``--lang``, up to a bare ``--``."""
    found: list[str] = []
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            found.append(argument.removeprefix("--lang="))
        elif argument == "--lang" and index + 1 < len(arguments):
            found.append(arguments[index + 1])
    return found


def _read(value: str) -> Lang | None:
    """``zh`` or ``en`` from a language tag or a locale name."""
    primary = value.strip().lower().replace("_", "-").split("-")[0].split(".")[0]
    return "zh" if primary == "zh" else "en" if primary == "en" else None
