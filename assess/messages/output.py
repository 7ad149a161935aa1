"""GF-4xx: a result cannot be written or printed; GF-9xx: a fault of the program itself."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-401": Message(
        "写不了“{file}”：{why}。",
        "“{file}” cannot be written: {why}.",
        "请换一个位置（--out 路径），或检查写入权限和磁盘空间；没有写下任何内容。",
        "Choose another place (--out PATH), or check permission and free space; nothing was written.",
    ),
    "GF-402": Message(
        "“{file}”已经存在，不会覆盖。",
        "“{file}” exists already and is not overwritten.",
        "请换一个文件名，或先把原来的文件移开。",
        "Choose another name, or move the old file away first.",
    ),
    "GF-403": Message(
        "缺少生成 PDF 的系统库 {library}。",
        "The system library {library}, needed for PDFs, is missing.",
        "运行 `assess doctor` 可以看到安装命令；此前可用 `--format html` 出网页版报告。",
        "`assess doctor` shows the command that installs it; until then `--format html` writes the report as a web page.",
    ),
    "GF-404": Message(
        "没有找到中文字体，PDF 里的汉字会变成方框。",
        "No Chinese font was found; Chinese text in the PDF would turn into boxes.",
        "请安装 Noto Sans CJK（Debian/Ubuntu：sudo apt-get install fonts-noto-cjk），再运行 `assess doctor` 检查。",
        "Install Noto Sans CJK (Debian/Ubuntu: sudo apt-get install fonts-noto-cjk), then check with `assess doctor`.",
    ),
    "GF-405": Message(
        "输出“{file}”就是输入文件本身。",
        "The output “{file}” is the input file itself.",
        "请用 --out 另写一个路径，以免覆盖填报数据。",
        "Give another path with --out, so that your answers are not overwritten.",
    ),
    "GF-900": Message(
        "程序内部错误（{kind}）。这不是您的填报有误。",
        "Internal error ({kind}). This is not a mistake in your files.",
        "请把这一行和 `assess version` 的输出告诉维护者（{report_url}）；设 ASSESS_DEBUG=1 再运行可看到细节。",
        "Please send this line and the output of `assess version` to the maintainers ({report_url}); "
        "ASSESS_DEBUG=1 shows the details.",
    ),
}
