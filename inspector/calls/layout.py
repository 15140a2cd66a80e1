"""Lays a call out as a timeline: what lasted becomes a span, what happened a marker.

Nothing is drawn that the capture does not prove: a bar needs its start event, and a bar whose end
was not delivered stays open.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from inspector.calls.columns import LANE_ORDER, PLACE_OF, Mask, Numbers, kept
from inspector.calls.lasting import Extent, life, people, recordings
from inspector.calls.logged import place_operations
from inspector.calls.model import Call
from inspector.calls.operations import Pairs, paired
from inspector.calls.pauses import turns_of
from inspector.calls.presence import NO_CHANGE, Roster
from inspector.calls.telling import RowText, Teller
from inspector.calls.timeline import Marker, Markers, Span, Spans, Stretch, Timeline
from inspector.capture.operation import OperationRow
from inspector.events.kinds import Lane
from inspector.index.table import NO_TIME, NONE, EventTable, time_at


def lay_out(
    table: EventTable,
    call: Call,
    state_of: RowText | None = None,
    name_of: RowText | None = None,
    operations: Sequence[OperationRow] = (),
    roster: Roster | None = None,
    recording_of: RowText | None = None,
) -> Timeline:
    """The timeline of one call.

    `state_of` gives the recording state of a RecordingStateChanged row ("active", "inactive"),
    which only the record holds; without it these rows are markers. `recording_of` gives the id of
    the recording; without it the states alone tell which of them begin and end one. `name_of`
    gives a short name for a failed row's result, which only the catalog knows; without it the
    code stands alone.
    `operations` are the rows of resource logs that tell of the call: shown beside its events.
    `roster` tells who was in the call; without it events about people are markers.
    """
    timeline = _Layout(table, call, name_of, roster or Roster()).build(state_of, recording_of)
    return _with_operations(timeline, operations) if operations else timeline


def _with_operations(timeline: Timeline, operations: Sequence[OperationRow]) -> Timeline:
    """Without the time of any event there is nothing to place rows beside: all count as far."""
    if timeline.origin_ns is None:
        return replace(timeline, far_operations=len(operations))
    last_ns = timeline.origin_ns + round(timeline.last_s * 1e9)
    placed = place_operations(operations, timeline.origin_ns, last_ns)
    return replace(
        timeline,
        operations=placed.near,
        untimed_operations=placed.untimed,
        far_operations=placed.far,
    )


class _Layout:
    """One run of `lay_out`: the timed rows by time, and the parts made from them."""

    def __init__(
        self, table: EventTable, call: Call, name_of: RowText | None, roster: Roster
    ) -> None:
        self._call = call
        self._roster = roster
        every = np.concatenate([np.asarray(call.offers, np.int64), np.asarray(call.rows, np.int64)])
        ns = table.time[every]
        timed = np.flatnonzero(ns != NO_TIME)
        timed = timed[np.argsort(ns[timed], kind="stable")]
        rows, ns = every[timed], ns[timed]
        self._untimed = len(every) - len(rows)
        origin = int(ns[0]) if len(ns) else 0
        if len(ns) and call.started is not None:
            origin = min(origin, call.started)
        seconds = (ns - origin) / 1e9
        self._tell = Teller(table, rows, seconds, name_of)
        ended = None if call.end is None else time_at(table.time, call.end)
        self._extent = Extent(
            origin_ns=origin,
            end_s=None if ended is None else (ended - origin) / 1e9,
            last_s=float(seconds[-1]) if len(seconds) else 0.0,
        )

    def build(self, state_of: RowText | None, recording_of: RowText | None) -> Timeline:
        """Everything, lanes from top to bottom, parts by time."""
        tell, extent, roster = self._tell, self._extent, self._roster
        recorded = recordings(tell, extent, state_of, recording_of)
        pairs = paired(tell.table, tell.rows)
        few = (*life(tell, self._call, extent), *recorded.spans, *people(tell, extent, roster))
        spans = self._operations(pairs).joined(Spans.of(few))
        shown = ~np.isin(tell.rows, recorded.starts)
        shown[pairs.start] = False
        told = np.zeros(tell.table.size, np.bool_)
        told[spans.backing] = True
        markers = self._markers(np.flatnonzero(shown), told)
        used = {PLACE_OF[Lane.CALL], *np.unique(spans.lane).tolist()}
        used.update(np.unique(markers.lane).tolist())
        return Timeline(
            origin_ns=extent.origin_ns if len(tell.rows) else None,
            lanes=tuple(LANE_ORDER[place] for place in sorted(used)),
            spans=spans,
            markers=markers,
            end_s=extent.end_s,
            last_s=extent.last_s,
            untimed=self._untimed,
            call_id=self._call.connection_id,
            people=roster.people,
            unread_people=roster.unread,
            unread_states=recorded.unread,
        )

    def _operations(self, pairs: Pairs) -> Spans:
        """Bars of the paired operations, in the order of their starts."""
        tell = self._tell
        start, finish, inferred = pairs.start, pairs.finish, pairs.inferred
        is_open = finish == NONE
        result = np.where(is_open, start, finish)
        first_rows, last_rows = tell.rows[start], tell.rows[result]
        start_s, end_s = tell.seconds[start], tell.seconds[result]
        extent = self._extent
        ended = extent.last_s if extent.end_s is None else extent.end_s
        end_s[is_open] = np.where(start_s[is_open] <= ended, ended, extent.last_s)
        canceled, failed = tell.canceled[result] & ~is_open, tell.failed[result] & ~is_open

        turns = turns_of(tell.table, tell.rows, tell.kinds, pairs)
        turn_rows, turn_s = tell.rows[turns.place], tell.seconds[turns.place]

        def make(number: int) -> Span:
            first, last = int(first_rows[number]), int(last_rows[number])
            seconds = None if is_open[number] else float(end_s[number] - start_s[number])
            label = tell.lasting(tell.operation(first), seconds, inferred=bool(inferred[number]))
            inside = turns.of(number)
            return Span(
                tell.kind(first).lane, float(start_s[number]), float(end_s[number]), label,
                (first, *turn_rows[inside].tolist(), *(() if is_open[number] else (last,))),
                tell.code_class(last),
                open_end=bool(is_open[number]), inferred=bool(inferred[number]),
                canceled=bool(canceled[number]), failed=bool(failed[number]),
                stretches=_paused(turn_s[inside].tolist(), float(end_s[number])),
            )  # fmt: skip

        numbers = np.arange(len(start))
        backed = np.concatenate([numbers, turns.operation, numbers[~is_open]])
        backing = np.concatenate([first_rows, turn_rows, last_rows[~is_open]])
        order = np.argsort(backed, kind="stable")
        return Spans(
            start_s=start_s,
            end_s=end_s,
            lane=tell.lane[start],
            class_rank=tell.class_rank[result],
            open_end=is_open,
            inferred=inferred,
            faint=np.zeros(len(start), np.bool_),
            canceled=canceled,
            failed=failed,
            open_start=np.zeros(len(start), np.bool_),
            source=numbers,
            make=kept(make),
            backed=backed[order],
            backing=backing[order],
        )

    def _markers(self, places: Numbers, told: Mask) -> Markers:
        """Points by lane and time; `told` says by row whether a bar tells of it."""
        tell, roster = self._tell, self._roster
        places = places[np.argsort(tell.lane[places], kind="stable")]
        rows, seconds = tell.rows[places], tell.seconds[places]
        failed, canceled, is_told = tell.failed[places], tell.canceled[places], told[rows]

        def make(number: int) -> Marker:
            row, is_failed = int(rows[number]), bool(failed[number])
            if is_failed:
                label, *shorter = _failure(tell, roster, row)
            else:
                label, shorter = _point(tell, roster, row, is_told=bool(is_told[number])), []
            return Marker(
                tell.kind(row).lane, float(seconds[number]), row, label, tell.code_class(row),
                failed=is_failed, code=tell.code(row), canceled=bool(canceled[number]),
                shorter=tuple(shorter),
            )  # fmt: skip

        return Markers(
            at_s=seconds, row=rows, lane=tell.lane[places], class_rank=tell.class_rank[places],
            failed=failed, canceled=canceled, source=np.arange(len(rows)), make=kept(make),
        )  # fmt: skip


def _paused(turns_s: Sequence[float], end_s: float) -> tuple[Stretch, ...]:
    """The pauses of a bar; one that was not left lasts to its end."""
    ends = [*turns_s[1::2], *([end_s] if len(turns_s) % 2 else [])]
    return tuple(
        Stretch("paused", start, end) for start, end in zip(turns_s[::2], ends, strict=True)
    )


def _failure(tell: Teller, roster: Roster, row: int) -> tuple[str, ...]:
    """The words of a failure, then shorter ones."""
    who = roster.named.get(row)
    return tell.failure(row, "" if who is None else who.name, roster.told.get(row, ""))


def _point(tell: Teller, roster: Roster, row: int, *, is_told: bool) -> str:
    """The words of a point that is no failure, with the people it is about."""
    told = roster.told.get(row)
    if told is None or row in roster.hidden:
        return told or tell.point(row, is_told=is_told)
    return "" if is_told or told == NO_CHANGE else told
