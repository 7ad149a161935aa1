"""The first sheet (填写说明): how to fill the form in, for which schemes and rules it was made, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assess.form.layout import Sheet
from assess.form.looks import DARK, height
from assess.form.model import MARK
from assess.form.states import DONE, LEFT, state
from assess.form.texts import STEPS
from assess.rulebook.scheme import CompiledScheme

if TYPE_CHECKING:
    from assess.form.write import Writer

_WIDTHS = (24, 14, 14, 14, 70)
Count = tuple[Sheet, int, int]
"""A sheet with its first and last row of questions, from 1."""


def write_cover(writer: Writer, sheet: Any, counts: Sequence[Count], schemes: Sequence[CompiledScheme]) -> None:
    """Write the cover."""
    looks, lang = writer.looks, writer.lang
    sheet.set_tab_color("#C8A45D")
    sheet.set_column(0, 0, 2, None, {"hidden": True})
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"{MARK}cover")
    sheet.set_row(0, 32)
    sheet.write_string(0, 1, writer.word("title"), looks(bold=True, font_size=18, font_color=DARK))
    row = _facts(writer, sheet, schemes)
    sheet.write_string(row + 1, 1, writer.word("how"), looks.title())
    row += 2
    for number, step in enumerate(STEPS[lang], start=1):
        line = f"{number}. {step.format(factory=counts[0][0].name)}"
        sheet.merge_range(row, 1, row, 5, line, looks(text_wrap=True))
        sheet.set_row(row, height([(line, sum(_WIDTHS))]))
        row += 1
    row = _progress(writer, sheet, row + 1, counts)
    row = _more(writer, sheet, row)
    writer.page(sheet, row, 1, 5)


def _facts(writer: Writer, sheet: Any, schemes: Sequence[CompiledScheme]) -> int:
    """Schemes, rules and notices; the last row in use."""
    lang = writer.lang
    lines = [(writer.word("schemes"), f"{scheme.model.title.in_(lang)} · {scheme.id}") for scheme in schemes]
    lines.append((writer.word("rulebook"), writer.rulebook.digest))
    lines.append((writer.word("notice"), writer.word("indicative")))
    notices = dict.fromkeys(scheme.notice.in_(lang) for scheme in schemes if scheme.notice is not None)
    lines += [("", notice) for notice in notices]
    for row, (left, right) in enumerate(lines, start=1):
        sheet.write_string(row, 1, left, writer.looks(bold=True))
        sheet.merge_range(row, 2, row, 5, right, writer.looks(text_wrap=True))
    return len(lines)


def _progress(writer: Writer, sheet: Any, row: int, counts: Sequence[Count]) -> int:
    """A line per sheet: how many questions, answered, still open; the row behind it."""
    heads = (writer.word("sheet"), writer.word("asked"), writer.word("answered"), writer.word("open"))
    for column, head in enumerate(heads, start=1):
        sheet.write_string(row, column, head, writer.looks.head())
    for section, first, last in counts:
        row += 1
        look, name = writer.looks.label(align="center"), section.name
        states = [state(asked, writer.rulebook) for asked in section.asked]
        sheet.write_url(row, 1, f"internal:'{name}'!A1", writer.looks.label(font_color=DARK, underline=1), name)
        sheet.write_number(row, 2, len(section.asked), look)
        area = f"'{name}'!G{first}:G{last}"
        done = "+".join(f'COUNTIF({area},"{writer.word(key)}")' for key in DONE)
        sheet.write_formula(row, 3, f"={done}", look, sum(states.count(key) for key in DONE))
        left = "+".join(f'COUNTIF({area},"{writer.word(key)}")' for key in LEFT)
        open_ = sum(states.count(key) for key in LEFT)
        sheet.write_formula(row, 4, f"={left}", look, open_)
    return row + 1


def _more(writer: Writer, sheet: Any, row: int) -> int:
    """Links to the sheets that only some factories need; the row behind them."""
    names = [*writer.form.tables.values(), *([writer.form.norms] if writer.form.norms else [])]
    sheet.write_string(row, 1, writer.word("more"), writer.looks(bold=True))
    for name in names:
        row += 1
        sheet.merge_range(row, 1, row, 4, "", writer.looks.label())
        sheet.write_url(row, 1, f"internal:'{name}'!A1", writer.looks.label(font_color=DARK, underline=1), name)
    return row + 1
