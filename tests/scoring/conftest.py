"""Schemes made for a test: each case's criterion in one small rulebook, so that every case goes the whole public way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from assess import Rulebook
from assess.rulebook.load import load_folders
from tests.support import MINI

TEXT = {"zh": "测试", "en": "test"}
SOURCE = {"document": "测试", "basis": "adopted"}

MakeScheme = Callable[..., Rulebook]


def criterion(name: str, **changes: Any) -> dict[str, Any]:
    """A criterion of the scheme that :func:`make_scheme` writes; points are shared evenly."""
    return {
        "id": name, "dimension": "all_points", "principle": "save", "title": TEXT, "requirement": TEXT,
        "mandatory": False, "points": {"raw": "equal", "basis": "adopted"}, "source": SOURCE, "advice": TEXT, **changes,
    }  # fmt: skip


@pytest.fixture(scope="session")
def make_scheme(tmp_path_factory: pytest.TempPathFactory) -> MakeScheme:
    """Writes a scheme ``case`` over tests/mini: ``criteria``, ``gates``, and any key of the scheme itself."""

    def make(
        criteria: Sequence[Mapping[str, Any]], gates: Sequence[Mapping[str, Any]] = (), **changes: Any
    ) -> Rulebook:
        folder: Path = tmp_path_factory.mktemp("case")
        scheme = {
            "id": "case", "title": TEXT, "issuer": TEXT, "document": "测试", "verified_on": "2026-11", "about": TEXT,
            "source": SOURCE, "group_by": "dimension", "principles": [{"id": "save", "title": TEXT}],
            "dimensions": [
                {"id": "all_points", "title": TEXT, "weight": 100, "mandatory_points": 0, "optional_points": 100, "source": SOURCE}
            ],
            "gates": list(gates), "criteria": list(criteria), **changes,
        }  # fmt: skip
        home = folder / "schemes" / "case"
        home.mkdir(parents=True)
        (home / "scheme.yaml").write_text(json.dumps(scheme, ensure_ascii=False), encoding="utf-8")
        return load_folders([MINI, folder])

    return make
