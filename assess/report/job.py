"""Printing in a process of its own (打印任务): ``python -m assess.report.job``, so that a screen stays free and can stop it.

The request is one JSON object on stdin. The PDF goes to stdout when it is whole, and what happens on the way to stderr,
one JSON object a line: ``{"stage": …}``, ``{"pages": …}`` for pages laid out so far and at the end for all of them,
``{"warning": …}``, ``{"problems": […]}`` at a bad end.
Nothing is written to any file here, so a process that is stopped leaves nothing behind.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

from assess.errors import AssessError, Problem
from assess.language import Lang

Stage: TypeAlias = Literal["read", "build", "layout", "draw"]
STAGES: Final[tuple[Stage, ...]] = ("read", "build", "layout", "draw")
"""In order: rules and answers, the page's text, the layout, the PDF."""
_PAGE = re.compile(r"Creating layout - Page (\d+)")


@dataclass(frozen=True, slots=True)
class Order:
    """What to print. Paths as texts; ``criteria`` are the overlays, ``last`` is last year's submission."""

    file: str
    scheme: str
    lang: Lang
    criteria: tuple[str, ...] = ()
    last: str | None = None

    def as_json(self) -> bytes:
        """The request as the process reads it."""
        return json.dumps(asdict(self)).encode()


def today(environment: Mapping[str, str]) -> date:
    """The day printed on a report: ``SOURCE_DATE_EPOCH`` when set, so that the same input gives the same bytes."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch.isdecimal() else date.today()


def print_pdf(order: Order) -> bytes:
    """The finished report; tells each stage on the way. Raises what reading or printing raises."""
    from assess.report.beside import beside
    from assess.report.build import build_report
    from assess.report.html import render_html
    from assess.report.pdf import pdf_bytes
    from assess.rulebook.load import load_rulebook
    from assess.scoring.evaluate import evaluate
    from assess.submission.load import load_submission
    from assess.system import chinese_fonts
    from assess.version import __version__

    _tell(stage="read")
    rulebook = load_rulebook([Path(folder) for folder in order.criteria])
    last = load_submission(Path(order.last), rulebook) if order.last else None
    assessment = evaluate(rulebook.scheme(order.scheme), load_submission(Path(order.file), rulebook), last)
    _tell(stage="build")
    day = today(os.environ)
    page = render_html(build_report(assessment, order.lang, day, __version__, beside(assessment, day, last)))
    if not chinese_fonts():
        _tell(warning=Problem("GF-404").text(order.lang))
    _tell(stage="layout")
    return pdf_bytes(page, lambda count: _tell(pages=count))


class _Progress(logging.Handler):
    """Turns WeasyPrint's progress into ours."""

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        found = _PAGE.search(text)
        if found is not None:
            _tell(pages=int(found[1]))
        elif "Creating PDF" in text:
            _tell(stage="draw")


def _tell(**event: object) -> None:
    sys.stderr.write(json.dumps(event) + "\n")
    sys.stderr.flush()


def main() -> int:
    """Read the request, print, and say how it went by the exit code (0 or 2)."""
    request = json.load(sys.stdin)
    order = Order(**(request | {"criteria": tuple(request["criteria"])}))
    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.propagate = False
    progress.addHandler(_Progress())
    try:
        content = print_pdf(order)
    except AssessError as error:
        _tell(problems=[problem.text(order.lang) for problem in error.problems])
        return error.exit_code
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
