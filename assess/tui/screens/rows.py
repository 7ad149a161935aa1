"""Lists whose columns stand under each other in terminal cells (列表), and the box that explains the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from assess.wrap import Flow, lines

Details = tuple[tuple[str, str], ...]
"""Labels with texts; an empty label for a text that needs none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: its columns, the question that Enter goes to, and what explains it."""

    cells: tuple[str, ...]
    goes: str | None
    details: Details = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One list under its heading. ``lead`` says what it is, ``empty`` what an empty one means; ``right`` aligns columns."""

    title: str
    lead: str
    empty: str
    rows: tuple[Row, ...]
    right: frozenset[int] = frozenset()

    @property
    def heading(self) -> str:
        """The title with how many there are."""
        return f"{self.title} {len(self.rows)}"


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[Text]:
    """Columns padded to the same number of terminal cells; the last one takes what is left of the line."""
    widths = [max((cell_len(cell) for cell in column), default=0) for column in zip(*rows, strict=True)]
    found = []
    for row in rows:
        parts = []
        for number, cell in enumerate(row[:-1]):
            blank = " " * (widths[number] - cell_len(cell))
            parts.append(blank + cell if number in right else cell + blank)
        found.append(Text("  ".join([*parts, one_line(row[-1])])))
    return found


def one_line(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


class Rows(OptionList):
    """One section's rows, one line each."""

    DEFAULT_CSS = """
    Rows, Rows:focus { height: 1fr; border: none; padding: 0 1; background: $background; background-tint: $background 0%; }
    Rows { text-wrap: nowrap; text-overflow: ellipsis; scrollbar-size-vertical: 1; }
    """

    def fill(self, section: Section) -> None:
        """Show a section, the cursor on its first row."""
        lines = aligned([row.cells for row in section.rows], section.right)
        self.set_options([Option(line) for line in lines] or [Option(Text(section.empty), disabled=True)])
        self.highlighted = 0 if lines else None


class Heads(Static):
    """Headings in a row, as many lines as they need; the chosen one is marked."""

    DEFAULT_CSS = "Heads { height: auto; padding: 0 1; }"

    def show(self, titles: Sequence[str], chosen: int) -> None:
        """Show the headings."""
        self.update(Spread([(f"▸{t}" if n == chosen else f" {t}", n == chosen) for n, t in enumerate(titles)]))


class Spread:
    """Parts side by side, broken only between two of them."""

    def __init__(self, parts: Iterable[tuple[str, bool]]) -> None:
        self.parts = tuple(parts)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text(no_wrap=True)
        for text, chosen in self.parts:
            part = Text(f"{text} ", style="bold reverse" if chosen else "")
            if line and line.cell_len + part.cell_len > options.max_width:
                yield line
                line = Text(no_wrap=True)
            line.append_text(part)
        yield line


class About(VerticalScroll):
    """What explains the row under the cursor; scrolls by itself once the focus is in it."""

    DEFAULT_CSS = """
    About { height: 100%; padding: 0 1; scrollbar-size-vertical: 1; }
    About > Static { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Static()

    def on_mount(self) -> None:
        """Put the text in."""
        self.mount(self._text)

    def explain(self, details: Details, colon: str) -> None:
        """Show labels and texts."""
        self._text.update(explained(details, colon))
        self.scroll_home(animate=False)


def explained(details: Details, colon: str) -> RenderableType:
    """Labels in bold before their texts, a paragraph each."""
    return Group(
        *(Flow(Text.assemble((f"{label}{colon}" if label else "", "bold"), text)) for label, text in details if text)
    )


class Behind:
    """A text that wraps behind what stands before its first line (``first``) and before its further lines (``rest``)."""

    def __init__(self, first: str, rest: str, text: Text, style: str = "") -> None:
        self.first, self.rest, self.text, self.style = first, rest, text, style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        before = self.first
        for start, end in lines(self.text.plain, max(options.max_width - cell_len(self.first), 2)):
            yield Text.assemble((before, self.style), self.text[start:end], no_wrap=True, overflow="fold")
            before = self.rest
