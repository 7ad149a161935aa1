"""What the last session left behind (恢复的内容): answers that had not reached the file, and what was being typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from assess.tui.screens.listed import Listed
from assess.tui.screens.rows import Row, Section
from assess.tui.screens.shown import entry_details, value_text


class RecoveredScreen(Listed):
    """Says it in plain words; Enter goes to the question."""

    name_: ClassVar[str] = "recovered"

    def sections(self) -> Sequence[Section]:
        """Answers brought back, and unfinished typing."""
        found = self.session.recovered
        lead = "recovered.answers.changed" if found.file_changed else "recovered.answers.lead"
        return (
            Section(
                self.say("recovered.answers"),
                self.say(lead),
                self.say("recovered.answers.empty"),
                tuple(map(self._answer, found.answers)),
            ),
            Section(
                self.say("recovered.drafts"),
                self.say("recovered.drafts.lead"),
                self.say("recovered.drafts.empty"),
                tuple(map(self._draft, found.drafts)),
            ),
        )

    def _answer(self, question_id: str) -> Row:
        question = self.session.questionnaire.by_id[question_id]
        raw = self.session.store.raw(question.address)
        ask = question.ask.in_(self.words.lang)
        details = entry_details(raw, question, self.words)
        return Row(("✓", ask, details[0][1]), question_id, (("", ask), *details))

    def _draft(self, question_id: str) -> Row:
        question = self.session.questionnaire.by_id[question_id]
        ask = question.ask.in_(self.words.lang)
        typed = (value_text(text, question, self.words) for text in _texts(self.session.draft_of(question_id)))
        text = self.words.report.listed(typed, separator="list.semicolon")
        return Row(("…", ask, text), question_id, (("", ask), (self.say("recovered.typed"), text)))


def _texts(payload: object) -> Iterator[str]:
    """Every text that a draft holds, whichever part of the question it belongs to."""
    if isinstance(payload, str) and payload:
        yield payload
    elif isinstance(payload, Mapping):
        for value in payload.values():
            yield from _texts(value)
    elif isinstance(payload, list | tuple):
        for value in payload:
            yield from _texts(value)
