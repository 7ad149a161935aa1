"""Where reports land, and what they must never land on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from assess.errors import Position, one

REPORTS = Path("reports")
"""Where reports land by default, in the folder one works in."""

_UNSAFE = re.compile(r"[^\w.\-（）()]+")
_LONGEST = 60
"""Characters of a file's stem that are kept: 180 bytes of Chinese, well below what file systems allow."""


def report_path(folder: Path, submission: Path, scheme: str, lang: str, suffix: str) -> Path:
    """``folder/<file stem>-<scheme>-<lang>.<suffix>``, whatever characters the file's name has."""
    stem = _UNSAFE.sub("-", submission.stem)[:_LONGEST].strip(".-") or "report"
    return folder / f"{stem}-{scheme}-{lang}.{suffix}"


def refuse_input(path: Path, inputs: Iterable[Path]) -> None:
    """Never write a result over a file that was read. Raises GF-405."""
    for given in inputs:
        if path.exists() and given.exists() and path.samefile(given):
            raise one("GF-405", Position(str(path)), file=str(path))
