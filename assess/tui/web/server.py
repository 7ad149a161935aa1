"""textual-serve with a lock on its door: one process per tab, our own page, nothing fetched from elsewhere."""

from __future__ import annotations

import asyncio
import logging
import secrets
import shlex
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.server import Server, to_int

from assess.language import Lang
from assess.paths import templates_dir
from assess.tui.texts import TEXTS
from assess.tui.web.guard import Guard

PATIENCE = 5.0
"""Seconds that a tab's process has for closing its file before it is ended."""
_NONCE = web.RequestKey("nonce", str)


class TabService(AppService):
    """The process behind one tab."""

    def __init__(self, command: Sequence[str], **doors: Any) -> None:
        super().__init__(shlex.join(command), **doors)
        self._words = tuple(command)
        self._ending = asyncio.Lock()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        return super()._build_environment(width, height) | {"TEXTUAL_DRIVER": "assess.tui.web.driver:FillDriver"}

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start the process without a shell, in a session of its own: Ctrl-C is the server's, who ends it in order."""
        self._process = process = await asyncio.create_subprocess_exec(
            *self._words, stdin=PIPE, stdout=PIPE, env=self._build_environment(width, height), start_new_session=True
        )
        self._stdin = process.stdin
        # What a dying process says goes straight to the terminal; the base class would collect it and print it twice.
        process.stderr = asyncio.StreamReader()
        process.stderr.feed_eof()
        return process

    async def run(self) -> None:
        """Carry what the process shows; when it has ended, so has the tab."""
        await super().run()
        await self.remote_close()

    async def stop(self) -> None:
        """Ask the process to end, then see to it. Its tab and the server may both want that, at the same time."""
        async with self._ending:
            with suppress(TimeoutError):
                await asyncio.wait_for(super().stop(), PATIENCE)
            if self._process is not None and self._process.returncode is None:
                try:
                    await asyncio.wait_for(self._process.wait(), PATIENCE)
                except TimeoutError:
                    self._process.kill()
                    await self._process.wait()


class FillServer(Server):
    """Serves one command on one port of this machine to whoever has the token."""

    def __init__(self, command: Sequence[str], port: int, token: str, lang: Lang, name: str) -> None:
        super().__init__(shlex.join(command), host="127.0.0.1", port=port, templates_path=templates_dir() / "web")
        self.words, self.lang = tuple(command), lang
        self.title = f"{self.say('app.title')} · {name}"
        self.guard = Guard(port, token, self.say("serve.refused"))
        self.address = f"{self.public_url}/?token={token}"
        self._tabs: set[TabService] = set()

    def say(self, key: str) -> str:
        """A fixed text in the reader's language."""
        return TEXTS[key][self.lang != "zh"]

    async def application(self) -> web.Application:
        """The routes of textual-serve behind the guard."""
        logging.getLogger("textual-serve").disabled = True  # its English remarks; processes speak for themselves
        app = await self._make_app()
        app.middlewares.append(self.guard.middleware())
        app.on_response_prepare.append(_close_up)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: stdout carries the address alone."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End every tab's process."""
        await asyncio.gather(*(tab.stop() for tab in tuple(self._tabs)))

    @aiohttp_jinja2.template("index.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The page around the terminal."""
        request[_NONCE] = secrets.token_urlsafe(16)
        return {
            "font_size": to_int(request.query.get("fontsize", "16"), 16),
            "websocket": f"ws://{request.host}/ws",
            "nonce": request[_NONCE],
            "title": self.title,
            "language": "zh-CN" if self.lang == "zh" else "en",
            "say": self.say,
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One tab: start its process, carry keys and screens until either side ends."""
        websocket = web.WebSocketResponse(heartbeat=15)
        width, height = (
            to_int(request.query.get(name, ""), unless) for name, unless in (("width", 80), ("height", 24))
        )
        await websocket.prepare(request)
        tab = TabService(
            self.words, write_bytes=websocket.send_bytes, write_str=websocket.send_str, close=websocket.close,
            download_manager=self.download_manager,
        )  # fmt: skip
        self._tabs.add(tab)
        try:
            await tab.start(width, height)
            await self._process_messages(websocket, tab)
        finally:
            await tab.stop()
            self._tabs.discard(tab)
        return websocket


async def _close_up(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing from elsewhere, in nobody's frame, kept nowhere, told to nobody."""
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{request.get(_NONCE, '')}'; style-src 'self' 'unsafe-inline'; "
        f"font-src 'self'; img-src 'self' data:; connect-src 'self' ws://{request.host}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    response.headers.update(
        {
            "Content-Security-Policy": policy,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
    )
