"""Says things about one snapshot: its calls, its events, the capture itself."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.calls.labels import duration_text
from inspector.calls.model import Call
from inspector.calls.rosters import Rosters
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import RuleRow
from inspector.diagnosis.model import Facts
from inspector.diagnosis.verdict import Verdict, verdict
from inspector.errors import InspectorError
from inspector.events.times import clock_utc
from inspector.gui.detail.model import EventDetail
from inspector.gui.drawings import CallDrawings
from inspector.gui.event_detail import event_detail
from inspector.gui.event_table.source import EventSource
from inspector.gui.filtering import Filtered, Mask
from inspector.gui.loading import Loaded
from inspector.gui.models.event_rows import EventRows
from inspector.gui.navigation import nearest, next_failure, preferred_row
from inspector.gui.view_state import NO_CALL, TimeRange
from inspector.index.table import time_at
from inspector.report.choice import choose_call
from inspector.report.import_report import size_text
from inspector.report.plain import visible

MOST_NAMED = 2
"""Formats and encodings that the status bar names; it has one line for everything."""
MOST_TITLED = 3
"""Files that the title names; a folder may hold thousands."""


class Describer:
    """Everything the views are told about a snapshot; made anew for each."""

    def __init__(self, catalog: Catalog, loaded: Loaded) -> None:
        self._catalog = catalog
        self._loaded = loaded
        self._capture = loaded.capture
        self._table = loaded.capture.table
        self._calls = loaded.capture.calls
        rosters = Rosters(loaded.capture)
        self._events = EventSource(loaded, rosters)
        self.drawn = CallDrawings(catalog, loaded, rosters)
        # Every view asks for the selected call, and its verdict holds under every filter.
        self._call = lru_cache(1)(self._calls.call)
        self._verdicts: dict[int, Verdict] = {}

    @property
    def title(self) -> str:
        """The names of the sources, for the window's title."""
        labels = [opened.label for opened in self._capture.inputs]
        more = len(labels) - MOST_TITLED
        ends = [f"{more:,} more"] if more > 0 else []
        return " + ".join([*labels[:MOST_TITLED], *ends]) or "nothing"

    @property
    def rules(self) -> Mapping[str, RuleRow]:
        """The rules behind the findings, by id."""
        return self._catalog.rules

    def event_name(self, row: int) -> str:
        """The kind of an event, as a table shows it."""
        return visible(self._table.kinds[int(self._table.kind[row])].name)

    def facts(self, row: int) -> Facts:
        """The numbers of an event's result."""
        return self._loaded.assessment.explanation(row).facts

    def call(self, position: int) -> Call:
        """The call at a position of the call table."""
        return self._call(position)

    def rows_of(self, position: int) -> npt.NDArray[np.int64]:
        """The event rows of a call with its offers, or of the events without a call."""
        return self._events.rows_of(position)

    def size_of(self, position: int) -> int:
        """How many events a call has with its offers, or how many belong to none."""
        return len(self.rows_of(position))

    def first_row(self, position: int, mask: Mask | None = None) -> int | None:
        """The event to show first of a call, or of the events without one.

        With a mask it is the nearest one that the mask shows, if there is any.
        """
        if position != NO_CALL:
            row = preferred_row(self.call(position))
        else:
            rows = self.rows_of(position)
            row = int(rows[0]) if len(rows) else None
        if row is None or mask is None or mask[row]:
            return row
        other = self.nearest_row(position, row, mask)
        return row if other is None else other

    def nearest_row(self, position: int, row: int, mask: Mask) -> int | None:
        """The event of a call that the mask shows and that stands closest to an event."""
        rows = np.asarray(self.rows_of(position), dtype=np.int64)
        here = np.flatnonzero(rows == row)
        place = nearest(np.flatnonzero(mask[rows]), int(here[0])) if len(here) else None
        return None if place is None else int(rows[place])

    def time_of(self, row: int) -> int | None:
        """When an event says it was, in nanoseconds since 1970 UTC."""
        return time_at(self._table.time, row)

    def within(self, time_range: TimeRange | None, mask: Mask | None) -> Mask | None:
        """The mask, narrowed to the events of a time range."""
        if time_range is None:
            return mask
        time = self._table.time
        inside = (time >= time_range[0]) & (time <= time_range[1])
        return np.asarray(inside if mask is None else inside & mask)

    def call_of(self, row: int) -> int:
        """The call that holds an event row; NO_CALL when none does."""
        call = self._calls.call_of_row(row)
        return NO_CALL if call is None else call

    def first_call(self) -> int | None:
        """The first call that failed, else the first that is notable, else the first."""
        calls = self._loaded.assessment.calls
        if len(calls):
            return int(np.argmax(calls == calls.max()))
        return NO_CALL if len(self._calls.loose) else None

    def find_call(self, wanted: str) -> int:
        """The call meant by an id, the start of one, or a number; raises InspectorError."""
        return choose_call(self._calls.connection_ids[: len(self._calls)], wanted)

    def find_row(self, number: int) -> int:
        """The row of the event with a 1-based number; raises InspectorError."""
        if not 1 <= number <= self._table.size:
            count = f"The capture holds {self._table.size:,} events"
            raise InspectorError(f"No event {number} in this capture", count)
        return number - 1

    def next_failure(
        self,
        listed: npt.NDArray[np.int64],
        row: int | None,
        step: int,
        filtered: Filtered | None,
    ) -> int | None:
        """The failed event after (or with step -1 before) a row, call by call as listed.

        What is expected is stepped over.
        """
        failing = self._loaded.assessment.failing
        if filtered is not None:
            failing = failing & filtered.events
        return next_failure(self._calls, listed, failing, row, step)

    def event_rows(self, position: int, mask: Mask | None) -> tuple[EventRows, int]:
        """What the event table shows of a call, and how many events the filter hides."""
        return self._events.event_rows(position, mask)

    def happened(self, row: int) -> str:
        """What an event says, in a few words."""
        return self._events.happened(row)

    def hover(self, row: int) -> tuple[str, str]:
        """Title and second line of the timeline's hover card; the card shows the code itself."""
        name = self._table.kinds[int(self._table.kind[row])].name
        return visible(name), self.happened(row)

    def verdict_texts(self, position: int) -> tuple[str, str, Verdict | str]:
        """Name of the call, its facts, and its verdict as far as it is known by now."""
        if position == NO_CALL:
            count = f"{len(self._calls.loose):,} events name no call connection."
            return "Events without a call", "", count
        call = self.call(position)
        waiting = f"Looking at {self.size_of(position):,} events…"
        said = self._verdicts.get(position, waiting)
        return f"Call {call.number}", " · ".join(_facts(call)), said

    def knows_verdict(self, position: int) -> bool:
        """Whether the verdict on a call needs no work any more."""
        return position == NO_CALL or position in self._verdicts

    def find_verdict(self, position: int) -> None:
        """Find the verdict on a call, for `verdict_texts`; looks at each of its events."""
        if not self.knows_verdict(position):
            found = verdict(self._catalog, self._capture, self.call(position))
            self._verdicts = {position: found}

    def detail(self, row: int) -> EventDetail:
        """One event, read again and explained; raises InspectorError when the file changed."""
        return event_detail(self._catalog, self._capture, row)

    def shown_text(self, filtered: Filtered | None) -> str:
        """How many calls the filter lets through."""
        total = len(self._calls)
        noun = _noun(total, "call")
        if filtered is None:
            return f"{total:,} {noun}"
        return f"{int(np.count_nonzero(filtered.calls)):,} of {total:,} {noun}"

    def empty_note(self) -> str:
        """What the capture is, when it holds no call event."""
        if self._table.size:
            return ""
        pairs = zip(self._capture.inputs, self._capture.sources, strict=True)
        notes = [f"{opened.label}: {source.note}" for opened, source in pairs if source.note]
        return " ".join(notes) or "This capture holds no Call Automation callback."


def describe_source(capture: Capture) -> tuple[str, str, int, str, str]:
    """Format, encoding, problems, counts and files of a capture, for the status bar."""
    sources, events, calls = capture.sources, capture.table.size, len(capture.calls)
    kinds = sorted({source.container for source in sources if source.container})
    encodings = sorted({source.encoding for source in sources if source.encoding})
    size = sum(source.bytes for source in sources)
    inputs = capture.inputs
    names = inputs[0].label if len(inputs) == 1 else f"{len(inputs)} files"
    return (
        _few(kinds, "formats"),
        _few(encodings, "encodings"),
        len(capture.problems),
        f"{events:,} {_noun(events, 'event')} in {calls:,} {_noun(calls, 'call')}",
        f"{names} {size_text(size)}",
    )


def _few(names: Sequence[str], noun: str) -> str:
    return ", ".join(names) if len(names) <= MOST_NAMED else f"{len(names)} {noun}"


def _facts(call: Call) -> list[str]:
    facts = [] if call.direction is None else [call.direction.value]
    if call.ring_s is not None:
        facts.append(f"rang {duration_text(call.ring_s)}")
    if call.talk_s is not None:
        facts.append(f"talked {duration_text(call.talk_s)}")
    times = [clock_utc(at, 0) for at in (call.started, call.ended) if at is not None]
    if times:
        facts.append(" – ".join(times) + " UTC")
    return facts


def _noun(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
