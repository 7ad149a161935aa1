"""The contents (目录): sections, topics and questions with their states, progress and points at stake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from assess.filling.questions import Question
from assess.filling.session import Session
from assess.report.words import shortened
from assess.tui.words import ScreenWords

SIGNS = {"answered": "✓", "unknown": "○", "not_applicable": "–", "wrong": "✗"}
"""A state's sign; ``?`` stands for an answer that is not verified yet, ``!`` beside it for a warning."""
_STYLES = {"✓": "done", "–": "done", "✗": "wrong", "○": "open", "?": "open", "": "muted"}


class Line(NamedTuple):
    """What a node shows: its sign(s), its name, and on the right progress and points at stake."""

    sign: str
    name: str
    right: str = ""


class Navigation(Tree[str]):
    """Every question; data of a leaf is the question's id."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "navigation--done",
        "navigation--open",
        "navigation--wrong",
        "navigation--muted",
        "navigation--current",
    }
    DEFAULT_CSS = """
    Navigation { background: $surface; padding: 0 1; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Navigation > .navigation--done { color: $text-success; }
    Navigation > .navigation--open { color: $text-warning; }
    Navigation > .navigation--wrong { color: $text-error; text-style: bold; }
    Navigation > .navigation--muted { color: $text-muted; }
    Navigation > .navigation--current { color: $text-primary; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "screen.to_pane", show=False)]
    ICON_NODE, ICON_NODE_EXPANDED = "▸ ", "▾ "
    _planting = False

    @dataclass
    class Chosen(Message):
        """A question was picked."""

        question_id: str

    def __init__(self) -> None:
        super().__init__("")
        self.show_root = self.show_guides = False
        self.guide_depth = 2
        self._leaves: dict[str, TreeNode[str]] = {}
        self._lines: dict[TreeNode[str], Line] = {}
        self._opened: set[TreeNode[str]] = set()
        self._current: TreeNode[str] | None = None

    # ---------------------------------------------------------------- showing

    def show(self, session: Session, words: ScreenWords) -> None:
        """Show states, progress and points; only nodes that say something new are drawn again."""
        self._planting = not self.root.children
        if self._planting:
            self._plant(session)
        for branch, section in zip(self.root.children, session.questionnaire.sections, strict=True):
            inside: list[Question] = []
            for twig, topic in zip(branch.children, section.topics, strict=True):
                for leaf, question in zip(twig.children, topic.questions, strict=True):
                    self._set(leaf, Line(_sign(session, question.id), question.ask.in_(words.lang)))
                self._set(twig, Line("", topic.title.in_(words.lang), _progress(session, words, topic.questions)))
                inside += topic.questions
            self._set(branch, Line("", section.title.in_(words.lang), _progress(session, words, inside)))
        if self._planting:
            self._planting = False
            self._invalidate()

    def _invalidate(self) -> None:
        """Once for all nodes while they are being planted: each would walk over all that were planted before."""
        if not self._planting:
            super()._invalidate()

    def _plant(self, session: Session) -> None:
        for section in session.questionnaire.sections:
            branch = self.root.add("")
            for topic in section.topics:
                twig = branch.add("")
                for question in topic.questions:
                    self._leaves[question.id] = twig.add_leaf("", question.id)

    def _set(self, node: TreeNode[str], line: Line) -> None:
        if self._lines.get(node) != line:
            self._lines[node] = line
            if not self._planting:
                node.refresh()

    def mark(self, question_id: str) -> None:
        """Show where the pane is: its topic opens, topics opened this way before close again."""
        before, self._current = self._current, self._leaves[question_id]
        path = list(_above(self._current))
        for left in self._opened.difference(path):
            left.collapse()
        self._opened.intersection_update(path)
        for closed in (one for one in path if not one.is_expanded):
            closed.expand()
            self._opened.add(closed)
        if before is not None:
            before.refresh()
        self._current.refresh()
        self.call_after_refresh(self._reveal, self._current)

    def sign(self, question_id: str) -> str:
        """The sign a question stands with, a warning's ``!`` behind it."""
        return self._lines[self._leaves[question_id]].sign

    def _reveal(self, node: TreeNode[str]) -> None:
        """The cursor on the question; its topic and section in sight too, as far as there is room."""
        self.move_cursor(node)
        for seen in (*reversed([*_above(node)]), node):
            self.scroll_to_node(seen, animate=False)

    # ---------------------------------------------------------------- one line

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """Sign and name on the left, cut by cells; progress and points on the right."""
        line = self._lines.get(node, Line("", ""))
        cursor = style if node is self.cursor_node else Style()
        left = self._left(node, line)
        room = self._room(node) - left.cell_len - cell_len(line.right) - (1 if line.right else 0)
        name = shortened(line.name, max(room - 1, 0)) if cell_len(line.name) > room else line.name
        name_style = self._style("current") if node is self._current else style
        left.append(name, name_style)
        left.append(" " * (self._room(node) - left.cell_len - cell_len(line.right)))
        left.append(line.right, self._style("muted"))
        left.stylize(cursor)
        return left

    def _left(self, node: TreeNode[str], line: Line) -> Text:
        if node.allow_expand:
            return Text(self.ICON_NODE_EXPANDED if node.is_expanded else self.ICON_NODE, Style(meta={"toggle": True}))
        here = "▶" if node is self._current else " "
        return Text.assemble(
            (here, self._style("current")),
            (line.sign[:1], self._style(_STYLES[line.sign[:1]])),
            (line.sign[1:].ljust(1), self._style("wrong")),
        )

    def get_label_width(self, node: TreeNode[str]) -> int:
        """Every label fills its line, so nothing ever scrolls sideways."""
        return self._room(node)

    def _room(self, node: TreeNode[str]) -> int:
        depth = sum(1 for _ in _above(node))
        return max(self.scrollable_content_region.width - depth * self.guide_depth, 0)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"navigation--{name}", partial=True)

    # ---------------------------------------------------------------- choosing

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Enter or a click on a question."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Chosen(event.node.data))


def _above(node: TreeNode[str]) -> Iterator[TreeNode[str]]:
    """The topic and the section of a question."""
    while node.parent is not None and not node.parent.is_root:
        node = node.parent
        yield node


def _sign(session: Session, question_id: str) -> str:
    state = session.state(question_id)
    sign = "?" if state == "unknown" and session.entry(question_id).unverified else SIGNS[state]
    return sign + ("!" if session.warnings(question_id) else "")


def _progress(session: Session, words: ScreenWords, questions: Sequence[Question]) -> str:
    done = sum(session.state(question.id) in ("answered", "not_applicable") for question in questions)
    stake = sum(session.worth(question.id) for question in questions)
    points = " " + words.say("navigation.points", points=words.report.points(stake)) if stake > 0 else ""
    return f"{done}/{len(questions)}{points}"
