"""Towns (镇街) read from the free text of a factory's place."""

from __future__ import annotations

import re
import unicodedata

_TOWN = re.compile(
    r"(?:(?P<county>[^省市县区旗盟州]{1,10}[县区市旗]))?"
    r"(?P<town>[^省市县区旗盟州村号路]{1,12}?(?:街道|开发区|高新区|园区|苏木|[镇乡](?![市县区村])))"
)


def town(region: str | None) -> tuple[str, str] | None:
    """County and town, the county empty where none is written; None where the text names no town.

    A town is the first piece that ends in 镇, 乡, 街道, 苏木 or names a development zone or park (开发区、园区);
    a 镇 or 乡 inside the name of a city, county or village does not count.
    """
    text = re.sub(r"[\s,，·/]+", "", unicodedata.normalize("NFKC", region or ""))
    found = _TOWN.search(text)
    return (found["county"] or "", found["town"]) if found else None


def labels(regions: list[str | None]) -> list[str | None]:
    """A town for each text, with its county where the same town's name stands in several counties."""
    found = [town(region) for region in regions]
    counties: dict[str, set[str]] = {}
    for place in found:
        if place is not None:
            counties.setdefault(place[1], set()).add(place[0])
    return [place and (place[1] if len(counties[place[1]]) == 1 else "".join(place)) for place in found]
