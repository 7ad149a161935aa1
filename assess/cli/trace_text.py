"""One criterion's explanation as an indented tree: rule, indicators, formulas, answers, sources, file positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.tree import Tree

from assess.cli.screen import Screen
from assess.report.trace_lines import Line, trace_lines
from assess.scoring.result import CriterionResult, GateResult
from assess.wrap import Flow

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.rulebook.model import Source
    from assess.scoring.result import Assessment
    from assess.scoring.trace import Trace, TraceNode


def show(trace: Trace, assessment: Assessment, lang: Lang) -> None:
    """Print the tree; every line that has a source or a file position names it."""
    top = trace_lines(trace, assessment, lang)
    tree = Tree(top.text, guide_style="dim")
    _grow(tree, top.inner)
    Screen().put(tree)


def _grow(tree: Tree, lines: Iterable[Line]) -> None:
    for line in lines:
        _grow(tree.add(Flow(line.text)), line.inner)


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
