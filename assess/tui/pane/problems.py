"""What is wrong with an answer, in the words of a form: nothing about keys and brackets of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess.errors import Problem
from assess.tui.texts import TEXTS

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.tui.words import ScreenWords


def told(problem: Problem, question: Question, words: ScreenWords) -> str:
    """One problem: what, and how to mend it."""
    return words.report.sentences(told_apart(problem, question, words))


def told_apart(problem: Problem, question: Question, words: ScreenWords) -> tuple[str, str]:
    """What is wrong; how to mend it."""
    key = _name(str(problem.values.get("key", "")), question, words)
    what, mend = f"problem.{problem.code}.what", f"problem.{problem.code}.mend"
    return (
        words.say(what, key=key) if what in TEXTS else problem.what(words.lang),
        words.say(mend) if mend in TEXTS else problem.mend(words.lang),
    )


def told_all(problems: Sequence[Problem], question: Question, words: ScreenWords) -> str:
    """The first problem in full, and how many more there are."""
    first = told(problems[0], question, words)
    more = words.say("problem.more", count=len(problems) - 1) if len(problems) > 1 else ""
    return words.report.sentences((first, more))


def _name(key: str, question: Question, words: ScreenWords) -> str:
    """What the form calls a key of the file."""
    if question.fact is not None:
        for column in question.fact.columns:
            if column.id == key:
                return column.title.in_(words.lang)
    known = f"key_of.{key}"
    return words.say(known) if known in TEXTS else key
