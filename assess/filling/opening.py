"""Opening a file for filling in: symbolic links, write protection, the lock, a blank questionnaire where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from assess.errors import AssessError, Bilingual, Position, Problem, one
from assess.files import clear_parts, companion, protection, write
from assess.filling.journal import Journal, Record
from assess.filling.lock import Holder, Lock
from assess.filling.replay import replay
from assess.filling.store import Store
from assess.submission.document import Outline


class LockedStore(Store):
    """A store that gives the file's lock back when it is closed."""

    def __init__(self, path: Path, target: Path, outline: Outline, held: Lock | Problem, *, begun: bool) -> None:
        self.begun = begun
        self._held = held if isinstance(held, Lock) else None
        super().__init__(path, target, outline, held if isinstance(held, Problem) else None)

    def close(self) -> None:
        """Save, clear away, and let the next window in."""
        try:
            super().close()
        finally:
            if self._held is not None:
                self._held.release()


def open_store(path: Path, blank: Callable[[], str], outline: Outline) -> Store:
    """Open the file, or begin it with ``blank()``; an empty file counts as none.

    Read-only where another window has it (GF-410), where file or folder is protected or no journal can be kept (GF-411).
    Raises GF-1xx where it cannot be read, GF-401 where it cannot be begun, GF-420 where not even its folder is there.
    """
    try:
        target = path.resolve()
    except (OSError, RuntimeError) as error:  # symbolic links in a circle
        raise one("GF-103", Position(str(path)), file=str(path), why=str(error)) from None
    missing = _missing(target)
    if missing and not target.parent.is_dir():
        raise one("GF-420", Position(str(path)), file=str(path), folder=str(path.parent))
    held = _held(path, target)
    if missing and isinstance(held, Problem) and held.code == "GF-411":
        raise one("GF-401", Position(str(path)), file=str(path), why=held.values["why"])
    try:
        if isinstance(held, Lock):
            clear_parts(target)
            if missing:
                write(target, blank().encode())
        return LockedStore(path, target, outline, held, begun=missing and isinstance(held, Lock))
    except AssessError as error:
        if isinstance(held, Lock):
            held.release()
        raise _with_draft(error, path, target) from None
    except BaseException:
        if isinstance(held, Lock):
            held.release()
        raise


def _with_draft(error: AssessError, path: Path, target: Path) -> AssessError:
    """The same, and that answers which are not in the file wait beside it until it can be read again."""
    draft = companion(target, ".draft")
    if not replay(_records(draft)).waiting:
        return error
    return AssessError(
        [*error.problems, Problem("GF-419", Position(str(path)), {"file": str(path), "draft": draft.name})]
    )


def _records(draft: Path) -> Sequence[Record]:
    try:
        return Journal(draft).read()
    except OSError:
        return ()


def _missing(target: Path) -> bool:
    """Whether there is nothing yet: no file, or one without a single character."""
    try:
        return target.stat().st_size == 0
    except OSError:
        return True


def _held(path: Path, target: Path) -> Lock | Problem:
    """The file's lock, or why it can only be looked at."""
    why: object = protection(target)
    if why is None:
        try:
            found = Lock.take(companion(target, ".lock"))
        except OSError as error:
            why = error.strerror or str(error)
        else:
            return found if isinstance(found, Lock) else _taken(path, found)
    return Problem("GF-411", Position(str(path)), {"file": str(path), "why": why})


def _taken(path: Path, holder: Holder) -> Problem:
    who = Bilingual("另一个程序", "another program")
    if holder.pid:
        who = Bilingual(
            f"{holder.since} 起，计算机 {holder.host}，进程 {holder.pid}",
            f"since {holder.since}, computer {holder.host}, process {holder.pid}",
        )
    return Problem("GF-410", Position(str(path)), {"file": str(path), "who": who})
