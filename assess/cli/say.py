"""The two languages of help texts and screens, side by side in the code."""

from __future__ import annotations

from dataclasses import dataclass

from assess.language import Lang


@dataclass(frozen=True, slots=True)
class Say:
    """Picks the reader's language: ``say("评分", "score")``."""

    lang: Lang

    def __call__(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en
