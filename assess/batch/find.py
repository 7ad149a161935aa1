"""Which files of a folder are submissions: every YAML file under it, in a fixed order, and none outside it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assess.errors import Bilingual, Position, Problem, one

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Found:
    """One submission: ``name`` is its path below the folder, with forward slashes on every system."""

    name: str
    path: Path


def find(folder: Path, leave_out: Path | None = None) -> tuple[list[Found], list[Problem]]:
    """Every submission below ``folder`` by name, and what is wrong with links and folders met on the way.

    Hidden files and ``leave_out`` (where results go) are passed over. A link to a file inside the folder is passed
    over too, since its target is found by itself; one that leads outside is refused, and links to folders are never
    followed, so no loop can arise. Raises GF-101 or GF-501 when ``folder`` is not a folder.
    """
    if not folder.exists():
        raise one("GF-101", Position(str(folder)), file=str(folder))
    if not folder.is_dir():
        raise one("GF-501", Position(str(folder)), file=str(folder))
    root, without = folder.resolve(), leave_out.resolve() if leave_out is not None else None
    problems: list[Problem] = []
    found = [
        Found(path.relative_to(folder).as_posix(), path)
        for path in _walk(folder, root, without, problems)
        if path.suffix.lower() in SUFFIXES
    ]
    return sorted(found, key=lambda one: (unicodedata.normalize("NFC", one.name), one.name)), problems


def _walk(folder: Path, root: Path, without: Path | None, problems: list[Problem]) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        why = error.strerror or str(error)
        problems.append(Problem("GF-103", Position(str(folder)), {"file": str(folder), "why": why}))
        return
    for entry in listed:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            if path.suffix.lower() in SUFFIXES:
                problems += _link(path, root)
        elif entry.is_dir():
            if without is None or path.resolve() != without:
                yield from _walk(path, root, without, problems)
        elif entry.is_file():
            yield path
        elif path.suffix.lower() in SUFFIXES:
            odd = Bilingual("不是普通文件", "it is not a regular file")
            problems.append(Problem("GF-103", Position(str(path)), {"file": str(path), "why": odd}))


def _link(path: Path, root: Path) -> list[Problem]:
    """What is wrong with a link: nothing when it stays inside."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return [Problem("GF-101", Position(str(path)), {"file": str(path)})]
    if target.is_relative_to(root):
        return []
    return [Problem("GF-502", Position(str(path)), {"file": str(path)})]
