"""A trace as lines to read (得分说明): one tree of styled lines, which the command line prints and a screen walks through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from rich.text import Text

from assess.report.formula_words import formula_words
from assess.report.groups import limit_basis
from assess.report.words import Words
from assess.scoring.result import CriterionResult

if TYPE_CHECKING:
    from assess.rulebook.model import Source
    from assess.rulebook.scheme import CompiledScheme
    from assess.scoring.result import Assessment
    from assess.scoring.trace import Trace, TraceNode

ASKED = frozenset({"fact", "benchmark"})
"""Kinds of steps that a person answers."""
_FAMILIES = {"grid": "grid_co2", "electricity_row": "coal_equivalent"}
"""Settings that choose a row of a family of factors."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with what stands below it; ``asked`` is the fact or benchmark that the line is about, if any."""

    text: Text
    inner: tuple[Line, ...] = ()
    asked: str | None = None


def trace_lines(trace: Trace, assessment: Assessment, lang: str, *, plain: bool = False) -> Line:
    """The criterion or gate with everything behind it; every line that has a source or a file position names it.

    ``plain`` is for people who fill in a form: titles without ids, formulas in words, files without folders.
    """
    scheme = assessment.scheme
    return _Page(Words(lang, scheme.model.settings.decimals, scheme.rulebook), scheme, plain=plain).top(trace)


class _Page:
    """One trace in one language."""

    def __init__(self, words: Words, scheme: CompiledScheme, *, plain: bool) -> None:
        self.words, self.scheme, self.plain = words, scheme, plain

    def top(self, trace: Trace) -> Line:
        entry = trace.result.criterion if isinstance(trace.result, CriterionResult) else trace.result.gate
        title = Text.assemble((entry.id, "bold"), "  ", (self.words.text(entry.title), "bold"))
        result = [Line(text) for text in self.result(trace)]
        return Line(title, (*result, *(self.branch(step) for step in trace.steps)))

    def result(self, trace: Trace) -> Iterator[Text]:
        """Points or state, why, and what the standard says."""
        words, result = self.words, trace.result
        if isinstance(result, CriterionResult):
            kind = words("trace.mandatory" if result.criterion.mandatory else "trace.optional")
            state = words(f"status.{result.status}")
            points = words.of(result.points) if self.scheme.scores else ""
            yield Text(
                "  ".join(filter(None, (points, state, kind if self.scheme.has_mandatory else ""))), style="bold"
            )
            basis = words.basis(result.criterion.points.basis)
            limits = words.basis(limit_basis(result.criterion))
            yield Text(words("trace.basis", points=basis, limits=limits), style="dim")
            entry: Any = result.criterion
        else:
            yield Text(words(f"gate.{result.state}"), style="bold")
            entry = result.gate
        if result.reasons:
            partly = isinstance(result, CriterionResult) and result.status == "partly"
            yield Text(words.reasons(result.reasons, partly=partly))
        yield Text(words.text(entry.requirement))
        yield Text(self.source(entry.source) + self.place(trace.where), style="dim")

    def branch(self, node: TraceNode) -> Line:
        asked = node.id if node.kind in ASKED else None
        inner = [Line(text, asked=asked) for text in self.details(node)]
        return Line(self.label(node), (*inner, *map(self.branch, node.inputs)), asked)

    def label(self, node: TraceNode) -> Text:
        """What the step is, and its value."""
        condition = self.plain and node.id == "applies_when"
        label = Text.assemble((self.words(f"trace.{node.id if condition else node.kind}"), "dim"), " ")
        step = _step(node)
        if step is not None:
            sign, share = step
            label.append(f"{sign} {self.value(node)} → {self.words('trace.earned', share=share)}", style="bold")
            return label
        names = "  ".join(filter(None, self.names(node)))
        label.append(names)
        label.append(f"{'  ' if names else ''}= {self.value(node)}", style="bold")
        return label

    def names(self, node: TraceNode) -> Iterator[str]:
        """Id and title; of something plain the title alone, and nothing of what is a part of the rule."""
        title = self.words.text(node.title)
        if not self.plain:
            yield node.id
        elif node.kind == "context":
            title = self.words(f"formula.context.{node.id}")
        elif (not title and node.kind not in ("condition", "rule")) or node.row_of is not None:
            title = node.id
        yield title

    def formula(self, node: TraceNode) -> str:
        """As written, or in words."""
        assert node.formula is not None
        if not self.plain:
            return node.formula
        expression = self.words.rulebook.expression(node.formula, node.row_of)
        return formula_words(expression, self.words, node.row_of)

    def details(self, node: TraceNode) -> Iterator[Text]:
        """The formula as written, what was typed and where, a note, and the source with its basis."""
        literal = isinstance(node.value, int | float) and not node.inputs and not isinstance(node.value, bool)
        below = [inner.id for inner in node.inputs]
        again = node.formula in below and (not self.plain or len(below) == 1)  # in words it stands only here
        if node.formula is not None and not literal and not again:
            yield Text(self.formula(node), style="cyan")
        if node.typed or node.where:
            typed = self.words("trace.typed", typed=node.typed) if node.typed else ""
            yield Text((typed + self.place(node.where)).strip(), style="dim")
        if node.note:
            yield Text(node.note, style="dim")
        if node.source is not None:
            yield Text(self.source(node.source), style="dim")

    def value(self, node: TraceNode) -> str:
        if node.state != "known":
            return self.words("status.not_applicable" if node.state == "not_applicable" else "unknown")
        fact = self.words.rulebook.facts.get(node.id) if node.kind == "fact" else None
        if fact is not None and fact.kind == "extent" and isinstance(node.value, int | float):
            return f"{self.words.number(100 * node.value)} %"
        row = self.words.rulebook.factors.get(f"{_FAMILIES.get(node.id)}.{node.value}") if self.plain else None
        if row is not None:
            return self.words.text(row.title)
        return self.shown(node.value, node.unit)

    def shown(self, value: object, unit: str | None) -> str:
        if isinstance(value, bool):
            return self.words("yes" if value else "no")
        if isinstance(value, int | float):
            return self.words.quantity(float(value), unit)
        if value == ():
            return self.words("none")
        if isinstance(value, tuple) and not isinstance(value[0], str):
            return self.words("trace.rows", count=len(value))
        return self.words.listed(map(str, value)) if isinstance(value, tuple) else str(value)

    def source(self, source: Source) -> str:
        return f"{self.words.source(source)}  [{self.words.basis(source.basis)}]"

    def place(self, where: str | None) -> str:
        """A file position behind something else."""
        return f"  {PurePath(where).name if self.plain else where}" if where else ""


def _step(node: TraceNode) -> tuple[str, str] | None:
    """Sign and share of a threshold written as a plain number (``≥ → 100%``); None for everything else."""
    sign, arrow, share = node.id.partition(" → ")
    if node.kind != "rule" or not arrow or node.inputs or not isinstance(node.value, int | float):
        return None
    return sign, share.replace("%", " %")
