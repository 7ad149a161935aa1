"""A blank submission with a comment for every question: what `assess new` writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assess.rulebook.load import Rulebook
from assess.rulebook.model import Column, Fact
from assess.rulebook.scheme import CompiledScheme, in_questionnaire_order

_HEAD = {
    "zh": (
        "# 绿色工厂自评价填报表 · {title}",
        "# 一个工厂一年一份。知道多少填多少：空着的就是“未知”，不会当作 0 或“否”。",
        "# 带单位写数：2300 万度、1.14亿元、12%；是非题写 是 / 否。",
        "# 需要附证明、备注或不适用时用长写法：",
        "#   pv_self_used: {value: 450 万kWh, evidence: [{file: 台账.pdf, date: 2025-01-10}], note: 说明}",
        "#   wastewater_generated: {not_applicable: 无生产废水}",
        "# 尚未核实的数加 unverified: true，先按未知计分。",
    ),
    "en": (
        "# Green-factory self-assessment · {title}",
        "# One file per factory and year. Fill in what you know: what stays empty is unknown, never 0 and never no.",
        "# Write figures with their unit: 2300 万度, 1.14亿元, 12 %, 4500 MWh; yes/no questions take yes or no.",
        "# Use the long form for evidence, notes or not applicable:",
        "#   pv_self_used: {value: 450 万kWh, evidence: [{file: ledger.pdf, date: 2025-01-10}], note: …}",
        "#   wastewater_generated: {not_applicable: no process waste water}",
        "# Add unverified: true to a figure that is not checked yet; it counts as unknown.",
    ),
}
_TITLES = {
    "zh": (
        "# 已获得的称号（用于 assess ladder）：level 填 培育、县级、市级、省级 或 国家级，也可用 name 写其他称号，例如",
        "#   - {level: 市级, granted: 2023-06-30, document: 公布文件}  # 另有 reviewed 通过复核、removed 被移出 的日期",
        "titles:",
    ),
    "en": (
        "# Titles held (for assess ladder): level is cultivation, county, city, province or nation, other titles take name,",
        "#   - {level: city, granted: 2023-06-30, document: announcement}  # also: reviewed and removed, as dates",
        "titles:",
    ),
}
_WORDS = {
    "zh": {
        "name": "工厂名称（必填）", "credit_code": "统一社会信用代码，18 位", "industry": "行业代码 GB/T 4754-2017，如 C3311",
        "region": "所在地，从省写起，如 浙江省湖州市长兴县", "period": "评价年度，如 2024（必填）", "or": " 或 ", "yes_no": "是 / 否",
        "date": "日期，如 2024-05-01", "one": "选一项：", "several": "可选多项，写成 [甲, 乙]：", "table": "表格，每行一个 - {…}；没有就写 无。列：",
        "na": "可不适用", "benchmarks": "对照值：没有公开数值，需由工厂自行提供并注明来源，例如",
        "benchmark_source": "某行业协会 2024 年通报", "percent": " 或百分数", "union": "{count} 个评价方案，每个问题只问一次：",
    },
    "en": {
        "name": "factory name (required)", "credit_code": "unified social credit code, 18 characters",
        "industry": "industry code of GB/T 4754-2017, such as C3311",
        "region": "place, province first, such as 浙江省湖州市长兴县", "period": "year assessed, such as 2024 (required)",
        "or": " or ", "yes_no": "yes / no", "date": "date, such as 2024-05-01", "one": "one of: ",
        "several": "any of, as [a, b]: ", "table": "table, one - {…} per row; write none if there are none. Columns: ",
        "na": "may be not applicable",
        "benchmarks": "comparison values: none are published, so the factory brings its own with a source, for example",
        "benchmark_source": "bulletin 2024 of the association", "percent": " or a percentage",
        "union": "{count} schemes, each question asked once:",
    },
}  # fmt: skip


def blank_submission(schemes: Sequence[CompiledScheme], lang: str) -> str:
    """A commented YAML file that loads as it is once name and period are filled in.

    For several schemes it asks the union of their facts, each once.
    """
    words, rulebook = _WORDS[lang], schemes[0].rulebook
    lines = list(_head([scheme.model.title.in_(lang) for scheme in schemes], lang))
    lines += ["", "factory:"]
    lines += [f"  {key}:  # {words[key]}" for key in ("name", "credit_code", "industry", "region")]
    lines += [f"period:  # {words['period']}", "", "facts:"]
    topic = None
    for name in in_questionnaire_order(rulebook, (fact for scheme in schemes for fact in scheme.facts)):
        fact = rulebook.facts[name]
        if fact.topic != topic:
            topic = fact.topic
            lines += ["", f"  # ── {rulebook.topics[topic].title.in_(lang)} ──"]
        lines += _question(fact, lang)
    lines += ["", *_benchmarks(schemes, lang), *_TITLES[lang]]
    return "\n".join(lines) + "\n"


def _head(titles: Sequence[str], lang: str) -> Iterator[str]:
    """What the file is for and how to write; several schemes are listed below the first line."""
    first, *others = _HEAD[lang]
    yield first.replace("{title}", titles[0] if len(titles) == 1 else _WORDS[lang]["union"].format(count=len(titles)))
    if len(titles) > 1:
        yield from (f"#   · {title}" for title in titles)
    yield from others


def _question(fact: Fact, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    yield f"  # {fact.ask.in_(lang)}"
    if fact.help is not None:
        yield f"  #   {fact.help.in_(lang)}"
    hint = _hint(fact, lang) + (f" · {words['na']}" if fact.may_be_not_applicable else "")
    yield f"  {fact.id}:  # {hint}"


def _hint(fact: Fact, lang: str) -> str:
    words = _WORDS[lang]
    titles = " / ".join(option.title.in_(lang) for option in fact.options)
    match fact.kind:
        case "quantity":
            units = (fact.unit,) if isinstance(fact.unit, str) else fact.unit or ("1",)
            return words["or"].join(_unit(unit, lang) for unit in units)
        case "yes_no" | "date":
            return words[fact.kind]
        case "choice":
            return words["one"] + titles
        case "extent":
            return words["one"] + titles + words["percent"]
        case "multi":
            return words["several"] + titles
    return words["table"] + "; ".join(_column(column, lang) for column in fact.columns)


def _unit(unit: str, lang: str) -> str:
    """A unit in words: pure numbers, and ``output`` for the unit in which the factory gives its output."""
    if unit == "1":
        return "纯数字" if lang == "zh" else "a plain number"
    return unit.replace("output", "产量单位" if lang == "zh" else "unit of output")


def _column(column: Column, lang: str) -> str:
    title = f"{column.id} {column.title.in_(lang)}"
    return title + (f" ({' / '.join(option.title.in_(lang) for option in column.options)})" if column.options else "")


def _benchmarks(schemes: Sequence[CompiledScheme], lang: str) -> Iterator[str]:
    words, rulebook = _WORDS[lang], schemes[0].rulebook
    needed = [benchmark for benchmark in rulebook.benchmarks.values() if _used(benchmark.id, schemes, rulebook)]
    if not needed:
        return
    example = needed[-1]
    unit = example.unit.replace("output", "万元")
    yield f"# {words['benchmarks']}"
    yield f"#   {example.id}: {{value: 0.25 {unit}, source: {words['benchmark_source']}}}"
    yield "benchmarks:"
    for benchmark in needed:
        yield f"  {benchmark.id}:  # {benchmark.title.in_(lang)} · {_unit(benchmark.unit, lang)}"


def _used(name: str, schemes: Iterable[CompiledScheme], rulebook: Rulebook) -> bool:
    from assess.rulebook.scheme import score_formulas

    return any(
        name in rulebook.expression(text).names
        for scheme in schemes
        for item in scheme.criteria
        for _, text in score_formulas(item.model.score)
    )
