"""The scoreboard's lines (计分牌) for one assessment and one width: pure, so that every cell can be tested.

Every state has its own sign beside its colour: █ earned, ▒ open, · lost; ✓ pass, ✗ fail, ○ unknown. Where a scheme scores
nothing the bars count the rows of its form that have a result; without rows there are no bars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from assess.report.hurdles import blocked, missing, undecided
from assess.report.words import Words
from assess.rulebook.model import Tier
from assess.scoring.result import Assessment, GateState, GroupResult, Interval
from assess.tui.widgets.bars import GAP, bar, cells, counted, filled_rows, joined, longest
from assess.tui.words import ScreenWords
from assess.wrap import lines

STARS = 5
WIDE = 110
"""From this width on gates are named."""
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
        self.scores = scheme.scores
        self.made_up = assessment.submission.factory.made_up
        self.total = assessment.total if scheme.scores else filled_rows(assessment.criteria)
        self.shares = {
            group.id: group.points
            if scheme.scores
            else filled_rows([one for one in assessment.criteria if one.group == group.id])
            for group in assessment.groups
        }

    def lines(self, title: str, *, tall: bool) -> Iterator[Content]:
        if title or tall:
            yield self.title(title)
        yield self.head()
        if self.total.max > 0:
            yield bar(self.total, self.width)
        yield from self.scale()
        yield from self.groups() if self.total.max > 0 else ()
        if tall:
            yield from self.below()
        elif not self.scores:
            yield from self.undecided()

    # ---------------------------------------------------------------- title, stars and total

    def title(self, title: str) -> Content:
        """The scheme's name; the bar's legend at the end of the line where it fits."""
        name = self.assessment.scheme.model.title.in_(self.screen.lang)
        left = Content.styled(f"{title}  {name}" if title else name, "bold")
        key = "board.legend" if self.scores else "board.legend.rows" if self.total.max > 0 else ""
        legend = Content.styled(self.screen.say(key) if key else "", "$text-muted")
        room = self.width - left.cell_length - legend.cell_length
        return left if room < GAP else Content.assemble(left, " " * room, legend)

    def head(self) -> Content:
        """Secured and reachable star and the total: the longest wording that fits."""
        full, exact = self.points() if self.scores else self.rows()
        made_up = [Content.styled(self.screen.say("board.made_up"), "$text-error bold")] * self.made_up
        if not self.tiers:
            no_mark = Content.styled(self.screen.say("board.no_pass_mark"), "$text-warning")
            return longest(self.width, joined((*made_up, full, no_mark)), joined((*made_up, exact, no_mark)))
        indicative = joined((*made_up, Content.styled(self.screen.say("board.indicative"), "$text-warning")))
        drawn, worded, bare = (list(self.stars(look)) for look in ("drawn", "worded", "bare"))
        return longest(
            self.width,
            joined((indicative, *drawn, full)),
            joined((indicative, *worded, full)),
            joined((indicative, *worded, exact)),
            joined((indicative, *bare, exact)),
            joined((indicative, self.span(), exact)),
        )

    def points(self) -> tuple[Content, Content]:
        """The total with what there is to earn, and without."""
        total = self.assessment.total
        span, best = self.words.interval(total), self.words.points(total.max)
        exact = Content.assemble((self.screen.say("board.total"), "$text-muted"), " ", (span, "bold"))
        return Content.assemble(exact, (f" / {best}", "$text-muted")), exact

    def rows(self) -> tuple[Content, Content]:
        """That nothing is scored, with the rows that have a result where there are any, and without."""
        nothing = Content.styled(self.screen.say("board.not_scored"), "$text-muted")
        if self.total.max <= 0:
            return nothing, nothing
        done, count = int(self.total.low), int(self.total.max)
        filled = Content.styled(self.screen.say("board.rows", done=done, count=count), "bold")
        return joined((nothing, filled)), nothing

    def span(self) -> Content:
        """``暂无–5★``: both stars in the fewest cells."""
        tier = self.assessment.tier
        if tier.reachable is None and not tier.below_lowest:
            return Content.styled(self.words("star.not_evaluable"), "bold")
        short = [
            self.screen.say("board.none") if one is None else f"{one.stars}★" for one in (tier.secured, tier.reachable)
        ]
        return Content.styled("–".join(dict.fromkeys(short)), "bold")

    def stars(self, look: str) -> Iterator[Content]:
        """Both stars, or one where no open answer can change it any more; what others award after a nomination."""
        tier = self.assessment.tier
        if tier.reachable is None and not tier.below_lowest:
            yield Content.styled(self.words("star.not_evaluable"), "bold")
            return
        if tier.nomination is not None:
            said = self.screen.say("board.nomination", stars=tier.nomination.stars)
            yield Content.styled(said, "$text-accent")
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
        cut_offs = [(tier.stars, tier.total) for tier in self.tiers if tier.total is not None and self.scores]
        places = [cells(total, self.assessment.total.max, self.width) for _, total in cut_offs]
        for (stars, total), place in zip(cut_offs, places, strict=True):
            if place < len(line):
                continue
            labels = (f"╵{stars}★{total:g}", f"╵{total:g}", "╵")
            next_ = min((other for other in places if other > place), default=self.width)
            label = next((one for one in labels if place + len(one) <= next_), "")
            line = line.ljust(place) + label
        return line

    def gates(self) -> Iterator[Content]:
        """The gates from the most to the least wordy."""
        say, count = self.screen.say, self.counted()
        if not self.assessment.gates:
            yield Content.styled(say("board.gates.none"), "$text-muted")
            return
        title = Content.styled(say("board.gates"), "$text-muted")
        styles = {state: style if count[state] else "$text-muted" for state, _, style in _GATES}
        worded = [(f"{sign} {count[state]} {say(f'board.{state}')}", styles[state]) for state, sign, _ in _GATES]
        short = [(f"{sign}{count[state]}", styles[state]) for state, sign, _ in _GATES]
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
        of, short = (self.words.of, self.words.interval) if self.scores else (counted, counted)
        wordings: tuple[Callable[[Interval], str], ...] = (of, short, lambda _: "")
        for wording in wordings:
            number = max(len(wording(share)) for share in self.shares.values())
            length = room - name - 1 - (number + 1 if number else 0)
            if length >= BAR:
                break
        return [
            Content.assemble(
                title.truncate(name, ellipsis=True, pad=True),
                " ",
                bar(self.shares[group.id], length),
                (f" {wording(self.shares[group.id])}".ljust(number + 1) if number else "", "$text-muted"),
            )
            for group, title in zip(groups, names, strict=True)
        ]

    # ---------------------------------------------------------------- where there is room

    def below(self) -> Iterator[Content]:
        """Gates by name, what the next star needs, and what kind of star this is."""
        if self.width >= WIDE:
            yield from self.named()
        yield from self.flow(blocked(self.words, self.assessment) or missing(self.words, self.assessment), "")
        yield from self.undecided()
        notice = self.assessment.scheme.notice
        if notice is not None:
            yield from self.flow(notice.in_(self.screen.lang), "$text-muted italic")
        elif not self.tiers and self.scores:
            yield from self.flow(self.screen.say("board.no_pass_mark.why"), "$text-muted italic")

    def undecided(self) -> Iterator[Content]:
        """What this program cannot decide: a nomination, and stars whose rule is not published."""
        for text in undecided(self.words, self.assessment):
            yield from self.flow(text, "")

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
