"""Wrong submissions: everything that is wrong at once, in file order, at its place; and no way to a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import AssessError, Rulebook, load_submission
from assess.submission.load import read_submission
from tests.strategies import mutations, plain_data
from tests.support import cases, codes, document, failure, settle, where


@pytest.mark.parametrize("case", cases(__file__, "bad.yaml"))
def test_every_fault_at_its_place(mini: Rulebook, tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(case["text"], encoding="utf-8")
    found = failure(load_submission, path, mini)
    assert [(problem.code, *where(problem)) for problem in found] == [tuple(fault) for fault in case["faults"]]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "GF-112"),
        ("factory: {name: 长兴}".encode("gbk"), "GF-105"),
        (b"factory: {name: \x00}", "GF-107"),
        (b"a: &x 1", "GF-111"),
        (b"[" * 10_000, "GF-108"),
        (b"a: 1\n---\nb: 2\n", "GF-114"),
    ],
)
def test_files_that_are_no_submission(mini: Rulebook, tmp_path: Path, raw: bytes, code: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(raw)
    assert codes(failure(load_submission, path, mini)) == [code]


def test_paths_that_are_no_file(mini: Rulebook, tmp_path: Path) -> None:
    assert codes(failure(load_submission, tmp_path, mini)) == ["GF-102"]
    assert codes(failure(load_submission, tmp_path / "none.yaml", mini)) == ["GF-101"]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"zz{n}: 1\n" for n in range(30_000)),
        "factory: {name: 厂}\nperiod: 2024\nfacts:\n" + "".join(f"  zz{n}: 1\n" for n in range(30_000)),
        "factory: {name: 厂}\nperiod: 2024\nfacts:\n  energy_carriers:\n"
        + "    - {carrier: 木柴, amount: 5}\n" * 10_000,
        "factory: {name: 厂}\nperiod: 2024\nfacts: {}\nbenchmarks:\n" + "".join(f"  zz{n}: 1\n" for n in range(30_000)),
        "factory: {name: 厂}\nperiod: 2024\nfacts:\n  measures: [" + "bees, " * 100_000 + "]\n",
        "factory: {name: 厂}\nperiod: 2024\nfacts:\n  staff: " + "9" * 1_000_000 + "人\n",
        "factory: {name: 厂}\nperiod: 2024\nfacts:\n  staff: '" + "1," * 500_000 + "'\n",
    ],
    ids=["top", "facts", "rows", "benchmarks", "options", "digits", "commas"],
)
def test_large_nonsense_is_only_reported(mini: Rulebook, text: str) -> None:
    _, found = read_submission(text, "f.yaml", mini)
    assert found
    assert all(problem.text("zh") for problem in found[:3])


# ---------------------------------------------------------------- fuzz

GOOD = (Path(__file__).parent / "good.yaml").read_text(encoding="utf-8")


def test_the_good_file_is_good(mini: Rulebook) -> None:
    found, wrong = read_submission(GOOD, "good.yaml", mini)
    assert codes(wrong) == []
    assert found is not None
    assert set(found.answers) == {name for name in mini.facts if name not in ("forced_total", "duty_done")}


@settings(max_examples=250)
@given(mutations(GOOD))
def test_a_good_file_damaged(mini: Rulebook, text: str) -> None:
    found, wrong = read_submission(text, "f.yaml", mini)
    codes(wrong)
    assert found is not None or wrong


@settings(max_examples=50)
@given(st.data())
def test_any_data_in_any_place(mini: Rulebook, data: st.DataObject) -> None:
    """Every value of the form replaced by anything YAML can hold."""
    whole = json.loads(document({"lawful": "是"}, benchmarks={}))
    facts = st.dictionaries(st.sampled_from([*mini.facts, "nobody", "1"]), plain_data() | long_form(), max_size=4)
    own = st.dictionaries(st.sampled_from([*mini.benchmarks, "nobody"]), plain_data() | long_form(), max_size=2)
    factory = st.dictionaries(
        st.sampled_from(["name", "credit_code", "industry", "region", "made_up", "note", "x"]), plain_data(), max_size=4
    )
    for key, strategy in (("facts", facts), ("benchmarks", own), ("factory", factory), ("period", plain_data())):
        if data.draw(st.booleans()):
            whole[key] = data.draw(strategy | plain_data())
    found, wrong = read_submission(json.dumps(whole, ensure_ascii=False), "f.yaml", mini)
    codes(wrong)
    assert found is not None or wrong


def long_form() -> st.SearchStrategy[Any]:
    keys = ["value", "source", "evidence", "note", "not_applicable", "unverified", "file", "carrier", "amount"]
    inner = st.dictionaries(st.sampled_from(keys), plain_data(), max_size=3)
    return st.dictionaries(st.sampled_from(keys), plain_data() | inner | st.lists(inner, max_size=2), max_size=4)


@given(st.binary(max_size=150))
def test_any_bytes(mini: Rulebook, tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    assert settle(load_submission, path, mini) is None


def test_an_error_lists_places_and_codes() -> None:
    with pytest.raises(AssessError, match="GF-101"):
        raise AssessError(failure(load_submission, Path("none.yaml"), None))
