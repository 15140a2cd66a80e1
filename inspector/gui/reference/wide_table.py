"""A report's table over the whole width: files and words take the room, numbers stand right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from inspector.gui.detail.widgets import caption
from inspector.gui.looks import plain_label
from inspector.report.blocks import Table

_WIDEST_PX = 900
"""Further apart, cells of one row are hard to see as one."""
_TOP = Qt.AlignmentFlag.AlignTop
_RIGHT = Qt.AlignmentFlag.AlignRight


def wide_table(table: Table) -> QWidget:
    """The table with only its first column, and words in its last one, wrapped."""
    box, cells = QWidget(), QWidget()
    cells.setMaximumWidth(_WIDEST_PX)
    across = QHBoxLayout(box)  # it knows that wrapped lines are as wide as the limit
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(cells, 100)
    across.addStretch(1)
    grid = QGridLayout(cells)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for place, column in enumerate(table.columns):
        grid.setColumnStretch(place, int(_is_wrapping(table, place)))
        _put(grid, caption(column.title), 0, place, table)
    for line, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            _put(grid, _cell(cell.text), line, place, table)
    return box


def _cell(text: str) -> QLabel:
    """A text to select, in the application's font: to look one up for each cell takes long."""
    made = plain_label(text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(1)
    return made


def _is_wrapping(table: Table, place: int) -> bool:
    """Paths and sentences may be long: what a row begins with, and words that it ends with."""
    return place == 0 or (place == len(table.columns) - 1 and not table.columns[place].right)


def _put(grid: QGridLayout, made: QLabel, line: int, place: int, table: Table) -> None:
    made.setWordWrap(_is_wrapping(table, place))
    side = _RIGHT if table.columns[place].right else Qt.AlignmentFlag(0)
    grid.addWidget(made, line, place, _TOP | side)
