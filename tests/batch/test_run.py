"""A run over a folder: every file once and in order, stopping and going on, and what an earlier run has left."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assess import Rulebook
from assess.batch import earlier
from assess.batch.executors import serial
from assess.batch.run import Plan, Tally, run
from assess.batch.tables import write_tables
from assess.paths import examples_dir
from assess.plainyaml import plain_data
from assess.report import pdf
from assess.submission import load
from tests.batch.conftest import SCHEME, WRONG, PlanFor, fill, hashes, lines, text
from tests.support import codes, failure


class StoppedError(Exception):
    """What a test throws in the place of Ctrl-C."""


def stop_at(count: int) -> Any:
    def progress(tally: Tally) -> None:
        if tally.done == count:
            raise StoppedError

    return progress


def stopped(plan: Plan, count: int) -> None:
    with pytest.raises(StoppedError):
        run(plan, serial, stop_at(count))


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for one in lines(out / "results.jsonl")]


def scored(plan: Plan) -> tuple[Tally, list[str]]:
    """A run, and the names of what was really scored."""
    seen: list[str] = []

    def score(job: Any, work: Any) -> Any:
        for chunk in work:
            seen.extend(item.name for item in chunk if not item.known)
            yield from serial(job, [chunk])

    return run(plan, score), seen


def test_every_file_once_and_in_order(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 20, wrong=(4, 5))
    tally = run(plan_for(folder))
    assert tally == Tally(found=20, done=20, scored=18, reused=0, wrong=2, reports=0)
    files = [row["file"] for row in rows(tmp_path / "out")]
    problems = [json.loads(one)["file"] for one in lines(tmp_path / "out" / "problems.jsonl")]
    assert files == sorted(files)
    assert sorted(files + problems) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    assert set(hashes(tmp_path / "out")) == {"results.jsonl", "problems.jsonl"}


def test_the_machine_and_the_place_change_nothing(
    tmp_path: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", 5, wrong=(2,))
    (folder / "link.yaml").symlink_to("/etc/hostname")
    (folder / "big.yaml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    run(plan_for(folder, "one"))
    shutil.move(folder, tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    run(plan_for(Path("elsewhere"), "two"))
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    assert str(tmp_path) not in (tmp_path / "one" / "problems.jsonl").read_text()


def test_contents_sent_along_give_the_same(tmp_path: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fill(tmp_path / "in", 5, wrong=(2,))
    (folder / "big.yaml").write_bytes(b"#" * (4 * 1024 * 1024 + 1))
    run(plan_for(folder, "one"))
    run(plan_for(folder, "two", send_content=True))
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_a_folder_without_submissions_leaves_older_results_alone(tmp_path: Path, plan_for: PlanFor) -> None:
    run(plan_for(fill(tmp_path / "in", 3)))
    before = hashes(tmp_path / "out")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "read me.txt").touch()
    assert codes(failure(run, plan_for(tmp_path / "empty"))) == ["GF-508"]
    assert hashes(tmp_path / "out") == before


def test_a_folder_with_nothing_but_broken_links_is_told_about_them(tmp_path: Path, plan_for: PlanFor) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.yaml").symlink_to("nowhere")
    assert run(plan_for(tmp_path / "in")) == Tally(wrong=1)


def test_where_results_cannot_be_written(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 1)
    (tmp_path / "file").touch()
    assert codes(failure(run, plan_for(folder, "file"))) == ["GF-401"]
    (tmp_path / "out" / "results.jsonl" / "x").mkdir(parents=True)
    assert codes(failure(run, plan_for(folder))) == ["GF-401"]


# ---------------------------------------------------------------- stopped, and going on


@pytest.mark.parametrize("stops", [(1,), (10,), (3, 12), (19,), (5, 5, 5)])
def test_going_on_ends_as_if_nothing_had_happened(tmp_path: Path, plan_for: PlanFor, stops: tuple[int, ...]) -> None:
    folder = fill(tmp_path / "in", 20, wrong=(0, 7))
    run(plan_for(folder, "whole"))
    stopped(plan_for(folder), stops[0])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"results.jsonl.part", "problems.jsonl.part"}
    for count in stops[1:]:
        stopped(plan_for(folder, resume=True), count)
    tally, seen = scored(plan_for(folder, resume=True))
    assert tally.done == 20
    assert tally.reused == 20 - len(seen)
    assert tally.reused >= max(stops) - 2
    assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")


def test_a_torn_last_line_is_scored_again(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 10)
    run(plan_for(folder, "whole"))
    stopped(plan_for(folder), 5)
    part = tmp_path / "out" / "results.jsonl.part"
    part.write_bytes(part.read_bytes()[:-20])
    assert run(plan_for(folder, resume=True)).reused == 4
    assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")


def test_going_on_over_a_finished_run_takes_both(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 10)
    run(plan_for(folder))
    for number in (0, 3):
        (folder / "镇0" / f"厂-{number:03}.yaml").write_text(text(100 + number), encoding="utf-8")
    stopped(plan_for(folder, resume=True), 2)
    tally, seen = scored(plan_for(folder, resume=True))
    assert (tally.reused, seen) == (10, [])
    run(plan_for(folder, "whole"))
    assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")


def test_only_what_changed_is_scored_again(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 12, wrong=(4, 5))
    run(plan_for(folder))
    (folder / "镇1" / "厂-004.yaml").write_text(text(4), encoding="utf-8")
    (folder / "镇2" / "厂-008.yaml").write_text(text(80), encoding="utf-8")
    (folder / "镇0" / "厂-000.yaml").unlink()
    (folder / "镇0" / "厂-003.yaml").rename(folder / "镇0" / "厂-新.yaml")
    (folder / "镇1" / "厂-001.yaml").write_text(WRONG, encoding="utf-8")
    tally, seen = scored(plan_for(folder, resume=True))
    assert seen == ["镇0/厂-新.yaml", "镇1/厂-001.yaml", "镇1/厂-004.yaml", "镇2/厂-005.yaml", "镇2/厂-008.yaml"]
    assert tally == Tally(found=11, done=11, scored=9, reused=6, wrong=2)
    run(plan_for(folder, "whole"))
    assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")


def test_other_words_need_no_new_scores_and_other_rules_do(
    tmp_path: Path, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill(tmp_path / "in", 4)
    run(plan_for(folder))
    assert run(plan_for(folder, resume=True, lang="en")).reused == 4
    assert run(plan_for(folder, resume=True, schemes=("star-changxing", "gbt36132-2018"))).reused == 0
    assert run(plan_for(folder, resume=True)).reused == 4
    other = plan_for(folder, resume=True)
    assert run(Plan(other.folder, other.out, other.job, "0" * 64, resume=True)).reused == 0
    monkeypatch.setattr(earlier, "__version__", "0.0.0")
    assert run(plan_for(folder, resume=True)).reused == 0


def test_without_resume_everything_is_scored(tmp_path: Path, plan_for: PlanFor) -> None:
    folder = fill(tmp_path / "in", 4)
    stopped(plan_for(folder), 2)
    assert run(plan_for(folder)).reused == 0
    assert run(plan_for(folder, "other", resume=True)).reused == 0


@pytest.mark.parametrize(
    "spoilt", [b"", b"\n\n", b"[]\n", b"{}\n", b'{"rulebook": []}\n', b"\xff\n", b'{"file": 1', b"null\n7\n"]
)
def test_odd_lines_of_an_earlier_run_are_passed_over(tmp_path: Path, plan_for: PlanFor, spoilt: bytes) -> None:
    folder = fill(tmp_path / "in", 2)
    run(plan_for(folder))
    results = tmp_path / "out" / "results.jsonl"
    results.write_bytes(spoilt + results.read_bytes() if spoilt.endswith(b"\n") else results.read_bytes() + spoilt)
    assert run(plan_for(folder, resume=True)).reused == 2
    assert len(rows(tmp_path / "out")) == 2


def test_earlier_results_that_cannot_be_read_are_said(tmp_path: Path, plan_for: PlanFor) -> None:
    (tmp_path / "out" / "results.jsonl").mkdir(parents=True)
    assert codes(failure(run, plan_for(fill(tmp_path / "in", 1), resume=True))) == ["GF-103"]


# ---------------------------------------------------------------- reports


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Reports without the cost of printing: what each was made from."""
    pages: list[str] = []

    def cheap(html: str) -> bytes:
        pages.append(html)
        return b"%PDF " + html.encode()

    monkeypatch.setattr(pdf, "pdf_bytes", cheap)
    return pages


REPORTS = {"reports": True, "day": "2025-01-01"}


def test_one_report_each(tmp_path: Path, plan_for: PlanFor, printed: list[str]) -> None:
    folder = fill(tmp_path / "in", 4, wrong=(1,))
    assert run(plan_for(folder, schemes=("star-changxing", "gbt36132-2018"), **REPORTS)).reports == 6
    names = {path.name for path in (tmp_path / "out" / "reports").iterdir()}
    assert len(names) == 6
    assert "镇0-厂-000-star-changxing-zh.pdf" in names


def test_reports_are_kept_only_while_they_are_made_from_the_same(
    tmp_path: Path, plan_for: PlanFor, printed: list[str]
) -> None:
    folder = fill(tmp_path / "in", 4)

    def made(**more: Any) -> tuple[int, int]:
        tally = run(plan_for(folder, resume=True, **REPORTS | more))
        return tally.reused, tally.reports

    assert made() == (0, 4)
    assert made() == (4, 0)
    assert made(reports=False) == (4, 0)
    assert made() == (4, 0)
    (tmp_path / "out" / "reports" / "镇0-厂-000-star-changxing-zh.pdf").unlink()
    assert made() == (3, 1)
    assert made(lang="en") == (0, 4)
    path = folder / "镇0" / "厂-003.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(text(99), encoding="utf-8")
    assert made(lang="en", reports=False) == (3, 0)
    assert made(lang="en") == (3, 1)
    path.write_text(before, encoding="utf-8")
    assert made(lang="en") == (3, 1)
    assert made(lang="en") == (4, 0)


def test_a_stopped_run_goes_on_with_its_reports(tmp_path: Path, plan_for: PlanFor, printed: list[str]) -> None:
    folder = fill(tmp_path / "in", 9)
    run(plan_for(folder, "whole", **REPORTS))
    del printed[:]
    stopped(plan_for(folder, **REPORTS), 4)
    stopped(plan_for(folder, resume=True, **REPORTS), 6)
    tally = run(plan_for(folder, resume=True, **REPORTS))
    assert (tally.reused, tally.reports, len(printed)) == (6, 3, 9)
    assert hashes(tmp_path / "out") == hashes(tmp_path / "whole")


def test_reports_come_back_one_by_one(tmp_path: Path, plan_for: PlanFor, printed: list[str]) -> None:
    folder = fill(tmp_path / "in", 40)
    sizes: list[int] = []

    def score(job: Any, work: Any) -> Any:
        for chunk in work:
            sizes.append(len(chunk))
            yield from serial(job, [chunk])

    run(plan_for(folder, **REPORTS), score)
    assert (max(sizes), sum(sizes)) == (1, 40)


def test_same_bytes_with_and_without_the_fast_way_in(
    tmp_path: Path, rulebook: Rulebook, plan_for: PlanFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("yaml_rs")
    folder = fill(tmp_path / "in", 6, wrong=(2,))
    for path in examples_dir().glob("*.yaml"):
        shutil.copy(path, folder)
        (folder / f"wrong-{path.name}").write_text(path.read_text(encoding="utf-8") + "x: [\n", encoding="utf-8")
    taken: list[bool] = []

    def seen(found: str) -> Any:
        data = plain_data(found)
        taken.append(data is not None)
        return data

    for out, way in (("fast", seen), ("strict", lambda _: None)):
        monkeypatch.setattr(load, "plain_data", way)
        run(plan_for(folder, out))
        write_tables(tmp_path / out, [rulebook.scheme(SCHEME)], "zh")
    assert any(taken)
    assert not all(taken)
    assert hashes(tmp_path / "fast") == hashes(tmp_path / "strict")
