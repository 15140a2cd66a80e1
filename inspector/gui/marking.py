"""What the user marks in a capture: bookmarks, a reference for times, a stretch of a call."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from inspector.gui.call_presenter import CallPresenter
from inspector.gui.main_window import MainWindow
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.view_state import TimeMode, ViewState

_MENU_TEXTS = {
    TimeMode.RELATIVE: "Since the call's &start",
    TimeMode.REFERENCE: "Since the &reference",
    TimeMode.UTC: "&UTC",
    TimeMode.LOCAL: "&Local time of this computer",
}
_BUTTON_TEXTS = {
    TimeMode.RELATIVE: "Since start",
    TimeMode.REFERENCE: "Since reference",
    TimeMode.UTC: "UTC",
    TimeMode.LOCAL: "Local time",
}
_AXES = {
    TimeMode.RELATIVE: AxisKind.RELATIVE,
    TimeMode.REFERENCE: AxisKind.REFERENCE,
    TimeMode.UTC: AxisKind.UTC,
    TimeMode.LOCAL: AxisKind.LOCAL,
}


class MarksPresenter(QObject):
    """Takes marks from every view and shows them in every other one."""

    def __init__(self, window: MainWindow, state: ViewState, calls: CallPresenter) -> None:
        super().__init__(window)
        self._window, self._state, self._calls = window, state, calls
        self._choices = self._fill(window.time_button)
        window.timeline.range_selected.connect(self._narrow)
        window.events.bookmark_toggled.connect(state.toggle_bookmark)
        window.events.reference_requested.connect(self._refer_to)
        state.bookmarks_changed.connect(self._show_bookmarks)
        state.reference_changed.connect(self._show_reference)
        state.time_mode_changed.connect(self._show_mode)
        state.time_range_changed.connect(self._show_range)
        self._show_mode(state.time_mode)
        self._show_reference(None)

    def toggle_bookmark(self) -> None:
        """Bookmark the selected event, or take its bookmark away."""
        if self._state.row is not None:
            self._state.toggle_bookmark(self._state.row)

    def toggle_reference(self) -> None:
        """Tell times from the selected event, or no longer."""
        if self._state.row is not None:
            self._refer_to(self._state.row)

    def step_bookmark(self, by: int) -> None:
        """Go to the next or previous bookmark of the capture, round and round."""
        marked = sorted(self._state.bookmarks)
        if not marked:
            words = "There is no bookmark yet: Ctrl+B sets one on the selected event."
            self._window.message.show_remark(words, is_passing=True)
            return
        here = -1 if self._state.row is None else self._state.row
        place = bisect_right(marked, here) if by > 0 else bisect_left(marked, here) - 1
        self._calls.go_to_row(marked[place % len(marked)])

    def _fill(self, button: QToolButton) -> dict[TimeMode, QAction]:
        menu = QMenu(button)
        group = QActionGroup(menu)
        choices = {}
        for mode, text in _MENU_TEXTS.items():
            choice = menu.addAction(text)
            choice.setCheckable(True)
            choice.setActionGroup(group)
            choice.triggered.connect(lambda _checked=False, mode=mode: self._choose(mode))
            choices[mode] = choice
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        return choices

    def _choose(self, mode: TimeMode) -> None:
        self._state.set_time_mode(mode)

    def _refer_to(self, row: int) -> None:
        self._state.set_reference(None if row == self._state.reference else row)

    def _narrow(self, first_ns: int | None, last_ns: int | None) -> None:
        if first_ns is None or last_ns is None:
            self._state.set_time_range(None)
        else:
            self._state.set_time_range((first_ns, last_ns))

    def _show_bookmarks(self, rows: frozenset[int]) -> None:
        self._window.events.set_bookmarks(rows)
        self._window.timeline.set_bookmarks(sorted(rows))

    def _show_reference(self, row: int | None) -> None:
        self._choices[TimeMode.REFERENCE].setEnabled(row is not None)
        self._window.events.set_reference(row)
        self._show_mode(self._state.time_mode)

    def _show_mode(self, mode: TimeMode) -> None:
        window, describer = self._window, self._calls.describer
        row = self._state.reference
        at_ns = None if row is None or describer is None else describer.time_of(row)
        self._choices[mode].setChecked(True)
        window.time_button.setText(_BUTTON_TEXTS[mode])
        window.events.set_time_mode(mode)
        for view in (window.timeline, window.ladder, window.conversation):
            view.set_axis(_AXES[mode], at_ns)

    def _show_range(self, value: tuple[int, int] | None) -> None:
        self._window.timeline.show_range(*(value or (None, None)))
