"""Renew the README's pictures: the covers of the demo reports, and the questionnaire in a browser.

Needs pdftoppm, chromium and the extra `serve`.

Usage: python docs/images/make.py
"""
# ruff: noqa: INP001 (a picture's folder is no package)

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps
from screens import questionnaire

HERE = Path(__file__).resolve().parent
RESOLUTION = 90
COLOURS = 128
GAP = 24


def main() -> None:
    """One picture per language."""
    for lang in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder:
            picture(Path(folder), lang).save(HERE / f"report-{lang}.png", optimize=True)
            for name, screen in zip(("fill", "why"), questionnaire(Path(folder), lang), strict=True):
                screen.quantize(COLOURS // 2).save(HERE / f"{name}-{lang}.png", optimize=True)


def picture(folder: Path, lang: str) -> Image.Image:
    """Both covers on a grey ground, in few colours so that the file stays small."""
    command = [sys.executable, "-m", "assess", "demo", "--lang", lang, "--out", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    covers = [ImageOps.expand(cover(path), border=1, fill="#bbb") for path in sorted(folder.glob("*.pdf"))]
    width = sum(page.width + GAP for page in covers) + GAP
    sheet = Image.new("RGB", (width, max(page.height for page in covers) + 2 * GAP), "#eee")
    left = GAP
    for page in covers:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    return sheet.quantize(COLOURS)


def cover(report: Path) -> Image.Image:
    """The first page."""
    page = report.with_suffix("")
    command = ["pdftoppm", "-png", "-r", str(RESOLUTION), "-singlefile", str(report), str(page)]
    subprocess.run(command, check=True)  # noqa: S603
    return Image.open(page.with_suffix(".png")).convert("RGB")


if __name__ == "__main__":
    main()
