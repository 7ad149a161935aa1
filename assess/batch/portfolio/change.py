"""This run against an earlier one (与上年比较): who rose, who fell, who is new, who is gone."""

from __future__ import annotations

import polars as pl

from assess.batch.portfolio.measure import lines, shares, stars
from assess.batch.portfolio.model import Change, MeanChange, Moved
from assess.batch.results import IDENTITY


def change(now: pl.DataFrame, before: pl.DataFrame, by_name: int) -> Change:
    """``before`` carries the identities of ``now`` where the factory is the same (:func:`people.matched`)."""
    old = before.select(IDENTITY, stars("secured").alias("star_before"), pl.col("low").alias("low_before"))
    both = now.join(old, on=IDENTITY, how="inner", maintain_order="left")
    star = stars("secured")
    return Change(
        n_before=before.height,
        periods_before=tuple(before["period"].unique().sort()),
        covered_before=before["secured"].count(),
        matched=both.height,
        matched_by_name=by_name,
        risen=_moved(both.filter(star > pl.col("star_before"))),
        fallen=_moved(both.filter(star < pl.col("star_before"))),
        same=both.filter(star == pl.col("star_before")).height,
        new=lines(now.join(before, on=IDENTITY, how="anti", maintain_order="left")),
        gone=lines(before.join(now, on=IDENTITY, how="anti", maintain_order="left")),
        total_before=_mean(both["low_before"]),
        total_now=_mean(both["low"]),
        groups=_groups(both, before.join(both, on=IDENTITY, how="semi")),
        rulebooks_before=tuple(before["rulebook"].unique().sort()),
        versions_before=tuple(before["version"].unique().sort()),
    )


def _moved(rows: pl.DataFrame) -> tuple[Moved, ...]:
    """The largest steps first."""
    ordered = rows.sort(
        (stars("secured") - pl.col("star_before")).abs(), (pl.col("low") - pl.col("low_before")).abs(), "name",
        descending=[True, True, False],
    )  # fmt: skip
    return tuple(
        Moved(line, star, low)
        for line, star, low in zip(lines(ordered), ordered["star_before"], ordered["low_before"], strict=True)
    )


def _groups(now: pl.DataFrame, before: pl.DataFrame) -> tuple[MeanChange, ...]:
    """Mean shares of the groups that both runs know."""
    means = [
        dict(shares(rows).group_by("group").agg(pl.col("low").mean()).iter_rows())
        if rows.height
        else dict[str, float]()
        for rows in (before, now)
    ]
    return tuple(
        MeanChange(group, means[0][group], now) for group, now in sorted(means[1].items()) if group in means[0]
    )


def _mean(series: pl.Series) -> float | None:
    """The mean; None of nothing."""
    found = series.mean()
    return float(found) if isinstance(found, int | float) else None
