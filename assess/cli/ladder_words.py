"""The words for ladders: states of titles and needs, kinds of dates, and the line that stands under all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.cli.say import Say

if TYPE_CHECKING:
    from assess.planning.ladder import DateAhead, LadderStanding, NeedState, TitleStanding
    from assess.report.words import Words

NOTICE = (
    "称号以填报文件所载为准，本工具不核实、不认定；是否列入名单、何时到期，以主管部门公布的文件为准。",
    "Titles are as stated in the submission; this program neither verifies nor confirms them. Lists and their terms are "
    "what the authorities publish.",
)
_NEEDS: dict[NeedState, tuple[str, str]] = {
    "met": ("符合", "met"),
    "missing": ("不符合", "missing"),
    "unknown": ("未知", "unknown"),
    "by_hand": ("自行核对", "check by hand"),
    "not_published": ("未公布", "not published"),
}
NEED_MARKS: dict[NeedState, tuple[str, str]] = {
    "met": ("✓", "green"),
    "missing": ("✗", "red"),
    "unknown": ("?", "yellow"),
    "by_hand": ("·", "dim"),
    "not_published": ("–", "dim"),
}


class LadderWords:
    """One language's words."""

    def __init__(self, say: Say, words: Words) -> None:
        self.say, self.words = say, words

    def need(self, state: NeedState) -> str:
        """A state of a need."""
        return self.say(*_NEEDS[state])

    def chosen(self, standing: LadderStanding) -> str:
        """Why this ladder is shown."""
        region = standing.submission.factory.region
        if standing.chosen == "asked":
            return self.say("按 --ladder 指定", "as asked by --ladder")
        if standing.chosen == "region":
            return self.say(f"按所在地：{region}", f"by region: {region}")
        if region is None:
            return self.say(
                "没有填写所在地（factory.region），按全国梯度列出",
                "no region is given (factory.region), so the national ladder is shown",
            )
        return self.say(
            f"“{region}”没有单独收录的梯度，按全国梯度列出",
            f"no ladder of its own is listed for “{region}”, so the national one is shown",
        )

    def title(self, standing: TitleStanding) -> str:
        """A title with its days: what the submission states, and what follows from the term."""
        title, say = standing.title, self.say
        parts = [say(f"填报所载 {title.granted} 获得", f"stated as granted on {title.granted}")]
        if title.reviewed is not None:
            parts.append(say(f"{title.reviewed} 通过复核", f"re-reviewed on {title.reviewed}"))
        parts.append(self._state(standing))
        named = [text for text in (title.name, title.document) if text]
        return self.words.listed([*parts, *named], separator="list.semicolon")

    def _state(self, standing: TitleStanding) -> str:
        say, until = self.say, standing.until
        match standing.state:
            case "removed":
                removed = standing.title.removed
                return say(f"{removed} 被移出", f"removed on {removed}")
            case "expired":
                return say(f"已于 {until} 届满", f"lapsed on {until}")
            case "review_due":
                return say(f"复核已于 {until} 到期", f"its re-review was due on {until}")
            case "not_yet":
                return say("所列日期还没有到", "that day is still to come")
        if until is None:
            return say("有效期或复核周期未公布", "validity or review cycle not published")
        if standing.term is not None and standing.term.kind == "expiry":
            return say(f"有效期到 {until}", f"holds until {until}")
        return say(f"{until} 前须复核", f"re-review due by {until}")

    def ahead(self, date: DateAhead) -> str:
        """What is due on a day."""
        level, say = date.level.title.in_(self.say.lang), self.say
        if date.title is not None:
            return date.title.in_(say.lang)
        match date.kind:
            case "review":
                return say(f"{level}：复核到期", f"{level}: re-review due")
            case "expiry":
                return say(f"{level}：有效期届满", f"{level}: the title lapses")
        return say(f"{level}：移出满期限，可以重新申报", f"{level}: the ban ends, applications are open again")

    def source(self, date: DateAhead) -> str:
        """Where a day stands, and how sure it is."""
        return f"{self.words.source(date.source)}{self.words.aside(self.words.basis(date.source.basis))}"
