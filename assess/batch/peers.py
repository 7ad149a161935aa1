"""Where one factory stands among the results of a run (``--peers``)."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from assess.batch.results import IDENTITY, IDENTITY_NAME, identified, newest, of_scheme, read_results
from assess.errors import Position, listed, one
from assess.scoring.peers import FEWEST, PeerStanding, Place
from assess.scoring.result import Assessment, Interval
from assess.scoring.rounding import rounded

_EXACT = 9
"""Places of a share that are compared; beyond them lies binary noise."""


def read_peers(path: Path, scheme: str, rulebook: str) -> pl.DataFrame:
    """The latest row of every factory under the scheme. Raises GF-510 to GF-513, and GF-514 for other rules."""
    rows = identified(of_scheme(read_results(path), path, scheme).rows)
    others = sorted(set(rows["rulebook"]) - {rulebook})
    if others:
        raise one("GF-514", Position(str(path)), found=listed(other[:12] for other in others), now=rulebook[:12])
    return rows


def standing(rows: pl.DataFrame, assessment: Assessment) -> PeerStanding:
    """The assessed factory among ``rows``, without itself: in its industry division, or among all if that is small."""
    peers = newest(_others(rows, assessment))
    industry = assessment.submission.factory.industry
    division = industry[:2] if industry else None
    near = peers.filter(pl.col("industry").str.slice(0, 2) == division) if division else peers.clear()
    chosen = near if near.height >= FEWEST else peers
    enough = chosen.height >= FEWEST and assessment.scheme.scores
    return PeerStanding(
        scope="division" if near.height >= FEWEST else "all",
        division=division,
        in_division=near.height,
        n=chosen.height,
        made_up=chosen.filter("made_up").height,
        periods=tuple(chosen["period"].unique().sort()),
        total=_total(chosen, assessment) if enough else None,
        groups=_groups(chosen, assessment) if enough else (),
    )


def _others(rows: pl.DataFrame, assessment: Assessment) -> pl.DataFrame:
    """Without the factory itself: the same text, the same credit code, or the same name where a code is missing."""
    submission = assessment.submission
    own = identified(
        pl.DataFrame(
            {"name": [submission.factory.name], "credit_code": [submission.factory.credit_code]},
            schema={"name": pl.String, "credit_code": pl.String},
        )
    ).row(0, named=True)
    mine = (pl.col("digest") == submission.digest) | (pl.col(IDENTITY) == own[IDENTITY])
    nameless = pl.col("credit_code").is_null() if own["credit_code"] else pl.lit(value=True)
    mine = mine | ((pl.col(IDENTITY_NAME) == own[IDENTITY_NAME]) & nameless)
    return rows.filter(~mine.fill_null(value=False))


def _total(peers: pl.DataFrame, assessment: Assessment) -> Place:
    """Totals are rounded as the scheme says, on both sides, before they are compared."""
    decimals = assessment.scheme.model.settings.decimals
    own, maximum = (float(rounded(value, decimals)) for value in (assessment.total.low, assessment.total.max))
    return _place(peers.select(pl.col("low") / pl.col("max")), own / maximum if maximum else 0.0)


def _groups(peers: pl.DataFrame, assessment: Assessment) -> tuple[tuple[str, Place], ...]:
    """Groups by their share of the points that apply; peers to whom a group does not apply are left out of it."""
    inside = pl.col("groups").struct.field
    shares = (
        peers.select("groups")
        .explode("groups", empty_as_null=False)
        .select(inside("id"), share=inside("low") / inside("max"), max=inside("max"))
        .filter(pl.col("max") > 0)
    )
    found = []
    for group in assessment.groups:
        theirs = shares.filter(pl.col("id") == group.id).select("share")
        if group.points.max > 0 and theirs.height >= FEWEST:
            found.append((group.id, _place(theirs, _share(group.points, assessment))))
    return tuple(found)


def _share(points: Interval, assessment: Assessment) -> float:
    """The secured share, from points rounded as rows have them."""
    decimals = assessment.scheme.model.settings.decimals
    low, maximum = (float(rounded(value, decimals)) for value in (points.low, points.max))
    return low / maximum if maximum else 0.0


def _place(values: pl.DataFrame, own: float) -> Place:
    series = values.to_series().round(_EXACT)
    mine = round(own, _EXACT)
    return Place(int((series < mine).sum()), int((series == mine).sum()), int((series > mine).sum()))
