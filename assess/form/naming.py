"""Questions, columns and options called by their titles wherever a problem of the form speaks of them by id."""

from __future__ import annotations

from dataclasses import replace

from assess.errors import Bilingual, Problem
from assess.form.model import OPTION, Questions
from assess.form.titles import TITLES
from assess.rulebook.model import Text

_NAMES = ("name", "id")
_KEY = "key"


def by_title(problem: Problem, known: Questions) -> Problem:
    """The same problem as people know the question; ids that are no question stay as they are."""
    values = dict(problem.values)
    for key in _NAMES:
        if isinstance(values.get(key), str):
            values[key] = _titled(str(values[key]), known)
    column = _column(TITLES.id, str(values.get(_KEY)), known)
    if column is not None:
        values[_KEY] = Bilingual(column.zh, column.en)
    return replace(problem, values=values)


def _titled(name: str, known: Questions) -> object:
    """``lawful``, ``measures#rainwater``, ``energy_carriers.amount`` or a benchmark's bare id."""
    whole, _, option = name.partition(OPTION)
    question = known.get(whole) or known.get(f"benchmarks.{whole}")
    if question is not None:
        fact = question.fact
        options = fact.options if fact is not None and option else ()
        chosen = next((one.title for one in options if one.id == option), None)
        return _joined(question.ask, chosen)
    table, _, column = name.partition(".")
    title = _column(table, column, known)
    found = known.get(table)
    return name if title is None or found is None else _joined(found.ask, title)


def _column(table: str, column: str, known: Questions) -> Text | None:
    found = known.get(table)
    columns = found.fact.columns if found is not None and found.fact is not None else ()
    return next((one.title for one in columns if one.id == column), None)


def _joined(title: Text, more: Text | None) -> Bilingual:
    if more is None:
        return Bilingual(title.zh, title.en)
    return Bilingual(f"{title.zh}：{more.zh}", f"{title.en}: {more.en}")
