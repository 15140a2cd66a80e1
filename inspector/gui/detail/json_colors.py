"""What each part of a JSON text is, and its color in a theme."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum

from PySide6.QtGui import QColor

from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

_PART = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*+"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*+"?)'
    r"|(?P<number>-?\d[\d.eE+-]*+)|(?P<literal>true|false|null)"
)


class Token(Enum):
    """A kind of part."""

    KEY = "key"
    STRING = "string"
    NUMBER = "number"
    LITERAL = "literal"
    MARK = "mark"
    """Brackets, and the counts that stand for containers."""


def tokens(text: str) -> Iterator[tuple[int, int, Token]]:
    """The colored parts of a line: where each begins, how long it is, what it is."""
    for found in _PART.finditer(text):
        if found.lastgroup is not None:
            start, end = found.span()
            yield start, end - start, Token(found.lastgroup)


def token_colors(theme: Theme) -> Mapping[Token, QColor]:
    """A color for each kind of part; all of them are legible on rows and on a selected row."""
    names = {
        Token.KEY: theme.accent,
        Token.STRING: theme.classes[CodeClass.C2XX].color,
        Token.NUMBER: theme.classes[CodeClass.C6XX].color,
        Token.LITERAL: theme.classes[CodeClass.C4XX].color,
        Token.MARK: theme.muted,
    }
    return {token: QColor(name) for token, name in names.items()}
