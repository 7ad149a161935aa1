"""Writing files whole: permissions, what is left behind, and who may write."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from assess import AssessError
from assess.files import clear_parts, companion, protection, replace, write
from tests.support import codes


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    found = replace(path, b"new", keep=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert (found.st_ino, found.st_size, found.st_mtime_ns) == (
        path.stat().st_ino,
        path.stat().st_size,
        path.stat().st_mtime_ns,
    )
    path.unlink()
    replace(path, b"new", keep=True, mode=0o640)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    os.chown(path, 1234, 2345)
    replace(path, b"new", keep=True)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 2345)


def test_the_last_word_can_stop_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def stop() -> None:
        assert names(tmp_path)[0].startswith(".assess-a-")
        raise KeyError

    with pytest.raises(KeyError):
        replace(path, b"new", before=stop)
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a"])


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failure_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(AssessError) as caught:
        write(path, b"new")
    assert codes(caught.value.problems) == ["GF-401"]
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a"])


def test_writes_in_small_portions_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, content: real(handle, bytes(content)[:3]))
    write(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


@pytest.mark.parametrize("name", ["a.yaml", "填报表" * 27 + ".yaml", "a[1]*.yaml"])
def test_companions_fit_into_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write(path, b"x")
    for suffix in (".draft", ".lock"):
        companion(path, suffix).touch()
    assert len(names(tmp_path)) == 3
    assert sum(one.startswith(".") for one in names(tmp_path)) == 2


def test_only_our_own_leftovers_are_cleared(tmp_path: Path) -> None:
    mine = [tmp_path / f".assess-a-{middle}.part" for middle in ("abcd_123", "xxxxxxxx")]
    others = [tmp_path / name for name in (".assess-a-b-abcd_123.part", ".assess-a-ABCDEFGH.part", "a.part", "a")]
    for path in (*mine, *others):
        path.touch()
    clear_parts(tmp_path / "a")
    assert names(tmp_path) == sorted(path.name for path in others)
    clear_parts(tmp_path / "nowhere" / "a")


def test_protection(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert protection(path) is None
    assert protection(tmp_path / "new" / "a") is None
    path.touch()
    assert protection(path) is None
    path.chmod(0o444)
    assert protection(path) is not None
    path.chmod(0o644)
    tmp_path.chmod(0o555)
    assert protection(path) is not None
    tmp_path.chmod(0o755)
