"""Every scheme as one Markdown page: what is published, what is this tool's own, what is not known and who could say.

``assess scheme doc`` prints it; ``docs/schemes.md`` and ``docs/schemes.zh-CN.md`` are it, for the shipped rules.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, get_args

from assess.report.groups import limit_basis
from assess.report.sources import more_choices, star_needs
from assess.report.words import Words
from assess.rulebook.model import Basis
from assess.rulebook.scheme import score_formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assess.rulebook.load import Rulebook
    from assess.rulebook.model import Scheme, Source
    from assess.rulebook.scheme import CompiledScheme

BASES: tuple[Basis, ...] = get_args(Basis)
NAMES = 14
"""Comparison values that are named before the rest is counted."""
_RUN = re.compile(r"(.*?)(\d+)$")


def scheme_page(rulebook: Rulebook, lang: str) -> str:
    """The whole page, ending with a line end."""
    words = Words(lang, 2, rulebook)
    schemes = [rulebook.scheme(name) for name in rulebook.schemes]
    lines = [f"# {words('page.title')}", "", words("page.generated"), "", words("page.lead"), ""]
    lines += _table([words("sources.word"), words("sources.meaning")], _meanings(words))
    lines += [f"## {words('page.overview')}", ""]
    heads = [words(f"page.head.{name}") for name in ("scheme", "gives", "document", "valid")]
    lines += _table(heads, [_overview(one, words) for one in schemes])
    for scheme in schemes:
        lines += _Section(scheme, words).lines()
    return "\n".join(lines).rstrip() + "\n"


def _meanings(words: Words) -> Iterator[list[str]]:
    for basis in BASES:
        yield [words.basis(basis), words(f"basis.{basis}.meaning")]


def _overview(scheme: CompiledScheme, words: Words) -> list[str]:
    model = scheme.model
    title = f"[{words.text(model.title)}](#{_anchor(words.text(model.title), model.id)})"
    return [title, words(f"page.gives.{_gives(scheme)}"), model.document, _valid(model, words)]


def _gives(scheme: CompiledScheme) -> str:
    """The key of what a scheme comes to."""
    tiers = scheme.model.tiers
    if tiers and all(tier.unpublished is not None for tier in tiers):
        return "structure"
    if tiers:
        return "own_stars" if any(tier.source.basis == "adopted" for tier in tiers) else "stars"
    return "score" if scheme.scores else "values" if scheme.criteria else "conditions"


def _valid(model: Scheme, words: Words) -> str:
    if model.valid_from is None:
        return words("not_published")
    if model.valid_to is None:
        return words("cover.valid.from", start=words.day(model.valid_from))
    return words("cover.valid.range", start=words.day(model.valid_from), end=words.day(model.valid_to))


class _Section:
    """One scheme."""

    def __init__(self, scheme: CompiledScheme, words: Words) -> None:
        self.scheme, self.model, self.words = scheme, scheme.model, words
        base = scheme.rulebook.schemes.get(self.model.extends or "")
        same = base is not None and (base.criteria, base.gates) == (self.model.criteria, self.model.gates)
        self.base = base if same else None

    def lines(self) -> list[str]:
        model, words = self.model, self.words
        return [
            f"## {words.text(model.title)} `{model.id}`",
            "",
            words.text(model.about),
            "",
            *self.head(),
            "",
            *self.counts(),
            *self.part("page.published", self.published()),
            *self.part("page.adopted", self.own()),
            *self.part("page.unsure", self.unsure()),
            *self.part("page.unknown", self.unknown()),
            *self.part("page.settle", self.settle()),
        ]

    def part(self, title: str, items: Iterable[str]) -> list[str]:
        """A heading with its bullets, and what stands in for none."""
        found = [f"- {item}" for item in items]
        return [f"### {self.words(title)}", "", *(found or [f"- {self.words('none')}"]), ""]

    def head(self) -> Iterator[str]:
        model, words = self.model, self.words
        yield f"- {words('cover.issuer')}{words('colon')}{words.text(model.issuer)}"
        source = f"{words.source(model.source)}{words.aside(words.basis(model.source.basis))}"
        yield f"- {words('cover.document')}{words('colon')}{source}"
        if model.source.note is not None:
            yield f"- {words.text(model.source.note)}"
        yield f"- {words('cover.verified')}{words('colon')}{words.day(model.verified_on)}"
        if model.superseded_by:
            yield f"- {words('cover.superseded')}{words('colon')}{model.superseded_by}"
        if self.base is not None:
            yield f"- {words('page.extends', scheme=self.base.id)}"

    # ---------------------------------------------------------------- counts

    def shelves(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """By kind of number or text: the name of each entry with its basis."""
        model, words = self.model, self.words
        yield "gates", [(gate.id, gate.source.basis) for gate in model.gates]
        yield "requirements", [(one.id, one.source.basis) for one in model.criteria]
        yield "points", [(one.id, one.points.basis) for one in model.criteria]
        yield "limits", [(one.id, limit_basis(one)) for one in model.criteria]
        yield "weights", [(words.text(one.title), one.source.basis) for one in model.dimensions]
        yield "cutoffs", [(f"{one.stars}★", one.source.basis) for one in model.tiers]

    def counts(self) -> list[str]:
        """How many entries of each kind have which basis."""
        words, rows = self.words, []
        for name, entries in self.shelves():
            tally = Counter(basis for _, basis in entries)
            if entries:
                rows.append([words(f"page.kind.{name}"), *(str(tally[basis] or "") for basis in BASES)])
        return _table([words("page.head.kind"), *map(words.basis, BASES)], rows) if rows else []

    def of(self, basis: Basis) -> Iterator[str]:
        """By kind, the entries with one basis; what comes unchanged from the scheme extended is not told twice."""
        words = self.words
        for name, entries in self.shelves():
            ids = [entry for entry, one in entries if one == basis]
            if ids and (self.base is None or name == "cutoffs"):
                kind, count = words(f"page.kind.{name}"), len(ids)
                yield words("page.some", kind=kind, count=count, ids=words.listed(_runs(ids)))
        if basis != "adopted":
            yield from self.stars(basis)

    def stars(self, basis: Basis) -> Iterator[str]:
        """Each star with one basis: its cut-off or condition, what it stands for, and where that stands."""
        words = self.words
        for tier in sorted(self.model.tiers, key=lambda one: one.stars):
            if tier.source.basis == basis:
                needs = [] if tier.total is None else [f"≥ {words.number(tier.total)}"]
                told = words.listed((*needs, *star_needs(words, tier)), separator="list.semicolon")
                source = words.aside(words.source(tier.source))
                yield f"{tier.stars}★ {words.text(tier.label)}{words('colon')}{told}{source}"

    def published(self) -> Iterator[str]:
        """The scheme's own document, where that is public, and every entry that is."""
        if self.model.source.basis == "published":
            yield self.words("page.own_source", source=self.words.source(self.model.source))
        yield from self.of("published")

    def own(self) -> Iterator[str]:
        """What this tool decided: entries, the reason for each star, and the choices for the whole assessment."""
        yield from self.of("adopted")
        yield from self.cutoffs()
        chosen, words = self.model.settings, self.words
        if self.model.criteria and self.base is None:
            yield words(
                "page.settings",
                grid=words(f"choice.grid.{chosen.grid}"),
                electricity=words(f"choice.electricity.{chosen.electricity}"),
                more=more_choices(words, self.scheme),
                fuel=chosen.fuel_co2,
                policy=words(f"na.policy.{chosen.not_applicable}"),
            )

    def cutoffs(self) -> Iterator[str]:
        """The stars that are this tool's own, with the reason given for each."""
        for tier in sorted(self.model.tiers, key=lambda one: one.stars):
            if tier.source.basis == "adopted":
                total = "" if tier.total is None else f" ≥ {self.words.number(tier.total)}"
                yield f"{tier.stars}★{total}{self.words('colon')}{self.words.text(tier.source.note)}"

    # ---------------------------------------------------------------- what is less sure, and what is not known

    def unsure(self) -> Iterator[str]:
        """Secondary, derived and recalled entries: not checked against the original here."""
        unchecked: tuple[Basis, ...] = ("secondary", "derived", "recalled")
        for basis in unchecked:
            for line in self.of(basis):
                yield f"{self.words.basis(basis)}{self.words('colon')}{line}"

    def unknown(self) -> Iterator[str]:
        """Points, stars and comparison values of which no public number is known."""
        model, words = self.model, self.words
        if not model.tiers:
            kind = "no_pass_mark" if self.scheme.scores else "no_points" if model.criteria else "conditions"
            yield words(f"page.unknown.{kind}")
        for tier in sorted(model.tiers, key=lambda one: one.stars):
            if tier.unpublished is not None:
                yield f"{tier.stars}★{words('colon')}{words.text(tier.unpublished)}"
        yield from self.of("unknown")
        yield from self.stood_in()
        if model.below_lowest is not None and model.below_lowest.source.basis == "unknown":
            yield words("page.unknown.below")
        missing = [name for name in self.benchmarks() if not self.scheme.rulebook.benchmarks[name].rows]
        if missing and self.base is None:
            norms = sum(self.scheme.rulebook.benchmarks[name].norm is not None for name in missing)
            titles = words.listed(map(words.name, missing), separator="list.semicolon", limit=NAMES)
            yield words("page.unknown.benchmarks", count=len(missing), norms=norms, titles=titles)

    def stood_in(self) -> Iterator[str]:
        """Numbers that are not published and for which this tool's own stand in."""
        words = self.words
        points = sum(one.points.basis == "adopted" for one in self.model.criteria)
        if points and self.base is None:
            yield words("page.unknown.points", count=points)
        stars = [f"{one.stars}★" for one in self.model.tiers if one.source.basis == "adopted" and one.total is not None]
        if stars:
            yield words("page.unknown.cutoffs", stars=words.listed(stars))

    def benchmarks(self) -> list[str]:
        """The benchmarks that the scheme's rules use, in the order of the rulebook."""
        book = self.scheme.rulebook
        rules = (text for one in self.model.criteria for _, text in score_formulas(one.score))
        used = {name for text in rules for name in book.expression(text).names}
        return [name for name in book.benchmarks if name in used]

    def settle(self) -> Iterator[str]:
        """The documents to check against, then the questions to whoever issued the rules."""
        words = self.words
        sources: list[Source] = [tier.source for tier in self.model.tiers]
        if self.base is None:
            sources += [gate.source for gate in self.model.gates]
            sources += [one.source for one in self.model.criteria]
        tally = Counter(one.document for one in sources if one.basis in ("secondary", "recalled"))
        if self.base is None and any(one.points.basis == "adopted" for one in self.model.criteria):
            yield words("page.settle.points", document=self.model.source.document)
        for document, count in tally.most_common():
            yield words("page.check", document=words.document(document), count=count)
        for question in self.model.questions:
            yield words.text(question)


def _runs(ids: Sequence[str]) -> list[str]:
    """``I-01–I-03, I-05``: ids that follow each other as one."""
    found: list[list[str]] = []
    for name in ids:
        if found and _follows(found[-1][-1], name):
            found[-1].append(name)
        else:
            found.append([name])
    return [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]


def _follows(one: str, other: str) -> bool:
    first, second = _RUN.match(one), _RUN.match(other)
    return first is not None and second is not None and (first[1], int(first[2]) + 1) == (second[1], int(second[2]))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |" for cells in (heads, *rows)]
    return [lines[0], "|" + "---|" * len(heads), *lines[1:], ""]


def _anchor(title: str, name: str) -> str:
    """The anchor that Markdown viewers make of a section's heading."""
    kept = "".join(sign for sign in f"{title} {name}".lower() if sign.isalnum() or sign in " -_")
    return kept.replace(" ", "-")
