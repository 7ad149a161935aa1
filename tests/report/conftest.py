"""Reports to read back: a small made-up one in both languages, and hostile texts that a factory might type."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pytest

from assess import Assessment, Rulebook
from assess.report.build import build_report
from assess.report.html import render_html
from assess.report.model import ReportModel
from assess.report.pdf import pdf_bytes
from tests.support import assessment

DAY = date(2026, 11, 22)
FACTS: dict[str, Any] = {
    "plan_in_place": {
        "value": "是",
        "evidence": [{"file": "规划.pdf", "date": "2024-03-01", "valid_until": "2024-06-01"}],
    },
    "store_safe": {"not_applicable": "不使用危险品"},
    "daylight": "50%",
    "training_given": "否",
    "electricity_used": "2300 万度",
    "solar_used": "450 万度",
    "staff": "120 人",
}
HOSTILE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} & \"quoted\" </title></style><img src='http://evil.invalid/x.png'>"
)

MakeReport = Callable[..., ReportModel]


@pytest.fixture(scope="session")
def halfway(mini: Rulebook) -> Assessment:
    """Some answers given, one 不适用, most unknown."""
    return assessment(mini, FACTS, made_up=True, industry="C3311", region="浙江省湖州市")


@pytest.fixture(scope="session")
def make_report(mini: Rulebook) -> MakeReport:
    """A report on answers to the small rulebook."""

    def make(facts: dict[str, Any] | None = None, lang: str = "zh", **more: Any) -> ReportModel:
        return build_report(assessment(mini, facts or {}, **more), lang, DAY, "1.2.3")

    return make


@pytest.fixture(scope="session", params=["zh", "en"])
def small(request: pytest.FixtureRequest, halfway: Assessment) -> tuple[str, str, bytes]:
    """Language, page and PDF of the small report."""
    page = render_html(build_report(halfway, request.param, DAY, "1.2.3"))
    return request.param, page, pdf_bytes(page)


@pytest.fixture(scope="session")
def reader(small: tuple[str, str, bytes]) -> pypdf.PdfReader:
    """The small report's PDF, read back."""
    return pypdf.PdfReader(io.BytesIO(small[2]))


@pytest.fixture(scope="session")
def pages(reader: pypdf.PdfReader) -> list[str]:
    """The text of each page, without any space."""
    return ["".join(page.extract_text().split()) for page in reader.pages]
