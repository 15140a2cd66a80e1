"""What is drawn of a call: its timeline, its ladder, and its conversation.

These read records, so that those of a long call are made by a worker.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from inspector.calls.layout import lay_out
from inspector.calls.model import Call
from inspector.calls.narrowing import narrowed_to
from inspector.calls.related import ConversationTimeline, conversation_timeline
from inspector.calls.rosters import Rosters
from inspector.calls.timeline import Timeline
from inspector.capture.fields import Fields
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.short_name import short_name
from inspector.errors import InspectorError
from inspector.gui.filtering import Mask
from inspector.gui.loading import Loaded
from inspector.gui.view_state import NO_CALL
from inspector.report.ladder.build import build_ladder
from inspector.report.ladder.model import Ladder
from inspector.report.redact import Redactor

_KEPT = 8
"""Payloads: the state and the id of a recording are asked for one after the other."""


class CallDrawings:
    """The drawings of one snapshot."""

    def __init__(self, catalog: Catalog, loaded: Loaded, rosters: Rosters) -> None:
        self._catalog, self._rosters = catalog, rosters
        self._capture, self._assessment = loaded.capture, loaded.assessment
        self._table, self._calls = loaded.capture.table, loaded.capture.calls
        self._data = lru_cache(_KEPT)(self._read)

    def timeline(self, position: int, mask: Mask | None) -> Timeline | None:
        """The timeline of a call; events without a call have none."""
        if position == NO_CALL:
            return None
        timeline = self._lay_out(self._calls.call(position))
        return timeline if mask is None else narrowed_to(timeline, mask)

    def conversation(self, position: int) -> ConversationTimeline:
        """The calls that a call belongs with, itself among them."""
        return conversation_timeline(self._calls, position, self._lay_out, self._from_call)

    def ladder(self, position: int, redactor: Redactor, stopped: Callable[[], bool]) -> Ladder:
        """The ladder of a call."""
        call = self._calls.call(position)
        return build_ladder(self._capture, call, self._assessment, redactor, stopped)

    def _lay_out(self, call: Call) -> Timeline:
        operations = self._capture.operations_of(call)
        roster = self._rosters.of(call.number - 1)
        return lay_out(
            self._table, call, self._recording_state, self._result_name, operations, roster,
            self._recording,
        )  # fmt: skip

    def _recording_state(self, row: int) -> str | None:
        """The state that a RecordingStateChanged event carries."""
        return self._text(row, "state")

    def _recording(self, row: int) -> str | None:
        """The id of the recording that a RecordingStateChanged event is about."""
        return self._text(row, "recordingId")

    def _from_call(self, row: int) -> str | None:
        """The call connection that a participant was moved from."""
        return self._text(row, "fromCall")

    def _text(self, row: int, name: str) -> str | None:
        return Fields(self._data(row)).text(name)

    def _read(self, row: int) -> Mapping[str, object]:
        try:
            return self._capture.event(row).data
        except InspectorError:
            return {}

    def _result_name(self, row: int) -> str | None:
        """What the result of a failed event is called, when the catalog knows it closely."""
        return short_name(self._catalog, self._assessment.explanation(row))
