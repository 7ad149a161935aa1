"""`assess fill`: what it says where it cannot run, and what it hands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.cli.fill import DRIVER, open_
from assess.cli.fill import run as show
from assess.tui.app import FillApp
from tests.cli.conftest import Run


@pytest.mark.parametrize(("lang", "word"), [("zh", "终端"), ("en", "terminal")])
def test_without_a_terminal_it_says_what_to_do(run: Run, tmp_path: Path, lang: str, word: str) -> None:
    result = run("fill", tmp_path / "a.yaml", "--lang", lang)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("GF-012")
    assert word in result.err
    assert "--serve" in result.err
    assert not (tmp_path / "a.yaml").exists()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretends that screens can be shown; none is, as these tests fail before."""
    monkeypatch.setenv(DRIVER, "somewhere.else:Driver")


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("text", "code", "place"),
    [("facts: [1", "GF-", ":2:1"), ("- 1\n- 2\n", "GF-", ":1:1"), ("a: &b 1\n", "GF-", ":1:")],
)
def test_a_file_without_a_shape_is_told_with_its_place(
    run: Run, tmp_path: Path, text: str, code: str, place: str
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    result = run("fill", path)
    assert (result.code, result.out) == (2, "")
    assert code in result.err
    assert f"broken.yaml{place}" in result.err
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in tmp_path.iterdir()] == ["broken.yaml"]


@pytest.mark.usefixtures("terminal")
def test_an_unknown_scheme_is_told_before_anything_is_created(run: Run, tmp_path: Path) -> None:
    result = run("fill", tmp_path / "new.yaml", "--scheme", "no-such")
    assert result.code == 2
    assert "no-such" in result.err
    assert not (tmp_path / "new.yaml").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_option(run: Run, lang: str) -> None:
    result = run("fill", "--help", "--lang", lang)
    shown = run("--lang", lang, "fill", "--help").out if result.code else result.out
    for option in ("--scheme", "--criteria", "--last", "--serve", "--port", "--lang"):
        assert option in shown


def test_serving_is_handed_on_with_all_options(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("assess.tui.serve.serve", lambda *given: asked.extend(given))
    run("fill", "a.yaml", "--serve", "--port", 8123, "--scheme", "gbt36132-2018", "--last", "b.yaml", "--criteria", "c")
    options = ["--scheme", "gbt36132-2018", "--criteria", "c", "--last", "b.yaml"]
    assert asked == [Path("a.yaml"), options, "zh", 8123]


def test_a_fault_inside_closes_the_file_and_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = open_(tmp_path / "a.yaml", [], [], None, "zh")

    def broken(self: FillApp) -> None:
        self.failure = RuntimeError("broken inside")

    monkeypatch.setattr(FillApp, "run", broken)
    with pytest.raises(RuntimeError, match="broken inside"):
        show(session, "zh")
    again = open_(tmp_path / "a.yaml", [], [], None, "zh")
    assert again.read_only is None
    again.close()
