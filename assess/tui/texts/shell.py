"""Texts of the frame: scoreboard, navigation, footer, palette, saving."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "app.title": ("绿色工厂自评价", "Green-factory self-assessment"),
    "key.quit": ("退出", "Quit"),
    "key.next": ("下一题", "Next"),
    "key.previous": ("上一题", "Previous"),
    "key.next_open": ("下个未答", "Next open"),
    "key.most_valuable": ("最值得答", "Most valuable"),
    "key.undo": ("撤销", "Undo"),
    "key.redo": ("重做", "Redo"),
}
