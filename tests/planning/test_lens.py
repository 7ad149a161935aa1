"""The edition lens: parts add up to the last digit, and neither cause depends on which is told first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import Rulebook, Submission, load_rulebook, load_submission
from assess.planning.lens import Waterfall, _exactly, editions, lens
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


def test_points_are_added_up_by_principle_whatever_the_scheme_groups_by(rulebook: Rulebook) -> None:
    """The same table by dimension (2018) and by principle (Changxing): the rows are principles in both."""
    found = lens(
        rulebook.scheme("gbt36132-2018"), rulebook.scheme("star-changxing"), example(rulebook, "complete-5star")
    )
    assert [row.id for row in found.rows] == ["land", "materials", "cleanliness", "waste", "energy", "management"]
    groups = {group.id: group.points for group in found.new.groups}
    for row in found.rows:
        assert row.new is not None
        assert row.new == pytest.approx(groups[row.id])
    assert sum(row.old.low for row in found.rows if row.old) == pytest.approx(found.old.total.low)


def test_the_editions_find_each_other_from_either_side(rulebook: Rulebook) -> None:
    for old, new in (("gbt36132-2018", "gbt36132-2025"), ("star-changxing", "star-2025")):
        for name in (old, new):
            pair = editions(rulebook, name)
            assert pair is not None
            assert [scheme.id for scheme in pair] == [old, new]
    assert editions(rulebook, "star-hebei") is None


def test_an_edition_without_points_makes_no_pair(rulebook: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "schemes" / "star-changxing"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text("id: star-changxing\nsuccessor: star-hebei\n", encoding="utf-8")
    changed = load_rulebook([tmp_path])
    assert changed.schemes["star-changxing"].successor == "star-hebei"
    assert editions(changed, "star-changxing") is None
    assert editions(changed, "star-2025") is None


def test_parts_add_up_where_the_editions_round_differently(rulebook: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "schemes" / "star-2025"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text("id: star-2025\nsettings: {decimals: 0}\n", encoding="utf-8")
    changed = load_rulebook([tmp_path])
    one, other = (load_submission(ROOT / "examples" / f"{name}.yaml", changed) for name in ("na-rich", "below-2star"))
    found = lens(changed.scheme("star-changxing"), changed.scheme("star-2025"), one, other)
    assert all(map(adds_up, (*found.editions, *(found.years or ()))))


def test_last_year_s_totals_are_those_that_the_parts_come_from(rulebook: Rulebook) -> None:
    one, other = example(rulebook, "complete-5star"), example(rulebook, "below-2star")
    found = lens(rulebook.scheme("star-changxing"), rulebook.scheme("star-2025"), one, other)
    assert found.before is not None
    assert found.years is not None
    (a, b), (c, d) = ([assessment.total.low for assessment in pair] for pair in (found.before, (found.old, found.new)))
    rules, factory = (float(part.amount) for part in found.years[0].parts)
    assert rules == pytest.approx(((b - a) + (d - c)) / 2, abs=0.02)
    assert factory == pytest.approx(((c - a) + (d - b)) / 2, abs=0.02)
