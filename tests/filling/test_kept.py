"""What the questionnaire does not ask stays in the file as somebody wrote it, and so do benchmarks that cite a norm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assess import Rulebook, load_submission
from assess.filling.session import Session, open_session
from assess.submission.entry import Entry

TEXT = """\
factory: {name: 测试水泥厂, industry: C3011, region: 浙江省}
period: 2024
facts:
  qualified_output: 30000 t
  tax_paid: 820 万元        # 亩均评价用
  main_revenue: {value: 1.4亿元, note: 审计报告}
  electricity_used: 2300 万度
benchmarks:
  energy_intensity_base: {norm: gb16780_2021.cement, correction: 0}   # 限额 2 级
  energy_intensity_lead:
    norm: gb16780_2021.cement
    correction: -2.5
    source: GB 16780-2021
titles:   # 已获得的称号
  - {level: 市级, granted: 2023-06-30, document: 公布文件的名称和文号}
  - level: province
    granted: 2021-05-20   # 首次
    reviewed: 2024-05-10
  - {name: 绿色供应链管理企业, granted: 2024-01-12}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "factory.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(params=["star-2025", "star-changxing", "star-huzhou"])
def session(file: Path, rulebook: Rulebook, request: pytest.FixtureRequest) -> Iterator[Session]:
    opened = open_session(file, [rulebook.scheme(request.param)], "zh")
    yield opened
    opened.close()


def test_titles_and_facts_of_other_schemes_are_left_as_they_are(
    session: Session, file: Path, rulebook: Rulebook
) -> None:
    assert not session.file_problems
    assert len(session.submission.titles) == 3
    session.answer("period", Entry(value="2025"))
    session.answer("factory.name", Entry(value="新名字"))
    assert len(session.submission.titles) == 3
    session.flush()
    text = file.read_text(encoding="utf-8")
    assert text == TEXT.replace("period: 2024", "period: 2025").replace("测试水泥厂", "新名字")
    found = load_submission(file, rulebook)
    assert [title.level or title.name for title in found.titles] == ["city", "province", "绿色供应链管理企业"]
    assert found.answers["tax_paid"].value == 820.0


def test_wrong_titles_belong_to_no_question(file: Path, rulebook: Rulebook) -> None:
    file.write_text(TEXT.replace("level: 市级", "level: 乡级"), encoding="utf-8")
    with open_session(file, [rulebook.scheme()], "zh") as session:
        assert session.file_problems
        assert not session.problems


def test_norms_cited_count_and_survive_being_said_again(file: Path, rulebook: Rulebook) -> None:
    with open_session(file, [rulebook.scheme("star-2025")], "zh") as session:
        base, lead = "benchmarks.energy_intensity_base", "benchmarks.energy_intensity_lead"
        assert (session.state(base), session.state(lead)) == ("answered", "answered")
        assert session.submission.benchmarks["energy_intensity_base"].value == pytest.approx(0.087)
        for name in (base, lead):
            session.answer(name, session.entry(name))
        assert not session.can_undo
        session.answer(base, session.entry(base).with_(correction=4))
        session.flush()
        assert file.read_text(encoding="utf-8") == TEXT.replace("correction: 0}", "correction: 4}")
        session.answer(base, Entry(value="0.09 tce/t", source="协会"))
        session.undo()
        assert session.entry(base) == Entry(norm="gb16780_2021.cement", correction=4)
