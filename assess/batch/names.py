"""File names that every system accepts, made from names that strangers chose."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 120
"""Bytes of a name before its suffix: half of what file systems take."""

_UNSAFE = re.compile(r"[^\w.\-（）()]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})
_HASH = 8


def safe_names(names: Iterable[str]) -> Mapping[str, str]:
    """By name (a path below the batch folder): a stem without folders, different for each even where case is ignored.

    Stems that had to be cut, and those that would meet another one, end in a piece of the name's own hash; so a
    factory's report keeps its name when other factories come and go, unless one with the same name comes.
    """
    names = list(names)
    plain = {name: _stem(name) for name in names}
    counts: dict[str, int] = {}
    for stem in plain.values():
        counts[stem.casefold()] = counts.get(stem.casefold(), 0) + 1
    return {
        name: stem if counts[stem.casefold()] == 1 and len(stem.encode()) <= LONGEST else _marked(name, stem)
        for name, stem in plain.items()
    }


def _stem(name: str) -> str:
    path = unicodedata.normalize("NFC", name)
    base = path.rsplit(".", 1)[0] if path.lower().endswith((".yaml", ".yml")) else path
    stem = _UNSAFE.sub("-", base).strip(".-") or "submission"
    return f"{stem}-" if stem.split(".")[0].casefold() in _RESERVED else stem


def _marked(name: str, stem: str) -> str:
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:_HASH]
    kept = stem.encode()[: LONGEST - _HASH - 1].decode(errors="ignore").rstrip(".-")
    return f"{kept}-{mark}"
