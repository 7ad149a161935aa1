"""Reading ``criteria/`` folders: which file holds which kind of entry, and how overlays and ``extends`` are merged.

Entries are merged key by key; lists of entries (criteria, gates, tiers) by ``id`` or ``stars``; ``settings`` key by
key. Everything else (texts, sources, score rules) is replaced as a whole, so that nothing half-old survives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem, nearest
from assess.yamlio import LocatedList, LocatedMap

SINGLE_FILES = ("units", "industries", "industry_codes", "provinces", "topics")
FOLDERS = ("facts", "indicators", "factors", "benchmarks", "norms", "checks", "ladders")
_SCHEME_FILE = re.compile(r"(?:scheme|gates.*|criteria.*|tests.*)\.yaml")
"""What stands in a scheme's folder; ``tests*.yaml`` say what it should come to and are read by ``rulebook/pack.py``."""
KEY = {"industries": "code", "industry_codes": "code"}
LIST = Bilingual("列表", "a list")
MAPPING = Bilingual("键值对", "a mapping")
_NUMBERS_WITH_SOURCE = frozenset(
    [
        "total",
        "value",
        "weight",
        "range",
        "by_year",
        "rows",
        "levels",
        "correction",
        "classes",
        "score",
        "requires",
        "day",
    ]
)
_NAMING_KEYS = ("title", "ask", "message")
"""Every whole entry has one of these; an overlay's entry without any changes one that exists."""


@dataclass(slots=True)
class Raw:
    """Everything in one or more criteria folders, not yet checked: entries by kind and id, schemes by id.

    ``overlaid`` are the changes that overlays make to schemes, by scheme.
    """

    entries: dict[str, Mapping[str, LocatedMap]] = field(
        default_factory=lambda: dict.fromkeys((*SINGLE_FILES, *FOLDERS), MappingProxyType({}))
    )
    schemes: dict[str, LocatedMap] = field(default_factory=dict)
    overlaid: list[tuple[str, LocatedMap]] = field(default_factory=list)


def read_layers(roots: Iterable[Path], without: Collection[str] = ()) -> Raw:
    """Read folders in order, later ones over earlier ones. Raises :class:`AssessError` with everything wrong.

    ``without`` are folders of entries to leave alone; :func:`read_kind` reads one of them.
    """
    raw, problems = Raw(), _Problems()
    for number, root in enumerate(roots):
        _merge_layer(raw, _read_layer(root, problems, without), problems, overlay=number > 0)
    problems.raise_if_any()
    return raw


def read_kind(root: Path, kind: str) -> dict[str, LocatedMap]:
    """The entries of one folder of ``root``. Raises :class:`AssessError` with everything wrong."""
    found: dict[str, LocatedMap] = {}
    problems = _Problems()
    for path in _files(root / kind):
        _read_entries(path, kind, found, problems)
    problems.raise_if_any()
    return found


class _Problems(list[Problem]):
    """Problems collected so far."""

    def raise_if_any(self) -> None:
        if self:
            raise AssessError(self)


def _read_layer(root: Path, problems: _Problems, without: Collection[str]) -> Raw:
    raw = Raw()
    if not root.is_dir():
        problems.append(Problem("GF-101", Position(str(root)), {"file": str(root)}))
        return raw
    paths = _files(root)
    if not paths:
        problems.append(Problem("GF-228", Position(str(root)), {"file": str(root)}))
    found: dict[str, dict[str, LocatedMap]] = {kind: {} for kind in raw.entries}
    for path in paths:
        parts = path.relative_to(root).parts
        kind = path.stem if len(parts) == 1 else parts[0]
        if kind in without:
            continue
        if kind in found:
            _read_entries(path, kind, found[kind], problems)
        elif not (kind == "schemes" and len(parts) == 3 and _SCHEME_FILE.fullmatch(parts[2])):
            problems.append(Problem("GF-226", Position(str(path)), {"file": str(path)}))
    raw.entries.update(found)
    for folder in sorted(path for path in (root / "schemes").glob("*") if path.is_dir()):
        _read_scheme(folder, raw, problems)
    return raw


def _files(root: Path) -> list[Path]:
    return sorted(root.rglob("*.yaml")) + sorted(root.rglob("*.yml"))


def _read_entries(path: Path, kind: str, found: dict[str, LocatedMap], problems: _Problems) -> None:
    for entry in _entries(path, problems):
        _add(found, entry, KEY.get(kind, "id"), problems)


def _load(path: Path, problems: _Problems) -> object:
    try:
        return yamlio.load(path)
    except AssessError as error:
        problems.extend(error.problems)
        return None


def _entries(path: Path, problems: _Problems) -> list[LocatedMap]:
    data = _load(path, problems)
    if data is None:
        return []
    if not isinstance(data, LocatedList):
        problems.append(Problem("GF-113", Position(str(path), 1, 1), {"expected": LIST, "found": MAPPING}))
        return []
    for index, entry in enumerate(data):
        if not isinstance(entry, LocatedMap):
            problems.append(
                Problem("GF-113", data.item_position(index), {"expected": MAPPING, "found": str(entry)[:40]})
            )
    return [entry for entry in data if isinstance(entry, LocatedMap)]


def _add(target: dict[str, LocatedMap], entry: LocatedMap, key: str, problems: _Problems) -> None:
    name = entry.get(key)
    if not isinstance(name, str):
        code = "GF-203" if name is None else "GF-204"
        values = {"key": key, "found": repr(name), "expected": Bilingual("文本（加引号）", "text (put it in quotes)")}
        problems.append(Problem(code, entry.value_position(key), values))
    elif name in target:
        other = target[name].position()
        problems.append(Problem("GF-205", entry.value_position(key), {"id": name, "other": str(other)}))
    else:
        target[name] = entry


def _read_scheme(folder: Path, raw: Raw, problems: _Problems) -> None:
    head_file = folder / "scheme.yaml"
    if not head_file.exists():
        problems.append(Problem("GF-229", Position(str(folder)), {"folder": str(folder)}))
        return
    head = _load(head_file, problems)
    if head is None:
        return
    if not isinstance(head, LocatedMap):
        problems.append(Problem("GF-113", Position(str(head_file), 1, 1), {"expected": MAPPING, "found": LIST}))
        return
    scheme = yamlio.merged_map(head, head)
    for key in head:
        yamlio.put(scheme, key, head[key], head)
    for part, pattern in (("gates", "gates*.yaml"), ("criteria", "criteria*.yaml")):
        files = sorted(folder.glob(pattern))
        entries = [entry for path in files for entry in _entries(path, problems)]
        if entries:
            origin = yamlio.merged_map(entries[0], entries[0])
            origin.node = entries[0].node
            merged = yamlio.located_list(entries, [entry.position() for entry in entries], str(folder))
            yamlio.put(scheme, part, merged, origin)
    _add(raw.schemes, scheme, "id", problems)


def _merge_layer(raw: Raw, layer: Raw, problems: _Problems, *, overlay: bool) -> None:
    for kind, entries in layer.entries.items():
        merged = dict(raw.entries[kind])
        for name, entry in entries.items():
            base = merged.get(name)
            if overlay and base is None and kind != "units":
                problems.extend(_mistyped(entry, KEY.get(kind, "id"), entry, merged))
            merged[name] = entry if base is None else merge(base, entry, problems, overlay=overlay)
        raw.entries[kind] = merged
    for name, scheme in layer.schemes.items():
        base = raw.schemes.get(name)
        if overlay and base is not None:
            raw.overlaid.append((name, scheme))
        elif overlay and "extends" not in scheme:
            problems.extend(_mistyped(scheme, "id", scheme, raw.schemes))
        raw.schemes[name] = scheme if base is None else merge(base, scheme, problems, overlay=overlay)


def _mistyped(entry: LocatedMap, key: str, whole: LocatedMap, known: Iterable[str]) -> Iterator[Problem]:
    """An entry that changes nothing but is like one that exists: its id is mistyped. ``whole`` is it after merging."""
    name = entry[key]
    if not any(naming in whole for naming in _NAMING_KEYS):
        others = [other for other in known if other != name]
        close = next((other for other in others if _plain(other) == _plain(name)), None) or nearest(name, others)
        if close is not None:
            yield Problem("GF-206", entry.value_position(key), {"name": name, "nearest": close})


def _plain(name: str) -> str:
    """An id as people type it: K-2 for K-02."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", name).casefold()


def _mistyped_in(change: LocatedMap, scheme: LocatedMap) -> Iterator[Problem]:
    """Entries of an overlay's scheme whose id no entry has; ``scheme`` is the result."""
    for part, entries in change.items():
        merged = scheme.get(part)
        if isinstance(entries, LocatedList) and isinstance(merged, LocatedList) and _entry_key(merged, entries) == "id":
            known = {item["id"]: item for item in merged if isinstance(item["id"], str)}
            for entry in entries:
                if entry["id"] in known:
                    yield from _mistyped(entry, "id", known[entry["id"]], known)


def merge(base: LocatedMap, over: LocatedMap, problems: list[Problem], *, overlay: bool) -> LocatedMap:
    """``base`` with the keys of ``over``. In an overlay a changed number must bring its own ``source``."""
    result = yamlio.merged_map(base, over)
    for key in base:
        yamlio.put(result, key, base[key], base)
    for key, value in over.items():
        old = base.get(key)
        if key == "settings" and isinstance(old, LocatedMap) and isinstance(value, LocatedMap):
            value = merge(old, value, problems, overlay=False)
        elif isinstance(old, LocatedList) and isinstance(value, LocatedList) and (by := _entry_key(old, value)):
            value = _merge_lists(old, value, by, problems, overlay=overlay)
        elif overlay and key in _NUMBERS_WITH_SOURCE and value != old and "source" in base and "source" not in over:
            problems.append(Problem("GF-227", over.key_position(key), {"key": key}))
        yamlio.put(result, key, value, over)
    return result


def _entry_key(old: LocatedList, new: LocatedList) -> str | None:
    for key in ("id", "stars"):
        if all(isinstance(item, LocatedMap) and isinstance(item.get(key), (str, int)) for item in (*old, *new)):
            return key
    return None


def _merge_lists(
    old: LocatedList, new: LocatedList, key: str, problems: list[Problem], *, overlay: bool
) -> LocatedList:
    items = {item[key]: (item, old.item_position(index)) for index, item in enumerate(old)}
    named: dict[object, Position] = {}
    for index, item in enumerate(new):
        place = new.item_position(index)
        if item[key] in named:
            problems.append(Problem("GF-205", place, {"id": item[key], "other": str(named[item[key]])}))
        named[item[key]] = place
        known = items.get(item[key])
        items[item[key]] = (merge(known[0], item, problems, overlay=overlay) if known else item, place)
    pairs = items.values()
    return yamlio.located_list([item for item, _ in pairs], [place for _, place in pairs], new.file)


def _with_gates(
    scheme: LocatedMap,
    taken: LocatedMap,
    problems: list[Problem],
    resolve: Callable[[str], LocatedMap | None],
) -> LocatedMap:
    """``scheme`` with single gates of other schemes behind its own; what it says of one of them changes that one."""
    own = {gate["id"]: gate for gate in scheme.get("gates", ()) if isinstance(gate, LocatedMap) and "id" in gate}
    gates = dict(own)
    for other, ids in taken.items():
        found = resolve(other)
        if found is None:
            problems.append(Problem("GF-219", taken.key_position(other), {"id": other}))
        listed = () if found is None else found.get("gates", ())
        theirs = {gate.get("id"): gate for gate in listed if isinstance(gate, LocatedMap)}
        for index, gate_id in enumerate(ids if isinstance(ids, LocatedList) and found is not None else ()):
            if gate_id not in theirs:
                close = nearest(str(gate_id), map(str, theirs)) or "–"
                problems.append(Problem("GF-206", ids.item_position(index), {"name": gate_id, "nearest": close}))
                continue
            whole = theirs[gate_id]
            gates.pop(gate_id, None)
            gates[gate_id] = merge(whole, own[gate_id], problems, overlay=True) if gate_id in own else whole
    result = yamlio.merged_map(scheme, scheme)
    for key in scheme:
        yamlio.put(result, key, scheme[key], scheme)
    places = [gate.position() for gate in gates.values()]
    yamlio.put(result, "gates", yamlio.located_list(list(gates.values()), places, scheme.file), taken)
    return result


def resolve_extends(raw: Raw) -> dict[str, LocatedMap]:
    """Every scheme with what it extends merged in. Raises :class:`AssessError` for unknown or cyclic bases."""
    schemes = raw.schemes
    problems: list[Problem] = []
    resolved: dict[str, LocatedMap] = {}

    def resolve(name: str, trail: tuple[str, ...]) -> LocatedMap | None:
        if name in resolved:
            return resolved[name]
        scheme = schemes[name]
        base_name = scheme.get("extends")
        if base_name is not None:
            if not isinstance(base_name, str) or base_name not in schemes or base_name in (*trail, name):
                problems.append(Problem("GF-219", scheme.value_position("extends"), {"id": base_name}))
                return None
            base = resolve(str(base_name), (*trail, name))
            if base is None:
                return None
            for overlaid, change in raw.overlaid:
                if overlaid == name:  # what is changed may be inherited: it needs its own source all the same
                    merge(base, change, problems, overlay=True)
            scheme = merge(base, scheme, problems, overlay=False)
            if "default" in base and "default" not in schemes[name]:
                del scheme["default"]
        taken = schemes[name].get("gates_from")
        if isinstance(taken, LocatedMap):
            scheme = _with_gates(scheme, taken, problems, lambda other: known(other, (*trail, name)))
        resolved[name] = scheme
        return scheme

    def known(name: str, trail: tuple[str, ...]) -> LocatedMap | None:
        return resolve(name, trail) if name in schemes and name not in trail else None

    for name in schemes:
        resolve(name, ())
    for name, change in raw.overlaid:
        if name in resolved:
            problems.extend(_mistyped_in(change, resolved[name]))
    if problems:
        raise AssessError(problems)
    return resolved
