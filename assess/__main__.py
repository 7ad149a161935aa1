"""``python -m assess``: the same as the ``assess`` command."""

from __future__ import annotations

from assess.cli.run import entry

if __name__ == "__main__":
    entry()
