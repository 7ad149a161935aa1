"""Whether a question is filled in, as a formula for Excel and as the value that the formula has when we write it."""

from __future__ import annotations

from dataclasses import dataclass

from assess.form.layout import Asked
from assess.form.model import is_answer
from assess.form.norms import CORRECTION, NORM, named
from assess.form.texts import word
from assess.form.units import declared
from assess.rulebook.load import Rulebook
from assess.rulebook.units import DIMENSIONLESS

OPTIONAL = ("factory.note", "factory.credit_code", "factory.made_up", "titles")
DONE = ("answered", "na")
LEFT = ("open", "no_unit", "both", "source", "no_correction")
"""States that leave something to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its row from 1, its options' rows below, the cells that count a table's rows.

    ``norm`` names the cells of the norm chosen for it, of the correction, and of what that norm wants as correction.
    """

    row: int
    options: int = 0
    table: str | None = None
    norm: tuple[str, str, str] | None = None


def state(asked: Asked, rulebook: Rulebook) -> str:
    """The state's key; :func:`formula` says the same in Excel."""
    row, question = asked.row, asked.question
    filled = row.cell("answer").value is not None or bool(row.ticks) or bool(row.lines)
    if question.fact is not None and row.cell("not_applicable").value is not None:
        return "both" if filled else "na"
    if row.cell(NORM).value is not None:
        return "both" if filled else _norm_state(asked, rulebook)
    if not filled:
        return "optional" if optional(asked) else "open"
    if question.benchmark is not None and row.cell("note").value is None:
        return "source"
    if _counts_unit(asked, rulebook) and _bare(row.cell("answer").value) and row.cell("unit").value is None:
        return "no_unit"
    return "unchecked" if row.cell("unverified").value is not None else "answered"


def _norm_state(asked: Asked, rulebook: Rulebook) -> str:
    benchmark = asked.question.benchmark
    levels = (benchmark.norm,) if benchmark is not None and benchmark.norm is not None else ()
    norm = rulebook.norms.get(named(str(asked.row.cell(NORM).value), levels, rulebook))
    corrected = norm is None or norm.correction is None or asked.row.cell(CORRECTION).value is not None
    return "answered" if corrected else "no_correction"


def formula(asked: Asked, place: Place, rulebook: Rulebook, lang: str) -> str:
    """The same as :func:`state`, kept up to date by Excel. Columns: E answer, F unit, H why not, I not checked, J note."""
    at = place.row
    filled = f'E{at}<>""'
    if place.options:
        filled = f"OR({filled},COUNTA(E{at + 1}:E{at + place.options})>0)"
    if place.table is not None:
        filled = f"OR({filled},COUNTA({place.table})>0)"
    done = f'IF(OR(I{at}="",I{at}={_quoted("no", lang)}),{_quoted("answered", lang)},{_quoted("unchecked", lang)})'
    if not is_answer(asked.question):
        done = _quoted("answered", lang)
    if _counts_unit(asked, rulebook):
        done = f'IF(AND(ISNUMBER(E{at}),F{at}=""),{_quoted("no_unit", lang)},{done})'
    if asked.question.benchmark is not None:
        done = f'IF(J{at}="",{_quoted("source", lang)},{done})'
    empty = _quoted("optional" if optional(asked) else "open", lang)
    if place.norm is not None:
        norm, correction, wanted = place.norm
        missing = f'AND({wanted}<>"",{correction}="")'
        named_ = f"IF({missing},{_quoted('no_correction', lang)},{_quoted('answered', lang)})"
        empty = f'IF({norm}<>"",{named_},{empty})'
        done = f'IF({norm}<>"",{_quoted("both", lang)},{done})'
    if not is_answer(asked.question):
        return f"=IF({filled},{done},{empty})"
    both = f"IF({filled},{_quoted('both', lang)},{_quoted('na', lang)})"
    return f'=IF(TRIM(H{at})<>"",{both},IF({filled},{done},{empty}))'


def optional(asked: Asked) -> bool:
    """Whether the question may stay empty without leaving anything open."""
    return asked.question.benchmark is not None or asked.question.id in OPTIONAL


def _counts_unit(asked: Asked, rulebook: Rulebook) -> bool:
    """Whether a bare number says too little."""
    if asked.question.kind not in ("quantity", "benchmark"):
        return False
    return declared(asked.question, rulebook) != (DIMENSIONLESS,)


def _bare(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _quoted(key: str, lang: str) -> str:
    return f'"{word(key, lang)}"'
