"""Writing results: whole or not at all, and never by accident over something that was there."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assess.errors import AssessError, Bilingual, Position, one

_LONGEST = 160
"""Bytes of a file's name that fit into the names of its companions; longer ones are abbreviated by a hash."""


def write(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path``, replacing what is there. Raises GF-401 and then leaves nothing behind."""
    if path.is_dir():
        raise _unwritable(path, Bilingual("这是一个文件夹", "it is a folder"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None


def replace(
    path: Path,
    content: bytes,
    *,
    keep: bool = False,
    mode: int | None = None,
    before: Callable[[], None] | None = None,
) -> os.stat_result:
    """Put ``content`` at ``path``; a reader, and whoever comes after a power cut, sees the old file or the new one whole.

    ``keep`` keeps the permissions and the owner of the old file (the owner as far as the system lets us); ``mode`` gives
    the permissions of a new one. ``before`` is called at the last moment; when it raises, nothing is replaced. Returns what
    the new file is like. Raises :class:`OSError` and then leaves nothing behind.
    """
    handle, name = tempfile.mkstemp(prefix=_part_prefix(path), suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        try:
            write_all(handle, content)
            _dress(handle, part, path if keep else None, mode)
            os.fsync(handle)
            found = os.fstat(handle)
        finally:
            os.close(handle)
        if before is not None:
            before()
        os.replace(part, path)  # noqa: PTH105  # one system call that tests can watch
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)
    return found


def write_all(handle: int, content: bytes) -> None:
    """Every byte, however the system portions them."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]


def sync_folder(folder: Path) -> None:
    """Make names in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some network file systems refuse; the file itself is synced
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def companion(path: Path, suffix: str) -> Path:
    """A hidden file of ours beside ``path``, such as its lock."""
    return path.with_name(f".{_short(path.name)}{suffix}")


def clear_parts(path: Path) -> None:
    """Remove what killed writers of ``path`` left behind. Only safe while nobody else can be writing it."""
    ours = re.compile(re.escape(_part_prefix(path)) + r"[a-z0-9_]{8}\.part\Z")
    with suppress(OSError):
        for found in path.parent.iterdir():
            if ours.match(found.name):
                found.unlink(missing_ok=True)


def protection(path: Path) -> Bilingual | None:
    """Why ``path`` cannot be replaced: file or folder write-protected; None when nothing speaks against it.

    A file without any write permission counts as protected for everybody, also for those whom the system would let.
    """
    if path.exists() and not _writable(path):
        return Bilingual("文件设为只读", "the file is write-protected")
    if path.parent.exists() and not _writable(path.parent):
        return Bilingual("所在文件夹不允许写入", "its folder is write-protected")
    return None


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet. Raises GF-402 when it does, GF-401 when it cannot be written."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise one("GF-402", Position(str(path)), file=str(path)) from None
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None


def _writable(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


def _part_prefix(path: Path) -> str:
    return f".assess-{_short(path.name)}-"


def _short(name: str) -> str:
    raw = os.fsencode(name)
    return name if len(raw) <= _LONGEST else hashlib.sha256(raw).hexdigest()[:32]


def _dress(handle: int, part: Path, like: Path | None, mode: int | None) -> None:
    """Permissions of a new file: those of ``like`` if it is there, else ``mode``, else what the umask says."""
    try:
        old = like.stat() if like is not None else None
    except FileNotFoundError:
        old = None
    if old is None:
        part.chmod(0o666 & ~_umask() if mode is None else mode)
        return
    new = os.fstat(handle)
    if hasattr(os, "fchown") and (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with suppress(OSError):
            os.fchown(handle, old.st_uid, old.st_gid)
    part.chmod(stat.S_IMODE(old.st_mode))


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
