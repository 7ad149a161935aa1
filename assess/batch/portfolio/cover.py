"""The first page: who was counted, the statement as counties make it, the distribution, and which rules decided."""

from __future__ import annotations

from assess.batch.portfolio.charts import BINS, Histogram, bins, histogram
from assess.batch.portfolio.context import Context
from assess.batch.portfolio.model import NEAR, StarCount
from assess.batch.portfolio.page import Cell, Head, Row, Table
from assess.report.charts import bar
from assess.report.model import Field
from assess.scoring.rounding import rounded

SHORT_DIGEST = 12


def facts(context: Context) -> tuple[Field, ...]:
    """Scheme, years, number, day."""
    words, portfolio = context.words, context.portfolio
    years = words.listed(words("fact.year", year=year, count=count) for year, count in portfolio.periods.items())
    return (
        Field(words("fact.n"), str(portfolio.n)),
        Field(words("fact.scheme"), words.text(context.scheme.model.title)),
        Field(words("fact.years"), years),
        Field(words("fact.date"), words.date(context.generated)),
    )


def statement(context: Context) -> str:
    """As Changxing states it: so many of each star, so many in all, coverage."""
    words, portfolio = context.words, context.portfolio
    if not portfolio.stars and portfolio.total is None:
        return words("statement.unscored", n=portfolio.n)
    if not portfolio.stars and portfolio.total is not None:
        low, high = words.points(portfolio.total.mean_low), words.points(portfolio.total.mean_high)
        return words("statement.plain", n=portfolio.n, low=low, high=high, max=words.points(portfolio.maximum))
    stars = words.listed(
        words("statement.star", stars=one.stars, count=one.secured) for one in portfolio.stars if one.stars
    )
    share = words.share(portfolio.covered_secured, portfolio.n)
    return words("statement", stars=stars, covered=portfolio.covered_secured, share=share)


def headline(context: Context) -> tuple[str, ...]:
    """What to know besides."""
    words, portfolio = context.words, context.portfolio
    lines = [_coverage(context), _below(context)] if portfolio.stars else []
    if portfolio.stars and portfolio.scores:
        lines.append(_near(context))
    if not context.scheme.model.tiers and portfolio.scores:
        lines.append(words("cover.no_pass_mark"))
    lines += _undecidable(context)
    if portfolio.scores:
        mean = rounded(portfolio.gap_count / portfolio.n, 1)
        lines.append(words("headline.gaps", gaps=portfolio.gap_count, n=portfolio.n, mean=mean))
    if portfolio.made_up:
        lines.append(words("headline.made_up", count=portfolio.made_up))
    if portfolio.unread_count:
        lines.append(words("headline.unread", count=portfolio.unread_count))
    return tuple(lines)


def _undecidable(context: Context) -> list[str]:
    """Who may be nominated for a star that others award, and which stars nobody can work out."""
    words = context.words
    lines = [
        words("headline.nominated", stars=stars, count=count) for stars, count in context.portfolio.nominated.items()
    ]
    by_text: dict[str, list[str]] = {}
    for tier in sorted(context.scheme.model.tiers, key=lambda tier: tier.stars):
        if tier.unpublished is not None:
            by_text.setdefault(words.text(tier.unpublished), []).append(f"{tier.stars}★")
    return lines + [
        words("tier.not_evaluable", stars=words.listed(stars), what=what) for what, stars in by_text.items()
    ]


def _coverage(context: Context) -> str:
    portfolio, words = context.portfolio, context.words
    return words(
        "coverage",
        stars=context.tiers[0].stars,
        n=portfolio.n,
        reachable=portfolio.covered_reachable,
        share=words.share(portfolio.covered_reachable, portfolio.n),
    )


def _below(context: Context) -> str:
    words = context.words
    sure = sum(line.standing == "sure" for line in context.portfolio.below)
    below = context.scheme.model.below_lowest
    return words(
        "headline.below",
        label=context.star(0),
        sure=sure,
        possible=len(context.portfolio.below) - sure,
        consequence="" if below is None else words("below.lead.short", consequence=words.text(below.consequence)),
    ).rstrip()


def _near(context: Context) -> str:
    return context.words("headline.near", near=f"{NEAR:g}", count=len(context.portfolio.near))


def distribution(context: Context) -> Histogram | None:
    """Secured totals against the cut-offs."""
    words, portfolio = context.words, context.portfolio
    if portfolio.maximum <= 0:
        return None
    step = portfolio.maximum / BINS
    columns = words.listed(
        (
            words("alt.histogram.bin", start=f"{place * step:g}", end=f"{(place + 1) * step:g}", count=count)
            for place, count in enumerate(bins(portfolio.totals, portfolio.maximum))
            if count
        ),
        separator="list.semicolon",
    )
    cutoffs = [
        (tier.total, f"{tier.stars}★ {words.number(tier.total)}") for tier in context.tiers if tier.total is not None
    ]
    return histogram(words("alt.histogram", columns=columns), portfolio.totals, portfolio.maximum, cutoffs)


def stars(context: Context) -> Table | None:
    """The distribution by star, secured and reachable."""
    words, portfolio = context.words, context.portfolio
    if not portfolio.stars:
        return None
    heads = (
        Head(words("stars.star"), 18),
        Head(words("stars.secured"), 15, number=True),
        Head(words("stars.reachable"), 15, number=True),
        Head(words("stars.at_least"), 27, number=True),
        Head("", 25),
    )
    rows = tuple(_star(context, one) for one in portfolio.stars)
    return Table(words("stars.title"), heads, rows, notes=(words("stars.note"),), look="stars")


def _star(context: Context, one: StarCount) -> Row:
    words, n = context.words, context.portfolio.n
    counts = [Cell(f"{count} · {words.share(count, n)} %") for count in (one.secured, one.reachable)]
    if one.stars == 0:
        return (Cell(context.star(0)), *counts, Cell(""), Cell(""))
    low, high = one.at_least_secured, one.at_least_reachable
    shown = f"{low}–{high}" if low != high else str(low)
    share = f"{words.share(low, n)}–{words.share(high, n)}" if low != high else words.share(low, n)
    alt = words("alt.at_least", stars=one.stars, low=low, high=high, n=n)
    cells = (Cell(f"{shown} · {share} %"), Cell("", bar=bar(alt, low, high, n)))
    return (Cell(context.star(one.stars)), *counts, *cells)


def card(context: Context) -> tuple[Field, ...]:
    """Which rules and which program decided."""
    words, scheme = context.words, context.scheme.model
    book = context.scheme.rulebook
    fields = [
        Field(words("cover.scheme"), f"{words.text(scheme.title)}{words.aside(context.scheme.id)}"),
        Field(words("cover.issuer"), words.text(scheme.issuer)),
        Field(words("cover.document"), scheme.document),
        Field(words("cover.verified"), words.day(scheme.verified_on)),
        Field(
            words("cover.rulebook"),
            words("cover.rulebook.value", version=book.version, digest=book.digest[:SHORT_DIGEST]),
        ),
        Field(words("cover.program"), words.listed(context.portfolio.versions)),
    ]
    if book.overlays and not context.portfolio.anonymised:
        fields.append(Field(words("cover.overlays"), words.listed(book.overlays)))
    return tuple(fields)
