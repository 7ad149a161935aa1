"""The journal beside the file (草稿日志): what is not in the file yet, so that no end of the program loses it.

One record per line, each with its checksum, so that a line torn by a kill is recognised and passed over. The records in order
say everything: whoever replays them has the answers that wait and the drafts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from assess.files import replace, sync_folder, write_all

Record: TypeAlias = Mapping[str, Any]

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND
_FLAGS |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
LIMIT = 512 * 1024
"""Bytes from which a journal is worth writing anew with only what still counts."""


class Journal:
    """Appends records. Every method but :meth:`read` may raise :class:`OSError`; ``whole`` says whether all are on disk."""

    def __init__(self, path: Path, mode: int = 0o600) -> None:
        self.path, self._mode = path, mode
        self._handle = -1
        self._size = 0
        self._limit = LIMIT
        self._sound = True

    @property
    def large(self) -> bool:
        """Whether it should be written anew."""
        return self._size > self._limit

    @property
    def empty(self) -> bool:
        """Whether no record has been written since it was opened or cleared."""
        return self._size == 0

    @property
    def whole(self) -> bool:
        """Whether every record given so far stands in the file, and the file is still there."""
        if not self._sound:
            return False
        return self._handle < 0 or os.fstat(self._handle).st_nlink > 0

    def read(self) -> list[Record]:
        """Every record that can be read, in order; nothing where there is no journal."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return []
        self._size = len(content)
        return list(_records(content))

    def append(self, records: Iterable[Record], *, sync: bool) -> None:
        """Add records at the end; with ``sync`` they outlast a power cut, without it a kill."""
        content = b"".join(map(_line, records))
        try:
            handle = self._opened()
            write_all(handle, content)
            if sync:
                os.fsync(handle)
        except OSError:
            self._sound = False  # half a line at the end is passed over; whatever comes next writes all of it anew
            raise
        self._size += len(content)

    def rewrite(self, records: Iterable[Record]) -> None:
        """Only these records from now on."""
        content = b"".join(map(_line, records))
        self.close()
        self._sound = False
        replace(self.path, content, mode=self._mode)
        self._size, self._sound = len(content), True
        self._limit = max(LIMIT, 4 * len(content))

    def clear(self) -> None:
        """No records from now on; the file stays, so that the next answer finds it."""
        if self._size or self._handle >= 0:
            os.ftruncate(self._opened(), 0)
        self._size, self._sound = 0, True

    def close(self) -> None:
        """Let go of the file."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def remove(self) -> None:
        """Let go of the file and remove it."""
        self.close()
        self.path.unlink(missing_ok=True)

    def _opened(self) -> int:
        if self._handle < 0:
            self._handle = os.open(self.path, _FLAGS, self._mode)
            self._size = os.lseek(self._handle, 0, os.SEEK_END)
            if self._size == 0:
                sync_folder(self.path.parent)
            elif self._last_byte() != b"\n":  # torn by a kill
                write_all(self._handle, b"\n")
                self._size += 1
        return self._handle

    def _last_byte(self) -> bytes:
        os.lseek(self._handle, -1, os.SEEK_END)
        return os.read(self._handle, 1)


def _line(record: Record) -> bytes:
    text = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)


def _records(content: bytes) -> Iterator[Record]:
    for line in content.split(b"\n"):
        check, _, text = line.partition(b" ")
        try:
            if int(check, 16) == crc32(text):
                yield json.loads(text)
        except ValueError:
            continue
