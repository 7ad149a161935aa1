"""What each answer cell accepts and says: drop-downs, limits, number formats, and how to answer in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from assess.form import units
from assess.form.layout import Asked, Layout
from assess.form.lists import Lists
from assess.form.looks import DAY
from assess.form.model import is_answer
from assess.form.texts import word
from assess.rulebook.load import Rulebook

_TITLE, _MESSAGE = 32, 255
"""Characters that Excel shows of a validation's title and message."""
_SEPARATOR = {"zh": "、", "en": ", "}


class Answers:
    """Rules for cells, in one language."""

    def __init__(self, rulebook: Rulebook, lists: Lists, form: Layout, lang: str) -> None:
        self.rulebook, self.lists, self.form, self.lang = rulebook, lists, form, lang

    def word(self, key: str, **values: object) -> str:
        """A word of the workbook."""
        return word(key, self.lang, **values)

    def open(self, key: str, asked: Asked) -> bool:
        """Whether the question has this cell at all; what is written already is never shut away."""
        question = asked.question
        if key == "answer" or asked.row.cell(key).value is not None:
            return True
        if key == "unit":
            return question.kind in ("quantity", "benchmark") and bool(units.offered(question, self.rulebook))
        if key == "not_applicable":
            return question.fact is not None and question.fact.may_be_not_applicable
        return is_answer(question) or (key == "note" and question.benchmark is not None)

    def look(self, key: str, asked: Asked) -> dict[str, object]:
        """The cell's number format; answers in General, so that Excel reads 12% as a percentage."""
        kind = asked.question.kind
        if key in ("unit", "unverified"):
            return {"num_format": "@", "align": "center"}
        if key != "answer" or kind == "text":
            return {"num_format": "@"}
        if kind == "date":
            return {"num_format": DAY}
        return {"align": "right" if kind in ("quantity", "benchmark", "year") else "center"}

    def help(self, asked: Asked) -> str:
        """The question's own help, then how to write the answer."""
        question = asked.question
        parts = [question.help.in_(self.lang)] if question.help is not None else []
        parts.append(self._how(asked))
        offered = units.offered(question, self.rulebook) if question.kind in ("quantity", "benchmark") else ()
        if offered:
            parts.append(self.word("help.units", units=_SEPARATOR[self.lang].join(offered)))
        if question.fact is not None and question.fact.may_be_not_applicable:
            parts.append(self.word("how.na"))
        return "\n".join(parts)

    def _how(self, asked: Asked) -> str:
        question = asked.question
        if question.kind == "table":
            return self.word("table.where", sheet=self.form.tables[question.id])
        if question.kind == "multi":
            return self.word("multi.where")
        if question.kind == "quantity":
            first = units.declared(question, self.rulebook)[0]
            return self.word({"%": "how.percent", "1": "how.number"}.get(first, "how.quantity"))
        if asked in self.form.by_norm:
            return self.word("how.by_norm", sheet=self.form.norms)
        return self.word(f"how.{question.kind}")

    # ---------------------------------------------------------------- validation

    def rule(self, key: str, asked: Asked, row: int) -> dict[str, Any] | None:
        """Excel's rule for the cell in ``row`` (from 1); None where anything goes."""
        if key == "unit":
            return self._list(units.offered(asked.question, self.rulebook), "wrong.unit", warn=True)
        if key == "unverified":
            return self._list((self.word("yes"),), "wrong.list")
        return self._answer(asked, row) if key == "answer" else None

    def _answer(self, asked: Asked, row: int) -> dict[str, Any] | None:
        question = asked.question
        options = tuple(option.title.in_(self.lang) for option in question.fact.options) if question.fact else ()
        match question.kind:
            case "yes_no":
                return self._list((self.word("yes"), self.word("no")), "wrong.list", asked=asked)
            case "choice":
                return self._list(options, "wrong.list", asked=asked)
            case "extent":
                return self._list(options, "wrong.extent", warn=True, asked=asked)
            case "multi" | "table":
                return self._list((self.word("none"),), "wrong.list", asked=asked)
            case "date":
                return self.day_rule()
            case "year":
                limits = {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100}
                return limits | self._says("wrong.year")
            case "quantity":
                return self._number(asked, row)
        if question.id == "factory.credit_code":
            return {"validate": "length", "criteria": "==", "value": 18} | self._says("wrong.code", warn=True)
        return None

    def _number(self, asked: Asked, row: int) -> dict[str, Any]:
        """Numbers within the fact's limits as far as they hold whatever the unit; texts are left to the import."""
        fact = asked.question.fact
        assert fact is not None
        least, most = fact.at_least, fact.at_most
        tests = [f"ISNUMBER(E{row})"]
        tests += [f"E{row}>={least:g}"] if least is not None else []
        tests += [f"E{row}<={most:g}"] if most is not None else []
        bounds = ""
        if least is not None:
            key = "bounds.least" if most is None else "bounds.between"
            bounds = self.word(key, least=f"{least:g}", most=f"{most or 0:g}")
        formula = f"=OR(ISTEXT(E{row}),AND({','.join(tests)}))"
        return (
            {"validate": "custom", "value": formula} | self._says("wrong.number", bounds=bounds) | self._prompt(asked)
        )

    def _list(
        self, items: tuple[str, ...], says: str, *, warn: bool = False, asked: Asked | None = None
    ) -> dict[str, Any]:
        rule: dict[str, Any] = {"validate": "list", "source": self.lists.source(items)}
        return rule | self._says(says, warn=warn) | (self._prompt(asked) if asked is not None else {})

    def tick_rule(self) -> dict[str, Any]:
        """The rule for an option of several."""
        return self._list(("√",), "wrong.list")

    def day_rule(self) -> dict[str, Any]:
        """The rule for a date."""
        limits = {"validate": "date", "criteria": "between", "minimum": date(1950, 1, 1), "maximum": date(2100, 12, 31)}
        return limits | self._says("wrong.date", warn=True)

    def choice_rule(self, titles: tuple[str, ...]) -> dict[str, Any]:
        """The rule for a choice in a table."""
        return self._list(titles, "wrong.list")

    def norm_rule(self, columns: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
        """The rule for a norm: labels, with what is said of each beside them."""
        source = self.lists.source(*columns)
        return {"validate": "list", "source": source} | self._says("wrong.list")

    def _says(self, key: str, *, warn: bool = False, **values: object) -> dict[str, Any]:
        return {
            "error_type": "warning" if warn else "stop",
            "error_title": self.word("wrong.title")[:_TITLE],
            "error_message": self.word(key, **values)[:_MESSAGE],
        }

    def _prompt(self, asked: Asked) -> dict[str, Any]:
        message = self.help(asked)
        short = message if len(message) <= _MESSAGE else self._how(asked)
        return {"input_message": short[:_MESSAGE]}
