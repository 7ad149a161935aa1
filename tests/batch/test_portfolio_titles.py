"""Titles due for review in a portfolio: the term of the factory's own ladder decides, and nothing is made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assess import CompiledScheme, Rulebook
from assess.batch.portfolio.build import Sources, build_portfolio
from assess.batch.portfolio.model import Portfolio
from assess.batch.portfolio.render import as_data, html
from tests.batch.result_rows import row, table

TODAY = date(2026, 11, 22)
HUZHOU = "浙江省湖州市德清县"


@pytest.fixture(scope="module")
def scheme(rulebook: Rulebook) -> CompiledScheme:
    return rulebook.scheme("star-changxing")


def title(granted: str, level: str | None = "city", **more: str) -> dict[str, Any]:
    return {"level": level, "name": None, "granted": granted, "reviewed": None, "removed": None} | more


def held(name: str, *titles: dict[str, Any], region: str = HUZHOU, scheme: CompiledScheme) -> dict[str, Any]:
    return row(scheme, name, region=region, titles=list(titles))


def build(scheme: CompiledScheme, *rows: dict[str, Any], **more: Any) -> Portfolio:
    return build_portfolio(Sources(table(list(rows)), **more), scheme, TODAY)


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([title("2023-11-21")], [("city", "review_due", "2026-11-21")]),
        ([title("2023-11-22")], [("city", "valid", "2026-11-22")]),
        ([title("2024-11-21")], [("city", "valid", "2027-11-21")]),
        ([title("2024-11-22")], []),
        ([title("2020-05-01", reviewed="2023-06-01")], [("city", "review_due", "2026-06-01")]),
        ([title("2021-01-01"), title("2024-03-01")], [("city", "valid", "2027-03-01")]),
        ([title("2023-01-01", removed="2024-01-01")], []),
        ([title("2027-01-01")], []),
        ([title("2023-01-01", level=None, name="绿色园区")], []),
    ],
)
def test_a_title_is_due_by_the_term_of_its_place(
    scheme: CompiledScheme, titles: list[dict[str, Any]], expected: list[tuple[str, str, str]]
) -> None:
    found = build(scheme, held("甲", *titles, scheme=scheme)).titles
    assert found is not None
    assert [(one.level, one.state, one.until) for one in found.due] == expected


def test_what_has_no_published_term_is_counted_and_not_listed(scheme: CompiledScheme) -> None:
    rows = [
        held("甲", title("2020-01-01", level="nation"), scheme=scheme),
        held("乙", title("2023-01-01"), title("2020-01-01", level="nation"), scheme=scheme),
        held("丙", scheme=scheme),
    ]
    found = build(scheme, *rows).titles
    assert found is not None
    assert (found.factories, found.unpublished, found.count) == (2, 2, 1)
    assert [(one.factory.name, one.ladder, one.state) for one in found.due] == [("乙", "huzhou", "review_due")]


def test_the_page_names_them_with_the_rule_and_how_sure_it_is(scheme: CompiledScheme) -> None:
    portfolio = build(scheme, held("甲厂", title("2023-01-01"), scheme=scheme))
    page = html(portfolio, scheme, "zh", TODAY)
    for words in ("称号到期和复核", "甲厂", "2026-01-01", "已到复核期", "湖州市《绿色工厂评价办法》", "二手"):
        assert words in page
    assert "Titles due for review" in html(portfolio, scheme, "en", TODAY)
    assert as_data(portfolio, scheme, "zh", TODAY)["titles"]["due"][0]["until"] == "2026-01-01"


def test_masked_names_have_no_list_of_titles(scheme: CompiledScheme) -> None:
    rows = [held(f"厂{number}", title("2023-01-01"), scheme=scheme) for number in range(6)]
    portfolio = build(scheme, *rows, anonymise=True)
    assert portfolio.titles is not None
    assert (portfolio.titles.due, portfolio.titles.count) == ((), 6)
    assert "2026-01-01" not in html(portfolio, scheme, "zh", TODAY)


def test_without_any_title_the_page_says_so(scheme: CompiledScheme) -> None:
    assert "没有一份填报写明已获得的称号" in html(build(scheme, held("甲", scheme=scheme)), scheme, "zh", TODAY)


def test_results_of_an_older_version_say_that_titles_were_not_kept(scheme: CompiledScheme) -> None:
    rows = table([held("甲", title("2023-01-01"), scheme=scheme)]).drop("titles")
    portfolio = build_portfolio(Sources(rows), scheme, TODAY)
    assert portfolio.titles is None
    assert "没有记录称号" in html(portfolio, scheme, "zh", TODAY)
