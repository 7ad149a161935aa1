"""What the gap report shows, already worded and formatted in one language: no HTML, no number left to round.

Charts carry their geometry (:mod:`assess.report.charts`); everything else is text. ``Mark.kind`` and similar short
words name a look in the stylesheet, never a text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.report.charts import Bar, BulletChart, Ladder, Radar, StarStrip
    from assess.report.edition_lens import LensPage
    from assess.report.everywhere import Everywhere


@dataclass(frozen=True, slots=True)
class Mark:
    """A state, told by a symbol and a word as well as by its colour."""

    kind: str
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class StarLine:
    """One star strip of the cover with its words; ``kind`` is ``secured`` or ``open``."""

    kind: str

    caption: str
    help: str
    title: str
    strip: StarStrip


@dataclass(frozen=True, slots=True)
class GroupScore:
    """One group's row beside the radar."""

    title: str
    points: str
    share: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. ``stars`` is empty for a scheme without tiers; ``statement`` then says why.

    ``cap`` is the sentence on what rules out a higher star, or empty. Without published points there are neither
    ``ladder`` nor ``radar``, and no ``groups``.
    """

    factory: str
    facts: tuple[Field, ...]
    stars: tuple[StarLine, ...]
    statement: str
    cap: str
    total: str
    total_help: str
    ladder: Ladder | None
    radar: Radar | None
    target: str
    groups_title: str
    groups: tuple[GroupScore, ...]
    card: tuple[Field, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate with its state and, where it does not pass, why and what to do."""

    id: str
    title: str
    kind: str
    requirement: str
    mark: Mark
    reasons: str
    advice: str
    source: str
    basis: str


@dataclass(frozen=True, slots=True)
class NextItem:
    """One thing between the secured star and the next one."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class NextStar:
    """What stands in the way of the next star."""

    title: str
    items: tuple[NextItem, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """One criterion's gap: points lost and open (empty for none), what is missing, and what to do."""

    id: str
    title: str
    lost: str
    open: str
    why: str
    advice: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """One unknown and its worth: a gate that waits for it, points; ``feeds`` lists gates and criteria.

    ``given`` is what was typed but is not verified yet.
    """

    title: str
    given: str
    kind: str
    worth: str
    feeds: str


@dataclass(frozen=True, slots=True)
class WarningRow:
    """One plausibility warning."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The executive page."""

    headline: tuple[str, ...]
    gates_lead: str
    gates_failed: tuple[GateRow, ...]
    gates_unknown: str
    gates_passed: str
    next: NextStar
    gaps: tuple[GapRow, ...]
    unknowns: tuple[UnknownRow, ...]
    unknowns_more: str
    warnings: tuple[WarningRow, ...]


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Other ladders beside ours: one column each, one row per star, sources below."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class PeerRow:
    """The total or one group among peers: the share of peers below, and the counts in words."""

    title: str
    share: str
    text: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class PeerSection:
    """Where the factory stands among others; without rows ``lead`` says why."""

    title: str
    lead: str
    rows: tuple[PeerRow, ...]


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One indicator against the steps of the criteria that use it."""

    ids: tuple[str, ...]
    title: str
    own: str
    known: bool
    base: str
    next: str
    lead: str
    chart: BulletChart


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion as tables show it; ``bar`` is None where it has no points at all."""

    id: str
    title: str
    mandatory: bool
    kind: str
    mark: Mark
    points: str
    bar: Bar | None
    basis_points: str
    basis_limit: str
    source: str
    remark: str


@dataclass(frozen=True, slots=True)
class Group:
    """One principle or dimension with everything about it."""

    title: str
    points: str
    note: str
    lost: str
    open: str
    counts: tuple[Mark, ...]
    bar: Bar | None
    bullets: tuple[BulletRow, ...]
    criteria: tuple[CriterionRow, ...]
    gaps: tuple[GapRow, ...]
    open_items: tuple[GapRow, ...]


@dataclass(frozen=True, slots=True)
class InputRow:
    """One name of a formula with its value; ``origin`` is its id and where it came from, in brackets."""

    title: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One computed indicator, its formula and what went in."""

    id: str
    title: str
    value: str
    known: bool
    formula: str
    inputs: tuple[InputRow, ...]
    source: str
    basis: str
    reasons: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """One evidence file as the factory names it."""

    name: str
    note: str
    expired: bool


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence asked for and given, for one gate or criterion."""

    id: str
    title: str
    asked: tuple[str, ...]
    files: tuple[FileRow, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence index."""

    lead: str
    lines: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class NotApplicableRow:
    """One 不适用 with its reason and the points it had."""

    id: str
    title: str
    group: str
    reason: str
    points: str


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """What 不适用 did to one group's points; ``scale`` is what each remaining point is worth since."""

    title: str
    before: str
    taken: str
    after: str
    scale: str


@dataclass(frozen=True, slots=True)
class NotApplicables:
    """All 不适用 and their effect on the total."""

    lead: str
    rows: tuple[NotApplicableRow, ...]
    effects: tuple[GroupEffect, ...]


@dataclass(frozen=True, slots=True)
class BasisWord:
    """One word of the basis vocabulary, with how many criteria use it for points and for limits."""

    word: str
    meaning: str
    points: str
    limits: str


@dataclass(frozen=True, slots=True)
class CutoffRow:
    """One star's cut-off with its source."""

    star: str
    total: str
    besides: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class WeightRow:
    """One dimension's weight with its source."""

    title: str
    weight: str
    split: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One factor or benchmark used."""

    title: str
    id: str
    value: str
    known: bool
    edition: str
    superseded: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document with how many criteria and gates stand on it, by how sure the reading is."""

    document: str
    count: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where every number comes from, and what is not published."""

    about: tuple[str, ...]
    words: tuple[BasisWord, ...]
    gaps: tuple[str, ...]
    cutoffs: tuple[CutoffRow, ...]
    weights: tuple[WeightRow, ...]
    benchmarks: tuple[NumberRow, ...]
    factors: tuple[NumberRow, ...]
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class ReportModel:
    """The whole report. ``t`` gives the fixed texts of its language by key.

    ``scores`` says whether points are published at all, ``kinds`` whether the scheme tells mandatory from optional.
    ``everywhere`` and ``lens`` are None where there is nothing to hold beside the scheme.
    """

    lang: str
    language_tag: str
    t: Callable[..., str]
    title: str
    running: str
    created: str
    generated: str
    program: str
    notice: str
    scores: bool
    kinds: bool
    made_up: str
    cover: Cover
    summary: Summary
    everywhere: Everywhere | None
    lens: LensPage | None
    comparisons: Comparisons | None
    groups: tuple[Group, ...]
    gates: tuple[GateRow, ...]
    main_document: str
    rounding: str
    file: str
    indicators: tuple[IndicatorRow, ...]
    collect: tuple[UnknownRow, ...]
    evidence: Evidence
    not_applicable: NotApplicables
    sources: Sources
    questions: tuple[str, ...]
    closing: tuple[str, ...]
    peers: PeerSection | None = None
