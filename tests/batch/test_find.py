"""Which files of a folder are submissions: links, loops, odd names, what cannot be read, and a fixed order."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess import AssessError
from assess.batch.find import find, shown
from assess.batch.read import read
from assess.errors import Position
from tests.support import codes, failure

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX file systems only")
BYTES_NAMES = sys.platform == "linux"


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x: 1\n", encoding="utf-8")


def names(folder: Path, leave_out: Path | None = None) -> list[str]:
    return [one.name for one in find(folder, leave_out)[0]]


def faults(folder: Path, leave_out: Path | None = None) -> list[tuple[str, str]]:
    return [(one.code, one.position.file if one.position else "") for one in find(folder, leave_out)[1]]


def test_yaml_files_of_all_subfolders_in_a_fixed_order(tmp_path: Path) -> None:
    wanted = ["B.yaml", "a.yaml", "a/z.yml", "b/a/x.YAML", "厂.yaml"]
    put(tmp_path, *reversed(wanted), "a.txt", "yaml", ".hidden.yaml", ".git/x.yaml", "a.yaml.bak")
    assert names(tmp_path) == wanted
    assert faults(tmp_path) == []


def test_accents_written_two_ways_are_two_files_side_by_side(tmp_path: Path) -> None:
    two = {"caf\u00e9.yaml", "cafe\u0301.yaml"}
    put(tmp_path, *two, "cafz.yaml", "cafd.yaml")
    found = names(tmp_path)
    if len(found) == 3:
        pytest.skip("this file system knows only one way to write an accent")
    assert found == ["cafd.yaml", "cafz.yaml", *sorted(two)] or set(found[1:3]) == two


def test_the_folder_of_results_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "out/b.yaml", "outer/c.yaml")
    assert names(tmp_path, tmp_path / "out") == ["a.yaml", "outer/c.yaml"]
    assert names(tmp_path, tmp_path / "x" / ".." / "out") == ["a.yaml", "outer/c.yaml"]
    assert names(tmp_path, tmp_path) == ["a.yaml", "out/b.yaml", "outer/c.yaml"]


@posix
def test_links_are_never_followed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder, "a.yaml", "sub/b.yaml", ".store/c.yaml", "notes.txt", "out/d.yaml")
    put(tmp_path, "secret.yaml", "elsewhere/x.yaml")
    for link, target in {
        "loop": ".",
        "sub/up": "..",
        "same.yaml": "a.yaml",
        "other.yaml": "sub/b.yaml",
        "twice.yaml": "same.yaml",
        "folder.yaml": "sub",
        "leads-out.yaml": "../secret.yaml",
        "leads-out-too.yaml": "leads-out.yaml",
        "folder-out": "../elsewhere",
        "text-out": "../secret.yaml",
        "gone.yaml": "nowhere.yaml",
        "gone": "nowhere",
        "self.yaml": "self.yaml",
        "hidden.yaml": ".store/c.yaml",
        "text.yaml": "notes.txt",
        "result.yaml": "out/d.yaml",
    }.items():
        (folder / link).symlink_to(target)
    assert names(folder, folder / "out") == ["a.yaml", "sub/b.yaml"]
    assert faults(folder, folder / "out") == [
        ("GF-502", "folder-out"),
        ("GF-101", "gone.yaml"),
        ("GF-507", "hidden.yaml"),
        ("GF-502", "leads-out-too.yaml"),
        ("GF-502", "leads-out.yaml"),
        ("GF-507", "result.yaml"),
        ("GF-103", "self.yaml"),
        ("GF-507", "text.yaml"),
    ]


@posix
def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    put(tmp_path / "real", "a.yaml", "sub/b.yaml")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "real" / "again.yaml").symlink_to("a.yaml")
    assert names(tmp_path / "link") == ["a.yaml", "sub/b.yaml"]
    assert faults(tmp_path / "link") == []


@posix
def test_what_is_no_regular_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "pipe")
    put(tmp_path, "folder.yaml/a.yaml")
    assert names(tmp_path) == ["folder.yaml/a.yaml"]
    assert faults(tmp_path) == [("GF-103", "pipe.yaml")]


def test_folders_that_cannot_be_listed_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.yaml", "shut/b.yaml")
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert names(tmp_path) == ["a.yaml"]
    assert faults(tmp_path) == [("GF-103", "shut")]
    assert codes(failure(find, tmp_path / "shut")) == ["GF-103"]


def test_folders_nested_deeper_than_python_recurses(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
        deep.mkdir()
    put(deep, "a.yaml")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        found, problems = find(tmp_path)
    finally:
        sys.setrecursionlimit(before)
    assert (len(found), problems) == (1, [])


def test_what_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml")
    assert codes(failure(find, tmp_path / "none")) == ["GF-101"]
    assert codes(failure(find, tmp_path / "a.yaml")) == ["GF-501"]


# ---------------------------------------------------------------- odd names


@pytest.mark.skipif(not BYTES_NAMES, reason="names of any bytes exist on Linux only")
def test_odd_names_are_shown_on_one_line_and_stay_different(tmp_path: Path) -> None:
    odd = [b"a\nb.yaml", b"\xb3\xa7.yaml", rb"\xb3\xa7.yaml", b"tab\t.yaml", "bidi\u202e.yaml".encode()]
    for name in odd:
        (tmp_path / os.fsdecode(name)).write_text("x: 1\n")
    (tmp_path / os.fsdecode(b"dir\xff")).mkdir()
    (tmp_path / os.fsdecode(b"dir\xff") / "a.yaml").write_text("x: 1\n")
    assert set(names(tmp_path)) == {
        r"a\x0ab.yaml", r"\xb3\xa7.yaml", r"\x5cxb3\x5cxa7.yaml", r"tab\x09.yaml", r"bidi\u202e.yaml", r"dir\xff/a.yaml",
    }  # fmt: skip
    assert all(read(tmp_path, one.path, one.name) == b"x: 1\n" for one in find(tmp_path)[0])


@given(
    st.lists(st.text(st.characters() | st.sampled_from("\\xu0a1b\n\x85\udcb3\udc0a\ud800"), max_size=12), unique=True)
)
def test_shown_names_are_plain_and_different(found: list[str]) -> None:
    told = [shown(name) for name in found]
    assert len(set(told)) == len(found)
    for name, one in zip(found, told, strict=True):
        assert one.encode().decode().splitlines() in ([one], [])
        if name.isprintable() and "\\" not in name:
            assert one == name


# ---------------------------------------------------------------- between finding and reading


def reading(folder: Path, name: str = "sub/a.yaml") -> list[str]:
    try:
        read(folder, folder / name, name)
    except AssessError as error:
        return [one.code if one.position == Position(name) else str(one.position) for one in error.problems]
    return []


@posix
@pytest.mark.parametrize("step_by_step", [True, False], ids=["step by step", "path checked"])
def test_nothing_that_took_the_file_s_place_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step_by_step: bool
) -> None:
    if not step_by_step:  # as on Windows
        monkeypatch.setattr("assess.batch.read._BY_FOLDER", step_by_step)
    folder, secret = tmp_path / "in", tmp_path / "secret"
    put(folder, "sub/a.yaml")
    put(secret, "a.yaml")
    assert reading(folder) == []
    path = folder / "sub" / "a.yaml"
    path.unlink()
    assert reading(folder) == ["GF-101"]
    path.symlink_to(secret / "a.yaml")
    assert reading(folder) == ["GF-502"]
    path.unlink()
    if step_by_step:
        os.mkfifo(path)
        assert reading(folder) == ["GF-103"]
        path.unlink()
    path.mkdir()
    assert reading(folder) == ["GF-103"]
    path.rmdir()
    path.parent.rmdir()
    path.parent.symlink_to(secret)
    assert reading(folder) == ["GF-103" if step_by_step else "GF-502"]


def test_files_beyond_the_limit_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    assert reading(tmp_path, "big.yaml") == ["GF-104"]
