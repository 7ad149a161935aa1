"""Sessions on files of the small rulebook; nobody waits for a file to keep still."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assess import Rulebook
from assess.filling import store
from assess.filling.opening import LockedStore
from assess.filling.session import Session, open_session
from assess.rulebook.scheme import CompiledScheme

Open = Callable[..., Session]

TEXT = """\
# Kopf 文件头

factory:
  name: 测试工厂   # 名称
  region: 浙江省
period: 2024

facts:
  # 合规
  lawful: 是
  permit_held: {value: 是, evidence: [{file: 证.pdf, date: 2024-05-01}]}   # 许可

  # 能源
  electricity_used: 2300 万度
  energy_carriers:
    - {carrier: electricity, amount: 10 MWh}   # 电
    - {carrier: diesel, amount: 3 t}
  staff: 120

benchmarks:
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SETTLE", 0)


@pytest.fixture
def scheme(mini: Rulebook) -> CompiledScheme:
    return mini.scheme("mini")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that somebody wrote by hand, alone in its folder."""
    path = tmp_path / "工厂.yaml"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


@pytest.fixture
def start(scheme: CompiledScheme, file: Path) -> Iterator[Open]:
    """Open a session (on ``file`` unless told otherwise); all are closed in the end."""
    opened: list[Session] = []

    def open_(path: Path = file) -> Session:
        opened.append(open_session(path, [scheme], "zh"))
        return opened[-1]

    yield open_
    for session in opened:
        session.close()


def beside(path: Path) -> list[str]:
    """What else is in the file's folder."""
    return sorted(found.name for found in path.parent.iterdir() if found.name != path.name)


def crash(session: Session) -> None:
    """End a session as a kill does: the lock goes, everything else stays as it is."""
    store = session.store
    assert isinstance(store, LockedStore)
    assert store._held is not None
    store._out.journal.close()
    os.close(store._held._handle)
    store._held._handle = -1
    store._closed = True
