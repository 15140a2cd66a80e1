"""A row of small widgets that breaks into more rows where the window is narrow."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Places its visible widgets one behind the other; its height follows from its width."""

    def __init__(self, gap_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap_px = gap_px
        self._widgets: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """Put a widget behind the others."""
        widget.setParent(self)
        widget.show()
        self._widgets.append(widget)

    def width_of_all(self) -> int:
        """Pixels that all visible widgets need in one row."""
        sizes = [widget.sizeHint().width() + self._gap_px for widget in self._visible()]
        return max(0, sum(sizes) - self._gap_px)

    def arrange(self) -> None:
        """Place the widgets anew, after one of them changed."""
        left, top, row_px = 0, 0, self._row_px()
        for widget in self._visible():
            width = widget.sizeHint().width()
            if left and left + width > self.width():
                left, top = 0, top + row_px + self._gap_px
            widget.setGeometry(left, top, width, row_px)
            left += width + self._gap_px
        self.setFixedHeight(top + row_px)

    def sizeHint(self) -> QSize:
        """Everything in one row."""
        return QSize(self.width_of_all(), self._row_px())

    def minimumSizeHint(self) -> QSize:
        """As narrow as one asks."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other rows."""
        super().resizeEvent(event)
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """A widget that appears or goes, or another font, moves the others."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self.arrange()
        return handled

    def _row_px(self) -> int:
        return max((widget.sizeHint().height() for widget in self._visible()), default=0)

    def _visible(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]
