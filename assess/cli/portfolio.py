"""``assess portfolio DIR``: what many results say together, as a PDF and a web page."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.batch.portfolio.build import Sources
    from assess.rulebook.load import Rulebook
    from assess.rulebook.scheme import CompiledScheme

Format = Literal["pdf", "html", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "portfolio", _about(say))
    def portfolio(
        results: Annotated[Path, typer.Argument(metavar=say("结果", "RESULTS"), help=_results_help(say))],
        targets: Annotated[
            Path | None, _file("--targets", say, say("目标文件（YAML）", "targets, a YAML file"))
        ] = None,
        last: Annotated[Path | None, _file("--last", say, _last_help(say))] = None,
        scheme: Annotated[str | None, options.scheme(say)] = None,
        target: Annotated[Path | None, _out_option(say)] = None,
        format_: Annotated[Format | None, _format_option(say)] = None,
        anonymise: Annotated[bool, typer.Option("--anonymise", help=_anonymise_help(say))] = False,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        gc.enable()
        from assess.report.job import today
        from assess.report.paths import refuse_input
        from assess.rulebook.load import load_rulebook

        rulebook = load_rulebook(criteria or [])
        sources, compiled = _sources(results, scheme, last, targets, rulebook, anonymise=anonymise)
        paths = _paths(target, format_, compiled.id, lang)
        for path in paths.values():
            refuse_input(path, [one for one in (results, last, targets) if one is not None])
        _write(sources, compiled, lang, today(os.environ), paths)


def _sources(
    results: Path,
    scheme: str | None,
    last: Path | None,
    targets: Path | None,
    rulebook: "Rulebook",
    *,
    anonymise: bool,
) -> "tuple[Sources, CompiledScheme]":
    """Everything read from files, and the scheme: the one asked for, the only one there is, or the default one."""
    from assess.batch.portfolio.build import Sources
    from assess.batch.portfolio.targets import read_targets
    from assess.batch.results import of_scheme, read_results

    read = read_results(results)
    there = read.rows["scheme"].unique().to_list()
    compiled = rulebook.scheme(scheme or (there[0] if len(there) == 1 and there[0] in rulebook.schemes else None))
    of_scheme(read, results, compiled.id)
    before = of_scheme(read_results(last), last, compiled.id).rows if last is not None else None
    goals = read_targets(targets, rulebook) if targets is not None else ()
    return Sources(read.rows, before, read.problems, goals, anonymise), compiled


def _paths(target: Path | None, format_: Format | None, scheme: str, lang: Lang) -> dict[Format, Path]:
    """Where each format goes; nowhere for JSON that belongs on stdout. Raises GF-009 where suffix and format differ."""
    from assess.errors import one
    from assess.report.paths import REPORTS

    suffixes: dict[str, Format] = {".pdf": "pdf", ".html": "html", ".htm": "html", ".json": "json"}
    named = suffixes.get(target.suffix.lower()) if target is not None else None
    if format_ is not None and named is not None and format_ != named:
        raise one("GF-009", None, format=format_, file=str(target))
    if target is not None and named is not None:
        return {named: target}
    if format_ == "json" and target is None:
        return {}
    formats: list[Format] = [format_] if format_ is not None else ["pdf", "html"]
    return {form: (target or REPORTS) / f"portfolio-{scheme}-{lang}.{form}" for form in formats}


def _write(sources: "Sources", scheme: "CompiledScheme", lang: Lang, day: Any, paths: dict[Format, Path]) -> None:
    """Everything is made before anything is written."""
    import json

    from assess.batch.portfolio.build import build_portfolio
    from assess.batch.portfolio.render import as_data, html, pdf
    from assess.errors import Problem
    from assess.files import write
    from assess.system import chinese_fonts

    found = build_portfolio(sources, scheme, day)
    if not paths:
        out.as_json(as_data(found, scheme, lang, day))
        return
    if "pdf" in paths and not chinese_fonts():
        out.words(Problem("GF-404").text(lang))
    contents: dict[Format, bytes] = {}
    for form in paths:
        if form == "pdf":
            contents[form] = pdf(found, scheme, lang, day)
        elif form == "html":
            contents[form] = html(found, scheme, lang, day).encode()
        else:
            contents[form] = json.dumps(as_data(found, scheme, lang, day), ensure_ascii=False, indent=2).encode()
    for form, path in paths.items():
        write(path, contents[form])
        out.data(str(path))


def _file(name: str, say: Say, help_: str) -> Any:
    return typer.Option(name, metavar=say("文件", "FILE"), help=help_)


def _results_help(say: Say) -> str:
    return say(
        "assess batch 的输出文件夹，或其中的 results.parquet、results.jsonl",
        "the folder that assess batch wrote, or results.parquet or results.jsonl in it",
    )


def _last_help(say: Say) -> str:
    return say(
        "上一年的结果（文件夹或 results 文件），用来比较变化",
        "last year's results (folder or file), to show what changed",
    )


def _out_option(say: Say) -> Any:
    return typer.Option(
        "--out",
        metavar=say("路径", "PATH"),
        help=say(
            "写到哪里：文件夹，或以 .pdf、.html、.json 结尾的文件；默认 reports/",
            "where to: a folder, or a file that ends in .pdf, .html or .json; reports/ unless said",
        ),
    )


def _format_option(say: Say) -> Any:
    return typer.Option(
        "--format",
        help=say("只要一种格式；默认 PDF 和网页都出", "only this format; a PDF and a web page unless said"),
    )


def _anonymise_help(say: Say) -> str:
    return say(
        "工厂用代码代替，不足 5 家的行业和镇街合并",
        "codes for names, industries and towns of fewer than 5 put together",
    )


def _about(say: Say) -> str:
    return say(
        "汇总一批评分结果：星级分布和覆盖率、反向倒逼名单、够得着下一星级的工厂、常见差距、与上年比较、目标进度。\n\n"
        "默认出一份 PDF 和一个网页；--format json 输出全部数据。",
        "What many results say together: stars and coverage, who is below the lowest star, who is within reach of the "
        "next one, common gaps, change against last year, targets.\n\n"
        "A PDF and a web page unless told otherwise; --format json has all the data.",
    )
