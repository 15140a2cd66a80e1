"""Gives the event table its rows and says what they tell, reading records only when asked."""

from contextlib import suppress
from functools import cached_property

import numpy as np
import numpy.typing as npt

from inspector.calls.rosters import Rosters
from inspector.calls.table import CallTable
from inspector.diagnosis.happened import happened
from inspector.diagnosis.sentences import Sentences
from inspector.errors import InspectorError
from inspector.gui.detail.place import line_number
from inspector.gui.loading import Loaded
from inspector.gui.models.event_order import place_of
from inspector.gui.models.event_rows import Body, EventRows, Mask, Rows
from inspector.gui.view_state import NO_CALL
from inspector.index.one_event import OneEvent, one_event
from inspector.index.table import NONE, time_at
from inspector.report.plain import visible

LARGEST_READ = 256_000
"""Bytes of a record that are read for a cell; more would be felt while scrolling."""


class EventSource:
    """The events of one snapshot; nothing here grows with the capture until it is asked for."""

    def __init__(self, loaded: Loaded, rosters: Rosters) -> None:
        self._capture, self._assessment = loaded.capture, loaded.assessment
        self._table, self._calls = loaded.capture.table, loaded.capture.calls
        self._sentences = Sentences(loaded.capture, loaded.assessment.explanation, rosters)
        self._names = tuple(opened.label for opened in loaded.capture.inputs)

    def rows_of(self, position: int) -> Rows:
        """The event rows of a call with its offers, or of the events without a call."""
        if position == NO_CALL:
            return self._calls.loose
        rows, offers = self._calls.rows(position), _offers(self._calls, position)
        return np.insert(rows, _places(self._calls, position), offers) if len(offers) else rows

    def event_rows(self, position: int, mask: Mask | None) -> tuple[EventRows, int]:
        """What the event table shows of a call, and how many events the filter hides."""
        every = self.rows_of(position)
        is_call = position != NO_CALL
        late = _late(self._calls, position) if is_call else np.zeros(len(every), dtype=np.bool_)
        rows, numbers = every, None
        if mask is not None:
            places = np.flatnonzero(mask[every])
            rows, numbers, late = every[places], places + 1, late[places]
        shown = EventRows(
            table=self._table,
            rows=rows,
            numbers=numbers,
            origin_ns=time_at(self._calls.started, position) if is_call else None,
            happened=self.happened,
            late=late,
            told=self.told,
            result_ranks=lambda: self._result_ranks,
            failing=self._assessment.failing,
            sources=self._names,
            body=self._body,
            line=self._line,
            alone=self._alone,
        )
        return shown, len(every) - len(rows)

    def happened(self, row: int) -> str:
        """What an event says, in a few words."""
        return visible(self._sentences.short(row))

    def told(self, row: int) -> str:
        """The same as a whole sentence."""
        return visible(self._sentences.whole(row))

    @cached_property
    def _result_ranks(self) -> npt.NDArray[np.int64]:
        """Each event's kind of result, in the order of what it is called."""
        assessment, kinds = self._assessment, self._table.kinds
        first = np.zeros(len(assessment.explanations), dtype=np.int64)
        first[assessment.group[::-1]] = np.arange(len(assessment.group) - 1, -1, -1)
        texts = [
            happened(kinds[int(self._table.kind[row])], explanation).casefold()
            for row, explanation in zip(first.tolist(), assessment.explanations, strict=True)
        ]
        places = {text: place for place, text in enumerate(sorted(set(texts)))}
        return np.array([places[text] for text in texts], dtype=np.int64)[assessment.group]

    def _body(self, row: int) -> Body | None:
        if int(self._table.length[row]) > LARGEST_READ:
            return None
        try:
            return self._capture.record(row).body
        except InspectorError:
            return None

    def _line(self, row: int) -> int | None:
        source = self._capture.opened[int(self._table.source[row])]
        try:
            return None if source is None else line_number(source, int(self._table.offset[row]))
        except InspectorError:
            return None

    def _alone(self, row: int) -> OneEvent:
        source = self._capture.opened[int(self._table.source[row])]
        offset, length = int(self._table.offset[row]), int(self._table.length[row])
        record = b""
        if source is not None and length <= LARGEST_READ:
            with suppress(InspectorError):
                record = source.read_at(offset, length)
        return one_event(self._table, row, record)


def _late(calls: CallTable, position: int) -> Mask:
    """For each event row of a call with its offers, whether it came after the call's end.

    What only stands after the end in its file, with a time before it, is listed before it.
    """
    rows = calls.rows(position)
    late = calls.late[calls.starts[position] : calls.starts[position + 1]]
    end = None if calls.end[position] == NONE else place_of(rows, int(calls.end[position]))
    if end is not None and late[:end].any():
        late = np.concatenate([np.zeros(end, dtype=np.bool_), late[end:]])
    if len(calls.offers(position)):
        return np.insert(late, _places(calls, position), False)
    return late


def _offers(calls: CallTable, position: int) -> Rows:
    """The offers of a call's conversation by time, those without a time first."""
    offers = calls.offers(position)
    return offers[np.argsort(calls.table.time[offers], kind="stable")]


def _places(calls: CallTable, position: int) -> Rows:
    """Where the offers stand among the call's own rows: before what comes later."""
    time = calls.table.time
    latest = np.maximum.accumulate(time[calls.rows(position)])
    return np.searchsorted(latest, time[_offers(calls, position)], side="left")
