"""Plain data as YAML text that :mod:`assess.yamlio` reads back as the same data.

Answers stand on one line, as people write them; tables and long lists of evidence get a line per row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
_WIDE = 10**9
_LINE = 100
"""Characters from which an answer with rows inside is better spread over lines."""


class _Dumper(yaml.SafeDumper):
    """Quotes exactly what would not be text by YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own way of declaring them


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _BREAKS.search(text) else None)


_Dumper.add_representer(str, _text)
for _tag, _form, _first in (
    ("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", "tTfF"),
    ("null", r"(?:~|null|Null|NULL|)\Z", ["~", "n", "N", ""]),
    ("merge", r"(?:<<|=)\Z", "<="),  # text to us, but not to other programs
    ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", "-+.0123456789"),
):
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), list(_first))


def inline(raw: Any, *, flow: bool) -> str:
    """``raw`` on one line; with ``flow`` as part of something in brackets."""
    if isinstance(raw, Mapping | list | tuple):
        return _dumped(raw)
    return _dumped([raw])[1:-1] if flow else _dumped({"k": raw}, flow=False)[3:]


def key_text(key: str, *, flow: bool) -> str:
    """A key with its colon."""
    return inline(key, flow=flow) + ":"


def lines(raw: Any, indent: int) -> list[str] | None:
    """``raw`` on lines of its own under its key, which stands at ``indent``; None when one line does."""
    if _rows(raw):
        return [" " * (indent + 2) + "- " + inline(row, flow=True) for row in raw]
    if not isinstance(raw, Mapping) or not any(_rows(value) for value in raw.values()):
        return None
    if not _rows(raw.get("value")) and len(inline(raw, flow=True)) <= _LINE:
        return None
    return [line for key, value in raw.items() for line in pair(key, value, indent + 2)]


def pair(key: str, raw: Any, indent: int) -> list[str]:
    """A key with its value, on as many lines as it takes."""
    head = " " * indent + key_text(key, flow=False)
    below = lines(raw, indent)
    if below is not None:
        return [head, *below]
    return [head if raw is None else f"{head} {inline(raw, flow=False)}"]


def _rows(raw: Any) -> bool:
    return isinstance(raw, list | tuple) and any(isinstance(item, Mapping) for item in raw)


def _dumped(raw: Any, *, flow: bool = True) -> str:
    found = yaml.dump(raw, Dumper=_Dumper, default_flow_style=flow, allow_unicode=True, width=_WIDE, sort_keys=False)
    return str(found).rstrip("\n")
