"""The bars of a call that are few: ringing and connection, recording, people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from inspector.calls.conversations import is_placeholder
from inspector.calls.labels import duration_text
from inspector.calls.model import Call
from inspector.calls.operations import is_state_change
from inspector.calls.presence import Roster
from inspector.calls.telling import RowText, Teller
from inspector.calls.timeline import Span, Stretch
from inspector.events.kinds import Lane, Role
from inspector.index.codes import CodeClass
from inspector.index.table import time_at

MOST_STATES_READ = 500
"""Records read for the states of one call's recording: a drawing waits, and one costs 0.1 ms."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a call's timeline begins and ends."""

    origin_ns: int
    end_s: float | None
    last_s: float

    def second(self, ns: int) -> float:
        """Where a time stands."""
        return (ns - self.origin_ns) / 1e9

    def open_end(self, start_s: float) -> float:
        """Where the drawing of a bar stops whose end is not in the capture."""
        return self.last_s if self.end_s is None or self.end_s < start_s else self.end_s


def life(tell: Teller, call: Call, extent: Extent) -> Iterator[Span]:
    """The call's own lane."""
    connecting = np.flatnonzero(tell.of_kinds(lambda kind: kind.role is Role.CONNECTED))
    connected = int(tell.rows[connecting[0]]) if len(connecting) else None
    yield from _ringing(tell, call, extent, connected)
    if connected is None:
        return
    start_s = tell.second(connected)
    if extent.end_s is None or call.end is None:
        why = "no CallDisconnected in this capture"
        if call.end is not None:
            why = f"{tell.kind(call.end).name} has no time"
        yield Span(
            Lane.CALL, start_s, max(extent.last_s, start_s), f"connected ({why})", (connected,),
            tell.code_class(connected), open_end=True,
        )  # fmt: skip
    elif extent.end_s >= start_s:
        yield Span(
            Lane.CALL, start_s, extent.end_s,
            f"connected {duration_text(extent.end_s - start_s)}", (connected, call.end),
            tell.code_class(connected),
        )  # fmt: skip


def _ringing(tell: Teller, call: Call, extent: Extent, connected: int | None) -> Iterator[Span]:
    """From the offer of an inbound call until it connected, or could not be answered."""
    answer = call.end if connected is None else connected
    if call.offered is None or answer is None or time_at(tell.table.time, answer) is None:
        return
    start_s, end_s = extent.second(call.offered), tell.second(answer)
    if end_s <= start_s:
        return
    offers = [row for row in call.offers if time_at(tell.table.time, row) == call.offered]
    label = f"rang {duration_text(end_s - start_s)}"
    yield Span(
        Lane.CALL, start_s, end_s, label if connected is not None else f"{label}, not answered",
        (*offers[:1], answer), CodeClass.NONE, faint=True,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recordings:
    """Bars from "active" to "inactive"."""

    spans: tuple[Span, ...] = ()
    starts: tuple[int, ...] = ()
    """The rows that begin one."""
    unread: int = 0
    """Changes of state that were not read."""


def recordings(
    tell: Teller, extent: Extent, state_of: RowText | None, recording_of: RowText | None
) -> Recordings:
    """The recordings of a call, by their ids: two of them may overlap.

    One that was active already is not begun again. Events without an id, or with one that stands
    for many, may be about any recording; where several are open none of these ends one.
    """
    if state_of is None:
        return Recordings()
    rows = tell.rows[tell.of_kinds(is_state_change)]
    pairs: list[tuple[int, int | None]] = []
    begun: dict[str, int] = {}
    for row in rows[:MOST_STATES_READ].tolist():
        state = (state_of(row) or "").strip().lower()
        name = "" if recording_of is None else (recording_of(row) or "").lower()
        name = "" if is_placeholder(name) else name
        same = _same(name, begun)
        if state == "active" and same is None and (name or not begun):
            begun[name] = row
        elif state == "inactive" and same is not None:
            pairs.append((begun.pop(same), row))
    pairs += [(row, None) for row in begun.values()]
    return Recordings(
        spans=tuple(_recording(tell, extent, start, finish) for start, finish in pairs),
        starts=tuple(start for start, _ in pairs),
        unread=max(len(rows) - MOST_STATES_READ, 0),
    )


def _same(name: str, begun: Mapping[str, int]) -> str | None:
    """Which of the recordings that are open an event is about, as far as its id tells."""
    if name in begun:
        return name
    if not name:
        return next(iter(begun)) if len(begun) == 1 else None
    return "" if "" in begun else None


def _recording(tell: Teller, extent: Extent, start: int, finish: int | None) -> Span:
    start_s = tell.second(start)
    if finish is None:
        return Span(
            Lane.RECORDING, start_s, extent.open_end(start_s), tell.lasting("recording", None),
            (start,), tell.code_class(start), open_end=True,
        )  # fmt: skip
    end_s = tell.second(finish)
    return Span(
        Lane.RECORDING, start_s, end_s, tell.lasting("recording", end_s - start_s),
        (start, finish), tell.code_class(finish),
    )  # fmt: skip


def people(tell: Teller, extent: Extent, roster: Roster) -> Sequence[Span]:
    """A bar for each time that somebody was in the call."""
    spans = []
    for each in roster.presences:
        start_s = extent.second(each.start_ns)
        end_s = extent.open_end(start_s) if each.end_ns is None else extent.second(each.end_ns)
        stretches = tuple(
            Stretch(
                state.name,
                extent.second(state.start_ns),
                end_s if state.end_ns is None else extent.second(state.end_ns),
            )
            for state in each.states
        )
        span = Span(
            Lane.PEOPLE, start_s, end_s, each.person.label, each.rows,
            tell.code_class(each.rows[0]), open_end=each.open_end, open_start=each.open_start,
            person=each.person, stretches=stretches,
        )  # fmt: skip
        spans.append(span)
    return spans
