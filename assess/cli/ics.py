"""The dates ahead as a calendar file (RFC 5545): one all-day event each, the same bytes for the same input.

The library folds, escapes and ends the lines; imported only when a calendar is asked for.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vText

from assess.cli.ladder_words import NOTICE, LadderWords
from assess.cli.say import Say
from assess.report.words import Words

if TYPE_CHECKING:
    from assess.language import Lang
    from assess.planning.ladder import DateAhead, LadderStanding
    from assess.rulebook.load import Rulebook

PRODUCT = "-//green-factory-assess//assess ladder//ZH"
DOMAIN = "green-factory-assess"


def calendar_bytes(standing: LadderStanding, rulebook: Rulebook, lang: Lang) -> bytes:
    """The whole file. The day asked for is its time stamp: the clock is never read."""
    say = Say(lang)
    words = LadderWords(say, Words(lang, 2, rulebook))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    name = _one_line(standing.submission.factory.name)
    title = say(f"{name} · 绿色工厂日期", f"{name} · green-factory dates")
    calendar.add("x-wr-calname", vText(title))  # the library escapes X- properties only when told that they are text
    for ahead in standing.dates:
        calendar.add_component(_event(ahead, standing, words))
    return bytes(calendar.to_ical())


def _event(ahead: DateAhead, standing: LadderStanding, words: LadderWords) -> Event:
    factory = _one_line(standing.submission.factory.name)
    event = Event()
    event.add("uid", uid(ahead, standing))
    event.add("dtstamp", datetime.combine(standing.on, time(), UTC))
    event.add("dtstart", ahead.day)
    event.add("summary", f"{factory}{words.words('colon')}{words.ahead(ahead)}")
    event.add("description", f"{words.source(ahead)}\n{words.say(*NOTICE)}")
    event.add("transp", "TRANSPARENT")
    return event


def uid(ahead: DateAhead, standing: LadderStanding) -> str:
    """The same event of the same factory has the same id in every export, so that calendars replace it."""
    factory = standing.submission.factory
    who = factory.credit_code or factory.name
    return hashlib.sha256(f"{who}\n{ahead.key}".encode()).hexdigest()[:32] + f"@{DOMAIN}"


def _one_line(name: str) -> str:
    """A name for a headline: one line, whatever was typed."""
    return " ".join(name.split())
