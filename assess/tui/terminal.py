"""Whether there is still a terminal to type at: one can go away without a word to us."""

from __future__ import annotations

import select


def gone(handle: int) -> bool:
    """Whether the other end of ``handle`` is closed for good. Where the system cannot tell: no."""
    if not hasattr(select, "poll"):
        return False
    watch = select.poll()
    watch.register(handle, 0)  # a hang-up is reported unasked
    return bool(watch.poll(0))
