"""What the clean server has at hand before it starts workers: the imports and the shipped rules, which they then share.

Importing this loads them; only :mod:`assess.batch.workers` does, in that server.
"""

from __future__ import annotations

from contextlib import suppress

from assess.batch.work import calm_collector, shipped_rules
from assess.errors import AssessError

with suppress(AssessError):  # whoever asks for them is told
    shipped_rules()
calm_collector()
