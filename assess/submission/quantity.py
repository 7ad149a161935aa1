"""Numbers and units as people write them (``2300万度``, ``1.14亿元``, ``１２％``), read into a declared unit."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

from assess.errors import Bilingual, listed
from assess.rulebook.units import DIMENSIONLESS, Units

_NUMBER = re.compile(r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[-+]?\.\d+)([eE][-+]?\d{1,2})?(?![\d.,])")
_RANGE = re.compile(r"[-+]?\d[\d.,]*[^()]{0,8}?(?<![eE])[-~–—至到]\s*\d")
_COMMA = re.compile(r"[-+]?\d[\d.]*,\d")
_BLANK = re.compile(r"[-+]?\d[\d.,]*\s+\d")
_LARGEST = 1e30
"""Whatever is longer is a slip of the keyboard, and could leave the range of numbers once multiplied."""
_MULTIPLIERS = (
    ("万亿", 1e12),
    ("千万", 1e7),
    ("百万", 1e6),
    ("十万", 1e5),
    ("亿", 1e8),
    ("万", 1e4),
    ("千", 1e3),
    ("百", 1e2),
)
_YEAR_WORD = re.compile(r"年度?\Z")
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日)\Z")
_YES = frozenset({"是", "是的", "有", "对", "对的", "已", "yes", "y", "true", "√", "✓"})
_NO = frozenset({"否", "无", "没有", "未", "不是", "不对", "no", "n", "false", "×", "✗"})
BARE_BASES = frozenset({DIMENSIONLESS, "件", "人"})
"""Base units for which a bare number is clear, where the question has only one unit."""


class ValueProblem(Exception):
    """A typed value that cannot be used: a GF-3xx code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Full-width and compatibility characters made plain, outer blanks dropped."""
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def quantity(typed: object, declared: tuple[str, ...], units: Units) -> tuple[float, str]:
    """The number in one of the ``declared`` units, and which.

    Raises :class:`ValueProblem` GF-303 to 305, or 326 to 328.
    """
    if isinstance(typed, bool) or not isinstance(typed, (int, float, str)):
        raise ValueProblem("GF-304", typed=_shown(typed))
    if not isinstance(typed, str):
        number, unit = float(typed), ""
    else:
        number, unit = number_and_unit(typed)
    if not unit:
        return number, _bare(typed, declared, units)
    for target in declared:
        factor = units.factor(unit, target)
        if factor is not None:
            return _product(number, factor), target
    for sign, multiple in _MULTIPLIERS:
        if unit.startswith(sign):
            rest = unit[len(sign) :].strip()
            if not rest:
                return _product(number, multiple), _bare(typed, declared, units)
            for target in declared:
                factor = units.factor(rest, target)
                if factor is not None:
                    return _product(number, factor * multiple), target
            break
    if isinstance(typed, str):
        _refuse(typed, ("GF-327", _RANGE), ("GF-328", _BLANK))
    accepted = listed(dict.fromkeys(name for target in declared for name in units.fitting(target)[:8]))
    raise ValueProblem("GF-303", typed=_shown(typed), unit=unit, accepts=accepted)


def number_and_unit(typed: str) -> tuple[float, str]:
    """What a text begins with, and what is left of it: a unit, a multiplier, or nothing. Raises GF-304."""
    text = normal(typed)
    match = _NUMBER.match(text)
    if match is None:
        _refuse(typed, ("GF-327", _RANGE), ("GF-326", _COMMA))
        raise ValueProblem("GF-304", typed=_shown(typed))
    number = float(match.group(1).replace(",", "") + (match.group(2) or ""))
    if abs(number) > _LARGEST:
        raise ValueProblem("GF-304", typed=_shown(typed))
    return number, text[match.end() :].strip()


def _refuse(typed: str, *slips: tuple[str, re.Pattern[str]]) -> None:
    """Name the slip that a number which cannot be read shows: a range, a comma or a blank out of place."""
    for code, slip in slips:
        if slip.match(normal(typed)):
            raise ValueProblem(code, typed=_shown(typed))


def _bare(typed: object, declared: tuple[str, ...], units: Units) -> str:
    found = units.scale(declared[0])
    if len(declared) == 1 and found is not None and found[1] in BARE_BASES:
        return declared[0]
    raise ValueProblem("GF-305", typed=_shown(typed), example=f"12 {declared[0]}")


def _product(number: float, factor: float) -> float:
    """``number × factor`` without the noise of binary fractions (2300 × 10000 ÷ 1000 stays 23000)."""
    return float(f"{number * factor:.15g}")


def yes_no(typed: object) -> bool:
    """是/否 and their kin. Raises GF-306."""
    if isinstance(typed, bool):
        return typed
    found = _yes(str(typed))
    if found is None:
        raise ValueProblem("GF-306", typed=_shown(typed))
    return found


@lru_cache(maxsize=8192)
def _yes(text: str) -> bool | None:
    word = normal(text).lower()
    return True if word in _YES else False if word in _NO else None


def option(typed: object, options: dict[str, str], listed: Bilingual) -> str:
    """The option id for an id or a title in either language. Raises GF-307."""
    found = options.get(fold(str(typed)))
    if found is None:
        raise ValueProblem("GF-307", typed=_shown(typed), options=listed)
    return found


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The form in which option ids and titles are compared."""
    return normal(text).lower().replace(" ", "")


def year_digits(typed: object) -> str:
    """``2024``, ``2024年`` or ``2024年度`` without the word for year."""
    return _YEAR_WORD.sub("", normal(str(typed)))


def day(typed: object) -> date:
    """``2024-05-01``, ``2024/5/1`` or ``2024年5月1日``. Raises GF-308."""
    found = _day(str(typed))
    if found is None:
        raise ValueProblem("GF-308", typed=_shown(typed))
    return found


@lru_cache(maxsize=8192)
def _day(text: str) -> date | None:
    match = _DATE.match(normal(text))
    if match is None:
        return None
    year, *rest = (int(part) for part in match.groups() if part)
    try:
        return date(year, rest[0], rest[1])
    except ValueError:
        return None


def _shown(typed: object) -> str:
    text = str(typed)
    return text if len(text) <= 40 else text[:39] + "…"
