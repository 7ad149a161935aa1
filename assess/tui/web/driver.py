"""Textual's driver for a browser, which also ends the questionnaire when the server is gone.

Without it the process of a killed server would go on, unseen, and keep the file locked.
"""

from __future__ import annotations

import asyncio

from textual import messages
from textual.drivers.web_driver import WebDriver


class FillDriver(WebDriver):
    """Named in ``TEXTUAL_DRIVER`` of a tab's process."""

    def start_application_mode(self) -> None:
        """Remember the loop: the thread that reads input has none."""
        self._loop = asyncio.get_running_loop()
        super().start_application_mode()

    def run_input_thread(self) -> None:
        """Read what the server sends; the end of it means that the server has ended."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            asyncio.run_coroutine_threadsafe(self._app._post_message(messages.ExitApp()), self._loop)  # noqa: SLF001
