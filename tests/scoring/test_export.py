"""The result as JSON: complete, plain, finite, and its numbers add up again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Rulebook
from assess.scoring.export import to_json
from tests.strategies import drafts
from tests.support import assessment

KEYS = {"scheme", "rulebook", "factory", "period", "total", "groups", "gates", "tier", "criteria", "warnings"}
CRITERION = {"id", "principle", "mandatory", "status", "points", "basis", "reasons"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_promised_keys(rulebook: Rulebook, lang: str) -> None:
    data = to_json(assessment(rulebook, {}), lang)
    assert set(data) >= KEYS
    assert set(data["total"]) == {"low", "high", "max"}
    assert set(data["tier"]) >= {"secured", "reachable"}
    assert data["rulebook"]["digest"] == rulebook.digest
    for one in data["criteria"]:
        assert set(one) >= CRITERION
        assert set(one["points"]) == {"low", "high", "max"}


@settings(max_examples=25)
@given(data=st.data())
def test_plain_finite_and_adding_up(mini: Rulebook, data: st.DataObject) -> None:
    draft = data.draw(drafts(mini, "mini"))
    exported = to_json(assessment(mini, draft.facts, scheme="mini", **draft.arguments()), "zh")
    again: dict[str, Any] = json.loads(json.dumps(exported, ensure_ascii=False, allow_nan=False))
    assert again == exported
    for part in ("low", "high", "max"):
        for rows in ("criteria", "groups"):
            assert sum(row["points"][part] for row in exported[rows]) == pytest.approx(
                exported["total"][part], abs=0.006
            )


def test_ids_do_not_depend_on_the_language(mini: Rulebook) -> None:
    found = assessment(mini, {"plan_in_place": "是", "solar_used": "5 MWh", "electricity_used": "1 MWh"})
    chinese, english = to_json(found, "zh"), to_json(found, "en")
    assert chinese["warnings"][0]["message"] != english["warnings"][0]["message"]
    for data in (chinese, english):
        data["notice"] = None
        for kind in ("groups", "gates", "criteria", "indicators", "factors", "benchmarks"):
            for row in data[kind]:
                row["title"] = None
        for row in data["warnings"]:
            row["message"] = None
        for tier in (data["tier"]["secured"], data["tier"]["reachable"]):
            if tier:
                tier["label"] = None
    assert chinese == english


@pytest.mark.parametrize("scheme", ["gbt36132-2018", "gbt36132-2025"])
def test_every_choice_for_the_whole_assessment_is_named(rulebook: Rulebook, scheme: str) -> None:
    """``decimals`` is how totals are printed, which the numbers show themselves."""
    chosen = rulebook.scheme(scheme).model.settings.model_dump(exclude={"decimals"})
    assert to_json(assessment(rulebook, {}, scheme=scheme), "zh")["settings"] == chosen
