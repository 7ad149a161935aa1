"""``assess batch FOLDER --out DIR``: score a whole folder into tables, on every core or a cluster."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.batch.run import Plan, Score, Tally
    from assess.batch.work import Job

Format = Literal["text", "json"]

WRONG, INTERRUPTED = 1, 130
"""Exit codes: the run is complete and something could not be scored; it was stopped and can go on."""


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "batch", _about(say))
    def batch(
        folder: Annotated[
            Path,
            typer.Argument(metavar=say("文件夹", "FOLDER"), help=say("填报文件所在的文件夹", "folder of submissions")),
        ],
        target: Annotated[Path, _out_option(say)],
        scheme: Annotated[list[str] | None, options.schemes(say, every=True)] = None,
        reports: Annotated[
            bool, _flag("--reports", say("每家工厂另出一份 PDF 报告", "one PDF report each as well"))
        ] = False,
        jobs: Annotated[int, _jobs_option(say)] = 0,
        resume: Annotated[bool, _flag("--resume", _resume_help(say))] = False,
        cluster: Annotated[str | None, _cluster_option(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> int:
        words, overlays, jobs = Say(lang), criteria or [], jobs or _cores()
        if cluster is None and jobs > 1:
            from assess.batch.workers import clean_context

            clean_context(shipped=not overlays)  # gets ready while we do
        from assess.batch.run import Plan
        from assess.batch.tables import write_tables
        from assess.batch.work import Job, calm_collector
        from assess.cli.score import chosen
        from assess.report.job import today
        from assess.rulebook.load import load_rulebook

        rulebook = load_rulebook(overlays)
        calm_collector()
        schemes = chosen(rulebook, scheme or [])
        job = Job(
            overlays=tuple(str(path.resolve()) for path in overlays),
            schemes=tuple(one.id for one in schemes),
            lang=lang,
            reports=reports,
            day=today(os.environ).isoformat(),
            digest=rulebook.digest,
        )
        plan = Plan(folder, target, job, rulebook.digest, resume=resume, send_content=cluster is not None)
        try:
            tally = _run(plan, _scorer(job, jobs, cluster), words)
            tables = write_tables(target, schemes, lang, [path.resolve().name for path in overlays])
        except KeyboardInterrupt:
            out.words(_stopped(words))
            return INTERRUPTED
        _show(plan, tally, tables, format_)
        out.words(_summary(words, tally))
        return WRONG if tally.wrong else 0


def _run(plan: "Plan", score: "Score", say: Say) -> "Tally":
    from assess.batch.run import run
    from assess.cli.batch_progress import progress

    if plan.job.reports:
        from assess.errors import Problem
        from assess.system import chinese_fonts

        if not chinese_fonts():
            out.words(Problem("GF-404").text(plan.job.lang))
    with progress(say) as show:
        return run(plan, score, show)


def _scorer(job: "Job", jobs: int, cluster: str | None) -> "Score":
    """Where the chunks are scored."""
    if cluster is not None:
        from assess.batch.cluster import scorer

        return scorer(cluster)
    from assess.batch.executors import parallel, serial

    if jobs == 1:
        return serial
    from assess.batch.workers import processes

    return lambda job, work: parallel(job, work, processes(job, jobs), jobs)


def _cores() -> int:
    """The cores that we may use, which can be fewer than there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def _show(plan: "Plan", tally: "Tally", tables: Sequence[Path], format_: Format) -> None:
    """What was written, on stdout."""
    from assess.batch.earlier import PROBLEMS, REPORTS, RESULTS

    paths = [*tables, plan.out / RESULTS, plan.out / PROBLEMS]
    paths += [plan.out / REPORTS] if plan.job.reports else []
    if format_ == "json":
        out.as_json({**asdict(tally), "files": {path.name: str(path) for path in paths}})
        return
    for path in paths:
        out.data(str(path))


def _summary(say: Say, tally: "Tally") -> str:
    text = say(f"共 {tally.found} 份，评出 {tally.scored} 份", f"{tally.found} submissions, {tally.scored} scored")
    if tally.reused:
        text += say(
            f"（{tally.reused} 份没有改动，沿用上次结果）", f" ({tally.reused} unchanged, taken from last time)"
        )
    if tally.reports:
        text += say(f"，新出报告 {tally.reports} 份", f", {tally.reports} reports printed")
    if tally.wrong:
        text += say(
            f"；{tally.wrong} 处有问题，见 results.xlsx 的“问题”表或 problems.jsonl",
            f"; {tally.wrong} with problems, see the sheet “Problems” of results.xlsx, or problems.jsonl",
        )
    return text


def _stopped(say: Say) -> str:
    return say(
        "已停下，评好的结果都保留着；用同样的命令加上 --resume 可以接着做。",
        "Stopped; what was scored is kept. The same command with --resume goes on from here.",
    )


def _out_option(say: Say) -> Any:
    return typer.Option("--out", metavar=say("文件夹", "DIR"), help=say("结果放进哪里", "where the results go"))


def _flag(name: str, help_: str) -> Any:
    return typer.Option(name, help=help_)


def _jobs_option(say: Say) -> Any:
    return typer.Option(
        "--jobs", min=0, metavar="N", help=say("进程数，0 为每个处理器核一个", "processes; 0 is one per core")
    )


def _resume_help(say: Say) -> str:
    return say(
        "接着上次做：没有改动的填报沿用已有结果", "go on from the last run: unchanged submissions keep their results"
    )


def _cluster_option(say: Say) -> Any:
    return typer.Option(
        "--cluster",
        metavar=say("地址", "ADDRESS"),
        help=say(
            "改在 dask 集群上评分，如 tcp://10.0.0.5:8786", "score on a dask cluster, such as tcp://10.0.0.5:8786"
        ),
    )


def _about(say: Say) -> str:
    return say(
        "给整个文件夹的填报评分，结果写成 Excel、CSV、Parquet 和 JSON 行。\n\n"
        "读不了的文件不会中断评分：它们连同行列和原因列在“问题”表里，退出码为 1。",
        "Score a whole folder of submissions into Excel, CSV, Parquet and JSON lines.\n\n"
        "A file that cannot be read stops nothing: it is listed with line, column and reason, and the exit code is 1.",
    )
