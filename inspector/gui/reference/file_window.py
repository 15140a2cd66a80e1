"""Shows the bytes of a file around a place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector.capture.source import Source
from inspector.errors import InspectorError
from inspector.gui.fonts import mono_font
from inspector.gui.looks import plain_label, with_role
from inspector.gui.theme import Theme
from inspector.report.file_view import SHOWN, FileView, file_view

SIZE_PX = (860, 560)
TITLE = "Show in file"


class FileWindow(QDialog):
    """Reads a few thousand bytes at a time; control bytes are written in hex."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(TITLE)
        self.resize(*SIZE_PX)
        self._theme = theme
        self._source: Source | None = None
        self._place = (0, 0)
        self._view: FileView | None = None
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName("Bytes of the file")
        self._text.setFont(mono_font())
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._where = plain_label(role="muted")
        self.earlier, self.later = QPushButton("Earlier"), QPushButton("Later")
        self.back = QPushButton("Back to the place")
        self.copy = QPushButton("Copy")
        for button in (self.earlier, self.later, self.back, self.copy):
            button.setAutoDefault(False)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        self.back.clicked.connect(lambda: self._read(None))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text))
        self._lay_out()

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text.toPlainText()

    @property
    def where(self) -> str:
        """Which bytes are shown, or why none are."""
        return self._where.text()

    @property
    def marked(self) -> str:
        """The part of the text that was asked for."""
        return "".join(each.cursor.selectedText() for each in self._text.extraSelections())

    def show_place(self, source: Source, offset: int, length: int, line: int) -> None:
        """Show a place of a source's text, which begins on a line."""
        self._source, self._place = source, (offset, length)
        self.setWindowTitle(f"{source.label}, line {line:,} — {TITLE}")
        self._read(None)
        self.show()
        self.raise_()
        self.activateWindow()

    def set_theme(self, theme: Theme) -> None:
        """Mark the place in another theme's color."""
        self._theme = theme
        self._mark()

    def forget(self) -> None:
        """The capture is closed: nothing can be read any more."""
        self._source = self._view = None
        self._text.clear()
        self.hide()

    def _move(self, by: int) -> None:
        if self._view is not None:
            start = self._view.start - SHOWN if by < 0 else self._view.stop
            self._read(max(0, start))

    def _read(self, at: int | None) -> None:
        if self._source is None:
            return
        try:
            self._view = file_view(self._source, *self._place, at=at)
        except InspectorError as error:
            self._view = None
            self._text.clear()
            self._where.setText(str(error))
        else:
            view = self._view
            kind = "the file" if self._source.file_text is not None else "the text in it"
            self._where.setText(f"Bytes {view.start:,} to {view.stop:,} of {view.size:,} in {kind}")
            self._text.setPlainText(view.text)
            self._mark()
        self.earlier.setEnabled(self._view is not None and self._view.has_earlier)
        self.later.setEnabled(self._view is not None and self._view.has_later)

    def _mark(self) -> None:
        """Color the place, and bring its beginning into view."""
        if self._view is None:
            return
        first, last = self._view.marked
        units = [len(self._view.text[:at].encode("utf-16-le")) // 2 for at in (first, last)]
        cursor = self._text.textCursor()
        cursor.setPosition(units[0])
        self._text.setTextCursor(cursor)
        cursor.setPosition(units[1], QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(QColor(self._theme.hit))
        self._text.setExtraSelections([selection] if last > first else [])
        self._text.centerCursor()

    def _lay_out(self) -> None:
        foot = with_role(QFrame(), "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._where, 1)
        for button in (self.earlier, self.back, self.later, self.copy):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._text, 1)
        column.addWidget(foot)
