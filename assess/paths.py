"""Where the shipped data lives: beside the package in a wheel, in the checkout's root while developing."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def criteria_dir() -> Path:
    """The rulebook's YAML files (规则库)."""
    return _shipped("criteria")


def templates_dir() -> Path:
    """Templates and stylesheets of the reports."""
    return _shipped("templates")


def examples_dir() -> Path:
    """Submissions to try: real factories from public articles, and made-up ones, labelled as such."""
    return _shipped("examples")


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
