"""Every promise about speed in one run, ten minutes or so: ``python benchmarks/all.py``. Exit code 1 when one is not kept."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import batch
import engines
import filling
import parsers
import reporting
import scoring
import startup
from measure import show


def main() -> int:
    """Print the machine and the table."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {_processor()}\n")
    parts = startup, scoring, engines, parsers, filling, reporting, batch
    rows = [row for part in parts for row in part.rows()]
    show(rows)
    return 0 if all(row.kept for row in rows) else 1


def _processor() -> str:
    """The processor's name where Linux tells it."""
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown processor"


if __name__ == "__main__":
    sys.exit(main())
