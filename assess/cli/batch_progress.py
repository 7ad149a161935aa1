"""How far a batch run has come: a bar with rate and time left on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from assess.cli import out
from assess.cli.say import Say

if TYPE_CHECKING:
    from assess.batch.run import Tally


EVERY = 30.0
"""Seconds after which a line says that it still goes on."""


@contextmanager
def progress(say: Say) -> "Iterator[Callable[[Tally], None]]":
    """Shows every tally it is given, on stderr."""
    if not sys.stderr.isatty():
        yield _Lines(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("{task.fields[rate]} 份/秒", "{task.fields[rate]}/s")),
        TextColumn(say("还需", "left")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(say("评分", "Scoring"), total=None, rate="–")

        def show(tally: "Tally") -> None:
            speed = bar.tasks[0].speed
            rate = "–" if not speed else f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}"
            bar.update(task, total=tally.found, completed=tally.done, rate=rate)

        yield show


class _Lines:
    """Progress as plain lines: every tenth of the way, and every half minute when that takes longer."""

    def __init__(self, say: Say, clock: Callable[[], float] = monotonic) -> None:
        self.say, self.clock = say, clock
        self.tenth, self.at = 0, clock()
        self.began: tuple[int, float] | None = None

    def __call__(self, tally: "Tally") -> None:
        tenth, now = 10 * tally.done // max(tally.found, 1), self.clock()
        if self.began is None:  # what was taken over from last time tells nothing about the rate
            self.began = (tally.done, now)
        if tenth > self.tenth or now - self.at >= EVERY:
            self.tenth, self.at = tenth, now
            count = self.say(f"已评 {tally.done} / {tally.found}", f"{tally.done} of {tally.found}")
            out.words(f"{count}{self.left(tally, now)}")

    def left(self, tally: "Tally", now: float) -> str:
        """The time left in minutes, where it is more than one."""
        assert self.began is not None
        done, since = tally.done - self.began[0], now - self.began[1]
        minutes = since / done * (tally.found - tally.done) / 60 if done > 0 else 0.0
        return self.say(f"，约还需 {minutes:.0f} 分钟", f", about {minutes:.0f} min left") if minutes >= 1 else ""
