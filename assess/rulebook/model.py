"""The shapes of every YAML entry under ``criteria/``: what the rules say, before any of it is compiled.

Models are frozen and refuse unknown keys, so that a key one level too high is an error and not a silent default.
JSON Schemas for editors are generated from them (``assess scheme schema``).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

Basis = Literal["published", "secondary", "derived", "recalled", "adopted", "unknown"]
"""How sure a number or a text is (依据); ``adopted`` is this tool's own choice, ``unknown`` means not published."""

Number = Annotated[float, Field(strict=True)]
"""A plain YAML number; a quoted one is refused."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""An id that formulas can use."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$")]
"""An id that only people and reports use, as printed in the standard where it has one (``K-09``)."""

Formula = str | float | bool
"""A formula of the criteria language (docs/criteria-language.md), or a bare number."""


class Entry(BaseModel):
    """Base of all entries: frozen, unknown keys refused. ``page`` is the page of ``docs/`` that explains the keys."""

    page: ClassVar[str] = "criteria-language"
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Text(Entry):
    """One text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_(self, lang: str) -> str:
        """The text in ``lang`` (``zh`` or ``en``)."""
        return self.zh if lang == "zh" else self.en


class Source(Entry):
    """Where something stands and how sure it is."""

    document: str = Field(min_length=1)
    clause: str | None = None
    basis: Basis
    as_of: str | None = None
    url: str | None = None
    note: Text | None = None


# ---------------------------------------------------------------- facts


class Option(Entry):
    """One answer of a choice; ``unit`` is the unit of the amount in the same table row, ``share`` an extent's share."""

    id: Name
    title: Text
    unit: str | None = None
    share: Annotated[float, Field(strict=True, ge=0, le=1)] | None = None


class Column(Entry):
    """One column of a table fact.

    ``unit_of`` names the table's first choice column, standing before this one, whose option gives the unit of this
    quantity; a unit ending in ``/row`` is per unit of that choice (``kgce/row`` is kgce/kg in a row of diesel).
    A blank cell of a column with ``norm`` takes that level of the norm which the row names in its column ``norm``,
    corrected by the row's ``correction``.
    """

    id: Name
    title: Text
    kind: Literal["choice", "quantity", "text"]
    options: tuple[Option, ...] = ()
    unit: str | None = None
    unit_of: Name | None = None
    at_least: Number | None = None
    required: bool = True
    norm: NormLevel | None = None


class Fact(Entry):
    """One thing a factory is asked (填报数据).

    ``unit`` is the unit the value is stored in; a list means that the factory picks one of them (the common
    denominator ``qualified_output``), and other units then write it as ``output``. ``rows_at_most`` bounds a table.
    """

    id: Name
    topic: Name
    ask: Text
    help: Text | None = None
    kind: Literal["quantity", "yes_no", "choice", "multi", "extent", "date", "table"]
    unit: str | tuple[str, ...] | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    rows_at_most: Annotated[int, Field(strict=True, gt=0)] | None = None
    may_be_not_applicable: bool = False


class Topic(Entry):
    """A section of the questionnaire."""

    id: Name
    title: Text


# ---------------------------------------------------------------- indicators, factors, benchmarks


class IndicatorClass(Entry):
    """One class of an indicator's values, up to and including ``to``; the last one has no upper end."""

    level: Name
    title: Text
    to: Number | None = None


class Indicator(Entry):
    """A number computed from facts (指标); ``better`` says which direction is good.

    ``classes`` name what a value means (碳效等级), the lowest values first. ``stands_alone`` marks an indicator that is
    shown for its own sake: no rule uses it. ``also_in`` names other documents that define the same number, such as the
    next edition of a standard.
    """

    id: Name
    title: Text
    unit: str
    better: Literal["higher", "lower", "none"]
    formula: Formula
    classes: tuple[IndicatorClass, ...] = ()
    stands_alone: bool = False
    source: Source
    also_in: tuple[Source, ...] = ()


class YearValue(Entry):
    """A factor's value for one year, with the notice that published it."""

    year: int
    value: Number
    document: str
    published: str | None = None


class Factor(Entry):
    """A dated reference number (系数). Exactly one of ``value``, ``range``, ``by_year`` or ``unknown: true``.

    A ``range`` is never averaged: whoever uses it must bring an own value.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
    title: Text
    unit: str
    value: Number | None = None
    range: tuple[Number, Number] | None = None
    by_year: tuple[YearValue, ...] = ()
    unknown: bool = False
    edition: str | None = None
    superseded: bool = False
    source: Source


class BenchmarkRow(Entry):
    """A published benchmark for some industries (GB/T 4754-2017 codes without the letter); empty means all.

    A table that counts in GB/T 4754-2002 names its own divisions in ``industries_2002``; the loader fills
    ``industries`` in from ``industry_codes.yaml``.
    """

    industries: tuple[str, ...] = ()
    industries_2002: tuple[str, ...] = ()
    value: Number
    edition: str | None = None
    superseded: bool = False
    source: Source


NormFamily = Literal["energy", "water", "cleaner_production", "conditions", "land"]
"""Energy quotas (能耗限额), water quotas (用水定额), cleaner-production levels, industry conditions (规范条件), land limits."""

NormLevelName = Literal[
    "level_1", "level_2", "level_3", "advanced", "general", "level_i", "level_ii", "level_iii", "limit"
]


class NormLevel(Entry):
    """Which level of a product's norm a benchmark takes: the leading value of an energy quota is ``level_1``."""

    family: NormFamily
    level: NormLevelName


class Benchmark(Entry):
    """What an indicator is held against (基准值). Without a fitting row the factory must bring its own, with a source.

    Where ``norm`` is set, the factory may name the norm of its product instead of a number.
    """

    id: Name
    title: Text
    unit: str
    indicator: Name
    norm: NormLevel | None = None
    rows: tuple[BenchmarkRow, ...] = ()
    source: Source


class Correction(Entry):
    """How a norm's levels are corrected for one factory (修正): by a number that the factory gives and ``what`` explains.

    ``per_step`` adds so many times the level's own step, ``plus`` adds the number, ``times`` multiplies by it.
    """

    how: Literal["per_step", "plus", "times"]
    what: Text
    steps: dict[NormLevelName, Number] = {}


class Norm(Entry):
    """The published levels of one product (限额、定额): which one applies only the factory can say.

    ``unit`` null means that the unit printed (``printed_unit``) cannot be computed with, or is not known: such a norm is
    shown, not used. ``per`` says what the denominator is (吨熟料). ``industries`` only help to find it: GB/T 4754-2017
    codes matched by the product's name.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
    family: NormFamily
    title: Text
    unit: str | None
    printed_unit: str | None = None
    per: Text | None = None
    better: Literal["higher", "lower"]
    industries: tuple[str, ...] = ()
    levels: dict[NormLevelName, Number | None] = Field(min_length=1)
    correction: Correction | None = None
    edition: str | None = None
    superseded: bool = False
    source: Source


class Check(Entry):
    """A plausibility warning; it never changes a score. ``when`` true means warn. ``{name}`` in the message is a value."""

    id: Name
    when: Formula
    message: Text
    facts: tuple[Name, ...] = Field(min_length=1)
    source: Source


# ---------------------------------------------------------------- schemes


class Step(Entry):
    """One threshold of ``steps``: exactly one of ``from`` (≥), ``over`` (>), ``to`` (≤), ``under`` (<)."""

    from_: Formula | None = Field(default=None, alias="from")
    over: Formula | None = None
    to: Formula | None = None
    under: Formula | None = None
    share: Annotated[float, Field(strict=True, ge=0, le=1)]
    basis: Basis | None = None


class Steps(Entry):
    """Share of the best threshold that ``of`` reaches; 0 below the first."""

    of: Name
    at: tuple[Step, ...] = Field(min_length=1)


class Choice(Entry):
    """Share by the option chosen; options not named earn 0."""

    of: Name
    shares: dict[str, Annotated[float, Field(strict=True, ge=0, le=1)]]


Interpolation = Literal["range", "ratio"]
"""Between baseline and leading value: 极差法 (x − B) ÷ (L − B), or 线性比例法 x ÷ L (L ÷ x where lower is better)."""


class Products(Entry):
    """Several products (多产品): every row of a table by itself, the shares averaged by ``weight``.

    ``of``, ``base``, ``lead`` and ``weight`` are formulas on the table's columns.
    """

    table: Name
    of: Formula
    base: Formula
    lead: Formula
    weight: Formula


class Band(Entry):
    """From ``base`` (基准值, share 0) to ``lead`` (引领值, share 1); ``method`` unless said is the scheme's.

    ``products``, where its table has rows, takes the place of ``of``, ``base`` and ``lead``.
    """

    of: Name
    base: Formula
    lead: Formula
    method: Interpolation | None = None
    products: Products | None = None


class Bands(Entry):
    """One band for each option of the choice fact ``by``: which of several indicators a factory is held against."""

    by: Name
    options: dict[str, Band] = Field(min_length=1)


class Count(Entry):
    """How many conditions hold, or options of a multi fact are chosen, out of ``full``."""

    of: Name | tuple[Formula, ...]
    full: Annotated[int, Field(strict=True, gt=0)]


class Score(Entry):
    """Exactly one score rule, with the basis of its thresholds; ``value`` only shows facts or indicators."""

    met: Formula | None = None
    choice: Choice | None = None
    extent: Name | None = None
    steps: Steps | None = None
    band: Band | None = None
    bands: Bands | None = None
    count: Count | None = None
    value: Name | tuple[Name, ...] | None = None
    basis: Basis | None = None
    note: Text | None = None


class Points(Entry):
    """Raw points within the dimension.

    ``raw`` is a number, ``equal`` for an even share of what the others leave, or ``unknown`` where points are not
    published and nothing is earned.
    """

    raw: Number | Literal["equal", "unknown"]
    basis: Basis
    note: Text | None = None


class Criterion(Entry):
    """What a scheme scores (评价项)."""

    id: Id
    dimension: Name
    item: Text | None = None
    principle: Name
    also: tuple[Name, ...] = ()
    title: Text
    requirement: Text
    mandatory: bool
    points: Points
    score: Score
    applies_when: Formula | None = None
    may_be_not_applicable: bool = False
    source: Source
    evidence: tuple[Text, ...] = ()
    advice: Text


class Gate(Entry):
    """A condition that must hold before any star counts (基本要求 / 一票否决)."""

    id: Id
    title: Text
    requirement: Text
    kind: Literal["basic_requirement", "negative_list", "policy_requirement"]
    must: Formula
    applies_when: Formula | None = None
    source: Source
    evidence: tuple[Text, ...] = ()
    advice: Text


class Principle(Entry):
    """One of the five principles (五化), or management, which serves all five."""

    id: Name
    title: Text


class Dimension(Entry):
    """A first-level dimension: its weight in the total, and its raw points, mandatory and optional.

    All three are 0 where points are not published.
    """

    id: Name
    title: Text
    weight: Number = 0.0
    mandatory_points: Number = 0.0
    optional_points: Number = 0.0
    source: Source


LevelName = Literal["cultivation", "county", "city", "province", "nation"]
"""Who lists a factory (名单层级): a cultivation list (培育), the county, the city, the province, the nation."""


class Tier(Entry):
    """One star (星级). ``total`` is the cut-off on the scheme's total; ``requires`` a formula on facts.

    A star whose ``total`` is null is decided by ``requires`` alone, such as a score that the factory brings from the
    scheme's own table. ``unpublished`` says what is not published: such a star, and those above it, cannot be evaluated.
    ``nomination`` marks a star that others award: who meets its conditions may be nominated (推荐), no more. ``level`` is
    the list that this star stands for; stars of different schemes stand for different levels.
    """

    stars: Annotated[int, Field(strict=True, ge=1, le=5)]
    label: Text
    total: Number | None
    all_mandatory: bool = False
    requires: Formula | None = None
    requires_text: Text | None = None
    unpublished: Text | None = None
    nomination: bool = False
    level: LevelName | None = None
    source: Source


class BelowLowest(Entry):
    """What it means to reach no tier."""

    label: Text
    consequence: Text
    source: Source


class Comparison(Entry):
    """Another ladder's cut-offs, shown beside ours and never mixed with them."""

    id: Id
    title: Text
    cutoffs: dict[int, Text]
    source: Source


class Notice(Entry):
    """The line on every page: ``plain`` without stars, else by how many cut-offs are ``adopted``.

    All (``adopted``), some (``mixed``) or none (``sourced``). ``{document}`` in ``mixed`` and ``sourced`` is the document
    of the cut-offs that have one. Without ``mixed`` the line ``adopted`` stands until no cut-off is.
    """

    plain: Text | None = None
    adopted: Text | None = None
    mixed: Text | None = None
    sourced: Text | None = None


class Settings(Entry):
    """Choices that hold for the whole assessment: which grid factor, which fuel CO2 set, what happens to 不适用.

    ``electricity``: coal equivalent of a kWh, 当量值 (``calorific``) or 等价值 (``equivalent``). ``steam_datum``: whether
    the heat of water at 20 °C is taken off a tonne of steam before it becomes coal equivalent. ``interpolation``: the
    method of every band that names none.
    """

    grid: Literal["national", "regional", "provincial"] = "national"
    fuel_co2: Name = "ndrc_2015"
    electricity: Literal["calorific", "equivalent"] = "calorific"
    steam_datum: Literal["water_20c", "none"] = "water_20c"
    not_applicable: Literal["within_group", "exclude", "full", "zero"] = "within_group"
    decimals: Annotated[int, Field(strict=True, ge=0, le=4)] = 2
    interpolation: Interpolation = "range"


class Scheme(Entry):
    """One edition of one rule set (评价方案). ``extends`` takes another scheme and changes what is named here.

    ``gates_from`` takes single gates of other schemes, behind its own. ``shown`` are indicators that no rule uses and
    that are shown where known. A ``maximum`` of 0 means that no points are published: values are shown, nothing is
    scored. ``successor`` is the scheme of this rulebook that takes this one's place, such as the next edition:
    ``superseded_by`` is for people and may be any document.
    """

    id: Id
    title: Text
    extends: Id | None = None
    default: bool = False
    issuer: Text
    document: str
    valid_from: str | None = None
    valid_to: str | None = None
    verified_on: str
    superseded_by: str | None = None
    successor: Id | None = None
    source: Source
    about: Text
    settings: Settings = Settings()
    group_by: Literal["dimension", "principle"]
    maximum: Number = 100.0
    principles: tuple[Principle, ...]
    dimensions: tuple[Dimension, ...]
    gates: tuple[Gate, ...]
    gates_from: dict[str, tuple[Id, ...]] = {}
    criteria: tuple[Criterion, ...]
    inputs: tuple[Name, ...] = ()
    shown: tuple[Name, ...] = ()
    tiers: tuple[Tier, ...] = ()
    below_lowest: BelowLowest | None = None
    notice: Notice | None = None
    comparisons: tuple[Comparison, ...] = ()
    questions: tuple[Text, ...] = ()


# ---------------------------------------------------------------- reference lists


class Unit(Entry):
    """One unit as people write it: ``times`` of the unit ``of``; without ``of`` it opens its own dimension."""

    id: str = Field(min_length=1)
    of: str | None = None
    times: Annotated[float, Field(strict=True, gt=0)] = 1.0
    aliases: tuple[str, ...] = ()


class Industry(Entry):
    """A division of GB/T 4754-2017."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    section: Annotated[str, Field(pattern=r"^[A-T]$")]
    title: Text


class IndustryCode(Entry):
    """A division of GB/T 4754-2002 and the divisions of the 2017 edition that carry its activities."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    title: Text
    codes_2017: tuple[str, ...] = Field(min_length=1)
    source: Source


class Province(Entry):
    """A province with the names people write; ``grid_region`` is the regional grid that feeds all of it."""

    id: Name
    title: Text
    names: tuple[str, ...] = Field(min_length=1)
    grid_region: Name | None = None
