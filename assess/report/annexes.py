"""The tables behind the findings: computed indicators, evidence index, 不适用 and its effect."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING

from assess.planning.gaps import EvidenceRow, evidence_index
from assess.report.model import (
    Evidence,
    EvidenceLine,
    FileRow,
    GroupEffect,
    IndicatorRow,
    InputRow,
    NotApplicableRow,
    NotApplicables,
)
from assess.report.values import shown
from assess.scoring.rounding import rounded
from assess.submission.model import Evidence as File

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.context import Context
    from assess.rulebook.model import Source
    from assess.scoring.result import GroupResult, IndicatorResult, InputValue, NotApplicable

# ---------------------------------------------------------------- indicators


def build_indicators(context: Context) -> tuple[IndicatorRow, ...]:
    """Every computed indicator with its formula and inputs."""
    return tuple(_indicator(context, result) for result in context.assessment.indicators)


def _indicator(context: Context, result: IndicatorResult) -> IndicatorRow:
    words, indicator = context.words, result.indicator
    absent = words("status.not_applicable" if result.state == "not_applicable" else "unknown")
    return IndicatorRow(
        id=indicator.id,
        title=words.text(indicator.title),
        value=absent if result.value is None else words.quantity(result.value, result.unit),
        known=result.value is not None,
        formula=str(indicator.formula),
        inputs=tuple(_input(context, value) for value in result.inputs),
        source=_provenance(context, (indicator.source, *indicator.also_in)),
        reasons=words.reasons(r for r in result.reasons if r.code not in {"unknown_facts", "unverified_facts"}),
    )


def _provenance(context: Context, sources: Sequence[Source]) -> str:
    """Each document with how sure it is, the scheme's own first: published in one edition, recalled of the other."""
    words = context.words
    ordered = sorted(sources, key=lambda source: source.document != context.main_document)
    each = (f"{words.source(source)} · {words.basis(source.basis)}" for source in ordered)
    return words.listed(each, separator="list.semicolon")


def _input(context: Context, value: InputValue) -> InputRow:
    words = context.words
    title = words.name(value.name)
    parts = [value.name] if title != value.name else []
    parts += [words(f"origin.{value.kind}"), words.where(value.where)]
    return InputRow(title, shown(words, value), words.aside(words.listed(filter(None, parts))))


# ---------------------------------------------------------------- evidence


def build_evidence(context: Context) -> Evidence:
    """Evidence asked for beside the files given, as of the end of the assessed year."""
    rows = [row for row in evidence_index(context.assessment) if row.asked or row.files]
    tally: Counter[str] = Counter(row.state for row in rows)
    lead = context.words(
        "evidence.lead", provided=tally["provided"], expired=tally["expired"], missing=tally["missing"]
    )
    return Evidence(lead, tuple(_evidence_line(context, row) for row in rows))


def _evidence_line(context: Context, row: EvidenceRow) -> EvidenceLine:
    words = context.words
    return EvidenceLine(
        id=row.id,
        title=words.text(row.title),
        asked=tuple(words.text(text) for text in row.asked),
        files=tuple(_file(context, file, expired=file in row.expired) for file in row.files),
        mark=context.mark("evidence", row.state),
    )


def _file(context: Context, file: File, *, expired: bool) -> FileRow:
    words = context.words
    notes = [file.date.isoformat()] if file.date else []
    if file.valid_until:
        key = "evidence.valid.expired" if expired else "evidence.valid"
        notes.append(words(key, date=file.valid_until.isoformat()))
    note = words.listed(notes)
    return FileRow(file.file, note if expired or not note else words.aside(note), expired)


# ---------------------------------------------------------------- not applicable


def build_not_applicables(context: Context) -> NotApplicables:
    """Every 不适用 with its reason, and the maxima before and after."""
    words, assessment = context.words, context.assessment
    lead = words(
        "na.lead",
        raw=words.interval(assessment.raw_total),
        raw_max=words.points(assessment.raw_total.max),
        total=words.interval(assessment.total),
        max=words.points(assessment.total.max),
        policy=words(f"na.policy.{context.scheme.settings.not_applicable}"),
    )
    effects = [_effect(context, group) for group in assessment.groups]
    rows = tuple(_not_applicable(context, item) for item in assessment.not_applicable)
    return NotApplicables(lead if rows else words("na.none"), rows, tuple(effect for effect in effects if effect))


def _not_applicable(context: Context, item: NotApplicable) -> NotApplicableRow:
    words = context.words
    result = next((r for r in context.assessment.criteria if r.id == item.criterion), None)
    return NotApplicableRow(
        id=item.criterion,
        title=context.title(result) if result else item.criterion,
        group=context.group_title(result.group) if result else "",
        reason=item.reason or context.words("na.condition"),
        points=words.points(item.nominal_max),
    )


def _effect(context: Context, group: GroupResult) -> GroupEffect | None:
    """What 不适用 did to one group; None where it did nothing."""
    words, assessment = context.words, context.assessment
    gone = {item.criterion for item in assessment.not_applicable}
    taken = fsum(r.nominal_max for r in assessment.criteria if r.group == group.id and r.id in gone)
    left = group.nominal_max - taken
    if words.points(taken) == words.points(0) and words.points(group.nominal_max) == words.points(group.points.max):
        return None
    return GroupEffect(
        title=words.text(group.title),
        before=words.points(group.nominal_max),
        taken=words.points(taken),
        after=words.points(group.points.max),
        scale=f"× {rounded(group.points.max / left, 3)}" if left > 0 else words("compare.dash"),
    )
