"""A worker's step that one file kills, as a file that eats all memory would."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from assess.batch import work
from assess.batch.work import Item, Job, Outcome

NAME = "镇1/厂-010.yaml"


def score_chunk(job: Job, items: Sequence[Item]) -> list[Outcome]:
    if any(item.name == NAME for item in items):
        os.kill(os.getpid(), signal.SIGKILL)
    return work.score_chunk(job, items)
