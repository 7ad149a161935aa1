"""Reading our Markdown pages: fenced blocks with the comment that says how to test them, headings, links."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRANSLATED = (
    "README.md", "docs/batch.md", "docs/command-line.md", "docs/criteria-language.md", "docs/filling.md", "docs/form.md",
    "docs/portfolio.md", "docs/schemes.md", "docs/submission.md",
)  # fmt: skip
"""Pages that exist in English and, under the name ``….zh-CN.md``, in Chinese."""

_BLOCK = re.compile(
    r"(?:^<!-- test: (?P<test>.+?) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block; ``test`` is the comment above it in words: how to test it, then its arguments."""

    page: str
    line: int
    test: tuple[str, ...]
    language: str
    text: str

    @property
    def where(self) -> str:
        return f"{self.page}:{self.line}"

    @property
    def kind(self) -> str:
        return self.test[0] if self.test else ""


def pages() -> list[str]:
    """Every page of the project, as a path from its root."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def chinese(page: str) -> str:
    return page.removesuffix(".md") + ".zh-CN.md"


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str, *kinds: str) -> list[Block]:
    """The fenced blocks of a page, or those to be tested in one of these ways."""
    text = read(page)
    found = [
        Block(
            page,
            text.count("\n", 0, match.start()) + 1,
            tuple((match["test"] or "").split()),
            match["language"],
            match["text"],
        )
        for match in _BLOCK.finditer(text)
    ]
    return [block for block in found if not kinds or block.kind in kinds]


def commands(page: str) -> list[str]:
    """The command lines of all console blocks."""
    lines = [line for block in blocks(page) if block.language == "console" for line in block.text.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def section(page: str, heading: str) -> str:
    """The text below the first heading that begins with ``heading``, up to the next heading."""
    lines = read(page).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading))
    below = lines[start + 1 :]
    end = next((number for number, line in enumerate(below) if line.startswith("#")), len(below))
    return "\n".join([lines[start], *below[:end]])


def links(page: str) -> list[str]:
    """Targets of links and pictures outside code."""
    return _LINK.findall(_FENCE.sub("", read(page)))


def anchors(page: str) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    return {_slug(heading) for heading in _HEADING.findall(_FENCE.sub("", read(page)))}


def _slug(heading: str) -> str:
    kept = [sign for sign in heading.lower() if sign in " -_" or unicodedata.category(sign)[0] in "LN"]
    return "".join(kept).strip().replace(" ", "-")
