"""From result rows to a portfolio: :func:`build_portfolio`. Pure: no files, no clock, no language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from assess.batch.portfolio import people
from assess.batch.portfolio.change import change
from assess.batch.portfolio.held import masked, titles_held
from assess.batch.portfolio.measure import decidable, group_shares, lines, parts, spread, stars
from assess.batch.portfolio.model import (
    NEAR,
    BelowLine,
    GapCount,
    GateCount,
    NearLine,
    Portfolio,
    StarCount,
    TargetResult,
    UnknownCount,
    Unread,
)
from assess.batch.portfolio.targets import Target
from assess.batch.results import IDENTITY, identified, newest
from assess.errors import AssessError, listed, one
from assess.rulebook.model import Text
from assess.rulebook.scheme import CompiledScheme

_NOISE = 1e-6
"""Points below this are left-overs of rounding the rows."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a portfolio is made of: rows of all schemes, those of an earlier run, and the list of problems."""

    rows: pl.DataFrame
    before: pl.DataFrame | None = None
    problems: pl.DataFrame | None = None
    targets: tuple[Target, ...] = ()
    anonymise: bool = False


def build_portfolio(sources: Sources, scheme: CompiledScheme, today: date) -> Portfolio:
    """The portfolio under one scheme; ``today`` decides which targets are overdue and which titles are due.

    Raises GF-514 where the rows were not made with ``scheme``'s rulebook, GF-515 where there are too few to anonymise.
    """
    given = identified(sources.rows.filter(pl.col("scheme") == scheme.id))
    _same_rules(given, scheme)
    rows, before, by_name = _who(given, sources, scheme.id)
    held = titles_held(people.placed(newest(given)), scheme.rulebook, today)
    order = tuple(group for group, _ in scheme.groups)
    repeated = given.filter(pl.struct(IDENTITY, "period").is_duplicated())
    gaps = _gaps(rows)
    unread = _unread(sources)
    return Portfolio(
        scheme=scheme.id,
        rulebook=scheme.rulebook.digest,
        versions=tuple(rows["version"].unique().sort()),
        anonymised=sources.anonymise,
        scores=scheme.scores,
        n=rows.height,
        made_up=rows.filter("made_up").height,
        periods=dict(rows["period"].value_counts().sort("period").iter_rows()),
        older_rows=given.height - rows.height,
        twice=repeated.height - repeated.select(IDENTITY, "period").unique().height,
        twice_files=() if sources.anonymise else tuple(repeated["file"].sort()),
        maximum=float(rows["max"].max() or 0.0),  # type: ignore[arg-type]  # a column of numbers
        total=spread(rows) if scheme.scores else None,
        totals=tuple(rows["low"]) if scheme.scores else (),
        stars=_stars(rows, scheme),
        covered_secured=rows["secured"].count(),
        covered_reachable=rows["reachable"].count(),
        nominated=_nominated(rows),
        below=_below(rows) if decidable(scheme) else (),
        near=_near(rows, scheme),
        groups=group_shares(rows, order),
        divisions=parts(rows, "division", order),
        towns=parts(rows, "town", order),
        gaps=gaps,
        gap_count=sum(gap.factories for gap in gaps),
        unknowns=_unknowns(rows),
        gates=_gates(rows),
        change=change(rows, before, by_name) if before is not None else None,
        targets=tuple(_target(target, sources.rows, today) for target in sources.targets),
        titles=masked(held) if sources.anonymise else held,
        unread=None if sources.problems is None else () if sources.anonymise else unread,
        unread_codes={code: sum(one.code == code for one in unread) for code in sorted({one.code for one in unread})},
        unread_count=len(unread),
    )


def _same_rules(rows: pl.DataFrame, scheme: CompiledScheme) -> None:
    """Results of other rules have other cut-offs and titles than those that would be printed beside them."""
    others = sorted(set(rows["rulebook"]) - {scheme.rulebook.digest})
    if others:
        raise _mixed(others, scheme.rulebook.digest)


def _mixed(others: Sequence[str], digest: str) -> AssessError:
    return one("GF-514", None, found=listed(other[:12] for other in others), now=digest[:12])


def _who(given: pl.DataFrame, sources: Sources, scheme: str) -> tuple[pl.DataFrame, pl.DataFrame | None, int]:
    """One row per factory of both runs, matched and, if asked for, without names."""
    rows, before, by_name = people.placed(newest(given)), None, 0
    if sources.before is not None:
        earlier = newest(identified(sources.before.filter(pl.col("scheme") == scheme)))
        before, by_name = people.matched(rows, people.placed(earlier))
    if sources.anonymise:
        rows, *rest = people.masked([rows] if before is None else [rows, before])
        before = rest[0] if rest else None
    return rows, before, by_name


# ---------------------------------------------------------------- stars


def _stars(rows: pl.DataFrame, scheme: CompiledScheme) -> tuple[StarCount, ...]:
    """From the highest tier down to none."""
    tiers = decidable(scheme)
    if not tiers:
        return ()
    secured, reachable = rows["secured"].fill_null(0), rows["reachable"].fill_null(0)
    steps = sorted((0, *(tier.stars for tier in tiers)), reverse=True)
    return tuple(
        StarCount(
            step, *(int((series == step).sum()) for series in (secured, reachable)),
            *(int((series >= step).sum()) for series in (secured, reachable)),
        )
        for step in steps
    )  # fmt: skip


def _nominated(rows: pl.DataFrame) -> dict[int, int]:
    if "nomination" not in rows.columns:  # made by an older version
        return {}
    return dict(rows["nomination"].drop_nulls().value_counts().sort("nomination").iter_rows())


def _below(rows: pl.DataFrame) -> tuple[BelowLine, ...]:
    """Sure ones first, then those with the fewest points."""
    found = rows.filter(pl.col("secured").is_null()).sort(
        pl.col("reachable").is_not_null(), "low", "name", maintain_order=True
    )
    return tuple(
        BelowLine(line, "possible" if line.reachable else "sure", tuple(failed), tuple(unknown))
        for line, failed, unknown in zip(lines(found), found["gates_failed"], found["gates_unknown"], strict=True)
    )


def _near(rows: pl.DataFrame, scheme: CompiledScheme) -> tuple[NearLine, ...]:
    """Factories with no failed gate that lack at most :data:`NEAR` points, fewest points and fewest conditions first."""
    steps = [tier.stars for tier in decidable(scheme)]
    if not steps or not scheme.scores:
        return ()
    points = pl.element().str.starts_with("total:")
    found = (
        rows.filter((stars("secured") < max(steps)) & (pl.col("gates_failed").list.len() == 0))
        .with_columns(
            pl.col("missing").list.eval(pl.element().filter(points).str.strip_prefix("total:").cast(pl.Float64))
            .list.first().fill_null(0.0).alias("short"),
            pl.col("missing").list.eval(pl.element().filter(~points)).alias("others"),
        )
        .filter(pl.col("short") <= NEAR)
        .sort("short", pl.col("others").list.len(), "name", maintain_order=True)
    )  # fmt: skip
    return tuple(
        NearLine(line, step, short, tuple(others), by_answers=line.reachable >= step)
        for line, short, others in zip(lines(found), found["short"], found["others"], strict=True)
        for step in [next(step for step in steps if step > line.secured)]
    )


# ---------------------------------------------------------------- gaps, unknowns, gates


def _criteria(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per factory and criterion that is not fully met."""
    inside = pl.col("criteria").struct.field
    return (
        rows.select(IDENTITY, "criteria")
        .explode("criteria", empty_as_null=False)
        .select(
            IDENTITY,
            inside("id"),
            inside("unknown"),
            (inside("max") - inside("high")).alias("lost"),
            (inside("high") - inside("low")).alias("open"),
        )
    )


def _gaps(rows: pl.DataFrame) -> tuple[GapCount, ...]:
    """The most common ones first, then by points."""
    found = (
        _criteria(rows)
        .filter(pl.col("lost") > _NOISE)
        .group_by("id")
        .agg(pl.len().alias("factories"), pl.col("lost").sum().round(4))
        .sort("factories", "lost", "id", descending=[True, True, False])
    )
    return tuple(GapCount(*row) for row in found.iter_rows())


def _unknowns(rows: pl.DataFrame) -> tuple[UnknownCount, ...]:
    """Facts by the points that criteria waiting for them hold open; a criterion counts for each fact it waits for."""
    found = (
        _criteria(rows)
        .filter(pl.col("open") > _NOISE)
        .explode("unknown", empty_as_null=False)
        .drop_nulls("unknown")
        .group_by("unknown")
        .agg(pl.col(IDENTITY).n_unique().alias("factories"), pl.col("open").sum().round(4))
        .sort("open", "unknown", descending=[True, False])
    )
    return tuple(UnknownCount(*row) for row in found.iter_rows())


def _gates(rows: pl.DataFrame) -> tuple[GateCount, ...]:
    """Gates that some factory fails or leaves open, most failures first."""
    counts: dict[str, list[int]] = {}
    for place, column in enumerate(("gates_failed", "gates_unknown")):
        for gate, count in rows[column].explode(empty_as_null=False).drop_nulls().value_counts().iter_rows():
            counts.setdefault(gate, [0, 0])[place] = count
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1][0], -pair[1][1], pair[0]))
    return tuple(GateCount(gate, *pair) for gate, pair in ordered)


# ---------------------------------------------------------------- targets, problems


def _target(target: Target, rows: pl.DataFrame, today: date) -> TargetResult:
    """Counted over the rows of the target's own scheme, one per factory."""
    wanted = newest(identified(rows.filter(pl.col("scheme") == target.counts.scheme)))
    secured, reachable = (wanted.filter(stars(end) >= target.counts.stars).height for end in ("secured", "reachable"))
    met, possible = secured >= target.number, reachable >= target.number
    return TargetResult(
        id=target.id,
        name=_both(target.name),
        stars=target.counts.stars,
        scheme=target.counts.scheme,
        counts_basis=target.counts.basis,
        counts_note=_both(target.counts.note) if target.counts.note is not None else None,
        number=target.number,
        by=target.by,
        secured=secured,
        reachable=reachable,
        state="not_scored" if wanted.is_empty() else "met" if met else "possible" if possible else "short",
        overdue=not met and target.deadline < today,
        source=f"{target.source.document} {target.source.clause or ''}".rstrip(),
        source_basis=target.source.basis,
        source_note=_both(target.source.note) if target.source.note is not None else None,
    )


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _unread(sources: Sources) -> tuple[Unread, ...]:
    """One entry per file, with the first thing that is wrong in it."""
    if sources.problems is None:
        return ()
    first: dict[str, Mapping[str, object]] = {}
    counts: dict[str, int] = {}
    for row in sources.problems.iter_rows(named=True):
        first.setdefault(row["file"], row)
        counts[row["file"]] = counts.get(row["file"], 0) + 1
    return tuple(
        Unread(file, row["line"], row["column"], row["code"], row["what"], counts[file])  # type: ignore[arg-type]
        for file, row in first.items()
    )
