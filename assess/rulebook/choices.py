"""Factors that a scheme's settings choose, one row or set per assessment: formulas reach them through the setting only."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from assess.errors import Position, Problem, nearest
from assess.rulebook.formula import fixed_factor
from assess.yamlio import locate

if TYPE_CHECKING:
    from assess.rulebook.load import Rulebook

CHOSEN_FAMILIES: Mapping[str, str] = {"fuel_co2": "fuel_co2_set", "grid_co2": "grid"}
"""Families of which one assessment uses one set or one region, and the context name that stands for it."""
CHOSEN_ROWS: Mapping[str, tuple[str, ...]] = {
    "electricity_row": ("coal_equivalent.electricity", "coal_equivalent.electricity_primary")
}
"""Rows of which one assessment uses one, and the context name that stands for its last part."""


def row_names(context: str) -> tuple[str, ...]:
    """What a context name can be where it ends a factor's id; empty for any other name."""
    return tuple(row.rpartition(".")[2] for row in CHOSEN_ROWS.get(context, ()))


def choice_problems(tree: ast.expr, rulebook: Rulebook, place: Callable[[], Position | None]) -> Iterator[Problem]:
    """Formulas that name a set or a row themselves: with another setting two of them would mix in one account; ``place`` looks theirs up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "factor":
            context = _passed_by(node, rulebook)
            if context is not None:
                yield Problem("GF-230", place(), {"factor": ast.unparse(node), "name": context})


def _passed_by(node: ast.Call, rulebook: Rulebook) -> str | None:
    """The context name that a look-up should have used and did not."""
    family = str(ast.literal_eval(node.args[0]))
    context = CHOSEN_FAMILIES.get(family.partition(".")[0])
    if context is not None:
        key = node.args[1] if family in CHOSEN_FAMILIES and len(node.args) > 1 else None
        return None if isinstance(key, ast.Name) and key.id == context else context
    fixed = fixed_factor(node)
    for name, rows in CHOSEN_ROWS.items():
        if fixed in rows and all(row in rulebook.factors for row in rows):
            return name
    return None


def set_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Schemes that choose a set of fuel factors which does not exist."""
    sets = {name.split(".")[1] for name in rulebook.factors if name.startswith("fuel_co2.")}
    for name, scheme in rulebook.schemes.items():
        chosen = scheme.settings.fuel_co2
        if sets and chosen not in sets:
            place = locate(rulebook.raw.schemes[name], ("settings", "fuel_co2"))
            yield Problem(
                "GF-206", place, {"name": chosen, "nearest": nearest(chosen, sets) or "、".join(sorted(sets))}
            )
