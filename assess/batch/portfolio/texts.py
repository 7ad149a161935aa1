"""Every fixed text of the portfolio, in Chinese and English, and the words it shares with the gap report."""

from __future__ import annotations

from typing import Final

from assess.report.words import Words

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # -- the document
    "title": ("绿色工厂自评汇总报告", "Green-factory portfolio"),
    "subject": ("多家工厂自评结果的汇总", "What many green-factory self-assessments say together"),
    "kind": ("自评 · 汇总报告", "Self-assessments · portfolio"),
    "anonymised": ("已匿名", "anonymised"),
    "made_up.all": ("虚构示例 · 非真实企业", "MADE-UP EXAMPLES · no real factories"),
    "made_up.some": ("含 {count} 份虚构示例", "{count} MADE-UP EXAMPLES among them"),
    "fact.years": ("评价年度", "Years assessed"),
    "fact.year": ("{year}（{count} 份）", "{year} ({count})"),
    "fact.scheme": ("评价方案", "Scheme"),
    "fact.n": ("评出的工厂", "Factories scored"),
    "fact.date": ("报告日期", "Date of report"),
    # -- cover
    "statement": (
        "{stars}，共 {covered} 家，覆盖率 {share} %。",
        "{stars}: {covered} in all, coverage {share} %.",
    ),
    "statement.star": ("{stars}★ {count} 家", "{stars}★ {count}"),
    "statement.plain": (
        "{n} 家工厂，已确认总分平均 {low} 分，可达到 {high} 分（满分 {max}）。",
        "{n} factories; mean total {low} secured, {high} reachable, of {max}.",
    ),
    "statement.unscored": (
        "{n} 家工厂。这份评价表没有公布分值，不打分，这里只统计基本要求。",
        "{n} factories. This scheme's points are not published, so nothing is scored: only gates are counted here.",
    ),
    "headline.nominated": (
        "具备 {stars}★ 推荐条件的有 {count} 家；是否评上由主管部门决定。",
        "{count} may be nominated for {stars}★; others decide who gets it.",
    ),
    "coverage": (
        "覆盖率 = 已确认至少 {stars}★ 的工厂 ÷ 评出的 {n} 家；分母不是当地规上企业数，不能直接与公布的覆盖率相比。"
        "如果未知项全部达标，为 {reachable} 家、{share} %。",
        "Coverage: the share of the {n} factories scored that secure at least {stars}★. The base is not a county's firms above "
        "scale, so published coverages do not compare. "
        "If every unknown turns out well it is {reachable} factories, {share} %.",
    ),
    "headline.below": (
        "{label}：{sure} 家已确定，另有 {possible} 家要看未知项。{consequence}",
        "{label}: {sure} for sure, {possible} more depend on unknowns. {consequence}",
    ),
    "headline.near": (
        "距下一星级不超过 {near} 分的有 {count} 家。",
        "{count} are at most {near} points short of their next star.",
    ),
    "headline.gaps": (
        "共查出 {gaps} 条差距（一家工厂未全部满足的一个评价项算一条），涉及 {n} 家工厂，平均每家 {mean} 条。",
        "{gaps} gaps (one criterion that one factory does not fully meet counts once) over {n} factories, "
        "{mean} each on average.",
    ),
    "headline.made_up": (
        "其中 {count} 份填报为虚构示例，一并计入。",
        "{count} of them are made-up examples; they are counted.",
    ),
    "headline.unread": (
        "另有 {count} 个文件读不了，没有计入。",
        "{count} more files could not be read and are not counted.",
    ),
    "histogram": (
        "已确认总分的分布（每 {step} 分一柱，柱上为家数）",
        "Secured totals ({step} points a column, factories above it)",
    ),
    "alt.histogram": ("已确认总分的分布：{columns}", "Distribution of secured totals: {columns}"),
    "alt.histogram.bin": ("{start}–{end} 分 {count} 家", "{start}–{end}: {count}"),
    "alt.count": ("{count} 家，共 {n} 家", "{count} of {n} factories"),
    "alt.at_least": (
        "至少 {stars}★：已确认 {low} 家，可达到 {high} 家，共 {n} 家",
        "At least {stars}★: {low} secured, {high} reachable, of {n}",
    ),
    "alt.box": (
        "中间一半的工厂在 {first} 至 {third}，中位数 {median}",
        "The middle half lies between {first} and {third}, the median is {median}",
    ),
    "stars.title": ("参考星级分布", "Indicative stars"),
    "stars.star": ("星级", "Star"),
    "stars.secured": ("已确认", "Secured"),
    "stars.reachable": ("可达到", "Reachable"),
    "stars.at_least": ("至少为该星级", "At least this star"),
    "stars.note": (
        "已确认：只按已填数据；可达到：未知项全部达标时。实心为已确认，斜线为尚待未知项。",
        "Secured: from the answers given; reachable: if every unknown turns out well. Solid: secured; hatched: open.",
    ),
    "card": ("依据与版本", "Rules and version"),
    # -- columns
    "col.factory": ("工厂", "Factory"),
    "col.industry": ("行业", "Industry"),
    "col.town": ("镇街", "Town"),
    "col.total": ("总分", "Total"),
    "col.state": ("判断", "Verdict"),
    "col.why": ("原因", "Why"),
    "col.star": ("星级", "Star"),
    "col.next": ("下一星级", "Next star"),
    "col.short": ("还差（分）", "Short by"),
    "col.others": ("还要满足", "Also needed"),
    "col.n": ("家数", "n"),
    "col.covered": ("覆盖率 %", "Coverage %"),
    "col.mean": ("平均总分", "Mean total"),
    "col.quartiles": ("总分中间一半", "Middle half of totals"),
    "col.share": ("平均得分率 %", "Mean share %"),
    "col.median": ("中位数 %", "Median %"),
    "col.spread": ("中间一半", "Middle half"),
    "col.group": ("分组", "Group"),
    "col.criterion": ("评价项", "Criterion"),
    "col.factories": ("工厂数", "Factories"),
    "col.lost": ("失分合计", "Points lost"),
    "col.per": ("平均每家", "Each"),
    "col.fact": ("未知的数据", "Unknown fact"),
    "col.open": ("未知分合计", "Points open"),
    "col.gate": ("基本要求", "Gate"),
    "col.failed": ("不符合", "Fail"),
    "col.unknown": ("未知", "Unknown"),
    "col.before": ("上次", "Before"),
    "col.now": ("本次", "Now"),
    "col.difference": ("变化", "Change"),
    "col.target": ("目标", "Target"),
    "col.number": ("目标数", "Number"),
    "col.by": ("期限", "By"),
    "col.count": ("已确认–可达到", "Secured–reachable"),
    "col.file": ("文件", "File"),
    "col.problem": ("问题", "What is wrong"),
    "col.code": ("代码", "Code"),
    "mandatory": ("必选", "mandatory"),
    "star.zero": ("无", "none"),
    "unnamed": ("未填写", "not given"),
    "unnamed.town": ("未写镇街", "no town named"),
    "masked": ("其他（合并的小组）", "others (small groups together)"),
    "more": (
        "这里列出前 {shown} 家，另有 {more} 家；全部见 results.xlsx，或用 --format json 输出。",
        "The first {shown} are listed, {more} more are not; all are in results.xlsx and in --format json.",
    ),
    "more.codes": (
        "这里列出前 {shown} 家，另有 {more} 家；全部见 --format json。",
        "The first {shown} are listed, {more} more are not; all are in --format json.",
    ),
    "more.rows": (
        "这里列出前 {shown} 行，另有 {more} 行；全部见 --format json。",
        "The first {shown} rows are shown, {more} more are not; all are in --format json.",
    ),
    # -- below
    "below.title": ("{label}（反向倒逼名单）", "{label} (反向倒逼 list)"),
    "below.lead": (
        "公开信息所载后果：{consequence}。名单只按自评数据列出，不是主管部门的名单。",
        "Published consequence: {consequence}. The list follows from self-assessments and is no list of an authority.",
    ),
    "below.lead.short": ("公开信息所载后果：{consequence}。", "Published consequence: {consequence}."),
    "below.possible.lead": (
        "“可能”：已填数据还不能确认最低星级，未知项全部达标则可以。先补数据。",
        "Possible: the answers given do not secure the lowest star, but it can be reached if the unknowns turn out well. Answer those first.",
    ),
    "below.none": ("没有。", "None."),
    "below.sure": ("确定", "sure"),
    "below.possible": ("可能", "possible"),
    "below.gates_failed": ("不符合：{names}", "fails: {names}"),
    "below.gates_unknown": ("未知：{names}", "unknown: {names}"),
    "below.points": ("可达到的总分低于 {cutoff}", "the reachable total is below {cutoff}"),
    "below.other": ("其他条件不满足", "another condition is not met"),
    "below.open": ("还要看未知项", "depends on unknowns"),
    # -- near
    "near.title": ("够得着下一星级的工厂", "Within reach of the next star"),
    "near.lead": (
        "已确认总分距下一星级不超过 {near} 分（这个范围是本工具自定的）、且没有不符合的基本要求。"
        "“补数据可达”：未知项全部达标就能达到，不需要改造。还差 0 分的，分数已够，只缺后一栏的条件。",
        "At most {near} points short of the next star by what is secured (this limit is the tool's own choice), with no gate failed. "
        "Answers may do: reached if every unknown turns out well, without any other measure. "
        "Short by 0: the points suffice, only what the last column names is missing.",
    ),
    "near.none": ("没有。", "None."),
    "near.answers": ("补数据可达", "answers may do"),
    "near.only": ("只差分数", "points only"),
    "near.gate": ("基本要求 {names}", "gates {names}"),
    "near.mandatory": ("必选项 {names}", "mandatory {names}"),
    # -- principles, industries, towns
    "groups.title": ("各组、各行业、各镇街", "By principle, industry and town"),
    "groups.lead": (
        "得分率 = 已确认得分 ÷ 适用满分，每家工厂同等计入。“中间一半”为第一至第三四分位；粗线是中位数。",
        "A share is secured points over the points that apply; every factory counts alike. The middle half runs from the first to the "
        "third quartile; the thick line is the median.",
    ),
    "groups.legend": ("实线：已确认的平均得分率；虚线：可达到", "Solid: mean share secured; dashed: reachable"),
    "divisions.title": ("按行业大类", "By industry division"),
    "divisions.lead": (
        "行业取自填报的 GB/T 4754-2017 代码前两位。各组一栏为已确认的平均得分率（%）。",
        "Divisions are the first two digits of the GB/T 4754-2017 code given. The columns by group are mean secured shares (%).",
    ),
    "towns.title": ("按镇街", "By town"),
    "towns.lead": (
        "镇街从“所在地”的文字读出：第一段以镇、乡、街道、苏木或开发区、园区结尾的名称；没有这样写的归为“未写镇街”。",
        "Towns are read from the text of the place: the first name in it that ends in 镇, 乡, 街道, 苏木, 开发区 or 园区; "
        "places without one stand under 'no town named'.",
    ),
    "masked.note": (
        "不足 {least} 家的组已合并，合并后仍可反推的，再并入次小的组。",
        "Groups of fewer than {least} are put together, with the next larger ones where they could still be worked out.",
    ),
    "small.note": ("不足 {least} 家的组只供参考。", "Groups of fewer than {least} say little."),
    # -- gaps
    "gaps.title": ("最常见的差距", "The most common gaps"),
    "gaps.lead": (
        "没有全部满足的评价项，按工厂数排列；只算已经失去的分，未知的分另列。",
        "Criteria not fully met, by number of factories; only points already lost count, unknown ones stand below.",
    ),
    "unknowns.title": ("最值得补上的数据", "Unknowns that hide most"),
    "unknowns.lead": (
        "等着这项数据的评价项共有多少分未定。一个评价项等几项数据，就在每项下各计一次，所以各行不能相加。",
        "Points held open by criteria that wait for the fact. A criterion that waits for several counts under each, so the rows do not add up.",
    ),
    "unknowns.none": ("没有未知的分。", "No points are open."),
    "gates.title": ("不符合或未知的基本要求", "Gates that fail or are unknown"),
    "gates.no_such": ("这个方案没有单列基本要求。", "This scheme has no gates."),
    "gates.none": ("全部工厂都符合全部基本要求。", "Every factory passes every gate."),
    # -- change
    "change.title": ("与上次相比", "Against the earlier run"),
    "change.lead": (
        "上次 {before} 家（{periods}），本次 {now} 家；按统一社会信用代码、否则按名称对上 {matched} 家（其中 {by_name} 家只按名称）。",
        "{before} factories then ({periods}), {now} now; {matched} matched by credit code, else by name ({by_name} by name alone).",
    ),
    "change.counts": (
        "对上的工厂里，升星 {risen} 家，降星 {fallen} 家，不变 {same} 家；新增 {new} 家，不再出现 {gone} 家。",
        "Of those matched {risen} rose, {fallen} fell, {same} kept their star; {new} are new, {gone} are gone.",
    ),
    "change.rules": (
        "两次所用的规则库不同（上次 {before}，本次 {now}），变化可能来自规则而不是工厂。",
        "The two runs used different rulebooks ({before} then, {now} now): a change may come from the rules, not the factories.",
    ),
    "change.means": ("平均值（只算对上的 {matched} 家）", "Means (over the {matched} matched factories)"),
    "change.covered": ("覆盖率 %（各自全部工厂）", "Coverage % (all factories of each run)"),
    "change.total": ("总分", "Total"),
    "change.moved": ("升星和降星", "Risen and fallen"),
    "change.new": ("新增：{names}", "New: {names}"),
    "change.gone": ("不再出现：{names}", "Gone: {names}"),
    "change.none": ("没有星级变化的工厂。", "No star changed."),
    # -- targets
    "targets.title": ("目标及进度", "Targets and their state"),
    "targets.lead": (
        "按本次结果里参考星级的家数计算；不等于已获称号或认定的家数。",
        "Counted by the indicative stars of this run; that is no count of titles or recognitions.",
    ),
    "targets.counts": (
        "计：{scheme} 至少 {stars}★（计法：{basis}）",
        "counts: at least {stars}★ under {scheme} (way of counting: {basis})",
    ),
    "targets.source": ("来源：{source}（{basis}）", "source: {source} ({basis})"),
    "targets.state.met": ("已达到", "met"),
    "targets.state.possible": ("未知项达标后可达到", "possible if unknowns turn out well"),
    "targets.state.short": ("至少还差 {count} 家", "short by at least {count}"),
    "targets.state.not_scored": ("本次没有按这个方案评分", "not scored under this scheme"),
    "targets.overdue": ("已过期限", "overdue"),
    # -- titles
    "titles.title": ("称号到期和复核", "Titles due for review"),
    "titles.lead": (
        "{factories} 家在填报里写明了所在地梯度上的称号。称号以填报所载为准，没有核实；下面是已经到期、该复核的，以及一年之内到期的。",
        "{factories} factories state a title on the ladder of their place. Titles are as stated, not verified; listed are those that "
        "have ended or wait for their review, and those that do so within a year.",
    ),
    "titles.none": ("一年之内没有到期或该复核的。", "None is due within a year."),
    "titles.masked": (
        "共 {count} 个；匿名时不逐个列出。",
        "There are {count}; they are not listed where names are masked.",
    ),
    "titles.unpublished": (
        "另有 {count} 个称号的有效期或复核周期没有公布，不在此列。",
        "The term of {count} more is not published, so they cannot be in the list.",
    ),
    "titles.expired": ("已过有效期", "has lapsed"),
    "titles.review_due": ("已到复核期", "review is due"),
    "titles.valid": ("将到期", "ends"),
    "titles.valid.review": ("将到复核期", "review comes up"),
    "titles.valid.expiry": ("将到期", "lapses"),
    "titles.rule": ("{place}：{term}。{source}", "{place}: {term}. {source}"),
    "col.title": ("称号", "Title"),
    "col.until": ("到期日", "Day"),
    # -- files, closing
    "unread.title": ("读不了的文件", "Files that could not be read"),
    "unread.lead": (
        "这些文件没有计入任何数字。改正后运行 assess batch … --resume 即可补上。",
        "They are in no figure. Mend them and run assess batch … --resume.",
    ),
    "unread.more": ("（这个文件共 {count} 处）", "({count} problems in this file)"),
    "about.title": ("说明", "What this is"),
    "about.is": (
        "本报告汇总各工厂的自评结果，用于摸底和安排工作；星级为参考星级，不表示任何工厂已被评定、认定或获得称号。",
        "This page puts self-assessments together for an overview and for planning. Stars are indicative; nobody is rated, recognised or "
        "titled by it.",
    ),
    "about.unknown": (
        "未知按未知处理：既不算零分，也不算满分；所以有“已确认”和“可达到”两个数。",
        "Unknown stays unknown, neither zero nor full: hence two figures, secured and reachable.",
    ),
    "about.cutoffs": ("分数线：{cutoffs}。", "Cut-offs: {cutoffs}."),
    "about.cutoffs.none": ("没有公布", "not published"),
    "about.cutoff": ("{stars}★ {total} 分（{basis}）", "{stars}★ {total} ({basis})"),
    "about.older": (
        "同一工厂有几个年度的，取最近一年，另外 {count} 份没有计入。",
        "Where a factory has several years the latest counts; {count} older ones are left out.",
    ),
    "about.twice": (
        "其中同一工厂同一年度重复的 {count} 份只计一份（按文件名取第一份）。",
        "{count} of these are second submissions of the same factory and year (the first file counts).",
    ),
    "about.titles.none": (
        "没有一份填报写明已获得的称号，所以没有到期和复核清单。",
        "No submission states a title, so there is no list of titles due for review.",
    ),
    "about.titles.older": (
        "有结果是较早的程序版本评出的，没有记录称号，所以没有到期和复核清单；重新评分即可。",
        "Some results are of an older version that did not keep titles, so there is no list of those due; score them again.",
    ),
    "about.anonymised": (
        "已匿名：工厂以代码代替，名称、信用代码、文件名、所在地不出现；不足 {least} 家的行业和镇街合并。同一批结果代码不变；"
        "只看本报告不能还原名称。",
        "Anonymised: codes stand for factories; names, credit codes, file names and places do not appear; industries and towns of fewer than "
        "{least} are put together. The same results give the same codes, and nobody can get back from this page to a name.",
    ),
    "about.versions": ("结果由程序版本 {versions} 评出。", "Scored by version {versions} of the program."),
}


class PortfolioWords(Words):
    """The portfolio's texts before the gap report's."""

    def __call__(self, key: str, **values: object) -> str:
        if key not in TEXTS:
            return super().__call__(key, **values)
        text = TEXTS[key][self.lang != "zh"]
        return text.format(**values) if values else text

    def share(self, part: float, whole: float) -> str:
        """A share in percent with one decimal, without the sign."""
        from assess.scoring.rounding import rounded

        return str(rounded(100 * part / whole, 1)) if whole else "0.0"
