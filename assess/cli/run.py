"""The one place that turns errors into exit codes.

0 all went well; 1 ``doctor``, ``scheme lint`` or ``scheme test`` found something to mend; 2 a mistake in the input or on the command
line; 70 an internal error; 130 interrupted. A reader of the output that stops early (``| head``) ends us quietly.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import typer

from assess.cli import out
from assess.cli.app import PROG, build
from assess.errors import AssessError, Problem
from assess.language import choose

USAGE, INTERNAL, INTERRUPTED = 2, 70, 130
DEBUG = "ASSESS_DEBUG"
"""Environment variable: set it to see the traceback of an internal error."""


def entry() -> None:
    """The ``assess`` command."""
    # One command lives for a fraction of a second: collecting garbage would cost it a fifth of that time.
    gc.disable()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    out.prepare()
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    lang = choose(arguments, os.environ)
    try:
        code = typer.main.get_command(build(lang)).main(list(arguments), prog_name=PROG, standalone_mode=False)
        sys.stdout.flush()
    except AssessError as error:
        return fail(error, lang)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the last door: whatever is left is our fault, not the user's
        if hasattr(error, "format_message"):
            return _usage(error, lang)
        return _internal(error, lang)
    return code if isinstance(code, int) else 0


def fail(error: AssessError, lang: str) -> int:
    """Print every problem on stderr; the error's exit code."""
    for problem in error.problems:
        out.words(problem.text(lang))
    return error.exit_code


def _usage(error: Any, lang: str) -> int:
    from assess.cli.usage import problem

    out.words(problem(error, PROG).text(lang))
    return USAGE


def _internal(error: Exception, lang: str) -> int:
    """One line, and where to report it; the traceback only for those who ask."""
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exc()
    kind = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    problem = Problem("GF-900", None, {"kind": kind, "report_url": _report_place(lang)})
    out.words(f"{problem.code} {problem.what(lang)} {problem.mend(lang)}")
    return INTERNAL


def _report_place(lang: str) -> str:
    """The project's issue tracker as the package names it, else the README's section about it."""
    from importlib import metadata

    try:
        urls = metadata.metadata("green-factory-assess").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        urls = []
    for label, _, url in (entry.partition(", ") for entry in urls):
        if label == "Issues":
            return str(url)
    return "README.zh-CN.md“反馈问题”" if lang == "zh" else "README.md, “Reporting a problem”"
