"""JSON Schemas for every YAML kind, so that editors complete and check while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assess.rulebook import model
from assess.rulebook.case import Case
from assess.rulebook.load import MODELS

_PARTS: dict[str, type[model.Entry]] = {"gates": model.Gate, "criteria": model.Criterion, "tests": Case}
_BASE_ONLY = ("gates", "criteria", "principles", "dimensions", "group_by")


def json_schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema by file name, for each kind of file under ``criteria/``.

    Lists hold whole entries; ``scheme.json`` leaves out what an extending scheme inherits. An overlay may name fewer
    keys than a schema requires: the loader, which sees the merged entry, has the last word.
    """
    schemas = {
        f"{kind}.json": TypeAdapter(list[entry]).json_schema(by_alias=True)  # type: ignore[valid-type]
        for kind, entry in {**MODELS, **_PARTS}.items()
    }
    scheme = model.Scheme.model_json_schema(by_alias=True)
    scheme["required"] = [name for name in scheme["required"] if name not in _BASE_ONLY]
    schemas["scheme.json"] = scheme
    for name, schema in schemas.items():
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = name.removesuffix(".json")
    return schemas


def schema_texts() -> dict[str, str]:
    """The schemas as files: two-space indent, one newline at the end, the same bytes every time."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        for name, schema in json_schemas().items()
    }


def stale_schemas(folder: Path) -> tuple[str, ...]:
    """Names of schema files in ``folder`` that are missing or differ from the models."""
    texts = schema_texts()
    return tuple(
        name for name, text in texts.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    )  # fmt: skip
