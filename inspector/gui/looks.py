"""Gives widgets the look that the style sheet knows by role."""

from html import escape
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from inspector.gui.fonts import ui_font
from inspector.report.plain import visible

W = TypeVar("W", bound=QWidget)


def with_role(widget: W, role: str) -> W:
    """The widget, with the look of that role."""
    widget.setProperty("role", role)
    return widget


def plain_label(
    text: str = "",
    *,
    role: str = "",
    name: str = "",
    size_px: int = 0,
    weight: QFont.Weight = QFont.Weight.Normal,
) -> QLabel:
    """A label that never reads its text as markup; captured text may go in."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if role:
        with_role(label, role)
    if name:
        label.setAccessibleName(name)
    if size_px:
        label.setFont(ui_font(size_px, weight))
    return label


def whole_tooltip(text: str) -> str:
    """A tooltip that shows a text literally and wraps it; Qt would take some for markup."""
    return f"<p style='white-space:pre-wrap'>{escape(visible(text))}</p>"
