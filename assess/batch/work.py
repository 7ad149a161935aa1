"""What a worker does: read, check and score a chunk of submissions. It needs nothing but what it is sent."""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assess import yamlio
from assess.batch.names import ending
from assess.batch.read import read
from assess.batch.row import row_of
from assess.errors import AssessError, Position, Problem, one
from assess.language import Lang
from assess.rulebook.load import Rulebook, load_rulebook
from assess.scoring.evaluate import evaluate
from assess.scoring.result import Assessment
from assess.submission.load import read_submission
from assess.version import __version__

MOST_PROBLEMS = 50
"""Problems of one file that are kept; the last one says how many more there are."""


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for the whole run: rules, schemes, language of messages and reports, the day printed on reports.

    ``digest`` and ``version`` are those of the rules and program that started the run; a worker must have the same.
    """

    overlays: tuple[str, ...]
    schemes: tuple[str, ...]
    lang: Lang
    reports: bool = False
    day: str = ""
    digest: str = ""
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Item:
    """One submission to score: its name below the folder, and its path or (for other machines) its bytes.

    One that is ``known`` already only keeps its place among the others.
    """

    name: str
    path: str
    content: bytes | None = None
    stem: str = ""
    folder: str = ""
    known: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one submission, ready to write: lines of JSON, and reports as (file name, bytes).

    ``printed`` names reports that are in place already.
    """

    name: str
    digest: str
    rows: tuple[str, ...]
    problems: tuple[str, ...]
    reports: tuple[tuple[str, bytes], ...] = ()
    printed: tuple[str, ...] = ()


def score_chunk(job: Job, items: Sequence[Item]) -> list[Outcome]:
    """Score one chunk, in its order. Nothing that a file contains makes this fail.

    Raises :class:`~assess.errors.AssessError` for what concerns every file alike: GF-403, GF-554.
    """
    rulebook = rules(job)
    return [_outcome(job, item, rulebook) for item in items]


def rules(job: Job) -> Rulebook:
    """The rules of the run, loaded once. Raises GF-554 when this machine has others than the one that asks."""
    rulebook = _rulebook(job.overlays)
    if job.digest not in ("", rulebook.digest) or job.version != __version__:
        raise one("GF-554", None, version=__version__, digest=rulebook.digest[:12])
    return rulebook


def shipped_rules() -> Rulebook:
    """The rules without overlays."""
    return _rulebook(())


def calm_collector() -> None:
    """Garbage is looked for seldom, and never among the rules: a submission leaves none, no part of it refers back."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


@lru_cache(maxsize=2)
def _rulebook(overlays: tuple[str, ...]) -> Rulebook:
    return load_rulebook([Path(folder) for folder in overlays])


def _outcome(job: Job, item: Item, rulebook: Rulebook) -> Outcome:
    digest = ""
    try:
        text = text_of(item)
        digest = hashlib.sha256(text.encode()).hexdigest()
        submission, problems = read_submission(text, item.name, rulebook, places=job.reports, digest=digest)
        if submission is None or problems:
            return refused(item.name, problems, job.lang, digest)
        assessments = [evaluate(rulebook.scheme(name), submission, indicators=job.reports) for name in job.schemes]
        rows = tuple(line(row_of(assessment, item.name)) for assessment in assessments)
    except AssessError as error:
        return refused(item.name, error.problems, job.lang, digest)
    except Exception as error:  # noqa: BLE001  # our fault, not the file's: the other files must not suffer
        return refused(item.name, [_fault("GF-509", item, error)], job.lang, digest)
    reports, failed = _reports(assessments, item, job) if job.reports else ((), ())
    return Outcome(item.name, digest, rows, _problem_lines(item.name, failed, job.lang), reports)


def text_of(item: Item) -> str:
    """The submission's text, every problem under its name."""
    raw = item.content
    if raw is None:
        path = Path(item.path)
        raw = read(Path(item.folder or path.parent), path, item.name)
    return yamlio.decode(raw, item.name)


def refused(name: str, problems: Sequence[Problem], lang: Lang, digest: str = "") -> Outcome:
    """A submission that cannot be scored."""
    return Outcome(name, digest, (), _problem_lines(name, problems, lang))


def _fault(code: str, item: Item, error: Exception) -> Problem:
    kind = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return Problem(code, Position(item.name), {"file": item.name, "kind": kind})


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
    """A row as one line of JSON that UTF-8 can carry."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() else text.encode(errors="replace").decode()


def _reports(
    assessments: Sequence[Assessment], item: Item, job: Job
) -> tuple[tuple[tuple[str, bytes], ...], tuple[Problem, ...]]:
    """The reports of one submission, and what kept others from being made. Raises GF-403: no report can be made."""
    made, failed = [], []
    for assessment in assessments:
        try:
            made.append((report_name(item, assessment.scheme.id, job.lang), _report(assessment, job)))
        except AssessError:
            raise
        except Exception as error:  # noqa: BLE001  # as above
            failed.append(_fault("GF-551", item, error))
    return tuple(made), tuple(failed)


def _report(assessment: Assessment, job: Job) -> bytes:
    """One gap report as PDF."""
    from datetime import date

    from assess.report.beside import beside
    from assess.report.build import build_report
    from assess.report.html import render_html
    from assess.report.pdf import pdf_bytes

    day = date.fromisoformat(job.day)
    return pdf_bytes(render_html(build_report(assessment, job.lang, day, __version__, beside(assessment, day))))


def report_name(item: Item, scheme: str, lang: Lang) -> str:
    """The file name of a submission's report."""
    return f"{item.stem}{ending(scheme, lang)}.pdf"
