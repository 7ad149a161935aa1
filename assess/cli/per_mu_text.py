"""The per-mu evaluation as plain data, and on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from assess.cli.say import Say
from assess.cli.screen import Screen, table
from assess.report.words import COMPUTED, Words
from assess.wrap import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.language import Lang
    from assess.rulebook.load import Rulebook
    from assess.scoring.per_mu import Item, Measured, PerMu
    from assess.submission.county import County, CountyRule
    from assess.submission.model import Submission

DECIMALS = 2


def as_data(
    found: PerMu,
    rulebook: Rulebook,
    submission: Submission,
    county: County | None,
    rule: CountyRule | None,
    lang: Lang,
) -> dict[str, Any]:
    """Everything that is shown; numbers unrounded, titles in ``lang``."""
    words = Words(lang, DECIMALS, rulebook)
    answer = submission.answers.get("per_mu_class")
    announced = None if answer is None or answer.unverified else answer.value
    return {
        "factory": submission.factory.name,
        "period": submission.period,
        "county": county.county.in_(lang) if county is not None else None,
        "example": county is not None and county.example,
        "source": {"document": county.source.document, "basis": county.source.basis} if county is not None else None,
        "data_year": rule.data_year if rule is not None else None,
        "firms": rule.firms if rule is not None else None,
        "indicators": [_measured(one, words) for one in found.indicators],
        "items": [_item(one, words) for one in found.items],
        "total": found.total,
        "known": found.known,
        "class": announced,
        "carbon": [_measured(one, words) for one in found.carbon],
        "factors": [
            {"id": use.id, "title": words.name(use.id), "value": use.value, "year": use.year, "document": use.document}
            for use in found.factors
        ],
    }


def _measured(one: Measured, words: Words) -> dict[str, Any]:
    indicator = one.indicator
    return {
        "id": indicator.id,
        "title": words.text(indicator.title),
        "value": one.value,
        "unit": indicator.unit,
        "not_applicable": one.not_applicable,
        "class": one.level.level if one.level is not None else None,
        "class_title": words.text(one.level.title) if one.level is not None else None,
        "facts": [{"id": fact, "title": words.name(fact)} for fact in one.facts],
        "missing": [{"id": name, "title": words.name(name)} for name in one.missing],
        "basis": indicator.source.basis,
        "note": words.text(indicator.source.note),
    }


def _item(one: Item, words: Words) -> dict[str, Any]:
    return {
        **_measured(one.measured, words),
        "weight": one.weight,
        "base": one.base,
        "points": one.points,
        "averaged": one.averaged,
        "capped": one.capped,
    }


def show(found: dict[str, Any], lang: Lang) -> None:
    """Indicators or, with a county, the lines of its evaluation; then carbon efficiency."""
    page = _Page(lang)
    page.screen.put(Text(f"{found['factory']}  {found['period']}", "bold"))
    if found["items"]:
        page.county(found)
    else:
        page.screen.title(page.say("亩均评价指标", "Per-mu indicators"))
        page.measured(found["indicators"])
        page.note("没有给出县（区）的权重和基准值（--weights），不计算得分。",
                  "No county's weights and base values are given (--weights), so there is no score.")  # fmt: skip
    announced = str(found["class"]).upper() if found["class"] else page.say("未填写", "not given")
    page.note(f"亩均类别（填报）：{announced}。类别由县（区）排名公布，不能由得分推出。",
              f"Announced class (an input): {announced}. It is the county's ranking and never follows from a score.")  # fmt: skip
    page.screen.title(page.say("碳效等级", "Carbon efficiency"))
    page.measured(found["carbon"])


class _Page:
    """One result in one language."""

    def __init__(self, lang: Lang) -> None:
        self.say = Say(lang)
        self.lang = lang
        self.screen = Screen()

    def note(self, zh: str, en: str) -> None:
        self.screen.put(Text(self.say(zh, en), "italic"))

    def county(self, found: dict[str, Any]) -> None:
        example = (
            self.say("  【示例参数，不是你所在的县】", "  [example parameters, not your county]")
            if found["example"]
            else ""
        )
        firms = self.say("规上", "above scale") if found["firms"] == "above_scale" else self.say("规下", "below scale")
        self.screen.title(f"{found['county']} · {found['data_year']} · {firms}{example}")
        rows = table(5, right=(1, 2, 3, 4), wrap=0)
        head = (("指标", "indicator"), ("数值", "value"), ("基准值", "base"), ("权重", "weight"), ("得分", "points"))
        rows.add_row(*(Text(self.say(*pair), "dim") for pair in head))
        for item in found["items"]:
            rows.add_row(
                Flow(item["title"]),
                self.value(item),
                f"{item['base']:.{COMPUTED}g}",
                f"{item['weight']:g}",
                self.points(item),
            )
        self.screen.put(rows)
        if found["total"] is not None:
            total = f"{found['total']:.{DECIMALS}f}"
            self.screen.put(
                Text(
                    self.say(
                        f"得分 {total}（各项都等于基准值时为权重之和）",
                        f"Score {total} (the sum of weights when all are at base)",
                    ),
                    "bold",
                )
            )
        else:
            known = f"{found['known']:.{DECIMALS}f}"
            self.screen.put(
                Text(
                    self.say(f"得分未知：已知各项合计 {known}", f"Score unknown: the known items add up to {known}"),
                    "bold",
                )
            )
        self.lacking(found["items"])

    def measured(self, found: Sequence[dict[str, Any]]) -> None:
        rows = table(3, right=(1,), wrap=0)
        for one in found:
            rows.add_row(Flow(one["title"]), self.value(one), one["class_title"] or "")
        self.screen.put(rows)
        self.lacking(found)

    def lacking(self, found: Sequence[dict[str, Any]]) -> None:
        """What the unknown ones still need, each named once."""
        for key, zh, en in (
            ("facts", "还缺填报数据：", "still to be answered: "),
            ("missing", "还缺系数或基准值：", "factor or benchmark missing: "),
        ):
            titles = dict.fromkeys(entry["title"] for one in found if one["value"] is None for entry in one[key])
            if titles:
                self.screen.put(Text(self.say(zh, en) + self.say("、", "; ").join(titles), "dim"))

    def value(self, one: dict[str, Any]) -> str:
        if one["not_applicable"]:
            return self.say("不适用", "not applicable")
        if one["value"] is None:
            return self.say("未知", "unknown")
        return f"{one['value']:.{COMPUTED}g}{'' if one['unit'] == '1' else ' ' + one['unit']}"

    def points(self, item: dict[str, Any]) -> str:
        if item["points"] is None:
            return self.say("未知", "unknown")
        mark = (
            self.say("（平均分）", " (average)")
            if item["averaged"]
            else self.say("（封顶）", " (cap)")
            if item["capped"]
            else ""
        )
        return f"{item['points']:.{DECIMALS}f}{mark}"
