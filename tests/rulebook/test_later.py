"""What is read at its first use only: nothing is read before, and what is wrong is then said in full."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assess import load_rulebook
from assess.errors import AssessError
from assess.paths import criteria_dir
from assess.rulebook.load import LATER, load_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped criteria."""
    return Path(shutil.copytree(criteria_dir(), tmp_path / "criteria"))


def _spoil(folder: Path) -> None:
    for path in sorted((folder / "norms").glob("*.yaml"))[:2]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("  better: ", "  surplus: 1\n  better: ", 1), encoding="utf-8")


def test_what_is_left_for_later_reads_like_everything_at_once() -> None:
    later, whole = load_rulebook(), load_folders([criteria_dir()])
    for kind in LATER:
        assert dict(getattr(later, kind)) == dict(getattr(whole, kind)) != {}
    assert later.digest == whole.digest
    assert later.position("norms", next(iter(later.norms))) == whole.position("norms", next(iter(whole.norms)))


def test_what_is_left_for_later_is_not_looked_at_before(folder: Path) -> None:
    _spoil(folder)
    rulebook = load_folders([folder], later=True)
    assert rulebook.scheme().criteria
    assert rulebook.ladders
    with pytest.raises(AssessError) as failure:
        len(rulebook.norms)
    assert len(failure.value.problems) == 2


def test_everything_is_looked_at_where_an_overlay_changes_the_rules(folder: Path, tmp_path: Path) -> None:
    _spoil(folder)
    overlay = tmp_path / "overlay"
    (overlay / "schemes" / "star-changxing").mkdir(parents=True)
    (overlay / "schemes" / "star-changxing" / "scheme.yaml").write_text(
        "id: star-changxing\nbad: 1\n", encoding="utf-8"
    )
    with pytest.raises(AssessError) as failure:
        load_folders([folder, overlay])
    assert len(failure.value.problems) == 3


def test_an_overlay_is_read_in_full_at_once(tmp_path: Path) -> None:
    (tmp_path / "norms").mkdir()
    (tmp_path / "norms" / "own.yaml").write_text("- id: own\n", encoding="utf-8")
    (tmp_path / "ladders").mkdir()
    (tmp_path / "ladders" / "own.yaml").write_text("- id: own\n", encoding="utf-8")
    with pytest.raises(AssessError) as failure:
        load_rulebook([tmp_path])
    files = {Path(problem.position.file).parent.name for problem in failure.value.problems if problem.position}
    assert files == {"norms", "ladders"}
