"""GF-0xx: what was typed after ``assess`` cannot be understood."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-001": Message(
        "没有“{name}”这个命令。",
        "There is no command “{name}”.",
        "是不是想写“{nearest}”？用 `{command} --help` 查看全部命令。",
        "Did you mean “{nearest}”? `{command} --help` lists all commands.",
    ),
    "GF-002": Message(
        "没有“{name}”这个命令。",
        "There is no command “{name}”.",
        "用 `{command} --help` 查看全部命令。",
        "`{command} --help` lists all commands.",
    ),
    "GF-003": Message(
        "没有“{name}”这个选项。",
        "There is no option “{name}”.",
        "是不是想写“{nearest}”？用 `{command} --help` 查看全部选项。",
        "Did you mean “{nearest}”? `{command} --help` lists all options.",
    ),
    "GF-004": Message(
        "没有“{name}”这个选项。",
        "There is no option “{name}”.",
        "用 `{command} --help` 查看全部选项。",
        "`{command} --help` lists all options.",
    ),
    "GF-005": Message(
        "缺少“{name}”。",
        "“{name}” is missing.",
        "请补上；写法见 `{command} --help`。",
        "Please add it; `{command} --help` shows how.",
    ),
    "GF-006": Message(
        "“{name}”不能这样取值（{detail}）。",
        "“{name}” cannot take this value ({detail}).",
        "允许的取值见 `{command} --help`。",
        "`{command} --help` shows the values that are allowed.",
    ),
    "GF-007": Message(
        "这条命令写得不完整，或者多写了内容（{detail}）。",
        "Something in this command line is missing or too much ({detail}).",
        "写法见 `{command} --help`；含空格的文件名要加引号。",
        "`{command} --help` shows how to write it; put quotes around file names with spaces.",
    ),
    "GF-008": Message(
        "--explain 一次只解释一个文件在一个方案下的评价项，现在给了 {count} 组。",
        "--explain works on one file under one scheme at a time; {count} combinations were given.",
        "请只写一个文件、一个 --scheme。",
        "Name one file and one --scheme.",
    ),
    "GF-009": Message(
        "--format {format} 与 --out {file} 的后缀不一致。",
        "--format {format} does not fit the suffix of --out {file}.",
        "请改文件名后缀，或去掉 --format：格式会按后缀 .pdf、.html 选择。",
        "Change the suffix, or leave --format out: .pdf or .html then decides.",
    ),
    "GF-010": Message(
        "要在浏览器里填报，还缺 textual-serve。",
        "Filling in with a browser needs textual-serve, which is not installed.",
        "请先运行 {command}，再试一次。",
        "Run {command}, then try again.",
    ),
    "GF-011": Message(
        "端口 {port} 用不了：{why}。",
        "Port {port} cannot be used: {why}.",
        "请换一个 --port，或不写 --port，由程序自己选。",
        "Choose another --port, or leave --port out: a free one is then taken.",
    ),
    "GF-012": Message(
        "填报画面需要一个终端窗口，现在的输入或输出不是终端。",
        "The questionnaire needs a terminal; input or output is something else here.",
        "请直接在终端里运行，不要接管道或重定向；在浏览器里填报加 --serve，要一份空白文件用 assess new。",
        "Run it in a terminal without pipes or redirection; --serve fills in with a browser, `assess new` writes a blank file.",
    ),
    "GF-013": Message(
        "方案 {id} 没有可以对照的另一版。",
        "The scheme {id} has no other edition to be held against.",
        "请用 --scheme 选择其中之一：{known}；或在方案文件里用 successor 写明接替它的方案。",
        "Choose one of these with --scheme: {known}; or name the scheme that takes its place as successor in its file.",
    ),
}
