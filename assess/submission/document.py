"""A submission's text that can be edited: what is not touched stays byte for byte as somebody wrote it.

:mod:`assess.submission.splice` changes the characters; here every change is read back and compared with what was meant, so
that a text that says anything else never leaves this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from assess import yamlio
from assess.errors import AssessError, Bilingual, Position, one
from assess.submission.raw import as_typed, cleaned, same
from assess.submission.splice import Splicer
from assess.submission.writing import key_text, pair

Address: TypeAlias = tuple[str, ...]
"""Where a question's content stands: ``("facts", "land_area")``, ``("factory", "name")`` or ``("period",)``."""
Outline: TypeAlias = Mapping[str, Sequence[Sequence[str]]]
"""By section the keys in their usual order, in groups that belong together: where a new answer goes."""

_SECTIONS: Outline = {
    "": (("factory",), ("period",), ("facts",), ("benchmarks",)),
    "factory": (("name", "credit_code", "industry", "region", "made_up", "note"),),
}


class Document:
    """One file's text with the plain data in it."""

    def __init__(self, text: str, file: str, outline: Outline | None = None) -> None:
        """``outline`` gives the usual order of fact ids by topic: new answers go behind the one before them.

        Raises :class:`~assess.errors.AssessError` where the text is no YAML we accept, GF-113 where it is no mapping.
        """
        self._file = file
        self._outline: Outline = {**_SECTIONS, **(outline or {})}
        self._take(text, read_mapping(text, file))

    def text(self) -> str:
        """The whole file."""
        return self._text

    @property
    def data(self) -> Mapping[str, Any]:
        """All of it as plain data."""
        return self._data

    def get(self, address: Address) -> Any:
        """The plain data at ``address``; None where nothing stands."""
        return value_at(self._data, address)

    def put(self, address: Address, raw: Any) -> None:
        """Write plain data at ``address``; None empties it and keeps the key with its comments.

        Raises GF-416, and changes nothing, where the new text would not say exactly this.
        """
        raw = cleaned(raw)
        if same(self.get(address), raw):
            return
        text = self._spliced(address, raw)
        try:
            located = read_mapping(text, self._file)
        except Exception:  # noqa: BLE001  # whatever is wrong with a text of ours, it must not be written
            raise self._garbled(address) from None
        if not same(as_typed(located), with_value(self._data, address, raw)):
            raise self._garbled(address)
        self._take(text, located)

    def _take(self, text: str, located: yamlio.LocatedMap) -> None:
        self._text = text
        self._root: Any = located.node
        self._data: dict[str, Any] = as_typed(located)

    def _garbled(self, address: Address) -> AssessError:
        return one("GF-416", Position(self._file), address=".".join(address), file=self._file)

    # ---------------------------------------------------------------- where an answer goes

    def _spliced(self, address: Address, raw: Any) -> str:
        *above, last = address
        found = _pair(self._root, address[0])
        if found is None:
            return self._new_section(address, raw)
        key, node = found
        splicer = Splicer(self._text, key.start_mark.index)
        if not above:
            splicer.value(key, node, self._data.get(last), raw, flow=self._root_flow)
            return splicer.result()
        if not isinstance(self._data[address[0]], Mapping) or not node.value:
            return self._first_in_section(splicer, key, node, last, raw)
        flow = self._root_flow or bool(node.flow_style)
        inner = _pair(node, last)
        if inner is not None:
            splicer = Splicer(self._text, inner[0].start_mark.index)
            splicer.value(*inner, self.get(address), raw, flow=flow)
            return splicer.result()
        after = self._place(address[0], [one.value for one, _ in node.value], last)
        if after < 0 and not flow:
            splicer.insert_below(key.end_mark.index, pair(last, raw, node.start_mark.column))
        else:
            splicer.insert(node, max(after, 0), last, raw, flow=flow)
        return splicer.result()

    @property
    def _root_flow(self) -> bool:
        return bool(self._root.flow_style)

    def _first_in_section(self, splicer: Splicer, key: Any, node: Any, last: str, raw: Any) -> str:
        if self._root_flow:
            splicer.value(key, node, self._data[key.value], {last: raw}, flow=True)
        else:
            splicer.clear(key, node)
            splicer.insert_below(key.end_mark.index, pair(last, raw, key.start_mark.column + 2))
        return splicer.result()

    def _new_section(self, address: Address, raw: Any) -> str:
        section, *below = address
        splicer = Splicer(self._text, self._root.start_mark.index)
        rows = [key_text(section, flow=False), *pair(below[0], raw, 2)] if below else pair(section, raw, 0)
        after = self._place("", list(self._data), section)
        splicer.section(self._root, after, section, {below[0]: raw} if below else raw, rows)
        return splicer.result()

    def _place(self, section: str, present: Sequence[str], new: str) -> int:
        """The number of the present key behind which a new one goes: the one before it in the outline, -1 for none.

        The first of its topic goes behind the next one of the same topic, if there is any, and not into another topic.
        """
        topics = self._outline.get(section, ())
        rank = {name: (t, n) for t, topic in enumerate(topics) for n, name in enumerate(topic)}
        mine = rank.get(new)
        if mine is None:
            return len(present) - 1
        known = [(rank[name], number) for number, name in enumerate(present) if name in rank]
        before = max((one for one in known if one[0] < mine), default=None)
        behind = min((one for one in known if one[0] > mine), default=None)
        if len(topics) > 1 and behind is not None and behind[0][0] == mine[0]:
            return behind[1] if before is None or before[0][0] != mine[0] else before[1]
        return -1 if before is None else before[1]


def read_mapping(text: str, file: str) -> yamlio.LocatedMap:
    """The text's mapping. Raises :class:`~assess.errors.AssessError`, GF-113 where it is something else."""
    data = yamlio.parse(text, file)
    if isinstance(data, yamlio.LocatedMap):
        return data
    found = Bilingual("空", "nothing") if data is None else Bilingual("列表或文本", "a list or text")
    raise one("GF-113", Position(file, 1, 1), expected=Bilingual("键值对", "a mapping"), found=found)


def value_at(data: Any, address: Address) -> Any:
    """The plain data at an address; None where nothing stands."""
    for key in address:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def with_value(data: Mapping[str, Any], address: Address, raw: Any) -> dict[str, Any]:
    """A copy of ``data`` with another value at ``address``; what stands in the way of a section gives way."""
    key, *rest = address
    if not rest:
        return {**data, key: raw}
    inner = data.get(key)
    return {**data, key: with_value(inner if isinstance(inner, Mapping) else {}, tuple(rest), raw)}


def _pair(node: Any, key: str) -> tuple[Any, Any] | None:
    """The key's and the value's node."""
    return next((both for both in node.value if both[0].value == key), None)
