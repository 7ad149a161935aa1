"""``assess batch FOLDER --out DIR``: score a whole folder into tables, on every core or a cluster."""

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.batch.run import Score, Tally
    from assess.batch.work import Job

WRONG = 1
"""Exit code when the run is complete and some files could not be scored."""


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "batch", _about(say))
    def batch(
        folder: Annotated[
            Path,
            typer.Argument(metavar=say("文件夹", "FOLDER"), help=say("填报文件所在的文件夹", "folder of submissions")),
        ],
        target: Annotated[Path, _out_option(say)],
        scheme: Annotated[list[str] | None, options.schemes(say)] = None,
        reports: Annotated[
            bool, _flag("--reports", say("每家工厂另出一份 PDF 报告", "one PDF report each as well"))
        ] = False,
        jobs: Annotated[int, _jobs_option(say)] = 0,
        resume: Annotated[bool, _flag("--resume", _resume_help(say))] = False,
        cluster: Annotated[str | None, _cluster_option(say)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> int:
        gc.enable()
        from assess.batch.run import Plan, run
        from assess.batch.tables import write_tables
        from assess.batch.work import Job
        from assess.cli.report import today
        from assess.rulebook.load import load_rulebook

        rulebook = load_rulebook(criteria or [])
        schemes = [rulebook.scheme(name) for name in dict.fromkeys(scheme or [])] or [rulebook.scheme()]
        job = Job(
            overlays=tuple(str(path.resolve()) for path in criteria or []),
            schemes=tuple(one.id for one in schemes),
            lang=lang,
            reports=reports,
            day=today(os.environ).isoformat(),
        )
        plan = Plan(folder, target, job, rulebook.digest, resume=resume, send_content=cluster is not None)
        words = Say(lang)
        score = _scorer(job, jobs or os.cpu_count() or 1, cluster)
        with _progress(words) as show:
            tally = run(plan, score, show)
        for path in write_tables(target, schemes, lang):
            out.data(str(path))
        out.words(_summary(words, tally))
        return WRONG if tally.wrong else 0


def _scorer(job: "Job", jobs: int, cluster: str | None) -> "Score":
    """Where the chunks are scored."""
    from assess.batch.executors import parallel, processes, serial

    if cluster is not None:
        from assess.batch.cluster import scorer

        return scorer(cluster)
    if jobs == 1:
        return serial
    return lambda job, work: parallel(job, work, processes(job, jobs), jobs)


@contextmanager
def _progress(say: Say) -> "Iterator[Callable[[Tally], None]]":
    """A bar with rate and time left on a terminal, a line now and then elsewhere."""
    if not sys.stderr.isatty():
        yield _Lines(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("{task.fields[rate]} 份/秒", "{task.fields[rate]}/s")),
        TextColumn(say("还需", "left")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(say("评分", "Scoring"), total=None, rate="–")

        def show(tally: "Tally") -> None:
            speed = bar.tasks[0].speed
            bar.update(task, total=tally.found, completed=tally.done, rate=f"{speed:.0f}" if speed else "–")

        yield show


class _Lines:
    """Progress as plain lines: every tenth of the way."""

    def __init__(self, say: Say) -> None:
        self.say, self.shown = say, 0

    def __call__(self, tally: "Tally") -> None:
        tenth = 10 * tally.done // max(tally.found, 1)
        if tenth > self.shown:
            self.shown = tenth
            out.words(self.say(f"已评 {tally.done} / {tally.found}", f"{tally.done} of {tally.found}"))


def _summary(say: Say, tally: "Tally") -> str:
    reused = say(f"，其中 {tally.reused} 份沿用上次结果", f", {tally.reused} of them unchanged") if tally.reused else ""
    wrong = say(
        f"；{tally.wrong} 份读不了，见“问题”表和 problems.jsonl",
        f"; {tally.wrong} cannot be read, see the sheet “Problems” and problems.jsonl",
    )
    return say(f"共 {tally.found} 份{reused}", f"{tally.found} submissions{reused}") + (wrong if tally.wrong else "")


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
