"""Blocks of a report as widgets, in the look of the detail pane."""

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.badge import Badge
from inspector.gui.detail.widgets import (
    CapturedText,
    ElidedLabel,
    add_steps,
    caption,
    heading,
    label,
    mono,
)
from inspector.gui.fonts import TITLE_PX
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme
from inspector.report.blocks import (
    BadgeLine,
    Block,
    Cell,
    Code,
    Facts,
    Heading,
    Paragraph,
    Steps,
    Table,
)

_CAPTION_PX = 92
_TOP = Qt.AlignmentFlag.AlignTop


def block_widget(block: Block, theme: Theme, kind: str = "") -> QWidget:
    """The widget of a block; `kind` says beside a badge line what it heads."""
    match block:
        case BadgeLine():
            return _head(block, theme, kind)
        case Heading():
            return heading(block.text)
        case Paragraph():
            return label(block.text, role="muted" if block.muted else "")
        case Facts():
            return _facts(block)
        case Steps():
            return _steps(block.items)
        case Code():
            return _code(block)
        case Table():
            return _table(block, theme)
        case _:
            assert_never(block)


def _head(line: BadgeLine, theme: Theme, kind: str) -> QWidget:
    box, column = _column(8)
    row = QHBoxLayout()
    row.setSpacing(10)
    for printed in line.badges:
        badge = Badge(theme, solid=True)
        badge.set_code(printed.text, printed.code_class)
        row.addWidget(badge)
    row.addWidget(ElidedLabel(kind, role="muted"), 1)
    if line.badges or kind:
        column.addLayout(row)
    column.addWidget(label(line.text, size_px=TITLE_PX, weight=QFont.Weight.Bold))
    return box


def _facts(facts: Facts) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, _CAPTION_PX)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts.rows):
        word = caption(fact.label)
        word.setWordWrap(False)
        word.setContentsMargins(0, 1, 0, 0)
        grid.addWidget(word, row, 0, _TOP)
        grid.addWidget(mono(fact.value) if fact.mono else label(fact.value), row, 1)
    return box


def _steps(items: Sequence[str]) -> QWidget:
    box, column = _column(8)
    add_steps(column, items)
    return box


def _code(block: Code) -> QWidget:
    card = with_role(QFrame(), "card")
    inside = QVBoxLayout(card)
    inside.setContentsMargins(12, 9, 12, 9)
    inside.addWidget(CapturedText(block.text, "Text as delivered"))
    return card


def _table(table: Table, theme: Theme) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    for place, column in enumerate(table.columns):
        grid.addWidget(caption(column.title), 0, place)
    for number, cells in enumerate(table.rows, 1):
        for place, cell in enumerate(cells):
            grid.addWidget(_cell(cell, theme), number, place, _TOP)
    grid.setColumnStretch(len(table.columns) - 1, 1)
    return box


def _cell(cell: Cell, theme: Theme) -> QWidget:
    if cell.code_class is None:
        return label(cell.text)
    badge = Badge(theme)
    badge.set_code(cell.text, cell.code_class)
    return badge


def _column(spacing_px: int) -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing_px)
    return box, column
