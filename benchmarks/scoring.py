"""One more submission in a running process: reading and scoring it against PyYAML's C loader parsing the same text."""

from __future__ import annotations

from pathlib import Path

import yaml
from measure import ROOT, Row, in_turns, show

from assess.rulebook.load import load_rulebook
from assess.scoring.evaluate import evaluate
from assess.submission.load import load_submission


def rows(runs: int = 200) -> list[Row]:
    """One row per example file."""
    scheme = load_rulebook().scheme()

    def measure(path: Path) -> Row:
        parse, score = in_turns(
            runs,
            lambda: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader),
            lambda: evaluate(scheme, load_submission(path, scheme.rulebook)),
        )
        detail = f"{score * 1000:.2f} ms, parsing {parse * 1000:.2f} ms"
        return Row(f"load + score {path.name} / CSafeLoader", score / parse, 1.5, "×", detail)

    return [measure(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]


if __name__ == "__main__":
    show(rows())
