"""Targets (培育目标): how many factories of how many stars by when, read from a small YAML file."""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem, listed
from assess.rulebook.check import check_entry
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Basis, Entry, Id, Source, Text
from assess.yamlio import LocatedList, LocatedMap

_DAY = Bilingual("年、年-月或年-月-日，如 2025 或 2025-12-31", "a year, month or day such as 2025 or 2025-12-31")


class TargetEntry(Entry):
    """Base of the entries of a targets file."""

    page: ClassVar[str] = "portfolio"


class Counted(TargetEntry):
    """What is counted: factories with at least so many stars under a scheme, and how sure it is that this is meant."""

    stars: Annotated[int, Field(strict=True, ge=1, le=5)]
    scheme: Id
    basis: Basis
    note: Text | None = None


class Target(TargetEntry):
    """One target; ``source`` says who set the number."""

    id: Id
    name: Text
    counts: Counted
    number: Annotated[int, Field(strict=True, ge=1)]
    by: Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
    source: Source

    @property
    def deadline(self) -> date:
        """The last day that counts: of the year or month where no day is given."""
        day = _last_day(self.by)
        assert day is not None  # read_targets has refused everything else
        return day


def read_targets(path: Path, rulebook: Rulebook) -> tuple[Target, ...]:
    """The targets of a file. Raises :class:`~assess.errors.AssessError` with everything that is wrong in it."""
    data, file = yamlio.load(path), str(path)
    if not isinstance(data, LocatedList):
        expected, found = Bilingual("列表（每项以“- ”开头）", "a list of targets"), Bilingual("键值对", "a mapping")
        shown = found if isinstance(data, LocatedMap) else str(data)[:60]
        raise AssessError([Problem("GF-113", Position(file, 1, 1), {"expected": expected, "found": shown})])
    problems: list[Problem] = []
    found_targets = [_target(entry, data.item_position(at), rulebook, problems) for at, entry in enumerate(data)]
    problems += _repeated(data)
    if problems:
        raise AssessError(sorted(problems, key=lambda problem: problem.position or Position(file)))
    return tuple(target for target in found_targets if target is not None)


def _target(raw: object, place: Position, rulebook: Rulebook, problems: list[Problem]) -> Target | None:
    if not isinstance(raw, LocatedMap):
        expected = Bilingual("键值对", "a mapping")
        problems.append(Problem("GF-113", place, {"expected": expected, "found": str(raw)[:60]}))
        return None
    target = check_entry(Target, raw, problems)
    if target is None:
        return None
    if _last_day(target.by) is None:
        values = {"key": "by", "found": target.by[:60], "expected": _DAY}
        problems.append(Problem("GF-204", raw.value_position("by"), values))
    if target.counts.scheme not in rulebook.schemes:
        where = yamlio.locate(raw, ("counts", "scheme"))
        problems.append(Problem("GF-220", where, {"id": target.counts.scheme, "known": listed(rulebook.schemes)}))
    elif not rulebook.schemes[target.counts.scheme].tiers:
        where = yamlio.locate(raw, ("counts", "scheme"))
        problems.append(Problem("GF-516", where, {"id": target.counts.scheme}))
    return target


def _repeated(data: LocatedList) -> list[Problem]:
    """Ids written twice."""
    seen: dict[str, LocatedMap] = {}
    problems = []
    for entry in data:
        name = entry.get("id") if isinstance(entry, LocatedMap) else None
        if isinstance(name, str) and name in seen:
            other = str(seen[name].value_position("id"))
            problems.append(Problem("GF-205", entry.value_position("id"), {"id": name, "other": other}))
        elif isinstance(name, str):
            seen[name] = entry
    return problems


def _last_day(text: str) -> date | None:
    """The last day of a year, a month or a day written in ISO form; None for anything else."""
    try:
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", text):
            year, month = int(text[:4]), int(text[5:] or 12)
            return date(year, month, calendar.monthrange(year, month)[1])
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:  # no such year, month or day
        return None
