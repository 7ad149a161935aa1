"""Every error a user can meet: a stable code, what, where (file:line:column), why, and how to mend it.

The texts live in :mod:`assess.messages`; a problem only carries its code and the values to fill in, so that the same
problem reads in Chinese and in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Position(NamedTuple):
    """A place in a file; line and column count from 1, 0 where a file as a whole is meant."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A value of a problem that reads differently in each language."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The text in ``lang``."""
        return self.zh if lang == "zh" else self.en


def listed(words: Iterable[object]) -> Bilingual:
    """Words as a list in either language."""
    found = [str(word) for word in words]
    return Bilingual("、".join(found), ", ".join(found))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``code`` is a ``GF-…`` code of :mod:`assess.messages`."""

    code: str
    position: Position | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def what(self, lang: str) -> str:
        """What is wrong, one sentence."""
        from assess.messages import CATALOG

        return CATALOG[self.code].what(lang).format(**self._values(lang))

    def mend(self, lang: str) -> str:
        """How to mend it, one sentence."""
        from assess.messages import CATALOG

        return CATALOG[self.code].mend(lang).format(**self._values(lang))

    def text(self, lang: str) -> str:
        """One printable block: place, code, what, and how to mend it."""
        place = f"{self.position}: " if self.position else ""
        return f"{place}{self.code} {self.what(lang)}\n    → {self.mend(lang)}"

    def _values(self, lang: str) -> dict[str, object]:
        return {name: value.in_(lang) if isinstance(value, Bilingual) else value for name, value in self.values.items()}


class AssessError(Exception):
    """A user's mistake or a machine's fault, with everything that is wrong at once."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(f"{p.position or ''} {p.code}" for p in self.problems))

    def __reduce__(self) -> tuple[type[AssessError], tuple[tuple[Problem, ...]]]:
        """Workers send it to the process that asked: with its problems, not with its text."""
        return type(self), (self.problems,)


def one(code: str, position: Position | None = None, **values: object) -> AssessError:
    """An error with a single problem."""
    return AssessError([Problem(code, position, values)])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, or None when none is close."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
