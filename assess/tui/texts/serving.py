"""Texts of the questionnaire in a browser: the page around the terminal, and what the server says."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "serve.hint": (
        "在本机浏览器里打开上面的地址；按 Ctrl-C 结束。",
        "Open the address above in a browser on this machine; Ctrl-C ends it.",
    ),
    "serve.private": (
        "只有这台电脑能打开，地址里的 token 就是钥匙，请勿转发。每个标签页各开一个窗口，第二个起只读。",
        "Only this machine can open it; the token in the address is the key, so keep it to yourself. "
        "Each tab is a window of its own; from the second on they are read-only.",
    ),
    "serve.ended": ("已结束。", "Ended."),
    "serve.refused": (
        "请打开终端里显示的完整地址，包括 ?token= 后面的部分。程序重新启动后，旧地址不再有效。",
        "Please open the whole address shown in the terminal, including what follows ?token=. "
        "After a restart the old address is no longer valid.",
    ),
    "serve.opening": ("正在打开…", "Opening …"),
    "serve.closed": (
        "这个窗口已经结束，答过的题都已保存。如果是意外退出，原因写在启动它的终端里。",
        "This window has ended; every answer given is saved. If that was unexpected, the terminal it was started in says why.",
    ),
    "serve.again": ("重新打开", "Open again"),
    "serve.script": ("这一页需要启用 JavaScript。", "This page needs JavaScript."),
}
