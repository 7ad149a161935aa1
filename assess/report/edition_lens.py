"""The edition lens on paper: two editions side by side, the waterfall between their totals, and two years taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.waterfall import Fall, waterfall
from assess.report.words import Words, shortened

if TYPE_CHECKING:
    from decimal import Decimal

    from assess.planning.lens import Lens, LensRow, Part, Waterfall
    from assess.scoring.result import Assessment, Interval
    from assess.submission.model import Submission

TITLE_CELLS = 20
"""Cells of a title beside a bar."""


@dataclass(frozen=True, slots=True)
class PrincipleRow:
    """One principle in both editions, and what it adds to the total (with its sign)."""

    title: str
    old: str
    new: str
    secured: str
    reachable: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A waterfall with its caption."""

    caption: str
    chart: Fall


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step from last year under the old rules to this year under the new ones."""

    title: str
    secured: str
    reachable: str


@dataclass(frozen=True, slots=True)
class Years:
    """Two years: the four totals (year, old rules, new rules), the steps between two of them, and the charts."""

    note: str
    totals: tuple[tuple[str, str, str], ...]
    steps: tuple[StepRow, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LensPage:
    """The page; ``years`` is None without last year's submission."""

    lead: tuple[str, ...]
    old: str
    new: str
    rows: tuple[PrincipleRow, ...]
    total: PrincipleRow
    figures: tuple[Figure, ...]
    years: Years | None


def build_lens(found: Lens, lang: str) -> LensPage:
    """The lens in one language."""
    model = found.new.scheme.model
    old, new = (_words(one, lang) for one in (found.old, found.new))
    low, high = found.editions
    changes = list(zip(low.parts, high.parts, strict=True))
    old_title, new_title = old.text(found.old.scheme.model.title), new.text(model.title)
    return LensPage(
        lead=_lead(found, new, old_title, new_title),
        old=old_title,
        new=new_title,
        rows=tuple(_row(row, pair, old, new) for row, pair in zip(found.rows, changes, strict=True)),
        total=PrincipleRow(
            new("lens.total"),
            old.of(found.old.total),
            new.of(found.new.total),
            signed(low.end - low.start),
            signed(high.end - high.start),
        ),
        figures=_figures(new, found.editions, (new("lens.old"), new("lens.new")), _maximum(found)),
        years=_years(found, old, new),
    )


def signed(amount: Decimal) -> str:
    """``+1.20``, ``−0.30``, ``0.00``."""
    return f"+{amount}" if amount > 0 else f"−{-amount}" if amount < 0 else str(abs(amount))


def _words(assessment: Assessment, lang: str) -> Words:
    return Words(lang, assessment.scheme.model.settings.decimals, assessment.scheme.rulebook)


def _lead(found: Lens, words: Words, old: str, new: str) -> tuple[str, ...]:
    lines = [words("lens.lead", old=_quoted(words, old), new=_quoted(words, new))]
    for assessment, title in ((found.old, old), (found.new, new)):
        waiting = [
            one
            for one in assessment.criteria
            if one.share.open and any(reason.code == "missing_benchmark" for reason in one.reasons)
        ]
        if waiting:
            lines.append(words("lens.unpublished", scheme=_quoted(words, title), count=len(waiting)))
    return tuple(lines)


def _quoted(words: Words, title: str) -> str:
    return f"《{title}》" if words.lang == "zh" else f'"{title}"'


def _row(row: LensRow, change: tuple[Part, Part], old: Words, new: Words) -> PrincipleRow:
    def shown(words: Words, points: Interval | None) -> str:
        return words("lens.absent") if points is None else words.of(points)

    low, high = change
    return PrincipleRow(
        new.text(row.title), shown(old, row.old), shown(new, row.new), signed(low.amount), signed(high.amount)
    )


def _maximum(found: Lens) -> float:
    return max(found.old.total.max, found.new.total.max)


def _figures(
    words: Words, falls: tuple[Waterfall, Waterfall], ends: tuple[str, str], maximum: float
) -> tuple[Figure, ...]:
    """Both ends of the interval; one figure where they are the same."""
    low, high = falls
    if (low.start, low.parts, low.end) == (high.start, high.parts, high.end):
        return (_figure(words, "lens.both", low, ends, maximum),)
    captions = zip(("lens.secured", "lens.reachable"), falls, strict=True)
    return tuple(_figure(words, caption, fall, ends, maximum) for caption, fall in captions)


def _figure(words: Words, caption: str, fall: Waterfall, ends: tuple[str, str], maximum: float) -> Figure:
    steps = [
        (ends[0], str(fall.start), float(fall.start)),
        *((_title(words, part), signed(part.amount), float(part.amount)) for part in fall.parts),
        (ends[1], str(fall.end), float(fall.end)),
    ]
    said = words.listed((f"{title} {amount}" for title, amount, _ in steps), separator="list.semicolon")
    alt = words("lens.alt", caption=words(caption), steps=said)
    drawn = [(shortened(title, TITLE_CELLS), amount, number) for title, amount, number in steps]
    return Figure(words(caption), waterfall(alt, drawn, maximum))


def _title(words: Words, part: Part) -> str:
    return words.text(part.title) if part.title is not None else words(f"lens.{part.id}")


def _years(found: Lens, old: Words, new: Words) -> Years | None:
    if found.before is None or found.years is None:
        return None
    last, now = found.before[0].submission, found.new.submission
    low, high = found.years
    ends = new("lens.start", year=last.period), new("lens.end", year=now.period)
    steps = (
        StepRow(ends[0], str(low.start), str(high.start)),
        *(
            StepRow(_title(new, one), signed(one.amount), signed(other.amount))
            for one, other in zip(low.parts, high.parts, strict=True)
        ),
        StepRow(ends[1], str(low.end), str(high.end)),
    )
    totals = tuple(
        (str(one.submission.period), old.of(one.total), new.of(other.total))
        for one, other in (found.before, (found.old, found.new))
    )
    return Years(_note(new, last, now), totals, steps, _figures(new, found.years, ends, _maximum(found)))


def _note(words: Words, last: Submission, now: Submission) -> str:
    """A warning where the two files are not two years of one factory."""
    codes = last.factory.credit_code, now.factory.credit_code
    same = codes[0] == codes[1] if all(codes) else last.factory.name == now.factory.name
    if same and last.period == now.period - 1:
        return ""
    return words(
        "lens.other_factory",
        last=last.factory.name,
        last_year=last.period,
        now=now.factory.name,
        now_year=now.period,
    )
