"""A portfolio as a web page, a PDF or JSON."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from assess.batch.portfolio import cover, lists, progress
from assess.batch.portfolio.closing import about, unread
from assess.batch.portfolio.context import Context
from assess.batch.portfolio.findings import findings
from assess.batch.portfolio.groups import groups
from assess.batch.portfolio.model import Portfolio
from assess.batch.portfolio.page import Page, Section
from assess.batch.portfolio.texts import PortfolioWords
from assess.batch.portfolio.titles import titles
from assess.paths import templates_dir
from assess.rulebook.scheme import CompiledScheme
from assess.version import __version__

TEMPLATE = "portfolio/portfolio.html.j2"
ON_PAPER, ON_SCREEN = 40, 2000
"""Factories in one list of the PDF and of the web page; JSON has all of them."""
DECIMALS = 6


def html(portfolio: Portfolio, scheme: CompiledScheme, lang: str, generated: date, limit: int = ON_SCREEN) -> str:
    """The page, in which everything that a factory typed is escaped."""
    from assess.report.html import environment

    page = build_page(portfolio, scheme, lang, generated, limit)
    return environment(templates_dir()).get_template(TEMPLATE).render(page=page)


def pdf(portfolio: Portfolio, scheme: CompiledScheme, lang: str, generated: date) -> bytes:
    """The page on paper, with shorter lists. Raises GF-403 where a system library is missing."""
    from assess.report.pdf import pdf_bytes

    return pdf_bytes(html(portfolio, scheme, lang, generated, ON_PAPER))


def as_data(portfolio: Portfolio, scheme: CompiledScheme, lang: str, generated: date) -> dict[str, Any]:
    """Plain data for scripts: whole lists; every comparison is by id. Keys are only ever added."""
    notice = scheme.notice
    head = {"date": generated.isoformat(), "program": __version__, "notice": notice.in_(lang) if notice else None}
    data: dict[str, Any] = _plain(dataclasses.asdict(portfolio))
    del data["totals"]
    return head | data


def build_page(portfolio: Portfolio, scheme: CompiledScheme, lang: str, generated: date, limit: int) -> Page:
    """The page in words; ``limit`` is how many factories one list shows."""
    words = PortfolioWords(lang, scheme.model.settings.decimals, scheme.rulebook)
    context = Context(portfolio, scheme, words, generated, limit)
    years = words.listed(str(year) for year in portfolio.periods)
    title = f"{words('title')} {years}{words.aside(words('anonymised')) if portfolio.anonymised else ''}"
    return Page(
        lang=lang,
        language_tag="zh-CN" if lang == "zh" else "en",
        title=title,
        subject=words("subject"),
        running=f"{title} · {words('kind')}",
        created=generated.isoformat(),
        program=__version__,
        notice=words.text(scheme.notice),
        made_up=_made_up(portfolio, words),
        kind=words("kind"),
        heading=title,
        facts=cover.facts(context),
        statement=cover.statement(context),
        headline=cover.headline(context),
        histogram_title=words("histogram", step=f"{portfolio.maximum / 20:g}"),
        histogram=cover.distribution(context),
        stars=cover.stars(context),
        card_title=words("card"),
        card=cover.card(context),
        digest=f"{words('cover.digest')} {portfolio.rulebook}",
        sections=_sections(context),
    )


def _made_up(portfolio: Portfolio, words: PortfolioWords) -> str:
    if not portfolio.made_up:
        return ""
    every = portfolio.made_up == portfolio.n
    return words("made_up.all") if every else words("made_up.some", count=portfolio.made_up)


def _sections(context: Context) -> tuple[Section, ...]:
    portfolio = context.portfolio
    found = [lists.below(context)] if portfolio.stars else []
    if portfolio.stars and portfolio.scores:
        found.append(lists.near(context))
    if portfolio.scores:
        found.append(groups(context))
    found.append(findings(context))
    if portfolio.change is not None:
        found.append(progress.change(context, portfolio.change))
    if portfolio.targets:
        found.append(progress.targets(context))
    if portfolio.titles is not None and portfolio.titles.factories:
        found.append(titles(context, portfolio.titles))
    if portfolio.unread_count:
        found.append(unread(context))
    return (*found, about(context))


def _plain(value: Any) -> Any:
    """Tuples as lists, numbers without the noise that the order of a sum leaves."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
