"""Printing in a process of its own: the PDF on stdout, what happens on stderr, nothing in any file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from assess.report.job import STAGES, Order
from tests.support import ROOT, document


def run(order: Order, folder: Path, **environment: str) -> tuple[int, bytes, list[dict[str, Any]]]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "assess.report.job"],
        input=order.as_json(), capture_output=True, check=False, cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )  # fmt: skip
    return done.returncode, done.stdout, [json.loads(line) for line in done.stderr.splitlines()]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "小厂.yaml"
    path.write_text(document({"land_area": "35 亩"}), encoding="utf-8")
    return path


def test_the_pdf_comes_whole_with_every_stage_and_its_pages(small: Path, tmp_path: Path) -> None:
    code, content, events = run(Order(small.name, "star-changxing", "zh"), tmp_path, SOURCE_DATE_EPOCH="1735689600")
    pages = pypdf.PdfReader(BytesIO(content)).pages
    assert code == 0
    assert [event["stage"] for event in events if "stage" in event] == list(STAGES)
    counted = [event["pages"] for event in events if "pages" in event]
    assert counted[0] == 1
    assert counted[-1] == len(pages)
    assert "2025 年 1 月 1 日" in pages[0].extract_text()
    assert list(tmp_path.iterdir()) == [small]


def test_last_year_and_overlays_count(small: Path, tmp_path: Path) -> None:
    last = tmp_path / "last.yaml"
    last.write_text(document({"land_area": "3500 亩"}, period=2023), encoding="utf-8")
    overlay = tmp_path / "ours"
    overlay.mkdir()
    (overlay / "topics.yaml").write_text("- id: ours\n  title: {zh: 自己的, en: Ours}\n", encoding="utf-8")
    order = Order(small.name, "gbt36132-2018", "en", (str(overlay),), str(last))
    code, content, events = run(order, tmp_path)
    assert code == 0, events
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert "changed by a factor of 100" in " ".join(text.split())
    assert "ours" in text


def test_a_wrong_file_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(document({"land_area": "35 亩多"}), encoding="utf-8")
    code, content, events = run(Order(str(path), "star-changxing", "en"), tmp_path)
    assert (code, content) == (2, b"")
    (problem,) = events[-1]["problems"]
    assert "GF-3" in problem
    assert "→" in problem
