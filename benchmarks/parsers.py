"""Parsing one complete submission: ours and the fast way in, against PyYAML's C loader; other parsers for information."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from measure import ROOT, Row, in_turns, show

from assess import yamlio
from assess.plainyaml import plain_data

EXAMPLE = ROOT / "examples" / "complete-5star.yaml"


def rows(runs: int = 100, path: Path = EXAMPLE) -> list[Row]:
    """One row per parser that is installed (extras ``fast`` and ``bench``)."""
    text = yamlio.read_text(path)
    tasks: dict[str, Callable[[], object]] = {
        "PyYAML, C loader": lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        "ours, with places": lambda: yamlio.parse(text, str(path)),
    }
    for more in (_yaml_rs, _rapidyaml):
        try:
            tasks |= more(text)
        except ImportError as error:
            print(f"A parser is left out, pip install green-factory-assess[fast,bench] brings it: {error}\n")
    seconds = in_turns(runs, *tasks.values(), clock=time.process_time)
    return [
        Row(f"parse {path.name}: {name} / CSafeLoader", found / seconds[0], None, "×", f"{found * 1000:.2f} ms")
        for name, found in zip(tasks, seconds, strict=True)
    ]


def _yaml_rs(text: str) -> dict[str, Callable[[], object]]:
    import yaml_rs

    assert plain_data(text) is not None
    return {
        "ours, fast way in": lambda: plain_data(text),
        "yaml-rs, unchecked": lambda: yaml_rs.loads(text, parse_datetime=False),
    }


def _rapidyaml(text: str) -> dict[str, Callable[[], object]]:
    import ryml

    return {
        "rapidyaml, to its own tree": lambda: ryml.parse_in_arena(text.encode()),
        "rapidyaml, by way of JSON": lambda: json.loads(ryml.emit_json(ryml.parse_in_arena(text.encode()))),
    }


if __name__ == "__main__":
    show(rows())
