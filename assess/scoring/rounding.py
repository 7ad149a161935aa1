"""The one rounding function: half up, as people round, and never fooled by binary noise."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import lru_cache

_NOISE = Decimal(1).scaleb(-9)


def rounded(value: float, decimals: int) -> Decimal:
    """``value`` with ``decimals`` places, half up (四舍五入).

    A sum of binary fractions may lie a hair below the half it means (74.99499999999999 for 74.995); noise beyond the
    ninth place is therefore taken off first.
    """
    clean = Decimal(value).quantize(_NOISE, rounding=ROUND_HALF_EVEN)
    return clean.quantize(_place(decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=32)
def _place(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)
