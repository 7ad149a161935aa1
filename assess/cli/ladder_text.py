"""A ladder on the screen: the rungs from the top down, what the next one needs, the dates ahead, what is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from assess.cli.ladder_words import NEED_MARKS, NOTICE, LadderWords
from assess.cli.say import Say
from assess.cli.screen import Screen, table
from assess.report.hurdles import blocked, missing, undecided
from assess.report.words import Words
from assess.wrap import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.language import Lang
    from assess.planning.ladder import LadderStanding, Rung
    from assess.rulebook.ladder import Rule
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Source
    from assess.scoring.result import Assessment


def show(standing: LadderStanding, rulebook: Rulebook, lang: Lang) -> None:
    """Print where the factory stands."""
    _Page(standing, rulebook, lang).show()


class _Page:
    """One standing in one language."""

    def __init__(self, standing: LadderStanding, rulebook: Rulebook, lang: Lang) -> None:
        self.standing, self.lang = standing, lang
        self.say = Say(lang)
        self.words = Words(lang, 2, rulebook)
        self.ladder_words = LadderWords(self.say, self.words)
        self.screen = Screen()

    def show(self) -> None:
        self.head()
        self.rungs()
        self.bans()
        if self.standing.following is not None:
            self.following(self.standing.following)
        else:
            self.screen.title(self.say("已在最高一级", "This is the top rung"))
        self.dates()
        self.rules()
        self.questions()
        self.screen.put("", Text(self.say(*NOTICE), style="italic"))

    def head(self) -> None:
        standing, ladder = self.standing, self.standing.ladder
        self.screen.put(Text.assemble((standing.submission.factory.name, "bold"), f"  {standing.on}"))
        self.screen.put(Text(f"{ladder.title.in_(self.lang)}  ({ladder.id})", style="dim"))
        self.screen.put(Text(self.ladder_words.chosen(standing), style="dim"))
        if standing.submission.factory.made_up:
            self.screen.put(Text(self.words("report.made_up"), style="bold red"))
        self.screen.put("", Text(ladder.about.in_(self.lang)))

    # ---------------------------------------------------------------- where it stands

    def rungs(self) -> None:
        self.screen.title(self.say("所在位置（自上而下）", "Where it stands (from the top down)"))
        rows = table(2, wrap=1)
        for rung in reversed(self.standing.rungs):
            rows.add_row(self.mark(rung), Flow(Text.assemble(rung.level.title.in_(self.lang), *self.titles(rung))))
        self.screen.put(rows)
        for title in self.standing.others:
            named = title.name or self.words(f"level.{title.level}")
            other = self.say("其他称号（不在本梯度内）", "Another title (not on this ladder)")
            self.screen.put(Text(f"{other}{self.words('colon')}{named}{self.words.aside(str(title.granted))}"))
        if self.standing.here is None:
            none = self.say(
                "填报文件没有写明仍有效的称号（titles）。", "The submission states no title that holds (titles)."
            )
            self.screen.put(Text(none, style="dim"))

    def mark(self, rung: Rung) -> Text:
        held = rung.held
        if held is not None:
            return Text("●", "green") if held.state == "valid" else Text("◐", "yellow")
        return Text("→", "bold") if rung is self.standing.following else Text("○", "dim")

    def titles(self, rung: Rung) -> list[str | tuple[str, str]]:
        found: list[str | tuple[str, str]] = [(f"\n{self.ladder_words.title(title)}", "dim") for title in rung.titles]
        if rung is self.standing.following:
            found.insert(0, self.say("  ← 下一级", "  ← next"))
        return found

    def bans(self) -> None:
        for rung in self.standing.rungs:
            if rung.barred is not None and rung.level.ban is not None:
                text = self.say(
                    f"到 {rung.barred} 为止不得申报{rung.level.title.zh}：{rung.level.ban.text.zh}",
                    f"No application for {rung.level.title.en} until after {rung.barred}: {rung.level.ban.text.en}",
                )
                self.screen.put(Text(f"✗ {text}{self.source(rung.level.ban.source)}", style="red"))

    # ---------------------------------------------------------------- the next rung

    def following(self, rung: Rung) -> None:
        level = rung.level
        self.screen.title(self.say(f"下一级：{level.title.zh}", f"The next rung: {level.title.en}"))
        self.screen.put(
            Text(self.say(f"由{level.decided_by.zh}决定", f"Decided by {level.decided_by.en}"), style="dim")
        )
        rows = table(3, wrap=2)
        for need in rung.needs:
            mark, style = NEED_MARKS[need.state]
            text = Text.assemble(need.need.text.in_(self.lang), (self.source(need.need.source), "dim"))
            rows.add_row(Text(mark, style), self.ladder_words.need(need.state), Flow(text))
        if rows.row_count:
            self.screen.put(rows)
        self.decision(rung)

    def decision(self, rung: Rung) -> None:
        """What the deciding scheme comes to; no listing follows from it."""
        if rung.decision is None:
            text = self.say(
                "评价方案：没有收录，请按主管部门的文件",
                "Deciding scheme: not listed here, go by the authority's document",
            )
            self.screen.put("", Text(text, style="dim"))
            return
        assessment = rung.decision.assessment
        scheme = assessment.scheme
        mark, style = NEED_MARKS[rung.decision.state]
        asked = f"{rung.level.stars}★ · " if rung.level.stars is not None else ""
        head = f"{self.say('评价方案', 'Deciding scheme')}{self.words('colon')}{scheme.model.title.in_(self.lang)} ({scheme.id})"
        self.screen.put("", Text(head))
        told = self.words("colon").join(filter(None, (self.ladder_words.need(rung.decision.state), self.result(rung))))
        self.screen.put(Text.assemble((mark, style), f" {asked}{told}"))
        lines = (missing(self.words, assessment), blocked(self.words, assessment), *undecided(self.words, assessment))
        for line in filter(None, lines):
            self.screen.put(Text(line))
        if not scheme.model.tiers:
            self.gates(assessment)
        if scheme.notice is not None:
            self.screen.put(Text(scheme.notice.in_(self.lang), style="italic"))

    def gates(self, assessment: Assessment) -> None:
        """Conditions that are not met or not known, where no star names them."""
        rows = table(3, wrap=2)
        for gate in sorted(assessment.gates, key=lambda one: one.state):
            if gate.state != "pass":
                mark, style = NEED_MARKS["missing" if gate.state == "fail" else "unknown"]
                rows.add_row(Text(mark, style), gate.gate.id, Flow(gate.gate.title.in_(self.lang)))
        if rows.row_count:
            self.screen.put(rows)

    def result(self, rung: Rung) -> str:
        """Gates where there are any, and the total where there is one."""
        assert rung.decision is not None
        assessment = rung.decision.assessment
        states = [gate.state for gate in assessment.gates]
        passed, failed, unknown = (states.count(state) for state in ("pass", "fail", "unknown"))
        counts = self.say(
            f"基本要求 {passed} 项通过、{failed} 项未通过、{unknown} 项未知",
            f"gates: {passed} pass, {failed} fail, {unknown} unknown",
        )
        parts = [counts] if states else []
        if assessment.scheme.scores:
            total = f"{self.words.interval(assessment.total)} / {self.words.points(assessment.total.max)}"
            parts.append(self.say(f"总分 {total}", f"total {total}"))
        secured = assessment.tier.secured
        if secured is not None:
            star = f"{secured.stars}★ {secured.label.in_(self.lang)}"
            parts.append(self.say(f"已确认参考星级 {star}", f"indicative star secured: {star}"))
        if not assessment.scheme.model.tiers:
            parts.append(self.say("合格线未公布", "no pass mark is published"))
        return self.words.listed(parts, separator="list.semicolon")

    # ---------------------------------------------------------------- dates and rules

    def dates(self) -> None:
        self.screen.title(self.say("未来 12 个月的日期", "Dates in the next 12 months"))
        rows = table(2, wrap=1)
        for ahead in self.standing.dates:
            source = self.ladder_words.source(ahead)
            rows.add_row(str(ahead.day), Flow(Text.assemble(self.ladder_words.ahead(ahead), (f"\n{source}", "dim"))))
        if rows.row_count:
            self.screen.put(rows)
        else:
            self.screen.put(Text(self.say("没有已公布的日期", "no published date"), style="dim"))
        for text in self.unknown_dates():
            self.screen.put(Text(text, style="dim"))

    def unknown_dates(self) -> list[str]:
        """Yearly days that are not published, and terms that are not."""
        found = []
        for rung in self.standing.rungs:
            mine = rung is self.standing.following or rung.held is not None
            for deadline in rung.level.deadlines if mine else ():
                if deadline.day is None:
                    title = deadline.title.in_(self.lang)
                    found.append(
                        self.say(
                            f"{title}：日期未公布，以当地通知为准",
                            f"{title}: day not published, go by the local notice",
                        )
                    )
            term = rung.level.term
            if rung.held is not None and term is not None and term.years is None:
                found.append(f"{rung.level.title.in_(self.lang)}{self.words('colon')}{term.text.in_(self.lang)}")
        return found

    def rules(self) -> None:
        """Duties of those listed, and what costs the title, for every level held."""
        for rung in self.standing.rungs:
            if rung.held is None:
                continue
            self.listed(f"保持{rung.level.title.zh}", f"To keep {rung.level.title.en}", rung.level.duties)
            self.listed(f"{rung.level.title.zh}的移出情形", f"What ends {rung.level.title.en}", rung.level.removal)

    def listed(self, zh: str, en: str, rules: Sequence[Rule]) -> None:
        if rules:
            self.screen.title(self.say(zh, en))
            rows = table(2, wrap=1)
            for rule in rules:
                rows.add_row("·", Flow(Text.assemble(rule.text.in_(self.lang), (self.source(rule.source), "dim"))))
            self.screen.put(rows)

    def questions(self) -> None:
        if self.standing.ladder.questions:
            self.screen.title(self.say("公开信息没有的，可向主管部门了解", "Not public; to ask the authority"))
            for question in self.standing.ladder.questions:
                self.screen.put(Text(f"· {question.in_(self.lang)}"))

    def source(self, source: Source) -> str:
        return self.words.aside(f"{self.words.source(source)} · {self.words.basis(source.basis)}")
