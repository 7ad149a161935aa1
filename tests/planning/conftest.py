"""Submissions with titles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from assess import Rulebook, Submission
from assess.submission.load import read_submission
from tests.support import document


def with_titles(
    rulebook: Rulebook, titles: Sequence[Mapping[str, Any]] = (), facts: Mapping[str, Any] | None = None, **factory: Any
) -> Submission:
    data = json.loads(document(facts, **factory)) | {"titles": list(titles)}
    found, problems = read_submission(json.dumps(data, ensure_ascii=False), "factory.yaml", rulebook)
    assert found is not None
    assert not problems, [problem.text("en") for problem in problems]
    return found
