"""The shape of a pack test (方案用例): given facts, and what they should come to, in the words of a domain expert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from assess.rulebook.model import Entry, Interpolation, Number

Points = Number | tuple[Number, Number] | Literal["not_applicable"]
"""What is earned: one number, or ``[low, high]`` while something is unknown."""
Stars = Annotated[int, Field(strict=True, ge=0, le=5)]
GateWord = Literal["pass", "fail", "unknown"]


class Assume(Entry):
    """What a case takes for granted to test the stars alone: the total, the gates, the mandatory criteria."""

    total: Number | tuple[Number, Number] | None = None
    gates: GateWord | None = None
    mandatory: Literal["met", "unmet", "unknown"] | None = None


class ExpectedTier(Entry):
    """The stars expected; 0 is none. ``nomination`` is the star that the factory may be nominated for."""

    secured: Stars | None = None
    reachable: Stars | None = None
    nomination: Stars | None = None
    below_lowest: bool | None = None


class ExpectedChange(Entry):
    """How many factors of a family are lower (``fell``) or higher (``rose``) in the year ``to`` than in ``from``."""

    from_: Annotated[int, Field(strict=True, alias="from")]
    to: Annotated[int, Field(strict=True)]
    fell: Annotated[int, Field(strict=True, ge=0)] | None = None
    rose: Annotated[int, Field(strict=True, ge=0)] | None = None


class Expect(Entry):
    """What should come out; only what is named is compared.

    ``points`` are a criterion's, ``groups`` a group's; ``worth`` is what a criterion, a group or the ``total`` can earn
    at most before 不适用; numbers within 0.0005, ``indicators`` within a ten-thousandth of themselves. ``factors`` are those
    of the case's year, exactly; ``changes`` is by the beginning of their ids (``grid_co2.province``).
    """

    total: Points | None = None
    groups: Mapping[str, Points] = {}
    points: Mapping[str, Points] = {}
    worth: Mapping[str, Number] = {}
    status: Mapping[str, Literal["met", "partly", "unmet", "unknown", "not_scorable", "not_applicable"]] = {}
    gates: Mapping[str, GateWord] = {}
    indicators: Mapping[str, Number | Literal["unknown", "not_applicable"]] = {}
    factors: Mapping[str, Number | Literal["unknown"]] = {}
    changes: Mapping[str, ExpectedChange] = {}
    tier: ExpectedTier | None = None


class Case(Entry):
    """One case: facts and own benchmarks as in a submission, laid over the submission ``file`` where one is named.

    ``file`` is relative to the tests; ``interpolation`` replaces the scheme's own method for this case.
    """

    model_config = ConfigDict(coerce_numbers_to_str=True)

    name: str = Field(min_length=1)
    note: str | None = None
    file: str | None = None
    period: int | None = None
    factory: Mapping[str, Any] = {}
    facts: Mapping[str, Any] = {}
    benchmarks: Mapping[str, Any] = {}
    interpolation: Interpolation | None = None
    assume: Assume | None = None
    expect: Expect
