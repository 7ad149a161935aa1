"""A result on the screen: the star first, then what stands in its way, then where to look next."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from assess.cli import out
from assess.cli.say import Say
from assess.cli.screen import Screen, bar, stars, table
from assess.planning.gaps import Gap, gaps, unknowns
from assess.report.hurdles import blocked, missing, undecided
from assess.report.peers import build_peers
from assess.report.values import listed_values
from assess.report.words import Words
from assess.scoring.shown import shown_values
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.rulebook.model import Tier
    from assess.scoring.peers import PeerStanding
    from assess.scoring.result import Assessment, GateResult

TOP = 5
"""How many gaps and unknowns are named; the report has them all."""


def show(assessments: Sequence[Assessment], lang: Lang, peers: Sequence[PeerStanding] = ()) -> None:
    """Print each assessment, with a line between two; ``peers`` has one standing each, or is empty."""
    screen = Screen()
    for number, assessment in enumerate(assessments):
        if number:
            screen.put("", Text("─" * screen.console.width, style="dim"), "")
        _Page(screen, assessment, lang, peers[number] if peers else None).show()


class _Page:
    """One assessment on one console."""

    def __init__(self, screen: Screen, assessment: Assessment, lang: Lang, peers: PeerStanding | None) -> None:
        self.screen = screen
        self.peers = peers
        self.assessment = assessment
        self.lang = lang
        self.say = Say(lang)
        scheme = assessment.scheme
        self.words = Words(lang, scheme.model.settings.decimals, scheme.rulebook)

    def show(self) -> None:
        self.head()
        self.star()
        self.gates()
        if self.assessment.scheme.scores:
            self.groups()
        elif self.assessment.criteria:
            self.values()
        self.among()
        self.gaps()
        self.unknowns()
        self.warnings()
        self.next()

    def title(self, zh: str, en: str) -> None:
        self.screen.title(self.say(zh, en))

    # ---------------------------------------------------------------- parts

    def head(self) -> None:
        submission, scheme = self.assessment.submission, self.assessment.scheme
        period = self.say(f"{submission.period} 年度", str(submission.period))
        self.screen.put(Text.assemble((submission.factory.name, "bold"), f"  {period}"))
        self.screen.put(Text(f"{scheme.model.title.in_(self.lang)}  ({scheme.id})", style="dim"))
        if submission.factory.made_up:
            self.screen.put(Text(self.words("report.made_up"), style="bold red"))

    def star(self) -> None:
        """Stars, total, cut-offs and the line that says what the star is."""
        assessment = self.assessment
        scheme, tier = assessment.scheme.model, assessment.tier
        rows = table(2, wrap=1)
        if scheme.tiers:
            rows.add_row(self.say("已确认", "secured"), self.tier(tier.secured, lowest=tier.below_lowest))
            rows.add_row(self.say("可达到", "reachable"), self.tier(tier.reachable, lowest=tier.below_lowest))
        if assessment.scheme.scores:
            total = f"{self.words.interval(assessment.total)} / {self.words.points(assessment.total.max)}"
            rows.add_row(self.say("总分", "total"), Flow(Text.assemble((total, "bold"), "  ", bar(assessment.total))))
        if scheme.tiers:
            tiers = sorted(scheme.tiers, key=lambda one: one.stars)
            cutoffs = [f"{one.stars}★ {one.total:g}" for one in tiers if one.total is not None]
            if cutoffs:
                rows.add_row(self.say("分数线", "cut-offs"), Flow("   ".join(cutoffs)))
        self.screen.put(*(("", rows) if rows.row_count else ("",)))
        for line in (
            missing(self.words, assessment),
            blocked(self.words, assessment),
            *undecided(self.words, assessment),
        ):
            if line:
                self.screen.put(line)
        notice = assessment.scheme.notice
        if notice is not None:
            self.screen.put(Text(notice.in_(self.lang), style="italic"))
        if not scheme.tiers and assessment.scheme.scores:
            self.screen.put(Text(self.words("cover.no_pass_mark"), style="italic"))

    def tier(self, tier: Tier | None, *, lowest: bool) -> Flow:
        if tier is not None:
            return Flow(Text.assemble(stars(tier.stars), f"  {tier.stars}★ {tier.label.in_(self.lang)}"))
        below = self.assessment.scheme.model.below_lowest
        if lowest and below is not None:
            text = f"{below.label.in_(self.lang)}{self.words('colon')}{below.consequence.in_(self.lang)}"
            return Flow(text, style="red")
        if self.assessment.tier.reachable is None:
            return Flow(self.words("star.not_evaluable"))
        return Flow(self.say("还没有（还有未知项）", "none yet (something is unknown)"))

    def gates(self) -> None:
        """Gates that do not pass: failed ones first, all of them; then the first unknown ones."""
        all_ = self.assessment.gates
        failed, unknown = ([gate for gate in all_ if gate.state == state] for state in ("fail", "unknown"))
        passed = len(all_) - len(failed) - len(unknown)
        self.title(
            f"基本要求与一票否决：{passed} 项通过，{len(failed)} 项未通过，{len(unknown)} 项未知",
            f"Gates: {passed} pass, {len(failed)} fail, {len(unknown)} unknown",
        )
        rows = table(3, wrap=2)
        for gate in (*failed, *unknown[:TOP]):
            rows.add_row(self.mark(gate), gate.gate.id, Flow(gate.gate.title.in_(self.lang)))
        if rows.row_count:
            self.screen.put(rows)
            self.more(len(unknown) - TOP)

    def mark(self, gate: GateResult) -> Text:
        word = self.words(f"gate.{gate.state}")
        return Text(f"✗ {word}", style="red") if gate.state == "fail" else Text(f"? {word}", style="yellow")

    def groups(self) -> None:
        self.title("分组得分", "Scores by group")
        rows = table(3, right=(2,), wrap=0)
        for group in self.assessment.groups:
            rows.add_row(Flow(group.title.in_(self.lang)), bar(group.points), self.words.of(group.points))
        self.screen.put(rows)
        self.screen.put(Text(self.say("█ 已得  ▒ 未知  · 已失", "█ earned  ▒ unknown  · lost"), style="dim"))

    def values(self) -> None:
        """Where no points are published: what each row comes to."""
        self.title("各行计算结果（不打分）", "What each row comes to (not scored)")
        found = shown_values(self.assessment)
        rows = table(3, wrap=2)
        for result in self.assessment.criteria:
            value = self.words("status.not_applicable")
            if result.status != "not_applicable":
                value = listed_values(self.words, found[result.id])
            rows.add_row(result.id, Flow(result.criterion.title.in_(self.lang)), Flow(value))
        self.screen.put(rows)

    def among(self) -> None:
        """Where the factory stands among its peers, if results of others were given."""
        if self.peers is None:
            return
        found = build_peers(self.words, self.assessment, self.peers)
        self.screen.put("", Text(found.title, style="bold"), found.lead)
        rows = table(3, right=(1,), wrap=2)
        for row in found.rows:
            rows.add_row(row.title, row.share, Flow(Text(row.text, style="dim")))
        if found.rows:
            self.screen.put(rows)

    def gaps(self) -> None:
        lost = [gap for gap in gaps(self.assessment) if gap.lost > 0]
        if not lost:
            return
        self.title("失分最多的评价项", "Where most points are lost")
        rows = table(3, right=(2,), wrap=1)
        for gap in lost[:TOP]:
            rows.add_row(*self.gap(gap))
        self.screen.put(rows)
        self.more(len(lost) - TOP)

    def gap(self, gap: Gap) -> tuple[str, Flow, str]:
        return gap.result.id, Flow(gap.result.criterion.title.in_(self.lang)), f"−{self.words.points(gap.lost)}"

    def unknowns(self) -> None:
        """What is unknown and worth points; what gates wait for stands above."""
        everything = unknowns(self.assessment)
        found = sorted((one for one in everything if one.criteria), key=lambda one: -one.points)
        if not found:
            return
        scores = self.assessment.scheme.scores
        self.title(*(("最值得补上的数据", "Answers worth most") if scores else ("还缺的数据", "Answers still missing")))
        rows = table(2, right=(0,), wrap=1)
        for one in found[:TOP]:
            worth = self.say("至多 +", "up to +") + self.words.points(one.points) if scores else ""
            rows.add_row(worth, Flow(Text.assemble(f"{one.id}\n", (self.words.name(one.id), "dim"))))
        self.screen.put(rows)
        if len(everything) > TOP:
            total = len(everything)
            rest = self.say(
                f"…共 {total} 项未知，其余见报告", f"… {total} unknowns in all; for the rest see the report"
            )
            self.screen.put(Text(rest, style="dim"))

    def warnings(self) -> None:
        if not self.assessment.warnings:
            return
        self.title("请核对（不影响得分）", "Please check (no effect on the score)")
        for warning in self.assessment.warnings:
            text = warning.zh if self.lang == "zh" else warning.en
            place = f"{warning.where}  " if warning.where else ""
            self.screen.put(Text.assemble(("! ", "yellow"), (place, "dim"), text))

    def next(self) -> None:
        scheme = self.assessment.scheme
        named = shlex.quote(self.assessment.submission.file)
        named += "" if scheme.model.default else f" --scheme {scheme.id}"
        self.title("接下来", "Next")
        out.data(f"assess report {named}  # {self.say('出 PDF 差距报告', 'the gap report as a PDF')}")
        for gap in gaps(self.assessment)[:1]:
            explained = self.say(f"逐步解释 {gap.result.id} 的得分", f"explain the points of {gap.result.id}")
            out.data(f"assess score {named} --explain {gap.result.id}  # {explained}")

    def more(self, count: int) -> None:
        if count > 0:
            self.screen.put(
                Text(self.say(f"…另有 {count} 项，见报告", f"… and {count} more, see the report"), style="dim")
            )
