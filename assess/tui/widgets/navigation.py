"""The navigation tree (导航): sections, topics and questions with their states."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Tree

from assess.filling.session import Session
from assess.tui.words import ScreenWords


class Navigation(Tree[str]):
    """Every question; data of a leaf is the question's id."""

    @dataclass
    class Chosen(Message):
        """A question was picked."""

        question_id: str

    def __init__(self) -> None:
        super().__init__("")
        self.show_root = False

    def show(self, session: Session, words: ScreenWords) -> None:
        """Show states and points."""
        if self.root.children:
            return
        for section in session.questionnaire.sections:
            branch = self.root.add(section.title.in_(words.lang))
            for topic in section.topics:
                twig = branch.add(topic.title.in_(words.lang))
                for question in topic.questions:
                    twig.add_leaf(question.ask.in_(words.lang), question.id)

    def mark(self, question_id: str) -> None:
        """Show where the pane is."""

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Enter or a click on a question."""
        if event.node.data is not None:
            self.post_message(self.Chosen(event.node.data))
