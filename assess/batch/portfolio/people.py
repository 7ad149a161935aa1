"""Who is who: the same factory in two runs, and codes in place of names."""

from __future__ import annotations

import hashlib
import hmac

import polars as pl

from assess.batch.portfolio.model import FEWEST
from assess.batch.portfolio.places import labels
from assess.batch.results import IDENTITY, IDENTITY_NAME
from assess.errors import one

MASKED = "\x00masked"
"""The key of the group that small groups are put into; no industry or town can have it."""


def placed(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``division`` (two digits of the industry code) and ``town``, null where none is given."""
    towns = pl.Series("town", labels(rows["region"].to_list()), dtype=pl.String)
    return rows.with_columns(pl.col("industry").str.slice(0, 2).alias("division"), towns)


def matched(now: pl.DataFrame, before: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """``before`` with the identities of ``now``, and how many were matched by name alone.

    Credit codes decide; a name does where one of the two rows has no code and the name is unique on both sides.
    """
    left = _single(now.join(before, on=IDENTITY, how="anti"))
    right = _single(before.join(now, on=IDENTITY, how="anti"))
    pairs = right.join(left, on=IDENTITY_NAME, suffix="_now").filter(
        pl.col("credit_code").is_null() | pl.col("credit_code_now").is_null()
    )
    renamed = dict(zip(pairs[IDENTITY], pairs[f"{IDENTITY}_now"], strict=True))
    same_name = now.filter(pl.col("credit_code").is_null()).join(before, on=IDENTITY, how="semi").height
    return before.with_columns(pl.col(IDENTITY).replace(renamed)), len(renamed) + same_name


def masked(frames: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """The frames without anything that names a factory; one and the same factory has one code in all of them.

    Codes are ranks by a hash keyed with the content of all submissions together: the same results give the same
    codes, and nobody without those results can compute them from a list of firms. Raises GF-515 where there are too
    few factories to hide among.
    """
    if frames[0].height < FEWEST:
        raise one("GF-515", None, count=frames[0].height, least=FEWEST)
    digests = sorted({digest or "" for frame in frames for digest in frame["digest"]})
    key = hashlib.sha256("\n".join(digests).encode()).digest()
    identities = {identity for frame in frames for identity in frame[IDENTITY]}
    order = sorted(identities, key=lambda identity: hmac.digest(key, identity.encode(), "sha256"))
    width = max(3, len(str(len(order))))
    codes = {identity: f"F-{rank:0{width}}" for rank, identity in enumerate(order, start=1)}
    return [_without_names(frame, codes) for frame in frames]


def _without_names(frame: pl.DataFrame, codes: dict[str, str]) -> pl.DataFrame:
    code = pl.col(IDENTITY).replace_strict(codes, return_dtype=pl.String)
    nothing = pl.lit(None, dtype=pl.String)
    return frame.with_columns(
        code.alias("name"),
        code.alias("file"),
        code.alias(IDENTITY),
        *(nothing.alias(name) for name in ("credit_code", "region", "industry", "province", "digest", IDENTITY_NAME)),
        _large_only(frame, "division"),
        _large_only(frame, "town"),
    ).sort(IDENTITY)


def _large_only(frame: pl.DataFrame, column: str) -> pl.Series:
    """Small groups under one key; the next larger ones join them until that one is no small group itself.

    Otherwise the one small group could be worked out as the difference between the others and the whole.
    """
    counts = sorted(frame[column].drop_nulls().value_counts(name="n").iter_rows(), key=lambda pair: (pair[1], pair[0]))
    unnamed = frame[column].null_count()
    hidden: set[str] = set()
    inside = unnamed if unnamed < FEWEST else 0
    for key, count in counts:
        if count >= FEWEST and (inside == 0 or inside >= FEWEST):
            break
        hidden.add(key)
        inside += count
    series = frame[column].replace(dict.fromkeys(hidden, MASKED))
    return series.fill_null(MASKED) if 0 < unnamed < FEWEST or 0 < inside < FEWEST else series


def _single(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose name occurs once."""
    return rows.filter(pl.col(IDENTITY_NAME).is_unique())
