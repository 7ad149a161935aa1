"""A second, much faster way in for plain YAML files, where nobody asks where things stand (optional extra ``fast``).

Only files of a narrow shape are taken: identifiers as keys, a value on its key's line or in lines of their own below,
scalars whose type is beyond doubt. On these :mod:`yaml_rs` gives what :func:`assess.yamlio.parse` gives, or refuses,
which tests show with thousands of files; everything else, mistakes above all, is left to the one strict parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import ModuleType
from typing import Any

_KEY = r"(?!(?:[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE):)[A-Za-z][A-Za-z0-9_-]{0,99}+:"
_QUOTED = r"'[^'\n]*+'|\"[^\"\\\n]*+\""
_NUMBER = r"(?:0|[1-9][0-9]{0,10})(?:\.(?:0|[0-9]{0,3}[1-9]))?|[0-9]{4}-[0-9]{2}-[0-9]{2}"  # as Python writes it
_CODE = r"[0-9](?=[0-9A-Za-z]*[G-MP-WYZg-mp-wyz])[0-9A-Za-z]++"  # with letters that no number has


def _scalar(ends: str) -> str:
    """A scalar in which no character of ``ends`` stands unquoted."""
    text = rf"(?:[0-9][0-9A-Za-z_.+-]*+(?= *+[^\s:#{ends}])|[^\W\d_])[^\n:#{ends}]*(?<!\s)"
    return f"(?:{_QUOTED}|{_NUMBER}|{_CODE}|{text})" + (rf"(?= *+[{ends}])" if ends else "")


def _listed(item: str) -> str:
    return rf"{item}(?:, *+{item})*+"


_INNER = _scalar(r",\[\]{}")
_ROW = rf"\{{{_listed(f'{_KEY} ++{_INNER}')}\}}"
_LIST = rf"\[(?:{_listed(f'(?:{_ROW}|{_INNER})')})?+\]"
_ENTRY = rf"\{{{_listed(f'{_KEY} ++(?:{_LIST}|{_INNER})')}\}}"
_VALUE = rf"(?:{_ENTRY}|{_LIST}|\{{\}}|{_scalar('')})"
_CONTENT = rf" {{0,12}}+(?:- ++)?+(?:{_KEY}(?: ++{_VALUE})?|{_VALUE})(?: ++#[^\n]*+)?+"
_LINE = rf"(?>(?:{_CONTENT}| *+(?:#[^\n]*+)?+)(?=\n|\Z))"
_PLAIN = rf"(?:{_LINE}\n)*+{_LINE}"
_ODD = "\r\x85\u2028\u2029\ufeff"


def plain_data(text: str) -> dict[str, Any] | None:
    """The mapping in ``text`` without places; None where only the strict parser can tell, or :mod:`yaml_rs` is missing.

    ``text`` is what :func:`assess.yamlio.decode` lets through.
    """
    parser, plain = _parser()
    if parser is None or any(odd in text for odd in _ODD) or plain.fullmatch(text) is None:
        return None
    try:
        found = parser.loads(text, parse_datetime=False)
    except parser.YAMLDecodeError:
        return None
    return found if type(found) is dict else None


@lru_cache(maxsize=1)
def _parser() -> tuple[ModuleType | None, re.Pattern[str]]:
    """The library, and the pattern: it takes 15 ms to compile, which a single score need not wait for."""
    try:
        import yaml_rs
    except ImportError:
        return None, re.compile("")
    return yaml_rs, re.compile(_PLAIN)
