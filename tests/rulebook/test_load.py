"""Loading: one rulebook from many files, its digest, overlays laid over it, and schemes that extend others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess import AssessError, Rulebook, evaluate, lint, load_rulebook
from assess.rulebook.load import load_folders
from assess.submission.quantity import fold
from tests.support import MINI, assessment, codes, failure, stars, submission, where

SOURCE = {"document": "长经信〔2026〕1号", "clause": "第三条", "basis": "published"}
PASSED = {"lawful": "是", "promises_made": "否", "duty_done": "是", "per_mu_class": "a"}

Overlay = Callable[[dict[str, Any]], Path]


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Writes a folder with these files (JSON is YAML)."""

    def write(files: dict[str, Any]) -> Path:
        folder = tmp_path / "overlay"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return folder

    return write


# ---------------------------------------------------------------- what a rulebook is


def test_a_rulebook_holds_everything_by_id(mini: Rulebook) -> None:
    assert mini.default_scheme == "mini"
    assert mini.scheme().id == "mini"
    assert mini.facts["staff"].unit == "人"
    assert mini.industries["33"].section == "C"
    assert set(mini.schemes) == {"edge", "mini", "mini-exclude", "mini-full", "mini-principle", "mini-zero"}
    assert len(mini.digest) == 64
    assert mini.version


def test_everything_is_frozen(mini: Rulebook) -> None:
    with pytest.raises(TypeError):
        mini.facts["staff"] = mini.facts["roof"]  # type: ignore[index]
    with pytest.raises(ValueError, match="frozen"):
        mini.facts["staff"].id = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        mini.version = "0"  # type: ignore[misc]


def test_an_unknown_scheme_names_those_there_are(mini: Rulebook) -> None:
    (problem,) = failure(mini.scheme, "mimi")
    assert problem.code == "GF-220"
    assert "mini-full" in problem.text("zh")


def test_facts_of_a_scheme_stand_in_the_order_of_the_questionnaire(mini: Rulebook) -> None:
    scheme = mini.scheme("mini")
    topics = [mini.facts[name].topic for name in scheme.facts]
    assert topics == sorted(topics, key=list(mini.topics).index)
    assert len(set(scheme.facts)) == len(scheme.facts)
    assert {"permit_until", "permit_held", "per_mu_class", "energy_carriers"} <= set(scheme.facts)
    assert "forced_total" not in scheme.facts


def test_points_of_equal_shares(mini: Rulebook) -> None:
    points = {item.model.id: (item.raw, item.points) for item in mini.scheme("mini").criteria}
    assert points["H-1"] == (40.0, pytest.approx(16.0))
    assert points["H-3"] == points["H-6"] == (10.0, pytest.approx(4.0))
    assert sum(weighted for _, weighted in points.values()) == pytest.approx(100.0)


def test_shipped_options_can_be_told_apart(rulebook: Rulebook) -> None:
    """Ids and titles as people may write them: none means two options."""
    for fact in rulebook.facts.values():
        for options in (fact.options, *(column.options for column in fact.columns)):
            names = [
                (fold(name), option.id) for option in options for name in (option.id, option.title.zh, option.title.en)
            ]
            assert len({name for name, _ in names}) == len(set(names)), fact.id


def test_the_shipped_schemes_make_a_hundred_points(rulebook: Rulebook) -> None:
    for name in rulebook.schemes:
        scheme = rulebook.scheme(name)
        assert sum(item.points for item in scheme.criteria) == pytest.approx(scheme.model.maximum)
        assert {group for group, _ in scheme.groups} >= {item.group for item in scheme.criteria}


# ---------------------------------------------------------------- the digest


def test_the_digest_does_not_depend_on_file_names(mini: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(MINI, folder)
    for old, new in (
        ("facts/a-law.yaml", "facts/z.yaml"),
        ("facts/c-work.yaml", "facts/0.yml"),
        ("schemes/mini/criteria-house.yaml", "schemes/mini/criteria-z.yaml"),
        ("schemes/mini/gates.yaml", "schemes/mini/gates-1.yaml"),
        ("schemes/mini", "schemes/zz"),
    ):
        (folder / old).rename(folder / new)
    moved = load_folders([folder])
    assert moved.digest == mini.digest
    assert [item.model.id for item in moved.scheme("mini").criteria] != [
        item.model.id for item in mini.scheme().criteria
    ]
    facts = {
        "plan_in_place": "是",
        "electricity_used": "10 MWh",
        "solar_used": "2 MWh",
        "grade": {"not_applicable": "无"},
    }
    before, after = assessment(mini, facts), assessment(moved, facts)
    assert after.total == before.total
    assert {one.id: one.points for one in after.criteria} == {one.id: one.points for one in before.criteria}


def test_the_digest_does_not_depend_on_key_order_or_spelling(mini: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(MINI, folder)
    path = folder / "factors/all.yaml"
    entries = [dict(reversed(list(entry.items()))) for entry in mini.raw.entries["factors"].values()]
    path.write_text(json.dumps(list(reversed(entries)), ensure_ascii=True, indent=3), encoding="utf-8")
    assert load_folders([folder]).digest == mini.digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("schemes/mini/scheme.yaml", "total: 80", "total: 81"),
        ("factors/all.yaml", "0.1229", "0.1230"),
        ("facts/b-house.yaml", "zh: 职工人数", "zh: 人数"),
        ("indicators/all.yaml", "solar_used / electricity_used", "solar_used  / electricity_used"),
        ("units.yaml", "aliases: [平方米]", "aliases: [平米]"),
    ],
)
def test_any_change_changes_the_digest(mini: Rulebook, tmp_path: Path, file: str, old: str, new: str) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(MINI, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert load_folders([folder]).digest != mini.digest


def test_comments_do_not_change_the_digest(mini: Rulebook, tmp_path: Path) -> None:
    folder = tmp_path / "criteria"
    shutil.copytree(MINI, folder)
    for path in folder.rglob("*.yaml"):
        path.write_text("# another comment\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load_folders([folder]).digest == mini.digest


# ---------------------------------------------------------------- overlays


def test_a_cut_off_with_its_source_changes_the_star(mini: Rulebook, overlay: Overlay) -> None:
    change = {"id": "edge", "tiers": [{"stars": 4, "total": 78, "source": SOURCE}]}
    changed = load_folders([MINI, overlay({"schemes/edge/scheme.yaml": change})])
    facts = {**PASSED, "forced_total": 79}
    assert stars(assessment(mini, facts, scheme="edge").tier.secured) == 3
    assert stars(assessment(changed, facts, scheme="edge").tier.secured) == 4
    four = next(tier for tier in changed.scheme("edge").model.tiers if tier.stars == 4)
    assert (four.source.document, four.label.zh) == ("长经信〔2026〕1号", "示范类")
    assert changed.digest != mini.digest
    others = [tier for tier in changed.scheme("edge").model.tiers if tier.stars != 4]
    assert others == [tier for tier in mini.scheme("edge").model.tiers if tier.stars != 4]


def test_the_same_on_the_shipped_rulebook(rulebook: Rulebook, overlay: Overlay) -> None:
    change = {"id": "star-changxing", "tiers": [{"stars": 4, "total": 85, "source": SOURCE}]}
    changed = load_rulebook([overlay({"schemes/star-changxing/scheme.yaml": change})])
    assert [tier.total for tier in changed.scheme().model.tiers] == [60, 70, 85, 90]
    assert [tier.total for tier in rulebook.scheme().model.tiers] == [60, 70, 80, 90]
    assert changed.scheme("gbt36132-2018").model == rulebook.scheme("gbt36132-2018").model


def test_the_notice_follows_the_sources_of_the_cut_offs(mini: Rulebook, overlay: Overlay) -> None:
    before = mini.scheme("mini").notice
    assert before is not None
    assert before.zh == "参考星级：分数线为本工具自定。"
    one = {"id": "mini", "tiers": [{"stars": 4, "total": 78, "source": SOURCE}]}
    still = load_folders([MINI, overlay({"schemes/mini/scheme.yaml": one})]).scheme("mini").notice
    assert still == before  # three cut-offs are still this tool's own, and there is no `mixed`
    mixed = {"zh": "部分依据{document}，其余自定。", "en": "Some by {document}."}
    with_mixed = {**one, "notice": {"adopted": {"zh": "自定", "en": "own"}, "sourced": mixed, "mixed": mixed}}
    some = load_folders([MINI, overlay({"schemes/mini/scheme.yaml": with_mixed})]).scheme("mini").notice
    assert some is not None
    assert some.zh == "部分依据长经信〔2026〕1号，其余自定。"
    every = {"id": "mini", "tiers": [{"stars": n, "source": SOURCE} for n in (2, 3, 4, 5)]}
    after = load_folders([MINI, overlay({"schemes/mini/scheme.yaml": every})]).scheme("mini").notice
    assert after is not None
    assert after.zh == "参考星级：分数线依据长经信〔2026〕1号。"


@pytest.mark.parametrize(
    "files",
    [
        {"schemes/mini/scheme.yaml": {"id": "mini", "tiers": [{"stars": 4, "total": 78}]}},
        {"schemes/mini/scheme.yaml": {"id": "mini", "dimensions": [{"id": "house", "weight": 50}]}},
        {"schemes/mini-full/scheme.yaml": {"id": "mini-full", "tiers": [{"stars": 4, "total": 78}]}},
        {"schemes/mini-full/scheme.yaml": {"id": "mini-full", "dimensions": [{"id": "house", "weight": 50}]}},
        {"factors/x.yaml": [{"id": "coal_equivalent.diesel", "value": 1.5}]},
        {"factors/x.yaml": [{"id": "coal_equivalent.heat", "range": [0.03, 0.04]}]},
        {"factors/x.yaml": [{"id": "grid_co2.cn.average", "by_year": [{"year": 2024, "value": 0.5, "document": "x"}]}]},
        {"benchmarks/x.yaml": [{"id": "sales_per_land_lead", "rows": []}]},
        {
            "schemes/mini/scheme.yaml": {"id": "mini"},
            "schemes/mini/criteria.yaml": [{"id": "W-1", "score": {"met": True, "basis": "adopted"}}],
        },
        {
            "schemes/mini-full/scheme.yaml": {"id": "mini-full"},
            "schemes/mini-full/criteria.yaml": [{"id": "W-1", "score": {"met": True, "basis": "adopted"}}],
        },
    ],
    ids=[
        "cut-off",
        "weight",
        "inherited cut-off",
        "inherited weight",
        "value",
        "range",
        "by_year",
        "rows",
        "score",
        "inherited score",
    ],
)
def test_a_changed_number_needs_its_own_source(overlay: Overlay, files: dict[str, Any]) -> None:
    (problem,) = failure(load_folders, [MINI, overlay(files)])
    assert problem.code == "GF-227"
    assert problem.position is not None
    assert "overlay" in problem.position.file
    assert where(problem) > (0, 0)


def test_the_same_number_again_needs_no_source(mini: Rulebook, overlay: Overlay) -> None:
    files = {"factors/x.yaml": [{"id": "coal_equivalent.diesel", "value": 1.4571, "edition": "2020"}]}
    assert load_folders([MINI, overlay(files)]).factors["coal_equivalent.diesel"].edition == "2020"


def test_a_new_benchmark_row(mini: Rulebook, overlay: Overlay) -> None:
    rows = [{"industries": ["33"], "value": 0.5, "edition": "2026", "source": SOURCE}]
    changed = load_folders(
        [MINI, overlay({"benchmarks/x.yaml": [{"id": "water_base", "rows": rows, "source": SOURCE}]})]
    )
    facts = {"wastewater": "1 m3", "qualified_output": "1 t"}
    found = assessment(changed, facts, industry="C33")
    use = next(one for one in found.benchmarks if one.id == "water_base")
    assert (use.value, use.origin, use.document) == (0.5, "rulebook", "长经信〔2026〕1号")
    assert mini.benchmarks["water_base"].rows == ()


def test_new_facts_criteria_and_schemes(mini: Rulebook, overlay: Overlay) -> None:
    fact = {"id": "bees_kept", "topic": "house", "ask": {"zh": "养蜂？", "en": "Bees?"}, "kind": "yes_no"}
    scheme = {"id": "county", "extends": "mini", "title": {"zh": "县方案", "en": "County"}, "settings": {"decimals": 1}}
    template = json.loads(json.dumps(mini.raw.schemes["mini"]["criteria"][0], ensure_ascii=False))
    files = {
        "facts/x.yaml": [fact],
        "schemes/county/scheme.yaml": scheme,
        "schemes/county/criteria.yaml": [{**template, "id": "H-7", "mandatory": False, "score": {"met": "bees_kept"}, "points": {"raw": "equal", "basis": "adopted"}}],
    }  # fmt: skip
    changed = load_folders([MINI, overlay(files)])
    county = changed.scheme("county")
    assert [item.model.id for item in county.criteria][-1] == "H-7"
    assert {item.model.id: item.raw for item in county.criteria}["H-3"] == 8.0
    assert county.model.settings.decimals == 1
    assert county.model.settings.not_applicable == "within_group"
    assert county.facts.index("bees_kept") > county.facts.index("plan_in_place")
    assert changed.default_scheme == "mini"
    assert "H-7" not in [item.model.id for item in changed.scheme("mini").criteria]


def test_a_replaced_score_leaves_nothing_of_the_old_one(overlay: Overlay) -> None:
    score = {"steps": {"of": "solar_share", "at": [{"from": 50, "share": 1}]}, "basis": "adopted"}
    files = {
        "schemes/mini/scheme.yaml": {"id": "mini"},
        "schemes/mini/criteria.yaml": [{"id": "W-1", "score": score, "source": SOURCE}],
    }
    changed = load_folders([MINI, overlay(files)])
    for name in ("mini", "mini-full"):
        criterion = next(item.model for item in changed.scheme(name).criteria if item.model.id == "W-1")
        assert criterion.score.steps is not None
        assert [step.from_ for step in criterion.score.steps.at] == [50]
        assert criterion.title.zh == "光伏占比"
    order = [item.model.id for item in changed.scheme("mini").criteria]
    assert order.index("W-1") == 6


def test_later_overlays_win(overlay: Overlay, tmp_path: Path) -> None:
    first = overlay({"factors/x.yaml": [{"id": "coal_equivalent.diesel", "value": 1.5, "source": SOURCE}]})
    second = tmp_path / "second"
    shutil.copytree(first, second)
    (second / "factors/x.yaml").write_text((first / "factors/x.yaml").read_text("utf-8").replace("1.5", "1.6"), "utf-8")
    assert load_folders([MINI, first, second]).factors["coal_equivalent.diesel"].value == 1.6
    assert load_folders([MINI, second, first]).factors["coal_equivalent.diesel"].value == 1.5


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"facts/x.yaml": [{"id": "staff", "kindd": "quantity"}]}, "GF-201"),
        ({"facts/x.yaml": [{"id": "new_fact"}]}, "GF-203"),
        ({"facts/x.yaml": [{"id": "staff"}, {"id": "staff"}]}, "GF-205"),
        ({"schemes/mini/scheme.yaml": {"id": "mini", "tiers": [{"stars": 4, "source": SOURCE}] * 2}}, "GF-205"),
        ({"schemes/mini/scheme.yaml": {"id": ["mini"]}}, "GF-204"),
        ({"schemes/mini/scheme.yaml": {"title": {"zh": "无", "en": "no id"}}}, "GF-203"),
        ({"schemes/mini/scheme.yaml": {"id": "mini", "tiers": [{"stars": [4]}]}}, "GF-204"),
        ({"schemes/mini/scheme.yaml": {"id": "mini", "tiers": "four"}}, "GF-204"),
        ({"schemes/mini/scheme.yaml": {"id": "mini", "settings": 3}}, "GF-204"),
        ({"schemes/mini/scheme.yaml": [1]}, "GF-113"),
        ({"schemes/new/scheme.yaml": {"id": "new", "extends": ["mini"]}}, "GF-219"),
        ({"schemes/new/scheme.yaml": {"id": "new", "extends": 3}}, "GF-219"),
        ({"schemes/mini/criteria.yaml": []}, "GF-229"),
        ({"schemes/mini-full/scheme.yaml": {"id": "mini-full", "default": True}}, "GF-225"),
    ],
)
def test_faults_in_overlays(overlay: Overlay, files: dict[str, Any], code: str) -> None:
    found = failure(load_folders, [MINI, overlay(files)])
    assert code in codes(found)
    assert all(problem.position is not None for problem in found)


@pytest.mark.parametrize(
    ("files", "close"),
    [
        ({"factors/x.yaml": [{"id": "coal_equivalent.desel", "value": 1.5}]}, "coal_equivalent.diesel"),
        ({"schemes/mini/scheme.yaml": {"id": "minni"}}, "mini"),
        (
            {
                "schemes/mini/scheme.yaml": {"id": "mini"},
                "schemes/mini/criteria.yaml": [{"id": "W-01", "mandatory": True}],
            },
            "W-1",
        ),
        (
            {
                "schemes/mini-full/scheme.yaml": {"id": "mini-full"},
                "schemes/mini-full/criteria.yaml": [{"id": "w-1", "mandatory": True}],
            },
            "W-1",
        ),
    ],
    ids=["entry", "scheme", "criterion", "inherited criterion"],
)
def test_a_mistyped_id_names_the_nearest(overlay: Overlay, files: dict[str, Any], close: str) -> None:
    (problem,) = failure(load_folders, [MINI, overlay(files)])
    assert (problem.code, problem.values["nearest"]) == ("GF-206", close)
    assert "overlay" in str(problem.position)


def test_cut_offs_out_of_order_are_shown_where_the_overlay_wrote(overlay: Overlay) -> None:
    change = {"id": "mini", "tiers": [{"stars": 3, "total": 85, "source": SOURCE}]}
    (problem,) = lint([MINI, overlay({"schemes/mini/scheme.yaml": change})])
    assert (problem.code, problem.values["stars"]) == ("GF-214", 3)
    assert "overlay" in str(problem.position)
    assert "85 分高于 4★ 的 80 分" in problem.what("zh")


def test_a_rulebook_knows_its_overlays(mini: Rulebook, overlay: Overlay) -> None:
    folder = overlay({"schemes/mini/scheme.yaml": {"id": "mini"}})
    assert mini.overlays == ()
    assert load_folders([MINI, folder]).overlays == (str(folder),)


def test_a_missing_overlay(tmp_path: Path) -> None:
    with pytest.raises(AssessError) as caught:
        load_rulebook([tmp_path / "none"])
    assert codes(caught.value.problems) == ["GF-101"]


# ---------------------------------------------------------------- extends


def test_an_extending_scheme_inherits_all_it_does_not_name(mini: Rulebook) -> None:
    base, full = mini.scheme("mini").model, mini.scheme("mini-full").model
    assert full.criteria == base.criteria
    assert full.gates == base.gates
    assert full.tiers == base.tiers
    assert full.settings.not_applicable == "full"
    assert full.settings.decimals == base.settings.decimals
    assert base.default
    assert not full.default


def test_another_grouping_keeps_the_points(mini: Rulebook) -> None:
    base, principle = mini.scheme("mini"), mini.scheme("mini-principle")
    assert {item.model.id: item.points for item in principle.criteria} == {
        item.model.id: item.points for item in base.criteria
    }
    assert [name for name, _ in principle.groups] == ["save", "care"]
    assert principle.model.settings.grid == "provincial"


def test_changing_the_base_changes_what_extends_it(overlay: Overlay) -> None:
    files = {"schemes/mini/scheme.yaml": {"id": "mini", "tiers": [{"stars": 2, "total": 55, "source": SOURCE}]}}
    changed = load_folders([MINI, overlay(files)])
    assert [tier.total for tier in changed.scheme("mini-zero").model.tiers] == [55, 70, 80, 90]


def test_one_submission_serves_every_scheme(mini: Rulebook) -> None:
    answers = submission(mini, {"plan_in_place": "是"})
    totals = [evaluate(mini.scheme(name), answers).total.low for name in mini.schemes if name != "edge"]
    assert totals == [pytest.approx(16.0)] * 5
