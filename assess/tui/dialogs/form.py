"""A sheet with several lines to fill in, each with its label, its reading-back and, where there are any, suggestions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from assess.tui.dialogs.sheet import Sheet
from assess.tui.editors.choices import Choices
from assess.tui.editors.drafts import Drafts, Part
from assess.tui.editors.line import AnswerLine
from assess.tui.editors.options import Row
from assess.tui.words import ScreenWords
from assess.wrap import Flow

_SUGGESTED = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form. ``suggests`` gives it a list to pick from."""

    id: str
    placeholder: str = ""
    suggests: bool = False


class FormSheet(Sheet[dict[str, str]]):
    """Enter goes to the next line and, on the last one, accepts; dismisses with the texts by line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        values: Mapping[str, str],
        words: ScreenWords,
        drafts: Drafts,
        part: Part,
    ) -> None:
        super().__init__(title, "sheet.keys" if len(lines) > 1 else "sheet.keys.one", words)
        self._lines = tuple(lines)
        self._before = {line.id: values.get(line.id, "") for line in lines}
        self._drafts, self._part = drafts, part

    # ---------------------------------------------------------------- what a form says about itself

    def label(self, line: str, values: Mapping[str, str]) -> str:
        """The label above a line."""
        raise NotImplementedError

    def remark(self, line: str, values: Mapping[str, str]) -> tuple[str, str]:
        """Tone and text below a line."""
        return "hint", ""

    def suggestions(self, line: str, values: Mapping[str, str]) -> Sequence[Row]:
        """What a line can be completed to: ``id`` is the text that it becomes."""
        return ()

    def preselected(self, line: str) -> int | None:
        """The suggestion that Enter takes before anybody has moved the cursor; None for none."""
        return 0

    def missing(self, values: Mapping[str, str]) -> str | None:
        """The first line that must be filled in and is not."""
        return None

    def draft_key(self) -> Mapping[str, Any]:
        """What tells this form's draft from another one's."""
        return {}

    # ---------------------------------------------------------------- showing

    def fields(self) -> ComposeResult:
        """Label, line, remark, suggestions, for each line."""
        yield Static(Flow(self._words.say("sheet.restored")), id="restored", classes="said")
        for line in self._lines:
            yield Static(id=f"label-{line.id}", classes="label")
            yield AnswerLine(id=f"line-{line.id}")
            yield Static(id=f"said-{line.id}", classes="said")
            if line.suggests:
                yield Choices(id=f"list-{line.id}", numbered=False)

    def on_mount(self) -> None:
        """Show what stands there, or what was being filled in."""
        draft = self._drafts.get(self._part)
        mine = draft is not None and all(draft.get(key) == value for key, value in self.draft_key().items())
        texts = dict(draft.get("texts") or {}) if draft is not None and mine else self._before
        self.query_one("#restored").display = mine
        for line in self._lines:
            field = self._field(line.id)
            field.placeholder = line.placeholder
            field.put(str(texts.get(line.id, "")))
            if line.suggests:
                self._list(line.id).room = _SUGGESTED
                self._list(line.id).display = False
        self._show()
        self._field(self._lines[0].id).focus()

    @property
    def values(self) -> dict[str, str]:
        """The text of every line."""
        return {line.id: self._field(line.id).value.strip() for line in self._lines}

    def _field(self, line: str) -> AnswerLine:
        return self.query_one(f"#line-{line}", AnswerLine)

    def _list(self, line: str) -> Choices:
        return self.query_one(f"#list-{line}", Choices)

    def _show(self) -> None:
        values = self.values
        for line in self._lines:
            self.query_one(f"#label-{line.id}", Static).update(Flow(self.label(line.id, values)))
            tone, text = self.remark(line.id, values)
            self.say(f"said-{line.id}", text, tone)
            self._field(line.id).set_class(tone == "wrong", "-wrong")

    def _suggest(self, line: str) -> None:
        """Show what the line can become, as long as it is not that already."""
        found = self.suggestions(line, self.values)
        shown = self._list(line)
        shown.display = bool(found) and [row.id for row in found] != [self._field(line).value]
        shown.offer(found)
        if found:
            shown.mark(frozenset(), (), self.preselected(line))

    @property
    def _here(self) -> Line | None:
        focused = self.focused
        return next((line for line in self._lines if focused is not None and focused.id == f"line-{line.id}"), None)

    # ---------------------------------------------------------------- keys

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        here = self._here
        if here is not None and here.suggests:
            self._suggest(here.id)
        self._show()
        same = self.values == self._before
        self._drafts.keep(self._part, None if same else {**self.draft_key(), "texts": self.values})

    @on(events.DescendantFocus)
    def _entered(self, event: events.DescendantFocus) -> None:
        here = self._here
        for line in self._lines:
            if line.suggests and line is not here:
                self._list(line.id).display = False
        if here is not None and here.suggests:
            self._suggest(here.id)

    @on(Choices.Picked)
    def _clicked(self, event: Choices.Picked) -> None:
        event.stop()
        line = (event.choices.id or "").removeprefix("list-")
        event.choices.mark(frozenset(), (), event.place)
        self._field(line).focus()
        self._complete(line)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        here = self._here
        if here is None:
            return
        if here.suggests and self._completes_on_enter(here.id):
            self._complete(here.id)
        if here is self._lines[-1]:
            self.action_accept()
        else:
            self._go(1)

    @on(AnswerLine.AtEnd)
    def _right(self, event: AnswerLine.AtEnd) -> None:
        event.stop()
        here = self._here
        if here is not None and here.suggests and self._list(here.id).display:
            self._complete(here.id)

    def _completes_on_enter(self, line: str) -> bool:
        """Whether Enter takes the suggestion under the cursor, or the text as typed."""
        return True

    def _complete(self, line: str) -> bool:
        """Take the suggestion under the cursor; whether that changed the line."""
        shown = self._list(line)
        if not shown.display or shown.cursor is None or shown.cursor >= len(shown.rows):
            return False
        field, text = self._field(line), shown.rows[shown.cursor].id
        changed = field.value != text
        field.value = text
        field.cursor_position = len(text)
        return changed

    def _go(self, by: int) -> None:
        here = self._here
        number = self._lines.index(here) + by if here is not None else 0
        self._field(self._lines[max(0, min(number, len(self._lines) - 1))].id).focus()

    def action_step(self, by: int) -> None:
        """Up and down: among suggestions while there are any, else between lines."""
        here = self._here
        if here is not None and here.suggests and self._list(here.id).display:
            self._list(here.id).move(by)
        else:
            self._go(by)

    def action_complete(self) -> None:
        """Tab: take the suggestion and stay, for it may not be the one that was meant; else go to the next line."""
        here = self._here
        if here is None or not here.suggests or not self._complete(here.id):
            self._go(1)

    def action_cancel(self) -> None:
        """Drop what was filled in."""
        self._drafts.keep(self._part, None)
        super().action_cancel()

    def action_accept(self) -> None:
        """Close with the texts, once everything needed is there."""
        values = self.values
        lacking = self.missing(values)
        if lacking is not None:
            self.say(f"said-{lacking}", self._words.say("sheet.missing"), "wrong")
            self._field(lacking).focus()
            return
        self.dismiss(values)
