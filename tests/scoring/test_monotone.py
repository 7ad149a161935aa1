"""Doing better never costs points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Assessment, Rulebook
from tests.scoring.conftest import MakeScheme, criterion
from tests.strategies import completed, drafts
from tests.support import assessment

ORDER = {
    "plan_in_place": ["否", "是"],
    "store_safe": ["否", "是"],
    "training_given": ["否", "是"],
    "training_tested": ["否", "是"],
}
ORDER |= {"roof": ["none_built", "part_built", "all_built"], "grade": ["poor", "fair", "good"]}
ORDER |= {"daylight": ["0%", "35%", "partial", "full"], "lamp_share": [f"{n}%" for n in (0, 49, 50, 100)]}
ORDER |= {
    "measures": [[], ["rainwater"], ["rainwater", "led_lamps"], ["rainwater", "led_lamps", "green_roof", "insulation"]]
}
ORDER |= {"staff": [0, 9, 10, 1000], "solar_used": [f"{n} MWh" for n in (0, 1, 5, 30, 90)]}
ORDER |= {"waste_used": [f"{n} t" for n in (0, 6.5, 6.6, 10)], "wastewater": [f"{n} m3" for n in (1000, 50, 10, 1, 0)]}
ORDER |= {
    "sales": [f"{n} 万元" for n in (0, 1, 30, 50, 80, 900)],
    "land_area": [f"{n} m2" for n in (10**6, 1000, 100, 10)],
}


@pytest.mark.parametrize("fact", ORDER)
@settings(max_examples=15)
@given(data=st.data())
def test_improving_one_fact_never_lowers_any_criterion(mini: Rulebook, fact: str, data: st.DataObject) -> None:
    """``ORDER`` lists answers from worst to best; everything else of the form is drawn at random and stays."""
    draft = data.draw(drafts(mini, "mini", known=0.8))
    own = {
        "energy_intensity_average": {"value": f"1 tce/{draft.output}", "source": "x"},
        "water_base": {"value": f"5 m3/{draft.output}", "source": "x"},
        "water_lead": {"value": f"1 m3/{draft.output}", "source": "x"},
    }
    before: Assessment | None = None
    for answer in ORDER[fact]:
        facts = {**draft.facts, "metered": "是", fact: answer}
        after = assessment(mini, facts, scheme="mini", benchmarks=own, industry="C331")
        if before is not None:
            for old, new in zip(before.criteria, after.criteria, strict=True):
                assert new.share.low >= old.share.low, (new.id, answer)
                assert new.share.high >= old.share.high, (new.id, answer)
            assert after.total.low >= before.total.low - 1e-9
            assert after.total.high >= before.total.high - 1e-9
        before = after


@settings(max_examples=25)
@given(data=st.data())
def test_a_better_indicator_never_earns_less(rulebook: Rulebook, data: st.DataObject) -> None:
    """Two factories with the same benchmarks: whoever has the better number has at least the same share of its points."""
    scheme = rulebook.default_scheme
    draft = data.draw(drafts(rulebook, scheme, known=0.3))
    first, second = (data.draw(completed(draft, rulebook, scheme)) for _ in range(2))
    arguments = first.arguments()
    one, two = (assessment(rulebook, each.facts, scheme=scheme, **arguments) for each in (first, second))
    known = [{i.indicator.id: i for i in found.indicators if i.state == "known"} for found in (one, two)]
    for a, b in zip(one.criteria, two.criteria, strict=True):
        rule = a.criterion.score.steps or a.criterion.score.band
        if rule is None or rule.of not in known[0] or rule.of not in known[1]:
            continue
        if "not_applicable" in (a.status, b.status) or {r.code for r in (*a.reasons, *b.reasons)} & {"applies_unknown"}:
            continue
        higher = known[0][rule.of].indicator.better == "higher"
        better, worse = (a, b) if (known[0][rule.of].value >= known[1][rule.of].value) is higher else (b, a)
        assert better.share.low >= worse.share.low, a.id
        assert better.share.high >= worse.share.high, a.id


@settings(max_examples=20)
@given(
    bounds=st.lists(st.integers(0, 100), min_size=1, max_size=4, unique=True).map(sorted),
    key=st.sampled_from(["from", "over", "to", "under"]),
    band=st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted),
    method=st.sampled_from(["range", "ratio"]),
)
def test_any_rule_that_lint_accepts(
    make_scheme: MakeScheme, bounds: list[int], key: str, band: list[int], method: str
) -> None:
    """Steps in the right order and bands the right way round: the share follows the value, up or down."""
    upward = key in ("from", "over")
    ordered = bounds if upward else bounds[::-1]
    steps = [{key: bound, "share": (number + 1) / len(ordered)} for number, bound in enumerate(ordered)]
    rows = [
        criterion("S-1", score={"steps": {"of": "lamp_share", "at": steps}, "basis": "adopted"}),
        criterion(
            "B-1",
            score={
                "band": {"of": "lamp_share", "base": band[0], "lead": band[1], "method": method},
                "basis": "adopted",
            },
        ),
    ]
    book = make_scheme(rows)
    shares: list[tuple[float, float]] = []
    for value in sorted({*bounds, *band, *(bound + 0.5 for bound in bounds if bound < 100), 0, 100}):
        found = assessment(book, {"lamp_share": f"{value}%"}, scheme="case").criteria
        assert all(one.share.low == one.share.high for one in found)
        shares.append((found[0].share.low, found[1].share.low))
    first, second = ([pair[index] for pair in shares] for index in (0, 1))
    assert first == sorted(first, reverse=not upward)
    assert second == sorted(second)
