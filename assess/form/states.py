"""Whether a question is filled in, as a formula for Excel and as the value that the formula has when we write it."""

from __future__ import annotations

from dataclasses import dataclass

from assess.form.layout import Asked
from assess.form.texts import word
from assess.form.units import declared
from assess.rulebook.load import Rulebook
from assess.rulebook.units import DIMENSIONLESS

OPTIONAL = ("factory.note", "factory.credit_code", "factory.made_up")
DONE = ("answered", "na")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question stands: its row from 1, its options' rows below, the cells that count a table's rows."""

    row: int
    options: int = 0
    table: str | None = None


def state(asked: Asked, rulebook: Rulebook) -> str:
    """The state's key; :func:`formula` says the same in Excel."""
    row, question = asked.row, asked.question
    filled = row.cell("answer").value is not None or bool(row.ticks) or bool(row.lines)
    if question.fact is not None and row.cell("not_applicable").value is not None:
        return "both" if filled else "na"
    if not filled:
        return "optional" if optional(asked) else "open"
    if question.benchmark is not None and row.cell("note").value is None:
        return "source"
    if _counts_unit(asked, rulebook) and _bare(row.cell("answer").value) and row.cell("unit").value is None:
        return "no_unit"
    return "unchecked" if row.cell("unverified").value is not None else "answered"


def formula(asked: Asked, place: Place, rulebook: Rulebook, lang: str) -> str:
    """The same as :func:`state`, kept up to date by Excel. Columns: E answer, F unit, H why not, I not checked, J note."""
    at = place.row
    filled = f'E{at}<>""'
    if place.options:
        filled = f"OR({filled},COUNTA(E{at + 1}:E{at + place.options})>0)"
    if place.table is not None:
        filled = f"OR({filled},COUNTA({place.table})>0)"
    done = f'IF(OR(I{at}="",I{at}={_quoted("no", lang)}),{_quoted("answered", lang)},{_quoted("unchecked", lang)})'
    if asked.question.fact is None:
        done = _quoted("answered", lang)
    if _counts_unit(asked, rulebook):
        done = f'IF(AND(ISNUMBER(E{at}),F{at}=""),{_quoted("no_unit", lang)},{done})'
    if asked.question.benchmark is not None:
        done = f'IF(J{at}="",{_quoted("source", lang)},{done})'
    empty = _quoted("optional" if optional(asked) else "open", lang)
    if asked.question.fact is None:
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
