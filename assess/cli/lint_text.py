"""A fault of the rulebook as plain data, for editors and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assess.errors import Problem


def as_data(problem: Problem, lang: str) -> dict[str, Any]:
    """File, line and column count from 1; line 0 is the file as a whole."""
    place = problem.position
    return {
        "code": problem.code,
        "file": place.file if place else None,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "what": problem.what(lang),
        "mend": problem.mend(lang),
    }
