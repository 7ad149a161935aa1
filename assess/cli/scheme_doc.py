"""``assess scheme doc``: every scheme as a Markdown page, with what is published and what is not."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "doc", _about(say))
    def doc(
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.report.scheme_page import scheme_page
        from assess.rulebook.load import load_rulebook

        out.data(scheme_page(load_rulebook(criteria or []), lang))


def _about(say: Say) -> str:
    return say(
        "把全部方案写成一页 Markdown：哪些已公布、哪些由本工具自定、哪些没有公布、查什么可以确定",
        "all schemes as one Markdown page: what is published, adopted and unknown, and what would settle it",
    )
