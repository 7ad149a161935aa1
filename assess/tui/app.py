"""The questionnaire's application (填报界面): one session, one form, and the screens around it.

Widgets never change the session. They post what the person did; the application answers, saves, scores and tells every
widget to show itself anew.
"""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from assess.errors import AssessError, Problem, nearest
from assess.filling.session import Session
from assess.language import Lang
from assess.submission.entry import Entry
from assess.tui.commands import COMMANDS, bindings
from assess.tui.form import FormScreen
from assess.tui.keeper import Keeper
from assess.tui.keys import OrderedKeys
from assess.tui.palette import FillCommands, FillPalette
from assess.tui.small import COLUMNS, ROWS, SmallScreen
from assess.tui.terminal import gone
from assess.tui.themes import DARK, LIGHT, THEMES, preferred
from assess.tui.words import ScreenWords
from assess.wrap import lines

LOOK = 2.0
"""Seconds between two looks at the file, in case somebody else changed it."""
TOAST = 72
"""Cells of a line of a message, in a terminal that has as many."""


class FillApp(OrderedKeys):
    """``assess fill``. ``session`` is everything that is known, ``words`` how it is said.

    ``failure`` is what went wrong inside, for the caller to raise once the terminal is itself again.
    """

    CSS_PATH = "fill.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours has its own action; Textual's would take Ctrl+P
    COMMANDS: ClassVar = {FillCommands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(self, session: Session, lang: Lang) -> None:
        super().__init__()
        self.session = session
        self.words = ScreenWords(lang, session.schemes[0].model.settings.decimals, session.rulebook)
        self.title = self.words.say("app.title")
        for theme in THEMES:
            self.register_theme(theme)
        # Before anything is styled: set later, every style would be worked out twice.
        self.set_reactive(FillApp.theme, preferred(os.environ))
        self.stylesheet.set_variables(self.get_css_variables())
        self.failure: Exception | None = None
        self.form = FormScreen()
        self.keeper = Keeper(self)
        self._leaving = False

    def get_default_screen(self) -> FormScreen:
        """The form; below it there is nothing."""
        return self.form

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """None of Textual's own: they speak English only."""
        return ()

    async def on_event(self, event: events.Event) -> None:
        """Whatever the person does next ends the remark on what was done last."""
        if (
            isinstance(event, events.Key | events.Paste | events.MouseDown)
            and not event.is_forwarded
            and self.form.whole
        ):
            self.form.say()
        await super().on_event(event)

    def on_mount(self) -> None:
        """Look after file and machine from now on."""
        self._listen()
        self.set_interval(LOOK, self.check)
        if not self.is_headless and not self.is_web:
            self.set_interval(LOOK, self._stay)
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """What has to be said before the first question."""
        if not gc.isenabled():  # turned off by the command line while everything is being built
            gc.freeze()  # a session may last a day, but nobody looks through rules, libraries and screens for garbage
            gc.enable()
        if self.session.begun:
            self._say_begun()
        if self.session.recovered:
            from assess.tui.screens.recovered import RecoveredScreen

            self.push_screen(RecoveredScreen(), self._go_if)
        elif self.session.file_problems:
            self._show_problems()
        self.check()

    def _say_begun(self) -> None:
        """The file is new; so it is too when the name of one that is there was mistyped."""
        path = self.session.store.path
        near = nearest(path.name, (one.name for one in path.absolute().parent.glob("*.y*ml") if one.name != path.name))
        self.form.say("said.begun.near" if near else "said.begun", file=path.name, near=near)

    def _show_problems(self) -> None:
        from assess.tui.screens.problems import ProblemsScreen

        self.push_screen(ProblemsScreen())

    # ---------------------------------------------------------------- what the screens ask for

    def commit(self, question_id: str, entry: Entry) -> None:
        """Answer, score, show, save."""
        try:
            self.session.answer(question_id, entry)
        except AssessError as error:
            self.say_problem(error)
        self.changed()

    def changed(self) -> None:
        """Something in the session is different: show it everywhere and carry it into the file."""
        self.save()
        self.form.show()

    def go(self, question_id: str) -> None:
        """Show a question in the form, whatever screen is on top."""
        self._to_form()
        self.form.wander(question_id)

    def perform(self, action: str) -> None:
        """Do what a key does, for the palette and for clicks on the keys."""
        place = next(command.place for command in COMMANDS if command.action == action)
        if place != "app":
            self._to_form()
        target = {"app": self, "form": self.form, "pane": self.form.pane}[place]
        self.call_later(self.run_action, action, target)

    def say_problem(self, error: AssessError) -> None:
        """Tell what went wrong, with the way out."""
        for problem in error.problems:
            self.tell(problem, severity="error")

    def tell(self, problem: Problem, *, severity: str = "warning") -> None:
        """One message above the form, with line breaks that suit Chinese."""
        text = f"{problem.what(self.words.lang)}\n{problem.mend(self.words.lang)}"
        shown = "\n".join(text[start:end] for start, end in lines(text, min(TOAST, self.size.width - 6)))
        self.notify(shown, severity=severity, timeout=12, markup=False)  # type: ignore[arg-type]

    def _to_form(self) -> None:
        while self.screen is not self.form and len(self.screen_stack) > 1:
            self.pop_screen()

    def _go_if(self, question_id: str | None) -> None:
        if question_id is not None:
            self.form.wander(question_id)

    # ---------------------------------------------------------------- the file

    def save(self) -> None:
        """Write waiting answers without holding the screen up."""
        self.keeper.save()

    def check(self, *, asked: bool = False) -> None:
        """Look whether somebody else changed the file; when ``asked``, say what was found."""
        if not asked:
            self.keeper.check()
            return
        self.keeper.look()
        if self.session.file_problems:
            self._show_problems()

    # ---------------------------------------------------------------- keys that hold everywhere

    def action_help(self) -> None:
        """All keys and signs."""
        from assess.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Find a question or an action."""
        if not isinstance(self.screen, FillPalette):
            self.push_screen(FillPalette(self.words))

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = LIGHT if self.theme == DARK else DARK

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing is selected: say how to leave."""
        self.form.say("said.quit")

    async def action_quit(self) -> None:
        """Commit what is being typed, wait for the last save, leave. A second time leaves whatever the disk says."""
        self.form.pane.leave()
        if not await self.keeper.saved() and not self._leaving:
            self._leaving = True
            store = self.session.store
            self.form.say("said.not_saved.unreadable" if store.unreadable else "said.not_saved")
            return
        self.exit()

    # ---------------------------------------------------------------- the machine

    def on_resize(self, event: events.Resize) -> None:
        """A kind word instead of a broken layout where there is too little room."""
        small = event.size.width < COLUMNS or event.size.height < ROWS
        shown = isinstance(self.screen, SmallScreen)
        if small and not shown:
            self.push_screen(SmallScreen(self.words))
        elif shown and not small:
            self.pop_screen()

    def _listen(self) -> None:
        """A closed terminal or a stopped machine ends us in good order: drafts and answers are kept."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(getattr(signal, name), self.exit)

    def _stay(self) -> None:
        """End where the terminal went away without a signal: Textual would read its end again and again."""
        if gone(sys.__stdin__.fileno() if sys.__stdin__ is not None else 0):
            self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error for the caller: it is told in one line, like every error of this program."""
        self.failure = self.failure or (error.error if isinstance(error, WorkerFailed) else error)  # type: ignore[assignment]
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close without printing Textual's traceback."""
        self._close_messages_no_wait()
