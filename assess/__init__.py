"""Green-factory certification self-assessment (绿色工厂自评价): the public API.

Names are imported when they are first used, so that ``assess --help`` does not pay for the rule engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assess.version import __version__

if TYPE_CHECKING:
    from assess.errors import AssessError, Problem
    from assess.report.build import build_report
    from assess.report.html import render_html
    from assess.report.pdf import write_pdf
    from assess.rulebook.lint import lint
    from assess.rulebook.load import Rulebook, load_rulebook
    from assess.rulebook.scheme import CompiledScheme
    from assess.scoring.evaluate import evaluate
    from assess.scoring.result import Assessment
    from assess.scoring.trace import explain
    from assess.submission.load import load_submission
    from assess.submission.model import Submission

_HOMES = {
    "Assessment": "assess.scoring.result",
    "AssessError": "assess.errors",
    "CompiledScheme": "assess.rulebook.scheme",
    "Problem": "assess.errors",
    "Rulebook": "assess.rulebook.load",
    "Submission": "assess.submission.model",
    "build_report": "assess.report.build",
    "evaluate": "assess.scoring.evaluate",
    "explain": "assess.scoring.trace",
    "lint": "assess.rulebook.lint",
    "load_rulebook": "assess.rulebook.load",
    "load_submission": "assess.submission.load",
    "render_html": "assess.report.html",
    "write_pdf": "assess.report.pdf",
}

__all__ = [
    "AssessError",
    "Assessment",
    "CompiledScheme",
    "Problem",
    "Rulebook",
    "Submission",
    "__version__",
    "build_report",
    "evaluate",
    "explain",
    "lint",
    "load_rulebook",
    "load_submission",
    "render_html",
    "write_pdf",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'assess' has no attribute {name!r}")
