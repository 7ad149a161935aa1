"""``assess form export``: the questionnaire of some schemes as a workbook, filled with a submission's answers if there is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assess import yamlio
from assess.errors import AssessError, Position, one
from assess.form.layout import layout
from assess.form.show import Shower
from assess.form.write import workbook
from assess.rulebook.scheme import CompiledScheme
from assess.submission.load import read_submission


def export(schemes: Sequence[CompiledScheme], lang: str, source: Path | None = None) -> bytes:
    """The workbook's bytes; the same input gives the same bytes.

    Raises :class:`AssessError` with everything wrong in ``source``, GF-623 when something in it is too long for Excel.
    """
    rulebook = schemes[0].rulebook
    if source is None:
        return workbook(layout(schemes, Shower(rulebook, lang), lang), schemes, rulebook, lang)
    text = yamlio.read_text(source)
    submission, problems = read_submission(text, str(source), rulebook)
    if problems or submission is None:
        raise AssessError(sorted(problems, key=lambda problem: problem.position or Position("")))
    shower = Shower(rulebook, lang, submission, yamlio.parse(text, str(source)))
    return workbook(layout(schemes, shower, lang), schemes, rulebook, lang)


def refuse_name(path: Path) -> None:
    """A workbook must be named so that Excel opens it. Raises GF-601."""
    if path.suffix.lower() != ".xlsx":
        raise one("GF-601", Position(str(path)), file=str(path))
