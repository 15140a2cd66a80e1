"""The Explain page: what the result means, whose move it is, what to do."""

from collections.abc import Callable, Iterator
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.diagnosis.model import Explanation
from inspector.gui.detail import layers, numbers, readings, sections
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.own_words import own_words
from inspector.gui.detail.widgets import ElidedLabel, label, rule
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme
from inspector.report.explanation import explanation_blocks
from inspector.report.redact import Masker
from inspector.report.text import render_text

MARGIN_PX = 16
_HEAD_PARTS = 6
"""Sections that fill the pane at its usual height."""
_Content = tuple[QWidget, QVBoxLayout, Iterator[QWidget]]


class ExplainPage(QWidget):
    """A scrolling page, made anew for each event; a footer that stays."""

    copied = Signal(str)
    note_clicked = Signal()
    """The user wants to write or change a note on this result."""
    normal_clicked = Signal()
    """The user calls this result normal, or takes that back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail: EventDetail | None = None
        self._rest: _Content | None = None
        """What still has to be added to the page in front."""
        self._scroll = with_role(QScrollArea(), "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Explanation")
        self._copy = with_role(QPushButton("Copy explanation"), "primary")
        self._copy.setAccessibleName("Copy explanation")
        self._copy.setProperty("density", "small")
        self._copy.clicked.connect(self.copy_explanation)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(MARGIN_PX, 10, MARGIN_PX, 10)
        self._foot.setSpacing(8)
        self._foot.addWidget(self._copy)
        self._catalog: ElidedLabel | None = None
        footer = with_role(QFrame(), "footer")
        footer.setLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(footer)

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Explain another event, or the same anew: that keeps its place and the focus."""
        is_same = self._is_shown(detail)
        top = self._scroll.verticalScrollBar().value() if is_same else 0
        focused = self._focused_name() if is_same else ""
        content, column, parts = self._begun(detail, theme)
        self._finish(column, parts)
        self._scroll.setWidget(content)
        self._order_tabs(content)
        if is_same:
            self._return_to(content, top, focused)

    def show_head(self, detail: EventDetail, theme: Theme) -> None:
        """Explain another event as far as is seen at first; `show_rest` has to follow.

        A whole page takes longer than a frame, so each half is laid out in a turn of its own.
        """
        if self._is_shown(detail):
            self.show_detail(detail, theme)
            return
        content, column, parts = self._begun(detail, theme)
        for part in islice(parts, _HEAD_PARTS):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidget(content)
        self._rest = content, column, parts

    def show_rest(self) -> None:
        """Show what is further down, if that is not done yet."""
        if self._rest is None:
            return
        content, column, parts = self._rest
        column.takeAt(column.count() - 1)
        self._finish(column, parts)
        self._order_tabs(content)

    def _is_shown(self, detail: EventDetail) -> bool:
        return self._detail is not None and self._detail.position == detail.position

    def _begun(self, detail: EventDetail, theme: Theme) -> _Content:
        self._detail, self._theme, self._rest = detail, theme, None
        self._set_catalog_line(detail.catalog_line)
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN_PX, 18, MARGIN_PX, MARGIN_PX)
        column.setSpacing(14)
        return content, column, _parts(detail, theme, self._own_words)

    def _finish(self, column: QVBoxLayout, parts: Iterator[QWidget]) -> None:
        self._rest = None
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    def _focused_name(self) -> str:
        """Which button of the page has the focus; empty when none has."""
        button = QApplication.focusWidget()
        content = self._scroll.widget()
        is_inside = button is not None and content is not None and content.isAncestorOf(button)
        return button.objectName() if is_inside and button is not None else ""

    def _return_to(self, content: QWidget, top_px: int, focused: str) -> None:
        content.adjustSize()
        self._scroll.verticalScrollBar().setValue(top_px)
        button = content.findChild(QPushButton, focused) if focused else None
        if button is not None:
            button.setFocus()

    def _order_tabs(self, content: QWidget) -> None:
        """Tab goes through the page before the footer; Qt puts what is made last at the end."""
        before: QWidget = self._scroll
        for widget in content.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self.setTabOrder(before, widget)
                before = widget
        self.setTabOrder(before, self._copy)

    def _own_words(self, explanation: Explanation) -> QWidget:
        return own_words(explanation, self.note_clicked.emit, self.normal_clicked.emit)

    def copy_explanation(self) -> None:
        """Put the explanation on the clipboard as plain text; people and tokens are masked."""
        if self._detail is None:
            return
        masker = Masker()
        masker.learn(self._detail.event.data)
        blocks = explanation_blocks(self._detail.explanation, self._detail.sources, masker)
        QGuiApplication.clipboard().setText(render_text(blocks))
        self.copied.emit("Explanation copied, numbers and names masked")

    def _set_catalog_line(self, text: str) -> None:
        if self._catalog is not None:
            self._foot.removeWidget(self._catalog)
            self._catalog.deleteLater()
        right = Qt.AlignmentFlag.AlignRight
        self._catalog = ElidedLabel(text, ui_font(SMALL_PX - 1), role="muted", align=right)
        self._foot.addWidget(self._catalog, 1)


def _parts(
    detail: EventDetail, theme: Theme, own: Callable[[Explanation], QWidget]
) -> Iterator[QWidget]:
    explanation = detail.explanation
    yield sections.header(explanation, detail.event.kind.name, theme)
    if explanation.anatomy is not None:
        yield sections.anatomy_card(explanation.anatomy, explanation.code_class)
    has_result = _has_result(explanation)
    if has_result:
        yield sections.answers(explanation)
        if explanation.facts.sip is not None or explanation.facts.q850 is not None:
            yield rule()
            yield layers.LayerTable(explanation, theme)
    else:
        yield label("This event carries no result information.", role="muted")
    yield from _advice(explanation)
    if has_result:
        yield own(explanation)
        yield rule()
        yield numbers.number_list(explanation, may_carry_diagnostics=detail.may_carry_diagnostics)
        yield sections.message(explanation.facts)
    more = sections.more(explanation)
    if more is not None:
        yield rule()
        yield more
    yield rule()
    yield sections.source_list(detail.sources, detail.position)


def _advice(explanation: Explanation) -> Iterator[QWidget]:
    if explanation.mitigation or explanation.checks:
        yield rule()
        yield sections.what_to_do(explanation)
    if explanation.notes:
        yield sections.notes(explanation.notes)
    if explanation.other_readings:
        yield readings.other_readings(explanation)


def _has_result(explanation: Explanation) -> bool:
    facts = explanation.facts
    parts = (facts.code, facts.subcode, facts.message, facts.sip, facts.q850)
    return any(part is not None for part in (*parts, facts.sip_message, facts.q850_message))
