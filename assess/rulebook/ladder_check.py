"""What is wrong with ladders: names that do not exist, circles, levels twice, days that no year has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from assess.errors import Bilingual, Position, Problem, listed, nearest
from assess.rulebook.ladder import Ladder, Level
from assess.rulebook.ladders import climb, needs_of

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook

_COMMON_YEAR = 2001


def ladder_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Everything wrong with the ladders of a rulebook."""
    for ladder in rulebook.ladders.values():
        yield from _own(ladder, rulebook)
    everywhere = [ladder.id for ladder in rulebook.ladders.values() if ladder.province is None]
    for name in everywhere[1:]:
        detail = Bilingual(
            f"没有写 province 的只能有一个（全国），已有 {everywhere[0]}",
            f"only one may be without a province (the national one), which is {everywhere[0]}",
        )
        yield _fault(name, rulebook.position("ladders", name), detail)
    for ladder in rulebook.ladders.values():
        yield from _joint(ladder, rulebook)


def _own(ladder: Ladder, rulebook: Rulebook) -> Iterator[Problem]:
    def at(*path: str | int) -> Position | None:
        return rulebook.position("ladders", ladder.id, *path)

    if ladder.province is not None:
        yield from _known(ladder.province, rulebook.provinces, at("province"))
    elif ladder.places:
        yield Problem("GF-203", at("places"), {"key": "province"})
    for number, level in enumerate(ladder.levels):
        yield from _decider(level, number, ladder, rulebook)
        for index, deadline in enumerate(level.deadlines):
            if deadline.day is not None and not _exists(deadline.day):
                detail = Bilingual(f"不是每年都有 {deadline.day}", f"not every year has a {deadline.day}")
                yield _fault(ladder.id, at("levels", number, "deadlines", index, "day"), detail)
    for path, need in needs_of(ladder):
        if need.must is not None and need.holds is not None:
            detail = Bilingual("must 和 holds 只能写一个", "only one of must and holds")
            yield _fault(ladder.id, at(*path), detail)


def _decider(level: Level, number: int, ladder: Ladder, rulebook: Rulebook) -> Iterator[Problem]:
    place = rulebook.position("ladders", ladder.id, "levels", number, "scheme")
    if level.scheme is None:
        if level.stars is not None:
            yield Problem("GF-203", place, {"key": "scheme"})
        return
    yield from _known(level.scheme, rulebook.schemes, place)
    scheme = rulebook.schemes.get(level.scheme)
    if scheme is not None and level.stars is not None and level.stars not in {tier.stars for tier in scheme.tiers}:
        detail = Bilingual(f"{scheme.id} 没有 {level.stars} 星", f"{scheme.id} has no {level.stars}★")
        yield _fault(ladder.id, rulebook.position("ladders", ladder.id, "levels", number, "stars"), detail)


def _joint(ladder: Ladder, rulebook: Rulebook) -> Iterator[Problem]:
    """What only the whole climb shows: the ladders it continues with, levels twice, lists that are no level."""
    place = rulebook.position("ladders", ladder.id, "continues", "ladder")
    trail = [ladder]
    while trail[-1].continues is not None:
        name = trail[-1].continues.ladder
        if name not in rulebook.ladders:
            yield from _known(name, rulebook.ladders, place)
            return
        trail.append(rulebook.ladders[name])
        if trail[-1] in trail[:-1]:
            circle = " → ".join(one.id for one in trail)
            yield _fault(ladder.id, place, Bilingual(f"绕成了圈：{circle}", f"a circle: {circle}"))
            return
    for lower, upper in zip(trail[::-1][1:], trail[::-1], strict=False):
        assert lower.continues is not None
        if lower.continues.from_ not in _level_ids(upper, rulebook):
            if lower is ladder:
                options = listed(_level_ids(upper, rulebook))
                from_place = rulebook.position("ladders", ladder.id, "continues", "from")
                yield Problem("GF-222", from_place, {"option": lower.continues.from_, "options": options})
            return
    ids = _level_ids(ladder, rulebook)
    for number, level in enumerate(ladder.levels):
        if level.id in ids[number + 1 :]:
            here = rulebook.position("ladders", ladder.id, "levels", number, "id")
            yield _fault(ladder.id, here, Bilingual(f"{level.id} 出现了两次", f"{level.id} stands in it twice"))
    for path, need in needs_of(ladder):
        if need.holds is not None and need.holds not in ids:
            here = rulebook.position("ladders", ladder.id, *path, "holds")
            yield Problem("GF-222", here, {"option": need.holds, "options": listed(ids)})


def _level_ids(ladder: Ladder, rulebook: Rulebook) -> list[str]:
    return [level.id for level in climb(ladder, rulebook.ladders)]


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(f"{_COMMON_YEAR}-{day}")
    except ValueError:
        return False
    return True


def _known(name: str, known: Mapping[str, object], place: Position | None) -> Iterator[Problem]:
    if name not in known:
        yield Problem("GF-206", place, {"name": name, "nearest": nearest(name, known) or "–"})


def _fault(name: str, place: Position | None, detail: Bilingual) -> Problem:
    return Problem("GF-240", place, {"id": name, "detail": detail})
