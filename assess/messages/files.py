"""GF-1xx: a file cannot be read, or is not the YAML that is read here."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-101": Message(
        "找不到文件“{file}”。",
        "There is no file “{file}”.",
        "请检查路径和拼写；空白填报表可用 `assess new 文件名.yaml` 新建。",
        "Check path and spelling; a blank submission can be made with `assess new FILE.yaml`.",
    ),
    "GF-102": Message(
        "“{file}”是文件夹，不是文件。",
        "“{file}” is a folder, not a file.",
        "请写出文件夹里的某个 YAML 文件，例如 {file}/factory.yaml。",
        "Name a YAML file inside it, such as {file}/factory.yaml.",
    ),
    "GF-103": Message(
        "“{file}”读不出来：{why}。",
        "“{file}” cannot be read: {why}.",
        "请检查读取权限，以及文件是否被别的程序占用。",
        "Check that you may read it and that no other program holds it.",
    ),
    "GF-104": Message(
        "“{file}”太大：{size_mb} MB，上限为 {limit_mb} MB。",
        "“{file}” is too large: {size_mb} MB; the limit is {limit_mb} MB.",
        "填报文件一般只有几十 KB；请确认选对了文件，证据只写文件名，不要贴进来。",
        "A submission has some tens of KB: check that it is the right file, and name evidence files, do not paste them.",
    ),
    "GF-105": Message(
        "“{file}”不是 UTF-8 编码，看起来是 GBK（GB 18030）。",
        "“{file}” is not UTF-8; it looks like GBK (GB 18030).",
        "请用编辑器另存为 UTF-8，或运行：iconv -f GB18030 -t UTF-8 '{file}' > utf8.yaml",
        "Save it as UTF-8 in your editor, or run: iconv -f GB18030 -t UTF-8 '{file}' > utf8.yaml",
    ),
    "GF-106": Message(
        "“{file}”不是 UTF-8 文本。",
        "“{file}” is not UTF-8 text.",
        "请确认它是 YAML 文本（不是 Excel、Word 或 PDF），并另存为 UTF-8。",
        "Check that it is YAML text (no Excel, Word or PDF file) and save it as UTF-8.",
    ),
    "GF-107": Message(
        "文件里有看不见的控制字符 {code}。",
        "The file contains an invisible control character, {code}.",
        "请删去这个位置的字符；它多半是复制粘贴或传输损坏带进来的。",
        "Delete the character at this place; it usually comes from copying or from a damaged transfer.",
    ),
    "GF-108": Message(
        "嵌套超过 {limit} 层。",
        "Nested more than {limit} levels deep.",
        "正常的填报最多四五层；请检查这里的括号或缩进。",
        "A normal file has four or five levels; check brackets and indentation here.",
    ),
    "GF-109": Message(
        "YAML 语法有误：{detail}。",
        "YAML syntax error: {detail}.",
        "常见原因：用了中文冒号“：”、冒号后没有空格、用 Tab 缩进、上下行缩进没有对齐、引号没有成对；"
        "错处也可能在上一行。",
        "Common causes: a full-width colon “：”, no space after a colon, a tab as indentation, "
        "lines that do not line up, an unclosed quote; the fault may be on the line above.",
    ),
    "GF-110": Message(
        "“{key}”写了两次，第一次在第 {first_line} 行。",
        "“{key}” is written twice, first on line {first_line}.",
        "请只留一个。",
        "Keep only one of them.",
    ),
    "GF-111": Message(
        "这里不允许使用 YAML 的锚点、别名或标签（{what}）。",
        "YAML anchors, aliases and tags are not allowed here ({what}).",
        "请直接写出内容；如果 & * ! 是文字的一部分，请给整段文字加引号。",
        "Write the content itself; if & * ! belong to a text, put the whole text in quotes.",
    ),
    "GF-112": Message(
        "“{file}”是空的。",
        "“{file}” is empty.",
        "用 `assess new 文件名.yaml` 可以得到一份带说明的空白填报表。",
        "`assess new FILE.yaml` writes a blank submission with explanations.",
    ),
    "GF-113": Message(
        "这里应当是{expected}，实际是{found}。",
        "Expected {expected} here, found {found}.",
        "请对照 examples/ 里的例子或 docs/ 的说明检查缩进和“- ”。",
        "Compare indentation and “- ” with the files in examples/ or with docs/.",
    ),
    "GF-114": Message(
        "一个文件里有多份 YAML 文档（用 --- 分开）。",
        "The file holds several YAML documents (separated by ---).",
        "请一个文件只写一家工厂的一个年度，把其余的另存。",
        "Keep one factory and one year per file; save the others separately.",
    ),
    "GF-115": Message(
        "键“{key}”不是文字。",
        "The key “{key}” is not text.",
        "冒号左边请写普通文字；确需数字或符号时加引号。",
        "Write plain text to the left of the colon; quote numbers and symbols.",
    ),
}
