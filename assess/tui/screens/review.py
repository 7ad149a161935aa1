"""The review (复核): everything that should be looked at before printing, a list per kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from assess.tui.screens.findings import sections
from assess.tui.screens.listed import Listed
from assess.tui.screens.rows import Section


class ReviewScreen(Listed):
    """Wrong entries, unknowns, unverified answers, warnings, 不适用, evidence; Enter goes to the question."""

    name_: ClassVar[str] = "review"

    def sections(self) -> Sequence[Section]:
        """The lists."""
        return sections(self.session, self.words)
