"""Where a factory stands among others: ties, intervals, small industries, itself, and rows that do not compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from assess import Assessment, CompiledScheme, Rulebook
from assess.batch.peers import read_peers, standing
from assess.batch.results import identified
from assess.report.peers import build_peers
from assess.report.words import Words
from assess.scoring.peers import PeerStanding, Place, peers_json
from assess.scoring.rounding import rounded
from tests.batch.result_rows import row, table
from tests.support import assessment, codes, failure

CODE = "91330522MA0XG5X7EY"


@pytest.fixture(scope="module")
def scheme(rulebook: Rulebook) -> CompiledScheme:
    return rulebook.scheme("star-changxing")


@pytest.fixture(scope="module")
def own(rulebook: Rulebook) -> Assessment:
    """A metal-products factory with some points secured and most still open."""
    facts = {"multi_storey_workshop": "是", "green_management_body": "是", "qms_certified": "是"}
    return assessment(rulebook, facts, name="本厂", industry="C3311", credit_code=CODE)


def among(own: Assessment, rows: list[dict[str, Any]]) -> PeerStanding:
    return standing(identified(table(rows)), own)


def secured(own: Assessment) -> float:
    return float(rounded(own.total.low, 2))


def others(scheme: CompiledScheme, lows: list[float], **more: Any) -> list[dict[str, Any]]:
    return [row(scheme, f"同行{n}{more.get('industry', '')}", low=low, **more) for n, low in enumerate(lows)]


def test_ties_are_neither_below_nor_above(scheme: CompiledScheme, own: Assessment) -> None:
    low = secured(own)
    assert 0 < low < own.total.high
    found = among(own, others(scheme, [0.0, low, low, low + 0.01, 99.0]))
    assert found.total == Place(lower=1, same=2, higher=2)
    assert (found.scope, found.division, found.n, found.in_division) == ("division", "33", 5, 5)
    assert found.total.percentile == 20.0


def test_only_what_is_secured_counts_on_both_sides(scheme: CompiledScheme, own: Assessment) -> None:
    rows = [one | {"high": 100.0} for one in others(scheme, [secured(own)] * 5)]
    assert among(own, rows).total == Place(lower=0, same=5, higher=0)


def test_a_small_industry_falls_back_to_all(scheme: CompiledScheme, own: Assessment) -> None:
    rows = others(scheme, [0.0] * 4) + others(scheme, [99.0] * 2, industry="1751")
    found = among(own, rows)
    assert (found.scope, found.in_division, found.n, found.total) == ("all", 4, 6, Place(4, 0, 2))
    words = Words("zh", 2, own.scheme.rulebook)
    assert "只有 4 家，不足 5 家，改与全部另外 6 家相比" in build_peers(words, own, found).lead


def test_too_few_in_all_give_no_comparison(scheme: CompiledScheme, own: Assessment) -> None:
    found = among(own, others(scheme, [0.0] * 4))
    assert (found.n, found.total, found.groups) == (4, None, ())
    for lang in ("zh", "en"):
        section = build_peers(Words(lang, 2, own.scheme.rulebook), own, found)
        assert section.rows == ()
        assert "4" in section.lead


def test_without_an_industry_all_are_peers(rulebook: Rulebook, scheme: CompiledScheme) -> None:
    found = among(assessment(rulebook, {}), others(scheme, [1.0] * 5))
    assert (found.scope, found.division, found.in_division, found.n) == ("all", None, 0, 5)


def test_the_factory_is_not_its_own_peer(scheme: CompiledScheme, own: Assessment) -> None:
    mine = [
        row(scheme, "另名", digest=own.submission.digest),
        row(scheme, "旧名", credit_code=CODE),
        row(scheme, "本 厂"),
    ]
    found = among(own, [*mine, *others(scheme, [0.0] * 5)])
    assert found.n == 5
    namesake = row(scheme, "本厂", credit_code="913305220000000017")
    assert among(own, [namesake, *others(scheme, [0.0] * 5)]).n == 6


def test_a_peer_with_several_years_counts_once(scheme: CompiledScheme, own: Assessment) -> None:
    rows = others(scheme, [0.0] * 5)
    found = among(own, [*rows, *(one | {"period": 2022, "low": 99.0} for one in rows)])
    assert (found.n, found.periods, found.total) == (5, (2024,), Place(5, 0, 0))


def test_groups_compare_shares_of_the_points_that_apply(scheme: CompiledScheme, own: Assessment) -> None:
    rows = others(scheme, [0.0] * 6)
    group = scheme.groups[0][0]
    for one in rows[:5]:
        one["groups"][0] |= {"low": 1.0, "high": 1.0, "max": 1.0}
    rows[5]["groups"][0] |= {"low": 0.0, "high": 0.0, "max": 0.0}
    places = dict(among(own, rows).groups)
    assert places[group] == Place(lower=0, same=0, higher=5)
    assert places[scheme.groups[1][0]].n == 6


def test_made_up_peers_are_counted_and_said(scheme: CompiledScheme, own: Assessment) -> None:
    found = among(own, [*others(scheme, [0.0] * 4), row(scheme, "虚构", made_up=True)])
    assert found.made_up == 1
    assert "其中 1 家为虚构示例" in build_peers(Words("zh", 2, own.scheme.rulebook), own, found).lead
    assert peers_json(found)["made_up"] == 1


def test_rows_of_other_rules_or_schemes_do_not_compare(scheme: CompiledScheme, tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    table([row(scheme, "甲", rulebook="0" * 64)]).write_parquet(path)
    assert codes(failure(read_peers, path, scheme.id, scheme.rulebook.digest)) == ["GF-514"]
    assert codes(failure(read_peers, path, "gbt36132-2018", scheme.rulebook.digest)) == ["GF-513"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("none", None, "GF-510"),
        ("results.csv", b"a,b\n", "GF-510"),
        ("results.parquet", b"PAR1 no", "GF-511"),
        ("results.jsonl", b"{not json\n", "GF-511"),
    ],
)
def test_what_is_no_result_is_named(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert codes(failure(read_peers, path, "x", "y")) == [code]
    assert codes(failure(read_peers, tmp_path, "x", "y")) == [code]  # a folder is looked into; results.csv is no result


def test_columns_are_checked(scheme: CompiledScheme, tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    table([row(scheme, "甲")]).drop("groups").with_columns(pl.col("low").cast(pl.String)).write_parquet(path)
    (problem,) = failure(read_peers, path, scheme.id, scheme.rulebook.digest)
    assert problem.code == "GF-512"
    assert "groups、low" in problem.what("zh")
