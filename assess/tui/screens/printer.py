"""The printing process as seen from a screen (打印进程): start it, hear how far it is, stop it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import assess
from assess.report.job import Order

Event = Mapping[str, object]
"""One line of :mod:`assess.report.job`: ``stage``, ``pages``, ``warning`` or ``problems``."""


@dataclass(frozen=True, slots=True)
class Printed:
    """How it ended: ``content`` is the PDF, None when there is none; then ``problems`` say why."""

    content: bytes | None
    problems: tuple[str, ...] = ()


async def print_report(order: Order, hear: Callable[[Event], None]) -> Printed:
    """Print in another process and tell ``hear`` of every event. Cancelling kills the process; nothing is left behind."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "assess.report.job", stdin=PIPE, stdout=PIPE, stderr=PIPE, env=_environment()
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    try:
        with suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(order.as_json())
            await process.stdin.drain()
        process.stdin.close()
        content, other = await asyncio.gather(process.stdout.read(), _listen(process.stderr, hear))
        code = await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Printed(content) if code == 0 else Printed(None, tuple(other))


async def _listen(stream: asyncio.StreamReader, hear: Callable[[Event], None]) -> list[str]:
    """Pass events on; what went wrong, in the job's words or else the last line that the process said."""
    problems: list[str] = []
    last = ""
    async for line in stream:
        text = line.decode(errors="replace").strip()
        try:
            event = json.loads(text)
        except ValueError:
            last = text or last
            continue
        problems += event.get("problems", ())
        hear(event)
    return problems or [last]


def _environment() -> dict[str, str]:
    """Ours, with the folder that holds this very package: the current one may hold files named like modules."""
    home = str(Path(assess.__file__).resolve().parent.parent)
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
