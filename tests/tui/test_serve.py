"""The questionnaire in a browser: nobody comes in without the token, words reach the child unharmed, nothing is left behind."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

aiohttp = pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

from aiohttp import ClientSession, CookieJar, web  # noqa: E402

import assess  # noqa: E402
from assess.errors import AssessError  # noqa: E402
from assess.paths import templates_dir  # noqa: E402
from assess.tui import serve  # noqa: E402
from assess.tui.texts import TEXTS  # noqa: E402
from assess.tui.web import server as web_server  # noqa: E402
from assess.tui.web.server import AppService, FillServer, TabService  # noqa: E402

TOKEN = "a-token-of-the-test"  # noqa: S105
NAMES = [
    "填报.yaml",
    "two words.yaml",
    "a'b\"c.yaml",
    "; touch broken.yaml",
    "$(touch broken) `x` %PATH%.yaml",
    "-x.yaml",
]
# Says who it is, then lives until it is asked to end (or, told so, until it is killed).
CHILD = """
import json, os, sys
def show(kind, data): os.write(1, kind + len(data).to_bytes(4, "big") + data)
os.write(1, b"__GANGLION__\\n")
show(b"D", json.dumps({"pid": os.getpid(), "words": sys.argv[2:], "driver": os.environ["TEXTUAL_DRIVER"]}).encode())
while os.read(0, 1024) if sys.argv[1] == "polite" else True:
    if sys.argv[1] == "brief": break
    if sys.argv[1] == "polite": show(b"M", b'{"type": "exit"}'); break
    import time; time.sleep(60)
"""


@asynccontextmanager
async def serving(*words: str) -> AsyncIterator[FillServer]:
    """A server whose tabs run ``words``."""
    with serve.listen(0) as door:
        server = FillServer(words, door.getsockname()[1], TOKEN, "zh", "填报.yaml")
        runner = web.AppRunner(await server.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, door).start()
        try:
            yield server
        finally:
            await runner.cleanup()


def child(manner: str, *words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", CHILD, manner, *words)


@pytest.fixture
async def site() -> AsyncIterator[FillServer]:
    async with serving(*child("polite")) as server:
        yield server


@pytest.fixture
async def stranger() -> AsyncIterator[ClientSession]:
    """A browser that has never been here."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield session


@pytest.fixture
async def friend(site: FillServer, stranger: ClientSession) -> ClientSession:
    """A browser that has opened the address with the token."""
    async with stranger.get(site.address) as response:
        assert response.status == 200
    return stranger


async def status(session: ClientSession, url: str, **headers: str) -> int:
    async with session.get(url, headers=headers) as response:
        return response.status


async def knock(session: ClientSession, site: FillServer, **headers: str) -> int:
    """What an attempt to open the websocket is answered with."""
    try:
        async with session.ws_connect(f"{site.public_url}/ws", headers=headers) as websocket:
            await websocket.receive()
    except aiohttp.WSServerHandshakeError as error:
        return error.status
    return 101


# ---------------------------------------------------------------- who may come in

ROUTES = ["/", "/ws", "/static/js/textual.js", "/static/", "/download/x", "/nothing-here"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("question", ["", "?token=", "?token=wrong", f"?token={TOKEN}x", "?token=%E4%B8%AD%FF"])
async def test_nothing_answers_without_the_token(
    site: FillServer, stranger: ClientSession, route: str, question: str
) -> None:
    async with stranger.get(site.public_url + route + question) as response:
        assert response.status == 403
        assert await response.text() == TEXTS["serve.refused"][0]
        assert "Set-Cookie" not in response.headers
    assert await knock(stranger, site) == 403


@pytest.mark.parametrize("route", ROUTES[1:])
async def test_the_token_counts_in_the_address_of_the_page_only(
    site: FillServer, stranger: ClientSession, route: str
) -> None:
    assert await status(stranger, f"{site.public_url}{route}?token={TOKEN}") == 403


async def test_the_first_visit_leaves_a_cookie_that_no_script_and_no_other_site_can_use(
    site: FillServer, stranger: ClientSession
) -> None:
    async with stranger.get(site.address) as response:
        cookie = response.cookies[f"assess-{site.port}"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Strict", "/", "")
    assert await status(stranger, site.public_url) == 200
    assert await status(stranger, f"{site.public_url}/static/js/textual.js") == 200
    assert await knock(stranger, site, Origin=site.public_url) == 101


async def test_a_wrong_cookie_opens_nothing(site: FillServer, stranger: ClientSession) -> None:
    assert await status(stranger, site.public_url, Cookie=f"assess-{site.port}=wrong") == 403
    assert await status(stranger, site.public_url, Cookie=f"assess-{site.port + 1}={TOKEN}") == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}"])
async def test_another_name_for_this_machine_is_refused(site: FillServer, friend: ClientSession, host: str) -> None:
    named = host.format(port=site.port)
    assert await status(friend, site.address, Host=named) == 403
    assert await knock(friend, site, Host=named) == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "127.0.0.1:{port}"]
)
async def test_a_page_from_elsewhere_is_refused(site: FillServer, friend: ClientSession, origin: str) -> None:
    named = origin.format(port=site.port)
    assert await status(friend, site.public_url, Origin=named) == 403
    assert await knock(friend, site, Origin=named) == 403


async def test_localhost_is_our_own_name_too(site: FillServer, friend: ClientSession) -> None:
    own = f"localhost:{site.port}"
    async with friend.get(site.public_url, headers={"Host": own}) as response:
        assert f'"ws://{own}/ws"' in await response.text()
    assert await knock(friend, site, Host=own, Origin=f"http://{own}") == 101


def test_only_this_machine_is_listened_to() -> None:
    with serve.listen(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_is_said() -> None:
    with serve.listen(0) as door, pytest.raises(AssessError) as refused:
        serve.listen(door.getsockname()[1])
    assert [problem.code for problem in refused.value.problems] == ["GF-011"]


# ---------------------------------------------------------------- the page


async def test_the_page_speaks_the_readers_language_and_loads_nothing_from_elsewhere(
    site: FillServer, friend: ClientSession
) -> None:
    async with friend.get(site.public_url) as response:
        page, headers = await response.text(), response.headers
    assert '<html lang="zh-CN">' in page
    assert f"<title>{TEXTS['app.title'][0]} · 填报.yaml</title>" in page
    assert TEXTS["serve.closed"][0] in page
    assert set(re.findall(r"[a-z]+://[^\"'/]+", page)) == {f"ws://127.0.0.1:{site.port}"}
    assert TOKEN not in page
    policy = headers["Content-Security-Policy"]
    (nonce,) = re.findall(r"'nonce-(.+?)'", policy)
    assert f'<script nonce="{nonce}">' in page
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


async def test_everything_the_page_names_is_there(site: FillServer, friend: ClientSession) -> None:
    page = (templates_dir() / "web" / "index.html").read_text(encoding="utf-8")
    named = re.findall(r"\"(/static/[^\"]+)\"", page)
    assert len(named) == 3
    assert [await status(friend, site.public_url + one) for one in named] == [200, 200, 200]


async def test_the_page_escapes_the_files_name(stranger: ClientSession) -> None:
    async with serving(*child("polite")) as server:
        server.title = "<script>x</script>.yaml"
        async with stranger.get(server.address) as response:
            assert "<script>x" not in await response.text()


# ---------------------------------------------------------------- one process per tab


@pytest.mark.parametrize("name", NAMES)
async def test_a_files_name_reaches_the_process_unharmed(stranger: ClientSession, name: str, tmp_path: Path) -> None:
    async with serving(*child("polite", "--", name)) as server, opened(server, stranger) as websocket:
        told = json.loads(await websocket.receive_bytes())
    assert told["words"] == ["--", name]
    assert told["driver"] == "assess.tui.web.driver:FillDriver"


@pytest.mark.parametrize("name", NAMES)
def test_the_command_names_the_file_last_and_behind_the_options(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = serve.child(Path(name), ["--scheme", "x"], "en")
    assert words[0] == sys.executable
    assert words[-9:] == ("-m", "assess", "fill", "--lang", "en", "--scheme", "x", "--", name)


def test_modules_beside_the_file_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(assess.__file__, str)
    monkeypatch.chdir(tmp_path)
    assert serve.child(Path("x.yaml"), [], "zh")[1] == "-P"
    monkeypatch.chdir(Path(assess.__file__).parents[1])
    assert serve.child(Path("x.yaml"), [], "zh")[1] == "-m"


@asynccontextmanager
async def opened(server: FillServer, session: ClientSession) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A tab: the page, then its websocket."""
    async with session.get(server.address), session.ws_connect(f"{server.public_url}/ws") as websocket:
        yield websocket


async def test_a_closed_tab_ends_its_process(stranger: ClientSession) -> None:
    async with serving(*child("polite")) as server:
        async with opened(server, stranger) as websocket:
            process = json.loads(await websocket.receive_bytes())["pid"]
            assert alive(process)
        await gone(process)


async def test_each_tab_has_a_process_of_its_own_and_all_end_with_the_server(stranger: ClientSession) -> None:
    async with serving(*child("polite")) as server, opened(server, stranger) as one, opened(server, stranger) as two:
        processes = {json.loads(await tab.receive_bytes())["pid"] for tab in (one, two)}
        assert len(processes) == 2
        await server.on_shutdown(web.Application())
        assert not any(alive(process) for process in processes)


async def test_a_process_that_does_not_listen_is_ended(
    stranger: ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_server, "PATIENCE", 0.05)
    async with serving(*child("deaf")) as server:
        async with opened(server, stranger) as websocket:
            process = json.loads(await websocket.receive_bytes())["pid"]
        await gone(process)


async def test_a_tab_and_the_server_never_end_a_process_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    async def slowly(service: AppService) -> None:
        told.append("begin")
        await asyncio.sleep(0)
        told.append("end")

    monkeypatch.setattr(AppService, "stop", slowly)
    tab = TabService(child("polite"), write_bytes=None, write_str=None, close=None, download_manager=None)
    await asyncio.gather(tab.stop(), tab.stop())
    assert told == ["begin", "end", "begin", "end"]


async def test_a_process_that_ends_closes_its_tab(stranger: ClientSession) -> None:
    async with serving(*child("brief")) as server, opened(server, stranger) as websocket:
        await websocket.receive_bytes()
        assert (await websocket.receive()).type is aiohttp.WSMsgType.CLOSE


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def gone(process: int) -> None:
    """Wait for the end of a process; a test that waits for ever fails."""
    async with asyncio.timeout(30):
        while alive(process):  # noqa: ASYNC110  # another program's end is no event of ours
            await asyncio.sleep(0.01)


# ---------------------------------------------------------------- the whole, from outside


def test_a_missing_extra_is_said_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    with pytest.raises(AssessError) as refused:
        serve.serve(Path("x.yaml"), [], "zh")
    (problem,) = refused.value.problems
    assert problem.code == "GF-010"
    assert f'"{sys.executable}" -m pip install textual-serve' in problem.mend("zh")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The server as its user starts it, with a child that lives until it is told to end."""
    code = (
        "import sys; from pathlib import Path; from assess.tui import serve; "
        "serve.child = lambda *_: tuple(sys.argv[1:]); serve.serve(Path('填报.yaml'), [], 'zh')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *child("polite")],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known there")
@pytest.mark.parametrize("ending", ["SIGINT", "SIGTERM", "SIGHUP"])
async def test_ctrl_c_ends_the_server_and_its_tabs(
    started: subprocess.Popen[str], stranger: ClientSession, ending: str
) -> None:
    assert started.stdout is not None
    address = started.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", address)
    async with stranger.get(address) as page:
        assert page.status == 200
    async with stranger.ws_connect(address.split("?")[0] + "ws") as websocket:
        process = json.loads(await websocket.receive_bytes())["pid"]
        started.send_signal(getattr(signal, ending))
        while not websocket.closed:
            await websocket.receive()
    out, words = await asyncio.to_thread(started.communicate)
    assert (out, started.returncode) == ("", 0)
    assert words.splitlines() == [TEXTS[f"serve.{key}"][0] for key in ("hint", "private", "ended")]
    assert not alive(process)
    with socket.create_server(("127.0.0.1", int(address.split(":")[2].split("/")[0]))):
        pass


def test_an_app_whose_server_is_gone_ends_too() -> None:
    code = "from textual.app import App; App().run()"
    environment = os.environ | {
        "TEXTUAL_DRIVER": "assess.tui.web.driver:FillDriver",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, input=b"", capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"__GANGLION__\n")
