"""The raw view: an event's text in color, in parts when it is long."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from inspector.gui.detail.json_colors import token_colors, tokens
from inspector.gui.detail.json_spans import Span
from inspector.gui.detail.raw_text import PART, Part, RawText
from inspector.gui.detail.widgets import label
from inspector.gui.fonts import SMALL_PX, mono_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme


class RawView(QWidget):
    """Read-only text; what is copied from it are the text's own characters."""

    find_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw = RawText("")
        self._part = self._raw.part_at(0)
        self._selected: Span | None = None
        self._text = _Text(self)
        self._text.find_requested.connect(self.find_requested)
        self._colors = _Colors(theme, self._text.document())
        self._note = label("", role="muted", size_px=SMALL_PX)
        self._note.setContentsMargins(16, 0, 16, 8)
        self._range = label("", role="muted", size_px=SMALL_PX)
        self._earlier = _step("Earlier", "Show the part before", lambda: self._go(-1))
        self._later = _step("Later", "Show the part after", lambda: self._go(1))
        self._steps = QWidget()
        line = QHBoxLayout(self._steps)
        line.setContentsMargins(16, 0, 12, 6)
        line.setSpacing(2)
        line.addWidget(self._range, 1)
        line.addWidget(self._earlier)
        line.addWidget(self._later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self._steps)
        column.addWidget(self._text, 1)
        self.setFocusProxy(self._text)

    @property
    def text(self) -> QPlainTextEdit:
        """The text widget."""
        return self._text

    def show_text(self, raw: RawText, theme: Theme, name: str) -> None:
        """Show another text from its beginning; `name` says what it is."""
        self._raw, self._selected = raw, None
        self._text.setAccessibleName(name)
        self._colors.set_theme(theme)
        self._note.setText(raw.note)
        self._note.setVisible(bool(raw.note))
        self._show_part(raw.part_at(0))

    def select(self, span: Span) -> None:
        """Select characters of the text and bring them into view."""
        part = self._raw.part_at(span.start)
        if part.span != self._part.span:
            self._show_part(part)
        cursor = self._text.textCursor()
        # From its end to its beginning: that is what has to be seen of a long value.
        cursor.setPosition(part.position_of(span.end))
        cursor.setPosition(part.position_of(span.start), QTextCursor.MoveMode.KeepAnchor)
        self._text.setTextCursor(cursor)
        self._text.ensureCursorVisible()

    def cursor_index(self) -> int:
        """The character of the text where the selection begins, or where the cursor stands."""
        return self._part.index_of(self._text.textCursor().selectionStart())

    def _go(self, by: int) -> None:
        self._show_part(self._raw.part_at(self._part.span.start + by * PART))

    def _show_part(self, part: Part) -> None:
        self._part = self._text.part = part
        self._text.setPlainText(part.shown)
        total = len(self._raw.text)
        self._range.setText(
            f"Characters {part.span.start + 1:,}–{part.span.end:,} of {total:,}; "
            "Copy takes the whole event"
        )
        self._steps.setVisible(not part.is_whole)
        self._earlier.setEnabled(part.span.start > 0)
        self._later.setEnabled(part.span.end < total)


class _Text(QPlainTextEdit):
    """The text; its keys stay its own, whatever the window does with them."""

    find_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.part: Part | None = None
        self.setReadOnly(True)
        self.setFont(mono_font(SMALL_PX))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(16, 4, 8, 0)

    def event(self, event: QEvent) -> bool:
        """Claim Find before a shortcut of the window takes it."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, or what texts do."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_requested.emit()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected characters as the text has them, not what is shown in their place."""
        data = QMimeData()
        if self.part is not None:
            cursor = self.textCursor()
            start = self.part.index_of(cursor.selectionStart())
            end = self.part.index_of(cursor.selectionEnd())
            data.setText(self.part.text[start:end])
        return data


class _Colors(QSyntaxHighlighter):
    """Colors keys, strings, numbers and literals."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._formats = _formats(theme)
        self._theme = theme.name

    def set_theme(self, theme: Theme) -> None:
        """Take the colors for the next text."""
        if theme.name != self._theme:
            self._theme, self._formats = theme.name, _formats(theme)

    def highlightBlock(self, text: str) -> None:
        """Color a line."""
        formats, set_format = self._formats, self.setFormat
        for start, length, token in tokens(text):
            set_format(start, length, formats[token])


def _formats(theme: Theme) -> dict[object, QTextCharFormat]:
    made: dict[object, QTextCharFormat] = {}
    for token, color in token_colors(theme).items():
        made[token] = QTextCharFormat()
        made[token].setForeground(color)
    return made


def _step(text: str, name: str, go: object) -> QToolButton:
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setMinimumHeight(24)
    button.clicked.connect(go)
    return button
