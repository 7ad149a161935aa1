"""JSON Schemas for editors: one per kind of file, as strict as the loader, and current in ``criteria/schemas``."""

from __future__ import annotations

from pathlib import Path

from assess.paths import criteria_dir
from assess.rulebook.load import MODELS
from assess.rulebook.schemas import json_schemas, schema_texts, stale_schemas


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(json_schemas()) == {f"{kind}.json" for kind in (*MODELS, "gates", "criteria", "tests", "scheme")}


def test_unknown_keys_are_refused_everywhere() -> None:
    for schema in json_schemas().values():
        for definition in (schema, *schema.get("$defs", {}).values()):
            if definition.get("type") == "object":
                assert definition["additionalProperties"] is False


def test_an_extending_scheme_may_leave_out_what_it_inherits() -> None:
    required = json_schemas()["scheme.json"]["required"]
    assert "id" in required
    assert not {"criteria", "gates", "dimensions", "principles", "group_by"} & set(required)


def test_the_shipped_schemas_are_current() -> None:
    assert stale_schemas(criteria_dir() / "schemas") == ()


def test_stale_schemas_are_found(tmp_path: Path) -> None:
    assert len(stale_schemas(tmp_path)) == len(schema_texts())
    for name, text in schema_texts().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "units.json").write_text("{}", encoding="utf-8")
    assert stale_schemas(tmp_path) == ("units.json",)


def test_every_shipped_file_names_its_schema() -> None:
    for path in criteria_dir().rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.partition("=")[2]).is_file(), path
