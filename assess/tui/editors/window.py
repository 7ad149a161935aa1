"""Which lines of a list to show in the rows there are, so that the cursor stays in sight."""

from __future__ import annotations


def window(count: int, room: int, cursor: int, top: int) -> int:
    """The first line to show: as near to ``top`` as the cursor's line and the end of the list allow."""
    if count <= room:
        return 0
    if cursor < top:
        top = cursor
    elif cursor >= top + room:
        top = cursor - room + 1
    return max(0, min(top, count - room))
