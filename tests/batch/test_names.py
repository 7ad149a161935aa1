"""Names of reports: accepted by every system, different for every submission, and the same next year."""

from __future__ import annotations

import os
import unicodedata
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.batch.find import shown
from assess.batch.names import ending, safe_names

NASTY = st.sampled_from(
    ["../x.yaml", "a/../../b.yaml", "CON.yaml", "con.txt.yaml", "Aux .yaml", "com1.a.yaml", "LPT¹.yaml", "NUL", "-rf.yaml",
     "a" * 300 + ".yaml", "厂" * 200 + ".yaml", "厂" * 200 + "甲.yaml", "a.yaml", "A.yaml", "A.YAML", "a.yml", "a .yaml", "a-.yaml",
     "a/b.yaml", "a-b.yaml", "caf\u00e9.yaml", "cafe\u0301.yaml", "STRASSE.yaml", "straße.yaml", "ı.yaml", "i.yaml", "İ.yaml",
     "....yaml", "   .yaml", "🏭.yaml", "🏢.yaml", "=cmd|x.yaml", "a:b.yaml", 'a"b?.yaml', "a\x00b.yaml", "x.-star", "x.yaml",
     "甲镇/厂.yaml", "乙镇/厂.yaml", "报告.v2.yaml", "a-12345678.yaml", "x-star.yaml"]
)  # fmt: skip
NAMES = st.lists(NASTY | st.text(max_size=40), min_size=1, max_size=12, unique=True)
ENDINGS = [
    ending("star-changxing", "zh"),
    ending("star", "zh"),
    ending("changxing", "zh"),
    ending("gbt36132-2018", "zh"),
]


def folded(name: str) -> str:
    return unicodedata.normalize("NFD", name.casefold())


@given(NAMES)
def test_every_system_accepts_every_name(found: list[str]) -> None:
    for stem in safe_names(map(shown, found), ENDINGS).values():
        for tail in ENDINGS:
            name = f"{stem}{tail}.pdf"
            assert len(name.encode()) <= 200
            assert os.path.basename(name) == PureWindowsPath(name).name == name  # noqa: PTH119
            assert not PureWindowsPath(name).is_reserved()
            assert name[0] not in ".-~ "
            assert name.isprintable()
            assert unicodedata.normalize("NFC", name) == name


@given(NAMES)
def test_no_two_reports_share_a_name(found: list[str]) -> None:
    stems = safe_names(map(shown, found), ENDINGS)
    assert len(stems) == len(found)
    names = [folded(stem + tail) for stem in stems.values() for tail in ENDINGS]
    assert len(set(names)) == len(names)


@given(NAMES, st.randoms())
def test_the_order_of_files_changes_no_name(found: list[str], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert safe_names(shuffled) == safe_names(found)


def test_a_factory_keeps_its_name_when_others_come() -> None:
    before = safe_names(["甲镇/厂.yaml", "b.yaml", "厂" * 100 + ".yaml"])
    after = safe_names(["甲镇/厂.yaml", "b.yaml", "厂" * 100 + ".yaml", "乙镇/厂.yaml", "a" * 300, "c.yaml"])
    assert {name: after[name] for name in before} == before
    assert before["甲镇/厂.yaml"] == "甲镇-厂"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("../../etc/passwd.yaml", "etc-passwd"),
        ("con.yaml", "_con"),
        ("Con.x.yaml", "_Con.x"),
        ("长兴 某厂（新）.yaml", "长兴-某厂（新）"),
        ("-x.yml", "x"),
        (".yaml", "submission"),
        ("a.yaml.yaml", "a.yaml"),
    ],
)
def test_names_people_can_still_read(name: str, stem: str) -> None:
    assert safe_names([name]) == {name: stem}


def test_a_name_made_to_look_like_another_s_mark() -> None:
    two = ["x.yaml", "X.yaml"]
    marked = safe_names(two)["x.yaml"]
    names = safe_names([*two, f"{marked}.yaml"])
    assert len({folded(name) for name in names.values()}) == 3
    assert names["x.yaml"] == marked


def test_short_marks_that_meet_are_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    class Weak:
        def __init__(self, raw: bytes) -> None:
            self.raw = raw

        def hexdigest(self) -> str:
            return "0" * 8 + self.raw.hex().rjust(56, "0")

    monkeypatch.setattr("assess.batch.names.hashlib.sha256", Weak)
    names = safe_names(["x.yaml", "X.yaml", "y.yaml"])
    assert len({folded(name) for name in names.values()}) == 3
    assert len(names["x.yaml"]) > 60
    assert names["y.yaml"] == "y"


def test_schemes_have_short_and_different_endings() -> None:
    tails = [ending(name, "zh") for name in ("a", "A", "b" * 300, "B" * 300, "b" * 299)]
    assert len({tail.casefold() for tail in tails}) == len(tails)
    assert all(len(tail) <= 66 for tail in tails)
    assert tails[0] == "-a-zh"
