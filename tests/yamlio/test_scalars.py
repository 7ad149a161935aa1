"""Plain scalars: numbers, booleans and nothing by YAML 1.2's core schema, everything else text."""

from __future__ import annotations

from typing import Any

import pytest

from assess import yamlio
from tests.support import cases

KINDS = {"int": int, "float": float, "bool": bool, "text": str, "none": type(None)}


@pytest.mark.parametrize("case", cases(__file__, "scalars.yaml"))
def test_plain_scalar(case: list[Any]) -> None:
    written, kind, value = case
    found = yamlio.parse(f"key: {written}\n", "f.yaml")["key"]
    assert type(found) is KINDS[kind]
    assert found == value


@pytest.mark.parametrize("written", ["12", "true", "null", "~", "1e3", "no", ".inf"])
@pytest.mark.parametrize("quote", ["'", '"'])
def test_quoted_is_always_text(written: str, quote: str) -> None:
    assert yamlio.parse(f"key: {quote}{written}{quote}\n", "f.yaml")["key"] == written


@pytest.mark.parametrize("style", ["|", ">", "|-", ">-"])
def test_block_scalars_are_text(style: str) -> None:
    assert yamlio.parse(f"key: {style}\n  12\n", "f.yaml")["key"].strip() == "12"


def test_collections_are_plain_dicts_and_lists() -> None:
    found = yamlio.parse("a: [1, {b: c}]\nd:\n  - e\n", "f.yaml")
    assert found == {"a": [1, {"b": "c"}], "d": ["e"]}
    assert isinstance(found, dict)
    assert isinstance(found["a"], list)


def test_keys_are_text_whatever_they_look_like() -> None:
    assert set(yamlio.parse("1: a\ntrue: b\n~: c\n2024-01-01: d\n", "f.yaml")) == {"1", "true", "~", "2024-01-01"}


def test_merge_keys_mean_nothing() -> None:
    assert yamlio.parse("a: {<<: {b: 1}}\n", "f.yaml") == {"a": {"<<": {"b": 1}}}
