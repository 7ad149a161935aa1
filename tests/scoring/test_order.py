"""The order in which a factory writes things down does not matter, and nothing outside the arguments does either."""

from __future__ import annotations

import json
import locale
import os
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Assessment, Rulebook, evaluate
from assess.scoring.export import to_json
from assess.submission.load import read_submission
from tests.strategies import drafts
from tests.support import document, submission


def comparable(found: Assessment) -> dict[str, Any]:
    """The whole result without places in the file; warnings come in the order of the file, so they are sorted."""
    data = to_json(found, "zh")
    data["submission"] = None
    data["warnings"] = sorted(({**one, "where": None} for one in data["warnings"]), key=str)
    return data


def shuffled(data: st.DataObject, value: Any) -> Any:
    """The same plain data with the keys of every mapping in another order; lists keep theirs."""
    if isinstance(value, dict):
        return {key: shuffled(data, value[key]) for key in data.draw(st.permutations(list(value)))}
    return [shuffled(data, one) for one in value] if isinstance(value, list) else value


@settings(max_examples=40)
@given(data=st.data())
def test_the_order_of_keys(mini: Rulebook, data: st.DataObject) -> None:
    draft = data.draw(drafts(mini, "mini", known=0.8))
    whole = json.loads(document(draft.facts, **draft.arguments()))
    found = []
    for one in (whole, shuffled(data, whole)):
        answers, wrong = read_submission(json.dumps(one, ensure_ascii=False), "f.yaml", mini)
        assert answers is not None
        assert wrong == []
        found.append(comparable(evaluate(mini.scheme("mini"), answers)))
    assert found[0] == found[1]


@settings(max_examples=30)
@given(data=st.data())
def test_the_order_of_rows_and_options(mini: Rulebook, data: st.DataObject) -> None:
    rows = [{"carrier": "柴油", "amount": "0.1 t"}, {"carrier": "柴油", "amount": "0.2 t"}, {"carrier": "热力", "amount": "3 GJ", "own_factor": "0.0341 tce/GJ"}]  # fmt: skip
    facts = {"electricity_used": "10 MWh", "qualified_output": "3 t", "measures": ["rainwater", "led_lamps"]}
    mixed = {
        **facts,
        "energy_carriers": data.draw(st.permutations(rows)),
        "measures": data.draw(st.permutations(facts["measures"])),
    }
    first, second = (
        evaluate(mini.scheme(), submission(mini, one)) for one in ({**facts, "energy_carriers": rows}, mixed)
    )
    values = [{one.indicator.id: one.value for one in found.indicators} for found in (first, second)]
    assert values[0] == values[1]
    assert first.total == second.total


def test_the_same_input_gives_the_same_result(mini: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pure: evaluating twice, under another clock, locale and environment, gives equal data."""
    answers = submission(mini, {"electricity_used": "1234.5 MWh", "solar_used": "600 MWh", "grade": "fair"})
    before = evaluate(mini.scheme(), answers)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": ","})
    assert evaluate(mini.scheme(), answers) == before
