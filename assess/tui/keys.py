"""Keys in order (按键次序): each waits until the one before it has had all its effects.

Textual gives letters to the widget in focus, runs ``Enter`` when it has travelled from there up to the application, and
``PageDown`` before the letters that still wait in the widget's queue. What is typed fast, or comes in one go over a slow
line, would so land in the next question, or in the one before. Data must not depend on that.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_CALM, _PATIENCE = 4, 500
"""Rounds of the event loop without a message that mean that a key is done; rounds after which nobody waits any longer."""


class OrderedKeys(App[None]):
    """An application whose keys never overtake each other."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()

    async def on_event(self, event: events.Event) -> None:
        """Hand a key on at once when nothing is going on, else when its turn comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead or self._busy():
            self._ahead.append(event)
            if len(self._ahead) == 1:
                self.run_worker(self._catch_up(), group="keys")
        else:
            await super().on_event(event)

    async def _catch_up(self) -> None:
        while self._ahead:
            await self._done()
            # It stays in the line while it is being handled, so that no later one overtakes it.
            await super().on_event(self._ahead[0])
            self._ahead.popleft()

    async def _done(self) -> None:
        calm = 0
        for _ in range(_PATIENCE):
            await asyncio.sleep(0)
            calm = 0 if self._busy() or self.message_queue_size else calm + 1
            if calm == _CALM:
                return

    def _busy(self) -> bool:
        """Whether a widget that a key passes has something to do."""
        passed: list[MessagePump] = [*(self.focused or self.screen).ancestors_with_self]
        return any(one.message_queue_size for one in passed if one is not self)
