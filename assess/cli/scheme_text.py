"""Schemes on the screen: the list, and one scheme with everything it asks and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from assess.cli.say import Say
from assess.cli.screen import Screen, stars, table
from assess.report.words import Words
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Text as TextOf
    from assess.rulebook.scheme import CompiledScheme


def list_data(rulebook: Rulebook, lang: Lang) -> list[dict[str, Any]]:
    """Every scheme with what tells it apart."""
    return [
        {
            "id": scheme.id,
            "title": scheme.title.in_(lang),
            "default": scheme.default,
            "extends": scheme.extends,
            "issuer": scheme.issuer.in_(lang),
            "document": scheme.document,
            "valid_from": scheme.valid_from,
            "valid_to": scheme.valid_to,
            "verified_on": scheme.verified_on,
            "superseded_by": scheme.superseded_by,
            "criteria": len(scheme.criteria),
            "gates": len(scheme.gates),
            "tiers": [tier.stars for tier in scheme.tiers],
        }
        for scheme in rulebook.schemes.values()
    ]


def show_list(rulebook: Rulebook, lang: Lang) -> None:
    """One block per scheme, the default marked."""
    say = Say(lang)
    screen = Screen()
    for scheme in rulebook.schemes.values():
        mark = say("  （默认）", "  (default)") if scheme.default else ""
        screen.put(Text.assemble((scheme.id, "bold"), mark))
        rows = table(2, wrap=1)
        rows.add_row("", Flow(scheme.title.in_(lang)))
        rows.add_row("", Flow(f"{scheme.document} · {scheme.issuer.in_(lang)}"))
        count = f"{len(scheme.criteria)} + {len(scheme.gates)}"
        rows.add_row("", Flow(say(f"评价项 + 基本要求：{count}", f"criteria + gates: {count}")))
        screen.put(rows)


def show_scheme(scheme: CompiledScheme, lang: Lang) -> None:
    """Head, stars, gates and criteria by group, each number with its basis."""
    _Page(scheme, lang).show()


class _Page:
    """One scheme in one language."""

    def __init__(self, scheme: CompiledScheme, lang: Lang) -> None:
        self.scheme = scheme
        self.model = scheme.model
        self.lang = lang
        self.say = Say(lang)
        self.words = Words(lang, self.model.settings.decimals, scheme.rulebook)
        self.screen = Screen()

    def show(self) -> None:
        self.head()
        self.tiers()
        self.comparisons()
        self.gates()
        self.criteria()

    def title(self, zh: str, en: str) -> None:
        self.screen.title(self.say(zh, en))

    def head(self) -> None:
        model, words = self.model, self.words
        self.screen.put(Text.assemble((model.title.in_(self.lang), "bold"), f"  ({model.id})"))
        self.screen.put(Text(model.about.in_(self.lang)))
        rows = table(2, wrap=1)
        rows.add_row(self.say("发布单位", "issuer"), Flow(model.issuer.in_(self.lang)))
        rows.add_row(self.say("依据文件", "document"), Flow(model.document))
        if model.valid_from or model.valid_to:
            until = words.day(model.valid_to) if model.valid_to else self.say("未注明", "open")
            rows.add_row(self.say("有效期", "valid"), f"{words.day(model.valid_from)} – {until}")
        else:
            rows.add_row(self.say("有效期", "valid"), words.day(None))
        rows.add_row(self.say("核对日期", "verified on"), words.day(model.verified_on))
        if model.superseded_by:
            rows.add_row(self.say("已被替代", "superseded by"), Flow(model.superseded_by))
        self.screen.put(rows)

    def notice(self) -> None:
        notice = self.scheme.notice
        if notice is not None:
            self.screen.put(Text(notice.in_(self.lang), style="italic"))

    def tiers(self) -> None:
        if not self.model.tiers:
            self.notice()
            return
        self.title("星级", "Stars")
        rows = table(5, wrap=3)
        for tier in sorted(self.model.tiers, key=lambda one: one.stars):
            conditions = []
            if tier.all_mandatory:
                conditions.append(self.say("必选项全部满足", "every mandatory criterion met"))
            if tier.requires is not None:
                conditions.append(tier.requires_text.in_(self.lang) if tier.requires_text else str(tier.requires))
            if tier.nomination:
                conditions.append(self.words("tier.nomination"))
            if tier.unpublished is not None:
                conditions.append(self.words("tier.unpublished", what=tier.unpublished.in_(self.lang)))
            if tier.level is not None:
                conditions.append(self.words("tier.level", level=self.words(f"level.{tier.level}")))
            besides = self.words.listed(conditions)
            label, basis = tier.label.in_(self.lang), self.words.basis(tier.source.basis)
            total = "" if tier.total is None else f"≥ {tier.total:g}"
            rows.add_row(stars(tier.stars), label, total, Flow(besides), f"[{basis}]")
        self.screen.put(rows)
        self.notice()

    def comparisons(self) -> None:
        """Other ladders, each by itself: their scales differ from ours."""
        for other in self.model.comparisons:
            self.title(f"对照：{other.title.zh}", f"For comparison: {other.title.en}")
            self.screen.put(Text(f"{self.words.source(other.source)}  [{self.words.basis(other.source.basis)}]", "dim"))
            rows = table(2, wrap=1)
            for star, text in sorted(other.cutoffs.items()):
                rows.add_row(f"{star}★", Flow(text.in_(self.lang)))
            self.screen.put(rows)

    def gates(self) -> None:
        self.title("基本要求与一票否决", "Gates")
        rows = table(4, wrap=2)
        for gate in self.model.gates:
            basis = self.words.basis(gate.source.basis)
            rows.add_row(gate.id, self.words(f"gates.kind.{gate.kind}"), Flow(gate.title.in_(self.lang)), f"[{basis}]")
        self.screen.put(rows)

    def criteria(self) -> None:
        for name, title in self.scheme.groups:
            mine = [item for item in self.scheme.criteria if item.group == name]
            total = self.words.points(sum(item.points for item in mine))
            self.title(*self.heading(title, total))
            rows = table(5, right=(3,), wrap=2)
            for item in mine:
                model = item.model
                kind = self.kind(mandatory=model.mandatory)
                points = self.words.points(item.points) if self.scheme.scores else ""
                basis = self.words.basis(model.points.basis)
                rows.add_row(model.id, kind, Flow(model.title.in_(self.lang)), points, f"[{basis}]")
            self.screen.put(rows)

    def heading(self, title: TextOf, total: str) -> tuple[str, str]:
        """A group's title with its points, where points are published."""
        if not self.scheme.scores:
            return title.zh, title.en
        return f"{title.zh}  {total} 分", f"{title.en}  {total} points"

    def kind(self, *, mandatory: bool) -> str:
        """必选 or 可选, in schemes that tell them apart."""
        if not self.scheme.has_mandatory:
            return ""
        return self.say("必选", "mandatory") if mandatory else self.say("可选", "optional")
