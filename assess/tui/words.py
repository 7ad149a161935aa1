"""How the screens say things: their own fixed texts, and everything the report can say (numbers, reasons, sources)."""

from __future__ import annotations

from assess.language import Lang
from assess.report.words import Words
from assess.rulebook.load import Rulebook
from assess.tui.texts import TEXTS


class ScreenWords:
    """One language. ``say`` gives a screen's text, ``report`` the wording that the printed report uses."""

    def __init__(self, lang: Lang, decimals: int, rulebook: Rulebook) -> None:
        self.lang: Lang = lang
        self.report = Words(lang, decimals, rulebook)

    def say(self, key: str, /, **values: object) -> str:
        """The fixed text ``key``."""
        text = TEXTS[key][self.lang != "zh"]
        return text.format(**values) if values else text
