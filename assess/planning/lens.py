"""The edition lens (新旧版对照): the same facts under two editions, and what the rule change did against what the factory did.

Points are added up by principle (五化) in both editions, whatever the schemes group by: that is what they share.
With two years, four totals are known: last year's and this year's facts, each under the old and the new rules. What the
rules did is the mean of switching them first and of switching them last, and so is what the factory did (Shapley's
division for two players: it does not depend on which is told first). Amounts are rounded so that they add up exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import TYPE_CHECKING, Literal

from assess.scoring.evaluate import evaluate
from assess.scoring.result import Interval
from assess.scoring.rounding import rounded

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Text
    from assess.rulebook.scheme import CompiledScheme
    from assess.scoring.result import Assessment
    from assess.submission.model import Submission

End = Literal["low", "high"]
"""Which end of the interval: earned for sure, or still reachable."""


@dataclass(frozen=True, slots=True)
class LensRow:
    """One principle (五化) in both editions, titled as in the new one; None where an edition does not have it."""

    id: str
    title: Text
    old: Interval | None
    new: Interval | None


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a waterfall: ``rules``, ``factory``, or a principle's id, with its signed amount in points."""

    id: str
    title: Text | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From one total to another: ``start`` plus all parts is ``end``, to the last digit."""

    end_of_interval: End
    start: Decimal
    parts: tuple[Part, ...]
    end: Decimal


@dataclass(frozen=True, slots=True)
class Lens:
    """This year's facts under both editions; ``before`` and ``years`` only when last year's facts were given.

    ``before`` is last year's under the old and the new rules. ``editions`` go from the old total to the new one principle by principle; ``years`` from last year under the old
    rules to this year under the new ones, by what the rules and what the factory did.
    """

    old: Assessment
    new: Assessment
    before: tuple[Assessment, Assessment] | None
    rows: tuple[LensRow, ...]
    editions: tuple[Waterfall, Waterfall]
    years: tuple[Waterfall, Waterfall] | None


def lens(old: CompiledScheme, new: CompiledScheme, submission: Submission, last: Submission | None = None) -> Lens:
    """Hold one submission, and last year's if there is one, against two editions of a scheme."""
    here_old, here_new = evaluate(old, submission, last), evaluate(new, submission, last)
    rows = _rows(here_old, here_new)
    ends: tuple[End, End] = ("low", "high")
    editions = tuple(_by_group(end, here_old, here_new, rows) for end in ends)
    before = years = None
    if last is not None:
        before = evaluate(old, last), evaluate(new, last)
        years = tuple(_by_cause(end, *before, here_old, here_new) for end in ends)
    return Lens(here_old, here_new, before, rows, editions, years)  # type: ignore[arg-type]  # tuple() of two has two


def editions(rulebook: Rulebook, scheme: str) -> tuple[CompiledScheme, CompiledScheme] | None:
    """The old and the new edition that ``scheme`` is one of, by ``successor``; None where there is no such pair.

    A scheme without published points has no total to hold against another.
    """
    named = rulebook.schemes[scheme].successor
    earlier = [name for name, one in rulebook.schemes.items() if one.successor == scheme]
    pair = (scheme, named) if named is not None else (earlier[0], scheme) if earlier else None
    if pair is None:
        return None
    old, new = rulebook.scheme(pair[0]), rulebook.scheme(pair[1])
    return (old, new) if old.scores and new.scores else None


def _rows(old: Assessment, new: Assessment) -> tuple[LensRow, ...]:
    """The new edition's principles in its order, then those that only the old one has."""
    titles = {one.id: one.title for edition in (old, new) for one in edition.scheme.model.principles}
    olds, news = _by_principle(old), _by_principle(new)
    return tuple(LensRow(name, titles[name], olds.get(name), news.get(name)) for name in dict.fromkeys((*news, *olds)))


def _by_principle(assessment: Assessment) -> dict[str, Interval]:
    """Points by principle, in the scheme's order; principles without any criterion are left out."""
    found: dict[str, Interval] = {}
    for principle in assessment.scheme.model.principles:
        points = [one.points for one in assessment.criteria if one.criterion.principle == principle.id]
        if points:
            found[principle.id] = Interval(*(fsum(ends) for ends in zip(*points, strict=True)))
    return found


def _by_group(end: End, old: Assessment, new: Assessment, rows: tuple[LensRow, ...]) -> Waterfall:
    start, stop = _total(old, end), _total(new, end)
    exact = [(row, _end(row.new, end) - _end(row.old, end)) for row in rows]
    amounts = _exactly([amount for _, amount in exact], stop - start, _decimals(old, new))
    parts = tuple(Part(row.id, row.title, amount) for (row, _), amount in zip(exact, amounts, strict=True))
    return Waterfall(end, start, parts, stop)


def _by_cause(
    end: End, there_old: Assessment, there_new: Assessment, here_old: Assessment, here_new: Assessment
) -> Waterfall:
    a, b, c, d = (_total(one, end) for one in (there_old, there_new, here_old, here_new))
    rules, factory = ((b - a) + (d - c)) / 2, ((c - a) + (d - b)) / 2
    first, second = _exactly([float(rules), float(factory)], d - a, _decimals(here_old, here_new))
    return Waterfall(end, a, (Part("rules", None, first), Part("factory", None, second)), d)


def _exactly(amounts: list[float], total: Decimal, decimals: int) -> list[Decimal]:
    """Amounts rounded so that they add up to ``total``: what rounding leaves goes to where it was cut most."""
    step = Decimal(1).scaleb(-decimals)
    found = [rounded(amount, decimals) for amount in amounts]
    while (rest := total - sum(found, Decimal(0))) and found:
        sign = 1 if rest > 0 else -1
        errors = [(Decimal(amount) - value) * sign for amount, value in zip(amounts, found, strict=True)]
        found[errors.index(max(errors))] += step * sign
    return found


def _total(assessment: Assessment, end: End) -> Decimal:
    return rounded(_end(assessment.total, end), _decimals(assessment))


def _end(points: Interval | None, end: End) -> float:
    return 0.0 if points is None else points.low if end == "low" else points.high


def _decimals(*assessments: Assessment) -> int:
    """The places of the finer scheme: only those can carry both totals exactly."""
    return max(assessment.scheme.model.settings.decimals for assessment in assessments)
