"""Is this machine ready to score and print? One finding per thing that can be missing, each with its mending command."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assess import system
from assess.errors import AssessError, Bilingual

PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``mend`` is the command or the step that puts a fault right, None when all is well."""

    id: str
    title: Bilingual
    ok: bool
    detail: Bilingual
    mend: Bilingual | None = None


def examine(reports: Path) -> Iterator[Finding]:
    """Every finding, in the order in which faults are best mended; reports would be written into ``reports``."""
    yield _python()
    yield from _libraries()
    yield _font()
    yield _writing(reports)
    yield _rulebook()
    yield _printing()


def _python() -> Finding:
    found = platform.python_version()
    ok = sys.version_info >= PYTHON
    step = Bilingual("请安装 Python 3.11 或更新版本", "install Python 3.11 or newer")
    return Finding("python", Bilingual("Python ≥ 3.11", "Python ≥ 3.11"), ok, _same(found), None if ok else step)


def _libraries() -> Iterator[Finding]:
    for name, function in (
        ("Pango", "pango_version_string"),
        ("PangoFT2", ""),
        ("HarfBuzz", "hb_version_string"),
        ("HarfBuzz subset", ""),
        ("Fontconfig", ""),
    ):
        loaded = system.library(name)
        if loaded is None:
            yield Finding(_slug(name), _same(name), ok=False, detail=_MISSING, mend=_install(name))
        else:
            version = system.version(loaded, function) if function else ""
            found = Bilingual(version or "已安装", version or "installed")
            yield Finding(_slug(name), _same(name), ok=True, detail=found)


def _font() -> Finding:
    title = Bilingual("中文字体", "Chinese font")
    fonts = system.chinese_fonts()
    if not fonts:
        return Finding("chinese_font", title, ok=False, detail=_MISSING, mend=_install("font"))
    return Finding("chinese_font", title, ok=True, detail=_same(fonts[0]))


def _writing(reports: Path) -> Finding:
    """Whether a report could be written; looks at the nearest folder that exists and leaves nothing behind."""
    title = Bilingual(f"可写入 {reports}/", f"Can write into {reports}/")
    folder = next((path for path in (reports, *reports.absolute().parents) if path.exists()), Path())
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        why = error.strerror or str(error)
        step = Bilingual(
            "换到可写的文件夹，或用 --out 指定别的路径", "work in a folder you may write to, or give --out"
        )
        return Finding("write_access", title, ok=False, detail=_same(why), mend=step)
    return Finding("write_access", title, ok=True, detail=_same(str(folder.absolute())))


def _rulebook() -> Finding:
    from assess.rulebook.load import load_rulebook

    title = Bilingual("规则库", "Rulebook")
    try:
        rulebook = load_rulebook()
    except AssessError as error:
        first = error.problems[0]
        step = Bilingual("assess scheme lint  # 列出全部问题", "assess scheme lint  # lists everything that is wrong")
        detail = Bilingual(f"{first.position} {first.what('zh')}", f"{first.position} {first.what('en')}")
        return Finding("rulebook", title, ok=False, detail=detail, mend=step)
    count, digest = len(rulebook.schemes), rulebook.digest[:12]
    return Finding(
        "rulebook", title, True, Bilingual(f"{count} 个方案，摘要 {digest}", f"{count} schemes, digest {digest}")
    )


def _printing() -> Finding:
    """Print one line for real: the proof that everything above works together."""
    title = Bilingual("试印一页 PDF", "Printing one PDF page")
    try:
        from weasyprint import HTML

        size = len(HTML(string="<html lang=zh><p>绿色工厂").write_pdf() or b"")
    except (OSError, ImportError) as error:
        step = Bilingual(
            "先处理上面的 ✗，再运行 assess doctor", "mend what is marked ✗ above, then run assess doctor again"
        )
        return Finding("printing", title, ok=False, detail=_same(str(error).splitlines()[0]), mend=step)
    return Finding("printing", title, ok=True, detail=Bilingual(f"{size} 字节", f"{size} bytes"))


def _install(what: str) -> Bilingual:
    """The command of this machine's package manager, or the names to look for."""
    for manager, command, packages in _MANAGERS:
        if shutil.which(manager):
            return _same(f"{command} {packages[what]}")
    return Bilingual(f"请安装：{what}；Windows 见 {_WINDOWS}", f"install {what}; on Windows see {_WINDOWS}")


_MISSING = Bilingual("没有找到", "not found")
_WINDOWS = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"
_MANAGERS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "apt-get",
        "sudo apt-get install",
        {
            "Pango": "libpango-1.0-0",
            "PangoFT2": "libpangoft2-1.0-0",
            "HarfBuzz": "libharfbuzz0b",
            "HarfBuzz subset": "libharfbuzz-subset0",
            "Fontconfig": "libfontconfig1",
            "font": "fonts-noto-cjk",
        },
    ),
    (
        "dnf",
        "sudo dnf install",
        {
            "Pango": "pango",
            "PangoFT2": "pango",
            "HarfBuzz": "harfbuzz",
            "HarfBuzz subset": "harfbuzz",
            "Fontconfig": "fontconfig",
            "font": "google-noto-sans-cjk-fonts",
        },
    ),
    (
        "brew",
        "brew install",
        {
            "Pango": "pango",
            "PangoFT2": "pango",
            "HarfBuzz": "harfbuzz",
            "HarfBuzz subset": "harfbuzz",
            "Fontconfig": "fontconfig",
            "font": "--cask font-noto-sans-cjk-sc",
        },
    ),
)


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "_")
