"""One window per file (文件锁): the lock beside it, and who holds it.

The operating system holds the lock and lets go of it when the process ends, however it ends; the lock file that is left
then means nothing and is taken over. It says who holds it, so that the second window can tell.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

_OPEN = os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
_BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})
_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL})
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open: process, machine, since when (local time). Empty where the lock file does not say."""

    pid: int = 0
    host: str = ""
    since: str = ""


class Lock:
    """A lock that is held; :meth:`release` gives it back and removes its file."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    @classmethod
    def take(cls, path: Path) -> Lock | Holder:
        """The lock, or who has it. Raises :class:`OSError` where no lock file can be made.

        On file systems that know no locks it is simply given: merging on saving is the second line of defence.
        """
        for _ in range(_TRIES):
            handle, ours = _opened(path)
            try:
                free = _locked(handle)
                current = free and _same(path, handle)
            except BaseException:
                os.close(handle)
                raise
            if not free:
                holder = _holder(handle)
                os.close(handle)
                return holder
            if current and ours:
                _sign(handle)
                return cls(path, handle)
            if current:  # left behind by somebody who is gone, and not ours to write into
                path.unlink()
            os.close(handle)
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    def release(self) -> None:
        """Give the lock back. May be called twice."""
        handle, self._handle = self._handle, -1
        if handle < 0:
            return
        if os.name == "posix":  # while it is still held: whoever opened this file meanwhile sees that it is gone
            with suppress(OSError):
                if _same(self._path, handle):
                    self._path.unlink()
        os.close(handle)
        if os.name != "posix":
            with suppress(OSError):
                self._path.unlink()


def _opened(path: Path) -> tuple[int, bool]:
    """The lock file, and whether we may write into it."""
    try:
        return os.open(path, os.O_RDWR | _OPEN, 0o666), True
    except PermissionError:
        return os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0)), False


def _same(path: Path, handle: int) -> bool:
    """Whether ``path`` still names the open file."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _locked(handle: int) -> bool:
    """Try to lock without waiting; False when somebody else has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # byte 0 only: what follows stays readable
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _sign(handle: int) -> None:
    """Write down who holds the lock, behind byte 0."""
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    text = json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), since)))
    with suppress(OSError):  # a full disk: the lock holds all the same
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b" " + text.encode())


def _holder(handle: int) -> Holder:
    """Who signed the lock file."""
    try:
        os.lseek(handle, 1, os.SEEK_SET)
        found = json.loads(os.read(handle, 1000))
        return Holder(int(found["pid"]), str(found["host"]), str(found["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Holder()
