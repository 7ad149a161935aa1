"""One more submission in a running process: reading and scoring it against PyYAML's C loader parsing the same text.

The bound holds for a complete submission. Scoring costs the same whether a question is answered or not, so that for a
file of twenty lines there is next to no parsing to compare it with; those ratios are shown for information.
"""

from __future__ import annotations

import time
from pathlib import Path

import yaml
from measure import ROOT, Row, in_turns, show

from assess.rulebook.load import load_rulebook
from assess.scoring.evaluate import evaluate
from assess.submission.load import load_submission

COMPLETE = "complete-5star.yaml"


def rows(runs: int = 200) -> list[Row]:
    """One row per example file."""
    scheme = load_rulebook().scheme()

    def measure(path: Path) -> Row:
        parse, score = in_turns(
            runs,
            lambda: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader),
            lambda: evaluate(scheme, load_submission(path, scheme.rulebook)),
            clock=time.process_time,
        )
        detail = f"{score * 1000:.2f} ms, parsing {parse * 1000:.2f} ms"
        bound = 1.5 if path.name == COMPLETE else None
        return Row(f"load + score {path.name} / CSafeLoader", score / parse, bound, "×", detail)

    return [measure(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]


if __name__ == "__main__":
    show(rows())
