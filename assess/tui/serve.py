"""``assess fill --serve``: the same screens in browsers of this machine, until Ctrl-C.

textual-serve runs the screens; it is an optional extra, so this module imports it only when somebody serves.
"""

from __future__ import annotations

import asyncio
import gc
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import assess
from assess.errors import one
from assess.language import Lang
from assess.tui.texts import TEXTS

if TYPE_CHECKING:
    from assess.tui.web.server import FillServer

HOST = "127.0.0.1"
_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP")


def serve(file: Path, options: Sequence[str], lang: Lang, port: int | None = None) -> None:
    """Offer ``assess fill OPTIONS -- FILE`` on a free port or ``port``, and print the address on stdout.

    Raises GF-010 when textual-serve is not installed, GF-011 when the port cannot be had.
    """
    if find_spec("textual_serve") is None:
        raise one("GF-010", None, command=f'"{sys.executable}" -m pip install textual-serve')
    from assess.tui.web.server import FillServer

    gc.enable()  # commands run without, since they live for a moment; a server may live for days
    with listen(port or 0) as door:
        server = FillServer(
            child(file, options, lang), door.getsockname()[1], secrets.token_urlsafe(32), lang, file.name
        )
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.flush()
        asyncio.run(_until_ended(server, door))


def child(file: Path, options: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """The command of one tab's process, as words and never as a line for a shell."""
    # Python puts the folder we stand in first on its path with -m: a stray calendar.py beside the factory's file must
    # not be imported. In a checkout that is not installed that folder is the only way to find us.
    safe = () if Path.cwd() == Path(assess.__file__).resolve().parent.parent else ("-P",)
    return (sys.executable, *safe, "-m", "assess", "fill", "--lang", lang, *options, "--", str(file))


def listen(port: int) -> socket.socket:
    """A socket on this machine's own address; 0 takes a free port. Raises GF-011 when it cannot be had."""
    try:
        return socket.create_server((HOST, port), backlog=16)
    except OSError as error:
        raise one("GF-011", None, port=port, why=error.strerror or str(error)) from None


async def _until_ended(server: FillServer, door: socket.socket) -> None:
    """Serve until Ctrl-C, a termination or a hang-up; then every tab's process has ended too."""
    from aiohttp import web

    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in _ENDINGS:
        # Windows knows neither SIGHUP nor handlers on the loop; Ctrl-C interrupts asyncio.run there.
        with suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), ended.set)
    runner = web.AppRunner(await server.application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        _tell("serve.hint", server.lang)
        _tell("serve.private", server.lang)
        await ended.wait()
    finally:
        await runner.cleanup()
        _tell("serve.ended", server.lang)


def _tell(key: str, lang: Lang) -> None:
    sys.stderr.write(TEXTS[key][lang != "zh"] + "\n")
    sys.stderr.flush()
