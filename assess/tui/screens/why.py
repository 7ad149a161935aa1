"""Why (为什么): every criterion and gate that a question feeds, with its whole trace down to what was typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assess.filling.questions import Feed
from assess.report.trace_lines import Line, trace_lines
from assess.scoring.trace import explain
from assess.tui.pane.feeds import condition_scheme, condition_text
from assess.tui.screens.base import Side
from assess.tui.screens.rows import Behind
from assess.wrap import Flow

_LEANING = {"dim": "", "cyan": "italic"}


class WhyScreen(Side[str | None]):
    """One trace at a time, ← and → go through those of the question; Enter on an answer goes to its question."""

    name_: ClassVar[str] = "why"
    DEFAULT_CSS = """
    WhyScreen > #asked { height: auto; padding: 0 1; text-style: bold; }
    WhyScreen > #which { height: auto; padding: 0 1; color: $text-muted; }
    WhyScreen > OptionList, WhyScreen > OptionList:focus { height: 1fr; border: none; padding: 0 1; background: $background; background-tint: $background 0%; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, priority=True),
        Binding("right", "turn(1)", show=False, priority=True),
    ]

    def __init__(self, question_id: str) -> None:
        super().__init__()
        self.question_id = question_id
        self.feeds: Sequence[Feed] = ()
        self.number = 0
        self._asked: list[str | None] = []

    def body(self) -> ComposeResult:
        """The question, which of its criteria is shown, the trace."""
        yield Static(Flow(self.session.questionnaire.by_id[self.question_id].ask.in_(self.words.lang)), id="asked")
        yield Static(id="which")
        yield OptionList()

    def on_mount(self) -> None:
        """Begin with the first criterion or gate."""
        self.feeds = self.session.questionnaire.by_id[self.question_id].feeds
        self.query_one(OptionList).focus()
        self.turn_to(0)

    def turn_to(self, number: int) -> None:
        """Show one trace."""
        self.number = number
        self.query_one("#which", Static).update(Flow(self._which()))
        tree = self._tree()
        steps = list(_walk(tree)) if tree is not None else []
        self._asked = [line.asked for _, _, line in steps]
        shown = self.query_one(OptionList)
        shown.set_options(Option(Behind(first, rest, _plain(line.text))) for first, rest, line in steps)
        shown.highlighted = 0 if steps else None

    def action_turn(self, by: int) -> None:
        """The next or the last trace."""
        if self.feeds:
            self.turn_to((self.number + by) % len(self.feeds))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: go to the question behind the line."""
        name = self._asked[event.option_index]
        known = self.session.questionnaire.by_id
        goes = next((one for one in (name, f"benchmarks.{name}") if one in known), None)
        if goes is None:
            self.notify(self.say("screen.no_question"), markup=False)
        else:
            self.dismiss(goes)

    def _which(self) -> str:
        if not self.feeds:
            return self._stars() or self.say("why.nothing")
        feed = self.feeds[self.number]
        scheme = self.session.rulebook.schemes[feed.scheme].title.in_(self.words.lang)
        kind = self.words.report("trace.gate" if feed.gate else "trace.criterion")
        if len(self.feeds) == 1:
            return self.say("why.only", kind=kind, scheme=scheme)
        return self.say("why.one_of", kind=kind, number=self.number + 1, count=len(self.feeds), scheme=scheme)

    def _stars(self) -> str:
        """The stars whose own condition looks at the answer, a line each."""
        decided = self.session.questionnaire.by_id[self.question_id].conditions
        return "\n".join(
            self.say(
                "why.star",
                scheme=condition_scheme(one, self.session, self.words),
                condition=condition_text(one, self.words),
            )
            for one in decided
        )

    def _tree(self) -> Line | None:
        if not self.feeds:
            return None
        feed = self.feeds[self.number]
        assessment = next(one for one in self.session.assessments if one.scheme.id == feed.scheme)
        return trace_lines(explain(assessment, feed.id), assessment, self.words.lang, plain=True)


def _plain(text: Text) -> Text:
    """The line without colours and dimming, which would not be read under the cursor; formulas lean instead."""
    found = Text(text.plain, style=_LEANING.get(str(text.style), str(text.style)))
    for start, end, style in text.spans:
        found.stylize(_LEANING.get(str(style), str(style)), start, end)
    return found


def _walk(line: Line, first: str = "", rest: str = "") -> Iterator[tuple[str, str, Line]]:
    """Every line with the guides before its first and before its further rows."""
    yield first, rest, line
    for number, inner in enumerate(line.inner):
        last = number == len(line.inner) - 1
        yield from _walk(inner, f"{rest}{'└ ' if last else '├ '}", f"{rest}{'  ' if last else '│ '}")
