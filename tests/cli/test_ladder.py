"""`assess ladder`: what it prints and what it never claims, JSON, calendars read back by a library, hostile titles."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from rich.cells import cell_len

from assess import Rulebook, load_submission
from assess.cli.ladder_text import show
from assess.language import Lang
from assess.planning.ladder import stand
from tests.cli.conftest import Run

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
TITLES = "titles:\n  - {level: 市级, granted: 2023-05-10, document: 佛工信〔2023〕1号}\n  - {level: 培育, granted: 2024-03-01}\n"
FACTORY = "factory: {name: 测试工厂, region: 广东省佛山市}\nperiod: 2024\nfacts: {}\n"
ON = ("--on", "2026-11-22")


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    path = tmp_path / "plant.yaml"
    path.write_text(FACTORY + TITLES, encoding="utf-8")
    return path


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_where_it_stands_what_is_next_and_the_dates(run: Run, plant: Path) -> None:
    result = run("ladder", plant, *ON)
    assert (result.code, result.err) == (0, "")
    text = flat(result.out)
    for part in (
        "测试工厂2026-11-22", "广东省绿色工厂梯度(guangdong)", "按所在地：广东省佛山市", "下一级：省级绿色工厂",
        "填报所载2023-05-10获得", "有效期到2027-03-01", "2027-03-01省级培育对象（培育库）：有效期届满",
        "未公布评价得分的要求", "自行核对", "评价方案：没有收录", "本工具不核实、不认定",
    ):  # fmt: skip
        assert part in text, part


def test_in_english(run: Run, plant: Path) -> None:
    text = " ".join(run("ladder", plant, *ON, "--lang", "en").out.split())
    for part in ("stated as granted on 2023-05-10", "holds until 2027-03-01", "not published", "check by hand",
                 "neither verifies nor confirms"):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_never_says_that_a_factory_is_certified(
    rulebook: Rulebook, plant: Path, lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    submission = load_submission(plant, rulebook)
    for ladder in rulebook.ladders:
        show(stand(rulebook, submission, date(2026, 11, 22), ladder), rulebook, lang)
        text = capsys.readouterr().out
        assert not re.search(
            r"已认证|获得认证|is certified|is a (national|provincial) green factory", text, re.IGNORECASE
        )
        assert ("以填报文件所载为准" if lang == "zh" else "as stated in the submission") in " ".join(text.split())


def test_the_fall_back_is_said(run: Run, plant: Path) -> None:
    plant.write_text(FACTORY.replace("广东省佛山市", "江苏省无锡市"), encoding="utf-8")
    assert "“江苏省无锡市”没有单独收录的梯度，按全国梯度列出" in flat(run("ladder", plant, *ON).out)
    plant.write_text(FACTORY.replace(", region: 广东省佛山市", ""), encoding="utf-8")
    assert "没有填写所在地" in flat(run("ladder", plant, *ON).out)


def test_a_nomination_and_what_cannot_be_evaluated(run: Run, plant: Path) -> None:
    facts = """{lawfully_established: 是, lawful_operation: 是, major_accident_3y: 否, local_legal_person: 是, per_mu_class: b,
      green_management_body: 是, green_long_term_plan: 是, green_annual_targets: 是, green_training_regular: 是,
      management_rules_four: 是, ningbo_score: 86}"""
    titles = "titles: [{level: 县级, granted: 2024-01-01}]\n"
    text = FACTORY.replace("广东省佛山市", "浙江省宁波市").replace("{}", facts) + titles
    plant.write_text(text, encoding="utf-8")
    shown = flat(run("ladder", plant, *ON).out)
    assert "下一级：市级绿色工厂（四星级）" in shown
    assert "满足4★的推荐条件，可以被推荐；是否授予由主管部门决定。" in shown
    assert "5★无法判定：五星级的评分要求" in shown
    data = run("ladder", plant, *ON, "--format", "json").data
    city = next(level for level in data["levels"] if level["id"] == "city")
    assert city["scheme"]["secured"] == 3
    assert city["scheme"]["nomination"] == 4
    assert city["titles"] == []
    scored = flat(run("score", plant, "--scheme", "star-ningbo").out)
    assert "满足4★的推荐条件" in scored
    assert "★★★☆☆3★三星级" in scored


def test_huzhou_prints_no_star(run: Run, plant: Path) -> None:
    text = run("score", plant, "--scheme", "star-huzhou").out
    assert "无法判定" in text
    assert "★☆" not in text
    assert "★★" not in text


# ---------------------------------------------------------------- JSON


def test_json_holds_everything_with_its_basis(run: Run, plant: Path) -> None:
    data = run("ladder", plant, *ON, "--format", "json").data
    assert (data["ladder"]["id"], data["ladder"]["chosen"]) == ("guangdong", "region")
    assert (data["here"], data["next"], data["on"]) == ("city", "province", "2026-11-22")
    assert [level["id"] for level in data["levels"]] == ["cultivation", "city", "province", "nation"]
    cultivation, city, province, nation = data["levels"]
    assert cultivation["titles"][0]["until"] == "2027-03-01"
    assert city["titles"][0]["document"] == "佛工信〔2023〕1号"
    assert city["term"] is None
    assert {need["id"]: need["state"] for need in province["needs"]}["score"] == "not_published"
    assert nation["term"] == {
        "kind": "review", "years": None, "text": nation["term"]["text"], "document": "工信部节〔2024〕13号",
        "clause": None, "basis": "unknown",
    }  # fmt: skip
    assert nation["scheme"]["id"] == "gbt36132-2025"
    assert [(one["day"], one["kind"], one["basis"]) for one in data["dates"]] == [
        ("2027-03-01", "expiry", "secondary"),
        ("2027-06-30", "deadline", "published"),
    ]
    assert len(data["rulebook"]["digest"]) == 64


# ---------------------------------------------------------------- the day


def test_the_day_is_today_unless_said(run: Run, plant: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2030, 1, 2, tzinfo=UTC).timestamp())))
    assert run("ladder", plant, "--format", "json").data["on"] == "2030-01-02"


@pytest.mark.parametrize(("typed", "code"), [("2026-02-29", "GF-308"), ("tomorrow", "GF-308"), ("2026年2月28日", None)])
def test_days_as_people_write_them(run: Run, plant: Path, typed: str, code: str | None) -> None:
    result = run("ladder", plant, "--on", typed)
    assert (result.code, code in result.err if code else result.err) == ((2, True) if code else (0, ""))


def test_a_ladder_that_does_not_exist(run: Run, plant: Path) -> None:
    result = run("ladder", plant, "--ladder", "guangdon")
    assert result.code == 2
    assert "GF-241" in result.err


# ---------------------------------------------------------------- calendars


def unfolded(raw: bytes) -> str:
    return raw.replace(b"\r\n ", b"").decode()


def test_the_calendar_reads_back(run: Run, plant: Path, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    result = run("ladder", plant, *ON, "--ics", path)
    assert result.code == 0
    assert str(path) in result.err
    calendar: Any = Calendar.from_ical(path.read_bytes())
    event, deadline = calendar.walk("VEVENT")
    assert deadline.decoded("dtstart") == date(2027, 6, 30)
    assert event.decoded("dtstart") == date(2027, 3, 1)
    assert event.decoded("dtstamp") == datetime(2026, 11, 22, tzinfo=UTC)
    assert str(event["summary"]) == "测试工厂：省级培育对象（培育库）：有效期届满"
    assert "本工具不核实、不认定" in str(event["description"])
    assert calendar["version"] == "2.0"
    assert not calendar.errors
    assert not event.errors


def test_lines_are_folded_and_end_as_the_standard_asks(run: Run, plant: Path, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    run("ladder", plant, *ON, "--ics", path)
    raw = path.read_bytes()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_same_input_gives_the_same_bytes_and_events_keep_their_id(run: Run, plant: Path, tmp_path: Path) -> None:
    first, again, later = (tmp_path / name for name in ("a.ics", "b.ics", "c.ics"))
    run("ladder", plant, *ON, "--ics", first)
    run("ladder", plant, *ON, "--ics", again)
    run("ladder", plant, "--on", "2027-01-05", "--ics", later)
    assert first.read_bytes() == again.read_bytes()
    ids = [re.findall(r"^UID:(.+)\r$", unfolded(path.read_bytes()), re.MULTILINE) for path in (first, later)]
    assert ids[0] == ids[1]


def test_another_factory_has_other_ids(run: Run, plant: Path, tmp_path: Path) -> None:
    run("ladder", plant, *ON, "--ics", tmp_path / "a.ics")
    plant.write_text((FACTORY + TITLES).replace("测试工厂", "另一家工厂"), encoding="utf-8")
    run("ladder", plant, *ON, "--ics", tmp_path / "b.ics")
    raws = [unfolded((tmp_path / name).read_bytes()) for name in ("a.ics", "b.ics")]
    ids = [set(re.findall(r"^UID:(.+)\r$", raw, re.MULTILINE)) for raw in raws]
    assert len(ids[0]) == len(ids[1]) == 2
    assert not ids[0] & ids[1]


def test_no_date_no_calendar(run: Run, plant: Path, tmp_path: Path) -> None:
    plant.write_text(FACTORY.replace("广东省佛山市", "江苏省"), encoding="utf-8")
    result = run("ladder", plant, *ON, "--ics", tmp_path / "a.ics")
    assert result.code == 0
    assert "没有可写的日期" in result.err
    assert not (tmp_path / "a.ics").exists()


def test_the_calendar_never_replaces_the_submission(run: Run, plant: Path) -> None:
    result = run("ladder", plant, *ON, "--ics", plant)
    assert result.code == 2
    assert "GF-405" in result.err
    assert plant.read_text(encoding="utf-8") == FACTORY + TITLES


HOSTILE = [
    "a;b,c\\d: END:VEVENT",
    "[red]甲[/red] :smile: [link=x]乙",
    "line one\nBEGIN:VEVENT\nSUMMARY:forged",
    "\r\nDTSTART:20200101",
    "长" * 400,
    "🏭" * 80,
    "\u202eevil\u202c",
    "tab\there",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_stay_text(run: Run, plant: Path, tmp_path: Path, name: str) -> None:
    data = {
        "factory": {"name": name, "region": "广东省"}, "period": 2024, "facts": {},
        "titles": [{"level": "cultivation", "name": name, "granted": "2024-03-01", "document": name}],
    }  # fmt: skip
    plant.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    path = tmp_path / "dates.ics"
    result = run("ladder", plant, *ON, "--ics", path)
    assert result.code == 0
    assert flat(name) in flat(result.out)
    calendar: Any = Calendar.from_ical(path.read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert "\n" not in str(event["summary"])
    assert event.decoded("dtstart") == date(2027, 3, 1)
    assert flat(name) in flat(str(event["summary"]))
    assert all(len(line) <= 75 for line in path.read_bytes().split(b"\r\n"))
    assert run("ladder", plant, *ON, "--format", "json").data["levels"][0]["titles"][0]["name"] == name.strip()


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_no_line_is_wider_than_the_terminal(
    rulebook: Rulebook, plant: Path, width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    standing = stand(rulebook, load_submission(plant, rulebook), date(2026, 11, 22), "changxing")
    for lang in LANGUAGES:
        show(standing, rulebook, lang)
        for line in capsys.readouterr().out.splitlines():
            assert cell_len(line) <= int(width), line


ZHEJIANG = (
    "factory: {name: 测试工厂, region: 浙江省湖州市德清县}\nperiod: 2024\nfacts: {obsolete_equipment_removed: 否}\n"
)


def test_conditions_of_a_scheme_without_stars_are_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text(ZHEJIANG + "titles: [{level: 市级, granted: 2023-05-10}]\n", encoding="utf-8")
    text = run("ladder", path, *ON).out
    assert "基本要求 1 项通过、1 项未通过、1 项未知" in text
    assert re.search(r"✗\s+ZJ-3\s+无落后产能\n\?\s+ZJ-2\s+指标处于行业前列\n", text)
    assert "ZJ-1" not in text


def test_a_scheme_without_gates_says_nothing_of_gates(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "plant.yaml"
    path.write_text(ZHEJIANG, encoding="utf-8")
    text = run("ladder", path, *ON).out
    assert "star-huzhou" in text
    assert "1★ · 未公布\n" in text
    assert "基本要求" not in text
