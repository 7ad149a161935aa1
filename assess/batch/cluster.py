"""Scoring on a dask.distributed cluster (an optional extra): the same chunks, through its executor.

Workers need the package and its criteria, not the folder: contents are sent along. A worker that is lost has its chunks
done again by the others; a file that keeps killing workers is named by the scheduler and becomes a problem.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from typing import Any

from assess.batch.executors import Chunk, parallel, ready
from assess.batch.run import Score
from assess.batch.work import Job, Outcome
from assess.errors import Bilingual, one

PATIENCE = 10
"""Seconds to wait for the scheduler, and for its first worker."""
_NO_WORKER = Bilingual("调度器在，但没有工作进程", "the scheduler is there, but has no workers")


def scorer(address: str) -> Score:
    """Score on the cluster whose scheduler listens at ``address``.

    Raises GF-505 when dask.distributed is not installed; later GF-506 when nobody answers there, GF-553 when the
    scheduler is lost on the way, GF-554 when the workers have other rules.
    """
    try:
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise one("GF-505") from None

    def score(job: Job, work: Iterable[Chunk]) -> Iterator[Outcome]:
        with _connected(address) as (client, workers):

            @contextmanager
            def fresh() -> Iterator[Executor]:
                executor = client.get_executor(pure=False, retries=2)
                try:
                    yield executor
                finally:
                    executor.shutdown(wait=False)

            try:
                client.submit(ready, job, pure=False).result()
                yield from parallel(job, work, fresh, workers, (KilledWorker,))
            except CancelledError:
                raise one("GF-553", None, address=address) from None

    return score


@contextmanager
def _connected(address: str) -> Iterator[tuple[Any, int]]:
    """The client, and how many workers there are. Raises GF-506."""
    from distributed import Client

    for name in ("distributed", "distributed.client"):  # a lost connection is told in our own words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        why = (str(error).splitlines() or [type(error).__name__])[0]
        raise one("GF-506", None, address=address, why=why) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            raise one("GF-506", None, address=address, why=_NO_WORKER) from None
        yield client, len(client.scheduler_info(n_workers=-1)["workers"])
