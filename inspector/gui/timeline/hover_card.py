"""The card beside the pointer: what happened, its code, when, one sentence, and findings."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.badge import Badge
from inspector.gui.fonts import BASE_PX, SMALL_PX
from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

_RADIUS_PX = 6.0
_WIDEST_PX = 300
_TEXT_CHARS = 160
_AWAY = QPoint(14, 16)


class HoverCard(QFrame):
    """Never takes the mouse; all text is plain, whatever the capture holds."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._around = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = plain_label(size_px=BASE_PX, weight=QFont.Weight.DemiBold)
        self._badge = Badge(theme, parent=self)
        self._when = plain_label(role="muted", size_px=SMALL_PX)
        self._sentence = plain_label(role="muted", size_px=SMALL_PX)
        self._sentence.setWordWrap(True)
        self._finding = plain_label(size_px=SMALL_PX, name="Findings")
        self._finding.setWordWrap(True)
        middle = QHBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._badge)
        middle.addWidget(self._when)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(11, 8, 11, 9)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addLayout(middle)
        layout.addWidget(self._sentence)
        layout.addWidget(self._finding)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colors of another theme."""
        self._theme = theme
        self._badge.set_theme(theme)
        for label in (self._title, self._finding):
            label.setStyleSheet(f"color: {theme.text}")
        for label in (self._when, self._sentence):
            label.setStyleSheet(f"color: {theme.muted}")
        self.update()

    def show_event(
        self,
        title: str,
        code: str,
        code_class: CodeClass,
        when: str,
        sentence: str,
        findings: Sequence[str] = (),
    ) -> None:
        """Fill the card; an empty code shows no badge, an empty sentence no line."""
        self._title.setText(_plain(title))
        self._badge.setVisible(bool(code))
        if code:
            self._badge.set_code(code, code_class)
        self._when.setText(_plain(when))
        self._sentence.setText(_plain(sentence))
        self._sentence.setVisible(bool(sentence))
        self._finding.setText("\n".join(_plain(text) for text in findings))
        self._finding.setVisible(bool(findings))
        wish = max(
            label.fontMetrics().horizontalAdvance(label.text())
            for label in (self._title, self._sentence, self._finding)
        )
        head = self._badge.sizeHint().width() + 10 if code else 0
        wish = max(wish, head + self._when.fontMetrics().horizontalAdvance(self._when.text()))
        self.setFixedWidth(min(wish + 26, _WIDEST_PX))
        self._title.setText(
            self._title.fontMetrics().elidedText(
                self._title.text(), Qt.TextElideMode.ElideRight, self.width() - 24
            )
        )
        self._take_height()

    def _take_height(self) -> None:
        """Take the height that the texts need."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wraps = layout.hasHeightForWidth()
            height = layout.totalHeightForWidth(self.width()) if wraps else 0
            self.setFixedHeight(height if wraps else layout.totalSizeHint().height())

    def show_near(self, at: QPoint) -> None:
        """Show the card beside a point of the parent, inside of it, off the point itself."""
        area = self._around.rect().adjusted(4, 4, -4, -4)
        x, y = at.x() + _AWAY.x(), at.y() + _AWAY.y()
        if x + self.width() > area.right():
            x = at.x() - _AWAY.x() - self.width()
        if y + self.height() > area.bottom():
            y = at.y() - _AWAY.y() - self.height()
        self.move(max(x, area.left()), max(y, area.top()))
        self.show()
        self.raise_()

    def texts(self) -> tuple[str, str, str, str]:
        """Title, code, time, sentence, as shown."""
        code = self._badge.text() if self._badge.isVisibleTo(self) else ""
        return self._title.text(), code, self._when.text(), self._sentence.text()

    @property
    def findings(self) -> str:
        """The findings shown, a line each."""
        return self._finding.text() if self._finding.isVisibleTo(self) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.accent), 1.2))
        painter.setBrush(QColor(self._theme.surface))
        edge = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.drawRoundedRect(edge, _RADIUS_PX, _RADIUS_PX)
        painter.end()


def _plain(text: str) -> str:
    """One short line without control characters or marks that turn the writing direction."""
    return "".join(char if char.isprintable() else " " for char in text)[:_TEXT_CHARS]
