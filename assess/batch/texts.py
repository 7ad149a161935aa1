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
    "industry": ("行业代码", "Industry"),
    "region": ("所在地", "Place"),
    "period": ("评价年度", "Year"),
    "made_up": ("虚构示例", "Made up"),
    "scheme": ("评价方案", "Scheme"),
    "secured": ("已确认星级", "Secured star"),
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
    # -- words
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "list": ("；", "; "),
    "star.none": ("未定", "none"),
    "star.below": ("低于最低星级", "below the lowest"),
}


def title(key: str, lang: str, **values: str) -> str:
    """A text in one language."""
    text = TEXTS[key][lang != "zh"]
    return text.format(**values) if values else text
