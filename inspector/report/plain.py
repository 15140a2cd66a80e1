"""Captured text made safe and measurable for a terminal or any other one-line place."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that steer, reorder or hide text instead of showing something."""


def visible(text: str, *, keep_lines: bool = False) -> str:
    r"""The text with every control character, bidi mark and lone surrogate made visible.

    Nothing is dropped: C0 controls become their control picture, all others an escape such as
    `\u202e`. With `keep_lines`, line feeds and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    if keep_lines:
        text = text.replace("\r\n", "\n")
    return "".join(char if keep_lines and char in "\n\t" else _visible_char(char) for char in text)


def _visible_char(char: str) -> str:
    number = ord(char)
    if number < 0x20:
        return chr(_PICTURES + number)
    if number == 0x7F:
        return _DELETE_PICTURE
    if unicodedata.category(char) in _HIDDEN:
        return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"
    return char


def width(text: str) -> int:
    """Terminal columns the text takes; wide East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clip(text: str, columns: int) -> str:
    """The text cut to a number of terminal columns, its end marked with an ellipsis."""
    if width(text) <= columns:
        return text
    kept: list[str] = []
    used = 1
    for char in text:
        used += _char_width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def clip_middle(text: str, columns: int) -> str:
    """An id cut in its middle, so that both of its telling ends stay."""
    if len(text) <= columns or columns < 5:
        return clip(text, columns)
    tail = (columns - 1) // 2
    return f"{text[: columns - 1 - tail]}…{text[-tail:]}"


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to a number of terminal columns."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of a fixed width in a terminal; a cell that is too long is cut."""

    titles: tuple[str, ...]
    sizes: tuple[int, ...]
    right: frozenset[int] = frozenset()
    """Positions of the columns that stand right."""

    def head(self) -> list[str]:
        """The titles and a rule."""
        return [self.line(self.titles), "  ".join("─" * size for size in self.sizes)]

    def line(self, cells: Sequence[str]) -> str:
        """One row; its cells are made visible and stay on their line."""
        parts = [
            pad(clip(visible(cell), size), size, right=i in self.right)
            for i, (cell, size) in enumerate(zip(cells, self.sizes, strict=True))
        ]
        return "  ".join(parts).rstrip()


def columns_text(
    titles: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> list[str]:
    """An aligned table as lines, every column as wide as its widest cell."""
    sizes = tuple(
        max(width(visible(cell)) for cell in column) for column in zip(titles, *rows, strict=True)
    )
    grid = Grid(tuple(titles), sizes, right)
    return [*grid.head(), *(grid.line(row) for row in rows)]
