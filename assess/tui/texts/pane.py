"""Texts of the question pane, its editors and its dialogs."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "pane.reads_as": ("读作 {value}", "reads as {value}"),
}
