"""The fixed texts of the page on all schemes (``docs/schemes.md``)."""

from __future__ import annotations

from typing import Final

SCHEMES: Final[dict[str, tuple[str, str]]] = {
    "page.title": ("评价方案：公布了什么，没有公布什么", "Schemes: what is published and what is not"),
    "page.generated": (
        "<!-- Generated: assess scheme doc --lang zh > docs/schemes.zh-CN.md -->",
        "<!-- Generated: assess scheme doc --lang en > docs/schemes.md -->",
    ),
    "page.lead": (
        "规则库里的每个方案：哪些数字和条文已公布，哪些由本工具自定，哪些未经核对原文，哪些没有公布，以及查哪份文件、问谁可以确定。"
        "本页由规则库生成（`assess scheme doc`，可加 `--criteria` 看叠加后的规则）。",
        "For every scheme of the rulebook: which numbers and texts are published, which are this tool's own choice, which have "
        "not been checked against the original, which are not public, and which document or whose answer would settle it. "
        "Generated from the rulebook (`assess scheme doc`; with `--criteria` for rules with an overlay).",
    ),
    "page.overview": ("一览", "At a glance"),
    "page.head.scheme": ("方案", "Scheme"),
    "page.head.gives": ("给出什么", "What it gives"),
    "page.head.document": ("依据文件", "Document"),
    "page.head.valid": ("有效期", "Valid"),
    "page.head.kind": ("条目", "Entries"),
    "page.gives.structure": ("只说明结构，不判定星级", "structure only, no star is evaluated"),
    "page.gives.own_stars": ("得分和参考星级，分数线自定", "a score and indicative stars, cut-offs adopted"),
    "page.gives.stars": ("按企业填报的条件推算参考星级", "indicative stars from what the factory enters"),
    "page.gives.score": ("得分，没有合格线", "a score, no pass mark"),
    "page.gives.values": ("各行数值，不打分", "values, no points"),
    "page.gives.conditions": ("只核对条件", "conditions only"),
    "page.extends": (
        "沿用 `{scheme}` 的评价项、分值和基本要求，依据程度见该方案；以下只列不同之处。",
        "Takes criteria, points and gates from `{scheme}`, where their basis is told; below only what differs.",
    ),
    "page.published": ("已公布", "Published"),
    "page.adopted": ("本工具自定", "This tool's own choice"),
    "page.unsure": ("二手、推算、凭记忆", "Secondary, derived, recalled"),
    "page.unknown": ("没有公布", "Not published"),
    "page.settle": ("查哪份文件、问谁可以确定", "What would settle it"),
    "page.kind.gates": ("基本要求", "gates"),
    "page.kind.requirements": ("评价项条文", "texts of criteria"),
    "page.kind.points": ("分值", "points"),
    "page.kind.limits": ("限值", "limits"),
    "page.kind.weights": ("权重", "weights"),
    "page.kind.cutoffs": ("星级条件", "conditions of stars"),
    "page.some": ("{kind}（{count}）：{ids}", "{kind} ({count}): {ids}"),
    "page.unknown.no_pass_mark": ("合格分数线", "a pass mark"),
    "page.unknown.no_points": ("分值、引领值和基准值", "points, leading values and baselines"),
    "page.unknown.conditions": ("评分表和合格线", "score table and pass mark"),
    "page.unknown.points": (
        "{count} 个评价项的分值（以自定的分值代替）",
        "points of {count} criteria (own ones stand in)",
    ),
    "page.unknown.cutoffs": ("{stars} 的分数线（以自定的分数线代替）", "cut-offs of {stars} (own ones stand in)"),
    "page.unknown.below": ("未达最低星级的后果", "what follows below the lowest star"),
    "page.unknown.benchmarks": (
        "{count} 个对照值没有公布的行业数值，由企业自带并注明来源；其中 {norms} 个可以引用产品的限额或定额：{titles}",
        "{count} comparison values without a published number for industries, so the factory brings its own with a source; "
        "{norms} of them can take the norm of a product: {titles}",
    ),
    "page.settings": (
        "整个评价统一采用：{grid}；电力按{electricity}折标准煤；{more}；燃料二氧化碳因子用 {fuel} 这一套；不适用项：{policy}",
        "for the whole assessment: {grid}; electricity at its {electricity}; {more}; the {fuel} set of fuel CO2 factors; not "
        "applicable: {policy}",
    ),
    "page.settle.points": ("逐项分值：{document}", "the points of each criterion: {document}"),
    "page.own_source": ("方案本身的出处：{source}", "the scheme's own source: {source}"),
    "page.check": ("核对原文：{document}（{count} 条）", "check against the original: {document} ({count})"),
}
"""Key → (Chinese, English)."""
