"""The palette (查找): every action, and every question by part of its name in either language, its id, topic or criterion."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast
from unicodedata import normalize

from rich.text import Text as Shown
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from assess.filling.questions import Question
from assess.rulebook.model import Text
from assess.tui.commands import COMMANDS, Command
from assess.tui.words import ScreenWords

if TYPE_CHECKING:
    from assess.tui.app import FillApp

_NUMBER, _IN_NAME, _IN_ID, _IN_ANSWERS, _ELSEWHERE, _SCATTERED = 5.0, 3.0, 2.0, 1.5, 1.0, 0.5


class FillPalette(CommandPalette):
    """Textual's palette with our texts and without its picture of a magnifying glass, whose width terminals disagree on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1,ctrl+p", "escape", show=False)]
    DEFAULT_CSS = """
    FillPalette SearchIcon { display: none; }
    FillPalette CommandInput { padding-left: 1; }
    FillPalette > Vertical { margin-top: 1; max-width: 110; }
    """

    def __init__(self, words: ScreenWords) -> None:
        super().__init__(placeholder=words.say("palette.placeholder"))


class FillCommands(Provider):
    """What the palette finds. It says itself that nothing was found, in the reader's language."""

    @property
    def fill(self) -> FillApp:
        """The application."""
        return cast("FillApp", self.app)

    async def discover(self) -> Hits:
        """Before anything is typed: the actions."""
        for command in _offered():
            text = Shown(command.title(self.fill.words))
            yield DiscoveryHit(text, partial(self.fill.perform, command.action), help=self._about(command))

    async def search(self, query: str) -> Hits:
        """Everything that has all the words typed."""
        words = _plain(query).split()
        found = [*self._questions(words), *self._actions(words)]
        for hit in found:
            yield hit
        if not found:
            yield Hit(0.0, Shown(self.fill.words.say("palette.no_match"), "dim"), _nothing)

    def _questions(self, words: list[str]) -> Iterator[Hit]:
        asked = self.fill.session.questionnaire
        for section in asked.sections:
            for topic in section.topics:
                around = f"{topic.title.zh} {topic.title.en} {section.title.zh} {section.title.en}"
                title = topic.title.in_(self.fill.words.lang)
                for question in topic.questions:
                    number = asked.number(question.id) + 1
                    score = _NUMBER if words == [str(number)] else _score(words, question, around)
                    if score:
                        place = self.fill.words.say("palette.question", number=number, topic=title)
                        name = _marked(question.ask.in_(self.fill.words.lang), words)
                        yield Hit(score, name, partial(self.fill.go, question.id), help=escape(place))

    def _actions(self, words: list[str]) -> Iterator[Hit]:
        for command in _offered():
            text = command.title(self.fill.words)
            about = f"{text} {command.help(self.fill.words)} {command.shown} {command.action}"
            if all(word in _plain(about) for word in words):
                name = all(word in _plain(text) for word in words)
                run = partial(self.fill.perform, command.action)
                yield Hit(_IN_NAME + 1 if name else _ELSEWHERE, _marked(text, words), run, help=self._about(command))

    def _about(self, command: Command) -> str:
        key = self.fill.words.say("palette.action", key=command.shown)
        return escape(f"{key} · {command.help(self.fill.words)}")


def _offered() -> Iterator[Command]:
    """What can be done from the palette, most needed first: not keys that only mean something inside the pane, nor itself."""
    offered = (one for one in COMMANDS if one.rank and one.action != "palette")
    return iter(sorted(offered, key=lambda one: one.rank))


def _score(words: list[str], question: Question, around: str) -> float:
    """How well a question fits; 0 not at all."""
    name = _plain(f"{question.ask.zh} {question.ask.en}")
    ids = _plain(" ".join((question.id, *(feed.id for feed in question.feeds))))
    if all(word in name for word in words):
        return _IN_NAME
    if all(word in name or word in ids for word in words):
        return _IN_ID
    answers = _plain(" ".join(f"{title.zh} {title.en}" for title in _choices(question)))
    if all(word in name or word in ids or word in answers for word in words):
        return _IN_ANSWERS
    found = f"{name} {ids} {answers} {_plain(around)}"
    if all(word in found for word in words):
        return _ELSEWHERE
    return _SCATTERED if all(_scattered(word, name) for word in words) else 0.0


def _scattered(word: str, text: str) -> bool:
    """Whether Chinese letters stand in ``text`` in this order: 废水产生 in 生产废水年产生量."""
    rest = iter(text)
    return not word.isascii() and all(letter in rest for letter in word)


def _choices(question: Question) -> Iterator[Text]:
    """What can be chosen as an answer, a table's columns and the levels of a comparison value's norm included."""
    fact, benchmark = question.fact, question.benchmark
    if fact is not None:
        yield from (option.title for option in fact.options)
        for column in fact.columns:
            yield column.title
            yield from (option.title for option in column.options)
    if benchmark is not None:
        yield benchmark.title


def _plain(text: str) -> str:
    """Letters alike, whether typed full-width or half-width, in capitals or not."""
    return normalize("NFKC", text).casefold()


def _marked(text: str, words: list[str]) -> Shown:
    shown = Shown(text)
    shown.highlight_words(words, "underline", case_sensitive=False)
    return shown


def _nothing() -> None:
    """Chosen where nothing was found: the palette closes."""
