"""What the keys do in a ladder."""

from typing import Protocol

from PySide6.QtCore import Qt

Key = Qt.Key
_STEPS = {Key.Key_Up: -1, Key.Key_Down: 1}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}


class Moved(Protocol):
    """What the keys move."""

    def move_by(self, steps: int) -> None:
        """Choose a step so many further down."""

    def move_page(self, pages: int) -> None:
        """Choose a step about a screen further down."""

    def move_to(self, *, last: bool) -> None:
        """Choose the first or the last step."""

    def open_run(self, is_open: bool | None) -> None:
        """Open or close the chosen run; None does either."""


def move(canvas: Moved, key: int, modifiers: Qt.KeyboardModifier, *, has_choice: bool) -> bool:
    """Do what a key means; whether it means anything here."""
    if modifiers & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    match key:
        case Key.Key_Up | Key.Key_Down:
            canvas.move_by(_STEPS[Key(key)])
        case Key.Key_PageUp | Key.Key_PageDown:
            canvas.move_page(_PAGES[Key(key)])
        case Key.Key_Home | Key.Key_End:
            canvas.move_to(last=key == Key.Key_End)
        case Key.Key_Right | Key.Key_Left if has_choice:
            canvas.open_run(key == Key.Key_Right)
        case Key.Key_Return | Key.Key_Enter | Key.Key_Space if has_choice:
            canvas.open_run(None)
        case _:
            return False
    return True
