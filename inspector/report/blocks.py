"""The small vocabulary that every report is built from, before it is text, Markdown or HTML.

All texts are plain: a renderer escapes them for its own format, so a block may hold whatever a
capture delivered.
"""

from dataclasses import dataclass
from typing import TypeAlias

from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 is the document's own, 2 and 3 are its sections."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `muted` marks a side remark."""

    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value; `mono` marks ids and numbers that are read digit by digit."""

    label: str
    value: str
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values, one a line."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Badge:
    """A printed code in the color and shape of its class."""

    text: str
    code_class: CodeClass


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """One or more badges and the sentence they belong to."""

    badges: tuple[Badge, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do or to look at, in order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text kept as it was delivered, line breaks included."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column; numbers stand right."""

    title: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell; one with a code class is drawn as a badge."""

    text: str
    code_class: CodeClass | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under titled columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Heading | Paragraph | Facts | BadgeLine | Steps | Code | Table
