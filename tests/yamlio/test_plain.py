"""The fast way in gives what the strict parser gives, on thousands of generated files, or leaves them to it."""

from __future__ import annotations

import random

import pytest

from assess import yamlio
from assess.paths import examples_dir
from assess.plainyaml import plain_data
from tests.yamlio.plain_files import PIECES, SCALARS, Files, agrees

pytest.importorskip("yaml_rs")

FILES = 6000


@pytest.mark.parametrize("scalar", SCALARS)
def test_every_scalar_in_every_place(scalar: str) -> None:
    for text in (
        "k: {}\n",
        "k:\n- {}\n",
        "{}: v\n",
        "k: [{}]\n",
        "k: {{a: {}, b: 1}}\n",
        "a: 1\nk: {}\nb: 2\n",
        "k: [{{a: {}}}]",
        "k: {} # c",
    ):
        agrees(text.format(scalar))


@pytest.mark.parametrize("seed", range(4))
def test_generated_files(seed: int) -> None:
    files = Files(seed)
    taken = 0
    for _ in range(FILES // 4):
        text = "\n".join(files.lines()) + "\n"
        taken += agrees(text)
        agrees(files.spoilt(text))
    assert taken > FILES // 40, "the generator has become too wild to show anything"


def test_pieces_put_together() -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(FILES):
        agrees("".join(chance.choices(PIECES, k=chance.randint(1, 9))))


def test_examples_are_plain_and_a_mistake_in_them_is_not_missed() -> None:
    files = Files(11)
    for path in sorted(examples_dir().glob("*.yaml")):
        text = yamlio.read_text(path)
        assert agrees(text), path.name
        for _ in range(60):
            agrees(files.spoilt(text))
            agrees(files.moved(text))


@pytest.mark.parametrize(
    "number", ["0", "7", "3843", "12.5", "0.0", "12.0", "0.001", "0.0001", "99999999999", "99999999999.9999"]
)
def test_a_number_can_be_written_again(number: str) -> None:
    found = plain_data(f"k: {number}")
    assert found is not None
    assert str(found["k"]) == number


@pytest.mark.parametrize(
    "number", ["007", "12.50", "0.00001", "0.00012", "100000000000", "-1", "+1", "1e3", ".5", "5."]
)
def test_a_number_that_python_writes_differently(number: str) -> None:
    assert plain_data(f"k: {number}") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only\n",
        "a",
        "- a\n",
        "a: 1\na: 2\n",
        "a: &x 1\nb: *x\n",
        f"{'k' * 2000}: 1\n",
        "".join(f"{' ' * n}a:\n" for n in range(40)),
    ],
)
def test_left_to_the_strict_parser(text: str) -> None:
    assert plain_data(text) is None
