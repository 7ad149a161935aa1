"""One message of the catalogue: what is wrong and how to mend it, in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """Templates with ``{name}`` places that :class:`assess.errors.Problem` fills in from its values."""

    what_zh: str
    what_en: str
    mend_zh: str
    mend_en: str

    def what(self, lang: str) -> str:
        """What is wrong, one sentence."""
        return self.what_zh if lang == "zh" else self.what_en

    def mend(self, lang: str) -> str:
        """How to mend it, one sentence."""
        return self.mend_zh if lang == "zh" else self.mend_en
