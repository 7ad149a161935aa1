"""``assess lens FILE``: one submission under two editions, and with last year's what the rules and the factory did."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from assess.cli import local, options, out
from assess.cli.say import Say
from assess.language import Lang

if TYPE_CHECKING:
    from assess.planning.lens import Lens, Waterfall
    from assess.scoring.result import Assessment, Interval

Format = Literal["text", "json"]


def add(app: typer.Typer, say: Say) -> None:
    """Register the command."""

    @local.command(app, say, "lens", _about(say))
    def lens(
        file: Annotated[Path, typer.Argument(metavar=say("文件", "FILE"), help=say("填报文件", "the submission"))],
        scheme: Annotated[str | None, options.scheme(say)] = None,
        last: Annotated[Path | None, _last_option(say)] = None,
        format_: Annotated[Format, options.output_format(say)] = "text",
        criteria: Annotated[list[Path] | None, options.criteria(say)] = None,
        lang: Annotated[Lang, options.lang(say)] = say.lang,
    ) -> None:
        from assess.errors import listed, one
        from assess.planning.lens import editions
        from assess.planning.lens import lens as hold
        from assess.rulebook.load import load_rulebook
        from assess.submission.load import load_submission

        rulebook = load_rulebook(criteria or [])
        name = rulebook.scheme(scheme).id
        pair = editions(rulebook, name)
        if pair is None:
            known = [other for other in rulebook.schemes if editions(rulebook, other)]
            raise one("GF-013", None, id=name, known=listed(known or ["–"]))
        before = load_submission(last, rulebook) if last is not None else None
        found = hold(*pair, load_submission(file, rulebook), before)
        if format_ == "json":
            out.as_json(as_data(found, lang))
        else:
            from assess.cli.lens_text import show

            show(found, lang)


def as_data(found: "Lens", lang: Lang) -> dict[str, Any]:
    """The lens for scripts: amounts as decimal texts, so that they still add up exactly."""
    return {
        "old": _assessed(found.old),
        "new": _assessed(found.new),
        "last": [_assessed(one) for one in found.before] if found.before else None,
        "principles": [
            {"id": row.id, "title": row.title.in_(lang), "old": _points(row.old), "new": _points(row.new)}
            for row in found.rows
        ],
        "editions": [_fall(fall, lang) for fall in found.editions],
        "years": [_fall(fall, lang) for fall in found.years] if found.years else None,
    }


def _assessed(assessment: "Assessment") -> dict[str, Any]:
    submission = assessment.submission
    return {
        "scheme": assessment.scheme.id,
        "factory": submission.factory.name,
        "period": submission.period,
        "total": _points(assessment.total),
    }


def _points(points: "Interval | None") -> dict[str, float] | None:
    from assess.scoring.export import DECIMALS
    from assess.scoring.rounding import rounded

    if points is None:
        return None
    return {end: float(rounded(value, DECIMALS)) for end, value in points._asdict().items()}


def _fall(fall: "Waterfall", lang: Lang) -> dict[str, Any]:
    parts = [
        {"id": part.id, "title": part.title.in_(lang) if part.title else None, "amount": str(part.amount)}
        for part in fall.parts
    ]
    return {"of": fall.end_of_interval, "start": str(fall.start), "parts": parts, "end": str(fall.end)}


def _last_option(say: Say) -> Any:
    return typer.Option(
        "--last",
        metavar=say("文件", "FILE"),
        help=say(
            "上一年度的填报：分出规则变化和工厂变化各占多少",
            "last year's submission: tells apart what the rules did and what the factory did",
        ),
    )


def _about(say: Say) -> str:
    return say(
        "新旧版对照：同一份填报按一个方案的旧版和新版各算一次，按原则列出差别。\n\n"
        "加上 --last，再拆出两年之间规则变了多少、工厂做了多少；各部分之和恰好等于总分之差。",
        "The edition lens: one submission under the old and the new edition of a scheme, by principle.\n\n"
        "With --last also what the rules did and what the factory did between two years; the parts add up exactly.",
    )
