"""The core can be used without any screen, page or command line: proven in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "weasyprint", "jinja2", "polars", "xlsxwriter", "distributed", "typer", "rich", "pint")
PROGRAM = """
import importlib, pkgutil, sys
for room in {rooms!r}:
    package = importlib.import_module(room)
    for found in pkgutil.walk_packages(package.__path__, room + "."):
        importlib.import_module(found.name)
print(",".join(name for name in {heavy!r} if name in sys.modules))
"""


@pytest.mark.parametrize(
    "rooms", [("assess.rulebook", "assess.submission", "assess.scoring", "assess.planning", "assess.filling")]
)
def test_the_core_imports_nothing_heavy(rooms: tuple[str, ...]) -> None:
    program = PROGRAM.format(rooms=rooms, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_help_starts_without_the_core() -> None:
    program = (
        "import sys; from assess.cli.run import main; main(['--help'])\n"
        "heavy = ('pydantic', 'yaml', 'weasyprint', 'jinja2', 'pint')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_workers_of_a_batch_start_light() -> None:
    """What a worker imports before its first report; tables are the parent's work."""
    program = (
        f"import sys, assess.batch.workers, assess.batch.run\nprint([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
