"""How far a batch run has come: a bar with rate and time left on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from assess.cli import out
from assess.cli.say import Say

if TYPE_CHECKING:
    from assess.batch.run import Tally


EVERY = 30.0
"""Seconds after which a line says that it still goes on."""


WHOLE = 10
"""Submissions a second from which on decimals are noise."""


@contextmanager
def progress(say: Say) -> "Iterator[Callable[[Tally], None]]":
    """Shows every tally it is given, on stderr."""
    if not sys.stderr.isatty():
        yield _Lines(say)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(say("{task.fields[rate]} 份/秒", "{task.fields[rate]}/s")),
        TextColumn(say("还需 {task.fields[left]}", "{task.fields[left]} left")),
    )
    pace = _Pace(monotonic)
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(say("评分", "Scoring"), total=None, rate="–", left="–")

        def show(tally: "Tally") -> None:
            rate = pace.rate(tally)
            left = str(timedelta(seconds=round((tally.found - tally.done) / rate))) if rate else "–"
            shown = f"{rate:.0f}" if rate >= WHOLE else f"{rate:.1f}" if rate else "–"
            bar.update(task, total=tally.found, completed=tally.done, rate=shown, left=left)

        yield show


class _Pace:
    """Submissions a second since the beginning; those taken over from last time tell nothing."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock, self.began = clock, clock()

    def rate(self, tally: "Tally") -> float:
        """0 as long as nothing is known."""
        since = self.clock() - self.began
        return (tally.done - tally.reused) / since if since > 0 else 0.0


class _Lines:
    """Progress as plain lines: every tenth of the way, and every half minute when that takes longer."""

    def __init__(self, say: Say, clock: Callable[[], float] = monotonic) -> None:
        self.say, self.clock, self.pace = say, clock, _Pace(clock)
        self.tenth, self.at = 0, clock()

    def __call__(self, tally: "Tally") -> None:
        tenth, now = 10 * tally.done // max(tally.found, 1), self.clock()
        if tenth > self.tenth or now - self.at >= EVERY:
            self.tenth, self.at = tenth, now
            count = self.say(f"已评 {tally.done} / {tally.found}", f"{tally.done} of {tally.found}")
            out.words(f"{count}{self.left(tally)}")

    def left(self, tally: "Tally") -> str:
        """The time left in minutes, where it is more than one."""
        rate = self.pace.rate(tally)
        minutes = (tally.found - tally.done) / rate / 60 if rate else 0.0
        return self.say(f"，约还需 {minutes:.0f} 分钟", f", about {minutes:.0f} min left") if minutes >= 1 else ""
