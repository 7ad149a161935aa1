"""Whatever the bytes and texts, the YAML door either opens or names a problem."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assess import yamlio
from tests.strategies import mutations, plain_data
from tests.support import settle

VALID = """\
factory: {name: 示例工厂, industry: C3311, region: 浙江省}
period: 2024
facts:
  electricity_used: 2300 万度   # 用电
  solar_used: {value: 450 万kWh, evidence: [{file: "台账.pdf", date: 2025-01-10}]}
  energy_carriers:
    - {carrier: 柴油, amount: 120 t}
    - carrier: 热力
      amount: 5 GJ
  note: |
    多行
    文字
"""
YAML_SIGNS = st.text(st.sampled_from(list("ab1: -[]{},#&*!|>'\"%@`?\n\t\\~<=.浙：\u3000\u2028\x85")), max_size=60)


def door(text: str) -> None:
    settle(yamlio.parse, text, "f.yaml")


@settings(max_examples=400)
@given(YAML_SIGNS)
@example("\u2028&a")
@example("? ? ? ")
@example("a: ! ")
@example("%TAG ! x:\n--- !a b")
def test_signs_that_mean_something(text: str) -> None:
    door(text)


@settings(max_examples=150)
@given(st.text())
def test_any_text(text: str) -> None:
    door(text)


@settings(max_examples=300)
@given(mutations(VALID))
def test_a_good_file_damaged(text: str) -> None:
    door(text)


@settings(max_examples=150)
@given(st.binary(max_size=200))
@example(VALID.encode("gbk")[:37])
@example(VALID.encode("utf-16"))
def test_any_bytes(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.yaml"
        path.write_bytes(raw)
        settle(yamlio.load, path)


@settings(max_examples=150)
@given(plain_data())
def test_json_reads_back(data: Any) -> None:
    for indent in (None, 2):
        assert yamlio.parse(json.dumps(data, ensure_ascii=False, indent=indent), "f.yaml") == data
