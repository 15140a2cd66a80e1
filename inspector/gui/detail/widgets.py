"""Small widgets of the detail pane: selectable text, captured text, elided ids, copy buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.fonts import BASE_PX, SMALL_PX, mono_font, ui_font
from inspector.gui.looks import plain_label, whole_tooltip, with_role
from inspector.report.plain import visible

_STEP_PX = 18
CAPTURED_LIMIT = 4_000
"""Characters of captured text shown on the Explain page; the JSON page has all of it."""


class Words(QLabel):
    """Wrapped text that can be selected from the first press on.

    Only then is it made selectable: a page has a hundred of these, and each would lay out a
    document of its own, which takes a third of the time to show an event.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(True)
        self.setMinimumWidth(1)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        self._make_selectable()
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        self._make_selectable()
        super().contextMenuEvent(event)

    def _make_selectable(self) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def label(
    text: str,
    role: str = "",
    size_px: int = BASE_PX,
    weight: QFont.Weight = QFont.Weight.Normal,
) -> QLabel:
    """A label that wraps, never reads markup, and whose text can be selected and copied."""
    made = Words(text)
    if role:
        with_role(made, role)
    made.setFont(ui_font(size_px, weight))
    return made


def caption(text: str) -> QLabel:
    """The small bold word at the left of a row or above a value."""
    return label(text, role="muted", size_px=SMALL_PX, weight=QFont.Weight.DemiBold)


def row_caption(text: str) -> QLabel:
    """The caption of a row, in line with the text beside it."""
    made = caption(text)
    made.setWordWrap(False)
    made.setContentsMargins(0, 1, 0, 0)
    return made


def heading(text: str) -> QLabel:
    """The title of a section."""
    return label(text, size_px=BASE_PX + 1, weight=QFont.Weight.Bold)


def mono(text: str, role: str = "", weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    """A number or id."""
    made = label(text, role=role)
    made.setFont(mono_font(BASE_PX, weight))
    return made


def column_box(spacing_px: int) -> tuple[QWidget, QVBoxLayout]:
    """A box without margins whose parts stand one under the other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing_px)
    return box, column


def rule() -> QFrame:
    """A thin line between sections."""
    line = with_role(QFrame(), "rule")
    line.setFixedHeight(1)
    return line


def add_steps(column: QVBoxLayout, items: Sequence[str]) -> None:
    """Numbered steps, one below the other."""
    for number, item in enumerate(items, 1):
        circle = plain_label(str(number), role="step")
        circle.setFont(ui_font(SMALL_PX - 1, QFont.Weight.Bold))
        circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        circle.setFixedSize(_STEP_PX, _STEP_PX)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(item), 1)
        column.addLayout(row)


class CapturedText(QTextEdit):
    """Text as it was delivered: literal, selectable, wrapped anywhere, as high as it needs."""

    def __init__(self, text: str, name: str, font: QFont | None = None) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAccessibleName(name)
        self.setProperty("role", "captured")
        self.setFont(font or mono_font(SMALL_PX))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        shown = visible(text[:CAPTURED_LIMIT], keep_lines=True)
        left = len(text) - CAPTURED_LIMIT
        self.setPlainText(f"{shown}… ({left:,} more characters)" if left > 0 else shown)
        self._heights_px: dict[int, int] = {}
        """By width: layouts ask many times, and the text never changes."""

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the whole text at a width, in pixels."""
        height_px = self._heights_px.get(width)
        if height_px is None:
            copy = self.document().clone()
            copy.setTextWidth(max(width, 1))
            height_px = self._heights_px[width] = int(copy.size().height()) + 1
        return height_px

    def sizeHint(self) -> QSize:
        """One line; the layout asks for the height by width."""
        return QSize(120, QFontMetrics(self.font()).height() + 1)

    def minimumSizeHint(self) -> QSize:
        """As small as a line."""
        return QSize(1, QFontMetrics(self.font()).height() + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ElidedLabel(QWidget):
    """One line of text, elided where it does not fit; the whole text is in the tooltip."""

    def __init__(
        self,
        text: str,
        font: QFont | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        role: str = "",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__()
        self._text = visible(text)
        self._mode = mode
        self._align = align
        self.setFont(font or ui_font())
        with_role(self, role)
        self.setAccessibleName(self._text)
        self.setToolTip(whole_tooltip(text) if text else "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the whole text, within reason."""
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.horizontalAdvance(self._text[:200]) + 2, 600), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        return QSize(24, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        metrics = painter.fontMetrics()
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = metrics.elidedText(self._text[:2_000], self._mode, self.width())
        align = int(self._align | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), align, shown)
        painter.end()


def copy_button(what: str, copy: Callable[[], None], text: str = "Copy") -> QToolButton:
    """A quiet button; `what` completes its spoken name: "Copy call connection id"."""
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setAccessibleName(f"Copy {what}")
    button.setToolTip(f"Copy {what}")
    button.setMinimumSize(28, 24)
    button.clicked.connect(copy)
    return button


def position_lines(text: str) -> tuple[QWidget, ...]:
    """Where an event is, on two lines: the file, then the place in it."""
    name, _, place = text.partition(" · ")
    font = ui_font(SMALL_PX)
    middle = Qt.TextElideMode.ElideMiddle
    lines = (ElidedLabel(name, font, middle, role="muted"), ElidedLabel(place, font, role="muted"))
    return lines if place else lines[:1]
