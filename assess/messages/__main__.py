"""``python -m assess.messages > docs/errors.md``: the catalogue as a page, so that the page never lags behind."""

from __future__ import annotations

import sys

from assess.messages import CATALOG, Message

HEAD = """\
# 错误代码 / Error codes

<!-- Generated: python -m assess.messages > docs/errors.md -->

每条错误都写明位置（文件:行:列）、代码、原因和改法；一次列出全部错误，退出码为 2，不会写下任何结果。
Every error names its place (file:line:column), code, cause and remedy; all of them are listed at once, the exit code
is 2 and nothing is written. Words in braces stand for what was found.

| 退出码 / exit code | 含义 / meaning |
|---|---|
| 0 | 成功 / all went well |
| 1 | `assess doctor` 或 `assess scheme lint` 发现了问题 / found something to mend |
| 2 | 输入或命令有误 / a mistake in the input or on the command line |
| 70 | 程序内部错误 / an internal error (GF-900) |
| 130 | 被 Ctrl-C 中断 / interrupted |
| 141 | 输出的读取方提前关闭，例如 `\\| head` / whoever read the output stopped, as `\\| head` does |
"""

FAMILIES: dict[str | tuple[str, ...], str] = {
    "GF-0": "命令行 / Command line",
    "GF-1": "文件与 YAML / Files and YAML",
    "GF-2": "规则库 / Rulebook",
    "GF-3": "填报 / Submission",
    "GF-40": "输出 / Output",
    ("GF-41", "GF-42"): "填报界面 / The questionnaire",
    "GF-5": "批量评分与汇总 / Many submissions",
    "GF-6": "Excel 填报表 / The form in Excel",
    "GF-9": "程序本身 / The program itself",
}


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for family, title in FAMILIES.items():
        parts.append(f"\n## {title}\n")
        parts += [_entry(code, CATALOG[code]) for code in sorted(CATALOG) if code.startswith(family)]
    return "".join(parts)


def _entry(code: str, message: Message) -> str:
    lines = [f"{message.what(lang)} → {message.mend(lang)}" for lang in ("zh", "en")]
    return f"\n### {code}\n\n" + "\n\n".join(lines).replace("{{", "{").replace("}}", "}") + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
