"""File names that every system accepts, made from names that strangers chose."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

LONGEST = 120
"""Bytes of a stem: with the longest ending, half of what file systems take."""
LONGEST_SCHEME = 50

_UNSAFE = re.compile(r"[^\w.\-（）()]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")})
_SHORT, _WHOLE = 8, 64
_LOOKS_MARKED = re.compile(rf"-[0-9a-f]{{{_SHORT}}}(?:[0-9a-f]{{{_WHOLE - _SHORT}}})?\Z")


def safe_names(names: Iterable[str], endings: Sequence[str] = ("",)) -> Mapping[str, str]:
    """By name (a path below the batch folder): a stem without folders; stem plus ending is different for each name.

    Different also where upper and lower case, or ways to write an accent, are the same to the file system. Stems that
    had to be cut, those that would meet another one and those that look so end in a piece of the name's own hash; so a
    factory's report keeps its name when other factories come and go, unless one with the same name comes.
    """
    plain = {name: _stem(name) for name in names}
    stems = {name: _marked(name, stem, _SHORT) if _must_be_marked(stem) else stem for name, stem in plain.items()}
    for size in (_SHORT, _WHOLE):  # a short piece of a hash is the same for two names once in a blue moon
        taken = Counter(key for stem in stems.values() for key in _keys(stem, endings))
        for name, stem in stems.items():
            if any(taken[key] > 1 for key in _keys(stem, endings)):
                stems[name] = _marked(name, plain[name], size)
    return stems


def ending(scheme: str, lang: str) -> str:
    """What follows the stem in a report's name; short, and different for schemes that differ only in case."""
    if len(scheme) <= LONGEST_SCHEME and scheme == scheme.lower():
        return f"-{scheme}-{lang}"
    return f"-{scheme[:LONGEST_SCHEME]}-{hashlib.sha256(scheme.encode()).hexdigest()[:_SHORT]}-{lang}"


def _stem(name: str) -> str:
    path = unicodedata.normalize("NFC", name)
    base = path.rsplit(".", 1)[0] if path.lower().endswith((".yaml", ".yml")) else path
    stem = _UNSAFE.sub("-", base).strip(".-") or "submission"
    return f"_{stem}" if stem.split(".")[0].casefold() in _RESERVED else stem


def _must_be_marked(stem: str) -> bool:
    return len(stem.encode()) > LONGEST or _LOOKS_MARKED.search(stem) is not None


def _marked(name: str, stem: str, size: int) -> str:
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:size]
    kept = stem.encode()[: LONGEST - size - 1].decode(errors="ignore").rstrip(".-")
    return f"{kept}-{mark}"


def _keys(stem: str, endings: Sequence[str]) -> Iterator[str]:
    """The names as the most forgiving file system tells them apart."""
    for tail in endings:
        yield unicodedata.normalize("NFD", (stem + tail).upper().casefold())
