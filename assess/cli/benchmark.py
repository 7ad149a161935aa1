"""``assess benchmark list | show``: what indicators are held against, by industry and product, and what nobody publishes."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the group and its commands."""
    group = typer.Typer(
        cls=local.classes(say)[0],
        help=say("查看基准值、限额和定额", "look at benchmarks, quotas and levels"),
        subcommand_metavar=say("命令 [参数]…", "COMMAND [ARGS]..."),
        options_metavar=say("[选项]", "[OPTIONS]"),
    )

    @group.callback(invoke_without_command=True)
    def root(context: typer.Context, lang: Annotated[Lang, options.lang(say)] = say.lang) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    for part in (_add_list, _add_show):
        part(group, say)
    app.add_typer(group, name="benchmark")


def _add_list(app: typer.Typer, say: Say) -> None:
    @local.command(
        app,
        say,
        "list",
        say("列出全部基准值，以及各有多少公布数值", "all benchmarks, and how many values are published"),
    )
    def list_(
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli import benchmark_data, benchmark_text
        from assess.rulebook.load import load_rulebook

        rows = benchmark_data.listed(load_rulebook(criteria or []), lang)
        if format_ == "json":
            out.as_json(rows)
        else:
            benchmark_text.show_list(rows, lang)


def _add_show(app: typer.Typer, say: Say) -> None:
    @local.command(
        app,
        say,
        "show",
        say(
            "显示适用于某行业的数值、单位、版本、来源和依据，以及没有公布的",
            "values that apply to an industry, with unit, edition, source and basis, and what is not published",
        ),
    )
    def show(
        benchmark: Annotated[
            str | None,
            typer.Argument(
                metavar=say("[编号]", "[ID]"),
                help=say("基准值或限额的编号；不写则全部", "a benchmark's or a norm's id; all of them unless said"),
            ),
        ] = None,
        industry: Annotated[
            str | None,
            typer.Option(
                "--industry",
                metavar=say("代码", "CODE"),
                help=say("GB/T 4754-2017 行业代码，如 C3011", "industry code of GB/T 4754-2017, such as C3011"),
            ),
        ] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli import benchmark_data, benchmark_text
        from assess.rulebook.load import load_rulebook

        shown = benchmark_data.shown(load_rulebook(criteria or []), benchmark, industry, lang)
        if format_ == "json":
            out.as_json(shown)
        else:
            benchmark_text.show(shown, lang)
