"""``assess score FILE…``: points, gates and stars on the screen, as JSON, or one criterion's whole trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.errors import Problem
    from assess.rulebook.load import Rulebook
    from assess.rulebook.scheme import CompiledScheme
    from assess.scoring.peers import PeerStanding
    from assess.scoring.result import Assessment

Format = Literal["text", "json"]
ALL = "all"
"""Stands for every scheme of the rulebook."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line; among ``schemes``, ``all`` is every scheme of the rulebook."""

    files: Sequence[Path]
    schemes: Sequence[str]
    criteria: Sequence[Path]
    last: Path | None
    lang: Lang
    peers: Path | None = None


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "score", _about(say))
    def score(
        files: Annotated[
            list[Path],
            typer.Argument(metavar=say("文件", "FILE"), help=say("填报文件，可多个", "submissions, one or more")),
        ],
        scheme: Annotated[list[str] | None, options.schemes(say, every=True)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        explain: Annotated[str | None, _explain_option(say)] = None,
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        last: Annotated[Path | None, options.last(say)] = None,
        peers: Annotated[Path | None, options.peers(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        request = Request(files, list(dict.fromkeys(scheme or [])), criteria or [], last, lang, peers)
        if explain is not None:
            show_trace(request, explain, format_)
        else:
            show_scores(request, format_)


def show_scores(request: Request, format_: Format) -> None:
    """Print every file that can be scored; afterwards raise what is wrong with the others."""
    from assess.errors import AssessError

    assessments, problems = assess(request)
    peers = peer_standing(request.peers, assessments) if request.peers is not None else []
    if format_ == "json":
        _print_json(request, assessments, peers)
    elif ALL in request.schemes:
        from assess.cli.everywhere_text import show_all

        show_all(assessments, request.lang)
    else:
        from assess.cli.score_text import show

        show(assessments, request.lang, peers)
    if problems:
        raise AssessError(problems)


def show_trace(request: Request, criterion: str, format_: Format) -> None:
    """Print one criterion's trace, down to file positions and clauses."""
    from assess.cli import trace_text
    from assess.errors import AssessError, one
    from assess.scoring.trace import explain

    combinations = len(request.files) * max(len(request.schemes), 1)
    if ALL in request.schemes:
        from assess.rulebook.load import load_rulebook

        combinations = len(request.files) * len(load_rulebook(request.criteria).schemes)
    if combinations != 1:
        raise one("GF-008", None, count=combinations)
    assessments, problems = assess(request)
    if problems:
        raise AssessError(problems)
    trace = explain(assessments[0], criterion)
    if format_ == "json":
        out.as_json(trace_text.as_data(trace, request.lang))
    else:
        trace_text.show(trace, assessments[0], request.lang)


def assess(request: Request) -> "tuple[list[Assessment], list[Problem]]":
    """Every assessment that can be made, file by file, and what is wrong with the files that cannot be read."""
    from assess.errors import AssessError
    from assess.rulebook.load import load_rulebook
    from assess.scoring.evaluate import evaluate
    from assess.submission.load import load_submission

    rulebook = load_rulebook(request.criteria)
    schemes = chosen(rulebook, request.schemes)
    last = load_submission(request.last, rulebook) if request.last is not None else None
    assessments: list[Assessment] = []
    problems: list[Problem] = []
    for file in request.files:
        try:
            submission = load_submission(file, rulebook)
        except AssessError as error:
            problems += error.problems
        else:
            assessments += [evaluate(scheme, submission, last=last) for scheme in schemes]
    return assessments, problems


def chosen(rulebook: "Rulebook", names: "Sequence[str]") -> "list[CompiledScheme]":
    """The schemes named, each once; every scheme for ``all``, the default one without a name."""
    if ALL in names:
        names = list(rulebook.schemes)
    return [rulebook.scheme(name) for name in dict.fromkeys(names)] or [rulebook.scheme()]


def peer_standing(results: Path, assessments: "Sequence[Assessment]") -> "list[PeerStanding]":
    """Where each assessment stands among the results, under its own scheme."""
    from assess.batch.peers import read_peers, standing

    schemes = {one.scheme.id: one.scheme for one in assessments}
    rows = {name: read_peers(results, name, scheme.rulebook.digest) for name, scheme in schemes.items()}
    return [standing(rows[one.scheme.id], one) for one in assessments]


def _print_json(request: Request, assessments: "Sequence[Assessment]", peers: "Sequence[PeerStanding]") -> None:
    """One object for one file and one scheme, else a list, even when only one file of several could be read."""
    from assess.scoring.export import to_json
    from assess.scoring.peers import peers_json

    shaped = [to_json(assessment, request.lang) for assessment in assessments]
    for one, found in zip(shaped, peers, strict=False):
        one["peers"] = peers_json(found)
    if len(request.files) == 1 and len(request.schemes) <= 1 and ALL not in request.schemes:
        for one in shaped:
            out.as_json(one)
    else:
        out.as_json(shaped)


def _explain_option(say: Say) -> Any:
    return typer.Option(
        "--explain",
        metavar=say("评价项", "CRITERION"),
        help=say("逐步解释一个评价项的得分", "explain one criterion's points step by step"),
    )


def _about(say: Say) -> str:
    return say(
        "计算得分区间、基本要求和参考星级。\n\n没有填写的数据按“未知”处理，既不算零也不算满分，所以得分是一个区间。\n\n[bold]--scheme all[/] 列出全部方案的一张表。",
        "Points, gates and the indicative star.\n\n"
        "What is not answered is unknown, neither zero nor full, so the score is an interval.\n\n"
        "[bold]--scheme all[/] gives one table of all schemes.",
    )
