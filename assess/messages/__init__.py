"""The error catalogue: every ``GF-…`` code with its texts, by family. ``docs/errors.md`` is generated from it.

A code never changes its meaning and is never used again for another one, since people search for it.
"""

from __future__ import annotations

from assess.messages import answers, batch, command_line, files, filling, forms, formulas, output, rules
from assess.messages.message import Message

__all__ = ["CATALOG", "Message"]

CATALOG: dict[str, Message] = (
    command_line.MESSAGES
    | files.MESSAGES
    | rules.MESSAGES
    | formulas.MESSAGES
    | answers.MESSAGES
    | output.MESSAGES
    | filling.MESSAGES
    | batch.MESSAGES
    | forms.MESSAGES
)
"""Code → message, in the order of the codes' families."""
