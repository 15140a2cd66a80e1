"""Shows the selected call and event in the window's views, and takes the user's choices back."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import numpy as np
from PySide6.QtCore import QObject, Signal

from inspector.calls.timeline import Timeline
from inspector.diagnosis.model import Facts
from inspector.errors import InspectorError
from inspector.gui.background import Background
from inspector.gui.describing import Describer
from inspector.gui.filtering import Filtered, Mask
from inspector.gui.history import History, Place
from inspector.gui.main_window import MainWindow
from inspector.gui.navigation import nearest
from inspector.gui.timeline.plan import Plan, plan
from inspector.gui.turns import Turns
from inspector.gui.view_state import ViewState

AT_ONCE = 100
"""Events that are laid out while the user waits, which nobody notices; more go to a worker."""


class CallPresenter(QObject):
    """Holds the newest snapshot's describer and filter; the selection is in the view state."""

    shown = Signal()
    """The selected call was shown anew: another one, a longer one, or under another filter."""

    def __init__(self, window: MainWindow, state: ViewState) -> None:
        super().__init__(window)
        self._window, self._state = window, state
        self._describer: Describer | None = None
        self._filtered: Filtered | None = None
        self._history = History()
        self._chosen: Place | None = None
        """What the user chose before a filter hid it; None while the choice is shown."""
        self._is_moving = False
        """The selection moves by itself, or through the history."""
        self._turns = Turns(self)
        self._takes_turns = False
        """Nobody waits for what is selected now: each view is filled in a turn of its own."""
        self._is_detail_due = False
        """The detail of the selected event waits for its turn."""
        self._layouts = Background("timeline", self)
        self._layouts.done.connect(lambda _number, made: self._show_timeline(*made))
        self._verdicts = Background("verdict", self)
        self._verdicts.done.connect(lambda _number, call: self._show_verdict(call))
        self._connect()

    def _connect(self) -> None:
        window, state = self._window, self._state
        state.call_changed.connect(self._show_call)
        state.row_changed.connect(self._show_row)
        state.row_changed.connect(lambda _row: window.message.move_on())
        state.time_range_changed.connect(lambda _range: self._show_events())
        state.whole_calls_changed.connect(lambda _whole: self.refresh())
        window.calls.call_selected.connect(self.choose_call)
        window.events.row_selected.connect(state.select_row)
        window.timeline.row_clicked.connect(state.select_row)
        window.verdict.row_clicked.connect(state.select_row)
        window.verdict.clause_hovered.connect(window.timeline.highlight_rows)
        window.verdict.clause_hovered.connect(window.events.highlight_rows)

    @property
    def describer(self) -> Describer | None:
        """Says things about the open capture; None when nothing is open."""
        return self._describer

    @property
    def history(self) -> History:
        """Where the user has been in this capture."""
        return self._history

    @property
    def event_mask(self) -> Mask | None:
        """Which events the filter and the chosen stretch of time show; None for all."""
        if self._describer is None:
            return None
        return self._describer.within(self._state.time_range, self._mask())

    def facts(self) -> Facts | None:
        """The numbers of the selected event's result; None when none is selected."""
        describer, row = self._describer, self._state.row
        return None if describer is None or row is None else describer.facts(row)

    def open(self, describer: Describer | None) -> None:
        """Another capture, or none: nothing of the one before is remembered."""
        self._filtered, self._chosen = None, None
        self._turns.forget()
        self._is_detail_due = False
        self._history.clear()
        self._describer = None
        self._state.reset()
        self._describer = describer

    def take(self, describer: Describer) -> None:
        """A newer snapshot of the same capture; `refresh` shows it."""
        self._describer = describer

    def set_filtered(self, filtered: Filtered | None) -> None:
        """What the filter lets through; the selection moves if it is hidden now.

        A long call is shown anew in turns.
        """
        self._filtered = filtered
        self._settle_call()
        call, describer = self._state.call, self._describer
        is_long = call is not None and describer is not None and describer.size_of(call) > AT_ONCE
        with self._in_turns() if is_long else nullcontext():
            self.refresh()

    def refresh(self) -> None:
        """Show the selected call anew."""
        self._show_call(self._state.call)

    def refresh_in_turns(self, *, at_end: bool) -> None:
        """Show the selected call anew, a view a turn of the event loop.

        The table keeps its place; with `at_end` one that shows its end goes on to the new end.
        """
        with self._in_turns():
            self._show_call(self._state.call, at_end=at_end)

    def refresh_detail(self) -> None:
        """Show the selected event anew, after what else is to be shown."""
        self._ask_detail()

    def stop(self) -> None:
        """End the workers."""
        self._turns.forget()
        self._layouts.stop()
        self._verdicts.stop()

    def choose_call(self, call: int) -> None:
        """Show a call, at the event that explains it best."""
        self._state.select_call(call)
        if self._describer is None:
            return
        self._state.select_row(self._describer.first_row(call, self._mask()))

    def choose_first(self) -> None:
        """The first call that needs attention, else the first one; a view a turn."""
        if self._describer is not None and (first := self._describer.first_call()) is not None:
            self._window.calls.select_call(first)
            with self._in_turns():
                self.choose_call(first)

    def go_to_row(self, row: int) -> None:
        """Show an event, wherever it is."""
        if self._describer is not None:
            self._state.select_call(self._describer.call_of(row))
            self._state.select_row(row)

    def step_event(self, by: int) -> None:
        """The next or previous event of the call."""
        self._window.events.step(by)

    def step_failure(self, by: int) -> None:
        """The next or previous failure in the whole capture, in the order of the list."""
        if self._describer is None:
            return
        order = self._window.calls.model.order
        target = self._describer.next_failure(order, self._state.row, by, self._filtered)
        if target is None:
            where = "after" if by > 0 else "before"
            words = f"No failure {where} this event. Expected results are stepped over."
            self._window.message.show_remark(words, is_passing=True)
        else:
            self.go_to_row(target)

    def step_history(self, by: int) -> None:
        """Back to what was shown before, or forward again."""
        place = self._history.back() if by < 0 else self._history.forward()
        if place is not None:
            self._move_to(place)

    def _move_to(self, place: Place) -> None:
        self._is_moving = True
        try:
            self._state.select_call(place.call)
            self._state.select_row(place.row)
        finally:
            self._is_moving = False

    @contextmanager
    def _in_turns(self) -> Iterator[None]:
        self._takes_turns = True
        try:
            yield
        finally:
            self._takes_turns = False

    def _mask(self) -> Mask | None:
        """Which events the filter shows; None for all."""
        return None if self._filtered is None or self._state.whole_calls else self._filtered.events

    def _show_call(self, call: int | None, *, at_end: bool | None = None) -> None:
        """Show a call; with `at_end` it is the one shown, whose table keeps its place."""
        window, describer = self._window, self._describer
        window.calls.select_call(call)
        self._turns.forget()
        self._layouts.forget()
        self._verdicts.forget()
        self.shown.emit()
        if call is None or describer is None:
            window.verdict.show_call("", "", "")
            window.events.show_events(None, 0)
            window.timeline.show_timeline(None, lambda _row: ("", ""))
            if self._is_detail_due:
                self._show_detail()
            return
        is_same = at_end is not None
        self._turns.add(
            lambda: self._tell_verdict(call),
            lambda: self._list_events(call, is_same=is_same, at_end=bool(at_end)),
            lambda: self._draw_timeline(call),
            *([self._show_detail] if self._is_detail_due else []),
        )
        self._share_turns()

    def _share_turns(self) -> None:
        """What the user asked for is shown at once."""
        if not self._takes_turns:
            self._turns.settle()

    def _tell_verdict(self, call: int) -> None:
        describer = self._describer
        if describer is None:
            return
        if describer.size_of(call) <= AT_ONCE:
            describer.find_verdict(call)
        self._show_verdict(call)

    def _list_events(self, call: int, *, is_same: bool, at_end: bool) -> None:
        if self._describer is not None:
            table = self._window.events.table
            with self._in_turns(), table.staying(at_end=at_end) if is_same else nullcontext():
                self._show_events()
            self._show_hits(call, self._describer)

    def _draw_timeline(self, call: int) -> None:
        describer, mask = self._describer, self._mask()
        if describer is None:
            return
        if describer.size_of(call) <= AT_ONCE:
            self._show_timeline(describer.drawn.timeline(call, mask))
        else:
            self._layouts.request(lambda _stopped: _planned(describer, call, mask))
        if not describer.knows_verdict(call):
            self._verdicts.request(lambda _stopped: _judged(describer, call))

    def _show_verdict(self, call: int) -> None:
        if self._describer is not None:
            self._window.verdict.show_call(*self._describer.verdict_texts(call))

    def _show_timeline(self, timeline: Timeline | None, made: Plan | None = None) -> None:
        if self._describer is not None:
            row = self._state.row
            self._window.timeline.show_timeline(timeline, self._describer.hover, made, row)

    def _show_events(self) -> None:
        call, describer = self._state.call, self._describer
        if call is None or describer is None:
            return
        mask = describer.within(self._state.time_range, self._mask())
        self._window.events.show_events(*describer.event_rows(call, mask))
        if mask is not None:
            self._settle_row(call, mask)
        self._window.events.select_row(self._state.row)

    def _show_hits(self, call: int, describer: Describer) -> None:
        """Where whole calls are shown, mark what the filter found in this one."""
        found = np.zeros(0, np.int64)
        if self._filtered is not None and self._state.whole_calls:
            rows = describer.rows_of(call)
            found = rows[self._filtered.events[rows]]
        self._window.events.set_hits(found)
        self._window.timeline.set_hits(found)

    def _show_row(self, row: int | None) -> None:
        window = self._window
        window.events.select_row(row)
        window.timeline.select_row(row)
        if row is not None and self._describer is not None and not self._is_moving:
            self._chosen = None
            self._history.visit(Place(self._state.call, row))
        self._ask_detail()
        self._share_turns()

    def _ask_detail(self) -> None:
        if not self._is_detail_due:
            self._is_detail_due = True
            self._turns.add(self._show_detail)

    def _show_detail(self) -> None:
        self._is_detail_due = False
        detail, row = self._window.detail, self._state.row
        if row is None or self._describer is None:
            detail.show_detail(None)
            return
        try:
            detail.show_detail(self._describer.detail(row))
        except InspectorError as error:
            detail.show_error(error)

    def _settle_call(self) -> None:
        """Where the filter hides the selected call, show the nearest one that it lists."""
        state, filtered = self._state, self._filtered
        if self._chosen is not None and self._is_listed(self._chosen.call):
            place, self._chosen = self._chosen, None
            self._move_to(place)
        call = state.call
        if filtered is None or call is None or self._is_listed(call):
            return
        other = nearest(filtered.calls.nonzero()[0], call)
        if other is not None and self._describer is not None:
            self._chosen = self._chosen or Place(call, state.row)
            self._move_to(Place(other, self._describer.first_row(other, self._mask())))
            words = f"Call {call + 1} is hidden by the filter: this is the nearest one."
            self._window.message.show_remark(words, is_passing=True)

    def _is_listed(self, call: int | None) -> bool:
        filtered = self._filtered
        if call is None or call < 0 or filtered is None or call >= len(filtered.calls):
            return True
        return bool(filtered.calls[call])

    def _settle_row(self, call: int, mask: Mask) -> None:
        """Where the selected event is hidden, select the nearest one that is not."""
        row = self._state.row
        if row is None or mask[row] or self._describer is None:
            return
        other = self._describer.nearest_row(call, row, mask)
        if other is not None:
            self._chosen = self._chosen or Place(call, row)
            self._move_to(Place(call, other))
            words = "The selected event is hidden: this is the nearest one that is shown."
            self._window.message.show_remark(words, is_passing=True)


def _judged(describer: Describer, call: int) -> int:
    """Find the verdict on a call, which is given back."""
    describer.find_verdict(call)
    return call


def _planned(
    describer: Describer, call: int, mask: Mask | None
) -> tuple[Timeline | None, Plan | None]:
    """A timeline with what its drawing works on."""
    timeline = describer.drawn.timeline(call, mask)
    return timeline, None if timeline is None else plan(timeline)
