"""The command line's outline. Only typer and the standard library are imported before a command runs."""

from typing import Annotated

import typer

from assess.cli import (
    batch,
    benchmark,
    demo,
    doctor,
    fill,
    form,
    ladder,
    lens,
    local,
    new,
    options,
    per_mu,
    portfolio,
    report,
    scheme,
    score,
    version,
)
from assess.cli.say import Say
from assess.language import Lang
from assess.version import __version__

PROG = "assess"


def build(lang: Lang) -> typer.Typer:
    """The app with its help in one language."""
    say = Say(lang)
    group, _ = local.classes(say)
    app = typer.Typer(
        name=PROG,
        cls=group,
        help=_about(say),
        subcommand_metavar=say("命令 [参数]…", "COMMAND [ARGS]..."),
        options_metavar=say("[选项]", "[OPTIONS]"),
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        *,
        show: Annotated[bool, typer.Option("--version", help=say("显示版本号", "show the version number"))] = False,
        lang: Annotated[Lang, options.lang(say)] = lang,
    ) -> None:
        if show:
            typer.echo(__version__)
            raise typer.Exit
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    for command in (
        demo, fill, new, score, report, lens, ladder, per_mu, form, batch, portfolio, scheme, benchmark, doctor, version,
    ):  # fmt: skip
        command.add(app, say)
    return app


def _about(say: Say) -> str:
    return say(
        "绿色工厂自评价：填报一次，得到分数区间、参考星级、差距和可复核的 PDF 报告。\n\n"
        "先试试 [bold]assess demo[/]；自己填报用 [bold]assess fill 文件.yaml[/]。",
        "Green-factory self-assessment: facts in once; out come a score that knows what it does not know, an "
        "indicative star, the gaps and a PDF report that anyone can re-check.\n\n"
        "Try [bold]assess demo[/] first; [bold]assess fill FILE.yaml[/] starts your own.",
    )
