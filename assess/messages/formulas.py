"""GF-2xx, second part: a formula, a threshold or a unit under ``criteria/`` is wrong."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-206": Message(
        "这里用到的“{name}”不存在。",
        "There is no “{name}”, which is used here.",
        "请改成已有的编号（最接近：{nearest}），或先定义它；公式里可用填报数据、指标、基准值的编号。",
        "Use an id that exists (nearest: {nearest}) or define it first; formulas know facts, indicators and benchmarks.",
    ),
    "GF-207": Message(
        "公式里不允许这样写：{detail}。",
        "Not allowed in a formula: {detail}.",
        "可用名称、数字、文字、+ - * /、比较、and or not、条件式和少数函数；见 docs/criteria-language.md。",
        "Names, numbers, texts, + - * /, comparisons, and or not, a conditional and a few functions are; "
        "see docs/criteria-language.md.",
    ),
    "GF-208": Message(
        "公式的语法有误：{detail}。",
        "Syntax error in a formula: {detail}.",
        "请检查括号是否成对、是否用了全角符号；整条公式可以加单引号。",
        "Check brackets and full-width signs; the whole formula may stand in single quotes.",
    ),
    "GF-209": Message(
        "公式互相引用成了圈：{names}。",
        "Formulas refer to each other in a circle: {names}.",
        "请改其中一条，让它只用填报数据。",
        "Change one of them so that it uses facts only.",
    ),
    "GF-210": Message(
        "单位对不上：{detail}。",
        "The units do not fit: {detail}.",
        "请检查公式里的换算（×100、×1000、÷10000）和所声明的 unit。",
        "Check conversions in the formula (×100, ×1000, ÷10000) and the declared unit.",
    ),
    "GF-211": Message(
        "不认识的单位“{unit}”。",
        "Unknown unit “{unit}”.",
        "请用 criteria/units.yaml 里的单位，或在那里加上它。",
        "Use a unit of criteria/units.yaml, or add it there.",
    ),
    "GF-212": Message(
        "各档阈值的次序不单调：{detail}。",
        "The steps are not monotone: {detail}.",
        "阈值越难达到，share 应当越大，方向要一致。",
        "The harder a threshold is to reach, the larger its share has to be, all in one direction.",
    ),
}
