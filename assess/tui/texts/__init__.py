"""Every fixed text of the questionnaire's screens, Chinese and English side by side; ``{name}`` places are filled in."""

from __future__ import annotations

from typing import Final

from assess.tui.texts import pane, screens, serving, shell

TEXTS: Final[dict[str, tuple[str, str]]] = shell.TEXTS | pane.TEXTS | screens.TEXTS | serving.TEXTS
"""Key → (Chinese, English)."""
