"""Texts of the screens beside the form: review, why, gaps, help, print, merge."""

from __future__ import annotations

from typing import Final

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "screen.back": ("返回", "Back"),
}
