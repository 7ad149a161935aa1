"""What a worker makes of one submission: a row, or its problems; nothing in a file breaks the others."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess import AssessError, Rulebook, evaluate
from assess.batch import work
from assess.batch.row import row_of
from assess.batch.work import MOST_PROBLEMS, Item, Job, Outcome, line, score_chunk
from assess.errors import one
from assess.report import pdf
from assess.submission.load import read_submission
from tests.batch.conftest import SCHEME, WRONG, text
from tests.support import codes, failure

JOB = Job((), (SCHEME,), "zh")
PRINTING = Job((), (SCHEME,), "zh", reports=True, day="2025-01-01")


def item(content: str | bytes, name: str = "镇/厂.yaml") -> Item:
    return Item(name, "", content.encode() if isinstance(content, str) else content, "厂")


def score(*contents: str | bytes, job: Job = JOB) -> list[Outcome]:
    return score_chunk(job, [item(content, f"{number}.yaml") for number, content in enumerate(contents)])


def problems(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(one) for one in outcome.problems]


def test_a_row_says_what_the_assessment_says(rulebook: Rulebook) -> None:
    (outcome,) = score(text())
    submission, _ = read_submission(text(), "0.yaml", rulebook)
    assert submission is not None
    assessment = evaluate(rulebook.scheme(SCHEME), submission)
    row = json.loads(outcome.rows[0])
    assert row == json.loads(line(row_of(assessment, "0.yaml")))
    assert (row["file"], row["name"], row["period"], row["digest"]) == ("0.yaml", "工厂 1", 2024, submission.digest)
    assert outcome.problems == ()
    assert [one["id"] for one in row["criteria"]] == [one.id for one in assessment.criteria if one.status != "met"]
    assert sum(group["low"] for group in row["groups"]) == pytest.approx(row["low"], abs=0.05)


def test_a_row_for_every_scheme() -> None:
    (outcome,) = score(text(), job=Job((), (SCHEME, "gbt36132-2018"), "zh"))
    rows = [json.loads(one) for one in outcome.rows]
    assert [row["scheme"] for row in rows] == [SCHEME, "gbt36132-2018"]
    assert (rows[1]["secured"], rows[1]["below_lowest"], rows[1]["missing"]) == (None, False, [])


@pytest.mark.parametrize(("lang", "what"), [("zh", "没有“electricity_use”这一项填报数据。"), ("en", "electricity_use")])
def test_mistakes_become_rows_with_place_and_remedy(lang: Any, what: str) -> None:
    (found,) = problems(score(WRONG, job=Job((), (SCHEME,), lang))[0])
    assert (found["file"], found["line"], found["column"], found["code"]) == ("0.yaml", 4, 3, "GF-301")
    assert what in found["what"]
    assert "electricity_used" in found["mend"]


def test_problems_stand_in_the_order_of_lines_and_are_counted_past_fifty() -> None:
    many = "factory: {name: 厂}\nperiod: 2024\nfacts:\n" + "".join(f"  zz{n}: 1\n" for n in range(80))
    found = problems(score(many)[0])
    assert len(found) == MOST_PROBLEMS + 1
    assert [one["line"] for one in found[:-1]] == sorted(one["line"] for one in found[:-1])
    assert found[-1]["code"] == "GF-503"
    assert "30" in found[-1]["what"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "GF-112"),
        (b"- a\n", "GF-113"),
        ("factory: {name: 长兴}".encode("gbk"), "GF-105"),
        (b"\xff\xfe\x00", "GF-106"),
        (b"a: &x 1", "GF-111"),
        (b"[" * 5000, "GF-108"),
    ],
)
def test_what_is_no_submission(content: bytes, code: str) -> None:
    good, bad = score(text(), content)
    assert len(good.rows) == 1
    assert (bad.rows, problems(bad)[0]["code"], problems(bad)[0]["file"]) == ((), code, "1.yaml")


def test_rules_that_lie_in_the_folder_are_no_submission() -> None:
    path = Path(__file__).parents[2] / "criteria" / "schemes" / "star-changxing" / "scheme.yaml"
    (outcome,) = score(path.read_bytes())
    assert outcome.rows == ()
    assert {"GF-202", "GF-203"} & {one["code"] for one in problems(outcome)}


@settings(max_examples=60)
@given(st.lists(st.binary(max_size=60) | st.text(max_size=60), max_size=4))
def test_whatever_a_file_holds_there_is_one_outcome_each_in_order(contents: list[bytes | str]) -> None:
    encoded = [one if isinstance(one, bytes) else one.encode(errors="surrogatepass") for one in contents]
    outcomes = score(*encoded, text())
    assert [one.name for one in outcomes] == [f"{number}.yaml" for number in range(len(contents) + 1)]
    assert all(bool(one.rows) != bool(one.problems) for one in outcomes)
    assert outcomes[-1].rows
    assert all(json.loads(row) for one in outcomes for row in (*one.rows, *one.problems))


@pytest.mark.parametrize("error", [ValueError("odd\nsecond line"), RecursionError(), MemoryError(), KeyError("{x}")])
def test_our_own_fault_on_one_file_spares_the_others(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    real = work.evaluate

    def faulty(scheme: Any, submission: Any, **more: Any) -> Any:
        if submission.factory.name == "工厂 13":
            raise error
        return real(scheme, submission)

    monkeypatch.setattr(work, "evaluate", faulty)
    first, bad, last = score(text(1), text(13), text(2))
    assert (len(first.rows), len(bad.rows), len(last.rows)) == (1, 0, 1)
    (found,) = problems(bad)
    assert found["code"] == "GF-509"
    assert type(error).__name__ in found["what"]
    assert "second line" not in found["what"]


# ---------------------------------------------------------------- reports


def test_a_report_that_cannot_be_made_leaves_the_score(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(html: str) -> bytes:
        if "工厂 2" in html:
            raise RuntimeError("layout")
        return b"%PDF"

    monkeypatch.setattr(pdf, "pdf_bytes", faulty)
    first, bad = score(text(1), text(2), job=PRINTING)
    assert first.reports == ((f"厂-{SCHEME}-zh.pdf", b"%PDF"),)
    assert (len(bad.rows), bad.reports, [one["code"] for one in problems(bad)]) == (1, (), ["GF-551"])


def test_without_the_libraries_for_pdfs_the_run_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(html: str) -> bytes:
        raise one("GF-403", library="libpango")

    monkeypatch.setattr(pdf, "pdf_bytes", missing)
    assert codes(failure(lambda: score(text(), job=PRINTING))) == ["GF-403"]


# ---------------------------------------------------------------- other machines


def test_a_worker_with_other_rules_or_another_program_refuses(rulebook: Rulebook) -> None:
    right = Job((), (SCHEME,), "zh", digest=rulebook.digest)
    assert score(text(), job=right)[0].rows
    for other in (Job((), (SCHEME,), "zh", digest="0" * 64), Job((), (SCHEME,), "zh", version="0.0.0")):
        assert codes(failure(lambda job=other: score(text(), job=job))) == ["GF-554"]


def test_errors_travel_between_processes_with_their_problems() -> None:
    error = one("GF-554", None, version="1", digest="2")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert isinstance(back, AssessError)
    assert back.problems == error.problems
    assert str(back) == str(error)


def test_lines_are_utf8_whatever_they_say() -> None:
    assert line({"what": "坏\ud800名"}).encode() == '{"what":"坏?名"}'.encode()
