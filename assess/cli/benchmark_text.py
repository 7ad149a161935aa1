"""Benchmarks on the screen: the list, and values with unit, edition, source and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from assess.cli.say import Say
from assess.cli.screen import Screen, table
from assess.report.texts import TEXTS
from assess.report.words import clause_in
from assess.wrap import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.language import Lang


CITED = ("energy", "water")
"""Families that a benchmark may take its value from."""


def show_list(rows: Sequence[dict[str, Any]], lang: Lang) -> None:
    """One block per benchmark: what it is, for which indicator, how many values there are."""
    page = _Page(lang)
    for row in rows:
        page.screen.put(Text.assemble((row["id"], "bold"), f"  [{page.basis(row['basis'])}]"))
        lines = table(2, wrap=1)
        lines.add_row("", Flow(f"{row['title']}{page.unit(row['unit'])}"))
        lines.add_row("", Flow(page.say(f"指标：{row['indicator_title']}", f"indicator: {row['indicator_title']}")))
        lines.add_row("", Flow(page.counts(row["rows"], row["norms"])))
        page.screen.put(lines)


def show(found: dict[str, Any], lang: Lang) -> None:
    """Values that apply, then the norms of products, then what is not published."""
    page = _Page(lang)
    if found["industry"] is not None:
        title = found["industry_title"]
        page.screen.put(
            Text(page.say(f"行业 {found['industry']} {title}", f"Industry {found['industry']}, {title}"), "bold")
        )
    for benchmark in found["benchmarks"]:
        if benchmark["rows"]:
            page.benchmark(benchmark)
    if found["norms"]:
        page.norms(found["norms"])
    page.unpublished([one for one in found["benchmarks"] if not one["rows"]])


class _Page:
    """One answer in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.say = Say(lang)
        self.screen = Screen()

    def basis(self, basis: str) -> str:
        return TEXTS[f"basis.{basis}"][self.lang != "zh"]

    def unit(self, unit: str | None) -> str:
        """The unit in brackets of the language; pure numbers have none."""
        if unit in (None, "1"):
            return ""
        shown = str(unit).replace("output", self.say("产量单位", "unit of output"))
        return self.say(f"（{shown}）", f" ({shown})")

    def counts(self, rows: int, norms: int) -> str:
        parts = [self.say(f"公布数值 {rows} 条", f"{rows} published values")] if rows else []
        if norms:
            parts.append(self.say(f"可引用的限额或定额 {norms} 项", f"{norms} norms of products can stand for it"))
        return self.say("；", "; ").join(parts) or self.say(
            "没有公布数值，由企业自行提供并注明来源", "no value is published: the factory brings one with its source"
        )

    def source(self, entry: dict[str, Any]) -> str:
        """Document, clause, edition, whether superseded, and basis, in one line."""
        parts = [f"{entry['document']} {clause_in(self.lang, entry['clause'])}".rstrip()]
        if entry.get("edition"):
            parts.append(self.say(f"{entry['edition']} 版", f"edition {entry['edition']}"))
        if entry.get("superseded"):
            parts.append(self.say("已被取代", "superseded"))
        return f"{self.say('，', ', ').join(parts)}  [{self.basis(entry['basis'])}]"

    def benchmark(self, found: dict[str, Any]) -> None:
        self.screen.put("", Text.assemble((f"{found['title']}{self.unit(found['unit'])}", "bold"), f"  {found['id']}"))
        rows = table(4, right=(0,), wrap=3)
        for row in found["rows"]:
            mark = self.say("采用", "used") if row["used"] else ""
            codes = "、".join(row["industries"]) or self.say("全部行业", "all")
            rows.add_row(f"{row['value']:g}", mark, codes, Flow(self.source(row)))
            if row["note"]:
                rows.add_row("", "", "", Flow(row["note"], "dim"))
        self.screen.put(rows)
        if found["contradictory"]:
            text = self.say(
                "这些数值同样适用却不一致，不自动采用：请说明属于哪一类，并自行填写数值和来源。",
                "These fit equally well and disagree, so none is used: say which one it is, and bring the value.",
            )
            self.screen.put(Text(text, "yellow"))

    def norms(self, found: Sequence[dict[str, Any]]) -> None:
        """By family; a factory names one by its id, so the id stands first."""
        for family in dict.fromkeys(norm["family"] for norm in found):
            mine = [norm for norm in found if norm["family"] == family]
            aside = (
                self.say("（适用哪一项由企业指明）", " (the factory says which applies)")
                if family in CITED
                else self.say("（仅供对照，不参与计分）", " (for comparison, nothing scores it)")
            )
            self.screen.title(f"{mine[0]['family_title']}{aside}")
            for norm in mine:
                self.norm(norm)

    def norm(self, norm: dict[str, Any]) -> None:
        self.screen.put(Text.assemble((norm["id"], "bold"), f"  {norm['title']}"))
        rows = table(2, wrap=1)
        unit = norm["unit"] or self.say(
            f"{norm['printed_unit'] or '单位不明'}，不能直接引用",
            f"{norm['printed_unit'] or 'unit unknown'}, cannot be named",
        )
        per = f" · {norm['per']}" if norm["per"] else ""
        levels = "  ".join(f"{one['title']} {self.value(one['value'])}" for one in norm["levels"])
        rows.add_row("", Flow(f"{levels}  {'' if unit == '1' else unit}{per}"))
        rows.add_row("", Flow(self.source(norm)))
        for text in (
            norm["correction"] and self.correction(norm),
            norm["note"],
        ):
            if text:
                rows.add_row("", Flow(text, "dim"))
        self.screen.put(rows)

    def correction(self, norm: dict[str, Any]) -> str:
        """The number that is asked for, and what it does to the levels."""
        titles = {one["id"]: one["title"] for one in norm["levels"]}
        steps = self.say("、", ", ").join(
            f"{titles[name]} {step:g}" for name, step in norm["correction_steps"].items() if name in titles
        )
        does = {
            "per_step": self.say(f"每 1 加：{steps}", f"for each 1 add {steps}"),
            "plus": self.say("加到各级数值上", "added to every level"),
            "times": self.say("乘以各级数值", "every level is multiplied by it"),
        }[norm["correction_how"]]
        asked = self.say(f"修正：{norm['correction']}", f"correction: {norm['correction']}")
        return f"{asked}{self.say('；', '; ')}{does}"

    def value(self, value: float | None) -> str:
        return self.say("未公布", "not published") if value is None else f"{value:g}"

    def unpublished(self, found: Sequence[dict[str, Any]]) -> None:
        """Benchmarks without a value for this industry: what there is instead, and what to bring."""
        if not found:
            return
        self.screen.title(self.say("没有公布数值的基准值", "Benchmarks without a published value"))
        rows = table(2, wrap=1)
        for one in found:
            rows.add_row(one["id"], Flow(one["title"] + self.unit(one["unit"])))
            if one["norm_family"]:
                rows.add_row("", Flow(self.by_norm(one), "dim"))
        self.screen.put(rows)
        self.screen.put(
            Text(self.say("请自行提供数值并注明来源，否则相关评价项暂不能计分。",
                          "Bring the value with its source; until then what needs it cannot be scored."), "italic")
        )  # fmt: skip

    def by_norm(self, one: dict[str, Any]) -> str:
        from assess.rulebook.norms import FAMILY_TITLES, LEVEL_TITLES

        family, level = FAMILY_TITLES[one["norm_family"]].in_(self.lang), LEVEL_TITLES[one["norm_level"]].in_(self.lang)
        if not one["norms"]:
            return self.say(
                f"{family}的{level}；本行业没有收录", f"{level} of the {family}; none is held for this industry"
            )
        return self.say(
            f"可引用{family}的{level}：benchmarks: {{{one['id']}: {{norm: 编号}}}}",
            f"{level} of the {family} can stand for it: benchmarks: {{{one['id']}: {{norm: ID}}}}",
        )
