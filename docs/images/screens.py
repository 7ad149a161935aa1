"""Pictures of the questionnaire: the real program, served, in a headless Chromium that is driven by its devtools."""
# ruff: noqa: INP001 (a picture's folder is no package)

from __future__ import annotations

import asyncio
import base64
import io
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse
from PIL import Image

from assess.paths import examples_dir
from assess.submission.document import Document

SIZE = (1164, 714)
"""Pixels; 128 columns and 34 lines."""
ASKED, TYPED = "pv_self_used", "450万度"
OPEN = (ASKED, "pv_generated", "land_area", "solid_waste_utilised")
"""Questions of the example that are left open, so that there is something to see."""
KEYS = {"Enter": 13, "p": 80, "F5": 116}
CTRL = 2


def questionnaire(folder: Path, lang: str) -> tuple[Image.Image, Image.Image]:
    """One question being answered, with its reading, beside contents and scoreboard; and why it is asked."""
    return asyncio.run(_pictures(_submission(folder), lang, folder))


def _submission(folder: Path) -> Path:
    """The complete example with some questions still open."""
    path = folder / "factory.yaml"
    document = Document((examples_dir() / "complete-5star.yaml").read_text(encoding="utf-8"), path.name)
    for name in OPEN:
        assert document.get(("facts", name)) is not None, name
        document.put(("facts", name), None)
    path.write_text(document.text(), encoding="utf-8")
    return path


async def _pictures(file: Path, lang: str, folder: Path) -> tuple[Image.Image, Image.Image]:
    with _served(file, lang) as address:
        async with _browser(folder / "profile") as page:
            await page.call("Page.navigate", url=address)
            await page.until("document.body?.classList.contains('-first-byte')")
            await page.calm()
            await page.press("p", CTRL)
            await page.type(ASKED)
            await page.press("Enter")
            await page.type(TYPED)
            question = await page.look()
            await page.press("F5")
            return question, await page.look()


@contextmanager
def _served(file: Path, lang: str) -> Iterator[str]:
    """The address of a questionnaire on ``file``."""
    command = [sys.executable, "-m", "assess", "fill", file.name, "--serve", "--lang", lang]
    with subprocess.Popen(command, cwd=file.parent, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGINT)


class Page:
    """One tab of the browser."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0

    async def call(self, method: str, **values: Any) -> Any:
        """Call one devtools method and wait for what it gives."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": values})
        while True:
            told = await self._socket.receive_json()
            if told.get("id") == self._number:
                return told["result"]

    async def until(self, condition: str) -> None:
        """Wait until a line of JavaScript is true."""
        while not (await self.call("Runtime.evaluate", expression=condition))["result"].get("value"):  # noqa: ASYNC110  # no event of ours
            await asyncio.sleep(0.1)

    async def press(self, key: str, modifiers: int = 0) -> None:
        """Press and let go."""
        for kind in ("rawKeyDown", "keyUp"):
            code = KEYS[key]
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers
            )
        await self.calm()

    async def type(self, text: str) -> None:
        """Type as an input method does: the whole text at once."""
        await self.call("Input.insertText", text=text)
        await self.calm()

    async def calm(self) -> None:
        """Wait until two looks a second apart are the same; a cursor blinks once a second."""
        before = b""
        while (now := (await self.look()).tobytes()) != before:
            before = now
            await asyncio.sleep(1)

    async def look(self) -> Image.Image:
        """What the page shows."""
        found = await self.call("Page.captureScreenshot", format="png")
        return Image.open(io.BytesIO(base64.b64decode(found["data"]))).convert("RGB")


@asynccontextmanager
async def _browser(profile: Path) -> AsyncIterator[Page]:
    """A headless Chromium with an empty page of our size."""
    options = ["--headless=new", "--hide-scrollbars", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    if not os.environ.get("DISPLAY") and hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # Chromium's sandbox does not work for root
    process = await asyncio.create_subprocess_exec("chromium", *options, stderr=subprocess.PIPE)
    try:
        assert process.stderr is not None
        line = b""
        while b"DevTools listening on ws://" not in line:
            line = await process.stderr.readline()
        host = line.decode().split("ws://")[1].split("/")[0]
        async with ClientSession() as session:
            async with session.put(f"http://{host}/json/new?about:blank") as answer:
                tab = await answer.json()
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page, (width, height) = Page(socket), SIZE
                scale = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
                await page.call("Emulation.setDeviceMetricsOverride", **scale)
                yield page
    finally:
        process.terminate()
        await process.wait()
