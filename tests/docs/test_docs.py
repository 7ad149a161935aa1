"""The documentation tells the truth: commands run, examples load, links resolve, nothing is left out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

import assess
from assess import load_rulebook, yamlio
from assess.cli.app import build
from assess.messages import CATALOG
from assess.messages.__main__ import page as errors_page
from assess.paths import criteria_dir, examples_dir
from assess.rulebook import ladder, model
from assess.rulebook.dimensions import UnitChecker
from assess.rulebook.formula import FUNCTIONS, NA, UNKNOWN, FormulaError, compile_formula
from assess.rulebook.lint import lint
from assess.rulebook.load import CONTEXT_NAMES, MODELS
from assess.rulebook.pack import read_packs
from assess.rulebook.read import FOLDERS, SINGLE_FILES
from assess.submission import load as submission_format
from assess.submission.load import read_submission
from assess.submission.quantity import ValueProblem, quantity
from assess.submission.titles import TITLE_KEYS
from assess.tui.commands import COMMANDS
from tests.docs.markdown import ROOT, TRANSLATED, Block, anchors, blocks, chinese, commands, links, pages, read, section

BOTH = [page for english in TRANSLATED for page in (english, chinese(english))]
NOT_RUN = ("scripts/", "pip install ", "assess fill ")
"""Commands that set up the machine (the packaging tests and a clean clone run them) or talk with a person (tests/tui)."""


def every(*kinds: str) -> list[Any]:
    found = [block for page in pages() for block in blocks(page, *kinds)]
    return [pytest.param(block, id=block.where) for block in found]


# ---------------------------------------------------------------- commands and files, page by page


class Reader:
    """Somebody who follows one page from top to bottom in an empty folder with the examples in it."""

    def __init__(self, page: str, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(examples_dir(), folder / "examples")
        language = "zh" if page.endswith(".zh-CN.md") else "en"
        package = str(Path(assess.__file__).resolve().parents[1])
        self.environment = os.environ | {
            "ASSESS_LANG": language,
            "COLUMNS": "160",
            "PYTHONPATH": package,
            "PYTHONUTF8": "1",
        }

    def follow(self, block: Block) -> None:
        match block.kind:
            case "file":
                path = self.folder / block.test[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            case "python":
                self.call([sys.executable, "-c", block.text], 0, block)
            case "run":
                self.run(block)

    def run(self, block: Block) -> None:
        code = next((int(word.removeprefix("exit=")) for word in block.test if word.startswith("exit=")), 0)
        for command, expected in _transcript(block):
            name, *arguments = shlex.split(command)
            assert name == "assess", block.where
            output = _squeezed(self.call([sys.executable, "-m", "assess", *arguments], code, block))
            at = 0
            for line in expected:
                found = output.find(_squeezed(line), at)
                assert found >= 0, f"{block.where}: {command} does not print {line!r}"
                at = found + len(_squeezed(line))

    def call(self, command: list[str], code: int, block: Block) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, f"{block.where}: {command[1:]} → {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr


def _transcript(block: Block) -> list[tuple[str, list[str]]]:
    """Commands, each with the lines of output shown; ``…`` stands for lines left out."""
    result: list[tuple[str, list[str]]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            result.append((line.removeprefix("$ "), []))
        elif line.strip() not in ("", "…"):
            result[-1][1].append(line)
    return result


def _squeezed(text: str) -> str:
    """Without blanks, line ends and tree guides: a page may wrap where a terminal does not."""
    return re.sub(r"[\s│├└─]+", "", text)


@pytest.mark.parametrize("page", [page for page in pages() if blocks(page, "run", "python")])
def test_commands_and_files_work_from_top_to_bottom(page: str, tmp_path: Path) -> None:
    reader = Reader(page, tmp_path)
    for block in blocks(page, "run", "file", "python"):
        reader.follow(block)


@pytest.mark.parametrize("page", pages())
def test_no_example_is_left_untested(page: str) -> None:
    for block in blocks(page):
        if block.language == "console" and not block.test:
            assert all(command.startswith(NOT_RUN) for command, _ in _transcript(block)), block.where
        elif block.language in ("yaml", "python", "text"):
            assert block.test, f"{block.where}: say above the block how to test it"


@pytest.mark.parametrize("english", TRANSLATED)
def test_both_languages_show_the_same_examples(english: str) -> None:
    assert commands(english) == commands(chinese(english))
    assert [block.test for block in blocks(english)] == [block.test for block in blocks(chinese(english))]
    kinds = ("shipped", "score", "formulas", "refused", "values", "quantities")
    texts = [[block.text for block in blocks(page, *kinds)] for page in (english, chinese(english))]
    assert texts[0] == texts[1]
    assert len([line for line in read(english).splitlines() if line.startswith("#")]) == len(
        [line for line in read(chinese(english)).splitlines() if line.startswith("#")]
    )


# ---------------------------------------------------------------- submissions


@pytest.mark.parametrize("block", every("submission", "facts", "benchmarks", "norms"))
def test_submissions_load(block: Block) -> None:
    text = block.text
    if block.kind != "submission":
        unit = {"benchmarks": "万元", "norms": "t"}.get(block.kind)
        facts = f"facts:\n  qualified_output: 100 {unit}\n" if unit else ""
        inner = "".join(f"  {line}\n" for line in text.splitlines())
        section_ = "facts" if block.kind == "facts" else "benchmarks"
        text = f"factory: {{name: x}}\nperiod: 2024\n{facts}{section_}:\n{inner}"
        text += "" if facts else "benchmarks: {}\n"
    submission, problems = read_submission(text, block.page, load_rulebook())
    assert not problems, "\n".join(problem.text("en") for problem in problems)
    assert submission is not None


@pytest.mark.parametrize("block", every("titles"))
def test_titles_load(block: Block) -> None:
    text = f"factory: {{name: x}}\nperiod: 2024\nfacts: {{}}\ntitles:\n{block.text}"
    submission, problems = read_submission(text, block.page, load_rulebook())
    assert not problems, "\n".join(problem.text("en") for problem in problems)
    assert submission is not None
    assert len(submission.titles) == len(block.text.strip().splitlines())


@pytest.mark.parametrize("block", every("ladders"))
def test_ladders_pass_lint(block: Block, tmp_path: Path) -> None:
    (tmp_path / "ladders").mkdir()
    (tmp_path / "ladders" / "x.yaml").write_text(block.text, encoding="utf-8")
    faults = lint([ROOT / "criteria", tmp_path])
    assert not faults, "\n".join(fault.text("en") for fault in faults)


@pytest.mark.parametrize("block", every("quantities"))
def test_quantities_are_read_as_the_table_says(block: Block) -> None:
    units = load_rulebook().units
    for line in block.text.splitlines():
        left, expected = line.split("→")
        typed, declared = re.split(r" {2,}", left.strip())
        if "GF-" in expected:
            with pytest.raises(ValueProblem) as refused:
                quantity(typed, (declared,), units)
            assert refused.value.code == expected.strip(), line
        else:
            number, unit = quantity(typed, (declared,), units)
            assert (f"{number:.10g}", unit) == (expected.strip(), declared), line


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("block", every("shipped"))
def test_excerpts_are_what_ships(block: Block) -> None:
    """Every key shown has the value of the shipped entry; an excerpt may leave keys out."""
    raw = load_rulebook().raw
    kind = block.test[1]
    shipped: dict[str, Any] = dict(raw.entries.get(kind, {}))
    if kind in ("criteria", "gates"):
        shipped = {entry["id"]: entry for entry in raw.schemes["gbt36132-2018"][kind]}
    if kind == "tests":
        shipped = {case.model.name: case.raw for pack in read_packs([criteria_dir()]) for case in pack.cases}
    for entry in yamlio.parse(block.text, block.page):
        name = entry["name" if kind == "tests" else "id"]
        for key, value in entry.items():
            assert shipped[name].get(key) == value, f"{block.where}: {name}.{key}"


@pytest.mark.parametrize("block", every("score"))
def test_score_rules_pass_lint(block: Block, tmp_path: Path) -> None:
    folder = tmp_path / "schemes" / "x"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text("id: gbt36132-2018\n", encoding="utf-8")
    text = "{zh: 文字, en: text}"
    head = f"- id: DOC-1\n  dimension: performance\n  principle: energy\n  title: {text}\n  requirement: {text}\n  advice: {text}\n"
    head += "  mandatory: false\n  points: {raw: equal, basis: adopted}\n  source: {document: x, basis: adopted}\n  score:\n"
    rule = "".join(f"    {line}\n" for line in block.text.splitlines())
    (folder / "criteria.yaml").write_text(head + rule, encoding="utf-8")
    faults = lint([ROOT / "criteria", tmp_path])
    assert not faults, "\n".join(fault.text("en") for fault in faults)


@pytest.mark.parametrize("block", every("formulas"))
def test_formulas_have_the_unit_shown(block: Block) -> None:
    rulebook = load_rulebook()
    checker = UnitChecker(rulebook)
    for line in block.text.splitlines():
        formula, unit = (part.strip() for part in line.rsplit("→", 1))
        checker.check(rulebook.expression(formula).tree, None if unit == "yes/no" else unit)


@pytest.mark.parametrize("block", every("refused"))
def test_what_is_no_formula_is_refused(block: Block) -> None:
    for line in block.text.splitlines():
        with pytest.raises(FormulaError):
            compile_formula(line, {})


WORDS = {"unknown": UNKNOWN, "na": NA, "yes": True, "no": False}


class Words:
    """A scope in which ``unknown``, ``na``, ``yes`` and ``no`` are what they say."""

    def value(self, name: str) -> Any:
        return WORDS[name]

    def factor(self, name: str) -> Any:
        return UNKNOWN


@pytest.mark.parametrize("block", every("values"))
def test_unknown_and_not_applicable_work_as_shown(block: Block) -> None:
    for line in block.text.splitlines():
        formula, expected = (part.strip() for part in line.split("→"))
        found = compile_formula(formula, {})(Words())
        assert found is WORDS[expected] if expected in WORDS else found == float(expected), line


# ---------------------------------------------------------------- completeness


@pytest.mark.parametrize("page", ["docs/criteria-language.md", chinese("docs/criteria-language.md")])
def test_every_key_of_the_criteria_language_is_described(page: str) -> None:
    values = (*vars(model).values(), *vars(ladder).values())
    entries = [value for value in values if isinstance(value, type) and issubclass(value, model.Entry)]
    keys = {field.alias or name for entry in entries for name, field in entry.model_fields.items()} - {"zh", "en"}
    words = {*keys, *CONTEXT_NAMES, *(f"{name}.yaml" for name in SINGLE_FILES), *(f"{name}/*.yaml" for name in FOLDERS)}
    told = _told(page)
    assert words <= told, words - told
    assert all(f"{name}(" in read(page) for name in FUNCTIONS)
    assert {*MODELS} == {*SINGLE_FILES, *FOLDERS}


@pytest.mark.parametrize("page", ["docs/submission.md", chinese("docs/submission.md")])
def test_every_key_of_a_submission_is_described(page: str) -> None:
    form = submission_format
    keys = {*form._TOP, *form._FACTORY, *form._ANSWER, *form._EVIDENCE, *form._BENCHMARK, *TITLE_KEYS, form.OUTPUT}
    table = load_rulebook().facts["energy_carriers"]
    keys |= {column.id for column in table.columns}
    told = _told(page)
    assert keys <= told, keys - told


def _told(page: str) -> set[str]:
    """Everything that a page sets in code: whole, and word by word."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", read(page), flags=re.DOTALL))
    return {*spans, *(word for span in spans for word in re.findall(r"\w+", span))}


@pytest.mark.parametrize("page", ["docs/command-line.md", chinese("docs/command-line.md")])
def test_every_command_and_option_is_described(page: str) -> None:
    common = read(page).split("### ")[0]
    for path, command in _commands(typer.main.get_command(build("en")), "assess"):
        text = common if path == "assess" else section(page, f"### `{path}")
        options = [name for param in command.params if param.param_type_name == "option" for name in param.opts]
        for name in options:
            assert f"`{name}" in text or f"assess {name}`" in text or f"`{name}" in common, f"{path} {name}"


@pytest.mark.parametrize("page", ["docs/filling.md", chinese("docs/filling.md")])
def test_every_key_of_the_questionnaire_is_described(page: str) -> None:
    told = _told(page)
    assert [one.shown for one in COMMANDS if one.shown not in told] == []


def _commands(command: Any, path: str) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", {})
    own = [] if inner and path != "assess" else [(path, command)]
    return own + [found for name, one in inner.items() for found in _commands(one, f"{path} {name}")]


def test_every_error_code_is_described() -> None:
    text = read("docs/errors.md")
    assert text == errors_page(), "python -m assess.messages > docs/errors.md"
    assert [code for code in CATALOG if f"\n### {code}\n" not in text] == []


@pytest.mark.parametrize("page", pages())
def test_links_resolve(page: str) -> None:
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), f"{page} → {link}"
        if anchor:
            assert anchor in anchors(path.resolve().relative_to(ROOT).as_posix()), f"{page} → {link}"


def test_the_index_names_every_page() -> None:
    named = {((ROOT / "docs") / link.partition("#")[0]).resolve() for link in links("docs/README.md")}
    missing = [
        path.name for path in (ROOT / "docs").glob("*.md") if path.resolve() not in named and path.name != "README.md"
    ]
    assert missing == []


def test_every_example_is_in_both_readmes() -> None:
    for path in (ROOT / "examples").glob("*.yaml"):
        assert all(f"`examples/{path.name}`" in read(page) for page in ("README.md", "README.zh-CN.md")), path.name


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > 250 * 1024] == []
