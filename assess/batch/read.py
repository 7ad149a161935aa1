"""Reading one submission of a folder, and nothing that has taken its place since the folder was listed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, one

_BY_FOLDER = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""Whether the system opens a path step by step without following links."""
_NO_FILE = Bilingual("不是普通文件", "it is not a regular file")


def read(folder: Path, path: Path, name: str) -> bytes:
    """The bytes of ``path``, which lies below ``folder``; no link on the way is followed.

    Raises GF-101 … GF-104 as :func:`yamlio.read_text` does, GF-502 for a link, all under ``name``.
    """
    try:
        with os.fdopen(_open(folder, path), "rb") as stream:
            found = os.fstat(stream.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise one("GF-103", Position(name), file=name, why=_NO_FILE)
            raw = stream.read(min(found.st_size, yamlio.MAX_BYTES) + 1)  # more would reserve memory for nothing
            if len(raw) > found.st_size:  # it has grown meanwhile
                raw += stream.read(yamlio.MAX_BYTES + 1 - len(raw))
    except OSError as error:
        raise _unreadable(error, name) from None
    if len(raw) > yamlio.MAX_BYTES:
        size, limit = f"{max(found.st_size, len(raw)) / 1048576:.1f}", yamlio.MAX_BYTES // 1048576
        raise one("GF-104", Position(name), file=name, size_mb=size, limit_mb=limit)
    return raw


def _open(folder: Path, path: Path) -> int:
    if not _BY_FOLDER:
        if path.resolve() != folder.resolve() / path.relative_to(folder):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    *folders, last = path.relative_to(folder).parts
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for step in folders:
            above, here = here, os.open(step, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=here)
            os.close(above)
        # Without O_NONBLOCK a pipe in place of the file would let us wait for ever.
        return os.open(last, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=here)
    finally:
        os.close(here)


def _unreadable(error: OSError, name: str) -> AssessError:
    place = Position(name)
    if isinstance(error, FileNotFoundError):
        return one("GF-101", place, file=name)
    if error.errno in (errno.ELOOP, errno.EMLINK):  # EMLINK: FreeBSD's word for it
        return one("GF-502", place, file=name)
    return one("GF-103", place, file=name, why=error.strerror or str(error))
