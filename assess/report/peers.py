"""Where the factory stands among its peers (同行位次), in words; the counts are made elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.report.charts import bar
from assess.report.model import PeerRow, PeerSection
from assess.scoring.peers import FEWEST

if TYPE_CHECKING:
    from assess.report.words import Words
    from assess.scoring.peers import PeerStanding, Place
    from assess.scoring.result import Assessment


def build_peers(words: Words, assessment: Assessment, peers: PeerStanding) -> PeerSection:
    """Whom it is compared with, then the total and each group."""
    titles = {group.id: words.text(group.title) for group in assessment.groups}
    places = [] if peers.total is None else [(words("peers.total"), peers.total)]
    places += [(titles.get(group, group), place) for group, place in peers.groups]
    return PeerSection(
        title=words("peers.title"),
        lead=_lead(words, peers) if assessment.scheme.scores else words("peers.unscored"),
        rows=tuple(_row(words, title, place) for title, place in places),
    )


def _lead(words: Words, peers: PeerStanding) -> str:
    if peers.total is None:
        return words("peers.few", n=peers.n, least=FEWEST)
    division = words.rulebook.industries.get(peers.division or "")
    name = words.text(division.title) if division is not None else words("not_given")
    years = words.listed(str(period) for period in peers.periods)
    parts = [
        words("peers.division", division=name, n=peers.n, years=years)
        if peers.scope == "division"
        else words("peers.all", division=name, inside=peers.in_division, n=peers.n, years=years, least=FEWEST),
        words("peers.made_up", count=peers.made_up) if peers.made_up else "",
        words("peers.how"),
    ]
    return words.sentences(parts)


def _row(words: Words, title: str, place: Place) -> PeerRow:
    share = words.percent(place.lower, place.n)
    text = words("peers.place", lower=place.lower, same=place.same, higher=place.higher, n=place.n)
    return PeerRow(title, f"{share} %", text, bar(f"{title}: {text}", place.lower, place.lower + place.same, place.n))
