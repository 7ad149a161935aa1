"""The edition lens: parts add up to the last digit, and neither cause depends on which is told first."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import Rulebook, Submission, load_submission
from assess.planning.lens import Waterfall, _exactly, lens
from tests.support import ROOT


def example(rulebook: Rulebook, name: str) -> Submission:
    return load_submission(ROOT / "examples" / f"{name}.yaml", rulebook)


def adds_up(fall: Waterfall) -> bool:
    return fall.start + sum((part.amount for part in fall.parts), Decimal(0)) == fall.end


@pytest.mark.parametrize("now", ["complete-5star", "na-rich", "below-2star", "7412"])
@pytest.mark.parametrize("before", [None, "below-2star", "complete-5star"])
def test_parts_add_up_exactly(rulebook: Rulebook, now: str, before: str | None) -> None:
    last = None if before is None else example(rulebook, before)
    found = lens(rulebook.scheme("star-changxing"), rulebook.scheme("gbt36132-2018"), example(rulebook, now), last)
    assert all(map(adds_up, found.editions))
    assert (found.years is None) == (before is None)
    assert all(map(adds_up, found.years or ()))
    assert [fall.end_of_interval for fall in found.editions] == ["low", "high"]


def test_the_same_year_twice_is_all_rules_and_the_same_rules_twice_are_all_factory(rulebook: Rulebook) -> None:
    one, other = example(rulebook, "complete-5star"), example(rulebook, "below-2star")
    scheme = rulebook.scheme("star-changxing")
    same_year = lens(scheme, rulebook.scheme("gbt36132-2018"), one, one).years
    same_rules = lens(scheme, scheme, one, other).years
    assert same_year is not None
    assert same_rules is not None
    assert same_year[0].parts[1].amount == 0
    assert same_rules[0].parts[0].amount == 0
    assert same_rules[0].parts[1].amount == same_rules[0].end - same_rules[0].start != 0


def test_rows_name_every_principle_of_either_edition_once(rulebook: Rulebook) -> None:
    found = lens(rulebook.scheme("gbt36132-2018"), rulebook.scheme("star-changxing"), example(rulebook, "na-rich"))
    assert [row.id for row in found.rows] == list(
        dict.fromkeys([group.id for group in found.new.groups] + [one.id for one in found.old.scheme.model.principles])
    )
    assert all(row.old is not None or row.new is not None for row in found.rows)


@given(st.lists(st.floats(-60, 60, allow_nan=False), min_size=1, max_size=8))
def test_rounded_parts_stay_within_a_step_of_the_exact_ones(amounts: list[float]) -> None:
    total = sum((Decimal(amount) for amount in amounts), Decimal(0)).quantize(Decimal("0.01"))
    found = _exactly(amounts, total, 2)
    assert sum(found, Decimal(0)) == total
    assert all(abs(Decimal(amount) - value) <= Decimal("0.02") for amount, value in zip(amounts, found, strict=True))
