"""The portfolio on paper and screen: says what it is, draws for everybody, hides whom it should, escapes texts."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pypdf
import pytest

from assess import CompiledScheme, Rulebook
from assess.batch.portfolio import render
from assess.batch.portfolio.build import Sources, build_portfolio
from assess.batch.portfolio.model import Portfolio
from assess.batch.portfolio.texts import TEXTS
from tests.batch.result_rows import gap, problems, row, table
from tests.report.conftest import HOSTILE
from tests.support import codes, failure

DAY = date(2026, 1, 1)
SECRETS = ("秘密机械", "91330522MA0XG5X7EY", "独山乡", "secret-file", "纺织", "1751")


@pytest.fixture(scope="module")
def scheme(rulebook: Rulebook) -> CompiledScheme:
    return rulebook.scheme("star-changxing")


def people(scheme: CompiledScheme, period: int = 2024) -> list[dict[str, Any]]:
    """Twelve factories in three towns and three divisions; one town and one division are small."""
    rows = []
    for n in range(12):
        small = n in (0, 1)
        rows.append(
            row(
                scheme,
                f"秘密机械{n}厂",
                low=48.0 + 3 * n + (period - 2024),
                file=f"secret-file-{n}.yaml",
                credit_code="91330522MA0XG5X7EY" if n == 3 else None,
                industry="1751" if small else "3311" if n < 7 else "3812",
                region="浙江省长兴县独山乡" if small else "浙江省长兴县机密镇" if n < 7 else "浙江省长兴县和平镇",
                secured=None if n < 4 else 2,
                reachable=2 if n == 2 else None if n < 4 else 2,
                missing=["total:1.5", "mandatory:K-11"],
                criteria=[gap("M-01", lost=1.0), gap("M-02", open_=1.0, unknown=("electricity_used",))],
                period=period,
                made_up=n == 5,
            )
        )
    return rows


def portfolio(scheme: CompiledScheme, *, anonymise: bool = False) -> Portfolio:
    before = people(scheme, 2023)[1:]
    before[5]["secured"] = 3
    listed = problems(("secret-file-13.yaml", 3, "GF-109"))
    sources = Sources(table(people(scheme)), table(before), listed, (), anonymise)
    return build_portfolio(sources, scheme, DAY)


def text_of(content: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


# ---------------------------------------------------------------- what it says


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_has_the_notice_and_says_how_many_are_made_up(scheme: CompiledScheme, lang: str) -> None:
    pages = text_of(render.pdf(portfolio(scheme), scheme, lang, DAY))
    notice, ribbon = {
        "zh": ("参考星级：档名见长兴县公开信息", "含1份虚构示例"),
        "en": ("Indicativestar:tiernames", "1MADE-UPEXAMPLESamongthem"),
    }[lang]
    assert len(pages) >= 4
    assert all(notice in page for page in pages)
    assert all(ribbon in page for page in pages)
    assert scheme.rulebook.digest in pages[0]
    assert "1.2.3" in pages[0]


def test_nobody_is_said_to_be_certified() -> None:
    said = " ".join(text for pair in TEXTS.values() for text in pair)
    for word in ("certified", "通过认证", "认定为", "评定为", "获评"):
        assert word not in said
    for zh, en in TEXTS.values():
        assert bool(zh) == bool(en)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_tagged_its_charts_have_words_and_the_bytes_repeat(scheme: CompiledScheme, lang: str) -> None:
    found = portfolio(scheme)
    content = render.pdf(found, scheme, lang, DAY)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/Lang"] == ("zh-CN" if lang == "zh" else "en")
    page = render.html(found, scheme, lang, DAY)
    assert page.count("<svg") == page.count("<title>") - 1 == page.count('role="img"')
    assert 'aria-label=""' not in page
    assert "<script" not in page
    assert content == render.pdf(portfolio(scheme), scheme, lang, DAY)
    assert not any(letter in text for text in text_of(content) for letter in "\ufffd\u25a1")


def test_long_lists_are_cut_on_paper_and_say_so(scheme: CompiledScheme) -> None:
    rows = [row(scheme, f"厂{n:03}", secured=None, low=40.0) for n in range(render.ON_PAPER + 7)]
    found = build_portfolio(Sources(table(rows)), scheme, DAY)
    paper = "".join(text_of(render.pdf(found, scheme, "zh", DAY)))
    assert f"这里列出前{render.ON_PAPER}家，另有7家" in paper
    assert f"厂{render.ON_PAPER:03}" not in paper
    assert f"厂{render.ON_PAPER:03}" in render.html(found, scheme, "zh", DAY)
    assert len(render.as_data(found, scheme, "zh", DAY)["below"]) == render.ON_PAPER + 7


def test_what_a_factory_typed_is_only_text(scheme: CompiledScheme) -> None:
    rows = [row(scheme, HOSTILE, secured=None, region=f"长兴县{HOSTILE}镇", credit_code=HOSTILE)]
    found = build_portfolio(Sources(table(rows)), scheme, DAY)
    page = render.html(found, scheme, "zh", DAY)
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page
    assert render.pdf(found, scheme, "zh", DAY).startswith(b"%PDF")


def test_json_is_whole_and_plain(scheme: CompiledScheme) -> None:
    data = json.loads(json.dumps(render.as_data(portfolio(scheme), scheme, "zh", DAY)))
    assert {
        "scheme",
        "rulebook",
        "n",
        "made_up",
        "stars",
        "below",
        "near",
        "groups",
        "divisions",
        "towns",
        "gaps",
    } <= set(data)
    assert {"unknowns", "gates", "change", "targets", "unread", "notice", "date"} <= set(data)
    assert "totals" not in data
    assert "参考星级" in data["notice"]
    assert data["change"]["fallen"][0]["factory"]["name"] == "秘密机械6厂"


# ---------------------------------------------------------------- anonymised


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_tells_who_a_masked_factory_is(scheme: CompiledScheme, lang: str) -> None:
    found = portfolio(scheme, anonymise=True)
    content = render.pdf(found, scheme, lang, DAY)
    reader = pypdf.PdfReader(io.BytesIO(content))
    metadata = str(reader.metadata) + reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    objects = str([reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))])
    assert "F-0" in objects or "绿色工厂" in objects or "Green-factory" in objects
    everything = {
        "html": render.html(found, scheme, lang, DAY),
        "json": json.dumps(render.as_data(found, scheme, lang, DAY), ensure_ascii=False),
        "pdf": "".join(text_of(content)) + metadata + objects,
    }
    digests = [one["digest"] for one in people(scheme)]
    for kind, text in everything.items():
        for secret in (*SECRETS, *digests):
            assert secret not in text, (kind, secret)
        assert "F-001" in text
    for secret in SECRETS:
        assert secret.encode() not in content
        assert secret.encode("utf-16-be") not in content


def test_masked_lines_hold_nothing_but_their_code_and_points(scheme: CompiledScheme) -> None:
    found = portfolio(scheme, anonymise=True)
    assert found.change is not None
    lines = [one.factory for one in (*found.below, *found.near, *found.change.fallen)] + [*found.change.new]
    assert len(lines) > 10
    assert {(one.credit_code, one.file, one.division, one.town) for one in lines} == {(None, None, None, None)}
    assert (found.twice_files, found.unread, found.unread_codes) == ((), (), {"GF-109": 1})
    assert '<td class=" ">GF-109</td>' in render.html(found, scheme, "zh", DAY)


def test_small_groups_join_others_until_they_cannot_be_worked_out(scheme: CompiledScheme) -> None:
    open_, hidden = portfolio(scheme), portfolio(scheme, anonymise=True)
    assert [(part.key, part.n) for part in open_.towns] == [("和平镇", 5), ("机密镇", 5), ("独山乡", 2)]
    assert [(part.key, part.kind, part.n) for part in hidden.towns] == [("机密镇", "named", 5), ("", "masked", 7)]
    assert [(part.key, part.kind, part.n) for part in hidden.divisions] == [("38", "named", 5), ("", "masked", 7)]


def test_places_that_name_no_town_can_be_the_small_group(scheme: CompiledScheme) -> None:
    rows = [row(scheme, f"厂{n}", region="长兴县和平镇" if n < 6 else None) for n in range(8)]
    (part,) = build_portfolio(Sources(table(rows), anonymise=True), scheme, DAY).towns
    assert (part.kind, part.n) == ("masked", 8)


def test_large_groups_stay_as_they_are(scheme: CompiledScheme) -> None:
    rows = [row(scheme, f"厂{n}", region="长兴县和平镇" if n < 6 else "长兴县泗安镇") for n in range(11)]
    parts = build_portfolio(Sources(table(rows), anonymise=True), scheme, DAY).towns
    assert [(part.key, part.n) for part in parts] == [("和平镇", 6), ("泗安镇", 5)]


def test_codes_are_stable_and_come_from_the_content_of_all_submissions(scheme: CompiledScheme) -> None:
    def codes_of(rows: list[dict[str, Any]]) -> list[tuple[str, float]]:
        found = build_portfolio(Sources(table(rows), anonymise=True), scheme, DAY)
        return [(one.factory.name, one.factory.low) for one in found.near]

    rows = people(scheme)
    assert codes_of(rows) == codes_of(list(reversed(rows)))
    changed = [*rows[:-1], rows[-1] | {"digest": "0" * 64}]
    assert {code for code, _ in codes_of(changed)} <= {f"F-{n:03}" for n in range(1, 13)}
    assert codes_of(changed) != codes_of(rows)


def test_a_factory_keeps_its_code_through_the_lists(scheme: CompiledScheme) -> None:
    open_, hidden = portfolio(scheme), portfolio(scheme, anonymise=True)
    assert open_.change is not None
    assert hidden.change is not None
    assert (hidden.change.matched, hidden.change.same) == (open_.change.matched, open_.change.same)
    by_low = {one.factory.low: one.factory.name for one in hidden.near}
    moved = hidden.change.fallen[0].factory
    assert by_low[moved.low] == moved.name


def test_too_few_to_hide_among_are_refused(scheme: CompiledScheme) -> None:
    rows = [row(scheme, f"厂{n}") for n in range(4)]
    problem = failure(build_portfolio, Sources(table(rows), anonymise=True), scheme, DAY)
    assert codes(problem) == ["GF-515"]
