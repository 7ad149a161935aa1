"""Result rows made by hand, for portfolios and comparisons with peers."""

from __future__ import annotations

import hashlib
from typing import Any

import polars as pl

from assess import CompiledScheme
from assess.batch import frames


def gap(id_: str, lost: float = 0.0, open_: float = 0.0, unknown: tuple[str, ...] = ()) -> dict[str, Any]:
    """A criterion of ten points that is not fully met."""
    return {
        "id": id_, "status": "unknown" if unknown else "unmet", "low": 10.0 - lost - open_, "high": 10.0 - lost,
        "max": 10.0, "nominal": 10.0, "unknown": list(unknown),
    }  # fmt: skip


def row(scheme: CompiledScheme, name: str, low: float | None = 65.0, **more: Any) -> dict[str, Any]:
    """One row; stars follow from nothing here: they are what the test says."""
    share = (low or 0.0) / 100
    groups = [{"id": group, "low": 10 * share, "high": 10 * share, "max": 10.0} for group, _ in scheme.groups]
    found: dict[str, Any] = {
        "file": f"{name}.yaml", "scheme": scheme.id, "name": name, "credit_code": None, "industry": "3311",
        "region": "浙江省湖州市长兴县雉城街道", "province": "zhejiang", "made_up": False, "period": 2024, "secured": 2,
        "reachable": more.get("secured", 2), "nomination": None, "below_lowest": False, "low": low, "high": low, "max": 100.0, "missing": [],
        "blocked": [], "gates_failed": [], "gates_unknown": [], "answered": 1, "asked": 1, "warnings": [],
        "groups": groups, "criteria": [], "titles": [], "digest": hashlib.sha256(f"{name}{low}".encode()).hexdigest(),
        "rulebook": scheme.rulebook.digest, "version": "1.2.3",
    }  # fmt: skip
    assert set(more) <= set(found), more
    return found | more


def table(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows as a run's results have them."""
    return pl.DataFrame(rows, schema=frames.ROWS)


def problems(*rows: tuple[str, int, str]) -> pl.DataFrame:
    """Problems: file, line, code."""
    found = [
        {"file": file, "line": line, "column": 1, "code": code, "what": f"有误：{file}", "mend": "请改"}
        for file, line, code in rows
    ]
    return pl.DataFrame(found, schema=frames.PROBLEMS)
