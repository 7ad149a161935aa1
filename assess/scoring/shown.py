"""What a scheme without published points shows instead: the values behind each criterion."""

from __future__ import annotations

from collections.abc import Mapping

from assess.rulebook.scheme import shown_names
from assess.scoring.evaluate import input_value
from assess.scoring.result import Assessment, InputValue
from assess.scoring.values import Values


def shown_values(assessment: Assessment) -> Mapping[str, tuple[InputValue, ...]]:
    """By criterion, the facts and indicators of its ``value`` rule; criteria with other rules are left out."""
    scheme = assessment.scheme
    values = Values(scheme.rulebook, scheme.model.settings, assessment.submission)
    return {
        result.id: tuple(input_value(name, values) for name in shown_names(result.criterion.score))
        for result in assessment.criteria
        if result.criterion.score.value is not None
    }
