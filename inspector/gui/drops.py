"""Dropping files and text on a window: says what a drop will do, and tells what was dropped."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from inspector.gui.intake import offer_of
from inspector.gui.theme import Theme
from inspector.gui.views.drop_overlay import DropOverlay


class Drops(QObject):
    """Watches one window, and covers it while something is dragged over it."""

    dropped = Signal(object, bool)
    """An Offer, and whether to add it to the open capture."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.can_add = False
        """A capture is open, so that more can be added to it."""
        self.overlay = DropOverlay(theme, window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer a drag, take a drop, and keep the overlay as large as the window."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove:
                # Ctrl may be pressed or released on the way.
                if isinstance(event, QDragMoveEvent):
                    self._answer(event)
                    return True
            case QEvent.Type.DragLeave:
                self.overlay.hide()
                return True
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self._take(event)
                return True
            case QEvent.Type.Resize:
                self.overlay.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _answer(self, event: QDragMoveEvent) -> None:
        offer, adding = offer_of(event.mimeData()), self._is_adding(event)
        self.overlay.say(
            offer.title(adding=adding), offer.hint(adding=adding, can_add=self.can_add)
        )
        if offer.inputs:
            event.acceptProposedAction()
        else:
            event.ignore()

    def _take(self, event: QDropEvent) -> None:
        self.overlay.hide()
        offer, adding = offer_of(event.mimeData()), self._is_adding(event)
        event.acceptProposedAction()
        self.dropped.emit(offer, adding)

    def _is_adding(self, event: QDropEvent) -> bool:
        return self.can_add and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
