"""Texts as people write them, and answers as they come from a screen, for the tests of documents."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

BY_HAND = """\
# head
factory:
    name:    甲厂        # aligned
    region:  "\\u6d59江"
    note: |   # header
      line one # not a comment

      line two
period:  2024

# before facts
facts:
    # section one
    a: {value: 1,note: 'x'}   # c
    b:
    -   {carrier: 电, amount: 12}   # r1
    # between
    -   carrier: 煤     # r2
        amount:  3
        # under
    c: >-
        folded text # that
        goes on

        for long
      # deeper
    # about d
    d: [ 1, 2 ]
    e:       # c0
        # c1
        value: 5   # c2
        evidence:   # c3
          - {file: a.pdf, date: 2024-01-01}   # c4
          # c5
          - file: b.pdf    # c6
            date: 2024-02-02
        note: x    # c7
        odd: [1,
           2]  # c8
    # about f
    f:
    g: { value: "a # b", note: plain text
         goes on, evidence: [ {file: x} , y.pdf ] }  # c9
    h: 'it''s

      two'
    i: {value: 1, # inner
        note: b}
    j:
      hanging   # hang
    k: |+
      keep

    l: last"""
"""Four blanks of indentation, aligned values, lists at the level of their key, every style of scalar, comments everywhere."""

SHORT = (
    "factory: {name: 甲, region: 浙江}\nperiod: 2024\nfacts: {a: 1, b: {value: 2}, c: [ {x: 1}, {x: 2} ] }\n",
    '{"factory":{"name":"甲"},"period":2024,"facts":{"a":1,"b":{"value":2,"note":"x"}}}',
    '{\n  "factory": {\n    "name": "甲"\n  },\n  "period": 2024,\n  "facts": {\n    "a": 1,\n    "b": {\n      "value": 2\n    }\n  }\n}\n',
    "factory:\nperiod:\nfacts:\n",
    "facts: {}\n",
    "period: 2024\nfacts:  # nothing yet\n# tail\n",
    "facts: some text\n",
    "facts:\n- a\n- b # c\nperiod: 1\n",
    "facts: null\nperiod: ~\n",
    "{}\n",
    "---\nperiod: 2024\n...\n",
    "period: 2024",
    "benchmarks:\n  x: 1\n",
)

HOSTILE = (
    "450 万kWh", "是", "否", "不适用", "a: b", "# x", "x # y", "- z", '"q"', "it's", "null", "~", "true", "no", "2025-01-10",
    "12", "12.50", "0311", "", "  lead", "tail ", "多行\n第二行", "emoji 🏭", "a, b", "{x}", "[y]", "%", "@", "&a", "*b", "!t",
    "|", ">", "\t", "\u2028", "\x85", "\ufeff", "\x07", "---", "...", "? q", "=", "<<", "0x10", "1e5", "１２％", "\\", "\r\n",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Anything somebody types."""
    return st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def raws() -> st.SearchStrategy[Any]:
    """Any content of one question: nothing, short, long, a table, and what no screen writes."""
    scalar = texts() | st.integers(-(10**6), 10**6) | st.booleans() | st.sampled_from([0.5, 1e16, -3.25])
    cells = st.sampled_from(["carrier", "amount", "x", "file", "date", "own"])
    row = st.dictionaries(cells, scalar | st.none(), min_size=1, max_size=4)
    value = scalar | st.lists(scalar, max_size=3) | st.lists(row, max_size=4)
    parts = {
        "value": value,
        "not_applicable": texts(),
        "unverified": st.just(True),
        "source": texts(),
        "evidence": st.lists(row | texts(), min_size=1, max_size=3),
        "note": texts(),
        "odd": value,
    }
    return st.none() | value | st.fixed_dictionaries({}, optional=parts)
