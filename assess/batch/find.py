"""Which files of a folder are submissions: every YAML file under it, in a fixed order, and none outside it."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from assess.errors import Bilingual, Position, Problem, one

SUFFIXES = (".yaml", ".yml")

_ODD = re.compile("[\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_RAW_BYTES = range(0xDC80, 0xDD00)
"""How Python spells the bytes of a file name that are no UTF-8."""
_LOOP = Bilingual("链接绕成了圈", "the links go round in circles")
_NO_FILE = Bilingual("不是普通文件", "it is not a regular file")


@dataclass(frozen=True, slots=True)
class Found:
    """One submission: ``name`` is its path below the folder, with forward slashes on every system (:func:`shown`)."""

    name: str
    path: Path


def find(folder: Path, leave_out: Path | None = None) -> tuple[list[Found], list[Problem]]:
    """Every submission below ``folder`` by name, and what is wrong with links and folders met on the way.

    Hidden files and ``leave_out`` (where results go) are passed over. A link to a submission inside the folder is
    passed over too, since its target is found by itself; any other link is refused, and links to folders are never
    followed, so no loop can arise. Raises GF-101, GF-103 or GF-501 when ``folder`` cannot be listed.
    """
    if not folder.exists():
        raise one("GF-101", Position(str(folder)), file=str(folder))
    if not folder.is_dir():
        raise one("GF-501", Position(str(folder)), file=str(folder))
    walk = _Walk(folder, folder.resolve(), leave_out.resolve() if leave_out is not None else None)
    walk.through()
    walk.check_links()
    walk.problems.sort(key=lambda problem: problem.position or Position(""))
    return sorted(walk.found, key=lambda one: (unicodedata.normalize("NFC", one.name), one.name)), walk.problems


def shown(path: str) -> str:
    r"""A path as results name it: on one line, printable, and different for different paths.

    Control signs, backslashes and bytes that are no UTF-8 are written as ``\x0a``, others as ``\u2028``.
    """
    return _ODD.sub(_escaped, path)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code in _RAW_BYTES:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}"


@dataclass(slots=True)
class _Walk:
    """One way through the folder."""

    folder: Path
    root: Path
    without: Path | None
    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    links: list[Path] = field(default_factory=list)

    def through(self) -> None:
        """Every folder once, however deep: ``waiting`` instead of recursion, resolved paths against mounted loops."""
        waiting, seen = [self.folder], set[Path]()
        while waiting:
            here = waiting.pop()
            real = here.resolve()
            if real in seen or (here != self.folder and real == self.without):
                continue
            seen.add(real)
            if not real.is_relative_to(self.root):  # a junction, which Windows does not call a link
                self.problem("GF-502", here)
                continue
            waiting += self.entries(here)

    def entries(self, here: Path) -> list[Path]:
        """Note the files and links of one folder; the folders in it."""
        folders = []
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    path = Path(entry.path)
                    if entry.name.startswith("."):
                        continue
                    if entry.is_symlink():
                        self.links.append(path)
                    elif entry.is_dir():
                        folders.append(path)
                    elif path.suffix.lower() in SUFFIXES:
                        self.file(path, regular=entry.is_file())
        except OSError as error:
            why = error.strerror or str(error)
            if here == self.folder:
                raise one("GF-103", Position(str(here)), file=str(here), why=why) from None
            self.problem("GF-103", here, why=why)
        return folders

    def file(self, path: Path, *, regular: bool) -> None:
        if regular:
            self.found.append(Found(self.name(path), path))
        else:
            self.problem("GF-103", path, why=_NO_FILE)

    def check_links(self) -> None:
        """What is wrong with links: nothing when they lead to something that is read anyway."""
        read = {self.root / one.path.relative_to(self.folder) for one in self.found} if self.links else set()
        for link in self.links:
            claims = link.suffix.lower() in SUFFIXES
            try:
                target = link.resolve(strict=True)
            except FileNotFoundError:
                if claims:
                    self.problem("GF-101", link)
            except (OSError, RuntimeError):
                if claims:
                    self.problem("GF-103", link, why=_LOOP)
            else:
                inside = target.is_relative_to(self.root)
                if not inside and (claims or target.is_dir()):
                    self.problem("GF-502", link)
                elif inside and claims and target.is_file() and target not in read:
                    self.problem("GF-507", link)

    def problem(self, code: str, path: Path, **values: object) -> None:
        name = self.name(path)
        self.problems.append(Problem(code, Position(name), {"file": name, **values}))

    def name(self, path: Path) -> str:
        """Escaped piece by piece, since a backslash in a name is no separator here."""
        return "/".join(shown(part) for part in path.relative_to(self.folder).parts)
