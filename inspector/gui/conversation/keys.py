"""What the keys do in a conversation."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt

_ZOOM = 0.8
_PAN_SHARE = 0.1
Key = Qt.Key


class Moved(Protocol):
    """What the keys move."""

    def move_cursor(self, *, bands: int = 0, marks: int = 0) -> None:
        """Go to another call, or to another event of the same one."""

    def choose(self) -> None:
        """Choose what the keyboard is at."""

    def fit(self) -> None:
        """Show everything."""

    def zoom(self, factor: float) -> None:
        """Make the window `factor` times as wide."""

    def pan(self, share: float) -> None:
        """Move the window by a share of its width."""

    def turn_scale(self) -> None:
        """Fold idle time, or draw it as long as it is."""


_DOES: Mapping[int, Callable[[Moved], None]] = {
    Key.Key_Up: lambda canvas: canvas.move_cursor(bands=-1),
    Key.Key_Down: lambda canvas: canvas.move_cursor(bands=1),
    Key.Key_Left: lambda canvas: canvas.move_cursor(marks=-1),
    Key.Key_Right: lambda canvas: canvas.move_cursor(marks=1),
    Key.Key_Return: lambda canvas: canvas.choose(),
    Key.Key_Enter: lambda canvas: canvas.choose(),
    Key.Key_F: lambda canvas: canvas.fit(),
    Key.Key_W: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_Plus: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_Equal: lambda canvas: canvas.zoom(_ZOOM),
    Key.Key_S: lambda canvas: canvas.zoom(1 / _ZOOM),
    Key.Key_Minus: lambda canvas: canvas.zoom(1 / _ZOOM),
    Key.Key_A: lambda canvas: canvas.pan(-_PAN_SHARE),
    Key.Key_D: lambda canvas: canvas.pan(_PAN_SHARE),
    Key.Key_1: lambda canvas: canvas.turn_scale(),
}


def move(canvas: Moved, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key means; whether it means anything here."""
    does = _DOES.get(key)
    plain = modifiers & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
    if does is None or plain:
        return False
    does(canvas)
    return True
