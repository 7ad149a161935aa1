"""Renew the README's pictures: covers of the demo reports, pages of a portfolio, the questionnaire in a browser.

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
PRINCIPLES = 6
"""The portfolio's page of principles, industries and towns."""


def main() -> None:
    """One picture per language."""
    with tempfile.TemporaryDirectory() as folder:
        results = county(Path(folder))
        for lang in ("zh", "en"):
            portfolio(results, lang).save(HERE / f"portfolio-{lang}.png", optimize=True)
    for lang in ("zh", "en"):
        with tempfile.TemporaryDirectory() as folder:
            picture(Path(folder), lang).save(HERE / f"report-{lang}.png", optimize=True)
            for name, screen in zip(("fill", "why"), questionnaire(Path(folder), lang), strict=True):
                screen.quantize(COLOURS // 2).save(HERE / f"{name}-{lang}.png", optimize=True)


def picture(folder: Path, lang: str) -> Image.Image:
    """Both covers."""
    command = [sys.executable, "-m", "assess", "demo", "--lang", lang, "--out", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return side_by_side([page(path) for path in sorted(folder.glob("*.pdf"))])


def county(folder: Path) -> Path:
    """The results of a made-up county of 602 factories."""
    command = [sys.executable, str(HERE.parents[1] / "benchmarks" / "county.py"), str(folder / "county")]
    subprocess.run(command, check=True)  # noqa: S603
    command = [sys.executable, "-m", "assess", "batch", str(folder / "county"), "--out", str(folder / "results")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return folder / "results"


def portfolio(results: Path, lang: str) -> Image.Image:
    """Its first page, and the one with principles, industries and towns."""
    report = results / f"{lang}.pdf"
    command = [sys.executable, "-m", "assess", "portfolio", str(results), "--lang", lang, "--out", str(report)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return side_by_side([page(report), page(report, PRINCIPLES)])


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Pages on a grey ground, in few colours so that the file stays small."""
    covers = [ImageOps.expand(one, border=1, fill="#bbb") for one in pages]
    width = sum(page.width + GAP for page in covers) + GAP
    sheet = Image.new("RGB", (width, max(page.height for page in covers) + 2 * GAP), "#eee")
    left = GAP
    for one in covers:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet.quantize(COLOURS)


def page(report: Path, number: int = 1) -> Image.Image:
    """One page of a PDF."""
    target = report.with_name(f"{report.stem}-{number}")
    pages = ["-f", str(number), "-l", str(number)]
    command = ["pdftoppm", "-png", "-r", str(RESOLUTION), *pages, "-singlefile", str(report), str(target)]
    subprocess.run(command, check=True)  # noqa: S603
    return Image.open(target.with_suffix(".png")).convert("RGB")


if __name__ == "__main__":
    main()
