"""What is wrong in the file but belongs to no question (文件问题): unknown keys, sections of the wrong shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from assess.tui.screens.listed import Listed
from assess.tui.screens.rows import Row, Section

if TYPE_CHECKING:
    from assess.errors import Problem


class ProblemsScreen(Listed):
    """Line and column, code, what is wrong, how to mend it; mended with an editor, since no question holds it."""

    name_: ClassVar[str] = "problems"

    def sections(self) -> Sequence[Section]:
        """One list."""
        rows = tuple(map(self._row, self.session.file_problems))
        return (Section(self.heading(), self.say("problems.lead"), self.say("problems.empty"), rows, frozenset({0})),)

    def _row(self, problem: Problem) -> Row:
        lang, place = self.words.lang, problem.position
        at = f"{place.line}:{place.column}" if place is not None and place.line else ""
        what, mend = problem.what(lang), problem.mend(lang)
        details = (
            ("", what),
            (self.say("review.mend"), mend),
            (
                self.say("problems.place"),
                self.say("problems.at", file=self.session.store.path.name, place=at) if at else "",
            ),
            (self.say("problems.code"), problem.code),
        )
        return Row((at, problem.code, what), None, details)
