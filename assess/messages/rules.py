"""GF-2xx, first part: an entry under ``criteria/`` is wrong; formulas have their own file."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-201": Message(
        "不认识的键“{key}”。",
        "Unknown key “{key}”.",
        "是不是想写“{nearest}”？也请检查缩进：写错一层的键不会生效。",
        "Did you mean “{nearest}”? Check the indentation too: a key on the wrong level would have no effect.",
    ),
    "GF-202": Message(
        "不认识的键“{key}”。",
        "Unknown key “{key}”.",
        "请删去它，或检查拼写和缩进；可用的键：{keys}。",
        "Remove it, or check spelling and indentation; possible keys: {keys}.",
    ),
    "GF-203": Message(
        "缺少“{key}”。",
        "“{key}” is missing.",
        "请补上这个键。",
        "Please add this key.",
    ),
    "GF-204": Message(
        "“{key}”的值“{found}”不合要求，应为：{expected}。",
        "The value “{found}” of “{key}” does not fit; expected: {expected}.",
        "请改成要求的写法；数字不加引号，文字不用写成列表。",
        "Please write it as expected; numbers without quotes, texts not as lists.",
    ),
    "GF-205": Message(
        "编号“{id}”重复，另一处在 {other}。",
        "The id “{id}” is used twice; the other one is at {other}.",
        "请给其中一个换名；要在叠加目录里替换已有条目，同一目录里也只能写一次。",
        "Rename one of them; an overlay may replace a shipped entry, but names it once.",
    ),
    "GF-213": Message(
        "“{group}”的分值合计为 {sum}，应为 {expected}。",
        "The points of “{group}” add up to {sum}, not {expected}.",
        "请调整这一组的 points，或改 mandatory_points / optional_points；拿不准的项可写 raw: equal。",
        "Adjust the points of this group or mandatory_points / optional_points; `raw: equal` shares what is left.",
    ),
    "GF-214": Message(
        "{stars} 星的分数线或条件有问题：{detail}。",
        "The cut-off or the condition of {stars} stars is wrong: {detail}.",
        "分数线须逐级不降、不超过满分；条件（requires）须有可能成立，其中的选项须存在。",
        "Cut-offs must not fall from star to star nor exceed the maximum; the condition (`requires`) must be able to hold "
        "and name options that exist.",
    ),
    "GF-215": Message(
        "{kind}“{id}”没有被任何地方用到。",
        "The {kind} “{id}” is used nowhere.",
        "请删去它，或在公式、评价项、基本要求、校核里用上它。",
        "Remove it, or use it in a formula, criterion, gate or check.",
    ),
    "GF-216": Message(
        "“{id}”没有写来源或依据（source / basis）。",
        "“{id}” names no source or basis.",
        "请写明文件、条款和 basis；没有公开来源的数字用 basis: adopted 并说明理由。",
        "Name document, clause and basis; a number without a published source is `basis: adopted`, with a note.",
    ),
    "GF-217": Message(
        "缺少这种语言的文字：{lang}。",
        "The text in this language is missing: {lang}.",
        "请把 zh 和 en 都写上。",
        "Write both zh and en.",
    ),
    "GF-218": Message(
        "编号“{id}”会被别的 YAML 程序读成{as_what}。",
        "Another YAML reader takes the id “{id}” for {as_what}.",
        "请换一个编号，不要用 yes、no、on、off、null 或像数字的写法；仅加引号不够可靠。",
        "Choose another id, no yes, no, on, off, null or anything like a number; quotes alone are not safe enough.",
    ),
    "GF-219": Message(
        "方案继承的“{id}”不存在，或者绕回了自己。",
        "The scheme extended here, “{id}”, does not exist or leads back to itself.",
        "请检查 extends；可用的方案见 `assess scheme list`。",
        "Check `extends`; `assess scheme list` shows the schemes there are.",
    ),
    "GF-220": Message(
        "没有“{id}”这个评价方案。",
        "There is no scheme “{id}”.",
        "现有方案：{known}。",
        "The schemes there are: {known}.",
    ),
    "GF-221": Message(
        "这个方案里没有评价项“{id}”。",
        "This scheme has no criterion “{id}”.",
        "最接近的是“{nearest}”；全部评价项见 `assess scheme show 方案编号`。",
        "The nearest is “{nearest}”; `assess scheme show ID` lists them all.",
    ),
    "GF-222": Message(
        "选项“{option}”不在这道题的选项里。",
        "The option “{option}” does not belong to this question.",
        "可用的选项：{options}。",
        "The options there are: {options}.",
    ),
    "GF-223": Message(
        "评分规则必须写且只写一种：{keys}。",
        "A score rule needs exactly one of: {keys}.",
        "请只保留一种规则；阈值一行里也只能有 from、over、to、under 之一。",
        "Keep one of them; a threshold, too, has only one of from, over, to, under.",
    ),
    "GF-224": Message(
        "系数必须写且只写一种：value、range、by_year、unknown。",
        "A factor needs exactly one of: value, range, by_year, unknown.",
        "有定值写 value，分年份写 by_year，只有范围写 range，未公布写 unknown: true。",
        "A fixed value is `value`, one per year `by_year`, a published range `range`, an unpublished one `unknown: true`.",
    ),
    "GF-225": Message(
        "默认方案必须正好有一个，现在是：{ids}。",
        "Exactly one scheme must be the default; now: {ids}.",
        "请只在一个 scheme.yaml 里写 default: true。",
        "Write `default: true` in exactly one scheme.yaml.",
    ),
    "GF-226": Message(
        "规则库里用不上这个文件：“{file}”。",
        "This file has no place in a rulebook: “{file}”.",
        "请放到认识的位置：facts/、indicators/、factors/、benchmarks/、checks/、schemes/编号/，或 units.yaml 等；"
        "否则里面的内容不会生效。",
        "Put it where it is read: facts/, indicators/, factors/, benchmarks/, checks/, schemes/ID/, or units.yaml and "
        "its like; elsewhere its content would have no effect.",
    ),
    "GF-227": Message(
        "改了“{key}”，却没有写新的来源（source）。",
        "“{key}” is changed without a new `source`.",
        "请在同一条目里写上 source（文件、条款、basis），自定的写 basis: adopted；引用原数字的文字也请一起改。",
        "Add `source` (document, clause, basis) to the same entry, `basis: adopted` for a choice of your own; change the "
        "texts that quote the old number too.",
    ),
    "GF-228": Message(
        "“{file}”里没有规则文件。",
        "There are no criteria files in “{file}”.",
        "请检查路径；规则文件是 .yaml，放在 facts/、indicators/、schemes/编号/ 等位置，见 docs/criteria-language.zh-CN.md。",
        "Check the path; criteria files are .yaml in facts/, indicators/, schemes/ID/ and so on, see "
        "docs/criteria-language.md.",
    ),
    "GF-229": Message(
        "方案文件夹“{folder}”里没有 scheme.yaml。",
        "The scheme folder “{folder}” has no scheme.yaml.",
        "请加上 scheme.yaml；只改已有方案的，里面写一行 id: 方案编号 就够了。",
        "Add scheme.yaml; to change a scheme that exists, the one line `id: ID` is enough.",
    ),
    "GF-230": Message(
        "公式自己点名了“{factor}”，而这类系数由方案设定统一选择。",
        "The formula names {factor} itself, although the scheme's settings choose among these factors.",
        "请改用名称 {name}（见 docs/criteria-language.zh-CN.md 的“公式”）：否则换一种设定时，两套系数会混在同一次核算里。",
        "Use the name {name} instead (docs/criteria-language.md, “Formulas”): with another setting two sets would mix in one account.",
    ),
    "GF-240": Message(
        "梯度“{id}”有问题：{detail}。",
        "Something is wrong with the ladder “{id}”: {detail}.",
        "请对照 docs/criteria-language.zh-CN.md 的“梯度”一节修改。",
        "Compare with “Ladders” in docs/criteria-language.md.",
    ),
    "GF-241": Message(
        "没有“{id}”这个梯度。",
        "There is no ladder “{id}”.",
        "现有的梯度：{known}。",
        "The ladders there are: {known}.",
    ),
    "GF-231": Message(
        "“{id}”的等级有问题：{detail}。",
        "The levels of “{id}” are wrong: {detail}.",
        "请按该类标准的等级名填写，并使等级由优到劣排列；没有公布的等级写 null。",
        "Use the level names of this family, from the best to the worst; a level that is not published is null.",
    ),
}
