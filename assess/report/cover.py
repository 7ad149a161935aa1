"""The cover: who, which year, the stars, the total on its ladder, the radar, and which rules decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.report.charts import Ladder, Radar, ladder, radar, star_strip
from assess.report.hurdles import blocked, undecided
from assess.report.model import Cover, Field, GroupScore, StarLine

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.rulebook.model import Tier
    from assess.scoring.result import GroupResult

COVER_NAMES = 1
"""How many names of a kind the cover has room for; the next page has more."""
SHORT_DIGEST = 12
"""Letters of a digest that people compare by eye."""


def build_cover(context: Context, version: str) -> Cover:
    """The first page of the report."""
    words, assessment = context.words, context.assessment
    scores = assessment.scheme.scores
    exact = words.points(assessment.total.low) == words.points(assessment.total.high)
    maximum = words.points(assessment.total.max)
    return Cover(
        factory=assessment.submission.factory.name,
        facts=_who(context),
        stars=_stars(context),
        statement="" if context.scheme.tiers else words(context.plain_statement),
        cap=words.sentences(filter(None, (blocked(words, assessment, COVER_NAMES), *undecided(words, assessment)))),
        total=words.interval(assessment.total),
        total_help=words("cover.total.exact" if exact else "cover.total.range", max=maximum),
        ladder=_ladder(context) if scores else None,
        radar=_radar(context) if scores else None,
        target=_target(context),
        groups_title=words(f"cover.groups.{context.scheme.group_by}"),
        groups=tuple(_group(context, group) for group in assessment.groups if scores),
        card=_card(context, version),
        digest=assessment.scheme.rulebook.digest,
    )


def _who(context: Context) -> tuple[Field, ...]:
    words, factory = context.words, context.assessment.submission.factory
    fields = [
        Field(words("cover.period"), str(context.assessment.submission.period)),
        Field(words("cover.industry"), words.industry(factory)),
        Field(words("cover.region"), factory.region or words("not_given")),
    ]
    if factory.credit_code:
        fields.append(Field(words("cover.credit_code"), factory.credit_code))
    return (*fields, Field(words("cover.date"), words.date(context.generated)))


def _stars(context: Context) -> tuple[StarLine, ...]:
    if not context.scheme.tiers:
        return ()
    tier = context.assessment.tier
    secured = tier.secured.stars if tier.secured else 0
    reachable = max(tier.reachable.stars if tier.reachable else 0, secured)
    return (
        _line(context, "secured", tier.secured, solid=secured, outlined=0),
        _line(context, "reachable", tier.reachable, solid=secured, outlined=reachable),
    )


def _line(context: Context, which: str, tier: Tier | None, *, solid: int, outlined: int) -> StarLine:
    words, scheme = context.words, context.scheme
    caption = words(f"cover.{which}")
    if tier is not None:
        title = context.star(tier)
    elif which == "secured" and not (context.assessment.tier.below_lowest or context.gate_failed):
        title = words("star.unconfirmed" if context.assessment.tier.reachable else "star.not_evaluable")
    elif context.assessment.tier.reachable is None and not context.assessment.tier.below_lowest:
        title = words("star.not_evaluable")
    else:
        title = words.text(scheme.below_lowest.label) if scheme.below_lowest else words("star.none")
    alt = words("alt.strip", caption=caption, colon=words("colon"), stars=max(solid, outlined))
    kind = "secured" if which == "secured" or solid == outlined > 0 else "open"
    return StarLine(kind, caption, words(f"cover.{which}.help"), title, star_strip(alt, solid=solid, outlined=outlined))


def _ladder(context: Context) -> Ladder:
    words, total = context.words, context.assessment.total
    low, high = words.points(total.low), words.points(total.high)
    cutoffs = [
        (tier.total, f"{tier.stars}★ ≥{words.number(tier.total)}", tier.label.in_(words.lang))
        for tier in context.scheme.tiers
        if tier.total is not None
    ]
    alt = words(
        "alt.ladder" if cutoffs else "alt.ladder.plain",
        points=words.interval(total),
        max=words.points(total.max),
        cutoffs=words.listed(label for _, label, _ in cutoffs),
    )
    return ladder(alt, (total.low, total.high, total.max), (low, "" if high == low else high), cutoffs)


def _radar(context: Context) -> Radar:
    words, assessment = context.words, context.assessment
    axes = [
        (words.text(g.title), g.points.low / g.points.max, g.points.high / g.points.max)
        for g in assessment.groups
        if g.points.max > 0
    ]
    shares = words.listed(
        (f"{title} {words.percent(low, 1)}–{words.percent(high, 1)} %" for title, low, high in axes),
        separator="list.semicolon",
    )
    target = context.next_tier.total if context.next_tier else None
    share = target / assessment.total.max if target is not None else None
    return radar(words("alt.radar", shares=shares), axes, share)


def _target(context: Context) -> str:
    tier, words = context.next_tier, context.words
    if tier is None or tier.total is None or not context.assessment.scheme.scores:
        return ""
    return words("cover.legend.target", share=words.percent(tier.total, context.assessment.total.max))


def _group(context: Context, group: GroupResult) -> GroupScore:
    words, points = context.words, group.points
    low, high = words.percent(points.low, points.max), words.percent(points.high, points.max)
    share = words("status.not_applicable") if points.max <= 0 else f"{low} %" if low == high else f"{low}–{high} %"
    return GroupScore(words.text(group.title), words.of(points), share, context.bar(points))


def _card(context: Context, version: str) -> tuple[Field, ...]:
    words, scheme, assessment = context.words, context.scheme, context.assessment
    book = assessment.scheme.rulebook
    fields = [
        Field(words("cover.scheme"), f"{words.text(scheme.title)}{words.aside(scheme.id)}"),
        Field(words("cover.issuer"), words.text(scheme.issuer)),
        Field(words("cover.document"), scheme.document),
        Field(words("cover.valid"), _valid(context)),
        Field(words("cover.verified"), words.day(scheme.verified_on)),
        Field(
            words("cover.rulebook"),
            words("cover.rulebook.value", version=book.version, digest=book.digest[:SHORT_DIGEST]),
        ),
        Field(words("cover.submission"), assessment.submission.digest[:SHORT_DIGEST]),
        Field(words("cover.program"), version),
    ]
    if book.overlays:
        fields.insert(6, Field(words("cover.overlays"), words.listed(book.overlays)))
    if scheme.superseded_by:
        fields.insert(4, Field(words("cover.superseded"), scheme.superseded_by))
    return tuple(fields)


def _valid(context: Context) -> str:
    words, scheme = context.words, context.scheme
    if scheme.valid_from is None:
        return words("not_published")
    if scheme.valid_to is None:
        return words("cover.valid.from", start=words.day(scheme.valid_from))
    return words("cover.valid.range", start=words.day(scheme.valid_from), end=words.day(scheme.valid_to))
