"""Gives widgets the look that the style sheet knows by role."""

from html import escape
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QToolButton, QWidget

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


def add_clear_button(box: QLineEdit) -> None:
    """Give a box its button that empties it; Qt gives that button no name."""
    box.setClearButtonEnabled(True)
    for button in box.findChildren(QToolButton):
        button.setAccessibleName(f"Clear {box.accessibleName()}")


def whole_tooltip(text: str) -> str:
    """A tooltip that shows a text literally and wraps it; Qt would take some for markup."""
    return f"<p style='white-space:pre-wrap'>{escape(visible(text))}</p>"


def selected_text(widget: QWidget | None) -> str:
    """What is selected in a widget that shows text; empty for any other."""
    match widget:
        case QLineEdit() | QLabel():
            return widget.selectedText()
        case QTextEdit() | QPlainTextEdit():
            # Qt's own sign for the end of a paragraph.
            return widget.textCursor().selectedText().replace("\u2029", "\n")
        case _:
            return ""
