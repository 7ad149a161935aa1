"""Which question a problem of the file belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from assess import yamlio
from assess.errors import Problem
from assess.filling.questions import Questionnaire
from assess.submission.document import Address


def by_question(
    problems: Sequence[Problem], text: str, file: str, questionnaire: Questionnaire
) -> tuple[dict[str, list[Problem]], list[Problem]]:
    """Problems by question, and those that belong to none (unknown keys, a missing section)."""
    if not problems:
        return {}, []
    starts = _starts(yamlio.parse(text, file))
    places = [place for place, _ in starts]
    mine: dict[str, list[Problem]] = {}
    rest: list[Problem] = []
    for problem in problems:
        here = problem.position
        number = bisect_right(places, (here.line, here.column)) - 1 if here is not None else -1
        address = starts[number][1] if number >= 0 else ()
        named = ("factory", "name") if problem.values.get("key") == "name" and problem.code == "GF-203" else address
        named = ("period",) if problem.values.get("key") == "period" and problem.code == "GF-203" else named
        question = questionnaire.by_address.get(named)
        (rest if question is None else mine.setdefault(question.id, [])).append(problem)
    return mine, rest


def _starts(data: Any) -> list[tuple[tuple[int, int], Address]]:
    """Where each address begins, in the order of the file."""
    found: list[tuple[tuple[int, int], Address]] = []
    for key, value in data.items() if isinstance(data, yamlio.LocatedMap) else ():
        place = data.key_position(key)
        found.append(((place.line, place.column), (key,)))
        for inner in value if isinstance(value, yamlio.LocatedMap) else ():
            place = value.key_position(inner)
            found.append(((place.line, place.column), (key, inner)))
    return sorted(found)


def is_about(problem: Problem, text: str, data: Any, address: Address) -> bool:
    """Whether a problem of a one-answer text is about that answer."""
    starts = _starts(yamlio.parse(text, ""))
    here = problem.position
    number = bisect_right([place for place, _ in starts], (here.line, here.column)) - 1 if here is not None else -1
    return number >= 0 and starts[number][1][: len(address)] == address
