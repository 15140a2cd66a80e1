"""The single owner of what is shown: the selection, the filter and the time mode."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from inspector.diagnosis.narrow import CallFilter

NO_CALL = -1
"""Selects the events that belong to no call."""


class TimeMode(StrEnum):
    """How event times are written."""

    RELATIVE = "since start"
    UTC = "UTC"


class ViewState(QObject):
    """Announces each change once, to whoever shows it; holds no widgets and no capture."""

    call_changed = Signal(object)
    """The selected call's position in the call table, NO_CALL, or None."""
    row_changed = Signal(object)
    """The selected event row, or None."""
    filter_changed = Signal(object)
    time_mode_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call: int | None = None
        self._row: int | None = None
        self._filter = CallFilter()
        self._time_mode = TimeMode.RELATIVE

    @property
    def call(self) -> int | None:
        """The selected call's position in the call table, NO_CALL, or None."""
        return self._call

    @property
    def row(self) -> int | None:
        """The selected event row."""
        return self._row

    @property
    def filter(self) -> CallFilter:
        """The filter that drives list, table and timeline."""
        return self._filter

    @property
    def time_mode(self) -> TimeMode:
        """How event times are written."""
        return self._time_mode

    def select_call(self, call: int | None) -> None:
        """Show another call; its event is selected separately."""
        if call != self._call:
            self._call = call
            self.call_changed.emit(call)

    def select_row(self, row: int | None) -> None:
        """Show another event."""
        if row != self._row:
            self._row = row
            self.row_changed.emit(row)

    def set_filter(self, value: CallFilter) -> None:
        """Filter the capture."""
        if value != self._filter:
            self._filter = value
            self.filter_changed.emit(value)

    def toggle_time_mode(self) -> None:
        """Switch between times since the call's start and UTC."""
        modes = list(TimeMode)
        self._time_mode = modes[(modes.index(self._time_mode) + 1) % len(modes)]
        self.time_mode_changed.emit(self._time_mode)

    def reset(self) -> None:
        """Forget the selection: another capture comes."""
        self.select_row(None)
        self.select_call(None)
