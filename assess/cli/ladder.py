"""``assess ladder FILE``: where a factory stands on its region's ladder, what the next rung needs, the dates ahead."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "ladder", _about(say))
    def ladder(
        file: Annotated[Path, typer.Argument(metavar=say("文件", "FILE"), help=say("填报文件", "the submission"))],
        on: Annotated[str | None, _on_option(say)] = None,
        name: Annotated[str | None, _ladder_option(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        ics: Annotated[Path | None, _ics_option(say)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.planning.ladder import stand
        from assess.rulebook.load import load_rulebook
        from assess.submission.load import load_submission

        day = _day(on)
        rulebook = load_rulebook(criteria or [])
        standing = stand(rulebook, load_submission(file, rulebook), day, name)
        calendar = None
        if ics is not None and standing.dates:
            from assess.cli.ics import calendar_bytes
            from assess.report.paths import refuse_input

            refuse_input(ics, [file])
            calendar = calendar_bytes(standing, rulebook, lang)
        if format_ == "json":
            from assess.cli.ladder_data import as_data

            out.as_json(as_data(standing, rulebook, lang))
        else:
            from assess.cli.ladder_text import show

            show(standing, rulebook, lang)
        words = Say(lang)
        if ics is not None and calendar is not None:
            from assess.files import write

            write(ics, calendar)
            out.words(words(f"日历已写入 {ics}", f"The calendar is written to {ics}"))
        elif ics is not None:  # a calendar without any event is no valid file
            out.words(words("没有可写的日期，没有写日历文件。", "There is no date to write; no calendar is written."))


def _day(typed: str | None) -> date:
    """The day to look from: today unless said. Raises GF-308."""
    from assess.report.job import today

    if typed is None:
        return today(os.environ)
    from assess.errors import one
    from assess.submission.quantity import ValueProblem, day

    try:
        return day(typed)
    except ValueProblem as problem:
        raise one(problem.code, None, **problem.values) from None


def _on_option(say: Say) -> Any:
    return typer.Option(
        "--on",
        metavar=say("日期", "DATE"),
        help=say("按哪一天看，如 2026-11-22；默认今天", "the day to look from, such as 2026-11-22; today unless said"),
    )


def _ladder_option(say: Say) -> Any:
    return typer.Option(
        "--ladder",
        metavar=say("编号", "ID"),
        help=say("指定梯度；默认按所在地", "which ladder; the one of the factory's region unless said"),
    )


def _ics_option(say: Say) -> Any:
    return typer.Option(
        "--ics",
        metavar=say("文件", "FILE"),
        help=say("把未来 12 个月的日期写成日历文件", "write the dates of the next 12 months as a calendar file"),
    )


def _about(say: Say) -> str:
    return say(
        "看工厂在所在地梯度（县、市、省、国家名单）上的位置、下一级的要求和未来 12 个月的日期。\n\n"
        "称号以填报文件的 titles 为准，本工具不核实。",
        "Where the factory stands on its region's ladder (lists of county, city, province, nation), what the next rung "
        "needs, and the dates of the next 12 months.\n\nTitles are those stated in the submission; nothing is verified.",
    )
