"""GF-3xx: what a factory wrote in its submission is wrong."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-301": Message(
        "没有“{name}”这一项填报数据。",
        "There is no question “{name}”.",
        "是不是想写“{nearest}”？",
        "Did you mean “{nearest}”?",
    ),
    "GF-302": Message(
        "没有“{name}”这一项填报数据。",
        "There is no question “{name}”.",
        "请对照 `assess new 文件名.yaml` 生成的空白表，里面列有全部编号。",
        "Compare with a blank submission from `assess new FILE.yaml`, which lists all ids.",
    ),
    "GF-303": Message(
        "“{typed}”里的单位“{unit}”不能用在这里。",
        "“{typed}” has a unit, “{unit}”, that does not fit here.",
        "可以写：{accepts}；数字和单位之间可以加 万、亿。",
        "These can be written: {accepts}; 万 (ten thousand) and 亿 (hundred million) may stand before the unit.",
    ),
    "GF-304": Message(
        "“{typed}”不是能读懂的数字。",
        "“{typed}” is no number that can be understood.",
        "请用数字，例如 2300、1.14亿、12%；“约”“左右”等字请写进备注（note）。",
        "Use digits, such as 2300, 1.14亿 or 12%; put words like “about” into the note.",
    ),
    "GF-305": Message(
        "“{typed}”没有写单位。",
        "“{typed}” has no unit.",
        "请带上单位，例如 {example}。",
        "Write the unit too, such as {example}.",
    ),
    "GF-306": Message(
        "“{typed}”读不出“是”或“否”。",
        "“{typed}” is neither yes nor no.",
        "请写 是、否、有、无、yes、no；不知道就空着。",
        "Write 是, 否, 有, 无, yes or no; leave it empty if you do not know.",
    ),
    "GF-307": Message(
        "“{typed}”不在选项里。",
        "“{typed}” is not one of the options.",
        "可选：{options}。",
        "The options: {options}.",
    ),
    "GF-308": Message(
        "“{typed}”不是有效的日期。",
        "“{typed}” is not a date that exists.",
        "请写成 2024-05-01、2024/5/1 或 2024年5月1日，并核对月份和日数。",
        "Write 2024-05-01, 2024/5/1 or 2024年5月1日, and check month and day.",
    ),
    "GF-309": Message(
        "“{typed}”小于下限 {minimum}。",
        "“{typed}” is below the minimum, {minimum}.",
        "请核对数值和单位。",
        "Check number and unit.",
    ),
    "GF-310": Message(
        "“{typed}”大于上限 {maximum}。",
        "“{typed}” is above the maximum, {maximum}.",
        "请核对数值和单位。",
        "Check number and unit.",
    ),
    "GF-311": Message(
        "统一社会信用代码“{typed}”不对：格式或校验码不符。",
        "The unified social credit code “{typed}” is wrong: its form or its check digit does not fit.",
        "请对照营业执照逐位核对 18 位代码（不含字母 I、O、S、V、Z）；暂时没有可以不写。",
        "Compare all 18 characters with the business licence (no I, O, S, V, Z); it may be left out.",
    ),
    "GF-312": Message(
        "没有行业代码“{typed}”。",
        "There is no industry code “{typed}”.",
        "请写 GB/T 4754-2017 的代码，例如 C3311 或 33；大类见 criteria/industries.yaml。",
        "Write a GB/T 4754-2017 code, such as C3311 or 33; criteria/industries.yaml lists the divisions.",
    ),
    "GF-313": Message(
        "看不出“{typed}”在哪个省。",
        "The province of “{typed}” is not recognised.",
        "请以省、自治区或直辖市开头，例如 浙江省湖州市长兴县。",
        "Begin with the province, such as 浙江省湖州市长兴县 or Zhejiang.",
    ),
    "GF-314": Message(
        "“{name}”这一项不能写不适用。",
        "“{name}” cannot be marked as not applicable.",
        "请如实填写；暂时不知道就不写，按未知处理，不会按零计。",
        "Answer it as it is; if you do not know yet, leave it out: it counts as unknown, never as zero.",
    ),
    "GF-315": Message(
        "写了不适用，但没有理由。",
        "Not applicable needs a reason.",
        "请写成 {{not_applicable: 理由}}，例如 {{not_applicable: 无生产废水}}。",
        "Write {{not_applicable: reason}}, such as {{not_applicable: no process wastewater}}.",
    ),
    "GF-316": Message(
        "评价年度“{typed}”不对。",
        "The period “{typed}” is not a year that can be assessed.",
        "请写四位数的自然年，例如 period: 2024。",
        "Write a calendar year with four digits, such as period: 2024.",
    ),
    "GF-317": Message(
        "没有“{name}”这个基准值。",
        "There is no benchmark “{name}”.",
        "最接近的是“{nearest}”；可自带的基准值见 criteria/benchmarks/。",
        "The nearest is “{nearest}”; criteria/benchmarks/ lists those you can bring.",
    ),
    "GF-318": Message(
        "自带的基准值“{name}”没有写来源。",
        "Your own benchmark “{name}” names no source.",
        "请写成 {{value: 数值和单位, source: 文件或通报名称}}；来源会印在报告里。",
        "Write {{value: number and unit, source: document}}; the source is printed in the report.",
    ),
    "GF-319": Message(
        "表格填写有误：{detail}。",
        "The table is not filled in correctly: {detail}.",
        "表格的每一行以“- ”开头，列名见 `assess new` 生成的空白表。",
        "Every row begins with “- ”; a blank submission from `assess new` shows the columns.",
    ),
    "GF-320": Message(
        "同时写了数值和不适用。",
        "Both a value and not_applicable are given.",
        "请只留一个：有数值就删去 not_applicable。",
        "Keep one of them: with a value, remove not_applicable.",
    ),
    "GF-321": Message(
        "没有写数值。",
        "No value is given.",
        "请写 value，或写 not_applicable 和理由；不知道就删去整行，按未知处理。",
        "Write value, or not_applicable with a reason; if unknown, remove the entry: it counts as unknown.",
    ),
    "GF-322": Message(
        "没有“{norm}”这项限额或定额，或者它不能用作“{name}”。",
        "There is no norm “{norm}”, or it cannot stand for “{name}”.",
        "可引用的有：{norms}；用 `assess benchmark show --industry 行业代码` 查找。",
        "These can be named: {norms}; `assess benchmark show --industry CODE` finds them.",
    ),
    "GF-323": Message(
        "“{norm}”要按“{what}”修正，还没有填 correction。",
        "“{norm}” is corrected by “{what}”, and no correction is given.",
        "请写成 {{norm: {norm}, correction: 数字}}；不需要修正的写{neutral}。",
        "Write {{norm: {norm}, correction: NUMBER}}; {neutral} if nothing is to be corrected.",
    ),
    "GF-324": Message(
        "“{norm}”不能引用：{detail}。",
        "“{norm}” cannot be used here: {detail}.",
        "请核对产品和 qualified_output 的单位；换算成同一单位后，也可以写成 {{value: 数值和单位, source: 标准号和等级}}。",
        "Check the product and the unit of qualified_output; converted to that unit, it can also be given as {{value: number and unit, source: standard and level}}.",
    ),
    "GF-325": Message(
        "县（区）评价参数里没有“{name}”。",
        "The county's parameters have no “{name}”.",
        "文件里有：{known}；用 --year 选择年度，规下企业加 --below-scale。",
        "The file has: {known}; choose with --year, and --below-scale for a below-scale firm.",
    ),
    "GF-326": Message(
        "“{typed}”里的逗号读不懂。",
        "The comma in “{typed}” cannot be understood.",
        "小数点用“.”，逗号只用来分千位，例如 12.5、12,000。",
        "Use “.” for decimals; a comma only groups thousands: 12.5, 12,000.",
    ),
    "GF-327": Message(
        "“{typed}”是一个范围。",
        "“{typed}” is a range.",
        "不能写范围，请写一个数；还拿不准就先不填，按未知处理。",
        "A range cannot be given: write one number, or nothing while it is uncertain, which counts as unknown.",
    ),
    "GF-328": Message(
        "“{typed}”的数字中间有空格。",
        "“{typed}” has a blank inside the number.",
        "请去掉数字里的空格，例如写成 1000 或 1,000。",
        "Remove the blank: 1000 or 1,000.",
    ),
    "GF-331": Message(
        "“{key}”的日期 {day} 早于获得称号的日期 {granted}。",
        "“{key}” is on {day}, before the title was granted on {granted}.",
        "请核对两个日期。",
        "Check both dates.",
    ),
}
