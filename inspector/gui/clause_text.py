"""A verdict as running text: its clauses are links to the events that prove them."""

import re

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QTextEdit

from inspector.diagnosis.verdict import Verdict
from inspector.gui.fonts import BASE_PX, ui_font
from inspector.gui.looks import with_role

SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
"""Text that can be selected by mouse and keyboard."""
_DURATION = re.compile(r"\d+ [hm] \d+ [ms]\b|\d (?:ms|[hms])\b")
"""What a line may not break in: "2 m 48 s"."""
_LINE_PERCENT = 115.0
_HOW_TO = (
    "Each underlined part is a link to the events that show it: Tab moves from part to part,"
    " Enter goes to the event."
)


class ClauseText(QTextBrowser):
    """A verdict whose clauses are links; as high as it needs.

    The text goes in piece by piece with its formats and is never read as markup.
    """

    clause_hovered = Signal(object)
    row_clicked = Signal(int)
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Verdict | str = ""
        self._rows: list[tuple[int, ...]] = []
        self._places: list[tuple[int, int]] = []
        self._hovered: int | None = None
        self._heights_px: dict[int, int] = {}
        """The height of the text by its width: the layout asks some fifty times."""
        with_role(self, "captured")
        self.setAccessibleName("Verdict")
        self.setFont(ui_font(BASE_PX + 1, QFont.Weight.DemiBold))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction | SELECTABLE)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.highlighted.connect(self._take_hovered)
        self.anchorClicked.connect(self._go)

    def show_verdict(self, verdict: Verdict | str) -> None:
        """Write a verdict; a plain text has no links."""
        self._set_hovered(None)
        self._shown = verdict
        self.clear()
        self._rows.clear()
        self._places.clear()
        cursor = QTextCursor(self.document())
        block = QTextBlockFormat()
        block.setLineHeight(
            _LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor.setBlockFormat(block)
        if isinstance(verdict, str):
            cursor.insertText(verdict, QTextCharFormat())
        else:
            for text, rows in verdict.pieces():
                self._insert(cursor, text, rows)
        self.setAccessibleDescription(_HOW_TO if self._rows else "")
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._heights_px.clear()
        self.updateGeometry()

    def _insert(self, cursor: QTextCursor, text: str, rows: tuple[int, ...]) -> None:
        text = _DURATION.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
        form = QTextCharFormat()
        if not rows:
            cursor.insertText(text, form)
            return
        form.setAnchor(True)
        form.setAnchorHref(str(len(self._rows)))
        form.setFontUnderline(True)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(self.palette().color(QPalette.ColorRole.PlaceholderText))
        start = cursor.position()
        cursor.insertText(text, form)
        self._rows.append(rows)
        self._places.append((start, cursor.position()))

    def changeEvent(self, event: QEvent) -> None:
        """The formats hold colors of the theme."""
        super().changeEvent(event)
        self._heights_px.clear()
        if event.type() is QEvent.Type.PaletteChange and self._rows:
            self.show_verdict(self._shown)

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the whole text at a width, in pixels."""
        height = self._heights_px.get(width)
        if height is None:
            copy = self.document().clone()
            copy.setTextWidth(max(width, 1))
            height = self._heights_px[width] = int(copy.size().height()) + 2
        return height

    def sizeHint(self) -> QSize:
        """One line; the layout asks for the height by width."""
        return QSize(120, QFontMetrics(self.font()).height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As small as a line."""
        return QSize(1, QFontMetrics(self.font()).height() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The text is never scrolled."""
        super().resizeEvent(event)
        self.verticalScrollBar().setValue(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """There is nothing to scroll."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy what is selected, or all."""
        menu = QMenu(self)
        selected = menu.addAction("Copy selected text", self.copy)
        selected.setEnabled(self.textCursor().hasSelection())
        menu.addAction("Copy verdict", self.copy_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes in at the first clause, Shift+Tab at the last."""
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            is_next = event.reason() is reasons.TabFocusReason
            move = QTextCursor.MoveOperation
            self.moveCursor(move.Start if is_next else move.End)
            self.focusNextPrevChild(is_next)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab goes from clause to clause, then out; the clause it comes to is shown."""
        cursor = self.textCursor()
        if not is_next and cursor.hasSelection() and cursor.selectionStart() == 0:
            # From a clause that begins the text, QTextBrowser goes back to it for ever.
            return QTextEdit.focusNextPrevChild(self, is_next)
        moved = super().focusNextPrevChild(is_next)
        if moved and self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(cursor.selectionEnd())
            self._take_hovered(QUrl(cursor.charFormat().anchorHref()))
        return moved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The focused clause is no longer shown; a menu over the text takes nothing away."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self._set_hovered(None)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer may leave the text in the middle of a clause."""
        if event.type() is QEvent.Type.Leave:
            self._set_hovered(None)
        return super().viewportEvent(event)

    def _take_hovered(self, url: QUrl) -> None:
        self._set_hovered(self._number(url))

    def _set_hovered(self, number: int | None) -> None:
        if number == self._hovered:
            return
        self._hovered = number
        self.setExtraSelections([] if number is None else [self._tint(number)])
        self.clause_hovered.emit(() if number is None else self._rows[number])

    def _tint(self, number: int) -> QTextEdit.ExtraSelection:
        start, end = self._places[number]
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(self.palette().color(QPalette.ColorRole.Link))
        form.setBackground(self.palette().color(QPalette.ColorRole.Midlight))
        made.cursor, made.format = cursor, form
        return made

    def _go(self, url: QUrl) -> None:
        number = self._number(url)
        if number is not None:
            self.row_clicked.emit(self._rows[number][0])

    def _number(self, url: QUrl) -> int | None:
        text = url.toString()
        return int(text) if text.isdecimal() and int(text) < len(self._rows) else None
