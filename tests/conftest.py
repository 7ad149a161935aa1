"""What every test may use: the shipped rulebook, a small one, and property tests that run the same way every time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from assess import Rulebook, load_rulebook
from assess.rulebook.load import load_folders

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # bare `pytest` does not put the checkout there; `tests.support` is imported from it
    sys.path.insert(0, str(ROOT))

settings.register_profile(
    "steady",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The criteria that ship."""
    return load_rulebook()


@pytest.fixture(scope="session")
def mini() -> Rulebook:
    """``tests/mini``: every kind of fact, formula, score rule and 不适用 policy, small enough to know by heart."""
    return load_folders([ROOT / "tests" / "mini"])
