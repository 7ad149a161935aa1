"""A process that fills in a file and is killed (helper of ``test_kill.py``).

Started once with everything loaded; for each request on stdin it forks a child that works through a real session and says
every answer it was told is safe. The child kills itself at the n-th system call that changes the disk, or is killed after a
while. The reply, one line of JSON, is what the child had said.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assess.filling.session import Session, open_session
from assess.rulebook.load import load_folders
from assess.submission.entry import Entry

SCHEME = load_folders([Path(__file__).resolve().parents[1] / "mini"]).scheme("mini")
ANSWERS = (
    ("factory.name", ("甲厂", "乙厂")),
    ("period", ("2023", "2024")),
    ("lawful", ("是", "否")),
    ("staff", ("12", "130")),
    ("wastewater", ("300 t", "")),
    ("energy_carriers", ([{"carrier": "diesel", "amount": "4 t"}], [{"carrier": "electricity", "amount": "1 MWh"}])),
    ("sales", ("1.14亿元", "9000 万元")),
)
WRITING = ("write", "fsync", "replace", "ftruncate", "unlink", "open")


def work(path: Path, say: Callable[[Any], None], seed: int, *, threaded: bool) -> None:
    """Type and answer at random; with ``threaded`` the file is written on the side, as the screen does it."""
    chance = random.Random(seed)  # noqa: S311
    session = open_session(path, [SCHEME], "zh")
    due, over = threading.Event(), threading.Event()
    saver = threading.Thread(target=_save, args=(session, due, over), daemon=True)
    if threaded:
        saver.start()
    for _ in range(10):
        question, values = chance.choice(ANSWERS)
        if chance.random() < 0.5:
            session.draft(question, {"typed": f"draft {chance.random()}"})
            say(["draft", question, session.draft_of(question)])
        entry = Entry(value=chance.choice(values) or None, note=chance.choice([None, "说明 # 1"]))
        say(["trying", question, _plain(entry)])
        session.answer(question, entry)
        say(["answer", question, _plain(session.entry(question))])
        if threaded:
            due.set()
        else:
            session.flush()
            session.refresh()
    session.draft("roof", {"typed": "最后"})
    say(["draft", "roof", {"typed": "最后"}])
    over.set()
    due.set()
    if threaded:
        saver.join()
    if chance.random() < 0.5:
        session.close()
    say(["end"])


def _save(session: Session, due: threading.Event, over: threading.Event) -> None:
    while not over.is_set():
        due.wait()
        due.clear()
        session.flush()


def _plain(entry: Entry) -> list[Any]:
    return [entry.value, entry.note]


def _armed(number: int, *, half: bool) -> None:
    """Die at the n-th call that changes the disk: before it, or with ``half`` after it, in the middle of it if it writes."""
    count = [0]

    def arm(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: Any, **named: Any) -> Any:
            count[0] += 1
            if count[0] == number:
                with suppress(OSError):
                    if half and name == "write":
                        real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
                    elif half:
                        real(*arguments, **named)
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)

        setattr(os, name, call)

    for name in WRITING:
        arm(name)


def _child(request: dict[str, Any], pipe: int) -> None:
    write = os.write

    def say(what: Any) -> None:
        write(pipe, json.dumps(what, ensure_ascii=True).encode() + b"\n")

    say(["begin"])
    if request["number"]:
        _armed(request["number"], half=request["half"])
    work(Path(request["path"]), say, request["seed"], threaded=request["threaded"])


def serve() -> None:
    """One child per line of stdin."""
    for line in sys.stdin:
        request = json.loads(line)
        heard, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(heard)
            code = 1
            try:
                _child(request, told)
                code = 0
            finally:
                os._exit(code)
        os.close(told)
        with os.fdopen(heard, "rb") as stream:
            first = stream.readline()
            if request["after"] is not None:
                time.sleep(request["after"])
                os.kill(child, signal.SIGKILL)
            said = first + stream.read()
        _, status = os.waitpid(child, 0)
        words = [json.loads(one) for one in said.split(b"\n")[:-1]]
        sys.stdout.write(json.dumps({"said": words, "status": status}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
