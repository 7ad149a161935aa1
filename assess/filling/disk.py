"""The file as it stands on the disk: its bytes, its text, and by what one sees that it has changed."""

from __future__ import annotations

import codecs
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from assess import yamlio
from assess.errors import AssessError

Stamp: TypeAlias = tuple[int, int, int]
"""Inode, size and time of change: what one ``stat`` says about a file's content."""
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Content:
    """The file's bytes at one moment."""

    content: bytes
    stamp: Stamp

    @property
    def digest(self) -> str:
        """What they are known by."""
        return hashlib.sha256(self.content).hexdigest()

    def read(self, shown: str) -> Disk:
        """With the text in them. Raises :class:`AssessError` where there is none."""
        return Disk(self.content, self.stamp, yamlio.decode(self.content, shown))


@dataclass(frozen=True, slots=True)
class Disk(Content):
    """One state of the file. ``text`` is without the byte-order mark that ``content`` may begin with."""

    text: str

    def encoded(self, text: str) -> bytes:
        """Another text as bytes of the same kind."""
        return (codecs.BOM_UTF8 if self.content.startswith(codecs.BOM_UTF8) else b"") + text.encode()


def stamp_of(path: Path) -> Stamp | None:
    """The file's stamp now; None where there is no file."""
    try:
        return stamp(path.stat())
    except OSError:
        return None


def stamp(found: os.stat_result) -> Stamp:
    """The stamp in a ``stat``."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def read_content(path: Path) -> Content | None:
    """The file now; None where there is none. Raises :class:`AssessError` where it cannot be read."""
    for last in range(_TRIES, 0, -1):
        before = stamp_of(path)
        if before is None:
            return None
        try:
            content = yamlio.read_bytes(path)
        except AssessError:
            if stamp_of(path) is None:  # gone meanwhile
                return None
            raise
        if stamp_of(path) == before or last == 1:
            return Content(content, before)
    return None
