"""The scrolling part below the answer; it tells when another part of it is in sight."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.message import Message


class About(VerticalScroll, can_focus=False):
    """The scrolling part below the answer; it tells when it has been scrolled or laid out anew."""

    class Scrolled(Message):
        """Another part is in sight."""

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by keys or mouse."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def watch_virtual_size(self) -> None:
        """The content is another one."""
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """There is more room, or less."""
        self.post_message(self.Scrolled())
