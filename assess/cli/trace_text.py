"""One criterion's explanation as an indented tree: rule, indicators, formulas, answers, sources, file positions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rich.text import Text
from rich.tree import Tree

from assess.cli.flow import Flow
from assess.cli.say import Say
from assess.cli.screen import Screen
from assess.report.groups import limit_basis
from assess.report.words import Words
from assess.scoring.result import CriterionResult, GateResult

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.rulebook.model import Source
    from assess.scoring.result import Assessment
    from assess.scoring.trace import Trace, TraceNode

_KINDS = {
    "criterion": ("评价项", "criterion"),
    "gate": ("基本要求", "gate"),
    "rule": ("评分规则", "score rule"),
    "condition": ("条件", "condition"),
    "indicator": ("指标", "indicator"),
    "fact": ("填报数据", "fact"),
    "benchmark": ("基准值", "benchmark"),
    "factor": ("系数", "factor"),
    "context": ("设定", "setting"),
}


def show(trace: Trace, assessment: Assessment, lang: Lang) -> None:
    """Print the tree; every line that has a source or a file position names it."""
    _Page(assessment, lang).show(trace)


class _Page:
    """One trace in one language."""

    def __init__(self, assessment: Assessment, lang: Lang) -> None:
        scheme = assessment.scheme
        self.lang = lang
        self.scheme = scheme
        self.say = Say(lang)
        self.words = Words(lang, scheme.model.settings.decimals, scheme.rulebook)

    def show(self, trace: Trace) -> None:
        tree = Tree(self.head(trace), guide_style="dim")
        for line in self.result(trace):
            tree.add(Flow(line))
        for step in trace.steps:
            self.branch(tree, step)
        Screen().put(tree)

    def head(self, trace: Trace) -> Text:
        entry = trace.result.criterion if isinstance(trace.result, CriterionResult) else trace.result.gate
        return Text.assemble((entry.id, "bold"), "  ", (entry.title.in_(self.lang), "bold"))

    def result(self, trace: Trace) -> Iterator[Text]:
        """Points or state, why, and what the standard says."""
        result = trace.result
        if isinstance(result, CriterionResult):
            kind = self.say("必选", "mandatory") if result.criterion.mandatory else self.say("可选", "optional")
            kind = kind if self.scheme.has_mandatory else ""
            state = self.words(f"status.{result.status}")
            points = self.words.of(result.points) if self.scheme.scores else ""
            yield Text("  ".join(filter(None, (points, state, kind))), style="bold")
            basis = self.words.basis(result.criterion.points.basis)
            limits = self.words.basis(limit_basis(result.criterion))
            stands = self.say(
                f"分值依据：{basis}；限值依据：{limits}", f"basis of the points: {basis}; of the limits: {limits}"
            )
            yield Text(stands, style="dim")
            entry: Any = result.criterion
        else:
            yield Text(self.words(f"gate.{result.state}"), style="bold")
            entry = result.gate
        if result.reasons:
            partly = isinstance(result, CriterionResult) and result.status == "partly"
            yield Text(self.words.reasons(result.reasons, partly=partly))
        yield Text(entry.requirement.in_(self.lang))
        yield Text(self.source(entry.source) + self.place(trace.where), style="dim")

    def branch(self, tree: Tree, node: TraceNode) -> None:
        label = Text.assemble((_KINDS[node.kind][self.lang != "zh"], "dim"), " ", node.id)
        if node.title is not None:
            label.append(f"  {node.title.in_(self.lang)}")
        step = _step(node)
        if step is not None:
            sign, share = step
            label = Text.assemble((_KINDS[node.kind][self.lang != "zh"], "dim"), " ")
            earned = self.say(f"得该项分值的 {share}", f"{share} of the points")
            label.append(f"{sign} {self.value(node)} → {earned}", style="bold")
        else:
            label.append("  = " + self.value(node), style="bold")
        below = tree.add(Flow(label))
        literal = isinstance(node.value, int | float) and not node.inputs and not isinstance(node.value, bool)
        if node.formula is not None and not literal and [node.formula] != [inner.id for inner in node.inputs]:
            below.add(Flow(node.formula, style="cyan"))
        for line in self.provenance(node):
            below.add(Flow(line, style="dim"))
        for inner in node.inputs:
            self.branch(below, inner)

    def provenance(self, node: TraceNode) -> Iterator[str]:
        """What was typed and where, a note, and the source with its basis."""
        if node.typed or node.where:
            typed = self.say(f"填写：{node.typed}", f"typed: {node.typed}") if node.typed else ""
            yield (typed + self.place(node.where)).strip()
        if node.note:
            yield node.note
        if node.source is not None:
            yield self.source(node.source)

    def value(self, node: TraceNode) -> str:
        if node.state != "known":
            return self.words("status.not_applicable" if node.state == "not_applicable" else "unknown")
        fact = self.words.rulebook.facts.get(node.id) if node.kind == "fact" else None
        if fact is not None and fact.kind == "extent" and isinstance(node.value, int | float):
            return f"{self.words.number(100 * node.value)} %"
        return self.shown(node.value, node.unit)

    def shown(self, value: object, unit: str | None) -> str:
        if isinstance(value, bool):
            return self.say("是", "yes") if value else self.say("否", "no")
        if isinstance(value, int | float):
            return self.words.quantity(float(value), unit)
        if value == ():
            return self.words("none")
        if isinstance(value, tuple) and not isinstance(value[0], str):
            return self.say(f"{len(value)} 行", f"{len(value)} rows")
        return self.words.listed(map(str, value)) if isinstance(value, tuple) else str(value)

    def source(self, source: Source) -> str:
        return f"{self.words.source(source)}  [{self.words.basis(source.basis)}]"

    def place(self, where: str | None) -> str:
        return f"  {where}" if where else ""


def _step(node: TraceNode) -> tuple[str, str] | None:
    """Sign and share of a threshold written as a plain number (``≥ → 100%``); None for everything else."""
    sign, arrow, share = node.id.partition(" → ")
    if node.kind != "rule" or not arrow or node.inputs or not isinstance(node.value, int | float):
        return None
    return sign, share.replace("%", " %")


def as_data(trace: Trace, lang: str) -> dict[str, Any]:
    """The tree as plain data."""
    result = trace.result
    entry: Any = result.criterion if isinstance(result, CriterionResult) else result.gate
    return {
        "id": entry.id,
        "title": entry.title.in_(lang),
        "state": result.state if isinstance(result, GateResult) else result.status,
        "where": trace.where,
        "source": _source(entry.source),
        "steps": [_node(step, lang) for step in trace.steps],
    }


def _node(node: TraceNode, lang: str) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "id": node.id,
        "title": node.title.in_(lang) if node.title is not None else None,
        "state": node.state,
        "value": _plain(node.value),
        "unit": node.unit,
        "formula": node.formula,
        "typed": node.typed,
        "where": node.where,
        "note": node.note,
        "source": _source(node.source) if node.source is not None else None,
        "inputs": [_node(inner, lang) for inner in node.inputs],
    }


def _source(source: Source) -> dict[str, Any]:
    return {"document": source.document, "clause": source.clause, "basis": source.basis}


def _plain(value: Any) -> Any:
    """Values as JSON has them: dates as text, rows as objects."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "items"):
        return {key: _plain(item) for key, item in value.items()}
    return str(value)
