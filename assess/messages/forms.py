"""GF-6xx: something about a questionnaire workbook (Excel), as a file or in one of its cells."""

from __future__ import annotations

from assess.messages.message import Message

_PASTE_ZH = "请写数值本身；已有的公式可先复制，再用“选择性粘贴→数值”贴回。"
_PASTE_EN = "Write the value itself: copy the cell, then paste special as values."

MESSAGES: dict[str, Message] = {
    "GF-601": Message(
        "“{file}”的后缀不是 .xlsx。",
        "The name “{file}” does not end in .xlsx.",
        "请把文件名改成以 .xlsx 结尾，否则 Excel 打不开。",
        "Give it a name that ends in .xlsx, or Excel will not open it.",
    ),
    "GF-602": Message(
        "“{file}”不像正常的填报表（{why}），没有打开。",
        "“{file}” is no ordinary form ({why}) and was not opened.",
        "请确认文件来源；可用 Excel 打开后另存为新的 .xlsx 再试。",
        "Make sure where it comes from; saving it anew as .xlsx from Excel may help.",
    ),
    "GF-603": Message(
        "“{file}”不是能读的 .xlsx 工作簿：{why}。",
        "“{file}” is no .xlsx workbook that can be read: {why}.",
        "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再导入。",
        "Open it in Excel or WPS, save it as an Excel workbook (*.xlsx), and import that.",
    ),
    "GF-604": Message(
        "“{file}”加了打开密码，读不了。",
        "“{file}” is encrypted with a password and cannot be read.",
        "请在 Excel 里去掉打开密码（文件→信息→保护工作簿），保存后再导入。",
        "Remove the password in Excel (File → Info → Protect Workbook), save, and import again.",
    ),
    "GF-605": Message(
        "“{file}”是旧的 .xls 格式。",
        "“{file}” is in the old .xls format.",
        "请在 Excel 或 WPS 里打开，另存为“Excel 工作簿（*.xlsx）”再导入。",
        "Open it in Excel or WPS, save it as an Excel workbook (*.xlsx), and import that.",
    ),
    "GF-606": Message(
        "“{file}”含有宏（VBA），没有打开。",
        "“{file}” contains macros (VBA) and was not opened.",
        "填报表不需要宏：请另存为不含宏的“Excel 工作簿（*.xlsx）”再导入。",
        "The form needs none: save it as a macro-free Excel workbook (*.xlsx) and import that.",
    ),
    "GF-607": Message(
        "“{file}”里没有找到填报表的题目编号。",
        "No question ids of a form are found in “{file}”.",
        "请用 `assess form export` 导出的表；隐藏的 A 列和第 1 行被删掉时，请重新导出再把答案贴过去。",
        "Use a form made by `assess form export`; if its hidden column A or row 1 is gone, export anew and paste the answers.",
    ),
    "GF-608": Message(
        "这一格是公式“{formula}”，不是填报的数值。",
        "This cell holds the formula “{formula}” and no value.",
        _PASTE_ZH,
        _PASTE_EN,
    ),
    "GF-609": Message(
        "这一格是 Excel 的错误值“{shown}”。",
        "This cell holds Excel's error value “{shown}”.",
        _PASTE_ZH,
        _PASTE_EN,
    ),
    "GF-610": Message(
        "这里合并了单元格（{range}），分不清答案属于哪一题。",
        "Cells are merged here ({range}), so it is unclear to which question the answer belongs.",
        "请取消合并，每题各写各的。",
        "Please unmerge them and answer each question in its own cell.",
    ),
    "GF-611": Message(
        "规则库里没有编号为“{id}”的题。",
        "The rulebook has no question “{id}”.",
        "如果导出时用了 --criteria，导入时也请写上同一目录；否则请用新导出的表。",
        "If the form was exported with --criteria, import it with the same one; else use a newly exported form.",
    ),
    "GF-612": Message(
        "这一行写了“{shown}”，但没有题目编号，不知道是哪一题。",
        "“{shown}” stands in a row without a question id, so it is unclear what it answers.",
        "请把它写到对应题目的行里；补充说明请写进备注列。",
        "Please move it to the row of its question; remarks go into the note column.",
    ),
    "GF-613": Message(
        "题目“{id}”有两行，内容不同；另一行在 {other}。",
        "The question “{id}” stands in two rows that differ; the other one is {other}.",
        "请只留一行。",
        "Please keep one of them.",
    ),
    "GF-614": Message(
        "写了不适用，但没有理由。",
        "Not applicable needs a reason.",
        "请在“不适用”列写明理由，例如：无生产废水；“填报”列留空。",
        "Please say why in the column for it, such as: no process waste water; leave the answer empty.",
    ),
    "GF-615": Message(
        "同时写了填报内容和不适用。",
        "There is an answer, and it is marked as not applicable as well.",
        "请只留一个。",
        "Please keep one of them.",
    ),
    "GF-616": Message(
        "选了待核实，但没有填写内容。",
        "Marked as not checked yet, but nothing is answered.",
        "请写上待核实的数；不知道就把“待核实”也清空，按未知处理。",
        "Enter the figure to be checked; if unknown, clear the mark too: it counts as unknown.",
    ),
    "GF-617": Message(
        "写了证据的日期，但没有写文件。",
        "A document's date is given, but not its file.",
        "请写上文件名，或清空日期。",
        "Please name the file, or clear the date.",
    ),
    "GF-618": Message(
        "对照值“{name}”没有写全：数值和来源缺一不可。",
        "The comparison value “{name}” is incomplete: it needs its value and its source.",
        "请把数值写在“填报”列，来源（文件或通报名称）写在备注列；来源会印在报告里。",
        "Write the value in the answer column and its source in the note column; the source is printed in the report.",
    ),
    "GF-619": Message(
        "这一行缺少“{column}”。",
        "“{column}” is missing in this row.",
        "请补上，或清空整行。",
        "Please fill it in, or clear the whole row.",
    ),
    "GF-620": Message(
        "数字旁边选了“{beside}”，数字里又写了“{own}”。",
        "The unit beside the number is “{beside}”, but “{own}” stands with the number.",
        "请只留一个单位。",
        "Please keep one unit.",
    ),
    "GF-621": Message(
        "这里应是数字，Excel 里却是日期 {shown}。",
        "A number belongs here, but the cell holds the date {shown}.",
        "像 3-4、1/2 这样的写法会被 Excel 变成日期；请把格式改为“常规”，再重新写数字。",
        "Excel turns entries such as 3-4 or 1/2 into dates: set the format to General and write the number again.",
    ),
    "GF-622": Message(
        "没有填“{name}”。",
        "“{name}” is not filled in.",
        "这一项必填，没有它就不成一份填报。",
        "It is required: without it there is no submission.",
    ),
    "GF-623": Message(
        "“{name}”的内容放不进 Excel（{why}）。",
        "What stands at “{name}” does not fit into Excel ({why}).",
        "请先在填报文件里缩短它，再导出。",
        "Please shorten it in the submission, then export.",
    ),
    "GF-624": Message(
        "这里写了“{typed}”，却又填了具体内容。",
        "“{typed}” stands here, and yet there are entries.",
        "请清空这一格，或清空那些内容。",
        "Please clear this cell, or those entries.",
    ),
    "GF-625": Message(
        "“{typed}”不应写在这里：这一题填在单独的表里。",
        "“{typed}” does not belong here: this question has a sheet of its own.",
        "请填在那张表里；没有就在这一格选“无”。",
        "Please fill in that sheet, or choose “none” in this cell.",
    ),
    "GF-626": Message(
        "这里有“{id}”的内容，但这一题自己的那一行不见了。",
        "This belongs to the question “{id}”, whose own row is gone.",
        "请撤销删除，或从新导出的表里把那一行复制回来。",
        "Please undo the deletion, or copy that row back from a newly exported form.",
    ),
    "GF-627": Message(
        "“{name}”既填了数值，又选了产品标准。",
        "“{name}” has a value, and a norm is chosen for it as well.",
        "请只留一个：有标准就清空数值。",
        "Please keep one of them; with a norm, clear the value.",
    ),
    "GF-628": Message(
        "没有“{norm}”这项标准，或者它不能用作“{name}”。",
        "There is no norm “{norm}”, or it cannot stand for “{name}”.",
        "请从下拉列表中选；“产品标准”表下方列出了全部可选的标准。",
        "Please choose from the list; the sheet “Product norms” shows all of them below.",
    ),
    "GF-629": Message(
        "“{norm}”要按“{what}”修正，还没有填修正数。",
        "“{norm}” is corrected by “{what}”, and no correction is given.",
        "请填一个数字；不需要修正的填 {neutral}。",
        "Please enter a number; {neutral} if nothing is to be corrected.",
    ),
    "GF-630": Message(
        "“{norm}”不能用在这里：{detail}。",
        "“{norm}” cannot be used here: {detail}.",
        "请核对产品和产量的单位；也可以不选标准，自己填数值、单位和来源。",
        "Check the product and the unit of the output; a value of your own with its unit and source does as well.",
    ),
    "GF-631": Message(
        "写了修正数，但没有选标准。",
        "A correction is given, but no norm is chosen.",
        "请选标准，或清空修正数。",
        "Please choose the norm, or clear the correction.",
    ),
    "GF-632": Message(
        "这一行写的题目是“{ask}”，隐藏的编号却是“{id}”的。",
        "The question in this row is “{ask}”, but its hidden id belongs to “{id}”.",
        "多半是只对部分列排了序：请撤销排序；要排序就选中整张表，连同隐藏的 A、B 列。",
        "Some columns were probably sorted without the others: undo it, and sort the whole sheet with its hidden columns A and B.",
    ),
}
