"""The file while the form is open (存盘与合并): saving beside the typing, others' changes, conflicts.

An answer is safe in the journal before anything here begins; see :mod:`assess.filling.session`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assess.errors import AssessError

if TYPE_CHECKING:
    from assess.submission.document import Address
    from assess.tui.app import FillApp

BREATH = 0.05
"""Seconds between an answer and the writing of the file, which would keep the screen from showing the new score."""
GROUP = "save"


class Keeper:
    """Carries answers into the file, one write at a time."""

    def __init__(self, app: FillApp) -> None:
        self._app = app
        self._offered: set[Address] = set()
        self._dirty = self._writing = self._told = False
        self._asked = ""

    def save(self) -> None:
        """Write waiting answers without holding the screen up; the last write has everything."""
        self._dirty = True
        if not self._writing:
            self._writing = True
            self._app.run_worker(self._write(), group=GROUP)

    async def saved(self) -> bool:
        """Write what waits and say whether all of it is in the file."""
        self.save()
        await self._app.workers.wait_for_complete([one for one in self._app.workers if one.group == GROUP])
        return self._app.session.saved != "failed"

    async def _write(self) -> None:
        try:
            while self._dirty:
                await asyncio.sleep(BREATH)
                self._dirty = False
                await self._carry()
        finally:
            self._writing = False

    async def _carry(self) -> None:
        app = self._app
        try:
            await asyncio.to_thread(app.session.flush)
        except AssessError as error:
            self._refused(error)
        else:
            unreadable = app.session.store.unreadable
            if unreadable is not None and self._asked:
                self._refused(AssessError([unreadable]))
            self._told = unreadable is not None
            self._answer()
        if not app.form.whole:
            return
        if app.session.refresh():
            app.form.show()
        for notice in app.session.take_notices():
            app.tell(notice)
        app.form.show_status()
        self._offer_merge()

    def _refused(self, error: AssessError) -> None:
        """Tell why file and answers could not be brought together: once, since it is tried again every other second."""
        if not self._app.form.whole:
            return
        if self._asked:
            self._asked = ""
            self._app.form.say("said.problem", what=error.problems[0].what(self._app.words.lang))
            self._told = False
        if not self._told:
            self._app.say_problem(error)
        self._told = True

    def _answer(self) -> None:
        """What a person who asked is told when all is well."""
        if self._asked and self._app.form.whole:
            self._app.form.say(self._asked)
        self._asked = ""

    def check(self) -> None:
        """Take over what somebody else wrote; try again what could not be saved."""
        if self._app.session.check() or self._app.session.saved != "saved":
            self.save()

    def look(self) -> None:
        """The same because the person asks: say what was found, and offer conflicts again."""
        self._asked = "said.merged" if self._app.session.check() else "said.unchanged"
        self.save()
        self._offer_merge(again=True)

    def _offer_merge(self, *, again: bool = False) -> None:
        """Questions that we and somebody else answered differently: once each, and whenever asked for."""
        conflicts = self._app.session.conflicts
        new = {one.address for one in conflicts} - self._offered
        self._offered = {one.address for one in conflicts}
        if not conflicts or not (new or again):
            return
        from assess.tui.screens.merge import MergeScreen

        if not any(isinstance(screen, MergeScreen) for screen in self._app.screen_stack):
            self._app.push_screen(MergeScreen(conflicts), self._merge)

    def _merge(self, choices: Mapping[Address, Any] | None) -> None:
        if choices:
            try:
                self._app.session.resolve(choices)
            except AssessError as error:
                self._app.say_problem(error)
            self._app.changed()
