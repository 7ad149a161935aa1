"""The PDF, read back: texts, fonts, tags, bookmarks, language, the same bytes again, and nothing fetched."""

from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from assess import AssessError
from assess.paths import templates_dir
from assess.report.html import render_html
from assess.report.pdf import FetchRefusedError, packaged_file, pdf_bytes, write_pdf
from tests.report.conftest import HOSTILE, MakeReport


def elements(reader: pypdf.PdfReader) -> Iterator[Any]:
    """Every structure element of the tag tree."""
    todo = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while todo:
        found = todo.pop().get_object()
        if not isinstance(found, dict):
            continue
        if "/S" in found:
            yield found
        kids = found.get("/K", [])
        todo.extend(kid for kid in (kids if isinstance(kids, list) else [kids]) if hasattr(kid, "get_object"))


# ---------------------------------------------------------------- what it says


def test_the_notice_and_the_made_up_ribbon_stand_on_every_page(
    small: tuple[str, str, bytes], reader: pypdf.PdfReader, pages: list[str]
) -> None:
    notice, ribbon = {
        "zh": ("参考星级", "虚构示例·非真实企业"),
        "en": ("Indicativestar", "MADE-UPEXAMPLE·notarealfactory"),
    }[small[0]]
    assert len(reader.pages) >= 8
    assert [number for number, text in enumerate(pages, 1) if notice not in text] == []
    assert [number for number, text in enumerate(pages, 1) if ribbon not in text] == []


def test_pages_are_numbered(pages: list[str]) -> None:
    assert [f"{number}/{len(pages)}" in text for number, text in enumerate(pages, 1)] == [True] * len(pages)


def test_no_glyph_is_missing(pages: list[str]) -> None:
    assert not any(letter in text for text in pages for letter in "\ufffd\u25a1\x00")


# ---------------------------------------------------------------- how it is made


def test_it_is_tagged_pdf_ua_with_language_and_title(small: tuple[str, str, bytes], reader: pypdf.PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert root["/Lang"] == ("zh-CN" if small[0] == "zh" else "en")
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata is not None
    assert "测试工厂" in str(reader.metadata.title)


def test_every_figure_has_a_text_alternative(reader: pypdf.PdfReader) -> None:
    figures = [element for element in elements(reader) if element["/S"] == "/Figure"]
    assert len(figures) > 10
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_tables_have_headers_and_headings_never_skip_a_level(reader: pypdf.PdfReader) -> None:
    kinds = {str(element["/S"]) for element in elements(reader)}
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD", "/P", "/L", "/LI"} <= kinds
    assert not {"/H3", "/H4", "/H5", "/H6"} & kinds


def test_fonts_are_embedded(reader: pypdf.PdfReader) -> None:
    fonts: dict[str, bool] = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            fonts[str(font.get_object()["/BaseFont"])] = any(f"/FontFile{n}" in below for n in ("", 2, 3))
    assert fonts
    assert all(fonts.values())


def test_bookmarks_lead_to_the_chapters(small: tuple[str, str, bytes], reader: pypdf.PdfReader) -> None:
    chapters = [item for item in reader.outline if not isinstance(item, list)]
    numbers = [reader.get_destination_page_number(item) for item in chapters]
    assert chapters[0].title == "测试工厂"
    assert {"zh": "结论与要点", "en": "Findings at a glance"}[small[0]] == chapters[1].title
    assert numbers == sorted(numbers)
    assert numbers[:2] == [0, 1]


def test_pages_are_a4(reader: pypdf.PdfReader) -> None:
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}


def test_dates_are_the_report_s_own(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert str(reader.metadata["/CreationDate"]).startswith("D:20261122")


# ---------------------------------------------------------------- the same bytes again


def test_the_same_page_gives_the_same_bytes(small: tuple[str, str, bytes]) -> None:
    assert pdf_bytes(small[1]) == small[2]


def test_another_process_gives_the_same_bytes(small: tuple[str, str, bytes], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(small[1], encoding="utf-8")
    program = (
        "from pathlib import Path; from assess.report.pdf import write_pdf;"
        "write_pdf(Path('page.html').read_text(encoding='utf-8'), Path('again.pdf'))"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Asia/Shanghai", "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "again.pdf").read_bytes() == small[2]


# ---------------------------------------------------------------- writing


def test_a_pdf_is_written_whole_and_readable_for_others(small: tuple[str, str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "新目录" / "报告.pdf"
    write_pdf(small[1], target)
    assert target.read_bytes() == small[2]
    assert [path.name for path in target.parent.iterdir()] == ["报告.pdf"]
    assert stat.S_IMODE(target.stat().st_mode) & stat.S_IRUSR


def test_a_target_that_cannot_be_written_is_named_and_left_alone(small: tuple[str, str, bytes], tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(AssessError) as caught:
        write_pdf(small[1], tmp_path / "folder.pdf")
    assert [problem.code for problem in caught.value.problems] == ["GF-401"]
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


# ---------------------------------------------------------------- nothing is fetched


@pytest.mark.parametrize(
    "url",
    [
        "http://evil.invalid/x.png",
        "https://evil.invalid/x.css",
        "ftp://evil.invalid/x",
        "file:///etc/passwd",
        "file://evil.invalid/etc/passwd",
        "data:text/plain,x",
        "",
        "relative.css",
    ],
)
def test_addresses_outside_the_templates_are_refused(url: str) -> None:
    with pytest.raises(FetchRefusedError):
        packaged_file(url)


def test_climbing_out_of_the_templates_is_refused() -> None:
    inside = (templates_dir() / "report" / "style.css").as_uri()
    assert packaged_file(inside).name == "style.css"
    with pytest.raises(FetchRefusedError):
        packaged_file(inside.replace("report/style.css", "../pyproject.toml"))
    with pytest.raises(FetchRefusedError):
        packaged_file(inside.replace("style.css", "%2e%2e/%2e%2e/pyproject.toml"))


def test_a_page_that_names_other_files_is_drawn_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("socket.create_connection", no_network)
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    page = (
        f"<html lang=en><title>t</title><link rel=stylesheet href='http://evil.invalid/x.css'>"
        f"<style>@import url({secret.as_uri()});</style><p>text<img alt=x src='{secret.as_uri()}'>"
        f"<object data='{secret.as_uri()}'></object><a rel=attachment href='{secret.as_uri()}'>a</a>"
    )
    content = pdf_bytes(page)
    assert "text" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert not pypdf.PdfReader(io.BytesIO(content)).attachments


# ---------------------------------------------------------------- texts that bite


def test_hostile_and_very_long_texts_are_only_text(make_report: MakeReport) -> None:
    name = HOSTILE + "超长名称" * 60 + "A" * 200
    facts = {
        "plan_in_place": {"value": "是", "evidence": [{"file": HOSTILE}]},
        "store_safe": {"not_applicable": HOSTILE + "很长的理由" * 100},
    }
    page = render_html(make_report(facts, name=name, region="浙江省" + HOSTILE))
    assert "<script" not in page
    assert "<img" not in page
    assert "{{ 7 * 7 }}" in page
    reader = pypdf.PdfReader(io.BytesIO(pdf_bytes(page)))
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert "<script>alert(1)</script>{{7*7}}{%raw%}" in text
    assert "超长名称" * 60 in text
    assert "很长的理由" * 20 in text


def test_long_words_are_broken_inside_the_margins(make_report: MakeReport) -> None:
    facts = {"store_safe": {"not_applicable": "W" * 900}}
    page = render_html(make_report(facts, name="W" * 300, region="浙江省" + "W" * 300))
    for sheet in pypdf.PdfReader(io.BytesIO(pdf_bytes(page))).pages:
        ends: list[float] = []

        def note(text: str, cm: list[float], tm: list[float], *rest: Any, ends: list[float] = ends) -> None:
            if "WW" in text:  # a capital W is never narrower than 0.6 of its height
                size = abs(tm[3]) * rest[1] * cm[0]
                ends.append(tm[4] * cm[0] + cm[4] + 0.6 * size * max(map(len, text.split())))

        sheet.extract_text(visitor_text=note)
        assert all(end < 595 - 20 for end in ends)
