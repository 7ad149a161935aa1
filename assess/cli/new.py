"""``assess new FILE``: a blank submission with every question explained."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.cli.score import ALL, chosen
from assess.language import Lang


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "new", _about(say))
    def new(
        file: Annotated[
            Path, typer.Argument(metavar=say("文件", "FILE"), help=say("要新建的 YAML 文件", "the YAML file to create"))
        ],
        scheme: Annotated[list[str] | None, options.schemes(say, every=True)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.files import write_new
        from assess.rulebook.load import load_rulebook
        from assess.submission.blank import blank_submission

        words = Say(lang)
        schemes = chosen(load_rulebook(criteria or []), scheme or [])
        write_new(file, blank_submission(schemes, lang))
        out.data(str(file))
        named = f" --scheme {ALL}" if len(schemes) > 1 else ""
        out.words(words("填好后运行：assess score ", "Fill it in, then run: assess score ") + str(file) + named)


def _about(say: Say) -> str:
    return say(
        "新建一份带说明的空白填报表；不会覆盖已有的文件。\n\n几个方案合成一份时，每个问题只问一次。",
        "Write a blank submission with every question explained; an existing file is never overwritten.\n\n"
        "For several schemes it is one file in which each question is asked once.",
    )
