"""Writing results: whole or not at all, and never by accident over something that was there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assess.errors import AssessError, Bilingual, Position, one


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, replacing what is there; a reader sees the old file or the new one, never half.

    Raises GF-401 and then leaves nothing behind.
    """
    if path.is_dir():
        raise _unwritable(path, Bilingual("这是一个文件夹", "it is a folder"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".assess-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None
    finally:
        part.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet. Raises GF-402 when it does, GF-401 when it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise one("GF-402", Position(str(path)), file=str(path)) from None
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None


def write_new_bytes(path: Path, content: bytes) -> None:
    """Like :func:`write`, for a file that must not exist yet. Raises GF-402 when it does."""
    if path.exists():
        raise one("GF-402", Position(str(path)), file=str(path))
    write(path, content)


def _unwritable(path: Path, why: str | Bilingual) -> AssessError:
    return one("GF-401", Position(str(path)), file=str(path), why=why)


def _umask() -> int:
    """The process's umask: temporary files are private, results are not."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
