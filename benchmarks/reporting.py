"""Printing: seconds for a warm PDF of the complete example, scaled to ten pages, and the memory of the process."""

from __future__ import annotations

import resource
import subprocess
import sys

from measure import ROOT, Row, in_turns, show

EXAMPLE = ROOT / "examples" / "complete-5star.yaml"
PAGES = 10


def rows(runs: int = 5) -> list[Row]:
    """Time and memory, measured in a process of its own so that nothing else counts."""
    found = subprocess.run([sys.executable, __file__, str(runs)], cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, pages, megabytes = (float(word) for word in found.stdout.split())
    detail = f"{pages:.0f} pages in {seconds:.2f} s"
    return [
        Row("report, warm, per 10 pages", seconds * PAGES / pages, 1.0, "s", detail),
        Row("report, memory of the process", megabytes, 350, "MB", f"{pages:.0f} pages"),
    ]


def _measure(runs: int) -> tuple[float, int, float]:
    """Seconds and pages of one warm report, and the largest memory the process has had, in MB."""
    import io

    import pypdf

    from assess.cli.report import render
    from assess.rulebook.load import load_rulebook
    from assess.scoring.evaluate import evaluate
    from assess.submission.load import load_submission

    scheme = load_rulebook().scheme()
    assessment = evaluate(scheme, load_submission(EXAMPLE, scheme.rulebook))
    (seconds,) = in_turns(runs, lambda: render(assessment, "zh", "pdf"))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return seconds, len(pypdf.PdfReader(io.BytesIO(render(assessment, "zh", "pdf"))).pages), megabytes


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(*_measure(int(sys.argv[1])))
    else:
        show(rows())
