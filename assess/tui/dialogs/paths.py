"""Completing a file's path (文件补全) from the folder of the submission: folders first, Chinese names included."""

from __future__ import annotations

import os
from pathlib import Path

from assess.submission.quantity import fold

LIMIT = 200
"""More names than anybody looks through; a folder of thousands stays quick."""


def completions(typed: str, folder: Path) -> list[str]:
    """What ``typed`` can become: names that begin with its last part, then names that contain it."""
    head, _, tail = typed.replace("\\", "/").rpartition("/")
    prefix = head + "/" if head or typed.startswith("/") else ""
    names = _names(folder / prefix if prefix else folder, hidden=tail.startswith("."))
    wanted = fold(tail)
    begins = [name for name in names if fold(name).startswith(wanted)]
    holds = [name for name in names if wanted in fold(name) and name not in begins]
    return [prefix + name for name in (begins + holds)[:LIMIT]]


def exists(typed: str, folder: Path) -> bool:
    """Whether the file is there."""
    try:
        return (folder / typed).exists()
    except (OSError, ValueError):
        return False


def _names(folder: Path, *, hidden: bool) -> list[str]:
    """What a folder holds, folders first and with a slash behind; nothing when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((not one.is_dir(), one.name) for one in entries if hidden or not one.name.startswith("."))
    except (OSError, ValueError):
        return []
    return [name if plain else name + "/" for plain, name in found]
