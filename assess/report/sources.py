"""Where every number comes from (来源与依据), and which ones nobody has published."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

from assess.report.groups import limit_basis
from assess.report.hurdles import undecided
from assess.report.model import BasisWord, CutoffRow, DocumentRow, NumberRow, Sources, WeightRow
from assess.report.words import EXACT
from assess.rulebook.model import Basis
from assess.rulebook.norms import LEVEL_TITLES
from assess.scoring.product_limits import product_limits
from assess.scoring.values import best_row

if TYPE_CHECKING:
    from assess.report.context import Context
    from assess.report.words import Words
    from assess.rulebook.model import Dimension, Norm, NormLevelName, Source, Tier
    from assess.rulebook.scheme import CompiledScheme
    from assess.scoring.product_limits import ProductLimit
    from assess.scoring.result import BenchmarkUse, FactorUse


def build_sources(context: Context) -> Sources:
    """Everything about the origin of the numbers used.

    Without criteria only plausibility checks compute anything: their factors are in the JSON, and not on paper.
    """
    assessment = context.assessment
    return Sources(
        about=_about(context),
        words=_vocabulary(context),
        gaps=_unpublished(context),
        cutoffs=tuple(_cutoff(context, tier) for tier in context.scheme.tiers),
        weights=tuple(_weight(context, dimension) for dimension in context.scheme.dimensions),
        benchmarks=(
            *(_benchmark(context, use) for use in assessment.benchmarks),
            *(_product_limit(context, limit) for limit in product_limits(assessment)),
        ),
        factors=tuple(_factor(context, use) for use in assessment.factors if assessment.criteria),
        documents=_documents(context),
    )


def _about(context: Context) -> tuple[str, ...]:
    """What the scheme says about itself and about its own source."""
    words, scheme = context.words, context.scheme
    choices = _choices(context) if context.assessment.criteria else ""
    return tuple(filter(None, (words.text(scheme.about), words.text(scheme.source.note), choices)))


def _choices(context: Context) -> str:
    """The settings that decide which factors are used, in one sentence."""
    words, chosen = context.words, context.scheme.settings
    return words(
        "sources.choices",
        grid=words(f"choice.grid.{chosen.grid}"),
        fuel=chosen.fuel_co2,
        electricity=words(f"choice.electricity.{chosen.electricity}"),
        more=more_choices(words, context.assessment.scheme),
    )


def more_choices(words: Words, scheme: CompiledScheme) -> str:
    """The datum of steam, and the interpolation where the scheme scores by band."""
    chosen = scheme.model.settings
    found = [words(f"choice.steam.{chosen.steam_datum}")]
    if scheme.has_bands:
        found.append(words(f"choice.interpolation.{chosen.interpolation}"))
    return words.listed(found, separator="list.semicolon")


def _vocabulary(context: Context) -> tuple[BasisWord, ...]:
    words = context.words
    points = Counter(result.criterion.points.basis for result in context.assessment.criteria)
    limits = Counter(limit_basis(result.criterion) for result in context.assessment.criteria)
    return tuple(
        BasisWord(words.basis(word), words(f"basis.{word}.meaning"), str(points[word]), str(limits[word]))
        for word in get_args(Basis)
    )


def _unpublished(context: Context) -> tuple[str, ...]:
    words, scheme, assessment = context.words, context.scheme, context.assessment
    adopted = sum(result.criterion.points.basis == "adopted" for result in assessment.criteria)
    recalled = sum(limit_basis(result.criterion) == "recalled" for result in assessment.criteria)
    found = []
    if any(tier.source.basis == "adopted" for tier in scheme.tiers):
        found.append(words("sources.gap.cutoffs", scheme=words.text(scheme.title)))
    if not scheme.tiers:
        found.append(words(context.plain_statement))
    found += undecided(words, assessment)
    if adopted:
        found.append(words("sources.gap.points", count=adopted))
    if recalled:
        found.append(words("sources.gap.limits", count=recalled))
    missing = [words.name(use.id) for use in assessment.benchmarks if use.value is None]
    if missing:
        titles = words.listed(missing, separator="list.semicolon")
        found.append(words("sources.gap.benchmark", count=len(missing), titles=titles))
    found += [words("sources.gap.factor", title=words.name(use.id)) for use in assessment.factors if use.value is None]
    if scheme.below_lowest:
        found.append(words("sources.gap.below"))
    return tuple(found)


def _source(context: Context, source: Source) -> str:
    """Document, clause and the note on how to read it."""
    words = context.words
    return words.listed(filter(None, (words.source(source), words.text(source.note))), separator="list.semicolon")


def star_needs(words: Words, tier: Tier) -> list[str]:
    """What a star needs besides its cut-off, and which list it stands for."""
    besides = [words("compare.mandatory")] if tier.all_mandatory else []
    if tier.requires is not None:
        besides.append(words.text(tier.requires_text) or str(tier.requires))
    if tier.unpublished is not None:
        besides.append(words("tier.unpublished", what=words.text(tier.unpublished)))
    if tier.nomination:
        besides.append(words("tier.nomination"))
    if tier.level is not None:
        besides.append(words("tier.level", level=words(f"level.{tier.level}")))
    return besides


def _cutoff(context: Context, tier: Tier) -> CutoffRow:
    words = context.words
    return CutoffRow(
        star=context.star(tier),
        total=words("compare.dash") if tier.total is None else f"≥ {words.number(tier.total)}",
        besides=words.listed(star_needs(words, tier), separator="list.semicolon") or words("compare.dash"),
        basis=words.basis(tier.source.basis),
        source=_source(context, tier.source),
    )


def _weight(context: Context, dimension: Dimension) -> WeightRow:
    words = context.words
    return WeightRow(
        title=words.text(dimension.title),
        weight=words.number(dimension.weight),
        split=_split(context, dimension),
        basis=words.basis(dimension.source.basis),
        source=_source(context, dimension.source),
    )


def _split(context: Context, dimension: Dimension) -> str:
    """Raw points: mandatory and optional ones, where the scheme tells them apart."""
    words, parts = context.words, (dimension.mandatory_points, dimension.optional_points)
    return " / ".join(map(words.number, parts)) if context.assessment.scheme.has_mandatory else words.number(sum(parts))


def _benchmark(context: Context, use: BenchmarkUse) -> NumberRow:
    words = context.words
    entry = context.assessment.scheme.rulebook.benchmarks.get(use.id)
    industry = context.assessment.submission.factory.industry
    row = best_row(entry, industry) if entry and use.origin == "rulebook" else None
    norm = context.assessment.scheme.rulebook.norms.get(use.norm or "")
    source = row.source if row else norm.source if norm else None
    return NumberRow(
        title=words.name(use.id),
        id=use.id,
        value=words("not_published") if use.value is None else words.quantity(use.value, use.unit, EXACT),
        known=use.value is not None,
        edition=(row.edition if row else norm.edition if norm else None) or words("compare.dash"),
        superseded=words("sources.superseded") if use.superseded else "",
        basis=words("basis.own") if use.origin == "submission" else words.basis(use.basis),
        source=words.listed(
            filter(
                None, (_norm(context, use), _source(context, source) if source else words.document(use.document or ""))
            ),
            separator="list.semicolon",
        )
        or words("compare.dash"),
    )


def _norm(context: Context, use: BenchmarkUse) -> str:
    """Which norm, which level of it, and what the factory corrected it by; empty for other benchmarks."""
    words, rulebook = context.words, context.assessment.scheme.rulebook
    norm, asked = rulebook.norms.get(use.norm or ""), rulebook.benchmarks[use.id].norm
    if norm is None or asked is None:
        return ""
    correction = context.assessment.submission.benchmarks[use.id].correction
    return _level_named(words, norm, asked.level, correction)


def _level_named(words: Words, norm: Norm, level: NormLevelName, correction: float | None) -> str:
    """A norm with its level, and what the factory corrected it by."""
    named = f"{words.text(norm.title)} {words.text(LEVEL_TITLES[level])}"
    if correction is None or norm.correction is None:
        return named
    return named + words.aside(f"{words.text(norm.correction.what)}{words('colon')}{words.number(correction)}")


def _product_limit(context: Context, limit: ProductLimit) -> NumberRow:
    """What one product is held against: its norm with the level, or the factory's own number."""
    words, rulebook = context.words, context.assessment.scheme.rulebook
    column = next(one for one in rulebook.facts[limit.fact].columns if one.id == limit.column)
    norm = rulebook.norms.get(limit.norm or "")
    source = words.document(limit.document or "")
    if norm is not None and column.norm is not None:
        named = _level_named(words, norm, column.norm.level, limit.correction)
        source = words.listed((named, words.source(norm.source)), separator="list.semicolon")
    return NumberRow(
        title=f"{limit.product}{words('colon')}{words.text(column.title)}",
        id=f"{limit.fact}.{limit.column}",
        value=words("not_published") if limit.value is None else words.quantity(limit.value, limit.unit, EXACT),
        known=limit.value is not None,
        edition=(norm.edition if norm is not None else None) or words("compare.dash"),
        superseded=words("sources.superseded") if limit.superseded else "",
        basis=words("basis.own") if limit.origin == "submission" else words.basis(limit.basis),
        source=source or words("compare.dash"),
    )


def _factor(context: Context, use: FactorUse) -> NumberRow:
    words = context.words
    entry = context.assessment.scheme.rulebook.factors.get(use.id)
    edition = str(use.year) if use.year is not None else (entry.edition if entry else None)
    clause = entry.source.clause if entry and entry.source.document == use.document else None
    return NumberRow(
        title=words.name(use.id),
        id=use.id,
        value=words("not_published")
        if use.value is None
        else words.quantity(use.value, entry.unit if entry else None, EXACT),
        known=use.value is not None,
        edition=edition or words("compare.dash"),
        superseded=words("sources.superseded") if entry and entry.superseded else "",
        basis=words.basis(entry.source.basis if entry else None),
        source=f"{words.document(use.document)} {words.clause(clause)}".rstrip(),
    )


def _documents(context: Context) -> tuple[DocumentRow, ...]:
    """Documents cited by criteria and gates, the most cited first."""
    words = context.words
    sources = [result.criterion.source for result in context.assessment.criteria]
    sources += [gate.gate.source for gate in context.assessment.gates]
    tally: dict[str, Counter[str]] = {}
    for source in sources:
        tally.setdefault(source.document, Counter())[source.basis] += 1
    ordered = sorted(tally.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(
        DocumentRow(words.document(document), words.listed(_basis_count(words, *item) for item in counts.most_common()))
        for document, counts in ordered
    )


def _basis_count(words: Words, basis: str, count: int) -> str:
    return words("sources.documents.one", basis=words.basis(basis), count=count)
