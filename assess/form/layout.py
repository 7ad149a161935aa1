"""Which questions stand on which sheet (工作表): one per section of the questionnaire, one per table, one for norms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assess.filling.questions import Question, Questionnaire
from assess.form import norms, units
from assess.form.model import MADE_UP, Questions, Row
from assess.form.show import Shower
from assess.form.texts import word
from assess.form.titles import TITLES
from assess.rulebook.load import Rulebook
from assess.rulebook.model import Norm, Text
from assess.rulebook.scheme import CompiledScheme
from assess.submission.model import Submission

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
"""Excel takes no longer name for a sheet."""
_OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its number in the workbook and what stands in its cells."""

    number: int
    question: Question
    row: Row


@dataclass(frozen=True, slots=True)
class Block:
    """The questions of one topic."""

    title: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section of the questionnaire."""

    name: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All its questions."""
        return tuple(asked for block in self.blocks for asked in block.asked)


@dataclass(frozen=True, slots=True)
class Layout:
    """All sheets with questions; ``tables`` are the names of the sheets for facts that are tables.

    ``norms`` is the name of the sheet on which the benchmarks ``by_norm`` are given by a norm, ``choices`` every norm
    that can be named anywhere, those of ``industry`` first; there is no such sheet where there is nothing to choose.
    """

    sheets: tuple[Sheet, ...]
    tables: dict[str, str]
    documents: int
    norms: str = ""
    by_norm: tuple[Asked, ...] = ()
    choices: tuple[Norm, ...] = ()
    industry: str = ""

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All questions in order."""
        return tuple(asked for sheet in self.sheets for asked in sheet.asked)


def layout(schemes: Sequence[CompiledScheme], shower: Shower, lang: str, least_documents: int = 3) -> Layout:
    """The questionnaire of these schemes; what the submission answers beyond it comes last, so that nothing is lost."""
    names = _Names(lang)
    numbers = iter(range(1, 10**6))
    sheets = []
    for title, topics in _sections(schemes, shower.submission):
        blocks = tuple(
            Block(
                topic.in_(lang), tuple(Asked(next(numbers), question, shower.row(question)) for question in questions)
            )
            for topic, questions in topics
        )
        sheets.append(Sheet(names.take(title.in_(lang)), title.in_(lang), blocks))
    asked = [one for sheet in sheets for one in sheet.asked]
    tables = {one.question.id: names.take(one.question.ask.in_(lang)) for one in asked if one.question.kind == "table"}
    most = max((len(one.row.documents) for one in asked), default=0)
    industry = (shower.submission.factory.industry if shower.submission is not None else None) or ""
    choices = _choices(asked, shower.rulebook, industry)
    name = names.take(word("norms", lang)) if choices else ""
    by_norm = tuple(
        one for one in asked if one.question.benchmark is not None and one.question.benchmark.norm is not None
    )
    return Layout(
        tuple(sheets), tables, max(least_documents, most), name, by_norm if choices else (), choices, industry
    )


def _choices(asked: Sequence[Asked], rulebook: Rulebook, industry: str) -> tuple[Norm, ...]:
    """Every norm that one of the questions can name."""
    found: dict[str, Norm] = {}
    for question in (one.question for one in asked):
        fact, benchmark = question.fact, question.benchmark
        if fact is not None and norms.levels_of(fact):
            fitting = norms.fitting(norms.levels_of(fact), norms.row_units(fact), rulebook, industry)
        elif benchmark is not None and benchmark.norm is not None:
            fitting = norms.fitting((benchmark.norm,), units.declared(question, rulebook), rulebook, industry)
        else:
            continue
        found |= {norm.id: norm for norm in fitting}
    return norms.by_industry(found.values(), industry)


def _sections(
    schemes: Sequence[CompiledScheme], submission: Submission | None
) -> Iterator[tuple[Text, list[tuple[Text, tuple[Question, ...]]]]]:
    questionnaire = Questionnaire(schemes)
    for section in questionnaire.sections:
        topics = [(topic.title, topic.questions) for topic in section.topics]
        if section.id == "factory":
            made_up = (MADE_UP,) if submission is not None and submission.factory.made_up else ()
            topics[0] = (topics[0][0], (*topics[0][1], *made_up, TITLES))
        yield section.title, topics
    others = tuple(_unasked(questionnaire, submission)) if submission is not None else ()
    if others:
        title = Text(zh=word(_OTHERS, "zh"), en=word(_OTHERS, "en"))
        yield title, [(title, others)]


def _unasked(questionnaire: Questionnaire, submission: Submission) -> Iterator[Question]:
    """What the file answers although none of the schemes asks it."""
    known = Questions(questionnaire.rulebook)
    for name in (*submission.answers, *(f"benchmarks.{name}" for name in submission.benchmarks)):
        question = known.get(name)
        if name not in questionnaire.by_id and question is not None:
            yield question


class _Names:
    """Names that Excel accepts for sheets, none twice."""

    def __init__(self, lang: str) -> None:
        self._taken = {word("cover", lang).lower()}

    def take(self, title: str) -> str:
        wanted = _FORBIDDEN.sub(" ", title).strip()[:_LONGEST].strip() or "-"
        name, number = wanted, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{wanted[: _LONGEST - len(str(number)) - 1]} {number}"
        self._taken.add(name.lower())
        return name
