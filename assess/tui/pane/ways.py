"""How an answer may be written (写法): the units that fit, with an example that reads as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess.submission.load import OUTPUT
from assess.submission.quantity import BARE_BASES

if TYPE_CHECKING:
    from assess.filling.questions import Question
    from assess.filling.session import Session
    from assess.rulebook.units import Units
    from assess.tui.words import ScreenWords

_SHOWN = 6
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_EXAMPLES = {
    "J": "2300万度",
    "元": "1.14亿元",
    "m2": "60 亩",
    "m3": "2.1万m³",
    "kg": "350 吨",
    "kW": "3.2 MW",
    "m": "12 km",
    "h": "7200 小时",
    "月": "18 个月",
    "kgce": "1200 吨标煤",
    "kgCO2": "860 tCO2",
    "人": "２３０",
    "件": "1.2万件",
}
"""By base unit; a test reads each of them back."""


def ways(question: Question, session: Session, words: ScreenWords) -> str:
    """The sentence about how to write an answer; empty where anything goes."""
    if question.kind in {"quantity", "benchmark"}:
        return _quantity(declared(question, session), session.rulebook.units, words)
    key = f"ways.{question.kind}"
    return "" if question.kind == "text" else words.say(key)


def declared(question: Question, session: Session) -> tuple[str, ...]:
    """The units that a question's value may end up in; per unit of output in the factory's own."""
    unit = question.benchmark.unit if question.benchmark is not None else question.fact.unit if question.fact else None
    units = (unit,) if isinstance(unit, str) else unit or ("1",)
    if not any("output" in one for one in units):
        return units
    output = session.rulebook.facts.get(OUTPUT)
    answer = session.submission.answers.get(OUTPUT)
    choices = output.unit if output is not None and isinstance(output.unit, tuple) else ("output",)
    chosen = (answer.unit,) if answer is not None and answer.unit else choices
    return tuple(one.replace("output", per) for one in units for per in chosen)


def example(units: Sequence[str], known: Units) -> str:
    """A number as somebody would write it in the first of ``units``."""
    scale = known.scale(units[0])
    base = scale[1] if scale is not None else ""
    if units[0] == "%":
        return "22%"
    return _EXAMPLES.get(base, f"12 {units[0]}")


def unit_needed(units: Sequence[str], known: Units) -> bool:
    """Whether a number without a unit is refused."""
    scale = known.scale(units[0])
    return len(units) > 1 or scale is None or scale[1] not in BARE_BASES


def _quantity(units: Sequence[str], known: Units, words: ScreenWords) -> str:
    if tuple(units) == ("1",):
        return words.say("ways.number")
    fitting = dict.fromkeys(name for unit in units for name in known.fitting(unit)[: _SHOWN if len(units) == 1 else 1])
    return words.report.sentences(
        (
            words.say("ways.units", units=words.report.listed(_named(name, known, words) for name in fitting)),
            words.say("ways.unit_needed" if unit_needed(units, known) else "ways.bare", unit=units[0]),
            words.say("ways.example", example=example(units, known)),
        )
    )


def _named(unit: str, known: Units, words: ScreenWords) -> str:
    """A unit with the Chinese name that people know it by."""
    entry = known.entries.get(unit)
    if entry is None or words.lang != "zh" or _CHINESE.search(unit):
        return unit
    alias = next((name for name in entry.aliases if _CHINESE.search(name)), None)
    return unit if alias is None else f"{unit}（{alias}）"
