"""The workbook's bytes (xlsxwriter): the same layout gives the same bytes, and every text stays a text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from assess.errors import Bilingual, one
from assess.form.answers import Answers
from assess.form.cover import write_cover
from assess.form.layout import Asked, Layout, Sheet
from assess.form.lists import Lists
from assess.form.looks import DARK, DAY, STATES, WIDTHS, Looks, height
from assess.form.model import COLUMNS, HEAD, INPUTS, MARK, OPTION, Cell, digest, document_keys, is_answer
from assess.form.norm_sheet import cells as norm_cells
from assess.form.norm_sheet import write_norms
from assess.form.states import Place, formula, state
from assess.form.tables import last_row, write_table
from assess.form.texts import word
from assess.form.typed import text
from assess.form.understand import understand
from assess.rulebook.load import Rulebook
from assess.rulebook.scheme import CompiledScheme

META = "assess_meta"
"""The very hidden sheet that says for which schemes, rules and language the workbook was made."""
TOP = 3
"""Rows above the first question: keys (hidden), title, column titles."""
_LONGEST = 32_767
_A4, _SCALE = 9, 53
_PLACE = {key: number for number, key in enumerate(COLUMNS)}


def workbook(form: Layout, schemes: Sequence[CompiledScheme], rulebook: Rulebook, lang: str) -> bytes:
    """The whole workbook. Raises GF-623 when a text is too long for a cell."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": DAY,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "title": word("title", lang)})
    writer = Writer(book, form, rulebook, lang)
    cover = book.add_worksheet(word("cover", lang))
    counts = [(sheet, *writer.questions(sheet)) for sheet in form.sheets]
    for asked in form.asked:
        if asked.question.kind == "table":
            write_table(writer, asked, form.tables[asked.question.id])
    if form.norms:
        write_norms(writer)
    write_cover(writer, cover, counts, schemes)
    writer.lists.write(book)
    _write_meta(book, schemes, rulebook, lang)
    cover.activate()
    book.close()
    return stream.getvalue()


def _write_meta(book: Any, schemes: Sequence[CompiledScheme], rulebook: Rulebook, lang: str) -> None:
    sheet = book.add_worksheet(META)
    facts = {
        "meta": "1",
        "schemes": " ".join(scheme.id for scheme in schemes),
        "rulebook": rulebook.digest,
        "lang": lang,
    }
    for number, (key, value) in enumerate(facts.items()):
        sheet.write_string(number, 0, f"{MARK}{key}")
        sheet.write_string(number, 1, value)
    sheet.very_hidden()
    sheet.protect()


class Writer:
    """What the sheets of one workbook share."""

    def __init__(self, book: Any, form: Layout, rulebook: Rulebook, lang: str) -> None:
        self.book, self.form, self.rulebook, self.lang = book, form, rulebook, lang
        self.looks, self.lists = Looks(book), Lists()
        self.answers = Answers(rulebook, self.lists, form, lang)

    def word(self, key: str, **values: object) -> str:
        return word(key, self.lang, **values)

    def put(self, sheet: Any, at: tuple[int, int], cell: Cell, look: Any, asked: Asked) -> None:
        """One value at a row and column. Raises GF-623 where Excel would cut it off."""
        row, column = at
        value = cell.value
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, look)
        elif isinstance(value, str):
            kept = text(cell) or ""
            if len(kept) > _LONGEST:
                why = Bilingual(
                    f"{len(kept)} 个字，一格最多 {_LONGEST} 个", f"{len(kept)} characters, {_LONGEST} fit a cell"
                )
                raise one("GF-623", None, name=asked.question.ask.in_(self.lang), why=why)
            sheet.write_string(row, column, kept, look)
        elif value is None:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_number(row, column, value, look)

    # ---------------------------------------------------------------- a sheet of questions

    def questions(self, section: Sheet) -> tuple[int, int]:
        """Write one sheet; its first and last row with questions, from 1."""
        sheet = self.book.add_worksheet(section.name)
        sheet.set_tab_color(DARK)
        documents = self.form.documents if any(is_answer(asked.question) for asked in section.asked) else 0
        keys = (*COLUMNS, *(key for number in range(documents) for key in document_keys(number + 1)))
        self._head(sheet, section.title, keys)
        row = TOP
        for block in section.blocks:
            sheet.write_string(row, 0, HEAD)
            sheet.write_blank(row, 2, None, self.looks.banner())
            sheet.write_string(row, 3, block.title, self.looks.banner())
            for column in range(4, len(keys)):
                sheet.write_blank(row, column, None, self.looks.banner())
            row += 1
            for asked in block.asked:
                row = self._question(sheet, row, asked, documents)
        self._finish(sheet, row, len(keys) - 1)
        return TOP + 1, row

    def _head(self, sheet: Any, title: str, keys: tuple[str, ...]) -> None:
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(1, 26)
        sheet.write_string(1, 2, title, self.looks.title())
        for row in (1, 2):
            sheet.write_string(row, 0, HEAD)
        heads: list[tuple[str, float]] = []
        for column, key in enumerate(keys):
            sheet.write_string(0, column, MARK + key)
            kind, number = key.rstrip("0123456789"), key.lstrip("abcdefghijklmnopqrstuvwxyz_")
            hidden = {"hidden": True} if key in ("id", "was") else {}
            sheet.set_column(column, column, WIDTHS.get(kind, 9), None, hidden)
            if not hidden:
                shown = self.word("no." if key == "no" else kind, n=number)
                sheet.write_string(2, column, shown, self.looks.head())
                heads.append((shown, WIDTHS[kind]))
        sheet.set_row(2, max(32, height(heads)))

    def _question(self, sheet: Any, row: int, asked: Asked, documents: int) -> int:
        """Write one question; the row behind it."""
        question, looks = asked.question, self.looks
        sheet.write_string(row, _PLACE["id"], question.id)
        sheet.write_string(row, _PLACE["was"], digest(understand(question, asked.row, self.rulebook).raw))
        sheet.write_number(row, _PLACE["no"], asked.number, looks.label(align="center"))
        sheet.write_string(row, _PLACE["ask"], question.ask.in_(self.lang), looks.label())
        sheet.write_string(
            row, _PLACE["help"], self.answers.help(asked), looks.label(font_size=9, font_color="#595959")
        )
        for key in INPUTS:
            self._input(sheet, row, key, asked)
        sheet.set_row(row, height(self._texts(asked)))
        self._documents(sheet, row, asked, documents)
        options = question.fact.options if question.fact is not None and question.kind == "multi" else ()
        table = self.form.tables.get(question.id)
        cells = None if table is None else f"'{table}'!B{TOP + 1}:B{last_row(asked)}"
        place = Place(row + 1, len(options), cells, norm_cells(self.form, asked))
        shown = self.word(state(asked, self.rulebook))
        sheet.write_formula(
            row, _PLACE["state"], formula(asked, place, self.rulebook, self.lang), looks.label(align="center"), shown
        )
        for option in options:
            row += 1
            self._option(sheet, row, asked, option.id, option.title.in_(self.lang))
        return row + 1

    def _texts(self, asked: Asked) -> Iterator[tuple[str, float]]:
        """What may need several lines, with the width it has."""
        yield asked.question.ask.in_(self.lang), WIDTHS["ask"]
        yield self.answers.help(asked), WIDTHS["help"] * 1.1
        for key in INPUTS:
            yield text(asked.row.cell(key)) or "", WIDTHS[key]
        for document in asked.row.documents:
            yield text(document[0]) or "", WIDTHS["file"]

    def _input(self, sheet: Any, row: int, key: str, asked: Asked) -> None:
        column = _PLACE[key]
        if not self.answers.open(key, asked):
            sheet.write_blank(row, column, None, self.looks.closed())
            return
        look = self.looks.input(**self.answers.look(key, asked))
        self.put(sheet, (row, column), asked.row.cell(key), look, asked)
        rule = self.answers.rule(key, asked, row + 1)
        if rule is not None:
            sheet.data_validation(row, column, row, column, rule)

    def _documents(self, sheet: Any, row: int, asked: Asked, documents: int) -> None:
        for number in range(documents):
            start = len(COLUMNS) + 3 * number
            if not is_answer(asked.question):
                for column in range(start, start + 3):
                    sheet.write_blank(row, column, None, self.looks.closed())
                continue
            cells = asked.row.documents[number] if number < len(asked.row.documents) else (Cell(None),) * 3
            for column, (cell, form) in enumerate(zip(cells, ("@", DAY, DAY), strict=True), start=start):
                self.put(sheet, (row, column), cell, self.looks.input(num_format=form), asked)
            sheet.data_validation(row, start + 1, row, start + 2, self.answers.day_rule())

    def _option(self, sheet: Any, row: int, asked: Asked, option: str, title: str) -> None:
        """The row on which one option of several is ticked."""
        sheet.write_string(row, _PLACE["id"], f"{asked.question.id}{OPTION}{option}")
        sheet.write_blank(row, _PLACE["no"], None, self.looks.label())
        sheet.set_row(row, height([(title, WIDTHS["ask"] - 4)]))
        sheet.write_string(row, _PLACE["ask"], title, self.looks.label(indent=2))
        tick = asked.row.ticks.get(option, Cell(None))
        self.put(sheet, (row, _PLACE["answer"]), tick, self.looks.input(align="center"), asked)
        sheet.data_validation(row, _PLACE["answer"], row, _PLACE["answer"], self.answers.tick_rule())
        sheet.write_string(
            row, _PLACE["help"], self.word("option"), self.looks.label(font_size=9, font_color="#595959")
        )
        for key in ("unit", "state", "not_applicable", "unverified", "note"):
            sheet.write_blank(row, _PLACE[key], None, self.looks.closed())

    def _finish(self, sheet: Any, rows: int, right: int) -> None:
        for key, colour in STATES.items():
            look = self.book.add_format({"font_color": colour, "bold": key not in ("open", "optional")})
            rule = {"type": "cell", "criteria": "==", "value": f'"{self.word(key)}"', "format": look}
            sheet.conditional_format(TOP, _PLACE["state"], rows, _PLACE["state"], rule)
        sheet.autofilter(2, 0, max(rows - 1, TOP), right)  # whoever sorts by it takes ids and documents along
        sheet.freeze_panes(TOP, 4)
        sheet.ignore_errors({"number_stored_as_text": f"C{TOP + 1}:XFD{rows + 1}"})
        self.page(sheet, rows - 1, 2, right, scale=_SCALE)
        sheet.repeat_rows(1, 2)
        sheet.repeat_columns(2, 3)
        sheet.set_v_pagebreaks([len(COLUMNS)])

    def page(self, sheet: Any, row: int, left: int, right: int, *, scale: int | None = None, wide: int = 1) -> None:
        """How a sheet is printed (``wide`` pages, or to scale), and that only its answers can be changed."""
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        if scale is None:
            sheet.fit_to_pages(wide, 0)
        else:
            sheet.set_print_scale(scale)
        sheet.print_area(0, left, row, right)
        sheet.set_footer("&L&A&R&P / &N")
        allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
        sheet.protect("", dict.fromkeys(allowed, True))
