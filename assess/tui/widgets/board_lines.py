"""The scoreboard's lines (计分牌) for one assessment and one width: pure, so that every cell can be tested.

Every state has its own sign beside its colour: █ earned, ▒ open, · lost; ✓ pass, ✗ fail, ○ unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from assess.report.hurdles import blocked, missing
from assess.report.words import Words
from assess.rulebook.model import Tier
from assess.scoring.result import Assessment, GateState, GroupResult, Interval
from assess.tui.words import ScreenWords
from assess.wrap import lines

STARS = 5
WIDE = 110
"""From this width on gates are named."""
GAP = 2
BAR, SHORTEST = 8, 4
"""Cells that a group's bar has where names and numbers leave room, and in any case."""
NUMBERED = BAR + 12
"""Cells of a bar with its numbers."""
_GATES: tuple[tuple[GateState, str, str], ...] = (
    ("pass", "✓", "$text-success"),
    ("fail", "✗", "$text-error bold"),
    ("unknown", "○", "$text-warning"),
)


def board(assessment: Assessment, words: ScreenWords, width: int, *, tall: bool, title: str = "") -> list[Content]:
    """At most five lines, or what else is worth knowing where there is room (``tall``); ``title`` names the scheme."""
    return [line.truncate(width, ellipsis=True) for line in _Board(assessment, words, width).lines(title, tall=tall)]


class _Board:
    def __init__(self, assessment: Assessment, words: ScreenWords, width: int) -> None:
        scheme = assessment.scheme
        self.assessment, self.screen, self.width = assessment, words, width
        self.words = Words(words.lang, scheme.model.settings.decimals, scheme.rulebook)
        self.tiers = sorted(scheme.model.tiers, key=lambda tier: tier.stars)

    def lines(self, title: str, *, tall: bool) -> Iterator[Content]:
        if title or tall:
            yield self.title(title)
        yield self.head()
        yield bar(self.assessment.total, self.width)
        yield from self.scale()
        yield from self.groups()
        if tall:
            yield from self.below()

    # ---------------------------------------------------------------- title, stars and total

    def title(self, title: str) -> Content:
        """The scheme's name; the bar's legend at the end of the line where it fits."""
        name = self.assessment.scheme.model.title.in_(self.screen.lang)
        left = Content.styled(f"{title}  {name}" if title else name, "bold")
        legend = Content.styled(self.screen.say("board.legend"), "$text-muted")
        room = self.width - left.cell_length - legend.cell_length
        return left if room < GAP else Content.assemble(left, " " * room, legend)

    def head(self) -> Content:
        """Secured and reachable star and the total: the longest wording that fits."""
        total = self.assessment.total
        span, best = self.words.interval(total), self.words.points(total.max)
        exact = Content.assemble((self.screen.say("board.total"), "$text-muted"), " ", (span, "bold"))
        full = Content.assemble(exact, (f" / {best}", "$text-muted"))
        if not self.tiers:
            no_mark = Content.styled(self.screen.say("board.no_pass_mark"), "$text-warning")
            return joined((full, no_mark))
        indicative = Content.styled(self.screen.say("board.indicative"), "$text-warning")
        drawn, worded, bare = (list(self.stars(look)) for look in ("drawn", "worded", "bare"))
        return longest(
            self.width,
            joined((indicative, *drawn, full)),
            joined((indicative, *worded, full)),
            joined((indicative, *worded, exact)),
            joined((indicative, *bare, exact)),
            joined((indicative, self.span(), exact)),
        )

    def span(self) -> Content:
        """``暂无–5★``: both stars in the fewest cells."""
        tier = self.assessment.tier
        short = [
            self.screen.say("board.none") if one is None else f"{one.stars}★" for one in (tier.secured, tier.reachable)
        ]
        return Content.styled("–".join(dict.fromkeys(short)), "bold")

    def stars(self, look: str) -> Iterator[Content]:
        """Both stars, or one where no open answer can change it any more."""
        tier = self.assessment.tier
        if tier.secured == tier.reachable:
            yield self.star("board.settled", tier.secured, look)
        else:
            yield self.star("board.secured", tier.secured, look)
            yield self.star("board.reachable", tier.reachable, look)

    def star(self, key: str, tier: Tier | None, look: str) -> Content:
        """``可达到 ★★★★☆ 示范类`` when drawn, ``可达到 4★ 示范类`` when worded, ``可达到 4★`` when bare."""
        label = Content.styled(f"{self.screen.say(key)} ", "$text-muted")
        if tier is None:
            return Content.assemble(label, *self.no_star(drawn=look == "drawn"))
        count = tier.stars
        shown = "★" * count + "☆" * (STARS - count) if look == "drawn" else f"{count}★"
        name = "" if look == "bare" else f" {tier.label.in_(self.screen.lang)}"
        return Content.assemble(label, (shown, "$text-accent"), (name, "bold"))

    def no_star(self, *, drawn: bool) -> Iterator[tuple[str, str]]:
        below = self.assessment.scheme.model.below_lowest
        if drawn:
            yield "☆" * STARS + " ", "$text-muted"
        if self.assessment.tier.below_lowest and below is not None:
            yield below.label.in_(self.screen.lang), "$text-error bold"
        else:
            yield self.screen.say("board.none"), "bold"

    # ---------------------------------------------------------------- cut-offs and gates

    def scale(self) -> Iterator[Content]:
        """Cut-offs under the bar; the gates stand in the room on their left, or on a line of their own."""
        marks = self.marks()
        room = len(marks) - len(marks.lstrip()) - GAP if marks else self.width
        for gates in self.gates():
            if gates.cell_length <= room:
                rest = marks[gates.cell_length :]
                yield Content.assemble(gates, (rest, "$text-muted"))
                return
        yield Content.styled(marks, "$text-muted")
        yield longest(self.width, *self.gates())

    def marks(self) -> str:
        """``╵2★60``: the tick stands under the first cell that a total at the cut-off does not fill."""
        line = ""
        for tier in self.tiers:
            place = cells(tier.total, self.assessment.total.max, self.width)
            if place < len(line):
                continue
            labels = (f"╵{tier.stars}★{tier.total:g}", f"╵{tier.total:g}", "╵")
            next_ = min((self.place(one) for one in self.tiers if self.place(one) > place), default=self.width)
            label = next((one for one in labels if place + len(one) <= next_), "")
            line = line.ljust(place) + label
        return line

    def place(self, tier: Tier) -> int:
        return cells(tier.total, self.assessment.total.max, self.width)

    def gates(self) -> Iterator[Content]:
        """The gates from the most to the least wordy."""
        say, count = self.screen.say, self.counted()
        if not self.assessment.gates:
            yield Content.styled(say("board.gates.none"), "$text-muted")
            return
        title = Content.styled(say("board.gates"), "$text-muted")
        worded = [(f"{sign} {count[state]} {say(f'board.{state}')}", style) for state, sign, style in _GATES]
        short = [(f"{sign}{count[state]}", style) for state, sign, style in _GATES]
        yield joined((title, *(Content.styled(*one) for one in worded)))
        yield joined((title, *(Content.styled(*one) for one in short)), 1)
        yield joined([Content.styled(*one) for one in short], 1)

    def counted(self) -> dict[str, int]:
        states = [gate.state for gate in self.assessment.gates]
        return {state: states.count(state) for state, _, _ in _GATES}

    # ---------------------------------------------------------------- groups

    def groups(self) -> Iterator[Content]:
        """The principles' bars on two lines, three only where their names need the room; all columns alike."""
        groups = self.assessment.groups
        names = [Content(group.title.in_(self.screen.lang)) for group in groups]
        name = max((one.cell_length for one in names), default=0)
        two_lines = max(-(-len(groups) // 2), 1)
        shapes = (
            (max(len(groups), 1), GAP, NUMBERED),
            (two_lines, GAP, BAR),
            (two_lines, 1, SHORTEST),
            (2, GAP, -self.width),
        )
        columns, gap, _ = next(one for one in shapes if self.column(*one[:2]) > name + one[2])
        room = self.column(columns, gap)
        for start in range(0, len(groups), columns):
            row = self.row(groups[start : start + columns], names[start : start + columns], room, name)
            yield joined(row, gap)

    def column(self, columns: int, gap: int) -> int:
        return (self.width - gap * (columns - 1)) // columns

    def row(self, groups: Sequence[GroupResult], names: Sequence[Content], room: int, name: int) -> list[Content]:
        """Names, bars, and as much of the numbers as leaves a bar worth looking at."""
        name = min(name, room - 1 - SHORTEST)
        wordings: tuple[Callable[[Interval], str], ...] = (self.words.of, self.words.interval, lambda _: "")
        all_ = self.assessment.groups
        for wording in wordings:
            number = max(len(wording(group.points)) for group in all_)
            length = room - name - 1 - (number + 1 if number else 0)
            if length >= BAR:
                break
        return [
            Content.assemble(
                title.truncate(name, ellipsis=True, pad=True),
                " ",
                bar(group.points, length),
                (f" {wording(group.points)}".ljust(number + 1) if number else "", "$text-muted"),
            )
            for group, title in zip(groups, names, strict=True)
        ]

    # ---------------------------------------------------------------- where there is room

    def below(self) -> Iterator[Content]:
        """Gates by name, what the next star needs, and what kind of star this is."""
        if self.width >= WIDE:
            yield from self.named()
        yield from self.flow(blocked(self.words, self.assessment) or missing(self.words, self.assessment), "")
        notice = self.assessment.scheme.notice
        if notice is not None:
            yield from self.flow(notice.in_(self.screen.lang), "$text-muted italic")
        elif not self.tiers:
            yield from self.flow(self.screen.say("board.no_pass_mark.why"), "$text-muted italic")

    def flow(self, text: str, style: str) -> Iterator[Content]:
        """A sentence on one line or two."""
        breaks = list(lines(text, self.width)) if text else []
        for number, (start, end) in enumerate(breaks[:2]):
            rest = text[start:] if number == 1 and len(breaks) > 2 else text[start:end]
            yield Content.styled(rest, style)

    def named(self) -> Iterator[Content]:
        """Failed gates, then unknown ones, on one line."""
        parts = [
            Content.styled(f"{sign} {one.gate.title.in_(self.screen.lang)}", style)
            for state, sign, style in _GATES[1:]
            for one in self.assessment.gates
            if one.state == state
        ]
        if parts:
            yield joined(parts)


# ---------------------------------------------------------------- parts


def bar(points: Interval, width: int) -> Content:
    """█ earned, ▒ open, · lost, in whole cells: never full unless everything is earned."""
    earned = cells(points.low, points.max, width)
    reach = cells(points.high, points.max, width)
    return Content.assemble(
        ("█" * earned, "$text-success"),
        ("▒" * (reach - earned), "$text-warning"),
        ("·" * (width - reach), "$text-muted"),
    )


def cells(points: float, maximum: float, width: int) -> int:
    """How many whole cells of a bar so many points fill."""
    return min(int(width * points / maximum + 1e-9), width) if maximum > 0 else 0


def joined(parts: Sequence[Content], gap: int = GAP) -> Content:
    """Parts on one line with blanks between them."""
    return Content(" " * gap).join(parts)


def longest(width: int, *variants: Content) -> Content:
    """The first variant that fits, else the last."""
    return next((one for one in variants if one.cell_length <= width), variants[-1])
