"""Days on the calendar: anniversaries, and when a yearly day comes next. Nothing here reads the clock."""

from __future__ import annotations

import calendar
from datetime import date


def add_years(day: date, years: int) -> date:
    """The corresponding day ``years`` later; from 29 February the last of the month where the year has none.

    A period of years ends on the corresponding day, or on the last day of the month (Civil Code, article 202).
    """
    if day.year + years > date.max.year:
        return date.max
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def next_day(month_day: str, on: date) -> date | None:
    """The first ``MM-DD`` on or after ``on``; None at the end of all calendars."""
    month, day = (int(part) for part in month_day.split("-"))
    this_year = date(on.year, month, day)
    if this_year >= on:
        return this_year
    return date(on.year + 1, month, day) if on.year < date.max.year else None
