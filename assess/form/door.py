"""The one door for workbooks: what is encrypted, has macros, or would not fit into memory is refused before it is read."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from assess.errors import AssessError, Bilingual, Position, one

MAX_BYTES = 32 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PART = 24 * 1024 * 1024
"""A form of ours unpacks to a few megabytes; pictures that somebody pasted in may come on top."""
MAX_PARTS = 2000
MAX_RATIO, RATIO_FROM = 200, 1024 * 1024
"""How much smaller than unpacked a big part may be: sheets full of repetition reach 60."""

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCODING = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([^"']+)["']""")
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook's bytes that may be parsed; ``pictures`` is how many images it carries, none of which is read."""

    content: bytes
    pictures: int


def open_package(path: Path) -> Package:
    """Read and check a file. Raises GF-101 to 103 when it cannot be read at all, GF-602 to 606 when it may not be."""
    content = _content(path)
    if content.startswith(_OLD):
        raise _refused("GF-604" if _ENCRYPTED in content else "GF-605", path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive, path)
            return Package(content, sum(name.startswith("xl/media/") for name in archive.namelist()))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise unreadable(path, Bilingual("文件损坏，或者不是 Excel 文件", "it is damaged, or no Excel file")) from None


def unreadable(path: Path, why: Bilingual) -> AssessError:
    """GF-603."""
    return one("GF-603", Position(str(path)), file=str(path), why=why)


def _content(path: Path) -> bytes:
    file, here = str(path), Position(str(path))
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise one("GF-101", here, file=file) from None
    except IsADirectoryError:
        raise one("GF-102", here, file=file) from None
    except OSError as error:
        raise one("GF-103", here, file=file, why=error.strerror or str(error)) from None
    if len(content) > MAX_BYTES:
        raise _odd(path, Bilingual(f"超过 {MAX_BYTES >> 20} MB", f"more than {MAX_BYTES >> 20} MB"))
    return content


def _check(archive: zipfile.ZipFile, path: Path) -> None:
    """Bound what unpacking costs by what the archive declares: zipfile never unpacks more than that."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _odd(path, Bilingual(f"内部有 {len(parts)} 个文件", f"it has {len(parts)} parts"))
    if any(part.flag_bits & 1 for part in parts):
        raise _refused("GF-604", path)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise _refused("GF-606", path)
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED or any(_bloated(part) for part in parts):
        raise _odd(path, Bilingual(f"解压后有 {total >> 20} MB", f"it unpacks to {total >> 20} MB"))
    if _WORKBOOK not in archive.namelist():
        why = Bilingual("里面没有 Excel 工作簿（.xlsx）", "it holds no Excel workbook (.xlsx)")
        raise unreadable(path, why)
    if b"macroEnabled" in archive.read(
        "[Content_Types].xml" if "[Content_Types].xml" in archive.namelist() else _WORKBOOK
    ):
        raise _refused("GF-606", path)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _check_xml(archive.read(part), path)


def _bloated(part: zipfile.ZipInfo) -> bool:
    if part.file_size > MAX_PART:
        return True
    return part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _check_xml(content: bytes, path: Path) -> None:
    """No document type, so no entities, and no encoding in which one could hide: no office program writes either."""
    encoding = _ENCODING.match(content[:200])
    plain = content[:2] not in (b"\xfe\xff", b"\xff\xfe") and b"\x00" not in content[:200]
    if not plain or (encoding and encoding.group(1).lower() not in (b"utf-8", b"us-ascii")) or b"<!DOCTYPE" in content:
        raise _odd(path, Bilingual("内部的 XML 不是 Excel 的写法", "its XML is not as Excel writes it"))


def _odd(path: Path, why: Bilingual) -> AssessError:
    return one("GF-602", Position(str(path)), file=str(path), why=why)


def _refused(code: str, path: Path) -> AssessError:
    return one(code, Position(str(path)), file=str(path))
