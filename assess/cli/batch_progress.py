"""How far a batch run has come: a bar with rate and time left on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assess.cli import out
from assess.cli.say import Say

if TYPE_CHECKING:
    from assess.batch.run import Tally


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
    """Progress as plain lines: every tenth of the way."""

    def __init__(self, say: Say) -> None:
        self.say, self.shown = say, 0

    def __call__(self, tally: "Tally") -> None:
        tenth = 10 * tally.done // max(tally.found, 1)
        if tenth > self.shown:
            self.shown = tenth
            out.words(self.say(f"已评 {tally.done} / {tally.found}", f"{tally.done} of {tally.found}"))
