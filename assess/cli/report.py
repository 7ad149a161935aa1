"""``assess report FILE``: the gap report as a PDF, or as one web page."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.scoring.peers import PeerStanding
    from assess.scoring.result import Assessment

Format = Literal["pdf", "html"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "report", _about(say))
    def report(
        file: Annotated[Path, typer.Argument(metavar=say("文件", "FILE"), help=say("填报文件", "the submission"))],
        scheme: Annotated[str | None, options.scheme(say)] = None,
        target: Annotated[Path | None, _out_option(say)] = None,
        format_: Annotated[Format | None, options.report_format(say)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        last: Annotated[Path | None, options.last(say)] = None,
        peers: Annotated[Path | None, options.peers(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.cli.score import Request, assess, peer_standing
        from assess.errors import AssessError
        from assess.files import write
        from assess.report.paths import REPORTS, refuse_input, report_path

        form = _format(format_, target)
        assessments, problems = assess(Request([file], [scheme] if scheme else [], criteria or [], last, lang))
        if problems:
            raise AssessError(problems)
        path = target or report_path(REPORTS, file, assessments[0].scheme.id, lang, form)
        refuse_input(path, [one for one in (file, last, peers) if one is not None])
        standing = peer_standing(peers, assessments)[0] if peers is not None else None
        write(path, render(assessments[0], lang, form, last, standing))
        out.data(str(path))


def render(
    assessment: "Assessment",
    lang: Lang,
    format_: Format,
    last: Path | None = None,
    peers: "PeerStanding | None" = None,
) -> bytes:
    """The finished report. Raises GF-403 when a system library for PDFs is missing; warns when a font is."""
    gc.enable()  # pages leave cycles behind: the next report should not have to live beside them
    from assess.errors import Problem
    from assess.report.beside import beside
    from assess.report.build import build_report
    from assess.report.html import render_html
    from assess.report.job import today
    from assess.submission.load import load_submission
    from assess.version import __version__

    day = today(os.environ)
    before = load_submission(last, assessment.scheme.rulebook) if last is not None else None
    page = render_html(build_report(assessment, lang, day, __version__, beside(assessment, day, before, peers)))
    if format_ == "html":
        return page.encode()
    from assess.report.pdf import pdf_bytes
    from assess.system import chinese_fonts

    if not chinese_fonts():
        out.words(Problem("GF-404").text(lang))
    return pdf_bytes(page)


def _format(asked: Format | None, target: Path | None) -> Format:
    """The format asked for, else the one that the suffix of ``--out`` names. Raises GF-009 when the two contradict."""
    suffixes: dict[str, Format] = {".pdf": "pdf", ".html": "html", ".htm": "html"}
    named = suffixes.get(target.suffix.lower()) if target is not None else None
    if asked is not None and named is not None and asked != named:
        from assess.errors import one

        raise one("GF-009", None, format=asked, file=str(target))
    return asked or named or "pdf"


def _out_option(say: Say) -> Any:
    return typer.Option(
        "--out",
        metavar=say("路径", "PATH"),
        help=say("写到哪里，默认 reports/文件名-方案-语言.pdf", "where to; reports/FILE-SCHEME-LANG.pdf unless said"),
    )


def _about(say: Say) -> str:
    return say(
        "生成差距报告（PDF 或网页），默认放进 reports/。\n\n同名的旧报告会被替换；写完以后打印报告的路径。",
        "Write the gap report (PDF or web page), into reports/ unless told otherwise.\n\n"
        "An older report of the same name is replaced; the path is printed at the end.",
    )
