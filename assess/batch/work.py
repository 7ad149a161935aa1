"""What a worker does: read, check and score a chunk of submissions. It needs nothing but what it is sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assess import yamlio
from assess.batch.row import row_of
from assess.errors import AssessError, Position, Problem
from assess.language import Lang
from assess.rulebook.load import Rulebook, load_rulebook
from assess.scoring.evaluate import evaluate
from assess.scoring.result import Assessment
from assess.submission.load import read_submission

MOST_PROBLEMS = 50
"""Problems of one file that are kept; the last one says how many more there are."""


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for the whole run: rules, schemes, language of messages and reports, the day printed on reports."""

    overlays: tuple[str, ...]
    schemes: tuple[str, ...]
    lang: Lang
    reports: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One submission to score: its name below the folder, and its path or (for other machines) its bytes."""

    name: str
    path: str
    content: bytes | None = None
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one submission, ready to write: lines of JSON, and reports as (file name, bytes)."""

    name: str
    digest: str
    rows: tuple[str, ...]
    problems: tuple[str, ...]
    reports: tuple[tuple[str, bytes], ...] = ()


def score_chunk(job: Job, items: Sequence[Item]) -> list[Outcome]:
    """Score one chunk, in its order. Nothing that a file contains makes this fail."""
    rulebook = _rulebook(job.overlays)
    return [_outcome(job, item, rulebook) for item in items]


def warm(job: Job) -> None:
    """Load the rules before the first chunk comes."""
    _rulebook(job.overlays)


@lru_cache(maxsize=2)
def _rulebook(overlays: tuple[str, ...]) -> Rulebook:
    return load_rulebook([Path(folder) for folder in overlays])


def _outcome(job: Job, item: Item, rulebook: Rulebook) -> Outcome:
    try:
        text = _text(item)
    except AssessError as error:
        return Outcome(item.name, "", (), _problem_lines(item.name, error.problems, job.lang))
    submission, problems = read_submission(text, item.name, rulebook)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if submission is None or problems:
        return Outcome(item.name, digest, (), _problem_lines(item.name, problems, job.lang))
    assessments = [evaluate(rulebook.scheme(name), submission) for name in job.schemes]
    rows = tuple(line(row_of(assessment, item.name)) for assessment in assessments)
    reports = tuple(_report(assessment, item, job) for assessment in assessments) if job.reports else ()
    return Outcome(item.name, digest, rows, (), reports)


def _text(item: Item) -> str:
    if item.content is not None:
        return yamlio.decode(item.content, item.name)
    return yamlio.read_text(Path(item.path))


def _problem_lines(name: str, problems: Sequence[Problem], lang: Lang) -> tuple[str, ...]:
    """The problems of one file, in the order of its lines."""
    ordered = sorted(problems, key=lambda problem: problem.position or Position(""))
    lines = [line(problem_row(name, problem, lang)) for problem in ordered[:MOST_PROBLEMS]]
    rest = len(ordered) - MOST_PROBLEMS
    if rest > 0:
        more = Problem("GF-503", Position(name), {"count": rest})
        lines.append(line(problem_row(name, more, lang)))
    return tuple(lines)


def problem_row(name: str, problem: Problem, lang: str) -> dict[str, Any]:
    """A problem as a flat row."""
    place = problem.position or Position(name)
    return {
        "file": name,
        "line": place.line or None,
        "column": place.column or None,
        "code": problem.code,
        "what": problem.what(lang),
        "mend": problem.mend(lang),
    }


def line(row: dict[str, Any]) -> str:
    """A row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _report(assessment: Assessment, item: Item, job: Job) -> tuple[str, bytes]:
    """One gap report as PDF."""
    from datetime import date

    from assess.report.build import build_report
    from assess.report.html import render_html
    from assess.report.pdf import pdf_bytes
    from assess.version import __version__

    page = render_html(build_report(assessment, job.lang, date.fromisoformat(job.day), __version__))
    return report_name(item, assessment.scheme.id, job.lang), pdf_bytes(page)


def report_name(item: Item, scheme: str, lang: Lang) -> str:
    """The file name of a submission's report."""
    return f"{item.stem}-{scheme}-{lang}.pdf"
