"""``assess version``: which program, which rulebook."""

from typing import Annotated

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang
from assess.version import __version__


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "version", say("显示程序和规则库的版本", "show the versions of program and rulebook"))
    def version(lang: Annotated[Lang, options.lang(say)] = say.lang) -> None:
        import platform

        from assess.rulebook.load import load_rulebook

        words = Say(lang)
        out.data(f"green-factory-assess {__version__} (Python {platform.python_version()}, {platform.platform()})")
        out.data(words("规则库摘要 ", "rulebook digest ") + load_rulebook().digest)
