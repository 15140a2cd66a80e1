"""The keys that move the visible window."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from inspector.gui.timeline.canvas import Canvas

_PAN_SHARE = 0.1
_ZOOM = 0.8
_SCROLL_PX = 60
Key = Qt.Key

_MOVES: Mapping[int, Callable[["Canvas"], None]] = {
    Key.Key_Left: lambda canvas: canvas.pan(-_PAN_SHARE),
    Key.Key_A: lambda canvas: canvas.pan(-_PAN_SHARE),
    Key.Key_Right: lambda canvas: canvas.pan(_PAN_SHARE),
    Key.Key_D: lambda canvas: canvas.pan(_PAN_SHARE),
    Key.Key_Up: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_W: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_Plus: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_Equal: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_Down: lambda canvas: canvas.zoom(1 / _ZOOM),
    Key.Key_S: lambda canvas: canvas.zoom(1 / _ZOOM),
    Key.Key_Minus: lambda canvas: canvas.zoom(1 / _ZOOM),
    Key.Key_PageUp: lambda canvas: canvas.scroll_lanes(-_SCROLL_PX),
    Key.Key_PageDown: lambda canvas: canvas.scroll_lanes(_SCROLL_PX),
}


def move(canvas: "Canvas", key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key means; whether it means anything here."""
    does = _MOVES.get(key)
    plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    if does is None or plain:
        return False
    does(canvas)
    return True
