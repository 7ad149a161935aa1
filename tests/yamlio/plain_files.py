"""Files that are plain or nearly so, and whether the fast way in and the strict parser agree on them."""

from __future__ import annotations

import random
from typing import Any

from assess import yamlio
from assess.plainyaml import plain_data

SCALARS = (  # noqa: SIM905  # a table of words
    "a¦~¦null¦Null¦NULL¦nUll¦true¦True¦tRue¦yes¦no¦on¦是¦否¦0¦1¦-1¦+1¦01¦007¦0o17¦0o8¦0x1F¦0xg¦0b1¦1_000¦_0¦1e3¦1E3¦1.¦.5¦-.5¦1.5¦"
    "1.50¦0.00001¦-0¦0.0¦.inf¦-.inf¦.nan¦.NaN¦inf¦nan¦1e400¦123456789012345678901234567890¦9223372036854775808¦1:30¦1:30:45¦"
    "2024-01-01¦2024-01-01T00:00:00Z¦12:34¦=¦<<¦!¦!!str 1¦!x a¦&a b¦*a¦[1, 2]¦[]¦{}¦{a: 1}¦{a}¦[a: 1]¦{a: [{b: 1, c: 2}, d]}¦{a: {b: 1}}¦"
    "'x'¦'it''s'¦\"x\"¦\"\\n\"¦\"\\u4e2d\"¦'1'¦\"1\"¦''¦\"\"¦# c¦a # c¦a#c¦a: b¦a:b¦- a¦-¦--¦---¦...¦?¦? a¦: a¦@a¦`a¦%a¦,¦[¦]¦{¦}¦a]¦a,b¦'a¦"
    '"a¦>¦|¦>-¦\\¦2300万度¦12％¦12 %¦1,000 t¦A01-营业执照.pdf¦ＡＢ¦　x¦x　¦\u00a0¦a\u00a0¦\u2028¦\u0085¦\ufeff¦😀¦\t¦a\tb¦0.1.2¦1-2¦+¦.¦..¦e1¦0x¦'
    "1e+5¦0777¦NaN¦~a¦null a¦!!null¦a #¦a  # b¦٣¦１２¦1 2¦100.00¦2024¦91330522MA0XG2B4LJ¦9G¦0xG¦1e5G¦0b1z¦A&B¦5*3¦（注）¦“x”"
).split("¦")
KEYS = (
    "a",
    "b",
    "value",
    "x-y",
    "a_b",
    "k1",
    "null",
    "true",
    "Null",
    "no",
    "nan",
    "_0",
    "_",
    "1",
    "e1",
    "值",
    "a b",
    "'q'",
)
PIECES = (
    *SCALARS,
    *KEYS,
    "\n",
    "\n  ",
    "\n- ",
    "- ",
    ": ",
    ":",
    " ",
    "  ",
    " #",
    "'",
    '"',
    "\n\n",
    "\n# c\n",
    "\n    ",
    "- - ",
    "|\n  x",
)
LETTERS = "0123456789abcdefxoXO_.+-  nulltrueyes是万％%()（/;=<>~^*&!?@`,[]{}|'\"#:\\"


def same(left: Any, right: Any) -> bool:
    """Equal in value, type and order, all the way down."""
    if isinstance(left, dict) and type(right) is dict:
        return list(left) == list(right) and all(type(key) is str and same(left[key], right[key]) for key in right)
    if isinstance(left, list) and type(right) is list:
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right


def agrees(text: str) -> bool:
    """Whether the fast way took the text; it must then be right."""
    found = plain_data(text)
    if found is None:
        return False
    assert same(yamlio.parse(text, "f"), found), text
    return True


class Files:
    """Files that are nearly right: seeded, with a mistake here and there."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.good = [scalar for scalar in SCALARS if plain_data(f"k: {scalar}") is not None]

    def rarely(self, one_in: int = 10) -> bool:
        return self.chance.randrange(one_in) == 0

    def scalar(self) -> str:
        if self.rarely(6):
            return "".join(self.chance.choices(LETTERS, k=self.chance.randint(1, 8)))
        return self.chance.choice(SCALARS if self.rarely(8) else self.good)

    def key(self) -> str:
        return self.chance.choice(KEYS if self.rarely(25) else KEYS[:6])

    def flow(self, depth: int = 0) -> str:
        kind = self.chance.random()
        items = range(self.chance.randint(0, 3))
        if depth < 3 and kind < 0.3:
            return "{" + ", ".join(f"{self.key()}: {self.flow(depth + 1)}" for _ in items) + "}"
        if depth < 3 and kind < 0.6:
            return "[" + ", ".join(self.flow(depth + 1) for _ in items) + "]"
        return self.scalar()

    def value(self) -> str:
        return (self.flow() if self.rarely(4) else self.scalar()) + ("  # 注" if self.rarely() else "")

    def lines(self, indent: int = 0, depth: int = 0) -> list[str]:
        """One block; ``depth`` ends it."""
        listed, found = self.rarely(3), []
        for _ in range(self.chance.randint(1, 4)):
            pad = " " * max(indent + (self.chance.choice((-1, 1)) if self.rarely(40) else 0), 0)
            if self.rarely(15):
                found.append(self.chance.choice(("", "  ", "# c", pad + "# c", "      text")))
            if listed:
                inner = self.lines(indent + 2, depth + 1) if depth < 4 and self.rarely(2) else [self.value()]
                found += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
            elif depth < 4 and self.rarely(3):
                found += [f"{pad}{self.key()}:", *self.lines(indent + self.chance.choice((2, 2, 2, 0, 4)), depth + 1)]
            else:
                found.append(f"{pad}{self.key()}: {self.value()}")
        return found

    def spoilt(self, text: str) -> str:
        """The text with a piece in the place of another."""
        start = self.chance.randrange(len(text) + 1)
        return text[:start] + self.chance.choice(PIECES) + text[start + self.chance.choice((0, 0, 1, 3)) :]

    def moved(self, text: str) -> str:
        """The text with a line left out, doubled, moved or indented differently."""
        lines = text.split("\n")
        place, other = self.chance.randrange(len(lines)), self.chance.randrange(len(lines))
        line = lines[place]
        match self.chance.randrange(5):
            case 0:
                del lines[place]
            case 1:
                lines.insert(other, line)
            case 2:
                lines[place], lines[other] = lines[other], line
            case 3:
                lines[place] = " " * self.chance.randint(1, 3) + line
            case _:
                lines[place] = line[min(2, len(line) - len(line.lstrip(" "))) :]
        return "\n".join(lines)
