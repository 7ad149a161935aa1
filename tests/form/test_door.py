"""What must not be opened is refused before it is parsed, kindly and without a trace left behind."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import Rulebook
from assess.form import door
from assess.form.door import open_package
from assess.form.read import read_form
from tests.form.support import Workbook, edited, reading, taken, write_form
from tests.support import codes, failure, settle

TYPES, BOOK, SHEET = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet2.xml"


@pytest.fixture(scope="module")
def content(mini: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_form(tmp_path_factory.mktemp("form") / "form.xlsx", mini).read_bytes()


def repacked(content: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """The same archive with parts replaced, added or (None) left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, change in changes.items():
            if change is None:
                parts.pop(name)
            else:
                parts[name] = change if isinstance(change, bytes) else change(parts[name])
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def with_bomb(content: bytes) -> bytes:
    """A sheet of 30 MB of blanks, 30 kB packed."""
    return repacked(content, {SHEET: lambda part: part.replace(b"<sheetData>", b" " * (30 << 20) + b"<sheetData>")})


def with_ratio(content: bytes) -> bytes:
    return repacked(content, {"xl/media/a.png": b"\0" * (2 << 20)})


def with_entities(content: bytes) -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return repacked(content, {SHEET: lambda part: head + part.partition(b"?>")[2]})


def in_utf16(content: bytes) -> bytes:
    return repacked(content, {SHEET: lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16")})


def in_another_encoding(content: bytes) -> bytes:
    return repacked(content, {SHEET: lambda part: part.replace(b'encoding="UTF-8"', b'encoding="cp037"', 1)})


def many_parts(content: bytes) -> bytes:
    return repacked(content, {f"x/{number}.txt": b"" for number in range(door.MAX_PARTS)})


def locked(content: bytes) -> bytes:
    """Every part's flag for encryption set, in the archive's directory."""
    found = bytearray(content)
    at = found.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", found, at + 8, 1)
        at = found.find(b"PK\x01\x02", at + 4)
    return bytes(found)


def macro_type(content: bytes) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return repacked(content, {TYPES: lambda part: part.replace(kind, macro)})


REFUSED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("GF-602", with_bomb),
    ("GF-602", with_ratio),
    ("GF-602", with_entities),
    ("GF-602", in_utf16),
    ("GF-602", in_another_encoding),
    ("GF-602", many_parts),
    ("GF-602", lambda content: content + b"\0" * door.MAX_BYTES),
    ("GF-603", lambda content: b""),
    ("GF-603", lambda content: "工厂,年度\n甲,2024\n".encode("gb18030")),
    ("GF-603", lambda content: content[:-200]),
    ("GF-603", lambda content: repacked(content, {BOOK: None})),
    ("GF-603", lambda content: repacked(content, {BOOK: b"<workbook"})),
    ("GF-603", lambda content: repacked(content, {SHEET: b"<worksheet><sheetData><row"})),
    ("GF-604", locked),
    ("GF-604", lambda content: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")),
    ("GF-605", lambda content: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "Workbook".encode("utf-16-le")),
    ("GF-606", lambda content: repacked(content, {"xl/vbaProject.bin": b"x"})),
    ("GF-606", macro_type),
]  # fmt: skip


@pytest.mark.parametrize(("code", "change"), REFUSED, ids=[f"{n}-{code}" for n, (code, _) in enumerate(REFUSED)])
def test_refused(code: str, change: Callable[[bytes], bytes], content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(change(content))
    assert codes(failure(read_form, path)) == [code]


def test_the_unchanged_form_is_not(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(repacked(content, {}))
    assert read_form(path).problems == []


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert codes(failure(read_form, tmp_path / "none.xlsx")) == ["GF-101"]
    assert codes(failure(read_form, tmp_path)) == ["GF-102"]


def test_a_workbook_that_is_none_of_ours(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "工厂"
    book.save(tmp_path / "other.xlsx")
    assert codes(failure(read_form, tmp_path / "other.xlsx")) == ["GF-607"]


def test_far_away_cells_cost_nothing_and_too_many_rows_are_refused(mini: Rulebook, tmp_path: Path) -> None:
    far = write_form(tmp_path / "far.xlsx", mini)
    edited(far, lambda book: book.find("lawful").parent.__setitem__("XFD40", "远"))
    assert read_form(far).problems == []
    deep = write_form(tmp_path / "deep.xlsx", mini)
    edited(deep, lambda book: book.find("lawful").parent.__setitem__("A1048576", "深"))
    assert codes(failure(read_form, deep)) == ["GF-602"]


def test_pictures_are_counted_and_links_ignored(content: bytes, tmp_path: Path) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    path = tmp_path / "form.xlsx"
    path.write_bytes(repacked(content, {"xl/media/a.png": b"no picture", "xl/externalLinks/externalLink1.xml": link}))
    assert open_package(path).pictures == 1
    assert read_form(path).problems == []


@settings(max_examples=40)
@given(data=st.data())
def test_damage_is_named_and_never_a_crash(
    data: st.DataObject, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = data.draw(st.sampled_from([part for part in archive.namelist() if part.endswith((".xml", ".rels"))]))
        part = archive.read(name)
    at = data.draw(st.integers(0, len(part) - 1))
    length = data.draw(st.integers(0, 30))
    put = data.draw(st.sampled_from([b"", b"<", b'"', b">", b"&x;", b"9" * 40, b"-1", part[at : at + length] * 3]))
    path = tmp_path_factory.mktemp("damage") / "form.xlsx"
    path.write_bytes(repacked(content, {name: part[:at] + put + part[at + length :]}))
    settle(read_form, path)


def test_a_form_with_a_damaged_style_is_still_read(content: bytes, mini: Rulebook, tmp_path: Path) -> None:
    """Other programs leave parts out; what matters is cells."""
    path = tmp_path / "form.xlsx"
    path.write_bytes(repacked(content, {"docProps/app.xml": None, "docProps/core.xml": None}))
    edited(path, lambda book: [book.put("factory.name", "甲厂"), book.put("period", 2024)])
    assert reading(taken(path, mini).text, mini).factory.name == "甲厂"
    assert Workbook(path).find("lawful").value is None


@pytest.mark.parametrize("code", ["GF-602", "GF-608", "GF-610"])
def test_the_sheets_of_titles_and_norms_are_guarded_too(code: str, rulebook: Rulebook, tmp_path: Path) -> None:
    path = write_form(tmp_path / "form.xlsx", rulebook)

    def change(book: Workbook) -> None:
        norm = book.find("benchmarks.energy_intensity_limit", "norm")
        if code == "GF-608":
            norm.value = '=HYPERLINK("http://x","水泥")'
            book.table("titles")["D4"] = "=cmd|'/c calc'!A1"
        elif code == "GF-610":
            norm.parent.merge_cells(f"C{norm.row}:D{norm.row}")
            norm.value = "水泥"
            book.table("titles").merge_cells("B4:B5")
            book.table("titles")["D4"] = "2024-01-01"
        else:
            book.table("titles")["B1048576"] = "深"

    edited(path, change)
    if code == "GF-602":
        assert codes(failure(read_form, path)) == [code]
    else:
        assert codes(read_form(path).problems) == [code, code]


def test_templates_with_macros_and_binary_workbooks_are_refused(content: bytes, tmp_path: Path) -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    template = b"application/vnd.ms-excel.template.macroEnabled.main+xml"
    path = tmp_path / "form.xlsx"
    path.write_bytes(repacked(content, {TYPES: lambda part: part.replace(kind, template)}))
    assert codes(failure(read_form, path)) == ["GF-606"]
    path.write_bytes(repacked(content, {BOOK: None, "xl/workbook.bin": b"\x83\x01"}))
    assert codes(failure(read_form, path)) == ["GF-603"]
