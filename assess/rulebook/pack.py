"""Reading pack tests (方案用例): ``tests*.yaml`` beside a scheme says what it should come to.

They belong to no rulebook: loading rules ignores them, and the digest does not hold them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, Problem
from assess.rulebook.case import Case
from assess.rulebook.check import check_entry
from assess.yamlio import LocatedList, LocatedMap


@dataclass(frozen=True, slots=True)
class CaseAt:
    """A checked case, its raw data and where it begins."""

    model: Case
    raw: LocatedMap
    position: Position


@dataclass(frozen=True, slots=True)
class Pack:
    """The cases that one criteria folder brings for a scheme; ``layer`` counts the folders, the shipped one is 0.

    A pack is run under the folders up to its own: an overlay's cut-offs are no fault of the shipped cases.
    """

    scheme: str
    layer: int
    cases: tuple[CaseAt, ...]


def read_packs(roots: Sequence[Path]) -> tuple[Pack, ...]:
    """Every pack of criteria folders. Raises :class:`AssessError` with everything wrong in them."""
    problems: list[Problem] = []
    packs = [pack for layer, root in enumerate(roots) for pack in _packs(root, layer, problems)]
    if problems:
        raise AssessError(sorted(problems, key=lambda problem: problem.position or Position("")))
    return tuple(packs)


def _packs(root: Path, layer: int, problems: list[Problem]) -> Iterator[Pack]:
    for folder in sorted(path for path in (root / "schemes").glob("*") if path.is_dir()):
        files = sorted(folder.glob("tests*.yaml"))
        head = yamlio.load(folder / "scheme.yaml") if files else None
        if isinstance(head, LocatedMap) and isinstance(head.get("id"), str):
            cases = tuple(case for file in files for case in _cases(file, problems))
            yield Pack(head["id"], layer, cases)


def _cases(file: Path, problems: list[Problem]) -> Iterator[CaseAt]:
    try:
        data = yamlio.load(file)
    except AssessError as error:
        problems.extend(error.problems)
        return
    if not isinstance(data, LocatedList):
        expected = Bilingual("列表", "a list"), Bilingual("键值对", "a mapping")
        problems.append(Problem("GF-113", Position(str(file), 1, 1), {"expected": expected[0], "found": expected[1]}))
        return
    seen: dict[str, Position] = {}
    for index, raw in enumerate(data):
        place = data.item_position(index)
        if not isinstance(raw, LocatedMap):
            wanted = Bilingual("键值对", "a mapping")
            problems.append(Problem("GF-113", place, {"expected": wanted, "found": str(raw)[:40]}))
            continue
        case = check_entry(Case, raw, problems)
        if case is not None and case.name in seen:
            values = {"id": case.name, "other": str(seen[case.name])}
            problems.append(Problem("GF-205", raw.value_position("name"), values))
        elif case is not None:
            seen[case.name] = place
            yield CaseAt(case, raw, place)
