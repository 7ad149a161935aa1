"""Where a factory stands on the ladder of its region (梯度), what the next rung needs, and the dates ahead.

Pure: the day is an argument. Titles are taken as stated in the submission; nothing here says that a factory has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assess.errors import listed, nearest, one
from assess.planning.calendar import add_years, next_day
from assess.rulebook.ladder import Ladder, Level, Need, Term
from assess.rulebook.ladders import climb, ladder_of, national
from assess.rulebook.load import Rulebook
from assess.rulebook.model import LevelName, Settings, Source, Text
from assess.scoring.evaluate import evaluate
from assess.scoring.result import Assessment
from assess.scoring.values import Values
from assess.submission.model import Submission, Title

Chosen = Literal["asked", "region", "national"]
TitleState = Literal["valid", "review_due", "expired", "removed", "not_yet"]
NeedState = Literal["met", "missing", "unknown", "by_hand", "not_published"]
DateKind = Literal["deadline", "review", "expiry", "ban_end"]

AHEAD_YEARS = 1
"""How far ahead dates are listed."""


@dataclass(frozen=True, slots=True)
class TitleStanding:
    """A title on one day. ``until`` is the day its re-review is due, or its last day; None where not published."""

    title: Title
    state: TitleState
    term: Term | None = None
    until: date | None = None

    @property
    def held(self) -> bool:
        """Whether the title counts on that day; one whose re-review is overdue still stands on the list."""
        return self.state in ("valid", "review_due")


@dataclass(frozen=True, slots=True)
class NeedStanding:
    """One need: ``by_hand`` is for those that no answer decides."""

    need: Need
    state: NeedState


@dataclass(frozen=True, slots=True)
class Decision:
    """What the computed result of the deciding scheme says of a level; no listing follows from it."""

    assessment: Assessment
    state: NeedState


@dataclass(frozen=True, slots=True)
class Rung:
    """One level with the factory's titles on it; ``barred`` is the last day of a ban after a removal."""

    level: Level
    titles: tuple[TitleStanding, ...]
    needs: tuple[NeedStanding, ...]
    decision: Decision | None
    barred: date | None

    @property
    def held(self) -> TitleStanding | None:
        """The title that counts: the one that holds longest."""
        found = [title for title in self.titles if title.held]
        return max(found, key=lambda title: (title.state == "valid", title.until or date.max), default=None)


@dataclass(frozen=True, slots=True)
class DateAhead:
    """One day to come. ``key`` names it in calendars, the same whenever it is computed."""

    day: date
    kind: DateKind
    level: Level
    title: Text | None
    source: Source
    key: str


@dataclass(frozen=True, slots=True)
class LadderStanding:
    """A factory on a ladder on the day ``on``; ``here`` is the highest rung it holds, ``following`` the one to climb."""

    submission: Submission
    ladder: Ladder
    chosen: Chosen
    on: date
    rungs: tuple[Rung, ...]
    here: Rung | None
    following: Rung | None
    others: tuple[Title, ...]
    dates: tuple[DateAhead, ...]


def stand(rulebook: Rulebook, submission: Submission, on: date, asked: str | None = None) -> LadderStanding:
    """The factory on the ladder ``asked``, else on its region's. Raises GF-241 where there is none."""
    ladder, chosen = _ladder(rulebook, submission, asked)
    levels = climb(ladder, rulebook.ladders)
    titles = {level.id: _titles(level, submission, on) for level in levels}
    rungs = tuple(_rung(level, titles, rulebook, submission, on) for level in levels)
    held = [number for number, rung in enumerate(rungs) if rung.held]
    top = held[-1] if held else -1
    here = rungs[top] if held else None
    following = rungs[top + 1] if top + 1 < len(rungs) else None
    others = tuple(title for title in submission.titles if title.level not in titles)
    dates = tuple(sorted(_dates(rungs, following, on), key=lambda ahead: (ahead.day, ahead.key)))
    return LadderStanding(submission, ladder, chosen, on, rungs, here, following, others, _once(dates))


def _ladder(rulebook: Rulebook, submission: Submission, asked: str | None) -> tuple[Ladder, Chosen]:
    if asked is not None:
        if asked not in rulebook.ladders:
            name = nearest(asked, rulebook.ladders) or asked
            known = listed([name, *(other for other in rulebook.ladders if other != name)])
            raise one("GF-241", None, id=asked, known=known)
        return rulebook.ladders[asked], "asked"
    factory = submission.factory
    found = ladder_of(rulebook, factory.province, factory.region)
    if found is not None:
        return found, "region"
    everywhere = national(rulebook)
    if everywhere is None:
        raise one("GF-241", None, id=factory.region or "national", known=listed(rulebook.ladders or ["–"]))
    return everywhere, "national"


# ---------------------------------------------------------------- titles


def _titles(level: Level, submission: Submission, on: date) -> tuple[TitleStanding, ...]:
    return tuple(title_standing(title, level.term, on) for title in submission.titles if title.level == level.id)


def title_standing(title: Title, term: Term | None, on: date) -> TitleStanding:
    """What a title is worth on a day, by the term of its level."""
    if title.granted > on:
        return TitleStanding(title, "not_yet")
    if title.removed is not None and title.removed <= on:
        return TitleStanding(title, "removed")
    if term is None or term.years is None:
        return TitleStanding(title, "valid", term)
    until = add_years(_counts_from(title, on), term.years)
    if on <= until:
        return TitleStanding(title, "valid", term, until)
    return TitleStanding(title, "expired" if term.kind == "expiry" else "review_due", term, until)


def _counts_from(title: Title, on: date) -> date:
    """The day a period begins: the last re-review passed by then, else the day the title was granted."""
    return title.reviewed if title.reviewed is not None and title.reviewed <= on else title.granted


def _barred(level: Level, submission: Submission, on: date) -> date | None:
    """The last day of the latest ban that is running: after a removal from any list, whichever it was."""
    if level.ban is None:
        return None
    removed = [title.removed for title in submission.titles if title.removed is not None and title.removed <= on]
    ends = [add_years(day, level.ban.years) for day in removed]
    return max((end for end in ends if end >= on), default=None)


# ---------------------------------------------------------------- needs and what decides


def _rung(
    level: Level,
    titles: dict[LevelName, tuple[TitleStanding, ...]],
    rulebook: Rulebook,
    submission: Submission,
    on: date,
) -> Rung:
    decision = None
    settings = Settings()
    if level.scheme is not None:
        scheme = rulebook.scheme(level.scheme)
        assessment = evaluate(scheme, submission)
        decision, settings = Decision(assessment, _decided(level, assessment)), scheme.model.settings
    values = Values(rulebook, settings, submission)
    needs = tuple(NeedStanding(need, _need(need, titles, values)) for need in level.needs)
    return Rung(level, titles[level.id], needs, decision, _barred(level, submission, on))


def _need(need: Need, titles: dict[LevelName, tuple[TitleStanding, ...]], values: Values) -> NeedState:
    if need.holds is not None:
        states = {title.state for title in titles.get(need.holds, ())}
        return "met" if "valid" in states else "unknown" if "review_due" in states else "missing"
    if need.must is not None:
        found = values.rulebook.expression(need.must)(values)
        return "met" if found is True else "missing" if found is False else "unknown"
    return "not_published" if need.source.basis == "unknown" else "by_hand"


def _decided(level: Level, assessment: Assessment) -> NeedState:
    """Whether the level's star is reached; without stars, whether the gates hold (no pass mark is published then)."""
    tier, gates = assessment.tier, {gate.state for gate in assessment.gates}
    if level.stars is None:
        return "missing" if "fail" in gates else "unknown" if "unknown" in gates else "not_published"
    if level.stars <= max((one.stars for one in (tier.secured, tier.nomination) if one is not None), default=0):
        return "met"
    if "fail" in gates:
        return "missing"
    if any(one.stars <= level.stars for one in tier.not_evaluable):
        return "not_published"
    reachable = 0 if tier.reachable is None else tier.reachable.stars
    return "unknown" if level.stars <= reachable or _nominable(level, assessment) else "missing"


def _nominable(level: Level, assessment: Assessment) -> bool:
    """Whether only a nomination stands between the reachable star and the level's, and answers still decide it."""
    asked = next((tier for tier in assessment.scheme.model.tiers if tier.stars == level.stars), None)
    return asked is not None and asked.nomination and set(assessment.tier.blocked) <= {"decision"}


# ---------------------------------------------------------------- dates


def _dates(rungs: Sequence[Rung], following: Rung | None, on: date) -> Iterator[DateAhead]:
    end = add_years(on, AHEAD_YEARS)
    for rung in reversed(rungs):
        for found in (*_deadlines(rung, following, on), *_terms(rung), *_ban_end(rung)):
            if on <= found.day < end:
                yield found


def _deadlines(rung: Rung, following: Rung | None, on: date) -> Iterator[DateAhead]:
    """Days for those listed, where the factory holds the level; days for applicants, on the way to the next one."""
    level = rung.level
    for deadline in level.deadlines:
        applies = rung.held is not None if deadline.who == "listed" else rung is following
        day = next_day(deadline.day, on) if applies and deadline.day is not None else None
        if day is not None and not (deadline.who == "applicants" and rung.barred is not None and day <= rung.barred):
            yield DateAhead(day, "deadline", level, deadline.title, deadline.source, f"{deadline.id}-{day}")


def _terms(rung: Rung) -> Iterator[DateAhead]:
    held, term = rung.held, rung.level.term
    if held is not None and held.until is not None and term is not None:
        key = f"{term.kind}-{rung.level.id}-{held.until}"
        yield DateAhead(held.until, term.kind, rung.level, None, term.source, key)


def _ban_end(rung: Rung) -> Iterator[DateAhead]:
    """The first day on which the factory may apply again."""
    if rung.barred is not None and rung.level.ban is not None and rung.barred < date.max:
        day = rung.barred + timedelta(days=1)
        yield DateAhead(day, "ban_end", rung.level, None, rung.level.ban.source, f"ban-end-{rung.level.id}-{day}")


def _once(dates: Sequence[DateAhead]) -> tuple[DateAhead, ...]:
    """Each day once: a table filed on one platform for two lists is one thing to do."""
    return tuple({ahead.key: ahead for ahead in reversed(dates)}.values())[::-1]
