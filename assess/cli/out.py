"""The two doors out: stdout carries data, stderr carries words."""

from __future__ import annotations

import json
import sys
from typing import Any


def prepare() -> None:
    """Let a terminal without UTF-8 show a replacement sign instead of failing on a Chinese character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def data(text: str) -> None:
    """One text on stdout, ending with a line end."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def as_json(value: Any) -> None:
    """One JSON document on stdout; escaped where the stream cannot carry Chinese."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    data(json.dumps(value, ensure_ascii=not utf8, indent=2))


def words(text: str) -> None:
    """One line for the person at the terminal, on stderr, after all data printed so far."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
