"""Says things about one snapshot: its calls, its events, the capture itself."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.calls.layout import lay_out
from inspector.calls.model import Call
from inspector.calls.narrowing import narrowed
from inspector.calls.timeline import Timeline
from inspector.capture.fields import Fields
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import RuleRow
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_from
from inspector.diagnosis.happened import happened, is_telling
from inspector.diagnosis.model import Facts
from inspector.diagnosis.verdict import Verdict, verdict
from inspector.errors import InspectorError
from inspector.events.times import clock_utc
from inspector.gui.detail.model import EventDetail
from inspector.gui.filtering import Filtered, Mask
from inspector.gui.loading import Loaded
from inspector.gui.models.events_model import EventRows
from inspector.gui.models.texts import seconds_text
from inspector.gui.navigation import nearest, next_failure, preferred_row
from inspector.gui.view_state import NO_CALL, TimeRange
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
        # Every view asks for the selected call, and a call holds all its rows.
        self._call = lru_cache(1)(self._calls.call)

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

    def rows_of(self, position: int) -> Sequence[int]:
        """The event rows of a call with its offers, or of the events without a call."""
        if position == NO_CALL:
            return [int(row) for row in self._calls.loose]
        call = self.call(position)
        return [*call.offers, *call.rows]

    def size_of(self, position: int) -> int:
        """How many events a call has, or how many there are without one."""
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
        rows = self.rows_of(position)
        numbered = [(n, row) for n, row in enumerate(rows, 1) if mask is None or mask[row]]
        after_end: frozenset[int] = frozenset()
        origin = None
        if position != NO_CALL:
            call = self.call(position)
            origin, after_end = call.started, frozenset(call.after_end)
        shown = EventRows(
            table=self._table,
            rows=[row for _, row in numbered],
            numbers=[n for n, _ in numbered],
            origin_ns=origin,
            happened=self.happened,
            after_end=after_end,
        )
        return shown, len(rows) - len(numbered)

    def happened(self, row: int) -> str:
        """What an event says, in a few words."""
        kind = self._table.kinds[int(self._table.kind[row])]
        return visible(happened(kind, self._loaded.assessment.explanation(row)))

    def timeline(self, position: int, mask: Mask | None) -> Timeline | None:
        """The timeline of a call; events without a call have none."""
        if position == NO_CALL:
            return None
        call = self.call(position)
        operations = self._capture.operations_of(call)
        timeline = lay_out(self._table, call, self._recording_state, self._result_name, operations)
        return timeline if mask is None else narrowed(timeline, lambda row: bool(mask[row]))

    def _recording_state(self, row: int) -> str | None:
        """The state that a RecordingStateChanged event carries, read from its record."""
        try:
            return Fields(self._capture.event(row).data).text("state")
        except InspectorError:
            return None

    def _result_name(self, row: int) -> str | None:
        """What the result of a failed event is called, when the catalog knows it closely."""
        explanation = self._loaded.assessment.explanation(row)
        return explanation.title if is_telling(explanation) else None

    def hover(self, row: int) -> tuple[str, str]:
        """Title and second line of the timeline's hover card; the card shows the code itself."""
        name = self._table.kinds[int(self._table.kind[row])].name
        return visible(name), self.happened(row)

    def verdict_texts(self, position: int) -> tuple[str, str, Verdict | str]:
        """Name of the call, its facts, and its verdict."""
        if position == NO_CALL:
            count = f"{len(self._calls.loose):,} events name no call connection."
            return "Events without a call", "", count
        call = self.call(position)
        said = verdict(self._catalog, self._capture, call)
        return f"Call {call.number}", " · ".join(_facts(call)), said

    def detail(self, row: int) -> EventDetail:
        """One event, read again and explained; raises InspectorError when the file changed."""
        record = self._capture.record(row)
        event = self._capture.event_of(record, row)
        explanation = explain(self._catalog, facts_from(event))
        count = len(explanation.sources)
        return EventDetail(
            explanation=explanation,
            event=event,
            raw=record.raw,
            body=record.body,
            position=self._position(row),
            may_carry_diagnostics=self._may_carry_diagnostics(event.kind.name),
            catalog_line=f"catalog {self._catalog.version} · {count} {_noun(count, 'source')}",
            sources=tuple(self._catalog.source(source) for source in explanation.sources),
        )

    def _may_carry_diagnostics(self, kind: str) -> bool:
        known = self._catalog.events.get(kind)
        return known is not None and known.diagnostics

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

    def _position(self, row: int) -> str:
        table, inputs = self._table, self._capture.inputs
        place = f"byte {int(table.offset[row]):,} · {int(table.length[row]):,} bytes"
        others = dict.fromkeys(
            inputs[copy.source].label for copy in self._capture.copies.get(row, ())
        )
        also = f" · also in {', '.join(others)}" if others else ""
        return f"{inputs[int(table.source[row])].label} · {place}{also}"


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
        facts.append(f"rang {seconds_text(call.ring_s)} s")
    if call.talk_s is not None:
        facts.append(f"talked {seconds_text(call.talk_s)} s")
    times = [clock_utc(at, 0) for at in (call.started, call.ended) if at is not None]
    if times:
        facts.append(" – ".join(times) + " UTC")
    return facts


def _noun(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"
