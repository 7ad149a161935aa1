"""``assess per-mu FILE``: the six per-mu indicators, carbon efficiency and, with a county's parameters, the score."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "per-mu", _about(say))
    def per_mu_(
        file: Annotated[Path, typer.Argument(metavar=say("文件", "FILE"), help=say("填报文件", "the submission"))],
        weights: Annotated[
            Path | None,
            typer.Option(
                "--weights",
                metavar=say("文件", "FILE"),
                help=say(
                    "县（区）的权重和基准值，写法见 examples/per-mu/",
                    "a county's weights and base values, as in examples/per-mu/",
                ),
            ),
        ] = None,
        year: Annotated[
            int | None,
            typer.Option(
                "--year",
                metavar=say("年", "YEAR"),
                help=say(
                    "用哪个数据年度的参数，默认为填报年度",
                    "parameters of which data year; the submission's unless said",
                ),
            ),
        ] = None,
        below_scale: Annotated[
            bool, typer.Option("--below-scale", help=say("按规下企业评价", "evaluate as a below-scale firm"))
        ] = False,
        scheme: Annotated[str | None, options.scheme(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli import per_mu_text
        from assess.rulebook.load import load_rulebook
        from assess.scoring.per_mu import per_mu
        from assess.submission.county import load_county, rule_of
        from assess.submission.load import load_submission

        rulebook = load_rulebook(criteria or [])
        settings = rulebook.scheme(scheme).model.settings
        submission = load_submission(file, rulebook)
        county = load_county(weights, rulebook) if weights is not None else None
        firms: Literal["above_scale", "below_scale"] = "below_scale" if below_scale else "above_scale"
        rule = rule_of(county, year or submission.period, firms) if county is not None else None
        found = per_mu(rulebook, settings, submission, county, rule)
        shown = per_mu_text.as_data(found, rulebook, submission, county, rule, lang)
        if format_ == "json":
            out.as_json(shown)
        else:
            per_mu_text.show(shown, lang)


def _about(say: Say) -> str:
    return say(
        "亩均论英雄：六项指标、碳效等级；给出县（区）权重和基准值时计算得分。\n\n"
        "A–D 类由县（区）排名公布，不能由得分推出，只作为填报数据。",
        "Per-mu evaluation: the six indicators and carbon efficiency; the score as well, given a county's parameters.\n\n"
        "The classes A to D are a ranking that the county announces: they are an input and never follow from the score.",
    )
