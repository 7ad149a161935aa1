"""Printing (打印报告): where to, in which language, by which scheme; then how far it is, and what came out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import ClassVar, Literal, cast

from rich.console import Group, RenderableType
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, Static
from textual.worker import Worker

from assess.errors import AssessError
from assess.files import write
from assess.filling.session import REQUIRED
from assess.language import Lang
from assess.report.job import STAGES, Order
from assess.report.paths import REPORTS, refuse_input, report_path
from assess.tui.screens.base import Side
from assess.tui.screens.pick import Pick
from assess.tui.screens.printer import Event, print_report
from assess.tui.screens.problems import ProblemsScreen
from assess.wrap import Flow

State = Literal["ready", "running", "done", "failed", "stopped"]
STEPS = ("save", *STAGES, "write")
"""What is told while it runs, in order."""


class PrintScreen(Side[str | None]):
    """Prints in another process, so that keys are answered all the time. Esc stops it, or goes back."""

    name_: ClassVar[str] = "print"
    DEFAULT_CSS = """
    PrintScreen .label { height: 1; padding: 0 1; margin-top: 1; text-style: bold; }
    PrintScreen #made-up { height: 1; padding: 0 1; color: $text-error; text-style: bold; }
    PrintScreen Input, PrintScreen Input:focus { border: none; height: 1; padding: 0 1; }
    PrintScreen #exists { height: auto; padding: 0 1; color: $text-muted; }
    PrintScreen Pick { margin-top: 1; }
    PrintScreen Button { margin: 1 1 0 1; width: auto; height: 1; border: none; min-width: 16; text-style: bold; }
    PrintScreen Button:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    PrintScreen #told { height: 1fr; margin-top: 1; padding: 0 1; scrollbar-size-vertical: 1; }
    PrintScreen #told > Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.state: State = "ready"
        self._named = ""
        self._worker: Worker[None] | None = None
        self._began = 0.0
        self._step, self._pages = 0, 0
        self._notes: tuple[str, ...] = ()
        self._printed_to: Path | None = None
        """What was written just now is not said to be in the way."""

    def body(self) -> ComposeResult:
        """Where to, language, scheme, begin; below, what happens."""
        schemes = [(one.id, one.model.title.in_(self.words.lang)) for one in self.session.schemes]
        if self.session.submission.factory.made_up:
            yield Static(self.words.report("report.made_up"), id="made-up")
        yield Static(self.say("print.target"), classes="label")
        yield Input(id="target", select_on_focus=False)
        yield Static(id="exists")
        yield Pick(self.say("print.lang"), [("zh", "中文"), ("en", "English")], self.words.lang, id="lang")
        yield Pick(self.say("print.scheme"), schemes, schemes[0][0], id="scheme")
        yield Button(self.say("print.begin"), id="begin", compact=True)
        with VerticalScroll(id="told", can_focus=False):
            yield Static()

    def on_mount(self) -> None:
        """Ready to print, unless something has to be mended first."""
        self.query_one("#scheme").display = len(self.session.schemes) > 1
        self._suggest()
        self.set_interval(0.5, self._tick)
        button = self.query_one(Button)
        button.focus()
        self._show_keys()
        if self.hindrances:
            button.label = self.say("print.mend")
            asks = self.words.report.listed(map(self._ask, self.hindrances), limit=4)
            self._tell(Flow(self.say("print.hindered", count=len(self.hindrances), names=asks)))
        elif self.session.file_problems:
            button.label = self.say("print.look")
            self._tell(Flow(self.say("print.hindered.file", count=len(self.session.file_problems))))

    @property
    def hindrances(self) -> tuple[str, ...]:
        """Questions that a report cannot do without: name and year, and entries that cannot be read."""
        asked = self.session.questionnaire.questions
        return tuple(
            one.id
            for one in asked
            if self.session.problems.get(one.id) or (one.id in REQUIRED and self.session.state(one.id) == "unknown")
        )

    def _ask(self, question_id: str) -> str:
        return self.session.questionnaire.by_id[question_id].ask.in_(self.words.lang)

    # ---------------------------------------------------------------- what is asked for

    @property
    def target(self) -> Path:
        """The file to write: a folder takes the default name, a name without a suffix gets one."""
        typed = self.query_one(Input).value.strip()
        path = Path(typed).expanduser() if typed else self._default()
        if path.is_dir():
            return path / self._default().name
        return path if path.suffix else path.with_suffix(".pdf")

    @property
    def lang(self) -> Lang:
        """The report's language."""
        return cast("Lang", self.query_one("#lang", Pick).chosen)

    def _default(self) -> Path:
        scheme = self.query_one("#scheme", Pick).chosen
        return report_path(REPORTS, self.session.store.path, scheme, self.lang, "pdf")

    def _suggest(self) -> None:
        """Put the default name in, unless the person has written another one."""
        target = self.query_one(Input)
        if target.value == self._named:
            self._named = target.value = str(self._default())
            target.cursor_position = len(target.value)

    @on(Pick.Changed)
    def _picked(self) -> None:
        self._suggest()

    @on(Input.Changed)
    def _renamed(self) -> None:
        exists = self.target != self._printed_to and self.target.is_file()
        self.query_one("#exists", Static).update(Flow(self.say("print.exists") if exists else ""))

    # ---------------------------------------------------------------- begin, stop

    @on(Input.Submitted)
    @on(Button.Pressed)
    def action_begin(self) -> None:
        """Print, or go where something has to be mended first."""
        if self.state == "running":
            return
        if self.hindrances:
            self.dismiss(self.hindrances[0])
            return
        if self.session.file_problems:
            self.app.switch_screen(ProblemsScreen())
            return
        self._set("running")
        self._began, self._step, self._pages, self._notes = monotonic(), 0, 0, ()
        self._worker = self._print(self.target, self.query_one("#scheme", Pick).chosen, self.lang)

    def action_back(self) -> None:
        """Stop what is running; otherwise back to the form."""
        if self.state == "running" and self._worker is not None:
            self._worker.cancel()
        else:
            self.dismiss(None)

    @work(exclusive=True, group="print", exit_on_error=True)
    async def _print(self, target: Path, scheme: str, lang: Lang) -> None:
        try:
            size = await self._printed(target, scheme, lang)
        except AssessError as error:
            self._end("failed", *(problem.text(self.words.lang) for problem in error.problems))
        except asyncio.CancelledError:
            self._end("stopped")
            raise
        else:
            if size is not None:
                self._end("done", *self._notes, size=size, target=target)

    async def _printed(self, target: Path, scheme: str, lang: Lang) -> int | None:
        """Save, print, write; the size in bytes, None when there was nothing to write."""
        session = self.session
        last = session.last.file if session.last is not None else None
        refuse_input(target, [session.store.path, *([Path(last)] if last else [])])
        await asyncio.to_thread(session.flush)
        self.fill.changed()
        if session.conflicts:
            self._end("failed", self.say("print.conflicts", count=len(session.conflicts)))
            return None
        order = Order(str(session.store.path), scheme, lang, session.rulebook.overlays, last)
        found = await print_report(order, self._hear)
        if found.content is None:
            self._end("failed", *found.problems)
            return None
        self._step = STEPS.index("write")
        self._tick()
        await asyncio.to_thread(write, target, found.content)
        return len(found.content)

    def _hear(self, event: Event) -> None:
        """How far the process is."""
        if "stage" in event:
            self._step = STEPS.index(str(event["stage"]))
        if isinstance(pages := event.get("pages"), int):
            self._pages = pages
        if "warning" in event:
            self._notes = (*self._notes, str(event["warning"]))
        self._tick()

    # ---------------------------------------------------------------- what is told

    def _set(self, state: State) -> None:
        self.state = state
        for one in self.query("Input, Pick, Button"):
            one.disabled = state == "running"
        if state != "running":
            self.query_one(Button).focus()
        self._show_keys()

    def _show_keys(self) -> None:
        blocked = self.hindrances or self.session.file_problems
        key = "print.keys.running" if self.state == "running" else "print.keys.blocked" if blocked else "print.keys"
        self.query_one("#keys", Static).update(Flow(self.say(key)))

    def _tick(self) -> None:
        if self.state == "running":
            self._tell(Group(*self._steps()))

    def _steps(self) -> Iterator[RenderableType]:
        """Every stage with how it stands, and the seconds so far."""
        for number, step in enumerate(STEPS):
            sign = "✓" if number < self._step else "…" if number == self._step else "·"
            told = self.say(f"print.step.{step}")
            told += self.say("print.pages", count=self._pages) if step == "layout" and self._pages else ""
            yield Flow(f"{sign} {told}", style="bold" if sign == "…" else "")
        yield Flow(self.say("print.elapsed", seconds=self._seconds()))

    def _seconds(self) -> int:
        return int(monotonic() - self._began)

    def _end(self, state: State, *notes: str, size: int = 0, target: Path | None = None) -> None:
        """Say how it ended."""
        if not self.is_attached:
            return
        parts = [Flow(Text(self.say(f"print.{state}"), style="bold"))]
        self._printed_to = target
        if target is not None:
            parts += [
                Flow(str(target)),
                Flow(self._facts(size)),
                Flow(self.say("print.folder", folder=_folder(target))),
            ]
        self._set(state)
        self._tell(Group(*parts, *map(Flow, notes)))
        self._renamed()

    def _facts(self, size: int) -> str:
        kilobytes = self.words.report.number(max(round(size / 1024), 1))
        return self.say("print.facts", pages=self._pages, size=kilobytes, seconds=self._seconds())

    def _tell(self, what: RenderableType) -> None:
        self.query_one("#told > Static", Static).update(what)


def _folder(path: Path) -> str:
    return os.path.abspath(path.parent)  # noqa: PTH100  # as typed, without following links
