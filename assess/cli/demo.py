"""``assess demo``: score and report two shipped examples, one real and mostly unknown, one made up and complete."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

EXAMPLES = ("7412.yaml", "complete-5star.yaml")


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "demo", _about(say))
    def demo(
        folder: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar=say("目录", "DIR"),
                help=say("报告放哪里，默认 reports/", "where the reports go; reports/ unless said"),
            ),
        ] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli.report import render
        from assess.cli.score import Request, assess
        from assess.cli.score_text import show
        from assess.errors import AssessError
        from assess.files import write
        from assess.paths import examples_dir
        from assess.report.paths import REPORTS, report_path

        words = Say(lang)
        files = [examples_dir() / name for name in EXAMPLES]
        assessments, problems = assess(Request(files, [], [], None, lang))
        if problems:
            raise AssessError(problems)
        show(assessments, lang)
        out.words(words("正在生成 PDF 报告…", "Writing the PDF reports…"))
        for file, assessment in zip(files, assessments, strict=True):
            path = report_path(folder or REPORTS, file, assessment.scheme.id, lang, "pdf")
            write(path, render(assessment, lang, "pdf"))
            out.data(str(path))


def _about(say: Say) -> str:
    return say(
        "演示：给两家示例工厂评分并生成 PDF 报告。\n\n一家是真实工厂，只有公开文章里的数据；一家是虚构的完整填报。",
        "Score two example factories and write their PDF reports.\n\n"
        "One is real, with only what an article says about it; the other is made up and complete.",
    )
