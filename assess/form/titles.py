"""Titles held (已获得的称号) as a table of the workbook: a row per list that the factory says it is on."""

from __future__ import annotations

from datetime import date

from assess.filling.questions import Question
from assess.rulebook.model import Column, Fact, Option, Text
from assess.submission.model import Title
from assess.submission.titles import LEVELS

DAYS = ("granted", "reviewed", "removed")
"""The columns that hold dates."""
_ASK = Text(zh="已获得的绿色称号", en="Green titles held")
_HELP = Text(
    zh="曾列入或现列入的绿色工厂名单，用于梯度培育（assess ladder），不影响得分。",
    en="Lists of green factories that the factory is or was on; for assess ladder, without influence on any score.",
)
_FACT = Fact(
    id="titles",
    topic="titles",
    ask=_ASK,
    help=_HELP,
    kind="table",
    columns=(
        Column(
            id="level",
            title=Text(zh="哪一级名单（不在列表中的称号留空）", en="Whose list (empty for titles of another kind)"),
            kind="choice",
            options=tuple(Option(id=name, title=Text(zh=title.zh, en=title.en)) for name, title in LEVELS.items()),
            required=False,
        ),
        Column(
            id="name",
            title=Text(zh="称号全称（选了级别可不写）", en="Title in its own words (may be left out with a level)"),
            kind="text",
            required=False,
        ),
        Column(id="granted", title=Text(zh="获得日期", en="Granted on"), kind="text"),
        Column(
            id="reviewed",
            title=Text(zh="最近一次通过复核的日期", en="Last re-review passed on"),
            kind="text",
            required=False,
        ),
        Column(
            id="removed",
            title=Text(zh="被移出名单的日期", en="Taken off the list on"),
            kind="text",
            required=False,
        ),
        Column(
            id="document",
            title=Text(zh="公布文件（名称、文号）", en="Announcement (name, number)"),
            kind="text",
            required=False,
        ),
    ),
)
TITLES = Question("titles", ("titles",), "table", _ASK, _HELP, _FACT)
"""Asked in every form: titles belong to the factory, not to a scheme."""
LEVEL_OR_NAME = Text(zh="级别或称号全称", en="Level or title")


def line(title: Title, lang: str) -> dict[str, str | date | None]:
    """One title by column."""
    level = LEVELS[title.level].in_(lang) if title.level is not None else None
    days = zip(DAYS, (title.granted, title.reviewed, title.removed), strict=True)
    return {"level": level, "name": title.name, **dict(days), "document": title.document}
