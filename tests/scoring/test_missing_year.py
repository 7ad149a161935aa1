"""As long as the year is missing (period 0), nothing is computed from a year 0: what differs by year is unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assess import Assessment, Rulebook, Submission, evaluate, load_submission
from assess.planning.gaps import evidence_index, unknowns
from assess.report.words import Words
from assess.rulebook.formula import UNKNOWN
from assess.scoring.values import Values
from tests.support import ROOT


@pytest.fixture(scope="module")
def dated(rulebook: Rulebook) -> Submission:
    return load_submission(ROOT / "examples" / "complete-5star.yaml", rulebook)


@pytest.fixture(scope="module")
def undated(dated: Submission) -> Submission:
    return replace(dated, period=0)


def scored(rulebook: Rulebook, submission: Submission, scheme: str = "gbt36132-2025") -> Assessment:
    return evaluate(rulebook.scheme(scheme), submission)


def test_period_and_factors_by_year_are_unknown_and_the_others_are_not(
    rulebook: Rulebook, dated: Submission, undated: Submission
) -> None:
    settings = rulebook.scheme().model.settings
    with_year, without = (Values(rulebook, settings, one) for one in (dated, undated))
    assert with_year.value("period") == 2024.0
    assert without.value("period") is UNKNOWN
    by_year = next(name for name, factor in rulebook.factors.items() if factor.by_year)
    plain = next(name for name, factor in rulebook.factors.items() if factor.value is not None)
    assert isinstance(with_year.factor(by_year), float)
    assert without.factor(by_year) is UNKNOWN
    assert without.factor(plain) == with_year.factor(plain) == rulebook.factors[plain].value


def test_what_waits_for_the_year_asks_for_it_and_for_nothing_else(rulebook: Rulebook, undated: Submission) -> None:
    found = scored(rulebook, undated)
    waiting = [one for one in found.criteria if any("period" in reason.names for reason in one.reasons)]
    assert waiting
    for one in waiting:
        assert one.status == "unknown"
        assert one.points.open > 0
        assert [(reason.code, reason.names) for reason in one.reasons] == [("unknown_facts", ("period",))]
    asked = next(one for one in unknowns(found) if one.id == "period")
    assert asked.kind == "fact"
    assert asked.points == pytest.approx(sum(one.points.open for one in waiting))
    for lang, title in (("zh", "评价年度"), ("en", "Year assessed")):
        assert Words(lang, 2, rulebook).name("period") == title


@pytest.mark.parametrize("scheme", ["gbt36132-2025", "star-changxing"])
@pytest.mark.parametrize("year", [2021, 2022, 2024, 2030])
def test_whatever_the_year_turns_out_to_be_lies_in_the_interval(
    rulebook: Rulebook, undated: Submission, scheme: str, year: int
) -> None:
    before, after = scored(rulebook, undated, scheme), scored(rulebook, replace(undated, period=year), scheme)
    assert before.total.low - 1e-9 <= after.total.low
    assert after.total.high <= before.total.high + 1e-9


def test_no_warning_and_no_expiry_speaks_of_a_year_0(
    rulebook: Rulebook, dated: Submission, undated: Submission
) -> None:
    last = replace(dated, period=2023)
    found = evaluate(rulebook.scheme(), undated, last)
    assert "not_last_year" not in {warning.id for warning in found.warnings}
    assert "evidence_expired" not in {warning.id for warning in found.warnings}
    assert not any(row.expired for row in evidence_index(found))
    other = replace(last, factory=replace(last.factory, name="另一家", credit_code=None))
    assert "not_last_year" in {one.id for one in evaluate(rulebook.scheme(), undated, other).warnings}
