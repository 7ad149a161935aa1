"""Opening the sheets over a question, and putting what they bring back into its entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from assess.submission.entry import Entry
from assess.tui.editors.drafts import Part
from assess.tui.editors.table import rows_in

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from assess.tui.widgets.question_pane import QuestionPane

_READ = 10
"""Seconds that a longer remark stays."""


class Sheets:
    """The dialogs of one question pane. What is being typed at the question is committed before one opens."""

    def __init__(self, pane: QuestionPane) -> None:
        self.pane = pane
        self._before: dict[str, Any] = {}

    # ---------------------------------------------------------------- evidence, note

    def evidence(self) -> None:
        """The list of evidence; each change in it is committed at once."""
        from assess.tui.dialogs.evidence import EvidenceSheet

        pane = self.pane
        if self._may_have_extras():
            sheet = EvidenceSheet(pane.question, pane.session, pane.words, pane.drafts, self._put_evidence)
            self._show(sheet, None)

    def note(self) -> None:
        """The note."""
        from assess.tui.dialogs.note import NoteSheet

        pane = self.pane
        if self._may_have_extras():
            sheet = NoteSheet(pane.question, str(pane.entry.note or ""), pane.words, pane.drafts)
            self._show(sheet, "note", lambda text: pane.entry.with_(note=text.strip() or None))

    def _put_evidence(self, rows: list[Any]) -> None:
        self.pane.commit(self.pane.entry.with_(evidence=tuple(rows)))

    # ---------------------------------------------------------------- not applicable, not verified

    def not_applicable(self) -> None:
        """Not applicable with a reason; back to what was answered before when it is that already."""
        from assess.tui.dialogs.reason import ReasonSheet

        pane, fact = self.pane, self.pane.question.fact
        if not self._may_change():
            return
        allowed = fact is not None and fact.may_be_not_applicable
        if pane.entry.not_applicable is not None and not (allowed and _lacks_reason(pane.entry)):
            before = self._before.pop(pane.question_id, None)
            value = before if pane.entry.value is None else pane.entry.value
            pane.commit(pane.entry.with_(not_applicable=None, value=value))
        elif not allowed:
            pane.notify(pane.words.say("pane.no_not_applicable"), severity="warning", timeout=_READ)
        else:
            self._show(ReasonSheet(pane.question, pane.words, pane.drafts), "reason", self._with_reason)

    def _with_reason(self, texts: Mapping[str, str]) -> Entry:
        entry = self.pane.entry
        self._before[self.pane.question_id] = entry.value
        return entry.with_(value=None, unverified=False, not_applicable=texts["reason"])

    def unverified(self) -> None:
        """Not verified yet, or verified after all."""
        pane = self.pane
        if not self._may_have_extras():
            return
        if pane.entry.value is None and not pane.entry.unverified:
            pane.notify(pane.words.say("pane.nothing_to_verify"), severity="warning")
        else:
            pane.commit(pane.entry.with_(unverified=pane.entry.unverified in (None, False)))

    # ---------------------------------------------------------------- tables

    def row(self, place: int | None) -> None:
        """Edit a table's row, or add one."""
        from assess.tui.dialogs.row import RowSheet

        pane = self.pane
        rows = rows_in(pane.entry.value) or []
        number = place if place is not None and place < len(rows) else None
        raw = rows[number] if number is not None else {}
        sheet = RowSheet(pane.question, raw, number, pane.session, pane.words, pane.drafts)

        def changed(texts: Mapping[str, str]) -> Entry:
            row = sheet.row(texts)
            return self._with_rows([*rows, row] if number is None else [*rows[:number], row, *rows[number + 1 :]])

        self._show(sheet, "row", changed)

    def put_rows(self, rows: list[Any] | None) -> None:
        """Other rows for a table; None takes the answer back."""
        self.pane.commit(self._with_rows(rows))

    def _with_rows(self, rows: list[Any] | None) -> Entry:
        entry = self.pane.entry
        return entry.with_(value=rows, not_applicable=entry.not_applicable if rows is None else None)

    # ---------------------------------------------------------------- all of them

    def _may_change(self) -> bool:
        self.pane.leave()
        return self.pane.session.read_only is None

    def _may_have_extras(self) -> bool:
        """Evidence and notes belong to facts; read-only sessions show them below the answer."""
        if not self._may_change():
            return False
        if self.pane.question.fact is None:
            self.pane.notify(self.pane.words.say("pane.no_extras"), severity="warning")
        return self.pane.question.fact is not None

    def _show(self, sheet: ModalScreen[Any], part: Part | None, entry: Callable[[Any], Entry] | None = None) -> None:
        """Open a sheet. Its draft is only given up once what it brought is committed."""
        pane = self.pane

        def closed(result: Any) -> None:
            if result is not None and entry is not None and part is not None:
                pane.commit(entry(result))
                pane.drafts.settle(part)
            pane.say_restored()

        pane.app.push_screen(sheet, closed)


def _lacks_reason(entry: Entry) -> bool:
    """不适用 as the file has it, without a reason."""
    return isinstance(entry.not_applicable, bool) or not str(entry.not_applicable).strip()
