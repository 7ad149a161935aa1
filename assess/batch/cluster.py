"""Scoring on a dask.distributed cluster (an optional extra): the same chunks, through its executor.

Workers need the package and its criteria, not the folder: contents are sent along. A worker that is lost has its chunks
done again by the others; a file that keeps killing workers is named by the scheduler and becomes a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from assess.batch.executors import Chunk, parallel
from assess.batch.run import Score
from assess.batch.work import Job, Outcome
from assess.errors import one


def scorer(address: str) -> Score:
    """Score on the cluster whose scheduler listens at ``address``.

    Raises GF-505 when dask.distributed is not installed, GF-506 when nobody answers there.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise one("GF-505") from None

    def score(job: Job, work: Iterable[Chunk]) -> Iterator[Outcome]:
        try:
            client = Client(address, timeout=10)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise one("GF-506", None, address=address, why=str(error).splitlines()[0]) from None

        @contextmanager
        def fresh() -> Iterator[Executor]:
            yield client.get_executor(pure=False, retries=2)  # type: ignore[no-untyped-call]

        with client:
            workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
            yield from parallel(job, work, fresh, workers, (KilledWorker,))

    return score
