"""Starting up: ``assess --help`` and ``assess score`` against the ``--help`` of an empty two-command Typer app."""

from __future__ import annotations

from measure import ROOT, Row, command, in_turns, show

FLOOR = ROOT / "benchmarks" / "empty_app.py"
EXAMPLE = ROOT / "examples" / "7412.yaml"


def rows(runs: int = 15) -> list[Row]:
    """Both promises, as ratios to the floor."""
    floor, help_, text, plain = in_turns(
        runs,
        command(str(FLOOR), "--help"),
        command("-m", "assess", "--help"),
        command("-m", "assess", "score", str(EXAMPLE)),
        command("-m", "assess", "score", "--format", "json", str(EXAMPLE)),
    )
    base = f"floor {floor * 1000:.0f} ms"
    return [
        Row("assess --help / empty Typer app", help_ / floor, 1.3, "×", f"{help_ * 1000:.0f} ms, {base}"),
        Row("assess score (text) / empty Typer app", text / floor, 3.0, "×", f"{text * 1000:.0f} ms, {base}"),
        Row("assess score (JSON) / empty Typer app", plain / floor, 3.0, "×", f"{plain * 1000:.0f} ms, {base}"),
    ]


if __name__ == "__main__":
    show(rows())
