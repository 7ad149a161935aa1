"""Results as people read them: stars with their names, and words instead of codes such as ``gate:BR-01``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from assess.batch import frames
from assess.batch.texts import TEXTS, title
from assess.rulebook.model import Tier
from assess.rulebook.scheme import CompiledScheme

NAMES = 4
"""How many names of one kind are written out before the rest is counted."""
_KINDS = ("gate", "total", "mandatory", "requires", "unpublished", "decision")
_STARS = ("secured", "standing", "reachable", "missing")
"""Columns that only schemes with stars have."""


def readable(rows: pl.LazyFrame, schemes: Sequence[CompiledScheme], lang: str) -> pl.DataFrame:
    """A table with one plain value per cell; the star columns are left out where no scheme has stars."""
    groups = tuple(dict.fromkeys(name for scheme in schemes for name, _ in scheme.groups))
    flat = frames.flat(rows, groups)
    words = {scheme.id: _Wording(scheme, lang) for scheme in schemes}
    told = [words[row["scheme"]].told(row) for row in flat.select(frames.PLAIN).iter_rows(named=True)]
    columns = {key: [one[key] for one in told] for key in _TOLD}
    table = flat.with_columns(pl.Series(key, values, pl.String) for key, values in columns.items())
    stars = any(scheme.model.tiers for scheme in schemes)
    plain = ["standing" if key == "below_lowest" else key for key in frames.PLAIN if key != "nomination"]
    kept = [key for key in plain if stars or key not in _STARS]
    return table.select(*kept, *(f"{group}.{end}" for group in groups for end in ("low", "high")), *frames.TAIL)


_TOLD = ("industry", "made_up", "standing", "gates_failed", "gates_unknown", "missing", "warnings")
"""Columns that are put into words."""


class _Wording:
    """The words of one scheme in one language."""

    def __init__(self, scheme: CompiledScheme, lang: str) -> None:
        self.scheme, self.lang = scheme, lang
        self.tiers = sorted(scheme.model.tiers, key=lambda tier: tier.stars)
        self.gates = {gate.model.id: gate.model.title.in_(lang) for gate in scheme.gates}
        self.criteria = {item.model.id: item.model.title.in_(lang) for item in scheme.criteria}

    def told(self, row: dict[str, Any]) -> dict[str, str | None]:
        """The worded columns of one row; None is an empty cell."""
        found = {
            "industry": self.industry(row["industry"]),
            "made_up": self.say("yes") if row["made_up"] else None,
            "standing": self.standing(row),
            "gates_failed": self.named(self.gates, row["gates_failed"], limit=None),
            "gates_unknown": self.named(self.gates, row["gates_unknown"]),
            "missing": self.missing(row["missing"], row["secured"]),
            "warnings": self.say("list").join(self.warning(id_) for id_ in row["warnings"]),
        }
        return {key: text or None for key, text in found.items()}

    def say(self, key: str, **values: str) -> str:
        return title(key, self.lang, **values)

    def industry(self, code: str | None) -> str | None:
        """The code with its division's title: a text, so that no spreadsheet drops a leading zero."""
        division = self.scheme.rulebook.industries.get(code[:2]) if code is not None else None
        return code if division is None else f"{code} {division.title.in_(self.lang)}"

    def standing(self, row: dict[str, Any]) -> str:
        """The name of the secured star, or why there is none."""
        model = self.scheme.model
        if not self.tiers:
            return self.say("star.no_tiers")
        if row["secured"] is not None:
            label = next(tier.label.in_(self.lang) for tier in self.tiers if tier.stars == row["secured"])
            more = self.say("star.nominated", stars=str(row["nomination"])) if row["nomination"] is not None else ""
            return label + more
        if row["below_lowest"]:
            return model.below_lowest.label.in_(self.lang) if model.below_lowest else self.say("star.below")
        return self.say("star.none" if row["reachable"] is not None else "star.unpublished")

    def missing(self, codes: Sequence[str], secured: int | None) -> str:
        """What the next star still needs: gates, points, mandatory criteria, its condition."""
        parts = []
        for kind in _KINDS:
            ids = [id_ for name, _, id_ in (code.partition(":") for code in codes) if name == kind]
            if not ids:
                continue
            match kind:
                case "total":
                    parts.append(self.say("lacking.total", points=ids[0]))
                case "requires":
                    parts.append(self.condition(secured))
                case "unpublished" | "decision":
                    parts.append(self.say(f"lacking.{kind}"))
                case _:
                    titles = self.gates if kind == "gate" else self.criteria
                    parts.append(self.say(f"lacking.{kind}", names=self.named(titles, ids)))
        return self.say("list").join(parts)

    def condition(self, secured: int | None) -> str:
        """The condition of the next star, as the scheme words it."""
        tier: Tier = next(tier for tier in self.tiers if secured is None or tier.stars > secured)
        text = tier.requires_text.in_(self.lang) if tier.requires_text is not None else str(tier.requires)
        return self.say("lacking.requires", names=text)

    def warning(self, id_: str) -> str:
        """What to look at again: the questions that a check compares, or the kind of warning."""
        book = self.scheme.rulebook
        if id_ not in book.checks:
            return self.say(f"warning.{id_}") if f"warning.{id_}" in TEXTS else id_
        asked = [book.facts[name].ask.in_(self.lang) for name in book.checks[id_].facts if name in book.facts]
        return self.say("warning", names=self.say("names").join(asked) or id_)

    def named(self, titles: dict[str, str], ids: Iterable[str], limit: int | None = NAMES) -> str:
        """``BR-01 title``, several of them; past ``limit`` the rest is counted."""
        all_ = [f"{id_} {titles.get(id_, '')}".rstrip() for id_ in ids]
        shown = self.say("names").join(all_[:limit])
        rest = len(all_) - len(all_[:limit])
        return shown + self.say("names.more", count=str(len(all_)), rest=str(rest)) if rest else shown
