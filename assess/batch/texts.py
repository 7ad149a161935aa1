"""Column titles and sheet names of the tables, in Chinese and English."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "sheet.results": ("结果", "Results"),
    "sheet.criteria": ("评价项", "Criteria"),
    "sheet.problems": ("问题", "Problems"),
    "sheet.about": ("说明", "About"),
    # -- results
    "file": ("文件", "File"),
    "name": ("工厂", "Factory"),
    "credit_code": ("统一社会信用代码", "Credit code"),
    "industry": ("行业", "Industry"),
    "region": ("所在地", "Place"),
    "period": ("评价年度", "Year"),
    "made_up": ("虚构示例", "Made up"),
    "scheme": ("评价方案", "Scheme"),
    "secured": ("已确认星级", "Secured star"),
    "standing": ("星级说明", "Standing"),
    "reachable": ("可达到星级", "Reachable star"),
    "low": ("已确认总分", "Total secured"),
    "high": ("可达到总分", "Total reachable"),
    "max": ("满分", "Maximum"),
    "gates_failed": ("不符合的基本要求", "Gates failed"),
    "gates_unknown": ("未确认的基本要求", "Gates unknown"),
    "answered": ("已答题数", "Answered"),
    "asked": ("应答题数", "Asked"),
    "missing": ("下一星级还缺", "In the way of the next star"),
    "warnings": ("数据提示", "Warnings"),
    "group.low": ("{title}·已确认", "{title}: secured"),
    "group.high": ("{title}·可达到", "{title}: reachable"),
    "digest": ("填报校验码", "Digest of the submission"),
    "rulebook": ("规则库校验码", "Digest of the rulebook"),
    "version": ("程序版本", "Program version"),
    # -- criteria
    "id": ("编号", "Id"),
    "title": ("评价项", "Criterion"),
    "mandatory": ("必选", "Mandatory"),
    "met": ("满足", "Met"),
    "partly": ("部分满足", "Partly"),
    "unmet": ("不满足", "Not met"),
    "unknown": ("未知", "Unknown"),
    "not_applicable": ("不适用", "N/A"),
    "lost": ("失分合计", "Points lost"),
    "open": ("未知分合计", "Points open"),
    # -- problems
    "line": ("行", "Line"),
    "column": ("列", "Column"),
    "code": ("代码", "Code"),
    "what": ("问题", "What is wrong"),
    "mend": ("怎样改", "How to mend it"),
    # -- about
    "about.low": (
        "只算已经填报并得分的部分；没有填的按“未知”处理，不算分也不算失分。",
        "Only what is answered and earned; what is not answered is unknown, neither earned nor lost.",
    ),
    "about.high": ("未知项全部达标时的总分。", "The total if everything unknown turns out well."),
    "about.secured": (
        "按已确认总分、基本要求和必选项得出；“–”表示没有星级。",
        "By the total secured, the gates and the mandatory criteria; “–” is no star.",
    ),
    "about.reachable": ("未知项全部达标时的星级。", "The star if everything unknown turns out well."),
    "about.lost": (
        "各家已经确定失去的分数之和（“评价项”表）。",
        "Points lost for sure, added up over all factories (sheet “Criteria”).",
    ),
    "about.open": ("各家尚未知的分数之和。", "Points still unknown, added up over all factories."),
    "about.no_tiers": ("这个方案不分星级，也没有及格线。", "This scheme has no stars and no pass mark."),
    "about.cutoffs": ("分数线", "Cut-offs"),
    "about.overlays": ("叠加的规则目录", "Overlays on the rules"),
    "about.none": ("无", "none"),
    "about.cut": ("没有列全", "Not all rows"),
    "about.cut.text": (
        "Excel 每张表最多 {rows} 行，共有 {all} 行；全部结果见 results.csv 和 problems.jsonl。",
        "A sheet of Excel holds {rows} rows and there are {all}; everything is in results.csv and problems.jsonl.",
    ),
    # -- words
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "list": ("；", "; "),
    "names": ("、", ", "),
    "names.more": ("等 {count} 项", " and {rest} more"),
    "star.none": ("未定（有未知项）", "open (something is unknown)"),
    "star.below": ("未达最低星级", "below the lowest star"),
    "star.nominated": ("；具备 {stars}★ 推荐条件", "; may be nominated for {stars}★"),
    "star.unpublished": ("规则没有公布，无法判定", "its rule is not published"),
    "star.no_tiers": ("不分星级", "no stars"),
    "lacking.gate": ("基本要求 {names}", "gates: {names}"),
    "about.unpublished": ("（分数线没有公布）", "(cut-off not published)"),
    "lacking.total": ("差 {points} 分", "{points} points"),
    "lacking.unpublished": ("规则没有公布", "its rule is not published"),
    "lacking.decision": ("由主管部门评定", "others decide"),
    "lacking.mandatory": ("必选项 {names}", "mandatory: {names}"),
    "lacking.requires": ("{names}", "{names}"),
    "warning": ("请核对：{names}", "check: {names}"),
    "warning.evidence_expired": ("有证明材料已过期", "evidence has expired"),
    "warning.fraction_for_percent": ("百分数可能少了百分号", "a percent sign may be missing"),
    "warning.not_last_year": ("上一年度的文件对不上", "last year's file is another one"),
    "warning.unit_slip": ("单位可能错了一千倍", "a unit may be wrong by a thousand"),
    "warning.year_on_year": ("与上年相比变化很大", "a large change against last year"),
}


def title(key: str, lang: str, **values: str) -> str:
    """A text in one language."""
    text = TEXTS[key][lang != "zh"]
    return text.format(**values) if values else text
