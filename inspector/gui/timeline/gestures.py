"""Mouse, wheel and touch pad over the drawing, as what the user means by them."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

_CLICK_PX = 4
"""What moves less is a click."""
_WHEEL_STEP = 0.8
"""How much of the window is left after one notch of the wheel."""
_NOTCH = 120.0
_PAN_PX_A_NOTCH = 60.0
_MOST_FACTOR = 8.0
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class _Drag(Enum):
    """What a pressed button does when the pointer moves."""

    NONE = auto()
    RANGE = auto()
    PAN = auto()


class Gestures(QObject):
    """Watches one widget; places are pixels of that widget, distances too."""

    zoomed = Signal(float, float)
    """Make the window this many times as wide, around a place."""
    panned = Signal(float, float)
    """The drawing was pulled this far to the right and down."""
    clicked = Signal(QPointF, bool)
    """A place, and whether it is to be measured to."""
    hovered = Signal(object)
    """Where the pointer is; None once it has left, or while a button is down."""
    range_dragged = Signal(float, float, bool)
    """From where to where along the time, and whether the button was let go."""

    def __init__(self, target: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._target = target
        self.axis_top_px = 0.0
        """A drag that starts below it pans."""
        self.is_space_down = False
        """While the space key is held every drag pans."""
        self._drag = _Drag.NONE
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._is_moving = False
        target.grabGesture(Qt.GestureType.PinchGesture)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is understood here; nothing else sees it then."""
        match event:
            case QWheelEvent():
                self._wheel(event)
            case QNativeGestureEvent():
                return self._native(event)
            case QGestureEvent():
                return self._pinch(event)
            case QMouseEvent():
                return self._mouse(event)
            case _:
                if event.type() == QEvent.Type.Leave:
                    self.hovered.emit(None)
                return super().eventFilter(watched, event)
        return True

    def cancel(self) -> bool:
        """Give up a drag that is going on; whether there was one."""
        was_dragging = self._is_moving
        self._drag, self._pressed, self._is_moving = _Drag.NONE, None, False
        return was_dragging

    def _wheel(self, event: QWheelEvent) -> None:
        """Zoom around the pointer; sideways, or with Shift, pan."""
        delta, exact, at = event.angleDelta(), event.pixelDelta(), event.position()
        has_shift = bool(event.modifiers() & _SHIFT)
        if abs(delta.x()) > abs(delta.y()) or has_shift:
            notches = (delta.x() or delta.y()) / _NOTCH
            self.panned.emit(float(exact.x()) or notches * _PAN_PX_A_NOTCH, 0.0)
        elif delta.y():
            self.zoomed.emit(_WHEEL_STEP ** (delta.y() / _NOTCH), at.x())
        event.accept()
        self.hovered.emit(at)

    def _native(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touch pad of macOS or Wayland."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._scale_by(1 + event.value(), event.position().x())
        event.accept()
        return True

    def _pinch(self, event: QGestureEvent) -> bool:
        """Two fingers on a touch screen."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        self.cancel()
        self._scale_by(pinch.scaleFactor(), self._target.mapFromGlobal(pinch.centerPoint()).x())
        event.accept()
        return True

    def _scale_by(self, scale: float, x: float) -> None:
        """Fingers apart make the window narrower."""
        self.zoomed.emit(1 / min(max(scale, 1 / _MOST_FACTOR), _MOST_FACTOR), x)

    def _mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:
                self._press(event)
            case QEvent.Type.MouseMove:
                self._move(event)
            case QEvent.Type.MouseButtonRelease:
                self._release(event)
            case _:
                return False
        return True

    def _press(self, event: QMouseEvent) -> None:
        self.cancel()
        match event.button():
            case Qt.MouseButton.LeftButton:
                self._drag = _Drag.PAN if self._pans(event) else _Drag.RANGE
            case Qt.MouseButton.MiddleButton:
                self._drag = _Drag.PAN
            case _:
                return
        self._pressed = self._last = event.position()

    def _pans(self, event: QMouseEvent) -> bool:
        has_shift = bool(event.modifiers() & _SHIFT)
        return has_shift or self.is_space_down or event.position().y() >= self.axis_top_px

    def _move(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._pressed is None:
            no_button = event.buttons() == Qt.MouseButton.NoButton
            self.hovered.emit(at if no_button else None)
            return
        if not self._is_moving and (at - self._pressed).manhattanLength() < _CLICK_PX:
            return
        if not self._is_moving:
            self._is_moving = True
            self.hovered.emit(None)
        if self._drag is _Drag.PAN:
            pulled = at - self._last
            self.panned.emit(pulled.x(), pulled.y())
        else:
            self.range_dragged.emit(self._pressed.x(), at.x(), False)
        self._last = at

    def _release(self, event: QMouseEvent) -> None:
        pressed, drag, was_moving = self._pressed, self._drag, self._is_moving
        self.cancel()
        if pressed is None:
            return
        if was_moving and drag is _Drag.RANGE:
            self.range_dragged.emit(pressed.x(), event.position().x(), True)
        elif not was_moving and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.position(), bool(event.modifiers() & _SHIFT))
        self.hovered.emit(event.position())
