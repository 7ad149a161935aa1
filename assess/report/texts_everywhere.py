"""The fixed texts of the pages that hold several schemes, or two editions, beside each other."""

from __future__ import annotations

from typing import Final

EVERYWHERE: Final[dict[str, tuple[str, str]]] = {
    # -- where you stand
    "stand.title": ("各方案一览", "Where you stand"),
    "stand.lead": (
        "同一份填报按规则库里的每个方案各算一次。各方案的评分表不同，得分不能互相比较，也不能互相代替；▶ 为本报告的方案。",
        "The same answers under every scheme of the rulebook. The score tables differ: a score of one says nothing on "
        "another. ▶ marks the scheme of this report.",
    ),
    "stand.scheme": ("评价方案", "Scheme"),
    "stand.verdict": ("星级或结论", "Star or verdict"),
    "stand.total": ("总分", "Total"),
    "stand.gates": ("基本要求", "Gates"),
    "stand.first": ("先补什么", "What is missing first"),
    "stand.legend": (
        "总分：已确认–可达到。基本要求：✓ 通过，× 未通过，? 未知。星级均为参考星级，部分分数线为本工具自定，不是主管部门的评定。",
        "Total: secured–reachable. Gates: ✓ pass, × fail, ? unknown. Stars are indicative, some cut-offs are this tool's own, "
        "and no authority has awarded them.",
    ),
    "stand.same": ("已确认 {tier}", "{tier} secured"),
    "stand.both": ("已确认 {secured}，可达到 {reachable}", "{secured} secured, {reachable} reachable"),
    "stand.open": ("尚未确认，可达到 {reachable}", "none secured yet, {reachable} reachable"),
    "stand.nominated": ("可被推荐 {stars}★", "may be nominated to {stars}★"),
    "stand.unpublished": ("{stars} 无法判定：{what}未公布", "{stars} not evaluable: {what} is not published"),
    "stand.no_mark": ("没有公布合格线", "no pass mark published"),
    "stand.values": ("分值没有公布，只列数值", "no points published, values only"),
    "stand.conditions": ("没有公布评分表，只核对条件", "no score table published, conditions only"),
    "stand.nothing": ("—", "—"),
    "stand.more": ("（另有 {count} 项）", " ({count} more)"),
    "stand.short": ("差 {points} 分", "{points} points short"),
    "stand.answer": ("先填：{name}", "answer first: {name}"),
    "stand.answer.points": ("先填：{name}（至多 {points} 分）", "answer first: {name} (up to {points} points)"),
    "stand.gap": ("失分最多：{name}（{points} 分）", "most points lost: {name} ({points})"),
    "stand.mandatory": ("必选项 {name}", "mandatory: {name}"),
    # -- the ladder
    "stand.ladder": ("所在地梯度上的位置", "On the ladder of the region"),
    "stand.ladder.here": (
        "按 {day} 看：{ladder}，填报文件所载且仍有效的最高称号为{level}。",
        "As of {day}, {ladder}: the highest title that the submission states and that still holds is {level}.",
    ),
    "stand.ladder.none": (
        "按 {day} 看：{ladder}，填报文件没有写明仍有效的称号。",
        "As of {day}, {ladder}: the submission states no title that holds.",
    ),
    "stand.ladder.next": (
        "下一级是{level}，由{who}决定。",
        "The next rung is {level}, decided by {who}.",
    ),
    "stand.ladder.needs": (
        "要求：{met} 条符合，{missing} 条不符合，{open} 条未知、未公布或须自行核对。",
        "Its needs: {met} met, {missing} missing, {open} unknown, not published or to be checked by hand.",
    ),
    "stand.ladder.top": ("已在最高一级。", "This is the top rung."),
    "stand.ladder.notice": (
        "称号以填报文件所载为准，未经核实；各级要求和日期见 assess ladder。",
        "Titles are as stated, nothing is verified; for needs and dates see assess ladder.",
    ),
    # -- the edition lens
    "lens.title": ("新旧版对照", "Edition lens"),
    "lens.lead": (
        "同一份填报，按{old}和{new}各算一次。两版的评价项、分值和证据要求不同：总分的变化说明规则变了，不说明工厂变好或变差。",
        "The same answers under {old} and under {new}. Criteria, points and evidence differ: a change of the total tells of "
        "the rules, not of a better or worse factory.",
    ),
    "lens.unpublished": (
        "{scheme}有 {count} 项因没有基准值暂不能评分，其分值算在“可达到”里，不算在“已确认”里。",
        "Not scorable yet under {scheme}, for want of a benchmark: {count} of its criteria. Their points are reachable, not secured.",
    ),
    "lens.principle": ("原则", "Principle"),
    "lens.old": ("旧版", "Old edition"),
    "lens.new": ("新版", "New edition"),
    "lens.points": ("得分 / 满分", "Points / max"),
    "lens.change": ("得分变化", "Change in points"),
    "lens.secured": ("已确认", "Secured"),
    "lens.reachable": ("可达到", "Reachable"),
    "lens.both": ("已确认（与可达到相同）", "Secured (the same as reachable)"),
    "lens.absent": ("无此项", "not in it"),
    "lens.total": ("总分", "Total"),
    "lens.editions": ("从旧版总分到新版总分，按原则拆分", "From the old total to the new one, by principle"),
    "lens.exact": (
        "各部分已取整，使起点加各部分恰好等于终点。",
        "The parts are rounded so that start and parts add up to the end exactly.",
    ),
    "lens.legend": (
        "深色条为总分；绿色实心条为增加，红边斜线条为减少，数字前有正负号。",
        "Dark bars are totals; solid green adds, red-edged hatching takes away; each number carries its sign.",
    ),
    "lens.alt": ("{caption}：{steps}", "{caption}: {steps}"),
    "lens.years": (
        "两年之间：规则变了多少，工厂做了多少",
        "Between two years: what the rules did, what the factory did",
    ),
    "lens.years.lead": (
        "两年的填报各按两版计算，得四个总分。先换规则还是先换数据，拆出来的数会不同，所以取两种先后次序的平均值。",
        "Both years under both editions give four totals. Changing the rules first or the data first splits the difference "
        "differently, so each part is the mean of the two orders.",
    ),
    "lens.other_factory": (
        "注意：上一年的填报是“{last}”{last_year} 年度，本次是“{now}”{now_year} 年度，不是同一家工厂的前后两年；"
        "拆分只说明两份数据的差别。",
        "Note: last year's file is {last}, {last_year}; it is not the year before {now}, {now_year}. The parts only tell the "
        "two files apart.",
    ),
    "lens.start": ("{year} 年，旧版", "{year}, old rules"),
    "lens.end": ("{year} 年，新版", "{year}, new rules"),
    "lens.year": ("年度", "Year"),
    "lens.rules": ("规则变化", "what the rules did"),
    "lens.factory": ("工厂变化", "what the factory did"),
    "lens.step": ("步骤", "Step"),
}
"""Key → (Chinese, English)."""
