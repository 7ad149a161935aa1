"""The workbook's own words in both languages; titles, questions and help come from the rulebook."""

from __future__ import annotations

_WORDS: dict[str, tuple[str, str]] = {
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "none": ("无", "none"),
    "cover": ("填写说明", "Read me first"),
    "title": ("绿色工厂自评价填报表", "Green-factory self-assessment form"),
    "others": ("其他已填数据", "Other answers on file"),
    "no.": ("序号", "No."),
    "ask": ("问题", "Question"),
    "answer": ("填报", "Answer"),
    "unit": ("单位", "Unit"),
    "state": ("状态", "State"),
    "not_applicable": ("不适用（写理由）", "Not applicable (why)"),
    "unverified": ("待核实", "Not checked yet"),
    "note": ("备注（对照值写来源）", "Note (source of a comparison value)"),
    "help": ("怎么填", "How to answer"),
    "file": ("证据{n}：文件", "Document {n}: file"),
    "date": ("证据{n}：日期", "Document {n}: date"),
    "valid_until": ("证据{n}：有效期至", "Document {n}: valid until"),
    "answered": ("已填", "answered"),
    "open": ("未填", "open"),
    "no_unit": ("缺单位", "no unit"),
    "optional": ("可不填", "optional"),
    "unchecked": ("待核实", "to be checked"),
    "na": ("不适用", "not applicable"),
    "both": ("只留一个", "keep one"),
    "source": ("缺来源", "no source"),
    "no_correction": ("缺修正数", "no correction"),
    "sheet": ("工作表", "Sheet"),
    "asked": ("题数", "Questions"),
    "table.head": ("对应第 {n} 题", "For question {n}"),
    "table.where": ("有就填在“{sheet}”表，没有就选“无”。", "Fill in the sheet “{sheet}”, or choose “none”."),
    "multi.where": ("可选多项：在下面各行选“√”；一项也没有就在这里选“无”。",
                    "Tick (√) any of the rows below; choose “none” here if there is none."),
    "option": ("选“√”", "tick (√)"),
    "how.quantity": ("写数字，单位在右边一格。", "A number, its unit in the next cell."),
    "how.number": ("写数字。", "A number."),
    "how.percent": ("写百分数，例如 12 或 12%。", "A percentage, such as 12 or 12%."),
    "how.yes_no": ("选“是”或“否”。", "Choose yes or no."),
    "how.choice": ("选一项。", "Choose one."),
    "how.extent": ("选一项，或写百分数，例如 35%。", "Choose one, or write a percentage such as 35%."),
    "how.date": ("写日期，例如 2024-05-01。", "A date, such as 2024-05-01."),
    "how.year": ("写四位年份，例如 2024。", "Four digits, such as 2024."),
    "how.text": ("写文字。", "Text."),
    "how.benchmark": ("没有公开数值时由工厂提供：填数值、单位，并在备注列写来源；没有就空着。",
                      "Where none is published the factory brings one: value, unit, and its source in the note column; "
                      "leave it empty otherwise."),
    "how.by_norm": ("产品有能耗限额或取水定额的，在“{sheet}”表选标准，这里不用填；没有的填数值、单位，并在备注列写来源；都没有就空着。",
                    "Where the product has a quota, choose it on the sheet “{sheet}” and leave this empty. Otherwise value, unit, and "
                    "its source in the note column; leave it empty if you have none."),
    "norms": ("产品标准", "Product norms"),
    "norms.how": ("产品有强制性能耗限额或取水定额的，在这里选标准，数值、等级和出处随之而来；没有的空着。同一对照值不要既选标准又填数值。",
                  "Where a product has an energy or water quota, choose it here: value, level and document follow. Otherwise leave it empty. "
                  "Either a norm or a value, not both."),
    "norms.benchmark": ("序号和对照值", "No. and comparison value"),
    "norms.norm": ("适用的标准（选一项）", "Norm that applies (choose one)"),
    "norms.correction": ("修正数", "Correction"),
    "norms.level": ("取用的等级和数值", "Level and value taken"),
    "norms.wanted": ("修正数是什么（空着的不用填）", "What the correction is (none where empty)"),
    "norms.says": ("该标准的数值", "What the norm says"),
    "norms.corrected": ("；修正数：{what}", "; correction: {what}"),
    "norms.list": ("可选的标准", "Norms to choose from"),
    "norms.document": ("标准号", "Document"),
    "norms.product": ("产品", "Product"),
    "norms.levels": ("各级数值", "Values by level"),
    "help.units": ("可用单位：{units}", "Units: {units}"),
    "how.na": ("可以不适用：在“不适用”列写理由。", "May be not applicable: say why in that column."),
    "wrong.title": ("请检查", "Please check"),
    "wrong.list": ("请从下拉列表中选一项。", "Please choose from the list."),
    "wrong.unit": ("列表里没有这个单位。写法正确的其他单位（如 万度）也可以用。确定这样写吗？",
                   "This unit is not in the list. Other right units can be used too. Keep it?"),
    "wrong.extent": ("请选一项，或写 0%–100% 的百分数。确定这样写吗？", "Choose one, or write 0%–100%. Keep it?"),
    "wrong.number": ("请写数字{bounds}，或连单位一起写。", "Please write a number{bounds}, or a number with its unit."),
    "wrong.year": ("请写 2000–2100 之间的年份。", "Please write a year from 2000 to 2100."),
    "wrong.date": ("请写成 2024-05-01 这样的日期。确定这样写吗？", "Please write a date such as 2024-05-01. Keep it?"),
    "wrong.code": ("统一社会信用代码有 18 位。确定这样写吗？", "The unified social credit code has 18 characters. Keep it?"),
    "bounds.least": ("，不小于 {least}", " of at least {least}"),
    "bounds.between": ("，在 {least}–{most} 之间", " from {least} to {most}"),
    "more": ("以下各表填表格题和标准，用得上才填：", "Tables and norms, for whom they apply to:"),
    "schemes": ("评价方案", "Schemes"),
    "rulebook": ("规则库版本", "Rulebook"),
    "notice": ("说明", "Note"),
    "indicative": ("得分和星级只供参考：它们由填报数据按方案算出，不是主管部门的评定。",
                   "Scores and stars are indicative: they follow from the answers and are no official rating."),
    "how": ("怎么填", "How to fill it in"),
}  # fmt: skip

STEPS = {
    "zh": (
        "一个工厂一年一份。先填“{factory}”表，再逐张往下填；浅黄色的格子可以写，其余的已锁定（没有密码）。",
        "知道多少填多少。空着就是“未知”：不会当作 0，也不会当作“否”，只会让得分成为一个区间。",
        "数字写在“填报”列，单位在旁边选；也可以连单位写在一格里，例如 450 万度、1.14亿元、12%。",
        "确实没有这种情况时，“填报”列留空，在“不适用”列写明理由，例如：无生产废水。灰色格子的题不能写不适用。",
        "还没有核实的数先填上，并在“待核实”列选“是”：它会保留，但先按未知计分。",
        "证据写文件名和日期，有有效期的写有效期至；一题可以写多份，往右还有列。请不要把图片贴进来。",
        "请直接写数值，不用公式；不要合并单元格。要移动行、改表名，先取消工作表保护即可；隐藏的 A、B 列和第 1 行用来认题，请不要改动。",
        "“状态”列和下表随填随变。填完后把文件交还，由 assess form import 读入；有读不了的格子会逐格列出，不会写下任何内容。",
    ),
    "en": (
        "One workbook per factory and year. Begin with the sheet “{factory}” and go on sheet by sheet. Pale yellow cells are yours; "
        "the others are locked (without a password).",
        "Fill in what you know. An empty cell is unknown: never 0 and never no; it only makes the score an interval.",
        "Numbers go into the answer column and their unit beside them; or both in one cell, such as 450 万度, 1.14亿元 or 12%.",
        "Where a question does not apply, leave the answer empty and say why in the column for it, such as: no process waste water. "
        "Where that cell is grey, it cannot be not applicable.",
        "Enter figures that are not checked yet too, and choose yes under “not checked yet”: they are kept and count as unknown.",
        "Documents: file name and date, and until when they are valid; there are columns for several to the right. "
        "Please do not paste pictures.",
        "Values only, no formulas, no merged cells. To move rows or rename sheets, lift the protection first; the hidden columns A and B "
        "and row 1 tell the questions apart, so please leave them alone.",
        "The state column and the table below follow as you type. Hand the file back when done; assess form import reads it, names "
        "every cell that cannot be read, and then writes nothing.",
    ),
}  # fmt: skip


def word(key: str, lang: str, **values: object) -> str:
    """One of the workbook's words."""
    return _WORDS[key][0 if lang == "zh" else 1].format(**values)
