"""From an assessment to everything the report shows: :func:`build_report`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from assess.planning.limits import standings
from assess.report.annexes import build_evidence, build_indicators, build_not_applicables
from assess.report.context import Context
from assess.report.cover import build_cover
from assess.report.edition_lens import build_lens
from assess.report.everywhere import Everywhere, build_everywhere, ladder_lines
from assess.report.findings import build_summary, gate_row, unknown_rows
from assess.report.groups import build_groups
from assess.report.model import Comparisons, Field, ReportModel
from assess.report.peers import build_peers
from assess.report.sources import build_sources
from assess.report.words import Words, shortened
from assess.scoring.shown import shown_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assess.planning.ladder import LadderStanding
    from assess.planning.lens import Lens
    from assess.scoring.peers import PeerStanding
    from assess.scoring.result import Assessment

RUNNING_NAME = 36
"""Cells of the factory's name in the page header."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the report holds beside its own scheme: every scheme, the ladder, the other edition, other factories."""

    others: Sequence[Assessment] = ()
    ladder: LadderStanding | None = None
    lens: Lens | None = None
    peers: PeerStanding | None = None


def build_report(
    assessment: Assessment, lang: str, generated: date, version: str, beside: Beside | None = None
) -> ReportModel:
    """The gap report in one language. ``generated`` is the day printed on it; the clock is never read here.

    ``beside`` is worked out by the caller; what it leaves out has no page.
    """
    beside = beside or Beside()
    scheme = assessment.scheme.model
    words = Words(lang, scheme.settings.decimals, assessment.scheme.rulebook)
    context = Context(assessment, words, generated, standings(assessment), shown_values(assessment))
    summary = build_summary(context)
    missing = unknown_rows(context)
    factory = assessment.submission.factory
    return ReportModel(
        lang=lang,
        language_tag="zh-CN" if lang == "zh" else "en",
        t=words,
        title=f"{factory.name} {assessment.submission.period} {words('report.title')}",
        running=_running(factory.name, assessment.submission.period),
        created=generated.isoformat(),
        generated=words.date(generated),
        program=version,
        notice=words.text(assessment.scheme.notice),
        scores=assessment.scheme.scores,
        kinds=assessment.scheme.has_mandatory,
        made_up=words("report.made_up") if factory.made_up else "",
        cover=build_cover(context, version),
        summary=summary,
        everywhere=_everywhere(context, beside),
        lens=build_lens(beside.lens, lang) if beside.lens is not None else None,
        comparisons=_comparisons(context),
        groups=build_groups(context),
        gates=tuple(gate_row(context, gate) for gate in assessment.gates),
        main_document=words.document(context.main_document),
        rounding=f"{10.0**-scheme.settings.decimals:.{scheme.settings.decimals}f}",
        file=PurePath(assessment.submission.file).name,
        indicators=build_indicators(context),
        collect=missing if len(missing) > len(summary.unknowns) else (),
        evidence=build_evidence(context),
        not_applicable=build_not_applicables(context),
        sources=build_sources(context),
        questions=tuple(words.text(question) for question in scheme.questions),
        closing=_closing(context),
        peers=build_peers(words, assessment, beside.peers) if beside.peers is not None else None,
    )


def _running(name: str, period: int) -> str:
    return f"{shortened(name, RUNNING_NAME)} · {period}"


def _everywhere(context: Context, beside: Beside) -> Everywhere | None:
    if not beside.others:
        return None
    ladder = ladder_lines(context.words, beside.ladder) if beside.ladder is not None else ()
    return Everywhere(build_everywhere(context.assessment, beside.others, context.words.lang), ladder)


def _comparisons(context: Context) -> Comparisons | None:
    words, scheme = context.words, context.scheme
    if not scheme.comparisons:
        return None
    ours = {tier.stars: tier for tier in scheme.tiers}
    stars = sorted({*ours, *(star for other in scheme.comparisons for star in other.cutoffs)})
    dash = words("compare.dash")
    rows = [
        (
            f"{star}★",
            _own_rule(context, star) if star in ours else dash,
            *(words.text(other.cutoffs.get(star)) or dash for other in scheme.comparisons),
        )
        for star in stars
    ]
    heads = (words("compare.star"), words("compare.this"), *(words.text(other.title) for other in scheme.comparisons))
    sources = tuple(
        Field(words.text(other.title), f"{words.source(other.source)}{words.aside(words.basis(other.source.basis))}")
        for other in scheme.comparisons
    )
    return Comparisons(heads, tuple(rows), sources)


def _own_rule(context: Context, star: int) -> str:
    words = context.words
    tier = next(tier for tier in context.scheme.tiers if tier.stars == star)
    parts = [] if tier.total is None else [f"≥{words.number(tier.total)}"]
    if tier.all_mandatory:
        parts.append(words("compare.mandatory"))
    if tier.requires is not None:
        parts.append(words.text(tier.requires_text) or str(tier.requires))
    return words.listed(parts, separator="list.semicolon")


def _closing(context: Context) -> tuple[str, ...]:
    words, scheme = context.words, context.scheme
    lines = [words("closing.is"), words("closing.star" if scheme.tiers else "closing.plain")]
    if scheme.superseded_by:
        lines.append(words("closing.superseded", document=scheme.superseded_by))
    return (*lines, words("closing.unknown"), words("closing.evidence"))
