"""``assess fill FILE``: the questionnaire in the terminal, or in a browser with ``--serve``."""

import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang, choose

if TYPE_CHECKING:
    from assess.filling.session import Session

_SAFE = re.compile(r"[\w@%+=:,./-]+")
DRIVER = "TEXTUAL_DRIVER"
"""Environment variable: set where the screens go to a browser instead of a terminal."""


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "fill", _about(say))
    def fill(
        file: Annotated[
            Path,
            typer.Argument(
                metavar=say("文件", "FILE"),
                help=say("填报文件；没有就新建", "the submission; created when it is not there"),
            ),
        ],
        scheme: Annotated[list[str] | None, options.schemes(say)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        last: Annotated[Path | None, options.last(say)] = None,
        serve: Annotated[bool, typer.Option("--serve", help=_serve_help(say))] = False,
        port: Annotated[int | None, _port_option(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        schemes, folders = list(dict.fromkeys(scheme or [])), criteria or []
        if serve:
            from assess.tui.serve import serve as offer

            offer(file, list(_options(schemes, folders, last)), lang, port)
            return
        require_terminal()
        run(open_(file, schemes, folders, last, lang), lang)
        if sys.stderr.isatty() and not os.environ.get(DRIVER):  # not in a browser, nor after the terminal has hung up
            out.words(_goodbye(file, schemes, list(_options(schemes, folders, last)), lang))


def require_terminal() -> None:
    """Raises GF-012 where there is no terminal to show a screen on."""
    if not os.environ.get(DRIVER) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        from assess.errors import one

        raise one("GF-012")


def open_(file: Path, schemes: Sequence[str], criteria: Sequence[Path], last: Path | None, lang: Lang) -> "Session":
    """The session on the file. Raises what is wrong with rules, schemes, or a file without any shape."""
    from assess.filling.session import open_session
    from assess.rulebook.load import load_rulebook
    from assess.submission.load import load_submission

    rulebook = load_rulebook(criteria)
    compiled = [rulebook.scheme(name) for name in schemes] or [rulebook.scheme()]
    before = load_submission(last, rulebook) if last is not None else None
    return open_session(file, compiled, lang, before)


def run(session: "Session", lang: Lang) -> None:
    """Show the screens until the person leaves; what goes wrong inside is raised once the terminal is itself again."""
    from assess.tui.app import FillApp

    app = FillApp(session, lang)
    try:
        app.run()
    finally:
        session.close()
    if app.failure is not None:
        raise app.failure


def _options(schemes: Sequence[str], criteria: Sequence[Path], last: Path | None) -> Iterator[str]:
    """The options as the process behind each browser tab gets them."""
    for name in schemes:
        yield from ("--scheme", name)
    for folder in criteria:
        yield from ("--criteria", str(folder))
    if last is not None:
        yield from ("--last", str(last))


def _goodbye(file: Path, schemes: Sequence[str], given: Sequence[str], lang: Lang) -> str:
    """Where the answers are, how to come back to them, and what to do with them."""
    say, name, one = Say(lang), str(file), [f"--scheme={name}" for name in schemes[:1]]
    spoken = () if lang == choose((), os.environ) else ("--lang", lang)
    return "\n".join(
        (
            say("填报文件：", "Your answers:   ") + name,
            say("接着填：  ", "To go on:       ") + _command("fill", name, *given, *spoken),
            say("看得分：  ", "For the score:  ") + _command("score", name, *one, *spoken),
            say("出报告：  ", "For the report: ") + _command("report", name, *one, *spoken),
        )
    )


def _command(*words: str) -> str:
    """As to be typed; Chinese names need no quotes."""
    return " ".join(("assess", *(word if _SAFE.fullmatch(word) else shlex.quote(word) for word in words)))


def _serve_help(say: Say) -> str:
    return say("在浏览器里填报（仅限本机）", "in a browser instead, on this machine only")


def _port_option(say: Say) -> Any:
    return typer.Option(
        "--port",
        metavar=say("端口", "PORT"),
        min=1,
        max=65535,
        help=say("--serve 用的端口；默认任选一个空闲的", "port for --serve; a free one unless said"),
    )


def _about(say: Say) -> str:
    return say(
        "在终端里逐题填报，随时看到得分和参考星级。\n\n每答一题就存盘；文件里的注释和写法都保留，中途断电也不丢答案。",
        "Answer the questions one by one and watch score and indicative star.\n\n"
        "Every answer is saved at once; comments and formatting of the file stay, and a crash loses nothing.",
    )
