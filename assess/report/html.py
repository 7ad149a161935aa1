"""The report as one HTML page that needs nothing else: styles and charts stand inside it, scripts do not exist."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assess.paths import templates_dir

if TYPE_CHECKING:
    from pathlib import Path

    from assess.report.model import ReportModel

TEMPLATE = "report/report.html.j2"


def render_html(report: ReportModel) -> str:
    """The page of one report. Everything a factory typed is escaped; a name the model lacks is an error."""
    return environment(templates_dir()).get_template(TEMPLATE).render(report=report, t=report.t)


@lru_cache(maxsize=4)
def environment(folder: Path) -> Environment:
    """Jinja over one folder: escaping on for every file, undefined names refused, nothing loaded from elsewhere."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
