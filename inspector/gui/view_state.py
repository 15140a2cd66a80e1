"""The single owner of what is shown: selection, filter, time mode, reference and bookmarks."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from inspector.diagnosis.narrow import CallFilter

NO_CALL = -1
"""Selects the events that belong to no call."""

TimeRange = tuple[int, int]
"""First and last nanosecond since 1970 UTC, both included."""


class TimeMode(StrEnum):
    """How event times are written."""

    RELATIVE = "since start"
    REFERENCE = "since reference"
    UTC = "UTC"
    LOCAL = "local time"


class ViewState(QObject):
    """Announces each change once, to whoever shows it; holds no widgets and no capture."""

    call_changed = Signal(object)
    """The selected call's position in the call table, NO_CALL, or None."""
    row_changed = Signal(object)
    """The selected event row, or None."""
    filter_changed = Signal(object)
    time_mode_changed = Signal(object)
    reference_changed = Signal(object)
    """The event row that times are told from, or None."""
    bookmarks_changed = Signal(object)
    """The bookmarked event rows, as a frozenset."""
    time_range_changed = Signal(object)
    """The TimeRange that the event table is narrowed to, or None."""
    whole_calls_changed = Signal(bool)
    """Whether a filter chooses calls only, and marks the events it finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call: int | None = None
        self._row: int | None = None
        self._filter = CallFilter()
        self._time_mode = TimeMode.RELATIVE
        self._reference: int | None = None
        self._bookmarks: frozenset[int] = frozenset()
        self._time_range: TimeRange | None = None
        self._whole_calls = False

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

    @property
    def reference(self) -> int | None:
        """The event row that times are told from in the mode REFERENCE."""
        return self._reference

    @property
    def bookmarks(self) -> frozenset[int]:
        """The bookmarked event rows."""
        return self._bookmarks

    @property
    def time_range(self) -> TimeRange | None:
        """What part of the selected call the event table shows; None for all of it."""
        return self._time_range

    @property
    def whole_calls(self) -> bool:
        """Whether a filter chooses calls only, and marks the events it finds."""
        return self._whole_calls

    def select_call(self, call: int | None) -> None:
        """Show another call, all of it; its event is selected separately."""
        if call != self._call:
            self.set_time_range(None)
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

    def set_time_mode(self, mode: TimeMode) -> None:
        """Write event times in another way."""
        if mode is not self._time_mode:
            self._time_mode = mode
            self.time_mode_changed.emit(mode)

    def next_time_mode(self) -> None:
        """Go round the modes; there is no time since a reference where none is set."""
        modes = [m for m in TimeMode if m is not TimeMode.REFERENCE or self._reference is not None]
        self.set_time_mode(modes[(modes.index(self._time_mode) + 1) % len(modes)])

    def set_reference(self, row: int | None) -> None:
        """Tell times from an event, or no longer."""
        if row == self._reference:
            return
        self._reference = row
        self.reference_changed.emit(row)
        self.set_time_mode(TimeMode.RELATIVE if row is None else TimeMode.REFERENCE)

    def toggle_bookmark(self, row: int) -> None:
        """Bookmark an event, or take its bookmark away."""
        self._bookmarks ^= {row}
        self.bookmarks_changed.emit(self._bookmarks)

    def set_time_range(self, value: TimeRange | None) -> None:
        """Narrow the event table to a part of the call."""
        if value != self._time_range:
            self._time_range = value
            self.time_range_changed.emit(value)

    def set_whole_calls(self, whole: bool) -> None:
        """Let a filter choose calls only, or events too."""
        if whole != self._whole_calls:
            self._whole_calls = whole
            self.whole_calls_changed.emit(whole)

    def reset(self) -> None:
        """Forget what was chosen in a capture: another one comes."""
        self.select_row(None)
        self.select_call(None)
        self.set_reference(None)
        if self._bookmarks:
            self._bookmarks = frozenset()
            self.bookmarks_changed.emit(self._bookmarks)
